"""The act that states an assessment of an unlisted item; a later one supersedes it."""

from typing import Any

from landwaiter.domain.cases.deeds_on_findings import ASSESS_CATCH_ALL, AssessCatchAll
from landwaiter.domain.flags import catch_all
from landwaiter.domain.flags.non_union import is_t1
from landwaiter.errors import Invalid, Unavailable
from landwaiter.i18n import _
from landwaiter.services.deeds.case_handler import CaseDoing, CaseHandler, Payload
from landwaiter.services.flags.evaluation import policy_of
from landwaiter.storage.base import records


def assess(doing: CaseDoing[AssessCatchAll]) -> Payload:
    """Keep the answers, and say in the audit chain what follows from them today."""
    packs = doing.session.references.packs(doing.work.conn, doing.case.judged_as_of)
    pack = packs.get(catch_all.PACK)
    if pack is None:
        raise Unavailable(
            _("The questions of the assessment are not in force on {day}.").format(
                day=doing.case.judged_as_of
            ),
            remedy=_("Import the pack {pack}.").format(pack=catch_all.PACK),
        )
    given = doing.said.item
    item = doing.item(given).no if given is not None else None
    questions = catch_all.questions_of(pack)
    answers = catch_all.read_answers(doing.said.value, questions, doing.case)
    _refuse_same(doing, item, answers)
    value = catch_all.as_value(answers, f"{pack.id}@{pack.edition}")
    fact: dict[str, Any] = {
        "item_no": item,
        "field": catch_all.FIELD,
        "value": records.to_json(value),
        "source": doing.said.source or "assessment",
        "date": doing.said.date or doing.session.today(),
    }
    records.add(
        doing.work.conn,
        "enrichment",
        id=doing.work.new_id(),
        case_id=doing.case.id,
        author=doing.actor.name,
        at=doing.work.now,
        **fact,
    )
    limbs = catch_all.limbs_of(
        questions,
        answers,
        destination=catch_all.destination_of(doing.case, item),
        policy=policy_of(doing.work.conn, doing.session.references, doing.case),
        in_transit=is_t1(doing.case),
    )
    return {**fact, "value": value, "limbs": {limb.name: limb.level for limb in limbs}}


def _refuse_same(doing: CaseDoing[Any], item: int | None, answers: catch_all.Answers) -> None:
    """A statement that says what the standing one says is none."""
    stated = [
        one
        for one in doing.case.enrichment
        if one.field == catch_all.FIELD and one.item_no == item and one.value
    ]
    if stated and catch_all.stored_answers(stated[-1].value) == answers:
        raise Invalid(
            _("These are the answers that stand already."),
            field="value",
            remedy=_("Change an answer, its source, its evidence or its note."),
        )


HANDLERS = (CaseHandler(ASSESS_CATCH_ALL, assess),)
