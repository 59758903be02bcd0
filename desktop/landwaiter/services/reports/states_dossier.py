"""The dossier of one state or of two: relations, shares and what is computed beside them."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from landwaiter.domain.base.certainty import worded
from landwaiter.domain.base.facts import Content
from landwaiter.domain.relations.facts import RELATION, SHARE, SUPPLIER_SHARE
from landwaiter.domain.relations.relation import CountryRelation
from landwaiter.domain.relations.share import CountryShare
from landwaiter.i18n import Words, _, joined
from landwaiter.reports.dossier.dossier import (
    Cell,
    CellMark,
    CellType,
    ChainHead,
    Dossier,
    DossierColumn,
    Table,
)
from landwaiter.services.entities.entity_background import disclaimer
from landwaiter.services.relations.relation_words import (
    deals_said,
    read_from,
    relation_row,
    span_said,
    statement_said,
    states_said,
)
from landwaiter.services.relations.relations import PairView, StatesView, codes_of
from landwaiter.services.relations.supplier_shares import (
    ArmsShares,
    arms_said,
    published_beside,
    supplier_row,
)
from landwaiter.services.reports.dossier.closing import certainties_table
from landwaiter.services.reports.dossier.columns import columns_of
from landwaiter.services.reports.dossier.compose import Frame, blank_dossier

_NONE: Final = "–"


def states_dossier(
    view: StatesView, frame: Frame, head: ChainHead, *, member_state: str
) -> Dossier:
    """The frozen content of a report on states."""
    return replace(
        blank_dossier(
            frame,
            _("Report on states"),
            reference="-".join(codes_of(view)),
            title=states_said(codes_of(view)),
            kind=_("relations of states and shares"),
            member_state=member_state,
            head=head,
        ),
        tables=(
            _relations(view.relations),
            _shares(view.shares),
            *(_arms(number, one) for number, one in enumerate(view.arms, start=1)),
            *_register(view),
        ),
        not_checked=tuple(_not_checked(view)),
        closing=(*_ended(view.ended), certainties_table()),
    )


def _relations(found: Iterable[CountryRelation]) -> Table:
    widths = {"since": 22, "states": 36, "kind": 22, "name": 44}
    return Table(
        id="relations",
        title=_("Relations"),
        subtitle=_("as they were stated, in the order of their days"),
        columns=columns_of(RELATION, {**widths, "certainty": 18, "source": 40, "grade": 13}),
        rows=tuple(relation_row(one) for one in found),
        notes=(disclaimer(),),
        empty=_("No relation is stated."),
    )


def _shares(found: Iterable[CountryShare]) -> Table:
    widths = {"counted": 34, "population": 34, "since": 14, "until": 14, "said": 42}
    carried = {"edition": 20, "method": 24, "certainty": 20, "source": 26, "grade": 16}
    return Table(
        id="shares",
        title=_("Shares"),
        subtitle=_("a publisher's figure is quoted, and never computed again"),
        columns=columns_of(SHARE, {**widths, **carried}),
        rows=tuple(_share(one) for one in found),
        empty=_("No share is stated."),
    )


def _share(one: CountryShare) -> tuple[Cell, ...]:
    return (
        one.counted,
        one.population,
        one.period_from,
        one.period_to,
        CellMark(joined(", ", filter(None, (one.said, worded(one.wording)))), strong=True),
        one.edition,
        one.method,
        _(one.certainty.value),
        read_from(one),
        one.grade,
    )


def _arms(number: int, found: ArmsShares) -> Table:
    """Ours, and in the last column what publishers print of the same: never one for the other."""
    widths = {"supplier": 26, "value": 18, "share": 14, "lower": 14, "upper": 14}
    period = span_said(str(found.computed.first), str(found.computed.last))
    return Table(
        id=f"arms_{number}",
        title=_("Suppliers of arms to {country}, {period}, computed by the program").format(
            country=states_said((found.recipient,)), period=period
        ),
        columns=(
            *columns_of(SUPPLIER_SHARE, {**widths, "deals": 12, "straddling": 14}),
            DossierColumn("published", _("Publisher's figure"), Content.OPEN, width=44),
        ),
        rows=tuple(
            (*map(str, supplier_row(one)), published_beside(found, one) or _("none on file"))
            for one in found.computed.shares
        ),
        notes=tuple(arms_said(found)),
    )


def _register(view: StatesView) -> Iterator[Table]:
    """What the trade register, or packs of a country, record: background."""
    if isinstance(view, PairView):
        lines: tuple[Words, ...] = tuple(map(deals_said, view.register))
    else:
        lines = tuple(
            joined("; ", filter(None, (one.text, one.years, one.source, one.edition)))
            for one in view.background
        )
    if lines:
        yield Table(
            id="register",
            title=_("Recorded in trade registers"),
            columns=(DossierColumn("text", _("Recorded"), Content.OPEN, width=150),),
            rows=tuple((line,) for line in lines),
        )


def _ended(found: Iterable[CountryRelation | CountryShare]) -> Iterator[Table]:
    rows = tuple(
        (
            statement_said(one),
            _(one.certainty.value),
            one.end.reason,
            one.end.author,
            one.end.at.date().isoformat(),
        )
        for one in found
        if one.end
    )
    if rows:
        yield Table(
            id="ended",
            title=_("Statements that ended"),
            columns=(
                DossierColumn("said", _("Stated"), Content.OPEN, width=60),
                *columns_of(RELATION, {"certainty": 18}),
                DossierColumn("reason", _("Ended because"), Content.DELIBERATION, width=36),
                DossierColumn("author", _("Ended by"), Content.PERSONAL, width=20),
                DossierColumn("day", _("Day"), Content.OPEN, CellType.DATE, width=18),
            ),
            rows=rows,
        )


def _not_checked(view: StatesView) -> Iterator[Words]:
    stated = (*view.relations, *view.shares)
    if unproven := sum(1 for one in stated if one.certainty.value != "established"):
        yield _("Statements that nobody has established: {count}.").format(count=unproven)
    if partless := sum(1 for one in view.shares if not one.has_parts):
        yield _(
            "Publishers' figures of which numerator and denominator are not given: {count}."
        ).format(count=partless)
    yield _("No state was asked.")
