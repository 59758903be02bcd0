"""The queue of the sift as a person works through it: pages, figures, one declaration in full."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from landwaiter.domain.cases.case import Evaluation, FlagResult
from landwaiter.domain.flags.evaluate import evaluate
from landwaiter.domain.flags.inputs_of_rules import Facts
from landwaiter.domain.trade.deeds import OPEN_SIFTED
from landwaiter.domain.trade.sample_draw import most_missed
from landwaiter.domain.trade.sift_marks import SiftMark
from landwaiter.domain.trade.sift_reasons import OPENING, SiftReason
from landwaiter.i18n import N_, _, figure, plural
from landwaiter.services.base.page import Page
from landwaiter.services.base.restrictions_said import StandingRestriction, restrictions_of
from landwaiter.services.base.wording import shown_score
from landwaiter.services.deeds.engine import signed_in
from landwaiter.services.intake.bare_verdict import verdict_of_row
from landwaiter.services.intake.waiting_messages import KeptMessage, messages_on
from landwaiter.services.trade import sift_marks
from landwaiter.services.trade.again_plan import waiting_again
from landwaiter.services.trade.policy import policy_of
from landwaiter.services.warm.price_base import exporter_of
from landwaiter.services.warm.session import Session
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.trade import batches, queue_rows, sift_parts, sifted_rows, standings
from landwaiter.storage.trade.queue_rows import QueuedRow, QueueSlice, Range, SiftRunRow
from landwaiter.storage.trade.sift_parts import SiftParts

PAGE: Final = 60
MOST_LINES: Final = 8
"""Of the goods that are shown beside the queue; the rest is counted."""
_YEAR: Final = timedelta(days=365)
_FREEZE: Final = "asset_freeze"
_SEVERE: Final = frozenset({"high", "critical"})
TODAY: Final = "today"


@dataclass(frozen=True, slots=True)
class SiftQuery:
    """What of the queue is shown; empty means all of it."""

    reason: SiftReason | None = None
    scope: str = ""
    """`today`, or the identity of a run."""
    text: str = ""


@dataclass(frozen=True, slots=True)
class SiftRow:
    """A declaration of the queue."""

    id: int
    number: str
    day: date
    exporter: str
    consignee: str
    goods: str
    destination: str
    value: int | None
    """In cents of the euro, where every line states one."""
    group: SiftReason
    """The reason that it stands under."""
    why: str
    """What that reason rests on."""
    others: int
    """Reasons besides."""
    drawn: bool
    restricted: tuple[StandingRestriction, ...] = ()
    """What is restricted about it: said before anybody acts."""


@dataclass(frozen=True, slots=True)
class BecameCount:
    """What became of those with a reason that somebody looked at."""

    opened: int
    aside: int


@dataclass(frozen=True, slots=True)
class SiftHeads:
    """What stands around the queue."""

    parts: SiftParts
    """Of the scope."""
    waiting: Mapping[SiftReason, int]
    """Of the scope, each reason with what waits for it; one declaration may wait for several."""
    any_waiting: int
    """Of the scope, each declaration once."""
    sample_waiting: int
    became: Mapping[SiftReason, BecameCount]
    """Of the whole store."""
    drawn: int
    looked: int
    missed: int
    most_missed: int
    """Thousandths of the rest, by the sample of the whole store."""
    runs: tuple[SiftRunRow, ...]
    policy: int
    why_not: str
    """The role that is missing to mark; empty where one is held."""
    marks: Mapping[int, SiftMark]
    stale: int
    """Marks that cannot be sealed any more: others settled or amended it meanwhile."""


@dataclass(frozen=True, slots=True)
class SiftLine:
    """A line of goods."""

    no: int
    description: str
    code: str


@dataclass(frozen=True, slots=True)
class SiftPage:
    """One declaration beside the queue."""

    row: SiftRow
    lines: tuple[SiftLine, ...]
    more_lines: int
    reasons: tuple[tuple[SiftReason, str], ...]
    """Each with what it rests on."""
    exports: int
    """Of the same exporter within a year before, without this one."""
    cases: int
    places: tuple[str, ...]
    """Where most of them went."""
    version: int
    messages: tuple[KeptMessage, ...]
    """What came on it, the oldest first."""


@dataclass(frozen=True, slots=True)
class SiftToday:
    """The day in one line."""

    sifted: int
    opened: int
    sample: int
    waits_for_list: int
    found_later: int = 0
    """Sifted at whatever time; a later edition found it, and nobody has looked at it yet."""


NOT_LOOKED_AT: Final = N_(
    "Not looked at without a case: papers, statements and answers, messages of customs, findings "
    "on goods."
)
_UNREAD: Final[Mapping[str, tuple[str, ...]]] = {"RF-R06": ("exit_messages",)}
"""Rules whose subject only messages of customs tell, each with what is missing."""


def queue_page(
    session: Session, query: SiftQuery, *, after: str | None = None, limit: int = PAGE
) -> Page[SiftRow]:
    """Declarations that wait, under their first reason, or those with one reason; oldest first."""
    first, begin = json.loads(after) if after else (0, 0)
    with session.reading() as conn:
        ranges = _ranges(session, conn, query.scope)
        groups, text = _groups(query.reason), query.text.strip()
        among = queue_rows.words_among(conn, text)
        rows: list[SiftRow] = []
        kinds = queue_rows.list_kinds(conn)
        for place in range(first, len(groups)):
            room = limit - len(rows)
            part = QueueSlice(room, begin if place == first else 0, ranges, text, among)
            ids = _ids(conn, groups[: place + 1], part)
            rows += [_row(conn, one, groups[place], kinds) for one in queue_rows.queued(conn, ids)]
            if len(ids) == room:
                return Page(tuple(rows), json.dumps([place, ids[-1]]))
        return Page(tuple(rows), None)


def _groups(reason: SiftReason | None) -> tuple[SiftReason, ...]:
    return (reason,) if reason else tuple(OPENING)


def _ids(conn: Reader, groups: Sequence[SiftReason], part: QueueSlice) -> Sequence[int]:
    """Of the last of these groups, and of none before it."""
    *before, group = groups
    if group is SiftReason.SAMPLE:
        return queue_rows.sample_page(conn, part)
    return queue_rows.waiting_page(conn, group.value, part, unlike=[one.value for one in before])


def _ranges(session: Session, conn: Reader, scope: str) -> Sequence[Range] | None:
    found = _batches(session, conn, scope)
    return None if found is None else queue_rows.ranges_of(conn, found)


def _batches(session: Session, conn: Reader, scope: str) -> Sequence[int] | None:
    if not scope:
        return None
    if scope == TODAY:
        return queue_rows.batches_of(conn, since=_midnight(session))
    return queue_rows.batches_of(conn, run=scope)


def _midnight(session: Session) -> str:
    return session.midnight().isoformat().replace("+00:00", "Z")


def heads(session: Session, query: SiftQuery) -> SiftHeads:
    """The figures around the queue."""
    actor = signed_in(session)
    stale = sum(bool(row.problem) for row in sift_marks.marked_rows(session))
    with session.reading() as conn:
        found = _batches(session, conn, query.scope)
        ranges = None if found is None else queue_rows.ranges_of(conn, found)
        sample = standings.sample(conn)
        return SiftHeads(
            parts=sift_parts.parts(conn, ranges, found),
            waiting={one: sift_parts.waiting(conn, one.value, ranges) for one in OPENING},
            any_waiting=sift_parts.waiting(conn, "", ranges),
            sample_waiting=sift_parts.sample_waiting(conn, ranges),
            became=_became(conn),
            drawn=sample.drawn,
            looked=sample.looked,
            missed=sample.opened,
            most_missed=most_missed(sample.opened, sample.looked),
            runs=queue_rows.newest_runs(conn),
            policy=policy_of(conn)[0],
            why_not=OPEN_SIFTED.why_no_role(actor),
            marks=sift_marks.marks_in(session, conn),
            stale=stale,
        )


def _became(conn: Reader) -> Mapping[SiftReason, BecameCount]:
    counts = standings.reasons(conn, OPENING)
    return {SiftReason(one.reason): BecameCount(one.opened, one.aside) for one in counts}


def sift_page(session: Session, number: int) -> SiftPage | None:
    """One declaration beside the queue; None where it is gone."""
    with session.reading() as conn:
        row = next(iter(queue_rows.queued(conn, (number,))), None)
        kept = sifted_rows.sifted(conn, number)
        if row is None or kept is None:
            return None
        kinds = queue_rows.list_kinds(conn)
        exporter, items = exporter_of(kept.declaration), kept.declaration.items
        exports, cases, places = (
            queue_rows.exports_since(conn, exporter, kept.day - _YEAR, number)
            if exporter
            else (0, 0, ())
        )
        held = [one for one in SiftReason if one.value in row.reasons] or [SiftReason.SAMPLE]
        return SiftPage(
            row=_row(conn, row, sift_marks.group_of(row.reasons), kinds),
            lines=tuple(
                SiftLine(i.no, i.description or "", i.cn or "") for i in items[:MOST_LINES]
            ),
            more_lines=max(0, len(items) - MOST_LINES),
            reasons=tuple((one, _why(one, row, kinds)) for one in held),
            exports=exports,
            cases=cases,
            places=tuple(place for place, _count in places[:3] if place),
            version=len(sifted_rows.sifted_named(conn, row.number)),
            messages=messages_on(conn, number),
        )


def not_evaluated(session: Session, number: int) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Rules that cannot be judged on what is known of a declaration, each with what is missing.

    Asked of every rule, as opening a case asks them, with the editions of now. What rests on what
    the sift does not look at is not evaluated either, though a case without it were no subject.
    """
    asked: list[FlagResult] = []

    def every_rule(facts: Facts) -> tuple[FlagResult, ...]:
        asked.extend(evaluate(facts))
        return tuple(asked)

    with session.reading() as conn:
        row = sifted_rows.sifted(conn, number)
        if row is None:
            return ()
        verdict_of_row(session, conn, row, rules=every_rule)
    return tuple(
        (one.rule, tuple(one.missing) or _UNREAD[one.rule])
        for one in asked
        if one.evaluation is Evaluation.NOT_EVALUATED
        or (one.evaluation is Evaluation.NOT_APPLICABLE and one.rule in _UNREAD)
    )


