"""Rows held against the entries that tell them: changed, gone, moved, or told by none.

Both are read in the order in which they came, side by side: little is held of them.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Text, func, select, type_coerce

from landwaiter.domain.intake.deeds import DEAL_WITH_FILE, WATCH_FOLDER
from landwaiter.domain.retention.privacy_deeds import (
    ADD_TO_BREACH,
    LOG_BREACH,
    RECORD_NOTICE,
    STATE_PROCESSING,
)
from landwaiter.domain.trade.deeds import POLICY_SET
from landwaiter.domain.trade.erasure_deeds import (
    ERASE_TRADE,
    LIFT_RESTRICTION,
    RECTIFY_TRADE,
    RESTRICT_TRADE,
    SET_TRADE_PERIOD,
)
from landwaiter.i18n import _
from landwaiter.storage.audit.chain import ERASED
from landwaiter.storage.audit.told_rows import ROW, ROWS, facts_of
from landwaiter.storage.base import records
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.casebook.check_content import Damage
from landwaiter.storage.intake import waiting_messages
from landwaiter.storage.people.open_casebook import Casebook
from landwaiter.storage.schema import trade as t
from landwaiter.storage.schema.audit import audit_entry, audit_payload
from landwaiter.storage.schema.intake import declaration_request, trade_message
from landwaiter.storage.schema.tables import metadata
from landwaiter.storage.trade.keeping import said_restrictions

_TOGETHER: Final = 500


_PARTY: Final = "trade/party/"
_DECLARATION: Final = "trade/declaration/"
_RESTRICTED: Final = re.compile(f"({_PARTY}|{_DECLARATION})[1-9][0-9]{{0,17}}")
_LAST: Final = 1 << 62
"""After every entry."""


def _never(_conn: Reader, _about: str) -> bool:
    return False


def _is_gone(conn: Reader, about: str) -> bool:
    """Whether a declaration or a party of the store has been erased."""
    of_party = about.startswith(_PARTY)
    column = t.trade_party.c.id if of_party else t.trade_declaration.c.id
    number = int(about.removeprefix(_PARTY if of_party else _DECLARATION))
    return conn.execute(select(column).where(column == number)).first() is None


@dataclass(frozen=True, slots=True)
class ToldTable:
    """A table whose rows are told, each by an entry of one deed."""

    table: str
    deed: str
    on: str = ""
    """The object of the entry, by columns of the row; empty where they do not give it."""
    ended: str = ""
    """The deed whose entry on the same object says that the row went."""
    ended_with: Callable[[Reader, str], bool] = _never
    """Whether a row goes with what its entry is about, and that is gone."""
    key: str = "id"
    """What grows with each row; else there are so few that they are put in order first."""


TOLD: Final = (
    ToldTable("trade_message", "trade.message_kept", "trade/declaration/{declaration_id}"),
    ToldTable(
        "waiting_message",
        waiting_messages.WAITS,
        f"{waiting_messages.ABOUT}{{id}}",
        waiting_messages.ENDED,
    ),
    ToldTable("watched_file", WATCH_FOLDER.entry),
    ToldTable("watched_file_settled", DEAL_WITH_FILE.entry, key="file_id"),
    ToldTable("privacy_statement", STATE_PROCESSING.entry, "privacy/statement/{id}"),
    ToldTable("privacy_notice", RECORD_NOTICE.entry, "privacy/notice/{no}"),
    ToldTable("data_breach", LOG_BREACH.entry, "privacy/breach/{no}"),
    ToldTable("data_breach_step", ADD_TO_BREACH.entry),
    ToldTable("trade_restriction", RESTRICT_TRADE.entry, ended_with=_is_gone),
    ToldTable(
        "trade_restriction_end", LIFT_RESTRICTION.entry, ended_with=_is_gone, key="restriction_id"
    ),
    ToldTable("trade_note", RECTIFY_TRADE.entry, ended_with=_is_gone),
    ToldTable("trade_policy", POLICY_SET, key="no"),
    ToldTable("trade_period", SET_TRADE_PERIOD.entry, key="no"),
    ToldTable("trade_erasure", ERASE_TRADE.entry, key="no"),
)


def told_rows(casebook: Casebook, conn: Reader) -> Iterator[Damage]:
    """Each place of these tables where another thing stands than was told."""
    for one in TOLD:
        yield from map(Damage, _faults(conn, one))
    yield from map(Damage, _gone_while_held(conn))


@dataclass(frozen=True, slots=True)
class _Fact:
    key: str
    about: str
    said: Mapping[str, str]


def _faults(conn: Reader, of: ToldTable) -> Iterator[str]:
    rows, told = _rows(conn, of), _told(conn, of)
    if of.key != "id":
        told = iter(sorted(told, key=lambda one: one.key))
    row, one = next(rows, None), next(told, None)
    while row is not None or one is not None:
        if row is not None and (one is None or row.key < one.key):
            if of.ended and _has_ended(conn, of, of.on.format(**row.said)):
                yield _not_as_told(of, row.key)
            elif not _is_erased(conn, of, row):
                yield _no_entry(of, row.key)
            row = next(rows, None)
        elif one is not None and (row is None or one.key < row.key):
            if not _is_ended(conn, of, one):
                yield _("{table}, {object}: what an entry says of it is gone.").format(
                    table=of.table, object=one.key.strip()
                )
            one = next(told, None)
        elif row is not None and one is not None:
            if of.ended and _has_ended(conn, of, one.about):
                yield _not_as_told(of, row.key)
            yield from _differences(of, row, one)
            row, one = next(rows, None), next(told, None)


def _ordered(key: object) -> str:
    """As rows are ordered: of numbers the shorter is the less."""
    return str(key).rjust(len(str(1 << 63)))


def _no_entry(of: ToldTable, key: str) -> str:
    return _("{table}, {object}: no entry says what stands here.").format(
        table=of.table, object=key.strip()
    )


def _not_as_told(of: ToldTable, key: str) -> str:
    return _("{table}, {object}: it is not what its entry says.").format(
        table=of.table, object=key.strip()
    )


def _differences(of: ToldTable, row: _Fact, one: _Fact) -> Iterator[str]:
    if of.on and of.on.format(**row.said) != one.about:
        # Told of another object than the row is on.
        yield _no_entry(of, row.key)
    for name in dict.fromkeys((*row.said, *one.said)):
        stands, sealed = row.said.get(name, ""), one.said.get(name, "")
        if stands != sealed:
            yield _("{table}, {object}, {field}: “{stands}”; sealed was “{sealed}”.").format(
                table=of.table, object=row.key.strip(), field=name, stands=stands, sealed=sealed
            )


def _rows(conn: Reader, of: ToldTable) -> Iterator[_Fact]:
    table = metadata.tables[of.table]
    columns = [type_coerce(one, Text).label(one.name) for one in table.c]
    query = select(*columns).order_by(table.c[of.key]).execution_options(yield_per=_TOGETHER)
    for found in conn.execute(query):
        row = dict(found._mapping)
        yield _Fact(
            _ordered(row[of.key]),
            "",
            {**facts_of(of.table, row), "author": str(row["author"]), "at": str(row["at"])},
        )


def _told(conn: Reader, of: ToldTable) -> Iterator[_Fact]:
    entry, payload = audit_entry.c, audit_payload.c
    query = (
        select(entry.object, entry.actor, type_coerce(entry.at, Text).label("at"), payload.content)
        .join(audit_payload, payload.seq == entry.seq)
        .where(entry.deed == of.deed, payload.content.is_not(None))
        .order_by(entry.seq)
        .execution_options(yield_per=_TOGETHER)
    )
    for found in conn.execute(query):
        content = records.structure(found.content)
        for one in (*content.get(ROWS, ()), *filter(None, (content.get(ROW),))):
            yield _Fact(
                _ordered(one[of.key]), found.object, {**one, "author": found.actor, "at": found.at}
            )


def _is_erased(conn: Reader, of: ToldTable, row: _Fact) -> bool:
    """Whether two persons had erased what the entry of a row said."""
    entry, payload = audit_entry.c, audit_payload.c
    query = (
        select(entry.seq)
        .join(audit_payload, payload.seq == entry.seq)
        .where(
            entry.deed == of.deed,
            entry.actor == row.said["author"],
            type_coerce(entry.at, Text) == row.said["at"],
            payload.content.is_(None),
        )
    )
    if of.on:
        query = query.where(entry.object == of.on.format(**row.said))
    return conn.execute(query).first() is not None


def _is_ended(conn: Reader, of: ToldTable, one: _Fact) -> bool:
    if not of.ended:
        return of.ended_with(conn, one.about)
    return _has_ended(conn, of, one.about) and _is_attached(conn, one.said)


def _has_ended(conn: Reader, of: ToldTable, about: str) -> bool:
    entry = audit_entry.c
    query = select(entry.seq).where(entry.object == about, entry.deed == of.ended)
    return conn.execute(query).first() is not None


def _is_attached(conn: Reader, said: Mapping[str, str]) -> bool:
    """Whether a message that waited is on a case or kept: the database lets none go else, and what
    was said of one goes with its declaration or its case."""
    places = (
        (declaration_request.c.content_sha256, said.get("request_sha256")),
        (trade_message.c.content_sha256, said.get("content_sha256")),
    )
    return any(
        conn.execute(select(column).where(column == digest).limit(1)).first() is not None
        for column, digest in places
    )


def _gone_while_held(conn: Reader) -> Iterator[str]:
    """Restrictions that no entry lifts before what they were on was erased: of an entry whose
    content is gone its object and its deed stay."""
    held, lifted = dict[str, list[int]](), dict[str, list[int]]()
    for one in said_restrictions(conn):
        (lifted if one.is_lifted else held).setdefault(one.about, []).append(one.seq)
    for about, seqs in held.items():
        if not _RESTRICTED.fullmatch(about) or not _is_gone(conn, about):
            continue
        erased = _erased_at(conn, seqs[0])
        if len(seqs) > sum(seq < erased for seq in lifted.get(about, ())):
            yield _("{table}, {object}: what an entry says of it is gone.").format(
                table="trade_restriction", object=about
            )


def _erased_at(conn: Reader, seq: int) -> int:
    """The first entry that says that the content of another was erased."""
    entry = audit_entry.c
    named = (entry.object >= f"audit/{seq}/motion/") & (entry.object < f"audit/{seq}/motion0")
    query = select(func.min(entry.seq)).where(entry.deed == ERASED, named)
    return int(conn.execute(query).scalar() or _LAST)
