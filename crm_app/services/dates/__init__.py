"""Important dates: birthdays of any calendar, ends of contracts, anniversaries of the first order."""

from crm_app.services.dates.queries import coming_dates, date_owners, dates_of
from crm_app.services.dates.rows import KINDS, DateRow
from crm_app.services.dates.telling import tell_dates

__all__ = ["KINDS", "DateRow", "coming_dates", "date_owners", "dates_of", "tell_dates"]