def sift_of_today(session: Session) -> SiftToday | None:
    """What was sifted today, and what waits of before; None where nothing was and nothing does, or
    the person has no use for it."""
    if OPEN_SIFTED.why_no_role(signed_in(session)):
        return None
    with session.reading() as conn:
        since = _midnight(session)
        found = queue_rows.batches_of(conn, since=since)
        waiting, later = waiting_again(conn), sift_parts.found_later(conn)
        if not (found or waiting.lists or later):
            return None
        counts = batches.counts_of(conn, found)
        return SiftToday(
            sifted=sum(one["sifted"] for one in counts),
            opened=sum(sifted_rows.opened_since(conn, since).values()),
            sample=sum(one["sample"] for one in counts),
            waits_for_list=waiting.declarations if waiting.lists else 0,
            found_later=later,
        )


def sift_said(found: SiftToday) -> str:
    """“11,204 sifted, 9 opened, 28 in the sample, 0 waiting for a list”; never “clear”. What was
    found later stands first: nobody looks for it by themselves."""
    said = _(
        "{sifted} sifted, {opened} opened, {sample} in the sample, {waiting} waiting for a list"
    ).format(
        sifted=figure(found.sifted),
        opened=figure(found.opened),
        sample=figure(found.sample),
        waiting=figure(found.waits_for_list),
    )
    if not found.found_later:
        return said
    later = plural(
        found.found_later,
        "{n} sifted before waits for you: a later edition found it.",
        "{n} sifted before wait for you: later editions found them.",
    )
    return f"{later} {said}"


