"""Candidates and flags of a case, with the editions in force on its day."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from landwaiter.domain.candidates import candidates, project_candidates
from landwaiter.domain.case import Candidate, Case, Evaluation, FlagResult
from landwaiter.domain.clocks import EMBARGO_POLICIES
from landwaiter.domain.facts import Facts
from landwaiter.domain.flags import evaluate
from landwaiter.domain.pack import EditionUsed, Pack
from landwaiter.domain.tracks import own_part
from landwaiter.services.reference import INSTITUTIONS, References
from landwaiter.services.registers import registers_from, trade_from
from landwaiter.storage import cases
from landwaiter.storage.settings import settings_with
from landwaiter.storage.unit_of_work import UnitOfWork

ENGINE = "1"
"""Version of the rules' code; the rules themselves are a pack with an edition."""


@dataclass(frozen=True, slots=True)
class Evaluated:
    """One evaluation: what it found and what it rests on."""

    flags: tuple[FlagResult, ...]
    candidates: tuple[Candidate, ...]
    editions: tuple[EditionUsed, ...]
    policy: Mapping[str, bool | None]


def policy_of(conn: Any) -> Mapping[str, bool | None]:
    """Office settings on embargoes; None: not set, and never assumed."""
    stored = settings_with(conn, "policy.")
    values = {"true": True, "false": False}
    return {name: values.get(stored.get(name, "")) for name in EMBARGO_POLICIES.values()}


def evaluated(conn: Any, case: Case, references: References, today: date) -> Evaluated:
    """Candidates and flags as of the day of the declaration; nothing is written."""
    packs = references.packs(conn, case.judged_as_of)
    case = own_part(case)
    found = _candidates(case, packs)
    lists = references.lists(conn, case.judged_as_of)
    facts = Facts(
        case=replace(case, candidates=found),
        today=today,
        packs=packs,
        lists={
            one.edition.list_id: one.edition for one in lists if one.edition.kind != INSTITUTIONS
        },
        registers=registers_from(packs),
        policy=policy_of(conn),
        settings=_settings(conn),
        trade=trade_from(stated(case, "exports")),
    )
    editions = [
        *(
            EditionUsed(pack.id, pack.edition, pack.sha256, pack.trust, pack.source)
            for pack in packs.values()
        ),
        *(
            EditionUsed(e.list_id, e.edition, e.sha256, e.trust, e.source)
            for e in facts.lists.values()
        ),
    ]
    return Evaluated(evaluate(facts), found, tuple(editions), facts.policy)


def _candidates(case: Case, packs: Mapping[str, Pack]) -> tuple[Candidate, ...]:
    items = case.declaration.items if case.declaration else ()
    of_items = [one for item in items for one in candidates(item, packs, case.enrichment)]
    of_project = project_candidates(case.project, packs) if case.project else ()
    return (*of_items, *of_project)


def _settings(conn: Any) -> Mapping[str, str]:
    """Thresholds of rules; the operating point of RF-P04 is the office's threshold per list."""
    points = settings_with(conn, "threshold.")
    return {
        **{f"RF-P04.operating_point.{name}": value for name, value in points.items()},
        **settings_with(conn, "rule."),
    }


def stated(case: Case, field: str) -> Any:
    """The newest value of an enrichment field; None where it was never stated."""
    return next((e.value for e in reversed(case.enrichment) if e.field == field), None)


def evaluate_case(work: UnitOfWork, case: Case, result: Evaluated, *, author: str) -> bool:
    """Store the evaluation when it differs from the newest; True when it was stored."""
    if _same(case, result):
        return False
    cases.store_evaluation(
        work.conn,
        evaluation_id=work.new_id(),
        case=case,
        about={
            "flags": result.flags,
            "candidates": result.candidates,
            "editions": result.editions,
            "policy": dict(result.policy),
            "engine": ENGINE,
            "author": author,
            "at": work.now,
        },
    )
    return True


def _same(case: Case, result: Evaluated) -> bool:
    unreviewed = tuple(
        replace(
            flag,
            review=fresh.review,
            review_reason="",
            review_author="",
            review_unsound="",
            seconder="",
        )
        for flag, fresh in zip(case.flags, result.flags, strict=False)
    )
    return unreviewed == result.flags and case.candidates == result.candidates


def raised(flags: tuple[FlagResult, ...]) -> tuple[FlagResult, ...]:
    return tuple(flag for flag in flags if flag.evaluation is Evaluation.RAISED)
