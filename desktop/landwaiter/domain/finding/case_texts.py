"""What officers wrote on a case, text by text, as it is searched.

In the words in which it was typed: what the program itself says of a case is said in the language
of who reads and would be found in one of them alone.
"""

from collections.abc import Iterator

from landwaiter.domain.cases.case import Action, Case, Decision
from landwaiter.domain.cases.life_cycle import CallNote
from landwaiter.domain.finding.place import CaseText, TextKind
from landwaiter.domain.interviews.answer import Answer
from landwaiter.domain.review.remark import Remark
from landwaiter.i18n import in_english


def texts_of(case: Case, words: str) -> tuple[CaseText, ...]:
    """`words` of the case itself; notes, calls, decisions, requests with their answers, remarks.

    None of them is empty.
    """
    itself = CaseText(TextKind.CASES, case.id, words, case.created_by, case.created_at)
    return tuple(one for one in (itself, *_texts(case)) if one.text)


def _texts(case: Case) -> Iterator[CaseText]:
    for note in case.notes:
        yield CaseText(TextKind.NOTES, note.id, note.text.strip(), note.author, note.at)
    yield from map(_call, case.calls)
    yield from map(_decision, case.decisions)
    yield from map(_request, case.actions)
    yield from map(_answer, case.answers)
    for mail in case.mail_answers:
        yield CaseText(TextKind.ANSWERS, mail.id, mail.reason.strip(), mail.author, mail.at)
    yield from map(_remark, case.remarks)


def _call(one: CallNote) -> CaseText:
    text = _lines(one.party, one.said, one.promised)
    return CaseText(TextKind.CALLS, one.id, text, one.author, one.at)


def _decision(one: Decision) -> CaseText:
    bases = (basis for _no, basis in sorted(one.bases.items()) if basis != one.basis)
    said = (
        one.basis,
        *dict.fromkeys(bases),
        one.reason,
        one.hearing,
        one.appeal,
        one.return_reason,
    )
    text = _lines(*map(in_english, said))
    return CaseText(TextKind.DECISIONS, one.id, text, one.author, one.at)


def _request(one: Action) -> CaseText:
    text = _lines(one.addressee, one.question, one.answer)
    return CaseText(TextKind.ANSWERS, one.id, text, one.author, one.sent_at)


def _answer(one: Answer) -> CaseText:
    text = _lines(one.given, one.document) if one.stands else ""
    return CaseText(TextKind.ANSWERS, one.id, text, one.author, one.at)


def _remark(one: Remark) -> CaseText:
    text = _lines(one.text, *(answer.text for answer in one.answers))
    return CaseText(TextKind.REMARKS, one.id, text, one.author, one.at)


def _lines(*parts: str) -> str:
    return "\n".join(stripped for part in parts if (stripped := part.strip()))