def _row(conn: Reader, row: QueuedRow, group: SiftReason, kinds: Mapping[str, str]) -> SiftRow:
    parties = row.declared.get("parties", ())
    items = row.declared.get("items", ())
    return SiftRow(
        id=row.id,
        number=row.number,
        day=row.day,
        exporter=_named(parties, "exporter"),
        consignee=_named(parties, "consignee"),
        goods=next((one["description"] for one in items if one.get("description")), ""),
        destination=row.destination,
        value=row.value,
        group=group,
        why=_why(group, row, kinds),
        others=max(0, len(row.reasons) - 1),
        drawn=row.drawn,
        restricted=restrictions_of(conn, row.id),
    )


def _named(parties: Sequence[Mapping[str, Any]], role: str) -> str:
    return next(
        (str(one["name"]) for one in parties if one["role"] == role and one.get("name")), ""
    )


def _why(reason: SiftReason, row: QueuedRow, kinds: Mapping[str, str]) -> str:
    """What a reason rests on in the verdict, in words."""
    if reason is SiftReason.SAMPLE:
        return _("drawn at random; no reason was found")
    return "; ".join(_rests_on(reason, row, kinds))


def _rests_on(reason: SiftReason, row: QueuedRow, kinds: Mapping[str, str]) -> Iterator[str]:
    verdict = row.verdict
    if reason in (SiftReason.FREEZE_HIT, SiftReason.OTHER_HIT):
        is_freeze = reason is SiftReason.FREEZE_HIT
        hits = [one for one in verdict["hits"] if (kinds.get(one["list"]) == _FREEZE) is is_freeze]
        for one in sorted(hits, key=lambda hit: -hit["match"]["score"])[:1]:
            yield _("{score} like {name}, list {list}").format(
                score=shown_score(one["match"]["score"]),
                name=one["match"].get("matched_name") or one["match"].get("name") or "–",
                list=one["list"],
            )
    elif reason is SiftReason.SEVERE_FLAG:
        yield from (one["rule"] for one in verdict["raised"] if one["severity"] in _SEVERE)
    elif reason in (SiftReason.SUBSTANCE, SiftReason.LIKELY_LISTED):
        is_number = reason is SiftReason.SUBSTANCE
        told: dict[str, int] = {}
        for one in verdict["candidates"]:
            if ("number" in one.get("kinds", ())) if is_number else one["score"] >= 900:
                told[one["code"]] = max(told.get(one["code"], 0), one["score"])
        for code, score in list(told.items())[:3]:
            yield _("may be {code}, {score}").format(code=code, score=shown_score(score))
