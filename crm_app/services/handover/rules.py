"""Pure decisions: who gets which heap."""

from collections.abc import Mapping, Sequence

from crm_app.services.handover.rows import Heap, Load

WAYS = ("relation", "region", "load")


def chosen(
    heaps: Sequence[Heap],
    loads: Mapping[str, Load],
    near: Mapping[tuple[str, str], Mapping[str, int]],
    regions: Mapping[str, Mapping[str, int]],
    way: str,
) -> dict[tuple[str, str], tuple[str, str]]:
    """(kind, public id) → (who, why). The largest heaps first, so that loads come out even.

    `relation`: whoever has had most to do with it; where nobody had, `region`: who has most customers
    there; where nobody has, the one with the least load. `near`, `regions`: person → how much.
    """
    now = dict(loads)
    found: dict[tuple[str, str], tuple[str, str]] = {}
    for heap in sorted(heaps, key=lambda one: (-one.load.total, one.name, one.public_id)):
        place = (heap.kind, heap.public_id)
        who = why = ""
        if way == "relation":
            who, why = _most(near.get(place, {}), now), "relation"
        if not who and way != "load" and heap.region:
            who, why = _most(regions.get(heap.region, {}), now), "region"
        if not who:
            who, why = min(now, key=lambda one: (now[one].total, one)), "load"
        found[place] = (who, why)
        now[who] = now[who].plus(heap.load)
    return found


def _most(shares: Mapping[str, int], loads: Mapping[str, Load]) -> str:
    """Whoever has most, of equals the one with the least load; nobody where nobody has any."""
    able = {who: count for who, count in shares.items() if who in loads and count > 0}
    return min(able, key=lambda who: (-able[who], loads[who].total, who)) if able else ""
