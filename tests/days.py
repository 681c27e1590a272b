"""Days as the product counts them: those of the house, whatever the hour and the zone of the machine."""

from datetime import date

from crm_app.lib.clock import DEFAULT_ZONE, today

# Two zones that are never on the same day.
FAR_APART = ("Etc/GMT+12", "Pacific/Kiritimati")


def house_day() -> date:
    """Today in the zone of the house."""
    return today(DEFAULT_ZONE)
