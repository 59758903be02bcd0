"""How long the store keeps what has no case, what is held or restricted, what was put right."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from landwaiter.domain.retention.retention_periods import LONGEST_YEARS
from landwaiter.domain.trade.erasure import Effect, TradePeriod
from landwaiter.domain.trade.erasure_deeds import RectifyTrade, RestrictTrade
from landwaiter.errors import Invalid, NotFound
from landwaiter.i18n import _, plural
from landwaiter.services.deeds.handler import Account, Doing
from landwaiter.services.deeds.motion_form import Plain
from landwaiter.services.trade.opening import standing_of
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit.told_rows import ROW
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.trade import erasing, keeping, standings
from landwaiter.storage.trade.erasing import Erasure


@dataclass(frozen=True, slots=True)
class RestrictionRow:
    """A hold or restriction in the store, and on what."""

    id: str
    effect: Effect
    on: str
    """The number of the declaration, or the name of the party; empty once it was erased."""
    party: int | None
    basis: str
    reason: str
    author: str
    at: str
    ended_by: str
    ended_at: str
    end_reason: str

    @property
    def is_over(self) -> bool:
        return bool(self.ended_at)


@dataclass(frozen=True, slots=True)
class StoreRetention:
    """How long the store keeps, what it holds of each year, and what was erased."""

    period: TradePeriod | None
    """None: the office has not said it."""
    years: Mapping[int, int]
    """Of acceptance → declarations in whatever version."""
    due: tuple[int, ...]
    """Years whose period is over."""
    erasures: tuple[Erasure, ...]
    restrictions: tuple[RestrictionRow, ...]
    """Those in force."""


def store_keeping(session: Session) -> StoreRetention:
    """All of it; nothing is preset as law."""
    with session.reading() as conn:
        return keeping_in(session, conn)


def keeping_in(session: Session, conn: Reader) -> StoreRetention:
    """The same of an open snapshot."""
    period, years = keeping.period(conn), standings.per_year(conn)
    today = session.today()
    return StoreRetention(
        period=period,
        years=years,
        due=tuple(one for one in years if period and period.is_over(one, today)),
        erasures=erasing.erasures(conn),
        restrictions=tuple(map(_row, keeping.restrictions(conn, in_force=True))),
    )


def restrictions(session: Session) -> tuple[RestrictionRow, ...]:
    """Every hold and restriction, the oldest first: as many as the office has orders for."""
    with session.reading() as conn:
        return tuple(map(_row, keeping.restrictions(conn)))


def restriction_named(conn: Reader, restriction_id: str) -> RestrictionRow:
    """NotFound where there is none of this identity."""
    for row in keeping.restrictions(conn):
        if row["id"] == restriction_id:
            return _row(row)
    raise NotFound(
        _("There is no such hold or restriction."),
        field="restriction",
        value=restriction_id,
        remedy=_("List them with `trade restrictions`."),
    )


def _row(row: Mapping[str, Any]) -> RestrictionRow:
    return RestrictionRow(
        id=row["id"],
        effect=Effect(row["effect"]),
        on=row["party"] or row["number"] or "",
        party=row["party_id"],
        basis=row["basis"],
        reason=row["reason"],
        author=row["author"],
        at=row["at"],
        ended_by=row["ended_by"] or "",
        ended_at=row["ended_at"] or "",
        end_reason=row["end_reason"] or "",
    )


def period_title(args: Plain, facts: Plain) -> str:
    """What a second person is asked."""
    return plural(
        int(args["years"]),
        "Declarations without a case are kept {n} year: {source} (so far: {before}).",
        "Declarations without a case are kept {n} years: {source} (so far: {before}).",
        source=args["source"],
        before=facts["before"] or _("not set"),
    )


def period_about(args: Plain) -> str:
    return "trade/period"


def period_facts(session: Session, conn: Reader, args: Plain) -> Plain:
    """What stood before; Invalid where it is no period, or nothing would change."""
    years = int(args["years"])
    if not 0 < years <= LONGEST_YEARS:
        raise Invalid(
            _("A period has 1 to {most} years.").format(most=LONGEST_YEARS),
            field="years",
            value=args["years"],
        )
    before = keeping.period(conn)
    if before == TradePeriod(years, args["source"]):
        raise Invalid(
            _("It is so already."),
            field="years",
            value=args["years"],
            remedy=_("Nothing needs to be done."),
        )
    return {"before": f"{before.years}; {before.source}" if before else ""}


def carry_out_period(session: Session, work: UnitOfWork, args: Plain, motion_id: str) -> Plain:
    """Keep what the two agreed to; the payload of the audit entry."""
    row = keeping.add_period(work, TradePeriod(int(args["years"]), args["source"]), motion_id)
    work.changed("trade", row["no"])
    return {**args, "period": row["no"], ROW: row}


def restrict(doing: Doing, said: RestrictTrade) -> Account:
    """Hold or restrict a declaration with all its versions to come, or every one of a party."""
    if (said.number is None) == (said.party is None):
        raise Invalid(
            _("Say what is held: a declaration or a party."),
            field="number",
            remedy=_("Give one of --number and --party."),
        )
    row = standing_of(doing.conn, said.number).row.id if said.number else None
    if said.party is not None and not keeping.has_party(doing.conn, said.party):
        raise NotFound(
            _("The trade store has no party {number}.").format(number=said.party),
            field="party",
            value=str(said.party),
            remedy=_("A request for access names parties by their numbers."),
        )
    added = keeping.add_restriction(
        doing.work,
        said.effect,
        declaration=row,
        party=said.party,
        basis=said.basis.strip(),
        reason=said.reason.strip(),
    )
    made = added["id"]
    told = {
        "restriction": made,
        "effect": said.effect.value,
        "basis": said.basis.strip(),
        "reason": said.reason.strip(),
        ROW: added,
    }
    return Account(_object(row, said.party), told, ids=(made,), made=made)


def lift(doing: Doing, row: RestrictionRow, reason: str) -> Account:
    """End a hold or restriction; it stays on record until what it was on is erased."""
    ended = keeping.end_restriction(doing.work, row.id, reason.strip())
    told = {
        "restriction": row.id,
        "effect": row.effect.value,
        "reason": reason.strip(),
        ROW: ended,
    }
    about = keeping.declaration_of(doing.conn, row.id)
    return Account(_object(about, row.party), told, ids=(row.id,))


def _object(declaration: int | None, party: int | None) -> str:
    return f"trade/party/{party}" if declaration is None else f"trade/declaration/{declaration}"


def rectify(doing: Doing, said: RectifyTrade) -> Account:
    """A note beside the newest version; what was declared is not changed."""
    row = standing_of(doing.conn, said.number).row
    note, reason = said.note.strip(), said.reason.strip()
    added = keeping.add_note(doing.work, row.id, note, reason)
    told = {"declaration": row.number, "note": note, "reason": reason, ROW: added}
    return Account(f"trade/declaration/{row.id}", told, ids=(str(row.id),), made=added["id"])
