"""Motions in the casebook, and whether a second person's signature carries them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, Text, and_, cast, func, not_, select, true, tuple_

from landwaiter.canonical import sha256_hex
from landwaiter.domain.deeds.motion import (
    NOT_BY,
    Motion,
    MotionSecond,
    MotionState,
    barred,
)
from landwaiter.domain.table.four_eyes import seconders_of
from landwaiter.i18n import _, message
from landwaiter.storage.base.paging import beyond
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.records import CASE, ROW, plain_rows
from landwaiter.storage.base.signed_rows import signed_row
from landwaiter.storage.deeds.approvals import (
    AUTHORS,
    MovedDeed,
    Row,
    author_fault,
    parsed,
    verdict_on,
)
from landwaiter.storage.schema.deeds import conflict_of_interest, motion, motion_end, motion_second
from landwaiter.storage.sqlite.dialect import json_says, json_text
from landwaiter.trust.registry import ADMINISTRATOR, Registry
from landwaiter.trust.signed import SignedContent

MOVERS = AUTHORS | {ADMINISTRATOR}


def motion_of(conn: Reader, registry: Registry, motion_id: str) -> Motion | None:
    """The motion with this identity, None when there is none."""
    rows = plain_rows(conn, _motion_of_id(), row_id=motion_id)
    return _motion(conn, registry, rows[0]) if rows else None


def motions_on(conn: Reader, registry: Registry, case_id: str) -> tuple[Motion, ...]:
    """Every motion there ever was on a case, in the order in which they were moved."""
    rows = plain_rows(conn, _motions_of_case(), case_id=case_id)
    return tuple(_motion(conn, registry, row) for row in rows)


def motions_about(
    conn: Reader, registry: Registry, deed: str, objects: Collection[str]
) -> dict[str, tuple[Motion, ...]]:
    """Object → every motion of a deed about it, in the order in which they were moved."""
    found: dict[str, tuple[Motion, ...]] = {}
    if objects:
        for one in _load(
            conn, registry, (motion.c.deed == deed) & motion.c.object.in_(list(objects))
        ):
            found[one.object] = (*found.get(one.object, ()), one)
    return found


def motions_of_deed(conn: Reader, registry: Registry, deed: str) -> tuple[Motion, ...]:
    """Every motion of a deed, in the order in which they were moved."""
    return _load(conn, registry, motion.c.deed == deed)


def open_motions(conn: Reader, registry: Registry) -> tuple[Motion, ...]:
    """What waits for a second person in the whole office."""
    return _load(conn, registry, motion.c.id.not_in(select(motion_end.c.motion_id)))


@dataclass(frozen=True, slots=True)
class MotionViewer:
    """Which open motions one person may second, as far as rows tell it.

    Of these deeds, moved with these keys; none of the own, none that says the person may not, and
    none on a case that the person has a conflict of interest on, unless the person is alone in the
    office.
    """

    moved: Collection[tuple[str, str]]
    user_id: str
    name: str
    alone: bool


MotionKey = tuple[int, str, str]
"""What waiting motions are listed by: 0 for those the person may second, when moved, identity."""


def moved_with(conn: Reader) -> tuple[tuple[str, str], ...]:
    """Deeds and the keys they were moved with, of all that waits."""
    return tuple(
        (str(deed), str(key))
        for deed, key in conn.execute(
            select(motion.c.deed, motion.c.key).where(_is_open()).distinct()
        )
    )


def open_page(
    conn: Reader,
    registry: Registry,
    whose: MotionViewer,
    *,
    deeds: Collection[str] = (),
    after: MotionKey | None = None,
    limit: int,
) -> tuple[tuple[MotionKey, Motion], ...]:
    """What waits, what the person may second first, the oldest first; those after a key."""
    found: list[tuple[MotionKey, Motion]] = []
    order, may = (motion.c.at, motion.c.id), _may_second(whose)
    for rank, of in ((0, may), (1, not_(may))):
        if len(found) >= limit or (after is not None and after[0] > rank):
            continue
        here = after is not None and after[0] == rank
        wanted = (
            _motions(_is_open())
            .order_by(None)
            .order_by(*order)
            .where(of, motion.c.deed.in_(deeds) if deeds else true())
            .where(beyond(order, after[1:]) if here and after is not None else true())
        )
        rows = plain_rows(conn, wanted.limit(limit - len(found)))
        found += (((rank, row["at"], row["id"]), _motion(conn, registry, row)) for row in rows)
    return tuple(found)


def open_count(conn: Reader, whose: MotionViewer) -> int:
    """How many motions the person may second."""
    query = select(func.count()).select_from(motion).where(_is_open(), _may_second(whose))
    return int(conn.execute(query).scalar_one())


def _is_open() -> ColumnElement[bool]:
    ended = select(motion_end.c.motion_id).where(motion_end.c.motion_id == motion.c.id)
    return ~ended.correlate(motion).exists()


def _may_second(whose: MotionViewer) -> ColumnElement[bool]:
    pair = tuple_(motion.c.deed, motion.c.key).in_(list(whose.moved))
    if whose.alone:
        return pair
    left_out = json_says("motion.text", f"facts.{NOT_BY}", whose.name)
    conflict = conflict_of_interest.c
    on_case = select(conflict.id).where(
        conflict.case_id == motion.c.case_id,
        conflict.user_id == whose.user_id,
        conflict.lifted_at.is_(None),
    )
    return and_(pair, motion.c.author_id != whose.user_id, ~left_out, ~on_case.exists())


def all_motions(conn: Reader, registry: Registry) -> tuple[Motion, ...]:
    """Every motion of the casebook, for its check."""
    return _load(conn, registry, motion.c.id.is_not(None))


def newest_about(
    conn: Reader, registry: Registry, deed: str, about: str, sha256: str
) -> Motion | None:
    """The newest motion of a deed about one edition of reference data, None when there is none."""
    edition = json_text(cast(motion.c.text, Text), "args.edition_sha256")
    wanted = (motion.c.deed == deed) & (motion.c.object == about) & (edition == sha256)
    newest = conn.execute(select(func.max(motion.c.id)).where(wanted)).scalar()
    return motion_of(conn, registry, str(newest)) if newest else None


def author_id_of(conn: Reader, motion_id: str) -> str:
    """The identity of who moved it."""
    return str(
        conn.execute(select(motion.c.author_id).where(motion.c.id == motion_id)).scalar_one()
    )


def signed_motion(conn: Reader, motion_id: str) -> SignedContent:
    """What its mover signed."""
    (row,) = plain_rows(conn, select(motion).where(motion.c.id == motion_id))
    return signed_row(row)


def conflicts_on(conn: Reader, case_id: str) -> list[dict[str, Any]]:
    """The conflicts of interest that stand on a case, as plain rows."""
    return plain_rows(conn, _conflicts_of_case(), case_id=case_id)


@cache
def _conflicts_of_case() -> Select[Any]:
    table = conflict_of_interest.c
    names = (table.id, table.user_id, table.user, table.reason, table.author, table.at)
    standing = (table.case_id == CASE) & table.lifted_at.is_(None)
    return select(*names).where(standing).order_by(table.id)


def second_for(motion_id: str | None, motions: Collection[Motion]) -> str:
    """Who validly seconded the motion; "" when there is no such motion or nobody did."""
    found = next((one for one in motions if one.id == motion_id), None)
    return found.second.seconder if found and found.valid and found.second else ""


def unseconded() -> str:
    """Why a finding that needed a second person does not count."""
    return _("It needs a second person's signature and has none that counts.")


def signed_place(row: Row | Motion) -> str:
    """How the audit chain names a motion: under the object it is about."""
    about, motion_id = (
        (row.object, row.id) if isinstance(row, Motion) else (row["object"], row["id"])
    )
    return f"{about}/motion/{motion_id}"


def _load(conn: Reader, registry: Registry, condition: ColumnElement[bool]) -> tuple[Motion, ...]:
    rows = plain_rows(conn, _motions(condition))
    return tuple(_motion(conn, registry, row) for row in rows)


def _motions(condition: ColumnElement[bool]) -> Select[Any]:
    return (
        select(
            motion,
            motion_end.c.state,
            motion_end.c.reason.label("end_reason"),
            motion_end.c.author.label("ended_by"),
        )
        .join(motion_end, motion_end.c.motion_id == motion.c.id, isouter=True)
        .where(condition)
        .order_by(motion.c.id)
    )


@cache
def _motions_of_case() -> Select[Any]:
    return _motions(motion.c.case_id == CASE)


@cache
def _motion_of_id() -> Select[Any]:
    return _motions(motion.c.id == ROW)


@cache
def _second_of_motion() -> Select[Any]:
    return select(motion_second).where(motion_second.c.motion_id == ROW)


def _motion(conn: Reader, registry: Registry, row: dict[str, Any]) -> Motion:
    said = parsed(row["text"])
    unsound = _fault(conn, registry, row, said)
    return Motion(
        id=row["id"],
        deed=row["deed"],
        object=row["object"],
        case_id=row["case_id"],
        reference=str(said.get("reference", "")),
        title=message(said.get("title", "")),
        args=_mapping(said.get("args")),
        facts=_mapping(said.get("facts")),
        reason=message(said.get("reason", "")),
        author=row["author"],
        at=datetime.fromisoformat(row["at"]),
        text=row["text"].decode(errors="replace"),
        text_sha256=row["text_sha256"],
        state=MotionState(row["state"] or "open"),
        end_reason=row["end_reason"] or "",
        ended_by=row["ended_by"] or "",
        second=_second(conn, registry, row, barred(said.get("facts"))),
        unsound=unsound,
    )


def left_out_fault(row: Row, names: Collection[str]) -> str:
    """Why the signature of somebody whom the motion leaves out does not count."""
    return _("Who seconded it wrote a part of it.") if row["seconder"] in names else ""


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


MOVE, SECOND = "move", "second"
"""What the signed texts of mover and seconder call their deed."""


def _fault(conn: Reader, registry: Registry, row: Row, said: Mapping[str, Any]) -> str:
    """Why a motion is not what its author moved, as a sentence; empty when it is."""
    shown = {name: row[name] for name in ("deed", "object", "author")} | {"motion": row["id"]}
    if sha256_hex(row["text"]) != row["text_sha256"]:
        return _("The text of the motion was changed after it was written.")
    if any(said.get(name) != value for name, value in shown.items()):
        return _("What is shown of the motion is not what its text says.")
    expected = {
        "motion": row["id"],
        "motion_sha256": row["text_sha256"],
        "person": row["author"],
    }
    return author_fault(conn, registry, row, expected, deed=MOVE, roles=MOVERS)


def _second(
    conn: Reader, registry: Registry, about: Row, barred_names: Collection[str]
) -> MotionSecond | None:
    rows = plain_rows(conn, _second_of_motion(), row_id=about["id"])
    if not rows:
        return None
    row = rows[0]
    expected = {
        "motion": about["id"],
        "motion_sha256": about["text_sha256"],
        "person": row["seconder"],
        "role": row["role"],
    }
    verdict = verdict_on(
        conn,
        registry,
        row,
        expected,
        deed=SECOND,
        roles=[role.value for role in seconders_of(about["deed"])],
        first=MovedDeed(about, MOVE, MOVERS),
    )
    return MotionSecond(
        id=row["id"],
        seconder=row["seconder"],
        role=row["role"],
        at=datetime.fromisoformat(row["at"]),
        key=row["key"],
        statement=row["statement"].decode(errors="replace"),
        signature=row["signature"].hex(),
        why_not="" if verdict.by_one else verdict.why_not or left_out_fault(row, barred_names),
        by_one=verdict.by_one,
    )
