"""The way of the goods as a strip of stops, each with what applies to it on the case's day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from landwaiter.domain.declaration import Role
from landwaiter.domain.embargo import Cell, Standing, matrix, strictest
from landwaiter.domain.flags.view import View
from landwaiter.i18n import _

SETS: Final = (("hub", "diversion hub"), ("annex_viii", "partner country (Annex VIII)"))
"""Country sets that a stop is told to be in."""


@dataclass(frozen=True, slots=True)
class Stop:
    """One country on the way."""

    country: str
    why: tuple[str, ...]
    """export, routing, exit office, destination, consignee, end user, delivery place."""
    tags: tuple[str, ...]
    standing: Standing | None
    """The strictest the embargo matrix says of it for any of the goods; None: nothing speaks."""
    rules: tuple[str, ...]
    """Raised rules that used this stop."""


def route_strip(
    view: View, practice: Mapping[str, str], groups: Iterable[str] = ()
) -> tuple[Stop, ...]:
    """Countries in the order of the way, each once where it follows itself."""
    found: list[tuple[str, list[str]]] = []
    for country, why in _legs(view):
        if found and found[-1][0] == country:
            if why not in found[-1][1]:
                found[-1][1].append(why)
        else:
            found.append((country, [why]))
    member = set(groups)
    cells = [cell for cell in matrix(view.packs, practice, view.day) if cell.group in member]
    return tuple(_stop(view, country, why, cells) for country, why in found)


def _legs(view: View) -> Iterable[tuple[str, str]]:
    declared = view.declaration
    if declared is not None:
        exporter = next((p.country for p in view.parties(Role.EXPORTER) if p.country), None)
        leaves = _office(declared.office_exit)
        for country, why in (
            (exporter, _("exporter")),
            (_office(declared.office_export), _("export office")),
            *((one, _("routing")) for one in declared.country_routing if one != view.destination),
        ):
            if country:
                yield country, why + (_(", exit office") if country == leaves else "")
        if view.destination:
            yield view.destination, _("destination")
    elif view.destination:
        yield view.destination, _("destination")
    for role, why in ((Role.CONSIGNEE, _("consignee")), (Role.INTERMEDIARY, _("intermediary"))):
        yield from ((p.country, why) for p in view.parties(role) if p.country)
    yield from ((c, _("end user")) for c in _end_users(view))


def _office(code: str | None) -> str | None:
    """A customs office's code begins with its country."""
    return code[:2] if code and code[:2].isalpha() else None


def _end_users(view: View) -> Iterable[str]:
    yield from (p.country for p in view.parties(Role.END_USER) if p.country)


def _stop(view: View, country: str, why: list[str], cells: list[Cell]) -> Stop:
    speaking = [cell for cell in cells if cell.destination == country]
    tags = [_(title) for name, title in SETS if view.in_set(name, country)]
    tags += [cell.group_title for cell in speaking if cell.way == "transit"]
    used = [
        flag.rule
        for flag in view.case.flags
        if flag.evaluation.value == "raised" and _used(flag.evidence, country)
    ]
    return Stop(
        country,
        tuple(why),
        tuple(dict.fromkeys(tags)),
        strictest(speaking) if speaking else None,
        tuple(used),
    )


_PLACES: Final = ("declaration/country", "declaration/office", "parties/", "enrichment/exports")


def _used(evidence: Iterable[str], country: str) -> bool:
    """A rule used a stop where one of the places of a way holds its code."""
    return any(
        line.startswith(_PLACES) and country in line.partition(":")[2].replace(",", " ").split()
        for line in evidence
    )
