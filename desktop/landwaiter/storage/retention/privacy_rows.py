"""Data protection in rows: statements, notices, breaches, what is counted for the assessment."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import func, select

from landwaiter.storage.audit.told_rows import add_told
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.base import records
from landwaiter.storage.base.day_numbers import YEAR
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.schema import trade as t
from landwaiter.storage.schema.audit import audit_entry
from landwaiter.storage.schema.columns import metadata
from landwaiter.storage.schema.data_protection import privacy as p
from landwaiter.storage.schema.intake import raw_file
from landwaiter.storage.schema.people import user, user_role


def statements(conn: Reader) -> Mapping[str, Mapping[str, Any]]:
    """Topic → the newest statement on it."""
    query = select(p.privacy_statement).order_by(p.privacy_statement.c.id)
    return {row["topic"]: row for row in records.plain_rows(conn, query)}


def add_statement(work: UnitOfWork, topic: str, said: str) -> dict[str, str]:
    """Keep what is said; what its entry must tell of the row."""
    return add_told(work, "privacy_statement", topic=topic, said=said)


def notices(conn: Reader) -> Sequence[Mapping[str, Any]]:
    """Every notice, the newest first, each with the name and the hash of its file."""
    raw, notice = raw_file.c, p.privacy_notice
    query = (
        select(notice, raw.name.label("file"), raw.sha256, raw.vault_name)
        .join(raw_file, raw.id == notice.c.raw_file_id, isouter=True)
        .order_by(notice.c.no.desc())
    )
    return records.plain_rows(conn, query)


def add_notice(work: UnitOfWork, **said: str | None) -> dict[str, str]:
    """Keep what is said of a notice under the next number; what its entry must tell of the row."""
    no = int(work.conn.execute(select(func.max(p.privacy_notice.c.no))).scalar() or 0) + 1
    return add_told(work, "privacy_notice", no=no, **said)


def breaches(conn: Reader) -> Sequence[Mapping[str, Any]]:
    """Every breach, the newest first."""
    return records.plain_rows(conn, select(p.data_breach).order_by(p.data_breach.c.no.desc()))


def breach_steps(conn: Reader) -> Mapping[str, Sequence[Mapping[str, Any]]]:
    """Breach → what was added to it, the oldest first."""
    found: dict[str, list[Mapping[str, Any]]] = {}
    query = select(p.data_breach_step).order_by(p.data_breach_step.c.id)
    for row in records.plain_rows(conn, query):
        found.setdefault(row["breach_id"], []).append(row)
    return found


def add_breach(
    work: UnitOfWork, *, known: str, what: str, persons: str, effects: str
) -> dict[str, str]:
    """Log a breach under the next number; what its entry must tell of the row."""
    no = int(work.conn.execute(select(func.max(p.data_breach.c.no))).scalar() or 0) + 1
    said = {"known": known, "what": what, "persons": persons, "effects": effects}
    return add_told(work, "data_breach", no=no, **said)


def add_step(
    work: UnitOfWork, breach_id: str, *, step: str, happened: str, said: str
) -> dict[str, str]:
    """What its entry must tell of the row."""
    told = {"step": step, "happened": happened, "said": said}
    return add_told(work, "data_breach_step", breach_id=breach_id, **told)


_COUNTED = ("case_file", "party", "entity", "declaration", "evidence", "access_request")
_OF_STORE = (
    "trade_party",
    "trade_declaration",
    "trade_item",
    "trade_erased",
    "trade_note",
    "trade_message",
    "waiting_message",
    "disclosure",
)


def counts(conn: Reader) -> Mapping[str, int]:
    """Table → its rows, of tables that hold personal data or tell what was done about them."""
    return {
        name: int(
            conn.execute(select(func.count()).select_from(metadata.tables[name])).scalar() or 0
        )
        for name in (*_COUNTED, *_OF_STORE)
    }


def parties_per_year(conn: Reader) -> Mapping[int, int]:
    """Year of acceptance → distinct parties that declarations of the trade store name."""
    role = t.trade_role.c
    year = role.day // YEAR
    query = select(year, func.count(role.party_id.distinct())).group_by(year).order_by(year)
    return {int(one): int(number) for one, number in conn.execute(query)}


def people_by_role(conn: Reader) -> Mapping[str, int]:
    """Role → how many persons hold it."""
    role = user_role.c.role
    query = (
        select(role, func.count())
        .join(user, user.c.id == user_role.c.user_id)
        .where(user.c.active == 1)
        .group_by(role)
        .order_by(role)
    )
    return {str(one): int(number) for one, number in conn.execute(query)}


def views_per_year(conn: Reader, deeds: Sequence[str]) -> Mapping[int, int]:
    """Year → entries of the audit trail on views."""
    year = func.substr(audit_entry.c.at, 1, 4)
    query = select(year, func.count()).where(audit_entry.c.deed.in_(deeds)).group_by(year)
    return {int(one): int(number) for one, number in conn.execute(query.order_by(year))}
