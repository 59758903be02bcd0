"""The embargo matrix for people: cells of a day, the state's practice, claims of a contract."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from landwaiter.domain.cases.case import Case, FlagResult
from landwaiter.domain.cases.deeds_on_findings import Enrich
from landwaiter.domain.chart.route_strip import Stop, route_strip
from landwaiter.domain.flags.embargo.embargo_conditions import JUDGED
from landwaiter.domain.flags.embargo.item_standings import ItemStanding, item_standings
from landwaiter.domain.flags.embargo.matrix import GroupCertainty, MatrixCell, matrix
from landwaiter.domain.flags.embargo.old_contracts import CLAIM, DATES, ClaimedExemption, checked
from landwaiter.domain.flags.inputs_of_rules import Facts
from landwaiter.domain.flags.view import View, as_date
from landwaiter.errors import Invalid, NotFound
from landwaiter.i18n import _
from landwaiter.services.base.setting_history import SettingChange, changes_of
from landwaiter.services.flags.embargo_practice import answers_of, policy_keys
from landwaiter.services.flags.evaluation import facts_of
from landwaiter.services.law.verdict_packs import packs_of_verdict
from landwaiter.services.warm.session import Session
from landwaiter.storage.base import settings
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.cases import case_rows
from landwaiter.storage.cases.case_load import load_case


@dataclass(frozen=True, slots=True)
class Practice:
    """One question to the office on how its state reads an embargo."""

    key: str
    value: str
    """Empty: not set."""
    cells: tuple[MatrixCell, ...]
    """The cells it decides; none for the arms embargo of Art. 4(1)(b)."""


@dataclass(frozen=True, slots=True)
class JudgedCondition:
    """A person's answer on a fact that an instrument depends on."""

    instrument: str
    condition: str
    holds: bool
    reason: str


@dataclass(frozen=True, slots=True)
class MatrixView:
    """The matrix on a day, narrowed, with what the office answered."""

    day: date
    cells: tuple[MatrixCell, ...]
    practices: tuple[Practice, ...]


def matrix_view(
    session: Session,
    *,
    on: date | None = None,
    destination: str | None = None,
    group: str | None = None,
) -> MatrixView:
    """Cells that speak on a day; a destination also meets those that speak of every country."""
    day = on or session.today()
    with session.reading() as conn:
        packs = session.references.packs(conn, day)
        answers = answers_of(conn)
        cells = matrix(packs, answers, day)
        policies = settings.settings_with(conn, "")
    if group is not None and group not in {cell.group for cell in cells}:
        raise NotFound(
            _("The matrix has no such group of goods on that day."),
            field="item-group",
            value=group,
            remedy=_("There are: {groups}.").format(
                groups=", ".join(sorted({cell.group for cell in cells}))
            ),
        )
    asked = dict.fromkeys(cell.practice for cell in cells if cell.practice)
    return MatrixView(
        day=day,
        cells=tuple(
            cell
            for cell in cells
            if (destination is None or cell.destination in {destination, "*"})
            and group in {None, cell.group}
        ),
        practices=(
            *(Practice(key, policies.get(key, ""), ()) for key in policy_keys(packs, day)),
            *(
                Practice(key, answers.get(key, ""), tuple(c for c in cells if c.practice == key))
                for key in asked
            ),
        ),
    )


@dataclass(frozen=True, slots=True)
class Claimable:
    """An instrument of the matrix, and the exemptions that its rows name."""

    instrument: str
    title: str
    exemptions: tuple[str, ...]


def claimable(session: Session) -> tuple[Claimable, ...]:
    """Every instrument of today's matrix with its exemptions, each once."""
    with session.reading() as conn:
        cells = matrix(session.references.packs(conn, session.today()), {}, session.today())
    named: dict[str, dict[str, None]] = {}
    for cell in cells:
        parts = (part.strip() for part in cell.exemptions.split(";"))
        named.setdefault(cell.instrument, {}).update(dict.fromkeys(filter(None, parts)))
    titles = {cell.instrument: cell.title for cell in cells}
    return tuple(Claimable(one, titles[one], tuple(parts)) for one, parts in named.items())


def practice_history(session: Session, key: str) -> tuple[SettingChange, ...]:
    """Every change of one practice, newest first."""
    with session.reading() as conn:
        return changes_of(conn, key)


