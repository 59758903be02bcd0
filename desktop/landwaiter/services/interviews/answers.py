"""Acts of an interview: a deciding value is stated, or a statement of one is revoked."""

import json
from typing import Any

from landwaiter.domain.interviews.answer import SOURCES, Answer, standing
from landwaiter.domain.interviews.criterion import PACK_ID
from landwaiter.domain.interviews.parameter import Parameter, ParameterKind, parameters_in
from landwaiter.domain.interviews.value import read
from landwaiter.errors import Invalid, NotFound, Unavailable
from landwaiter.i18n import _
from landwaiter.services.cases.act_in_progress import ActDoing, Payload
from landwaiter.services.hits.findings import exact, reasoned
from landwaiter.storage.base import records


def answer(deed: ActDoing) -> Payload:
    """A deciding value of an item, with who stated it, in which document, on which day."""
    item, parameter = deed.item(), _parameter(deed)
    stated = exact(deed.args.value)
    value = read(parameter, stated)
    fact = {
        "item_no": item.no,
        "parameter": parameter.name,
        "value": records.to_json(value),
        "given": _given(parameter, stated, known=value is not None),
        "source": _source(str(deed.stated("source"))),
        "document": str(deed.stated("basis")).strip(),
        "date": deed.day(),
        "evidence": _piece(deed),
    }
    _add(deed, "interview_answer", fact)
    return {**fact, "value": value, "field": parameter.name}


def revoke(deed: ActDoing) -> Payload:
    """The newest standing answer of a parameter no longer counts; the one before it does again."""
    item, parameter, reason = deed.item(), _parameter(deed), reasoned(deed)
    answers = [one for one in standing(deed.case.answers, item.no)
               if one.parameter == parameter.name]  # fmt: skip
    if not answers:
        raise NotFound(
            _("Nobody has answered “{label}” for this item.").format(label=parameter.label),
            field="field",
            value=parameter.name,
            remedy=_("Show the interview to see what was answered."),
        )
    return _revoked(deed, answers[-1], reason)


def _revoked(deed: ActDoing, ended: Answer, reason: str) -> Payload:
    _add(deed, "interview_revocation", {"answer_id": ended.id, "reason": reason}, of_case=False)
    return {"item_no": ended.item_no, "field": ended.parameter, "value": ended.value,
            "reason": reason}  # fmt: skip


def _add(deed: ActDoing, table: str, fact: dict[str, Any], *, of_case: bool = True) -> None:
    of = {"case_id": deed.case.id} if of_case else {}
    records.add(
        deed.work.conn,
        table,
        id=deed.work.new_id(),
        author=deed.actor.name,
        at=deed.work.now,
        **of,
        **fact,
    )


def _parameter(deed: ActDoing) -> Parameter:
    packs = deed.session.references.packs(deed.work.conn, deed.case.judged_as_of)
    if PACK_ID not in packs:
        raise Unavailable(
            _("No pack of deciding values is in force on the day of the case."),
            remedy=_("Import a pack of the kind “{kind}”.").format(kind=PACK_ID),
        )
    known = parameters_in(packs[PACK_ID])
    name = str(deed.stated("field")).strip()
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


def _piece(deed: ActDoing) -> int | None:
    number = deed.args.evidence
    if number is not None and number not in {piece.no for piece in deed.case.evidence}:
        raise NotFound(
            _("The case has no evidence with this number."),
            field="evidence",
            value=json.dumps(number),
            remedy=_("Add the document as evidence first."),
        )
    return number
