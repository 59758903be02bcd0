"""How the rules do on this casebook: how often each is raised, and how often rightly."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from landwaiter.domain.cases.case import Evaluation, FlagReview
from landwaiter.domain.flags.calibration import CalibrationShare, RuleRecord, noisy, share
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit.chain import head
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.settings import settings_with
from landwaiter.storage.flags import calibration as stored

PREFIX: Final = "calibration."
DEFAULTS: Final = {"least_reviewed": 20, "most_precision": 100}
"""Choices of an analyst, not law: a rule is noise when, of at least so many reviewed flags, the
substantiated share is below so many thousandths even at its upper bound."""
MOST_SAMPLED: Final = 1000


@dataclass(frozen=True, slots=True)
class SampledCase:
    """A case without a flag that was drawn, and what a person found in it."""

    id: str
    reference: str
    title: str
    missed: tuple[str, ...] | None
    """Rules that should have been raised; empty: none; None: nobody looked yet."""
    reason: str
    author: str


@dataclass(frozen=True, slots=True)
class Sample:
    """Cases drawn at random from those without a flag; the same seed draws the same."""

    id: str
    seed: int
    population: int
    seq: int
    """Head of the audit chain it was drawn at."""
    sha256: str
    author: str
    at: datetime
    cases: tuple[SampledCase, ...]

    @property
    def missed(self) -> CalibrationShare:
        """Share of the cases looked at in which a rule should have been raised."""
        looked = [case for case in self.cases if case.missed is not None]
        return share(sum(bool(case.missed) for case in looked), len(looked))


@dataclass(frozen=True, slots=True)
class Calibration:
    """Figures of every rule that was ever raised or decided, at a head of the audit chain."""

    cases: int
    records: tuple[RuleRecord, ...]
    noise: tuple[str, ...]
    least_reviewed: int
    most_precision: int
    sample: Sample | None
    audit_seq: int
    audit_sha256: str


_DECIDED = frozenset({Evaluation.RAISED, Evaluation.NOT_RAISED})
"""On which a rule looked at the case; where it is not applicable there was nothing to look at."""


def calibration(session: Session) -> Calibration:
    """The figures as they are now; run anew at the same head they are the same."""
    with session.reading() as conn:
        last = head(conn)
        limits = _limits(conn)
        cases, records = _records(conn)
        drawn = stored.newest_sample(conn)
        sample = _sample(conn, drawn) if drawn else None
    return Calibration(
        cases=cases,
        records=records,
        noise=tuple(one.rule for one in noisy(records, **limits)),
        **limits,
        sample=sample,
        audit_seq=last.seq,
        audit_sha256=last.sha256,
    )


def _limits(conn: Reader) -> dict[str, int]:
    own = settings_with(conn, PREFIX)
    return {name: int(own.get(name) or value) for name, value in DEFAULTS.items()}


def _records(conn: Reader) -> tuple[int, tuple[RuleRecord, ...]]:
    evaluated: Counter[str] = Counter()
    raised: Counter[str] = Counter()
    states: dict[str, Counter[str]] = {}
    reviews, cases = stored.reviews(conn), 0
    for case_id, results in stored.newest_results(conn):
        cases += 1
        for one in results:
            rule = str(one["rule"])
            evaluated[rule] += one["evaluation"] in _DECIDED
            if one["evaluation"] == Evaluation.RAISED:
                raised[rule] += 1
                state = reviews.get((case_id, rule), FlagReview.OPEN.value)
                states.setdefault(rule, Counter())[state] += 1
    return cases, tuple(
        RuleRecord(
            rule=rule,
            evaluated=evaluated[rule],
            raised=raised[rule],
            substantiated=states.get(rule, Counter())[FlagReview.SUBSTANTIATED.value],
            dismissed=states.get(rule, Counter())[FlagReview.DISMISSED.value],
        )
        for rule in sorted(evaluated)
    )


def _sample(conn: Reader, row: Any) -> Sample:
    return Sample(
        id=row["id"],
        seed=row["seed"],
        population=row["population"],
        seq=row["seq"],
        sha256=row["sha256"],
        author=row["author"],
        at=datetime.fromisoformat(str(row["at"])),
        cases=tuple(
            SampledCase(
                id=one["id"],
                reference=one["reference"],
                title=one["title"],
                missed=None
                if one["missed"] is None
                else tuple(part for part in one["missed"].split(",") if part),
                reason=one["reason"] or "",
                author=one["author"] or "",
            )
            for one in stored.sampled(conn, row["id"])
        ),
    )