def facts_as_judged(session: Session, conn: Reader, case: Case) -> Facts:
    """The facts of a case as they are, with the editions and candidates of its verdict."""
    facts = facts_of(conn, case, session.references, session.today())
    return replace(
        facts,
        packs=packs_of_verdict(session.references, conn, case),
        case=replace(facts.case, candidates=case.candidates),
    )


def by_facts(
    conn: Reader, case: Case, facts: Facts
) -> tuple[tuple[ItemStanding, ...], tuple[ClaimedExemption, ...]]:
    """Each item against the matrix of the day, and each exemption claimed for a contract."""
    view = View(facts)
    answers = answers_of(conn)
    whenever = matrix(view.packs, answers)
    claims = (row for row in case.enrichment if row.field == CLAIM and row.value)
    newest = {str(row.value.get("instrument")): row for row in claims}
    return item_standings(view, answers), tuple(
        checked(
            row.value,
            source=row.source,
            cells=[cell for cell in whenever if cell.instrument == instrument],
            items=[item.no for item in case.items],
            evidence={name for one in case.evidence for name in (one.label, one.name, one.id)},
            contract_date=view.day_of("contract.date"),
            today=view.day,
        )
        for instrument, row in newest.items()
    )


def strip_of(
    conn: Reader, facts: Facts, standings: Iterable[ItemStanding], flags: Iterable[FlagResult]
) -> tuple[Stop, ...]:
    """The way of the goods, each stop with what applies to any of the goods there, and the raised
    rules that used it."""
    found = tuple(standings)
    groups = {
        group.id
        for one in found
        for group in one.groups
        if group.certainty is not GroupCertainty.MAY_BE
    }
    spoken = (cell for one in found for cell in one.cells)
    return route_strip(View(facts), answers_of(conn), groups, flags, spoken=spoken)


def exemption_claim(
    session: Session, reference: str, claim: Mapping[str, Any], *, source: str
) -> Enrich:
    """An exemption that is claimed for a contract; a later one of its instrument counts."""
    said = {key: value for key, value in claim.items() if value not in (None, "", [], ())}
    for name in DATES:
        if name in said and as_date(said[name]) is None:
            raise Invalid(
                _("This is no date."),
                field=name,
                value=str(said[name]),
                remedy=_("Write it as 1985-06-30."),
            )
    signed = as_date(said.get("contract_date"))
    if signed is not None and signed > session.today():
        raise Invalid(
            _("A contract of a day to come is no contract from before an embargo."),
            field="contract_date",
            value=signed.isoformat(),
            remedy=_("Give the day on which it was signed, as the contract states it."),
        )
    with session.reading() as conn:
        known = {
            cell.instrument for cell in matrix(session.references.packs(conn, session.today()), {})
        }
    if said.get("instrument") not in known:
        raise NotFound(
            _("The embargo matrix has no such instrument."),
            field="instrument",
            value=str(said.get("instrument") or ""),
            remedy=_("There are: {names}.").format(names=", ".join(sorted(known))),
        )
    return Enrich(reference, CLAIM, said, source)


def condition_answer(
    session: Session,
    reference: str,
    judged: JudgedCondition,
    *,
    source: str,
    item: int | None = None,
) -> Enrich:
    """A person's answer on what an embargo depends on; a later one counts.

    NotFound where no row of the matrix that speaks on this case has the condition.
    """
    with session.reading() as conn:
        case = load_case(conn, case_rows.case_id_of(conn, reference), session.registry(conn))
        standings, _claims = by_facts(conn, case, facts_as_judged(session, conn, case))
    asked = {
        (cell.instrument, cell.condition)
        for one in standings
        if item in (None, one.item_no)
        for cell in one.cells
        if cell.condition and not cell.practice
    }
    if (judged.instrument, judged.condition) not in asked:
        raise NotFound(
            _("No instrument that speaks of these goods depends on this."),
            field="condition",
            value=f"{judged.instrument} {judged.condition}",
            remedy=_("There are: {names}.").format(
                names=", ".join(sorted(map(" ".join, asked))) or _("none")
            ),
        )
    value = {
        "instrument": judged.instrument,
        "condition": judged.condition,
        "holds": judged.holds,
        "reason": judged.reason.strip(),
    }
    return Enrich(reference, JUDGED, value, source, item)
