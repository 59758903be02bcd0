"""Cards of a case: document codes held against the registers, and the assessment of Art. 4."""

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from landwaiter.domain.base.terms import low
from landwaiter.domain.flags.catch_all import LEVELS, Assessment, KnowledgeLevel
from landwaiter.domain.registers.document_checks import (
    POINTS,
    ComparedPoint,
    DocumentCheck,
    RegisterAnswer,
)
from landwaiter.i18n import _, plural
from landwaiter.services.cases.case_view import CaseView
from landwaiter.services.registers.document_words import named
from landwaiter.ui.kit.cards import Card, facts
from landwaiter.ui.kit.inline import Gap, Glyph, Inline, Line, Text
from landwaiter.ui.kit.theme import Ink

WIDTH = 220
_ANSWER_INKS: Mapping[RegisterAnswer, Ink] = {
    RegisterAnswer.FOUND: "ok",
    RegisterAnswer.UNKNOWN: "high",
    RegisterAnswer.NO_REFERENCE: "high",
    RegisterAnswer.NOT_LOADED: "med",
    RegisterAnswer.NOT_ASKED: "muted",
}
_LEVEL_INKS: Mapping[KnowledgeLevel, Ink] = {
    KnowledgeLevel.INFORMED: "crit",
    KnowledgeLevel.AWARE: "high",
    KnowledgeLevel.SUSPICION: "med",
    KnowledgeLevel.TRANSIT: "high",
    KnowledgeLevel.CANNOT_TELL: "text2",
    KnowledgeLevel.NONE: "ok",
    KnowledgeLevel.NOT_APPLICABLE: "text2",
}


def doubtful(view: CaseView) -> int:
    """Documents that the register speaks against, or does not know."""
    against = (RegisterAnswer.UNKNOWN, RegisterAnswer.NO_REFERENCE)
    return sum(bool(check.fails) or check.answer in against for check in view.documents)


def documents_card(view: CaseView) -> Card:
    """Each code with its meaning as far as that is known, and what the register says of it."""
    number = doubtful(view)
    card = Card(
        _("Documents and authorisations"),
        plural(number, "{n} to look at", "{n} to look at") if number else "",
        head=30,
    )
    if not view.documents:
        text = _("No document code is declared that says anything in law.")
        return card.add(facts([(_("Codes"), (Text(text, "muted"),))], width=WIDTH))
    return card.add(facts([pair for one in view.documents for pair in _pairs(one)], width=WIDTH))


def _pairs(check: DocumentCheck) -> list[tuple[str, Line]]:
    title = _("Item {item}, {code}").format(item=check.item, code=named(check))
    pairs: list[tuple[str, Line]] = [(title, _meaning(check))]
    said: list[Inline] = []
    if check.unchecked:
        said += [Glyph("warning", 12, "med"), Gap(4)]
    elif check.reference:
        said += [Text(check.reference, mono=True), Gap(8)]
    said.append(Text(check.answer_said, _ANSWER_INKS[check.answer]))
    if check.answer is not RegisterAnswer.NOT_ASKED or check.reference:
        pairs.append(("", tuple(said)))
    if check.points:
        pairs.append(("", _points(check.points)))
    return pairs


def _meaning(check: DocumentCheck) -> Line:
    if not check.code:
        return (Text(_("a licence number on the line")),)
    if not check.meaning:
        return (Text(_("not in the pack of document codes"), "muted"),)
    if check.is_verified:
        return (Text(check.meaning),)
    status = _("unverified: {status}").format(status=check.status)
    return (Text(check.meaning), Gap(8), Text(status, "med"))


def _points(points: tuple[ComparedPoint, ...]) -> Line:
    """What fits, what does not, what cannot be told; the register's words for what does not."""
    parts: list[Inline] = []
    for point in points:
        name = _(POINTS[point.name])
        parts += [Gap(12)] if parts else []
        if point.holds is False:
            said = _("{name}: {said}").format(name=name, said=point.said)
            parts += [Glyph("cross", 12, "high"), Gap(4), Text(said, "high", bold=True)]
        elif point.holds:
            parts += [Glyph("tick", 12, "ok"), Gap(4), Text(name)]
        else:
            parts += [Glyph("question", 12, "muted"), Gap(4), Text(name, "muted")]
    return tuple(parts)


def assessment_card(view: CaseView, act: QWidget) -> Card:
    """What stands of the guided form; `act` opens it."""
    card = Card(_("Assessment of unlisted items"), _("Art. 4 and 5"), acts=(act,), head=36)
    if not view.assessments:
        text = _("Nobody has assessed this case under Art. 4 yet.")
        return card.add(facts([(_("Says"), (Text(text, "muted"),))], width=WIDTH))
    return card.add(facts([pair for one in view.assessments for pair in _stated(one)], width=WIDTH))


def _stated(one: Assessment) -> list[tuple[str, Line]]:
    about = _("Item {no}").format(no=one.item) if one.item else _("The case")
    by = _("statement {number} by {author}").format(number=one.statement, author=one.author)
    pairs: list[tuple[str, Line]] = [
        (
            about,
            (Text(one.conclusion, _LEVEL_INKS[one.level], bold=True), Gap(8), Text(by, "muted")),
        )
    ]
    for limb in one.limbs:
        parts: list[Inline] = [Text(_(LEVELS[limb.level]), _LEVEL_INKS[limb.level])]
        if limb.missing:
            open_ones = _("open: {names}").format(names=", ".join(map(low, limb.missing)))
            parts += [Gap(8), Text(open_ones, "muted")]
        pairs.append((_("Art. {limb}").format(limb=limb.name), tuple(parts)))
    if one.policy:
        said = one.embargo_words
        pairs.append(("", (Text(said, "text2"),)))
    return pairs
