"""Erasing in the trade store: what two persons agree to, and its carrying out step by step.

What holds a declaration is asked again in each step: what was held or opened since it was agreed
stays, and is told.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from landwaiter.domain.cases.case import CaseParty
from landwaiter.domain.intake.declaration import Address, Role
from landwaiter.domain.trade.erasure import STAYING_WORDS, StayReason, TradePeriod
from landwaiter.domain.trade.erasure_deeds import CARRY_OUT_ERASURE, CarryOutErasure, EraseTrade
from landwaiter.errors import Invalid, NotAllowed
from landwaiter.i18n import _, plural
from landwaiter.services.deeds.handler import Doing, Tell
from landwaiter.services.deeds.motion_form import Plain
from landwaiter.services.entities.party_matches import party_query
from landwaiter.services.trade.day_knowledge import answer_key
from landwaiter.services.trade.opening import no_such
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit.told_rows import ROW
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.retention.removal_rows import destroy_unneeded
from landwaiter.storage.trade import (
    erasable,
    erased_entries,
    erased_files,
    erasing,
    keeping,
    screenings,
    sifted_rows,
)
from landwaiter.storage.trade.erasable import ErasureScope
from landwaiter.storage.trade.erased_files import FileBatches
from landwaiter.storage.trade.erasing import Erasure, GoneParty

STEP: Final = 200
"""Declarations of one unit of work: others wait no longer than for these."""
MOST: Final = 2_000
"""Declarations of one motion that names them one by one."""


@dataclass(frozen=True, slots=True)
class ErasurePreview:
    """What an erasure would do; nothing is written."""

    wanted: int
    erased: int
    unlooked: int
    """Of those erased: they have a reason, and nobody has looked at them."""
    stay: Mapping[StayReason, int]
    """Each reason why with how many; a declaration may have several."""
    period: TradePeriod | None


@dataclass(frozen=True, slots=True)
class ErasureResult:
    """What one erasure came to, as far as it got."""

    no: int
    declarations: int
    items: int
    parties: int
    messages: int
    entries: int
    """Of the audit trail, whose content went."""
    files: int
    files_that_stay: int
    """Others came in them too."""
    cells: int
    left: int
    """Agreed to, and held, opened or looked after since."""


def preview(session: Session, said: EraseTrade) -> ErasurePreview:
    """What would go, and why the rest would stay; the same refusals as the motion has."""
    with session.reading() as conn:
        wanted = wanted_by(session, conn, args_of(conn, said))
        found = erasable.erasable_set(conn, wanted)
        return ErasurePreview(
            wanted=erasable.wanted_count(conn, wanted),
            erased=found.declarations,
            unlooked=erasable.unlooked(conn, wanted),
            stay=erasable.staying(conn, wanted),
            period=keeping.period(conn),
        )


def moved_args(doing: Doing, said: EraseTrade, _none: None) -> Plain:
    return args_of(doing.conn, said)


def args_of(conn: Reader, said: EraseTrade) -> Plain:
    """What is signed: the day before which, or numbers of the store, which name nobody."""
    chosen = (said.before is not None, bool(said.numbers), said.removed_cases)
    if sum(chosen) != 1:
        raise Invalid(
            _("Say which declarations: before a year, by their numbers, or of removed cases."),
            field="before",
            remedy=_("Give one of --before, --number and --of-removed-cases."),
        )
    if said.before is not None:
        return {"before": f"{said.before:04}-01-01", "numbers": []}
    if said.removed_cases:
        found = erasable.of_removed_cases(conn, MOST)
    else:
        found = tuple(row for number in said.numbers for row in _named(conn, number))
    ids = erasable.family_of(conn, found)
    while said.removed_cases and len(ids) > MOST and len(found) > 1:
        # Of declarations with many versions fewer go into one motion.
        found = found[: len(found) // 2]
        ids = erasable.family_of(conn, found)
    if len(ids) > MOST:
        raise Invalid(
            _("One motion names at most {most} declarations.").format(most=MOST), field="number"
        )
    return {"before": None, "numbers": [str(one) for one in ids]}


def _named(conn: Reader, number: str) -> tuple[int, ...]:
    rows = sifted_rows.sifted_named(conn, number)
    if not rows:
        raise no_such(number)
    return tuple(row.id for row in rows)


def wanted_by(session: Session, conn: Reader, args: Plain) -> ErasureScope:
    """What the arguments mean; NotAllowed where the period is not over, or the office set none."""
    before = args["before"]
    if before is None:
        return ErasureScope(ids=tuple(int(one) for one in args["numbers"]))
    period = keeping.period(conn)
    if period is None:
        raise NotAllowed(
            _("The office has not said how long declarations without a case are kept."),
            remedy=_("A head or administrator moves it with `trade period`."),
        )
    last = int(before[:4]) - 1
    if not period.is_over(last, session.today()):
        raise NotAllowed(
            plural(
                period.years,
                "What was accepted in {year} is kept for {n} year from the end of that year.",
                "What was accepted in {year} is kept for {n} years from the end of that year.",
                year=last,
            ),
            remedy=_("Name an earlier year."),
        )
    return ErasureScope(before)


def title(args: Plain, facts: Plain) -> str:
    """What a second person is asked."""
    count = int(facts["declarations"])
    if args["before"] is not None:
        return plural(
            count,
            "Erase {n} declaration without a case accepted before {day}.",
            "Erase {n} declarations without a case accepted before {day}.",
            day=args["before"],
        )
    return plural(
        count,
        "Erase {n} declaration without a case, by number.",
        "Erase {n} declarations without a case, by number.",
    )


def about(args: Plain) -> str:
    return "trade/erasure"


def facts(session: Session, conn: Reader, args: Plain) -> Plain:
    """What it rests on: which declarations, by their number and the hash over them."""
    wanted = wanted_by(session, conn, args)
    found = erasable.erasable_set(conn, wanted)
    if not found.declarations:
        raise NotAllowed(
            _("Nothing would be erased."),
            remedy=" ".join(_(STAYING_WORDS[why]) for why in erasable.staying(conn, wanted))
            or _("The store has nothing of it."),
        )
    period = keeping.period(conn) if args["before"] else None
    return {
        "declarations": str(found.declarations),
        "newest": str(found.newest),
        "sha256": found.sha256,
        "period": f"{period.years}; {period.source}" if period else "",
    }


def carry_out(session: Session, work: UnitOfWork, args: Plain, motion_id: str) -> Plain:
    """Keep what the two agreed to; the erasing itself goes step by step afterwards."""
    known = facts(session, work.conn, args)
    row = erasing.add_erasure(
        work,
        ErasureScope(
            args["before"], tuple(int(one) for one in args["numbers"]), int(known["newest"])
        ),
        {
            "declarations": int(known["declarations"]),
            "sha256": known["sha256"],
            "motion_id": motion_id,
        },
    )
    work.changed("trade", row["no"])
    work.say(_("Now `trade erase --resume` erases them, step by step."))
    return {"erasure": row["no"], **known, ROW: row}


def run_erasures(session: Session, said: CarryOutErasure, tell: Tell) -> tuple[ErasureResult, ...]:
    """Erase what was agreed to and is not done; what `tell` raises leaves what is done by then."""
    with session.reading() as conn:
        open_ones = [one for one in erasing.erasures(conn) if not one.is_done]
    done = tuple(_run(session, one, tell) for one in open_ones)
    # Also what an earlier time had no time for: it was stopped after its last unit of work.
    with session.reading() as conn:
        files = erased_files.gone_files(conn)
    destroy_unneeded(session.casebook, files, now=session.now())
    return done


def _run(session: Session, erasure: Erasure, tell: Tell) -> ErasureResult:
    done = int(erasure.counts.get("declarations", 0))
    while True:
        tell(done, erasure.declarations, _("erasing"))
        erased = _step(session, erasure)
        done += erased
        if erased:
            continue
        _erase_views(session, erasure)
        _erase_files(session, erasure)
        with session.writing(CARRY_OUT_ERASURE.name) as work:
            ended = _ended(work, erasure)
            if ended is not None:
                work.nothing_done()
                return _result(erasure, ended.counts)
            if not tuple(erasable.erasable(work.conn, erasure.wanted, limit=1)):
                return _end(work, erasure)
            # What held one of them was lifted meanwhile.
            work.nothing_done()


def _ended(work: UnitOfWork, erasure: Erasure) -> Erasure | None:
    """What another process came to that carried out the same meanwhile, and ended it."""
    found = (one for one in erasing.erasures(work.conn) if one.no == erasure.no and one.is_done)
    return next(found, None)


def _step(session: Session, erasure: Erasure) -> int:
    """One unit of work: how many declarations were erased."""
    with session.writing(CARRY_OUT_ERASURE.name) as work:
        is_ended = _ended(work, erasure) is not None
        wanted = () if is_ended else erasable.erasable(work.conn, erasure.wanted, limit=STEP)
        numbers = list(wanted)
        if not numbers:
            work.nothing_done()
            return 0
        unsaid = keeping.unsaid_restrictions(work.conn)
        if unsaid:
            raise NotAllowed(
                _("{table}, {object}: it is not what its entry says.").format(
                    table="trade_restriction", object=unsaid[0]
                ),
                remedy=_("Tell an administrator, and run “casebook check”."),
            )
        counts, gone = erasing.erase(work, erasure, numbers)
        screenings.forget(work.conn, _answers_of(gone))
        told = {**counts, "first": numbers[0], "last": numbers[-1]}
        _tell_entry(work, erasure, told)
    return len(numbers)


def _erase_views(session: Session, erasure: Erasure) -> None:
    """What views asked for that showed what is gone: looked for once, outside the lock. A view that
    is noted from now on says nothing of it."""
    with session.reading() as conn:
        views = tuple(erased_entries.views_of(conn, erasure.no))
    for at in range(0, len(views), STEP):
        with session.writing(CARRY_OUT_ERASURE.name) as work:
            some = erased_entries.still_said(work.conn, views[at : at + STEP])
            if not some or _ended(work, erasure) is not None:
                # Another process erased them meanwhile.
                work.nothing_done()
                continue
            count = erased_entries.erase_entries(work, erasure.motion_id, some)
            _tell_step(work, erasure, {"entries": count})


def _erase_files(session: Session, erasure: Erasure) -> None:
    """Files of which nothing needs any more: looked for outside the lock, asked again within."""
    with session.reading() as conn:
        batches = FileBatches.of(conn)
        files = erased_files.unneeded(conn, erased_files.files_left(conn), batches)
    for at in range(0, len(files), STEP):
        with session.writing(CARRY_OUT_ERASURE.name) as work:
            some = () if _ended(work, erasure) is not None else files[at : at + STEP]
            count = erased_files.erase_files(work.conn, some, batches)
            if not count:
                work.nothing_done()
                continue
            _tell_step(work, erasure, {"files": count})


def _tell_step(work: UnitOfWork, erasure: Erasure, counts: Mapping[str, int]) -> None:
    erasing.add_step(work, erasure, counts)
    _tell_entry(work, erasure, counts)


def _tell_entry(work: UnitOfWork, erasure: Erasure, said: Mapping[str, int | str]) -> None:
    told: dict[str, Any] = {name: str(one) for name, one in said.items()}
    told |= {"erasure": str(erasure.no), "motion": erasure.motion_id}
    work.audit(CARRY_OUT_ERASURE.entry, f"trade/erasure/{erasure.no}", told)
    work.changed("trade", str(erasure.no))


def _end(work: UnitOfWork, erasure: Erasure) -> ErasureResult:
    counts = erasing.end_erasure(work, erasure)
    sealed = {
        "cells_sha256": erasing.cells_sha256(work.conn),
        "files_sha256": erased_files.files_sha256(work.conn),
    }
    _tell_entry(work, erasure, {**counts, "done": 1, **sealed})
    return _result(erasure, counts)


def _result(erasure: Erasure, counts: Mapping[str, int]) -> ErasureResult:
    names = ("declarations", "items", "parties", "messages", "entries")
    return ErasureResult(
        no=erasure.no,
        **{name: int(counts.get(name, 0)) for name in names},
        files=int(counts["files"]),
        files_that_stay=int(counts["files_that_stay"]),
        cells=int(counts["cells"]),
        left=int(counts["left"]),
    )


def _answers_of(gone: tuple[GoneParty, ...]) -> list[str]:
    """By what the answers of lists to parties that are gone are kept: as a vessel, or another."""
    return [
        answer_key(
            party_query(
                CaseParty("", role, one.name, one.country, one.identifier, Address(), "declaration")
            )
        )
        for one in gone
        for role in (Role.VESSEL, Role.CONSIGNEE)
    ]
