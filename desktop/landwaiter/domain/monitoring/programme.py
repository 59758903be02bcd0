"""Monitoring programmes: which lines of trade they watch, and the figures of what they found.

A programme is a set of rules over goods, places, parties and a period. Of the goods one rule is
enough (a heading, a control entry, a tier, a word); of everything else what is stated must hold.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final

from landwaiter.domain.intake.declaration import Money
from landwaiter.domain.law.control_codes import is_under, recognise
from landwaiter.domain.law.word_lists import folded
from landwaiter.errors import Invalid
from landwaiter.i18n import _

_BEGINNING: Final = re.compile(r"[0-9](?:[A-E][0-9]{0,2})?|[A-Z]{2}")
"""What is no entry yet, but a category, a group, or a whole list of the military kind."""


@dataclass(frozen=True, slots=True)
class Watch:
    """The rules of one version of a programme; an empty rule is not asked."""

    headings: tuple[str, ...] = ()
    """Beginnings of commodity codes, two figures or more."""
    codes: tuple[str, ...] = ()
    """Control entries or their beginnings, by correlation and by confirmed classification."""
    tiers: tuple[str, ...] = ()
    """Tiers of the common high priority list, such as 3.A; `3` means every tier 3."""
    words: tuple[str, ...] = ()
    """Parts of the description."""
    destinations: tuple[str, ...] = ()
    route: tuple[str, ...] = ()
    """Countries that the goods pass through."""
    parties: tuple[str, ...] = ()
    """Parts of the name of any party."""
    kinds: tuple[str, ...] = ()
    first: date | None = None
    """First day that is watched, by the day the case is judged as of."""
    last: date | None = None

    @property
    def about_goods(self) -> bool:
        return bool(self.headings or self.codes or self.tiers or self.words)


@dataclass(frozen=True, slots=True)
class TradeLine:
    """One goods line, or the technology of a case without goods, as of a state of the casebook."""

    case_id: str
    reference: str
    kind: str
    title: str
    day: date
    destination: str | None
    route: tuple[str, ...]
    parties: tuple[str, ...]
    no: int
    cn: str | None
    description: str
    mass_kg: Decimal | None = None
    value: Money | None = None
    confirmed: tuple[str, ...] = ()
    """Control entries that a person has confirmed on the item."""


@dataclass(frozen=True, slots=True)
class LineKnowledge:
    """What the packs of the day say of a line."""

    codes: Callable[[TradeLine], Iterable[str]]
    tier: Callable[[TradeLine], str]


@dataclass(frozen=True, slots=True)
class TradeFigure:
    """One cell: a month, a destination and a heading, with the cases behind it."""

    month: str
    """2026-03."""
    destination: str
    """ISO 3166-1 alpha-2; empty: not stated."""
    heading: str
    """Four figures; empty: no commodity code."""
    lines: int
    cases: tuple[str, ...]
    """References, in order."""
    values: Mapping[str, Decimal] = field(default_factory=dict)
    """Currency → sum of what is stated."""
    mass_kg: Decimal = Decimal(0)
    without_value: int = 0
    without_mass: int = 0


def checked(watch: Watch) -> Watch:
    """The rules, fit to be kept; Invalid where one cannot be."""
    for heading in watch.headings:
        if not heading.isdigit() or not 2 <= len(heading) <= 10:
            raise _unfit("headings", heading, _("Give two to ten figures, such as 8408."))
    for country in (*watch.destinations, *watch.route):
        if len(country) != 2 or not country.isalpha() or country != country.upper():
            raise _unfit("destinations", country, _("Give two letters, such as CN."))
    for code in watch.codes:
        if not _BEGINNING.fullmatch(code) and recognise(code) is None:
            raise _unfit("codes", code, _("Give an entry as printed, or how it begins."))
    if watch.first and watch.last and watch.last < watch.first:
        raise _unfit("last", watch.last.isoformat(), _("The period ends before it begins."))
    if watch == Watch():
        raise Invalid(
            _("The programme watches nothing in particular."),
            field="headings",
            remedy=_("Give at least one rule: headings, codes, tiers, words, destinations …"),
        )
    return watch


def as_printed(code: str) -> str:
    """A control entry, or how it begins, in the spelling of its list."""
    found = recognise(code)
    return found.code if found else code.upper()


def _unfit(name: str, value: str, remedy: str) -> Invalid:
    return Invalid(_("The rule does not fit."), field=name, value=value, remedy=remedy)


def watches(watch: Watch, line: TradeLine, known: LineKnowledge) -> bool:
    """Whether the programme watches this line."""
    return (
        _in_period(watch, line.day)
        and (not watch.kinds or line.kind in watch.kinds)
        and (not watch.destinations or (line.destination or "") in watch.destinations)
        and (not watch.route or not {*watch.route}.isdisjoint(line.route))
        and (not watch.parties or _names_one(watch.parties, line.parties))
        and (not watch.about_goods or _of_goods(watch, line, known))
    )


def _in_period(watch: Watch, day: date) -> bool:
    return (watch.first is None or watch.first <= day) and (watch.last is None or day <= watch.last)


def _names_one(wanted: Iterable[str], names: Iterable[str]) -> bool:
    folds = [folded(name) for name in names]
    return any(folded(part) in name for part in wanted for name in folds)


def _of_goods(watch: Watch, line: TradeLine, known: LineKnowledge) -> bool:
    if any((line.cn or "").startswith(heading) for heading in watch.headings):
        return True
    if watch.words and _names_one(watch.words, [line.description]):
        return True
    if watch.tiers and _is_of_tier(known.tier(line), watch.tiers):
        return True
    return bool(watch.codes) and any(
        _is_entry(code, wanted)
        for code in (*line.confirmed, *known.codes(line))
        for wanted in watch.codes
    )


def _is_of_tier(tier: str, wanted: Iterable[str]) -> bool:
    return any(tier and (tier == one or tier.partition(".")[0] == one) for one in wanted)


def _is_entry(code: str, wanted: str) -> bool:
    """The entry itself, one under it, or one of the category or group that was named."""
    return is_under(code, wanted) or (
        bool(_BEGINNING.fullmatch(wanted)) and code.startswith(wanted)
    )


def figures(lines: Iterable[TradeLine]) -> tuple[TradeFigure, ...]:
    """One figure per month, destination and heading, in that order."""
    cells: dict[tuple[str, str, str], list[TradeLine]] = defaultdict(list)
    for line in lines:
        key = (line.day.isoformat()[:7], line.destination or "", (line.cn or "")[:4])
        cells[key].append(line)
    return tuple(_figure(key, cells[key]) for key in sorted(cells))


def _figure(key: tuple[str, str, str], lines: list[TradeLine]) -> TradeFigure:
    values: dict[str, Decimal] = defaultdict(Decimal)
    for line in lines:
        if line.value is not None:
            values[line.value.currency] += line.value.amount
    return TradeFigure(
        *key,
        lines=len(lines),
        cases=tuple(sorted({line.reference for line in lines})),
        values=dict(sorted(values.items())),
        mass_kg=sum((line.mass_kg for line in lines if line.mass_kg is not None), Decimal(0)),
        without_value=sum(line.value is None for line in lines),
        without_mass=sum(line.mass_kg is None for line in lines),
    )


def together(found: Iterable[TradeFigure]) -> TradeFigure:
    """One figure over several; a case that stands in two of them counts once."""
    cells = tuple(found)
    values: dict[str, Decimal] = defaultdict(Decimal)
    for cell in cells:
        for currency, amount in cell.values.items():
            values[currency] += amount
    return TradeFigure(
        month="",
        destination="",
        heading="",
        lines=sum(cell.lines for cell in cells),
        cases=tuple(sorted({case for cell in cells for case in cell.cases})),
        values=dict(sorted(values.items())),
        mass_kg=sum((cell.mass_kg for cell in cells), Decimal(0)),
        without_value=sum(cell.without_value for cell in cells),
        without_mass=sum(cell.without_mass for cell in cells),
    )
