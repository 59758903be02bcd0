"""Declarations of the store judged again after lists, packs, rules or programmes changed.

Only where it can matter: distinct parties are held against what lists say otherwise, and of who is
like it every declaration is judged again by the way of the sift, on what the casebook had seen when
it was sifted. What comes of it is what sifting everything anew would find, to the byte. A step is a
unit of work: whoever is stopped goes on after the last one, and looks at the parties anew.
"""

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from typing import Final

from landwaiter.canonical import sha256_hex
from landwaiter.domain.flags.prefilter import raised_of
from landwaiter.domain.trade.again_deeds import SIFT_AGAIN, SiftAgain
from landwaiter.domain.trade.sift_reasons import SiftReason, reasons_of
from landwaiter.errors import NotFound
from landwaiter.i18n import _
from landwaiter.services.base.restrictions_said import (
    RestrictedDeclaration,
    RestrictedTally,
    restrictions_of,
)
from landwaiter.services.deeds.handler import Tell
from landwaiter.services.intake.bare_verdict import verdict_of_row
from landwaiter.services.intake.sifted_versions import OpenedCase
from landwaiter.services.law.counting_thresholds import points_of
from landwaiter.services.lists.index_making import ensure_indexes
from landwaiter.services.lists.joint_index import joint_of
from landwaiter.services.trade.again_difference import ChangedList, concerned
from landwaiter.services.trade.again_plan import AgainPlan, AgainStep, plan_of, ranges, steps_of
from landwaiter.services.trade.again_writing import JudgedAgain, counts_of, written
from landwaiter.services.trade.day_knowledge import PartyAnswers
from landwaiter.services.trade.judging import judging_now
from landwaiter.services.trade.opening import open_by_policy
from landwaiter.services.trade.parties.changed_listings import ChangedListings
from landwaiter.services.trade.parties.like_parties import like_them
from landwaiter.services.trade.watched_lines import may_be_watched, names_of, watched_lines
from landwaiter.services.warm.session import Session
from landwaiter.storage.base import records
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.lists import list_editions
from landwaiter.storage.trade import again_rows, judging_rows, sifted_rows
from landwaiter.storage.trade.sifted_rows import SiftedRow

_ROUNDS: Final = 5
"""How often it begins anew where lists change meanwhile."""


@dataclass(slots=True)
class AgainResult:
    """What sifting again came to."""

    lists: tuple[ChangedList, ...] = ()
    batches: int = 0
    """Batches of the sift that are judged with what counts now."""
    parties: int = 0
    """Distinct parties that were held against what lists say otherwise."""
    like: int = 0
    """Those that may be like it."""
    judged: int = 0
    """Declarations whose verdict was found again."""
    changed: int = 0
    """Those of them with another verdict than before."""
    new_hits: int = 0
    gone_hits: int = 0
    new_reasons: int = 0
    """Declarations with a reason that they had not."""
    gone_reasons: int = 0
    returned: int = 0
    """Those that had been set aside and wait again."""
    restricted: int = 0
    """Those of the changed that are restricted, or name a party that is."""
    restricted_first: list[RestrictedDeclaration] = field(default_factory=list)
    """The first of them, each with why."""
    cases: list[OpenedCase] = field(default_factory=list)
    again: list[int] = field(default_factory=list)
    """Numbers of what was sealed."""


def sift_again(session: Session, said: SiftAgain, tell: Tell) -> AgainResult:
    """Judge again what waits for other editions; what is told of progress may raise: what was
    written by then stays."""
    _refuse_unknown(session, said.list_id)
    ensure_indexes(session, tell)
    run = _Run(session, said, tell)
    for _round in range(_ROUNDS):
        with session.reading() as conn:
            plan = plan_of(conn, said.list_id)
        if not plan.groups or run.carried_out(plan):
            break
    if not said.dry_run:
        run.result.cases += [
            OpenedCase(one.reference, one.reasons) for _batch, one in open_by_policy(session)
        ]
    return run.result


def _refuse_unknown(session: Session, list_id: str) -> None:
    """NotFound for a list that there never was: nothing waits for it, which says nothing."""
    with session.reading() as conn:
        known = dict.fromkeys(one.edition.list_id for one in list_editions.kept_lists(conn))
    if list_id and list_id not in known:
        raise NotFound(
            _("There is no such list."),
            field="list",
            value=list_id,
            remedy=_("Lists are: {lists}.").format(lists=", ".join(sorted(known)) or _("none")),
        )


