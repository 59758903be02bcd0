"""Figures on rules from the casebook, and samples of cases without a flag."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import func, select

from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.records import from_json
from landwaiter.storage.schema import tables as t
from landwaiter.storage.schema.flags import calibration_sample, sampled_case, sampled_verdict

_AT_ONCE = 500


def newest_results(conn: Reader) -> Iterator[tuple[str, Sequence[Mapping[str, Any]]]]:
    """Case and the results of its newest evaluation, for every case in turn."""
    evaluation = t.evaluation
    newest = select(func.max(evaluation.c.id)).group_by(evaluation.c.case_id)
    query = select(evaluation.c.case_id, evaluation.c.flags).where(evaluation.c.id.in_(newest))
    for case_id, flags in conn.execution_options(yield_per=_AT_ONCE).execute(query):
        yield str(case_id), from_json(flags, tuple[dict[str, Any], ...])


def reviews(conn: Reader) -> Mapping[tuple[str, str], str]:
    """Case and rule → the newest review of that flag."""
    review = t.flag_review.c
    rows = conn.execute(select(review.case_id, review.rule, review.state).order_by(review.id))
    return {(str(case_id), str(rule)): str(state) for case_id, rule, state in rows}


def unflagged(conn: Reader) -> tuple[str, ...]:
    """Cases on which no rule is raised, in the order of their identities."""
    flagged = select(t.flag_raised.c.case_id)
    query = select(t.case_file.c.id).where(t.case_file.c.id.not_in(flagged))
    return tuple(str(found) for found in conn.execute(query.order_by(t.case_file.c.id)).scalars())


def newest_sample(conn: Reader) -> Mapping[str, Any] | None:
    """The sample drawn last."""
    query = select(calibration_sample).order_by(calibration_sample.c.id.desc()).limit(1)
    row = conn.execute(query).mappings().first()
    return dict(row) if row else None


def sampled(conn: Reader, sample_id: str) -> tuple[Mapping[str, Any], ...]:
    """Each case of a sample with the newest verdict on it; None where nobody looked yet."""
    verdict = sampled_verdict.c
    later = sampled_verdict.alias("later").c
    newest = (
        select(func.max(later.id))
        .where(later.sampled_id == sampled_case.c.id)
        .correlate(sampled_case)
        .scalar_subquery()
    )
    query = (
        select(
            sampled_case.c.id,
            sampled_case.c.case_id,
            t.case_file.c.reference,
            t.case_file.c.title,
            verdict.missed,
            verdict.reason,
            verdict.author,
        )
        .join(t.case_file, t.case_file.c.id == sampled_case.c.case_id)
        .outerjoin(sampled_verdict, verdict.id == newest)
        .where(sampled_case.c.sample_id == sample_id)
        .order_by(sampled_case.c.id)
    )
    return tuple(dict(row) for row in conn.execute(query).mappings())
