"""The trade store as people look at it: its figures, what waits and why, one declaration."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from landwaiter.domain.trade.sample_draw import most_missed
from landwaiter.domain.trade.sift_reasons import (
    OPENING,
    WAITED_FOR,
    SiftPolicy,
    SiftReason,
    reasons_said,
)
from landwaiter.errors import Invalid
from landwaiter.i18n import _, joined
from landwaiter.services.base.restrictions_said import StandingRestriction, restrictions_of
from landwaiter.services.intake.waiting_messages import KeptMessage, messages_on
from landwaiter.services.trade.again_plan import waiting_again
from landwaiter.services.trade.again_words import why_back
from landwaiter.services.trade.judging import judging_now
from landwaiter.services.trade.opening import standing_of
from landwaiter.services.trade.policy import policy_of
from landwaiter.services.warm.session import Session
from landwaiter.storage.base import records
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.cases import case_rows
from landwaiter.storage.intake import declarations
from landwaiter.storage.monitoring import programme_rows
from landwaiter.storage.trade import (
    again_rows,
    judging_rows,
    keeping,
    programme_lines,
    queue_rows,
    sifted_rows,
    standings,
    trade_counts,
)
from landwaiter.storage.trade.again_rows import KeptVerdict
from landwaiter.storage.trade.queue_rows import DeclaredRow
from landwaiter.storage.trade.standings import ReasonCount, SampleCount

PAGE = 100
"""Declarations of a page."""


@dataclass(frozen=True, slots=True)
class TradeFigures:
    """What the store holds, and what became of it: also of what had no reason."""

    declarations: int
    """In their newest versions."""
    opened: int
    aside: int
    waiting: int
    """With a reason, of which nothing became yet."""
    without_reason: int
    """No reason was found, which is not *clear*."""
    reasons: tuple[ReasonCount, ...]
    sample: SampleCount
    waiting_for_lists: int
    """Not yet judged with what counts now, without a case."""
    most_missed: int
    """Thousandths of what is without a reason that should have had one at most, by the sample."""


@dataclass(frozen=True, slots=True)
class QueueLine:
    """A declaration in the queue."""

    id: int
    number: str
    day: date
    exporter: str
    consignee: str
    goods: str
    destination: str
    value: str
    """In euro, as far as every line states one."""
    reasons: tuple[SiftReason, ...]
    drawn: bool
    restricted: tuple[StandingRestriction, ...]
    """What is restricted about it: said before anybody acts."""


@dataclass(frozen=True, slots=True)
class LaterVerdict:
    """A declaration judged again, and what came of it."""

    again: int
    at: datetime
    reasons: tuple[SiftReason, ...]
    new: tuple[SiftReason, ...]
    gone: tuple[SiftReason, ...]
    hits: tuple[Mapping[str, str], ...]
    """New ones, by list, edition and listing."""
    why_back: str
    """Why it waits again, where somebody had set it aside."""


@dataclass(frozen=True, slots=True)
class EarlierReasons:
    """Why a version was worth a look that another has replaced."""

    version: int
    reasons: tuple[SiftReason, ...]


@dataclass(frozen=True, slots=True)
class WatchingProgramme:
    """A monitoring programme that watches a line."""

    name: str
    version: int


@dataclass(frozen=True, slots=True)
class TradePage:
    """One declaration with everything that was found."""

    line: QueueLine
    batch: int
    version: int
    became: str
    marks: tuple[Mapping[str, Any], ...]
    verdict: Mapping[str, Any]
    """What counts: the newest."""
    again: tuple[LaterVerdict, ...]
    """What was found after it was sifted, the oldest first."""
    programmes: tuple[WatchingProgramme, ...]
    waits: bool
    """Whether other lists, packs, rules or programmes count now than it was judged with."""
    notes: tuple[Mapping[str, Any], ...] = ()
    """What is said to put it right, of every version; what was declared stays as it was."""
    restrictions: tuple[Mapping[str, Any], ...] = ()
    """In force on it or on a party of it."""
    messages: tuple[KeptMessage, ...] = ()
    """What came on it, in any version, the oldest first; none was judged."""
    case: str = ""
    """The reference of its case; empty: it has none."""
    not_evaluated: tuple[Mapping[str, Any], ...] = ()
    """Rules that cannot be judged without a case, each with what is missing, where it was asked."""
    earlier: tuple[EarlierReasons, ...] = ()
    """Versions before it that had a reason, the oldest first: an amendment takes none of them out
    of sight."""


def why_lines(page: TradePage) -> tuple[str, ...]:
    """Why a declaration is worth a look, and which case it has; never that nothing is wrong."""
    said = [reasons_said(page.line.reasons)]
    if page.case:
        said.append(_("It has the case {reference}.").format(reference=page.case))
    elif not page.line.reasons:
        said.append(
            _("No reason was found; that is not “clear”: what was not evaluated a case tells.")
        )
    said += [
        _("Version {version} had a reason: {reasons}.").format(
            version=one.version, reasons=reasons_said(one.reasons)
        )
        for one in page.earlier
    ]
    return tuple(one for one in said if one)


def figures(session: Session) -> TradeFigures:
    """The figures of the whole store."""
    with session.reading() as conn:
        whole, stand = trade_counts.declarations(conn), standings.tally(conn)
        names = (standings.OPENED, standings.ASIDE, standings.WAITS)
        opened, aside, waiting = (stand[one] for one in names)
        sample = standings.sample(conn)
        return TradeFigures(
            declarations=whole,
            opened=opened,
            aside=aside,
            waiting=waiting,
            without_reason=whole - stand[standings.REASONED],
            reasons=standings.reasons(conn, OPENING),
            sample=sample,
            waiting_for_lists=waiting_again(conn).declarations,
            most_missed=most_missed(sample.opened, sample.looked),
        )


def queue(
    session: Session, reason: SiftReason | None = None, *, after: int = 0, limit: int = PAGE
) -> tuple[QueueLine, ...]:
    """What waits for a person, by a reason or by any, the oldest first; `after` is the last id.

    Invalid for a reason that nothing waits for: what has it is a case already.
    """
    if reason is not None and reason not in WAITED_FOR:
        raise Invalid(
            _("Nothing waits for this reason: what has it is a case already."),
            field="reason",
            value=reason.value,
            remedy=_("One of: {wanted}.").format(wanted=joined(", ", WAITED_FOR)),
        )
    with session.reading() as conn:
        if reason is SiftReason.SAMPLE:
            numbers = sifted_rows.waiting_sample(conn, limit=limit, after=after)
        elif reason is None:
            numbers = sifted_rows.waiting_any(conn, limit=limit, after=after)
        else:
            numbers = sifted_rows.waiting(conn, reason.value, limit=limit, after=after)
        return lines_of(conn, numbers)


def lines_of(conn: Reader, numbers: Sequence[int]) -> tuple[QueueLine, ...]:
    """Declarations as lines of a list."""
    return tuple(_line(conn, row) for row in queue_rows.declared_rows(conn, numbers))


def declaration_shown(session: Session, number: str) -> TradePage:
    """The newest version of a declaration; NotFound where the store has none of the number."""
    with session.reading() as conn:
        found = standing_of(conn, number)
        row = found.row
        later = again_rows.verdicts_of(conn, row.id)
        names = {str(one["id"]): str(one["name"]) for one in programme_rows.programmes(conn)}
        versions = sifted_rows.sifted_named(conn, number)
        marks = tuple(sifted_rows.marks_of(conn, row.id))
        return TradePage(
            line=lines_of(conn, [row.id])[0],
            batch=row.batch,
            version=len(versions),
            became=found.became,
            marks=marks,
            verdict=records.structure((later[-1].verdict if later else row.verdict).decode()),
            again=tuple(_later(one) for one in later),
            programmes=tuple(
                WatchingProgramme(names[one], version)
                for one, version in programme_lines.programmes_of(conn, row.id)
            ),
            waits=judging_rows.standing_of(conn, row.batch)
            != judging_rows.number_of(conn, judging_now(conn).digest),
            notes=tuple(note for one in versions for note in keeping.notes_on(conn, one.id)),
            restrictions=tuple(keeping.restrictions_on(conn, row.id)),
            messages=messages_on(conn, row.id),
            case=_case_of(conn, row, marks),
            earlier=tuple(_earlier(conn, versions[:-1])),
        )


def _case_of(conn: Reader, row: sifted_rows.SiftedRow, marks: Sequence[Mapping[str, Any]]) -> str:
    """The case that a mark names, else the one that intake opened of the same declaration."""
    cases = [str(one["opened_case"]) for one in marks if one["opened_case"]]
    known = cases[-1:] or [
        found
        for found in (
            declarations.find_declaration(
                conn,
                mrn=row.mrn,
                local_reference=row.local_reference,
                eori=row.declaration.declarant_eori,
            ),
        )
        if found is not None
    ]
    return next(iter(case_rows.references_of(conn, known).values()), "") if known else ""


def _earlier(conn: Reader, versions: Sequence[sifted_rows.SiftedRow]) -> Iterator[EarlierReasons]:
    for number, row in enumerate(versions, start=1):
        known = sifted_rows.reasons_of(conn, row.id)
        reasons = tuple(one for one in SiftReason if one.value in known)
        if reasons:
            yield EarlierReasons(number, reasons)


def _later(one: KeptVerdict) -> LaterVerdict:
    def named(reasons: Sequence[str]) -> tuple[SiftReason, ...]:
        return tuple(reason for reason in SiftReason if reason.value in reasons)

    return LaterVerdict(
        again=one.again,
        at=datetime.fromisoformat(one.at),
        reasons=named(one.reasons),
        new=named(one.told["new"]),
        gone=named(one.told["gone"]),
        hits=tuple(one.told["hits"]),
        why_back=why_back(one.told),
    )


def policy_shown(session: Session) -> tuple[int, SiftPolicy]:
    """The number of the policy, and what it says."""
    with session.reading() as conn:
        return policy_of(conn)


def _line(conn: Reader, row: DeclaredRow) -> QueueLine:
    parties, items = row.declared.get("parties", ()), row.declared.get("items", ())
    names = {
        role: next((one.get("name") or "" for one in parties if one["role"] == role), "")
        for role in ("exporter", "consignee")
    }
    amounts = [one.get("statistical_value") or one.get("invoice_value") for one in items]
    stated = [Decimal(one["amount"]) for one in amounts if one and one["currency"] == "EUR"]
    is_whole = bool(stated) and len(stated) == len(amounts)
    return QueueLine(
        id=row.id,
        number=row.number,
        day=row.day,
        exporter=names["exporter"],
        consignee=names["consignee"],
        goods=next((one["description"] for one in items if one.get("description")), ""),
        destination=row.destination,
        value=f"{sum(stated):f}" if is_whole else "",
        reasons=tuple(one for one in SiftReason if one.value in row.reasons),
        drawn=row.drawn,
        restricted=restrictions_of(conn, row.id),
    )
