"""The act that states an assessment of an unlisted item; a later one supersedes it."""

from typing import Any

from landwaiter.domain.flags import catch_all
from landwaiter.errors import Invalid, Unavailable
from landwaiter.i18n import _
from landwaiter.services.cases.act_in_progress import ActDoing, Payload
from landwaiter.services.flags.evaluation import policy_of
from landwaiter.storage.base import records


def assess(deed: ActDoing) -> Payload:
    """Keep the answers, and say in the audit chain what follows from them today."""
    packs = deed.session.references.packs(deed.work.conn, deed.case.judged_as_of)
    pack = packs.get(catch_all.PACK)
    if pack is None:
        raise Unavailable(
            _("The questions of the assessment are not in force on {day}.").format(
                day=deed.case.judged_as_of.isoformat()
            ),
            remedy=_("Import the pack {pack}.").format(pack=catch_all.PACK),
        )
    item = deed.item().no if deed.args.item is not None else None
    questions = catch_all.questions_of(pack)
    answers = catch_all.read_answers(deed.args.value, questions, deed.case)
    _refuse_same(deed, item, answers)
    value = catch_all.as_value(answers, f"{pack.id}@{pack.edition}")
    fact: dict[str, Any] = {
        "item_no": item,
        "field": catch_all.FIELD,
        "value": records.to_json(value),
        "source": deed.args.source or "assessment",
        "date": deed.args.date or deed.session.today(),
    }
    records.add(
        deed.work.conn,
        "enrichment",
        id=deed.work.new_id(),
        case_id=deed.case.id,
        author=deed.actor.name,
        at=deed.work.now,
        **fact,
    )
    limbs = catch_all.limbs_of(
        questions,
        answers,
        destination=catch_all.destination_of(deed.case, item),
        policy=policy_of(deed.work.conn, deed.session.references, deed.case),
    )
    return {**fact, "value": value, "limbs": {limb.name: limb.level for limb in limbs}}


def _refuse_same(deed: ActDoing, item: int | None, answers: catch_all.Answers) -> None:
    """A statement that says what the standing one says is none."""
    stated = [
        one
        for one in deed.case.enrichment
        if one.field == catch_all.FIELD and one.item_no == item and one.value
    ]
    if stated and catch_all.stored_answers(stated[-1].value) == answers:
        raise Invalid(
            _("These are the answers that stand already."),
            field="value",
            remedy=_("Change an answer, its source, its evidence or its note."),
        )
