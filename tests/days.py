"""Days as the product counts them: those of the house, whatever the hour and the zone of the machine."""

from datetime import date

from crm_app.lib.clock import DEFAULT_ZONE, today


def house_day() -> date:
    """Today in the zone of the house."""
    return today(DEFAULT_ZONE)
