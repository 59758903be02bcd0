"""The way of the goods as a strip of stops, each with what applies to it on the case's day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from landwaiter.domain.cases.case import Evaluation, FlagResult
from landwaiter.domain.flags.embargo.matrix import (
    T1_TRANSIT,
    MatrixCell,
    Standing,
    matrix,
    strictest,
)
from landwaiter.domain.flags.view import View
from landwaiter.domain.intake.declaration import Role
from landwaiter.i18n import N_, _

SETS: Final = (("hub", N_("diversion hub")), ("annex_viii", N_("partner country (Annex VIII)")))
"""Country sets that a stop is told to be in."""


@dataclass(frozen=True, slots=True)
class Stop:
    """One country on the way, or the delivery place."""

    country: str
    """ISO 3166-1 alpha-2; empty for the delivery place, which is declared in words."""
    why: tuple[str, ...]
    """export, routing, exit office, destination, consignee, end user, delivery place."""
    tags: tuple[str, ...]
    standing: Standing | None
    """The strictest the embargo matrix says of it for any of the goods; None: nothing speaks."""
    rules: tuple[str, ...]
    """Raised rules that used this stop."""
    place: str = ""
    """The delivery place as it was declared; empty at every other stop."""


def route_strip(
    view: View,
    practice: Mapping[str, str],
    groups: Iterable[str] = (),
    flags: Iterable[FlagResult] = (),
    *,
    spoken: Iterable[MatrixCell] = (),
) -> tuple[Stop, ...]:
    """Countries in the order of the way, each once where it follows itself.

    `spoken` are the cells as they speak of the items, with their conditions settled. `flags` are
    the case's as they were judged: the facts that a view holds leave them out.
    """
    found: list[tuple[str, list[str]]] = []
    for country, why in _legs(view):
        if found and found[-1][0] == country:
            if why not in found[-1][1]:
                found[-1][1].append(why)
        else:
            found.append((country, [why]))
    member = set(groups)
    known: dict[tuple[str, ...], list[MatrixCell]] = {}
    for cell in spoken:
        known.setdefault(_key(cell), []).append(cell)
    cells = [
        found
        for cell in matrix(view.packs, practice, view.day)
        if (cell.group in member or not cell.group)
        and (cell.way != T1_TRANSIT or _key(cell) in known)
        for found in known.get(_key(cell), [cell])
    ]
    raised = [flag for flag in flags if flag.evaluation is Evaluation.RAISED]
    return tuple(_stop(view, country, why, cells, raised) for country, why in found)


def _key(cell: MatrixCell) -> tuple[str, ...]:
    return (cell.instrument, cell.destination, cell.way, cell.group)


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
                yield country, why
            if country and country == leaves and why != _("exporter"):
                yield country, _("exit office")
        if view.destination:
            yield view.destination, _("destination")
    elif view.destination:
        yield view.destination, _("destination")
    for role, why in ((Role.CONSIGNEE, _("consignee")), (Role.INTERMEDIARY, _("intermediary"))):
        yield from ((p.country, why) for p in view.parties(role) if p.country)
    if declared is not None and declared.delivery_place:
        yield "", _("delivery place")
    yield from ((c, _("end user")) for c in _end_users(view))


def _office(code: str | None) -> str | None:
    """A customs office's code begins with its country."""
    return code[:2] if code and code[:2].isalpha() else None


def _end_users(view: View) -> Iterable[str]:
    yield from (p.country for p in view.parties(Role.END_USER) if p.country)


def _stop(
    view: View, country: str, why: list[str], cells: list[MatrixCell], raised: list[FlagResult]
) -> Stop:
    declared = view.declaration
    place = "" if country or declared is None else declared.delivery_place or ""
    speaking = [cell for cell in cells if cell.destination == country]
    tags = [_(title) for name, title in SETS if view.in_set(name, country)]
    tags += [cell.group_title for cell in speaking if cell.way == "transit"]
    used = [f.rule for f in raised if _used(f.evidence, country, delivered=bool(place))]
    return Stop(
        country,
        tuple(why),
        tuple(dict.fromkeys(tags)),
        strictest(speaking) if speaking else None,
        tuple(used),
        place,
    )


_PLACES: Final = ("declaration/country", "declaration/office", "parties/", "enrichment/exports")


_DELIVERY: Final = "declaration/delivery_place:"


def _used(evidence: Iterable[str], country: str, *, delivered: bool) -> bool:
    """A rule used a stop where one of the places of a way holds its code, or it names the place of
    delivery."""
    return any(
        (line.startswith(_PLACES) and country in line.partition(":")[2].replace(",", " ").split())
        or (delivered and line.startswith(_DELIVERY))
        for line in evidence
    )
