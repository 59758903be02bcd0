"""What was exported by whom, to whom, to which address, under which heading: year by year.

From the trade store, and from cases whose declaration was never sifted: no declaration counts
twice.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

from landwaiter.domain.base.zones import local_date
from landwaiter.domain.intake.declaration import Declaration, Item, Role
from landwaiter.domain.trade.trade_span import heading_asked
from landwaiter.errors import Invalid
from landwaiter.i18n import N_, _
from landwaiter.services.statistics.counting import refuse_reader_of_figures
from landwaiter.services.warm.price_base import euros_of
from landwaiter.services.warm.session import Session
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.trade import history_rows, unsifted_cases
from landwaiter.storage.trade.history_rows import Meant, YearRow
from landwaiter.storage.trade.unsifted_cases import CaseDeclaration

MOST_LISTED: Final = 256
_CENTS, _GRAMS = 100, 1000


class HistoryOf(StrEnum):
    """What a history is of."""

    EXPORTER = "exporter"
    CONSIGNEE = "consignee"
    COMPANY = "company"
    """In whichever of the roles below."""
    ADDRESS = "address"
    HEADING = "heading"


HISTORY_WORDS: Final[Mapping[HistoryOf, str]] = {
    HistoryOf.EXPORTER: N_("Exporter"),
    HistoryOf.CONSIGNEE: N_("Consignee"),
    HistoryOf.COMPANY: N_("Exporter or consignee"),
    HistoryOf.ADDRESS: N_("Street"),
    HistoryOf.HEADING: N_("Heading"),
}
_EXPORTERS: Final = (Role.EXPORTER,)
_CONSIGNEES: Final = (Role.CONSIGNEE, Role.END_USER)
_ROLES: Final[Mapping[HistoryOf, tuple[Role, ...]]] = {
    HistoryOf.EXPORTER: _EXPORTERS,
    HistoryOf.CONSIGNEE: _CONSIGNEES,
    HistoryOf.COMPANY: (*_EXPORTERS, *_CONSIGNEES),
    HistoryOf.ADDRESS: tuple(Role),
}


@dataclass(frozen=True, slots=True)
class HistorySubject:
    """Whose history: by names or numbers, a street, or a heading."""

    of: HistoryOf
    texts: tuple[str, ...]
    """Names and identifiers of the same one; a street or a heading stands alone."""


@dataclass(frozen=True, slots=True)
class HistoryYear:
    """The exports of a year."""

    year: int
    declarations: int
    items: int
    value: Decimal
    """In euro, of the items that state one."""
    valued: int
    mass_kg: Decimal
    weighed: int
    destinations: tuple[str, ...]
    """The most frequent first."""
    first: date
    last: date
    cases: int


@dataclass(frozen=True, slots=True)
class ExportLine:
    """A declaration of a history."""

    row: int
    """In the store; 0: it was never sifted."""
    number: str
    day: date
    destination: str
    value: Decimal | None
    reference: str
    """Of its case; empty: it has none."""


@dataclass(frozen=True, slots=True)
class ExportHistory:
    years: tuple[HistoryYear, ...]
    lines: tuple[ExportLine, ...]
    """The newest declarations."""
    is_more: bool
    """There are more than are listed."""


def trade_history(
    session: Session,
    asked: HistorySubject,
    *,
    year: int | None = None,
    limit: int = MOST_LISTED,
) -> ExportHistory:
    """The exports of each year, and the newest declarations, of one year where it is named."""
    texts = tuple(" ".join(one.split()) for one in asked.texts if one.strip())
    if asked.of is HistoryOf.HEADING:
        texts = tuple(map(heading_asked, asked.texts))
    if not texts:
        raise Invalid(_("Nobody is named."), remedy=_("Give a name, a number or a code."))
    if len(texts) > 1 and asked.of in (HistoryOf.HEADING, HistoryOf.ADDRESS):
        raise Invalid(
            _("A history is of one heading, or of one street."),
            value="; ".join(texts),
            remedy=_("Ask for each of them by itself."),
        )
    with session.reading() as conn:
        refuse_reader_of_figures(session, conn)
        found = _Found.of(conn, HistorySubject(asked.of, texts))
        others = [_counted(session, one, asked, texts) for one in found.unsifted]
        others = [one for one in others if one.items]
        stored = history_rows.rows(conn, found.meant, year=year, before=None, limit=limit + 1)
    lines = [
        ExportLine(one.id, one.number, one.day, one.destination, _euros(one.value), one.reference)
        for one in stored
    ]
    lines += [one.line for one in others if year is None or one.line.day.year == year]
    lines.sort(key=lambda one: (one.day, one.number), reverse=True)
    return ExportHistory(
        tuple(_years(found.years, others)), tuple(lines[:limit]), len(lines) > limit
    )


@dataclass(frozen=True, slots=True)
class _Found:
    meant: Meant
    years: Mapping[int, YearRow]
    unsifted: tuple[CaseDeclaration, ...]

    @classmethod
    def of(cls, conn: Reader, asked: HistorySubject) -> "_Found":
        texts = asked.texts
        if asked.of is HistoryOf.HEADING:
            meant = history_rows.of_heading(texts[0])
            years = history_rows.years_of_heading(conn, meant)
            cases = unsifted_cases.of_heading(texts[0])
        else:
            roles = _ROLES[asked.of]
            is_place = asked.of is HistoryOf.ADDRESS
            parties = (
                history_rows.parties_at(conn, texts[0])
                if is_place
                else history_rows.parties_named(conn, texts, texts)
            )
            meant = history_rows.of_parties(parties, roles)
            years = history_rows.years_of_parties(conn, meant)
            cases = (
                unsifted_cases.at_street(texts[0])
                if is_place
                else unsifted_cases.of_parties(texts, texts, roles)
            )
        return cls(meant, years, tuple(unsifted_cases.declarations(conn, cases)))


@dataclass(frozen=True, slots=True)
class _OfCase:
    """The declaration of a case, as far as it counts."""

    line: ExportLine
    items: tuple[tuple[str, int | None, int | None], ...]
    """Destination, cents, grams."""


def _counted(
    session: Session, one: CaseDeclaration, asked: HistorySubject, texts: tuple[str, ...]
) -> _OfCase:
    declared = one.declaration
    state = session.casebook.member_state
    day = (
        local_date(declared.accepted, state)
        if declared.accepted
        else date.fromisoformat(one.received)
    )
    mine = [
        item
        for item in declared.items
        if asked.of is not HistoryOf.HEADING or (item.cn or "").startswith(texts[0])
    ]
    values = [_whole(euros_of(item), _CENTS) for item in declared.items]
    stated = [value for value in values if value is not None]
    whole = sum(stated) if stated and len(stated) == len(values) else None
    line = ExportLine(
        0,
        declared.mrn or declared.local_reference or one.reference,
        day,
        declared.country_destination or "",
        _euros(whole),
        one.reference,
    )
    return _OfCase(line, tuple(_measured(declared, item) for item in mine))


def _measured(declared: Declaration, item: Item) -> tuple[str, int | None, int | None]:
    goes = item.destination or declared.country_destination or ""
    return goes, _whole(euros_of(item), _CENTS), _whole(item.net_mass_kg, _GRAMS)


@dataclass(slots=True)
class _Year:
    """A year as it is added up."""

    first: date = date.max
    last: date = date.min
    declarations: int = 0
    items: int = 0
    value: int = 0
    valued: int = 0
    mass: int = 0
    weighed: int = 0
    cases: int = 0
    destinations: dict[str, int] = field(default_factory=dict)

    def take(self, row: YearRow) -> None:
        self.first, self.last = row.first, row.last
        self.declarations, self.items, self.cases = row.declarations, row.items, row.cases
        self.value, self.valued, self.mass, self.weighed = (
            row.value,
            row.valued,
            row.mass,
            row.weighed,
        )
        self.destinations = dict(row.destinations)

    def add(self, one: _OfCase) -> None:
        day = one.line.day
        self.first, self.last = min(self.first, day), max(self.last, day)
        self.declarations += 1
        self.cases += 1
        for goes, value, mass in one.items:
            self.items += 1
            self.value, self.valued = self.value + (value or 0), self.valued + (value is not None)
            self.mass, self.weighed = self.mass + (mass or 0), self.weighed + (mass is not None)
            self.destinations[goes] = self.destinations.get(goes, 0) + 1


def _years(stored: Mapping[int, YearRow], others: Iterable[_OfCase]) -> Iterable[HistoryYear]:
    found: dict[int, _Year] = {}
    for year, row in stored.items():
        found.setdefault(year, _Year()).take(row)
    for one in others:
        found.setdefault(one.line.day.year, _Year()).add(one)
    for year in sorted(found, reverse=True):
        one_year = found[year]
        ranked = sorted(one_year.destinations.items(), key=lambda each: (-each[1], each[0]))
        yield HistoryYear(
            year,
            one_year.declarations,
            one_year.items,
            Decimal(one_year.value) / _CENTS,
            one_year.valued,
            Decimal(one_year.mass) / _GRAMS,
            one_year.weighed,
            tuple(place for place, _items in ranked),
            one_year.first,
            one_year.last,
            one_year.cases,
        )


def _euros(cents: int | None) -> Decimal | None:
    return None if cents is None else Decimal(cents) / _CENTS


def _whole(amount: Decimal | None, parts: int) -> int | None:
    return None if amount is None else int((amount * parts).to_integral_value())
