"""Reports: pipeline, pace, win and loss, people, products, trends; every number has its list."""

from crm_app.services.deals import RATES
from crm_app.services.reports.people import top_people
from crm_app.services.reports.products import product_outlook, product_sales
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
from crm_app.services.reports.trends import TRENDS, trend

__all__ = [
    "RATES",
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
