"""Acts of an interview: a deciding value is stated, or a statement of one is revoked."""

import json
from typing import Any

from landwaiter.domain.cases.deeds_on_findings import (
    ANSWER_QUESTION,
    REVOKE_ANSWER,
    AnswerQuestion,
    RevokeAnswer,
)
from landwaiter.domain.interviews.answer import SOURCES, Answer, standing
from landwaiter.domain.interviews.criterion import PACK_ID
from landwaiter.domain.interviews.parameter import Parameter, ParameterKind, parameters_in
from landwaiter.domain.interviews.value import read
from landwaiter.errors import Invalid, NotFound, Unavailable
from landwaiter.i18n import _
from landwaiter.services.base.exact_values import exact
from landwaiter.services.deeds.case_handler import CaseDoing, CaseHandler, Payload
from landwaiter.storage.base import records


def answer(doing: CaseDoing[AnswerQuestion]) -> Payload:
    """A deciding value of an item, with who stated it, in which document, on which day."""
    item, parameter = doing.item(doing.said.item), _parameter(doing, doing.said.field)
    stated = exact(doing.said.value)
    value = read(parameter, stated)
    fact = {
        "item_no": item.no,
        "parameter": parameter.name,
        "value": records.to_json(value),
        "given": _given(parameter, stated, known=value is not None),
        "source": _source(doing.said.source),
        "document": doing.said.basis.strip(),
        "date": doing.day(),
        "evidence": _piece(doing, doing.said.evidence),
    }
    _add(doing, "interview_answer", fact)
    return {**fact, "value": value, "field": parameter.name}


def revoke(doing: CaseDoing[RevokeAnswer]) -> Payload:
    """The newest standing answer of a parameter no longer counts; the one before it does again."""
    said = doing.said
    item, parameter = doing.item(said.item), _parameter(doing, said.field)
    answers = [one for one in standing(doing.case.answers, item.no)
               if one.parameter == parameter.name]  # fmt: skip
    if not answers:
        raise NotFound(
            _("Nobody has answered “{label}” for this item.").format(label=parameter.label),
            field="field",
            value=parameter.name,
            remedy=_("Show the interview to see what was answered."),
        )
    return _revoked(doing, answers[-1], said.reason.strip())


def _revoked(doing: CaseDoing[Any], ended: Answer, reason: str) -> Payload:
    _add(doing, "interview_revocation", {"answer_id": ended.id, "reason": reason}, of_case=False)
    return {"item_no": ended.item_no, "field": ended.parameter, "value": ended.value,
            "reason": reason}  # fmt: skip


def _add(doing: CaseDoing[Any], table: str, fact: dict[str, Any], *, of_case: bool = True) -> None:
    of = {"case_id": doing.case.id} if of_case else {}
    records.add(
        doing.work.conn,
        table,
        id=doing.work.new_id(),
        author=doing.actor.name,
        at=doing.work.now,
        **of,
        **fact,
    )


def _parameter(doing: CaseDoing[Any], stated: str) -> Parameter:
    packs = doing.session.references.packs(doing.work.conn, doing.case.judged_as_of)
    if PACK_ID not in packs:
        raise Unavailable(
            _("No pack of deciding values is in force on the day of the case."),
            remedy=_("Import a pack of the kind “{kind}”.").format(kind=PACK_ID),
        )
    known = parameters_in(packs[PACK_ID])
    name = stated.strip()
    if name not in known:
        raise NotFound(
            _("No entry turns on a value of this name."),
            field="field",
            value=name,
            remedy=_("Show the interview of the entry: it names each value that it asks for."),
        )
    return known[name]


def _given(parameter: Parameter, stated: Any, *, known: bool) -> str:
    """As it was stated; a bare number with the unit that it was read in."""
    if not known:
        return _("not known")
    if isinstance(stated, bool):
        return _("yes") if stated else _("no")
    text = "; ".join(map(str, stated)) if isinstance(stated, list | tuple) else str(stated).strip()
    is_bare = not any(sign.isalpha() or sign in '%°µ"″′‰' for sign in text)
    measured = parameter.kind in (ParameterKind.NUMBER, ParameterKind.AXES)
    return f"{text} {parameter.unit}".strip() if measured and is_bare else text


def _source(text: str) -> str:
    name = "_".join(text.strip().casefold().replace("'", "").replace("-", " ").split())
    if name not in SOURCES:
        raise Invalid(
            _("There is no such kind of source."),
            field="source",
            value=text,
            remedy=_("Use one of {sources}; the document says which.").format(
                sources=", ".join(SOURCES)
            ),
        )
    return name


def _piece(doing: CaseDoing[Any], number: int | None) -> int | None:
    if number is not None and number not in {piece.no for piece in doing.case.evidence}:
        raise NotFound(
            _("The case has no evidence with this number."),
            field="evidence",
            value=json.dumps(number),
            remedy=_("Add the document as evidence first."),
        )
    return number


HANDLERS = (
    CaseHandler(ANSWER_QUESTION, answer),
    CaseHandler(REVOKE_ANSWER, revoke),
)