class _Run:
    """One command: parties first, then declarations, step by step."""

    def __init__(self, session: Session, said: SiftAgain, tell: Tell) -> None:
        self._session, self._said, self._tell = session, said, tell
        self._answers = session.references.kept(PartyAnswers)
        self._answers.joint = joint_of(session, 0, tell)
        self._done = self._total = 0
        self._restricted = RestrictedTally()
        # Held by this run alone: kept in a table, a row that nobody sealed would spare the look.
        self._looked: dict[str, tuple[int, Sequence[int]]] = {}
        self.result = AgainResult(restricted_first=self._restricted.first)

    def carried_out(self, plan: AgainPlan) -> bool:
        """False where lists changed meanwhile."""
        self.result.lists = self.result.lists or plan.lists
        with self._session.reading() as conn:
            like = self._like(conn, plan)
            steps = tuple(self._steps(conn, plan, like))
        self._total, self._done = sum(len(step.numbers) for step in steps), 0
        for step in steps:
            if not self._taken(plan, step):
                return False
            self._done += len(step.numbers)
        self._tell(self._total, self._total, "")
        return True

    def _like(self, conn: Reader, plan: AgainPlan) -> Sequence[int]:
        """Parties that may be like what lists say otherwise."""
        asked = {key: one for group in plan.groups for key, one in group.found.asked.items()}
        if not asked or self._said.every:
            return ()
        question = sha256_hex("".join(sorted("/".join(key) for key in asked)).encode())
        references = self._session.references
        points = {name: points_of(conn, name).least for name, _key in asked}
        question = sha256_hex(f"{question} {sorted(points.items())}".encode())
        through, found = self._looked.get(question, (0, ()))
        changed = ChangedListings.of(conn, references, asked)
        whole = again_rows.count_parties(conn)
        parts = like_them(
            conn, changed, through, whole, lambda number: self._tell(number, whole, "")
        )
        with closing(parts):
            for last, some in parts:
                through, found = last, (*found, *some)
                self._looked[question] = through, found
        self.result.parties, self.result.like = whole, len(found)
        return found

    def _steps(self, conn: Reader, plan: AgainPlan, like: Sequence[int]) -> Iterator[AgainStep]:
        places, today = ranges(conn), self._session.today()
        references = self._session.references
        for group in plan.groups:
            if self._said.every:
                numbers = again_rows.every_declaration(conn)
            else:
                numbers = concerned(conn, references, group.found, like, today)
            watched = frozenset[int]()
            if group.found.programmes:
                watched = frozenset(may_be_watched(conn, group.found.programmes)).difference(
                    numbers
                )
                numbers = sorted({*numbers, *watched})
            yield from steps_of(group, numbers, places, watched)

    def _taken(self, plan: AgainPlan, step: AgainStep) -> bool:
        """A step judged without a lock, then written; False where lists changed meanwhile."""
        session = self._session
        with session.reading() as conn:
            self._answers.reading(conn)
            judged: Sequence[JudgedAgain] = list(self._judged(conn, step))
        if self._said.dry_run:
            self._count(step, judged)
            return True
        with session.writing(SIFT_AGAIN.name) as work:
            if judging_now(work.conn).digest != plan.now.digest:
                work.nothing_done()
                return False
            batches = [
                one
                for one in step.batches
                if judging_rows.standing_of(work.conn, one) == step.judging
            ]
            if not batches:
                # Another process has done it meanwhile.
                work.nothing_done()
                return True
            number, judged = written(work, plan, replace(step, batches=tuple(batches)), judged)
        self._count(step, judged)
        self.result.again.append(number)
        return True

    def _judged(self, conn: Reader, step: AgainStep) -> Iterator[JudgedAgain]:
        numbers = again_rows.still_open(conn, step.numbers)
        newest = again_rows.newest_verdicts(conn, numbers)
        for at, number in enumerate(numbers):
            self._tell(self._done + at, self._total, "")
            row = sifted_rows.sifted(conn, number)
            if row is None:
                continue
            before = newest[number].verdict if number in newest else row.verdict
            if number in step.watched_alone:
                yield self._watch(conn, row, before)
            else:
                yield self._judge(conn, row, before)

    def _watch(self, conn: Reader, row: SiftedRow, before: bytes) -> JudgedAgain:
        """Only what programmes watch is looked at: the rest is as it was."""
        watched = watched_lines(conn, self._session.references, row.declaration, row.day)
        had = sifted_rows.reasons_of(conn, row.id)
        kept = [one for one in had if one != SiftReason.PROGRAMME]
        return JudgedAgain(
            row=row,
            verdict=None,
            content=before,
            before=before,
            reasons=(*kept, SiftReason.PROGRAMME.value) if watched else tuple(kept),
            had=had,
            watched=watched,
            new_hits=(),
            gone_hits=0,
            is_aside=sifted_rows.is_set_aside(conn, row.id),
            restrictions=restrictions_of(conn, row.id),
        )

    def _judge(self, conn: Reader, row: SiftedRow, before: bytes) -> JudgedAgain:
        session = self._session
        verdict = verdict_of_row(session, conn, row, asking=self._answers, rules=raised_of)
        day = verdict.case.judged_as_of
        watched = watched_lines(conn, session.references, row.declaration, day)
        reasons = reasons_of(verdict.facts, verdict.case, verdict.raised, names_of(watched))
        known = _listings_in(before)
        hits = {
            (hit.party_id, hit.list_id, hit.listing.listing_id): hit for hit in verdict.case.hits
        }
        return JudgedAgain(
            row=row,
            verdict=verdict,
            content=verdict.content(),
            before=before,
            reasons=tuple(one.value for one in reasons),
            had=sifted_rows.reasons_of(conn, row.id),
            watched=watched,
            new_hits=tuple(hit for key, hit in hits.items() if key not in known),
            gone_hits=len(known - hits.keys()),
            is_aside=sifted_rows.is_set_aside(conn, row.id),
            restrictions=restrictions_of(conn, row.id),
        )

    def _count(self, step: AgainStep, judged: Sequence[JudgedAgain]) -> None:
        result, counts = self.result, counts_of(step, judged)
        result.batches += counts["batches"]
        result.judged += counts["judged"]
        result.changed += counts["changed"]
        result.new_hits += counts["new_hits"]
        result.gone_hits += counts["gone_hits"]
        result.new_reasons += counts["new_reasons"]
        result.gone_reasons += counts["gone_reasons"]
        result.returned += counts["returned"]
        self._restricted.add(
            [
                RestrictedDeclaration(one.row.number, one.restrictions)
                for one in judged
                if one.is_other and one.restrictions
            ]
        )
        result.restricted = self._restricted.count


def _listings_in(verdict: bytes) -> set[tuple[str, str, str]]:
    """What the hits of a verdict are about."""
    found = records.structure(verdict.decode())["hits"]
    return {(hit["party"], hit["list"], hit["listing"]) for hit in found}
