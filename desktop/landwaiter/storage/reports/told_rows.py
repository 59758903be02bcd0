"""What the audit trail tells of gists, orders of a court, consents and finds, and whether the rows
are there.

A signature shows that a row is what somebody signed. It does not show that a later row was taken
away: the withdrawal of a gist, or the word of an owner who takes its consent back. The trail does.
"""

import re
from collections.abc import Iterator, Mapping
from enum import Enum, auto
from typing import Any, Final, NamedTuple

from sqlalchemy import Select, and_, or_, select

from landwaiter.domain.reports.consent_deeds import RECORD_CONSENT
from landwaiter.domain.reports.find_deeds import JUDGE_FIND
from landwaiter.domain.reports.gist_deeds import WITHDRAW_GIST
from landwaiter.domain.reports.order_deeds import WITHDRAW_COURT_ORDER
from landwaiter.errors import Conflict
from landwaiter.i18n import N_, _
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.signed_rows import signed_row
from landwaiter.storage.cases.case_rows import reference_of
from landwaiter.storage.reports.consent_rows import RECORD, consent_rows
from landwaiter.storage.reports.find_rows import JUDGE, judgements_of
from landwaiter.storage.schema import tables as t
from landwaiter.storage.schema.audit import audit_entry


class ToldKind(Enum):
    """What an entry tells of."""

    SECONDED = auto()
    """A gist, an order of a court or the release of a find, by its motion."""
    GIST_ENDED = auto()
    ORDER_ENDED = auto()
    CONSENT = auto()
    JUDGEMENT = auto()


class ToldRow(NamedTuple):
    """One row that the trail tells of, by what no other row shares."""

    kind: ToldKind
    key: str
    """Identity of a motion, or of what was ended; else the hash of what was signed."""


MISSING: Final[Mapping[ToldKind, str]] = {
    ToldKind.SECONDED: N_("What two persons wanted of a gist, an order or a find is gone."),
    ToldKind.GIST_ENDED: N_("A gist was withdrawn, and its withdrawal is gone."),
    ToldKind.ORDER_ENDED: N_("An order of a court was withdrawn, and its withdrawal is gone."),
    ToldKind.CONSENT: N_("What an owner said of its secret was recorded, and is gone."),
    ToldKind.JUDGEMENT: N_("A find was judged, and the judgement is gone."),
}
"""What is said of each, to whom reads the check and to whom makes a report."""
_HASH: Final = r"(?P<key>[0-9a-f]{64})"
_TOLD: Final = (
    (
        ToldKind.SECONDED,
        "motion.seconded",
        re.compile(r"case/[^/]+/(?:gist|order|find)/.*/motion/(?P<key>[^/]+)(?:/.*)?"),
    ),
    (ToldKind.GIST_ENDED, WITHDRAW_GIST.entry, re.compile(r".*/gist/(?P<key>[^/]+)")),
    (ToldKind.ORDER_ENDED, WITHDRAW_COURT_ORDER.entry, re.compile(r".*/order/(?P<key>[^/]+)")),
    (ToldKind.CONSENT, RECORD_CONSENT.entry, re.compile(rf".*/{RECORD}/{_HASH}")),
    (ToldKind.JUDGEMENT, JUDGE_FIND.entry, re.compile(rf".*/{JUDGE}/{_HASH}")),
)
"""Deed of an entry, and where its object has what names the row."""
_DEEDS: Final = tuple(dict.fromkeys(deed for _kind, deed, _where in _TOLD))
_NOUNS: Final = ("gist", "order", "consent", "find")
"""Under which names an entry on a case tells of any of them."""


def rows_missing(conn: Reader, case_id: str) -> tuple[ToldRow, ...]:
    """What the trail tells of a case and its tables have not, each once."""
    told = dict.fromkeys(_told(conn, case_id))
    there = frozenset(_there(conn, case_id)) if told else frozenset()
    return tuple(one for one in told if one not in there)


def refuse_missing(conn: Reader, case_id: str) -> None:
    """Conflict where rows on gists, orders, consents or finds of the case were taken away."""
    for one in rows_missing(conn, case_id):
        raise Conflict(
            _("The audit trail tells of {reference}: {what}").format(
                reference=reference_of(conn, case_id), what=_(MISSING[one.kind])
            ),
            remedy=_("Run the check of the casebook, and tell an administrator."),
        )


def ends_untold(conn: Reader, case_id: str) -> tuple[ToldRow, ...]:
    """Ends of gists and orders of a case that the trail does not tell of."""
    ended = {ToldKind.GIST_ENDED, ToldKind.ORDER_ENDED}
    there = [one for one in _there(conn, case_id) if one.kind in ended]
    told = frozenset(_told(conn, case_id)) if there else frozenset()
    return tuple(one for one in there if one not in told)


def cases_told_of(conn: Reader) -> tuple[str, ...]:
    """Every case of which the trail, or a table of ends, tells any such thing."""
    entry = audit_entry.c
    named = and_(entry.deed.in_(_DEEDS), entry.case_id.is_not(None))
    found = set(conn.execute(select(entry.case_id).where(named).distinct()).scalars())
    for table in (t.gist, t.court_order):
        found |= set(conn.execute(select(table.c.case_id).distinct()).scalars())
    return tuple(sorted(map(str, found)))


def _told(conn: Reader, case_id: str) -> Iterator[ToldRow]:
    entry = audit_entry.c
    under = (
        and_(entry.object >= f"case/{case_id}/{noun}/", entry.object < f"case/{case_id}/{noun}0")
        for noun in _NOUNS
    )
    query = select(entry.deed, entry.object).where(or_(*under)).order_by(entry.seq)
    for deed, about in conn.execute(query):
        for kind, named, where in _TOLD:
            found = where.fullmatch(str(about)) if deed == named else None
            if found is not None:
                yield ToldRow(kind, found["key"])


def _there(conn: Reader, case_id: str) -> Iterator[ToldRow]:
    for table in (t.gist, t.court_order, t.find_release):
        motions = select(table.c.motion_id).where(table.c.case_id == case_id)
        yield from (ToldRow(ToldKind.SECONDED, one) for one in _texts(conn, motions))
    gists = select(t.gist_end.c.gist_id).join(t.gist).where(t.gist.c.case_id == case_id)
    yield from (ToldRow(ToldKind.GIST_ENDED, one) for one in _texts(conn, gists))
    orders = (
        select(t.court_order_end.c.order_id)
        .join(t.court_order)
        .where(t.court_order.c.case_id == case_id)
    )
    yield from (ToldRow(ToldKind.ORDER_ENDED, one) for one in _texts(conn, orders))
    for kind, rows in (
        (ToldKind.CONSENT, consent_rows(conn, case_id)),
        (ToldKind.JUDGEMENT, judgements_of(conn, case_id)),
    ):
        yield from (ToldRow(kind, signed_row(row).sha256) for row in rows)


def _texts(conn: Reader, query: Select[Any]) -> Iterator[str]:
    return (str(one) for one in conn.execute(query).scalars())
