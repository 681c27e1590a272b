"""Reports: pipeline, pace, win and loss, people, products, trends; every number has its list."""

from crm_app.services.reports.queries import sales_report
from crm_app.services.reports.rows import (
    Outlook,
    ProductSales,
    Reason,
    SalesReport,
    StagePace,
    StageSums,
    TopPerson,
    Trend,
    TrendPoint,
    WinLoss,
)
from crm_app.services.reports.selling import (
    TRENDS,
    product_outlook,
    product_sales,
    top_people,
    trend,
)

__all__ = [
    "TRENDS",
    "Outlook",
    "ProductSales",
    "Reason",
    "SalesReport",
    "StagePace",
    "StageSums",
    "TopPerson",
    "Trend",
    "TrendPoint",
    "WinLoss",
    "product_outlook",
    "product_sales",
    "sales_report",
    "top_people",
    "trend",
]
