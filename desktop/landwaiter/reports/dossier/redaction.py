"""What a reader may not see is taken out of a dossier before anything is made of it.

In place of each passage that is withheld stands a frame with letter and word of its class, which
tells nothing of its length. The dossier counts them by class with the ground, and holds a salted
commitment to each: who gets passage and salt later sees that it is what was withheld.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Final, NamedTuple

from landwaiter.domain.base.facts import Content
from landwaiter.domain.reports.finds import SourceFind
from landwaiter.reports.dossier.dossier import (
    ApprovalPart,
    DecisionPart,
    Dossier,
    MinistryAnswer,
    Redaction,
    Table,
    Voucher,
    WithheldMark,
)
from landwaiter.reports.dossier.paper_reader import PaperReader
from landwaiter.reports.dossier.passages import WithheldPassage
from landwaiter.reports.dossier.redaction_table import class_counts, redaction_table
from landwaiter.reports.dossier.redactor import Redactor

_TITLE, _ANSWER, _DECISION, _NOT_CHECKED = "title", "answer", "decision", "not_checked"
_PARTS_OF_ANSWER: Final = {
    "goods": Content.OPEN,
    "who": Content.PERSONAL,
    "where_to": Content.PERSONAL,
    "goods_now": Content.OPEN,
    "asked_of_you": Content.PERSONAL,
}
"""The class of each of the first five lines."""


class RedactionResult(NamedTuple):
    """A dossier as its reader may have it, and what was found on the way."""

    dossier: Dossier
    passages: tuple[WithheldPassage, ...]
    finds: tuple[SourceFind, ...]
    """Where it may name a source, judged or not; what nobody has judged is taken out."""


def redacted(dossier: Dossier, reader: PaperReader, *, salt: Callable[[], str]) -> RedactionResult:
    """The dossier as this reader may have it, and what was withheld; `salt` gives a new one."""
    hand = Redactor(reader, salt)
    told = replace(
        dossier,
        title=hand.sentence(_TITLE, dossier.title, Content.PERSONAL, is_named=True),
        reference=hand.code("reference", dossier.reference),
        office=hand.letterhead("office", dossier.office),
        marking=hand.letterhead("marking", dossier.marking),
        caveat=hand.letterhead("caveat", dossier.caveat),
        distribution=hand.letterhead("distribution", dossier.distribution),
        answer=_answer(hand, dossier.answer),
        decision=_decision(hand, dossier.decision),
        tables=tuple(hand.table(table) for table in dossier.tables),
        not_checked=tuple(
            hand.sentence(f"{_NOT_CHECKED}/{number}", said)
            for number, said in enumerate(dossier.not_checked, start=1)
        ),
        closing=tuple(hand.table(table) for table in dossier.closing),
    )
    passages = tuple(hand.passages)
    part = Redaction(
        profile=reader.profile,
        addressee=reader.addressee,
        counts=class_counts(passages),
        withheld=tuple(
            WithheldMark(one.place, one.content, one.commitment, one.place in hand.gists)
            for one in passages
        ),
    )
    told = replace(told, redaction=part)
    told = replace(told, closing=(*told.closing, redaction_table(part)))
    return RedactionResult(told, passages, tuple(hand.finds))


def redacted_table(table: Table, reader: PaperReader) -> tuple[Table, tuple[WithheldPassage, ...]]:
    """A table as this reader may have it, and what was withheld; none of it is kept: no salts."""
    hand = Redactor(reader, lambda: "")
    return hand.table(table), tuple(hand.passages)


def _answer(hand: Redactor, answer: MinistryAnswer | None) -> MinistryAnswer | None:
    if answer is None:
        return None
    said = {
        name: hand.sentence(f"{_ANSWER}/{name}", getattr(answer, name), content, is_named=True)
        for name, content in _PARTS_OF_ANSWER.items()
    }
    return MinistryAnswer(**said)


def _decision(hand: Redactor, decision: DecisionPart | None) -> DecisionPart | None:
    """What was decided, and on which basis; reasons and the text that holds them are deliberation.

    Without the text nobody can hold what is shown against what was signed: the part says so. The
    statements that were signed name people, and stand only for who may read those names.
    """
    if decision is None:
        return None
    text = hand.secret(f"{_DECISION}/text", Content.DELIBERATION, decision.text)
    signed = hand.secret(
        f"{_DECISION}/statement",
        Content.PERSONAL,
        decision.proposal_statement or decision.author,
        is_named=True,
    )
    told = replace(
        decision,
        state=hand.sentence(f"{_DECISION}/state", decision.state, is_named=True),
        reason=hand.sentence(f"{_DECISION}/reason", decision.reason, Content.DELIBERATION),
        notice=hand.sentence(f"{_DECISION}/notice", decision.notice, is_named=True),
        author=hand.sentence(
            f"{_DECISION}/author", decision.author, Content.PERSONAL, is_named=True
        ),
        basis=hand.sentence(f"{_DECISION}/basis", decision.basis),
        text="" if text else decision.text,
        withheld=text or signed,
    )
    if not signed:
        return told
    return replace(
        told,
        proposal_statement="",
        proposal_signature="",
        proposal_entry="",
        author_vouched=Voucher(),
        approval=_approval(hand, "approval", decision.approval),
        countersignature=_approval(hand, "countersignature", decision.countersignature),
    )


def _approval(hand: Redactor, name: str, part: ApprovalPart | None) -> ApprovalPart | None:
    """That somebody approved, and when; not who."""
    if part is None:
        return None
    place = f"{_DECISION}/{name}"
    hand.secret(f"{place}/statement", Content.PERSONAL, part.statement, is_named=True)
    return replace(
        part,
        approver=hand.sentence(f"{place}/approver", part.approver, Content.PERSONAL, is_named=True),
        statement="",
        signature="",
        entry="",
        vouched=Voucher(),
    )
