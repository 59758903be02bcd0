"""One deciding value per expected flag: with it changed, that flag must flip.

`path` leads through the scenario's `input`: keys and list positions; a step `field=consignee.kind`
takes the element of a list whose `field` is that. The last step is set to `value`, or removed
from its list or mapping when `value` is `REMOVED`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

REMOVED: Final = "<removed>"


@dataclass(frozen=True, slots=True)
class Flip:
    """A scenario with one value changed, and whether the flag is then raised."""

    scenario: str
    flag: str
    path: tuple[str | int, ...]
    value: Any
    present: bool = False


def apply(flip: Flip, given: dict[str, Any]) -> None:
    """Change the one value in `given`, the scenario's `input`."""
    target: Any = given
    for step in flip.path[:-1]:
        target = target[_place(target, step)]
    last = _place(target, flip.path[-1])
    if flip.value == REMOVED:
        del target[last]
    else:
        target[last] = flip.value


def _place(target: Any, step: str | int) -> Any:
    if not isinstance(target, list) or isinstance(step, int):
        return step
    key, _equals, value = step.partition("=")
    return next(place for place, row in enumerate(target) if row[key] == value)


def _learned(field: str) -> tuple[str | int, ...]:
    return ("enrichment", f"field={field}", "value")


_ITEM: Final = ("declaration", "items", 0)


def _flips() -> Iterable[Flip]:
    yield Flip("S01", "RF-P03", ("lists", 0, "rows", 0, "list"), "Specially Designated Nationals")
    yield Flip("S01", "RF-P05", ("judgements", 0, "judgement"), "different")
    yield Flip("S01", "RF-G01", (*_ITEM, "cn8"), "84572000")
    yield Flip("S01", "RF-G02", (*_ITEM, "docs"), [])
    yield Flip("S02", "RF-P08", _learned("consignee.incorporated"), "2022-02-23")
    yield Flip(
        "S02", "RF-P10", _learned("end_user"), {"name": "Harbour Fish Market", "country": "HK"}
    )
    yield Flip("S02", "RF-P11", _learned("consignee.kind"), "manufacturer")
    yield Flip("S02", "RF-E03", _learned("end_use"), "control boards of fish meal dryers")
    yield Flip("S02", "RF-R02", ("declaration", "country_destination"), "NO")
    yield Flip("S02", "RF-D01", (*_learned("contract"), "no_re_export_clause"), True)
    yield Flip("S04", "RF-G05", ("packs", "id=annex2", "rows", 0, "covered"), False, present=True)
    yield Flip("S04", "RF-W04", (*_ITEM, "gross_mass_kg"), 3.1, present=True)
    yield Flip("S04", "RF-D04", ("declaration", "mrn"), "26ESES0021004D44B8", present=True)
    yield Flip(
        "S11",
        "RF-V01",
        ("lists", 0, "rows", 0),
        {"imo": "9074729", "name": "OTHER VESSEL", "basis": "Reg. 833/2014 Annex XLII"},
    )
    yield Flip("S11", "RF-V03", ("declaration", "container", 0), "ABCU1234560")
    yield Flip("S11", "RF-G07", (*_ITEM, "description"), "wing spars for survey aircraft")
    yield Flip("S11", "RF-R09", ("declaration", "delivery_place"), "Deira warehouse 7")
    yield Flip("S11", "RF-R01", ("declaration", "items", 0, "cn8"), "88071000")
    yield Flip("S11", "RF-P11", _learned("consignee.kind"), "manufacturer")


FLIPS: Final = tuple(_flips())
