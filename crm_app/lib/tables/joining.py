"""Names and addresses that come in parts, put together as their people write them."""

from collections.abc import Mapping

from crm_app.lib.names import has_han


def full_name(given: str, middle: str, family: str, suffix: str = "") -> str:
    """A person's name of its parts, in the order of the person's own script."""
    if has_han(family + given):
        return f"{family}{middle}{given}"
    return " ".join(part for part in (given, middle, family, suffix) if part)


def full_address(parts: Mapping[str, str]) -> str:
    """An address of its parts (street, city, province, postcode, country), as it is written there."""
    street, city, province, postcode, country = (
        " ".join(parts.get(name, "").split())
        for name in ("street", "city", "province", "postcode", "country")
    )
    if has_han(street + city + province):
        region = province if province == city or city in street else province + city
        region = "" if region and region in street else region
        return f"{country if country != '中国' else ''}{region}{street}"
    place = " ".join(part for part in (city, province, postcode) if part)
    return ", ".join(part.strip(", ") for part in (street, place, country) if part.strip(", "))
