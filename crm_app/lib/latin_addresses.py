"""Addresses in Latin letters: city, state and postcode, where their place says so."""

import re

_NAMES = (
    "alabama:AL alaska:AK arizona:AZ arkansas:AR california:CA colorado:CO connecticut:CT delaware:DE "
    "florida:FL georgia:GA hawaii:HI idaho:ID illinois:IL indiana:IN iowa:IA kansas:KS kentucky:KY "
    "louisiana:LA maine:ME maryland:MD massachusetts:MA michigan:MI minnesota:MN mississippi:MS "
    "missouri:MO montana:MT nebraska:NE nevada:NV new_hampshire:NH new_jersey:NJ new_mexico:NM "
    "new_york:NY north_carolina:NC north_dakota:ND ohio:OH oklahoma:OK oregon:OR pennsylvania:PA "
    "rhode_island:RI south_carolina:SC south_dakota:SD tennessee:TN texas:TX utah:UT vermont:VT "
    "virginia:VA washington:WA west_virginia:WV wisconsin:WI wyoming:WY district_of_columbia:DC"
)
_STATES: dict[str, str] = {
    pair.partition(":")[0]: pair.partition(":")[2] for pair in _NAMES.split()
}
_LANDS = (
    "usa|us|u.s.a.|united states|united states of america|uk|united kingdom|england|scotland|wales|great britain"
    "|germany|deutschland|france|italy|spain|china|p.r. china|pr china|prc|p.r.c.|canada|australia|netherlands"
    "|austria|switzerland|singapore|ireland|belgium"
)
_COUNTRIES = frozenset(_LANDS.split("|"))
_UK = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?)\s?(\d[A-Z]{2})$", re.IGNORECASE)
_US = re.compile(r"^(.*?)\s*(\d{5}(?:-\d{4})?)$")
_FRONT = re.compile(r"^(?:[A-Z]{1,2}-)?(\d{4,5})\s+(\D+)$")
_BACK = re.compile(r"^(\D+?)\s+(\d{6})$")
_DISTRICT = re.compile(r".*\b(?:district|new area)$", re.IGNORECASE)
_MUNICIPAL = ("beijing", "shanghai", "tianjin", "chongqing")


def parts(text: str) -> tuple[str, str, str, str]:
    """State (or province), city, district and postcode; what is not sure stays empty."""
    pieces = [piece.strip() for piece in text.split(",") if piece.strip()]
    country = pieces and pieces[-1].lower() in _COUNTRIES
    if country:
        pieces.pop()
    if len(pieces) < 2:
        return "", "", "", ""
    for read in (_british, _american, _chinese, _continental):
        found = read(pieces)
        if found is not None:
            return found
    return "", "", "", ""


def _british(pieces: list[str]) -> tuple[str, str, str, str] | None:
    found = _UK.search(pieces[-1])
    if found is None:
        return None
    code = f"{found.group(1)} {found.group(2)}".upper()
    city = pieces[-1][: found.start()].strip() or pieces[-2]
    return "", city, "", code


def _american(pieces: list[str]) -> tuple[str, str, str, str] | None:
    found = _US.match(pieces[-1])
    state = _state(found.group(1)) if found else ""
    if found and state:
        return state, pieces[-2] if len(pieces) > 2 or pieces[-2] else "", "", found.group(2)
    return None


def _state(words: str) -> str:
    name = re.sub(r"[.\s]+", "_", words.strip().lower()).strip("_")
    short = words.replace(".", "").strip().upper()
    return _STATES.get(name) or (short if short in _STATES.values() else "")


def _chinese(pieces: list[str]) -> tuple[str, str, str, str] | None:
    found = _BACK.match(pieces[-1])
    if found is None:
        return None
    city = found.group(1)
    district = pieces[-2] if _DISTRICT.match(pieces[-2]) else ""
    return city if city.lower() in _MUNICIPAL else "", city, district, found.group(2)


def _continental(pieces: list[str]) -> tuple[str, str, str, str] | None:
    found = _FRONT.match(pieces[-1])
    return ("", found.group(2).strip(), "", found.group(1)) if found else None
