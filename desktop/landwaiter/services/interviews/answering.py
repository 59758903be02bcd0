"""Several answers of one document at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from landwaiter.domain.cases.deeds_on_findings import ANSWER_QUESTION, AnswerQuestion
from landwaiter.errors import Invalid
from landwaiter.i18n import _
from landwaiter.services.deeds.engine import do_within
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit.unit_of_work import Changes


@dataclass(frozen=True, slots=True)
class AnswerSource:
    """Where answers were taken from."""

    source: str
    document: str
    dated: date | None = None
    evidence: int | None = None


def _sourced(given: AnswerSource) -> None:
    """An answer says where it was read before anything else is asked."""
    for field, value, remedy in (
        ("source", given.source, _("Give its kind, such as data_sheet or exporter_answer.")),
        ("document", given.document, _("Say which it is, such as “data sheet, rev. 3”.")),
    ):
        if not value.strip():
            raise Invalid(_("An answer names where it was read."), field=field, remedy=remedy)


def answers_said(
    reference: str, item_no: int, answers: Mapping[str, Any], given: AnswerSource
) -> tuple[AnswerQuestion, ...]:
    """Values of one item from one document as deeds; Invalid where it is not said from which."""
    _sourced(given)
    return tuple(
        AnswerQuestion(
            reference,
            item=item_no,
            field=name,
            value=value,
            source=given.source,
            basis=given.document,
            date=given.dated,
            evidence=given.evidence,
        )
        for name, value in answers.items()
    )


def answer_questions(
    session: Session,
    reference: str,
    item_no: int,
    answers: Mapping[str, Any],
    given: AnswerSource,
    *,
    expected_revision: int | None = None,
) -> Changes:
    """State several values of one item from one document: all of them or none."""
    all_said = answers_said(reference, item_no, answers, given)
    with session.writing(ANSWER_QUESTION.name) as work:
        for number, said in enumerate(all_said):
            seen = expected_revision if number == 0 else None
            do_within(session, work, said, seen=seen)
    return work.changes
