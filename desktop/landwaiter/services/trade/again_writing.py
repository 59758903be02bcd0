"""What came of judging declarations again, written and sealed as one."""

import secrets
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from landwaiter.canonical import sha256_hex
from landwaiter.domain.lists.listing import Hit
from landwaiter.domain.trade.again_deeds import SIFT_AGAIN
from landwaiter.domain.trade.seal_tree import leaf, root
from landwaiter.domain.trade.sift_outcome import WatchedPlace
from landwaiter.services.base.restrictions_said import StandingRestriction
from landwaiter.services.intake.bare_verdict import BareVerdict
from landwaiter.services.trade.again_plan import AgainPlan, AgainStep
from landwaiter.services.trade.policy import policy_of
from landwaiter.services.trade.trade_rows import SALT_BYTES, findings_of
from landwaiter.services.trade.watched_lines import WatchedLine
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.trade import again_rows, judging_rows, programme_lines, sifted_rows
from landwaiter.storage.trade.again_rows import AgainHead, AgainRow
from landwaiter.storage.trade.sifted_rows import SiftedRow, StoreMark
from landwaiter.storage.trade.trade_counts import RETURNED


@dataclass(frozen=True, slots=True)
class JudgedAgain:
    """A declaration judged again, beside what was found of it before."""

    row: SiftedRow
    verdict: BareVerdict | None
    """None where only what programmes watch was looked at."""
    content: bytes
    before: bytes
    reasons: tuple[str, ...]
    had: tuple[str, ...]
    watched: tuple[WatchedLine, ...]
    new_hits: tuple[Hit, ...]
    gone_hits: int
    is_aside: bool
    """Somebody looked, and opened no case."""
    restrictions: tuple[StandingRestriction, ...] = ()
    """What is restricted about it."""
    new_watched: tuple[WatchedPlace, ...] = ()
    """Lines that no programme in this version watched before."""

    @property
    def new_reasons(self) -> tuple[str, ...]:
        return tuple(one for one in self.reasons if one not in self.had)

    @property
    def gone_reasons(self) -> tuple[str, ...]:
        return tuple(one for one in self.had if one not in self.reasons)

    @property
    def is_other(self) -> bool:
        return self.content != self.before or set(self.reasons) != set(self.had)

    @property
    def returns(self) -> bool:
        """Whether it waits again although somebody had set it aside."""
        return self.is_aside and bool(self.new_reasons or self.new_hits)

    @property
    def told(self) -> dict[str, Any]:
        """What is new, and by which editions."""
        return {
            "new": list(self.new_reasons),
            "gone": list(self.gone_reasons),
            "hits": [
                {
                    "list": hit.list_id,
                    "edition": hit.edition,
                    "sha256": hit.edition_sha256,
                    "listing": hit.listing.listing_id,
                }
                for hit in self.new_hits
            ],
            "programmes": [
                {"name": name, "version": str(version)}
                for name, version in dict.fromkeys((w.name, w.version) for w in self.watched)
            ],
            "returns": self.returns,
            "watched": [list(one) for one in self.new_watched],
        }


def counts_of(step: AgainStep, judged: Sequence[JudgedAgain]) -> dict[str, int]:
    """The figures that the entry seals."""
    return {
        "batches": len(step.batches),
        "judged": len(judged),
        "changed": sum(one.is_other for one in judged),
        "new_hits": sum(len(one.new_hits) for one in judged),
        "gone_hits": sum(one.gone_hits for one in judged),
        "new_reasons": sum(bool(one.new_reasons) for one in judged),
        "gone_reasons": sum(bool(one.gone_reasons) for one in judged),
        "returned": sum(one.returns for one in judged),
    }


def written(
    work: UnitOfWork, plan: AgainPlan, step: AgainStep, judged: Sequence[JudgedAgain]
) -> tuple[int, Sequence[JudgedAgain]]:
    """Keep what came of a step with its entry; its number, and what counted of it.

    What has a case, a newer version or another mark since it was judged is left to that.
    """
    conn = work.conn
    still = set(again_rows.still_open(conn, [one.row.id for one in judged]))
    judged = [
        replace(one, is_aside=sifted_rows.is_set_aside(conn, one.row.id))
        for one in judged
        if one.row.id in still
    ]
    number = again_rows.newest_again(conn) + 1
    known = programme_lines.lines_of(conn, [one.row.id for one in judged])
    judged = [replace(one, new_watched=_new_lines(one, known)) for one in judged]
    changed = [one for one in judged if one.is_other or one.new_watched]
    rows = [_row(one) for one in changed]
    after = judging_rows.judging_id(conn, plan.now.digest, plan.now.grounds)
    counts, (policy_no, _policy) = counts_of(step, judged), policy_of(conn)
    head = AgainHead(
        first=step.batches[0],
        last=step.batches[-1],
        before=step.judging,
        after=after,
        counts=counts,
        policy=policy_no,
        root=root([row.leaf for row in rows]).hex(),
    )
    again_rows.add_again(work, number, head, rows)
    judging_rows.add_judged(conn, step.batches, number, after)
    back = [StoreMark(one.row.id, RETURNED, one.new_reasons) for one in changed if one.returns]
    sifted_rows.add_marks(work, back)
    again_rows.change_all(
        conn, number, {one.row.id: (one.new_reasons, one.gone_reasons) for one in changed}
    )
    keep_watched(work, ((one.row.id, one.watched) for one in judged))
    work.audit(
        SIFT_AGAIN.entry,
        f"trade/again/{number}",
        {
            "first": head.first,
            "last": head.last,
            "judged_batches": list(step.batches),
            "before": judging_rows.digest_of(conn, step.judging),
            "after": plan.now.digest,
            "lists": [
                {"list": one.list_id, "before": one.before, "after": one.after}
                for one in step.lists
            ],
            **counts,
            "root": head.root,
            "about": again_rows.about_sha256(conn, number),
            "policy": policy_no,
        },
    )
    work.changed("trade", str(number))
    return number, judged


def _new_lines(
    one: JudgedAgain, known: Mapping[int, Collection[WatchedPlace]]
) -> tuple[WatchedPlace, ...]:
    places = ((line.programme, line.version, line.line) for line in one.watched)
    return tuple(place for place in places if place not in known.get(one.row.id, ()))


def keep_watched(work: UnitOfWork, found: Iterable[tuple[int, Sequence[WatchedLine]]]) -> None:
    """Keep what programmes watch of declarations."""
    programme_lines.add_lines(
        work.conn,
        [
            (one.programme, one.version, number, one.line)
            for number, lines in found
            for one in lines
        ],
    )


def _row(one: JudgedAgain) -> AgainRow:
    salt, found = secrets.token_bytes(SALT_BYTES), sha256_hex(one.content)
    said = again_rows.said_sha256(one.reasons, one.told)
    return AgainRow(
        declaration=one.row.id,
        verdict=one.content,
        verdict_sha256=found,
        salt=salt,
        leaf=leaf(salt, one.row.content_sha256, found, said),
        reasons=one.reasons,
        told=one.told,
        findings=tuple(findings_of(one.verdict)) if one.verdict else (),
    )
