"""Declarations of the store that become cases: by the policy of the office, or by a person."""

import time
from collections.abc import Sequence
from dataclasses import dataclass

from landwaiter.domain.trade.deeds import SIFT
from landwaiter.domain.trade.sift_reasons import SiftReason, in_order
from landwaiter.errors import Invalid, NotFound
from landwaiter.i18n import _
from landwaiter.services.deeds.handler import Account, Doing, Entries
from landwaiter.services.intake.first_verdict import FirstVerdict
from landwaiter.services.intake.readings import Readings
from landwaiter.services.intake.sifted_versions import (
    OpenedCase,
    open_from_versions,
    origin_of,
    tell_opened,
)
from landwaiter.services.intake.waiting_messages import attach_kept, settle_waiting
from landwaiter.services.trade.policy import policy_of
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.intake import declarations
from landwaiter.storage.sqlite.engine import keep_few_pages
from landwaiter.storage.trade import sifted_rows
from landwaiter.storage.trade.sifted_rows import SiftedRow, StoreMark

_TOGETHER, _HELD_S = 10, 0.15
"""Cases that are opened in one unit of work at most, and within how long, unless the first takes
longer: whoever writes waits for it."""


@dataclass(frozen=True, slots=True)
class EarlierFileCase(OpenedCase):
    """A case of a declaration that an earlier file brought: it had waited."""

    number: str = ""
    """Of the declaration."""
    file: str = ""
    """The name of the file that it came in."""


def open_by_policy(session: Session) -> list[tuple[int, EarlierFileCase]]:
    """Open what has a reason, in the order of the policy, while the day has room for it.

    Each case with the batch that its declaration was sifted in.
    """
    opened: list[tuple[int, EarlierFileCase]] = []
    first = session.references.kept(FirstVerdict)
    while True:
        with session.reading() as conn:
            keep_few_pages(conn)
            due = _due(session, conn)
            if due and not first.is_made and (row := sifted_rows.sifted(conn, due[0])):
                first.make(session, conn, row.declaration)
        if not due:
            return opened
        with session.writing(SIFT.name) as work:
            keep_few_pages(work.conn)
            due = _due(session, work.conn)
            if not due:
                # Another sift has opened them meanwhile.
                work.nothing_done()
                return opened
            begun = time.monotonic()
            for so_many, number in enumerate(due, start=1):
                row = sifted_rows.sifted(work.conn, number)
                if row is None:
                    raise AssertionError("what is due was asked for under the lock")
                reasons = sifted_rows.reasons_of(work.conn, number)
                made = open_sifted(session, work, row, reasons)
                opened.append((row.batch, _with_file(work.conn, row, made)))
                if (time.monotonic() - begun) * (1 + 1 / so_many) > _HELD_S:
                    break


def _with_file(conn: Reader, row: SiftedRow, made: OpenedCase) -> EarlierFileCase:
    name = declarations.raw_file_named(conn, row.raw_file)[0] if row.raw_file else ""
    return EarlierFileCase(made.reference, made.reasons, row.number, name)


def _due(session: Session, conn: Reader) -> Sequence[int]:
    """Declarations that the policy opens next."""
    _number, policy = policy_of(conn)
    opened = sifted_rows.opened_since(conn, session.midnight().isoformat().replace("+00:00", "Z"))
    due: dict[int, None] = {}
    for rule in policy.rules:
        room = rule.cap - opened.get(rule.reason.value, 0)
        if room > 0 and len(due) < _TOGETHER:
            waiting = sifted_rows.due(conn, rule.reason.value, limit=min(room, _TOGETHER))
            due |= dict.fromkeys(waiting)
    return tuple(due)[:_TOGETHER]


def open_sifted(
    session: Session, work: UnitOfWork, row: SiftedRow, reasons: Sequence[str], *, why: str = ""
) -> OpenedCase:
    """A case of a declaration of the store, as intake would have opened it.

    `why` is what a person says who opens it.
    """
    case_id = _case_of(session, work, row)
    return tell_opened(work, row, case_id, reasons, why=why)


def _case_of(session: Session, work: UnitOfWork, row: SiftedRow) -> str:
    """The case of the declaration: the one that intake opened meanwhile, else a new one."""
    declared = row.declaration
    found = declarations.find_declaration(
        work.conn,
        mrn=declared.mrn,
        local_reference=declared.local_reference,
        eori=declared.declarant_eori,
    )
    readings = Readings(session, work, {})
    if found is not None:
        attach_kept(readings, found, row.id)
        return found
    versions = (*sifted_rows.versions_before(work.conn, row.replaces), row)
    case = open_from_versions(session, work, versions, origin_of(session, declared))
    attach_kept(readings, case.id, row.id)
    settle_waiting(readings, mrns=[row.mrn], references=[row.local_reference])
    return case.id


@dataclass(frozen=True, slots=True)
class SiftedStanding:
    """A declaration of the store, and what became of its newest version."""

    number: str
    row: SiftedRow
    became: str
    is_current: bool = True
    is_restricted: bool = False
    """It is kept, and not used."""


def standing_of(conn: Reader, number: str) -> SiftedStanding:
    """The newest version of a declaration; NotFound where the store has none of the number."""
    refuse_unnamed(number)
    rows = sifted_rows.sifted_named(conn, number)
    if not rows:
        raise no_such(number)
    marks = sifted_rows.marks_of(conn, rows[-1].id)
    return SiftedStanding(
        number,
        rows[-1],
        str(marks[-1]["mark"]) if marks else "",
        is_restricted=sifted_rows.is_kept_unused(conn, rows[-1].id),
    )


def refuse_unnamed(number: str) -> None:
    """Invalid where no number is given at all."""
    if not number.strip():
        raise Invalid(
            _("No declaration is named."),
            field="MRN",
            remedy=_("Give its MRN, or the declarant’s reference."),
        )


def no_such(number: str) -> NotFound:
    return NotFound(
        _("The trade store has no declaration {number}.").format(number=number),
        field="MRN",
        value=number,
        remedy=_("Give its MRN, or the declarant’s reference."),
    )


def opened_by_person(doing: Doing, number: str, reason: str) -> Entries:
    """A case because somebody wants one, with the reasons that the sift found besides."""
    row = standing_of(doing.conn, number).row
    reasons = (*sifted_rows.reasons_of(doing.conn, row.id), SiftReason.PERSON.value)
    made = open_sifted(doing.session, doing.work, row, reasons, why=reason.strip())
    return Entries((made.reference,), made=made.reference)


def set_aside(doing: Doing, number: str, reason: str) -> Account:
    """A mark of a person who looked and opens no case."""
    row = standing_of(doing.conn, number).row
    reasons = in_order(sifted_rows.reasons_of(doing.conn, row.id))
    sifted_rows.add_marks(doing.work, [StoreMark(row.id, "aside", reasons, reason.strip())])
    return Account(
        f"trade/declaration/{row.id}",
        {
            "declaration": row.number,
            "content_sha256": row.content_sha256,
            "reasons": reasons,
            "reason": reason.strip(),
        },
        ids=(str(row.id),),
    )
