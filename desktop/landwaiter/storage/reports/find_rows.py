"""What persons said of words that may name a source."""

from collections.abc import Iterator, Mapping
from typing import Final

from sqlalchemy import select

from landwaiter.canonical import sha256_hex
from landwaiter.domain.deeds.motion import Motion, MotionState
from landwaiter.domain.reports.finds import FindOutcome
from landwaiter.i18n import _
from landwaiter.storage.audit.statements import load_registry
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.records import plain_rows
from landwaiter.storage.base.signed_rows import signed_row
from landwaiter.storage.deeds.approvals import AUTHORS, Row, author_fault
from landwaiter.storage.deeds.motion_rows import motions_on
from landwaiter.storage.schema import tables as t
from landwaiter.trust.pairs import signed_after

JUDGE: Final = "judge_find"
"""What the signed text of a judgement calls its deed."""
RELEASE: Final = "find.judged"
"""The motion by which words are released as another thing."""
ROLES: Final = AUTHORS


def outcomes_of(conn: Reader, case_id: str) -> Mapping[str, FindOutcome]:
    """Digest of each find that was judged on a case → what the last word says that counts.

    A judgement counts as its author signed it, a release as two persons did; which is the later one
    the audit chain says, in which both are named.
    """
    found = sorted((*_judged(conn, case_id), *_released(conn, case_id)))
    return {digest: outcome for _place, digest, outcome in found}


def waiting_finds(conn: Reader, case_id: str) -> frozenset[str]:
    """Digests of the finds of a case that wait for a second person."""
    motions = motions_on(conn, load_registry(conn), case_id)
    return frozenset(
        str(one.args.get("find"))
        for one in motions
        if one.deed == RELEASE and one.state is MotionState.OPEN and not one.unsound
    )


def judgement_stated(row: Row) -> dict[str, str]:
    """What a person signs of a judgement, and its row repeats."""
    return {
        "case": row["case_id"],
        "judgement": row["id"],
        "find": row["digest"],
        "outcome": row["outcome"],
        "reason_sha256": sha256_hex(str(row["reason"]).encode()),
        "person": row["author"],
    }


def judgement_fault(conn: Reader, row: Row) -> str:
    """Why a judgement is not what its author signed; empty when it is."""
    if row["outcome"] == FindOutcome.OTHER:
        return _("That it is another thing takes two persons.")
    registry, stated = load_registry(conn), judgement_stated(row) | {"at": row["at"]}
    return author_fault(conn, registry, row, stated, deed=JUDGE, roles=ROLES)


def judgements_of(conn: Reader, case_id: str = "") -> list[dict[str, object]]:
    """Every judgement of a case, or of the casebook, as plain rows."""
    row = t.find_judgement
    query = select(row).order_by(row.c.id)
    return plain_rows(conn, query.where(row.c.case_id == case_id) if case_id else query)


def releases_of(conn: Reader, case_id: str = "") -> list[dict[str, object]]:
    """Every release of words of a case, or of the casebook, as plain rows."""
    row = t.find_release
    query = select(row).order_by(row.c.id)
    return plain_rows(conn, query.where(row.c.case_id == case_id) if case_id else query)


def carries_release(motion: Motion | None, row: Row) -> bool:
    """Whether two persons signed this very release."""
    return (
        motion is not None
        and motion.valid
        and motion.state is MotionState.CARRIED_OUT
        and motion.second is not None
        and not motion.second.by_one
        and (motion.deed, motion.author) == (RELEASE, row["author"])
        and motion.args.get("case") == row["case_id"]
        and motion.args.get("find") == row["digest"]
    )


def _judged(conn: Reader, case_id: str) -> Iterator[tuple[int, str, FindOutcome]]:
    for row in judgements_of(conn, case_id):
        if not judgement_fault(conn, row):
            place = signed_after(signed_row(row).text)
            yield place, str(row["digest"]), FindOutcome(str(row["outcome"]))


def _released(conn: Reader, case_id: str) -> Iterator[tuple[int, str, FindOutcome]]:
    rows = releases_of(conn, case_id)
    motions = motions_on(conn, load_registry(conn), case_id) if rows else ()
    by_id = {one.id: one for one in motions}
    for row in rows:
        motion = by_id.get(str(row["motion_id"]))
        if motion and motion.second and carries_release(motion, row):
            place = signed_after(motion.second.statement.encode())
            yield place, str(row["digest"]), FindOutcome.OTHER
