"""The assessment of unlisted items as a guided form: questions, answers, what follows from them.

The questions are rows of the pack `catch_all` (Art. 4 and 5 of Reg. (EU) 2021/821, Art. 2a(1aa) of
Reg. 833/2014). A row serves one or more *limbs*; a limb holds when all its conditions do and
somebody knows of it. What nobody answered is not known, and not known is never no.
"""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC
from enum import StrEnum
from typing import Any, Final

from landwaiter.domain.cases.case import ASSESSMENT, Case, Enrichment, TrackLetter
from landwaiter.domain.cases.tracks import BASIS, GOODS_TO_HOLD
from landwaiter.domain.evidence.custody import piece_number
from landwaiter.domain.flags.non_union import is_t1
from landwaiter.domain.flags.track_proposals import TrackProposal
from landwaiter.domain.law.arms_embargo import embargo_of
from landwaiter.domain.law.pack import Pack
from landwaiter.errors import Invalid
from landwaiter.i18n import N_, _, plural

FIELD: Final = ASSESSMENT
PACK: Final = "catch_all"
LONGEST_NOTE: Final = 2000


class QuestionReply(StrEnum):
    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class KnowledgeLevel(StrEnum):
    """What is known of a use that makes an unlisted item subject to authorisation, gravest first.

    The use of a listed item, where it is in transit of non-Union goods.
    """

    INFORMED = "informed"
    AWARE = "aware"
    SUSPICION = "suspicion"
    TRANSIT = "transit"
    CANNOT_TELL = "cannot_tell"
    NONE = "none"
    NOT_APPLICABLE = "not_applicable"


LEVELS: Final[Mapping[KnowledgeLevel, str]] = {
    KnowledgeLevel.INFORMED: N_("the exporter is informed: an authorisation is needed"),
    KnowledgeLevel.AWARE: N_("the exporter is aware: the authority is notified and decides"),
    KnowledgeLevel.SUSPICION: N_("there are grounds for suspicion, which national law lets count"),
    KnowledgeLevel.TRANSIT: N_(
        "goods of Annex I in transit: the transit may be prohibited (Art. 7)"
    ),
    KnowledgeLevel.CANNOT_TELL: N_("cannot tell yet"),
    KnowledgeLevel.NONE: N_("nothing of the kind"),
    KnowledgeLevel.NOT_APPLICABLE: N_("not applicable: it speaks of exports, this is transit"),
}
_KNOWN: Final = (KnowledgeLevel.INFORMED, KnowledgeLevel.AWARE, KnowledgeLevel.SUSPICION)
"""Levels at which something follows, gravest first."""
UNLISTED: Final = "unlisted"
"""The question whether an item is outside Annex I: asked where exports need an authorisation."""
CONDITION, EMBARGO, NATIONAL = "condition", "embargo", "national"
"""Roles of a question beside the three levels."""


@dataclass(frozen=True, slots=True)
class CatchAllQuestion:
    """One row of the pack."""

    id: str
    step: str
    article: str
    limbs: tuple[str, ...]
    role: str
    text: str
    track: str
    """Track that its yes gives information for; empty: none."""
    verified: bool


@dataclass(frozen=True, slots=True)
class QuestionAnswer:
    """What a person answered to one question, and what it rests on."""

    reply: QuestionReply
    source: str = ""
    evidence: int | None = None
    """Number of a piece of evidence on the case."""
    note: str = ""


Answers = Mapping[str, QuestionAnswer]


@dataclass(frozen=True, slots=True)
class Limb:
    """One provision: what it comes to, and which questions stand in the way."""

    name: str
    level: KnowledgeLevel
    missing: tuple[str, ...] = ()
    """Questions whose answer is not known and would matter."""
    against: tuple[str, ...] = ()
    """Questions whose no decides it."""
    track: str = ""


@dataclass(frozen=True, slots=True)
class Assessment:
    """One statement of a person, and what follows from it now."""

    item: int | None
    answers: Answers
    limbs: tuple[Limb, ...]
    author: str
    at: str
    statement: int
    """From 1; a later statement on the same item supersedes it."""
    edition: str
    """Of the pack of questions that it was stated on."""
    policy: str
    """What law or the office's policy says of the embargo; empty where neither says anything."""
    is_by_law: bool = False

    @property
    def level(self) -> KnowledgeLevel:
        """The gravest of its limbs; cannot tell outweighs none."""
        order = tuple(KnowledgeLevel)
        return min(
            (limb.level for limb in self.limbs), key=order.index, default=KnowledgeLevel.CANNOT_TELL
        )

    @property
    def track(self) -> str:
        """The track that it gives grounds for; empty where it gives none."""
        return next((limb.track for limb in self.limbs if limb.track), "")

    @property
    def embargo_words(self) -> str:
        """Who answers whether the destination is under an arms embargo; empty: the answers do."""
        if not self.policy:
            return ""
        if self.is_by_law:
            return _("The destination is under an arms embargo by law (Art. 2(19)).")
        return _(
            "Whether the destination is under an arms embargo is the office's policy: {policy}."
        ).format(policy=self.policy)

    @property
    def conclusion(self) -> str:
        return _(LEVELS[self.level])


def questions_of(pack: Pack) -> tuple[CatchAllQuestion, ...]:
    """The questions in the order of the pack."""
    return tuple(
        CatchAllQuestion(
            id=row["id"],
            step=row["step"],
            article=row["article"],
            limbs=tuple(row["limbs"].split("|")),
            role=row["role"],
            text=row["question"],
            track=row.get("track", ""),
            verified=row.get("verified") == "y",
        )
        for row in pack.rows
    )


def read_answers(value: Any, questions: Iterable[CatchAllQuestion], case: Case) -> Answers:
    """Answers as a person gave them: id → reply, or id → {answer, source, evidence, note}.

    Invalid for a question that there is not, a reply that is none, a yes or no without its source,
    a piece of evidence that the case does not have.
    """
    known = {question.id for question in questions}
    if not isinstance(value, Mapping) or not value:
        raise Invalid(
            _("An assessment answers at least one question."),
            field="value",
            remedy=_("Give each answer by its question: {names}.").format(
                names=", ".join(sorted(known))
            ),
        )
    for name in value:
        if name not in known:
            raise Invalid(
                _("There is no such question."),
                field="value",
                value=str(name)[:80],
                remedy=_("There are: {names}.").format(names=", ".join(sorted(known))),
            )
    pieces = {piece.no for piece in case.evidence}
    return {name: _answer(name, given, pieces) for name, given in value.items()}


def _answer(name: str, given: Any, pieces: set[int]) -> QuestionAnswer:
    said = given if isinstance(given, Mapping) else {"answer": given}
    reply = _reply(name, said.get("answer"))
    source = str(said.get("source") or "").strip()
    if reply is not QuestionReply.UNKNOWN and not source:
        raise Invalid(
            _("An answer of yes or no names its source."),
            field=name,
            value=reply.value,
            remedy=_("Give the source, such as contract or exporter_answer, or answer unknown."),
        )
    note = str(said.get("note") or "").strip()
    if len(note) > LONGEST_NOTE:
        raise Invalid(
            plural(
                LONGEST_NOTE,
                "A note has at most {n} character.",
                "A note has at most {n} characters.",
            ),
            field=name,
        )
    return QuestionAnswer(reply, source, _evidence(name, said.get("evidence"), pieces), note)


def _reply(name: str, said: Any) -> QuestionReply:
    words = {True: QuestionReply.YES, False: QuestionReply.NO, None: QuestionReply.UNKNOWN}
    if isinstance(said, bool) or said is None:
        return words[said]
    try:
        return QuestionReply(str(said).strip().casefold())
    except ValueError:
        raise Invalid(
            _("This is no answer to the question."),
            field=name,
            value=str(said)[:80],
            remedy=_("Answer yes, no or unknown."),
        ) from None


def _evidence(name: str, given: Any, pieces: set[int]) -> int | None:
    if given in (None, ""):
        return None
    with suppress(ValueError):
        if (number := piece_number(str(given))) in pieces:
            return number
    raise Invalid(
        _("The case has no such piece of evidence."),
        field=name,
        value=str(given)[:80],
        remedy=_("Add it to the case first, or leave it out."),
    )


def embargo_policy(
    destination: str | None, policy: Mapping[str, bool | None]
) -> tuple[bool, bool | None]:
    """Whether law or policy answers for this destination, and what; None: the policy is not set."""
    embargo = embargo_of(destination, policy)
    return (False, None) if embargo is None else (True, embargo.counts)


def limbs_of(
    questions: Iterable[CatchAllQuestion],
    answers: Answers,
    *,
    destination: str | None,
    policy: Mapping[str, bool | None],
    in_transit: bool = False,
) -> tuple[Limb, ...]:
    """What each provision comes to.

    Art. 4 and 5 ask for an authorisation of exports. Of non-Union goods in transit their uses
    matter where the item is of Annex I, whoever knows of it (Art. 7(1)).

    For a destination under an arms embargo the law answers the question on the embargo, and where
    it leaves it to the state the office's policy, and nobody else; one that is not set leaves it
    open.
    """
    asked = tuple(questions)
    known = {question.id: _truth(answers.get(question.id)) for question in asked}
    has_say, said = embargo_policy(destination, policy)
    if has_say:
        known |= {question.id: said for question in asked if question.role == EMBARGO}
    names = dict.fromkeys(limb for question in asked for limb in question.limbs)
    look = _limb_in_transit if in_transit else _limb
    return tuple(look(name, tuple(q for q in asked if name in q.limbs), known) for name in names)


def _truth(answer: QuestionAnswer | None) -> bool | None:
    if answer is None or answer.reply is QuestionReply.UNKNOWN:
        return None
    return answer.reply is QuestionReply.YES


def _limb(name: str, asked: tuple[CatchAllQuestion, ...], known: Mapping[str, bool | None]) -> Limb:
    conditions = [q for q in asked if q.role in (CONDITION, EMBARGO)]
    against = tuple(q.id for q in conditions if known[q.id] is False)
    if against:
        return Limb(name, KnowledgeLevel.NONE, against=against)
    missing: list[str] = []
    for level in _KNOWN:
        knowing = _of_level(asked, level)
        needed = [*conditions, *knowing]
        if not knowing or False in [known[q.id] for q in knowing]:
            continue
        unknown = [q.id for q in needed if known[q.id] is None]
        if not unknown:
            return Limb(name, level, track=next((q.track for q in needed if q.track), ""))
        missing += unknown
        if all(known[q.id] for q in knowing):
            break  # a milder level adds nothing once the conditions are known
    if missing:
        return Limb(name, KnowledgeLevel.CANNOT_TELL, missing=tuple(dict.fromkeys(missing)))
    return Limb(
        name, KnowledgeLevel.NONE, against=tuple(q.id for q in asked if known[q.id] is False)
    )


def _limb_in_transit(
    name: str, asked: tuple[CatchAllQuestion, ...], known: Mapping[str, bool | None]
) -> Limb:
    """Where there is a use of Art. 4(1), grounds for track T of what is of Annex I."""
    if all(question.id != UNLISTED for question in asked):
        return _limb(name, asked, known)
    if not any(question.track for question in asked):
        return Limb(name, KnowledgeLevel.NOT_APPLICABLE)
    uses = [q.id for q in asked if q.role in (CONDITION, EMBARGO) and q.id != UNLISTED]
    against = [one for one in uses if known[one] is False]
    against += [UNLISTED] if known[UNLISTED] else []
    if against:
        return Limb(name, KnowledgeLevel.NONE, against=tuple(against))
    missing = tuple(one for one in (UNLISTED, *uses) if known[one] is None)
    if missing:
        return Limb(name, KnowledgeLevel.CANNOT_TELL, missing=missing)
    return Limb(name, KnowledgeLevel.TRANSIT, track=TrackLetter.T.value)


def _of_level(asked: tuple[CatchAllQuestion, ...], level: KnowledgeLevel) -> list[CatchAllQuestion]:
    """Who knows; a suspicion counts only where national law says so (Art. 4(3))."""
    roles = {level.value} | ({NATIONAL} if level is KnowledgeLevel.SUSPICION else set())
    found = [question for question in asked if question.role in roles]
    return found if any(question.role == level.value for question in found) else []


def assessments(
    case: Case, questions: Iterable[CatchAllQuestion], policy: Mapping[str, bool | None]
) -> tuple[Assessment, ...]:
    """The statement that stands for the case as a whole and for each item, in that order."""
    asked = tuple(questions)
    stated = [one for one in case.enrichment if one.field == FIELD and one.value]
    newest: dict[int | None, tuple[int, Enrichment]] = {}
    for one in stated:
        count, _before = newest.get(one.item_no, (0, one))
        newest[one.item_no] = (count + 1, one)
    order = sorted(newest, key=lambda no: -1 if no is None else no)
    return tuple(_assessment(case, asked, policy, *newest[no]) for no in order)


def _assessment(
    case: Case,
    asked: tuple[CatchAllQuestion, ...],
    policy: Mapping[str, bool | None],
    number: int,
    one: Enrichment,
) -> Assessment:
    answers = stored_answers(one.value)
    destination = destination_of(case, one.item_no)
    embargo = embargo_of(destination, policy)
    words = {True: _("true"), False: _("false"), None: _("not set")}
    return Assessment(
        item=one.item_no,
        answers=answers,
        limbs=limbs_of(
            asked, answers, destination=destination, policy=policy, in_transit=is_t1(case)
        ),
        author=one.author,
        at=one.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        statement=number,
        edition=str(one.value.get("edition", "")),
        policy=words[embargo.counts] if embargo else "",
        is_by_law=embargo is not None and embargo.by_law,
    )


def stored_answers(value: Mapping[str, Any]) -> Answers:
    """The answers as an enrichment holds them."""
    return {
        name: QuestionAnswer(
            QuestionReply(given["answer"]),
            str(given.get("source") or ""),
            given.get("evidence"),
            str(given.get("note") or ""),
        )
        for name, given in value.get("answers", {}).items()
    }


def as_value(answers: Answers, edition: str) -> Mapping[str, Any]:
    """The answers in the form of an enrichment."""
    return {
        "edition": edition,
        "answers": {
            name: {
                "answer": one.reply.value,
                "source": one.source,
                "evidence": one.evidence,
                "note": one.note,
            }
            for name, one in answers.items()
        },
    }


def destination_of(case: Case, item: int | None) -> str | None:
    """Where the item goes, else the declaration, else the partner's country."""
    declaration = case.declaration
    if declaration is None:
        country = (case.project or {}).get("partner_country")
        return str(country) if country else None
    own = next((one.destination for one in declaration.items if one.no == item), None)
    return own or declaration.country_destination


def proposed(case: Case, found: Iterable[Assessment]) -> tuple[TrackProposal, ...]:
    """The tracks that the assessments give grounds for, of goods that can still be held: B (Art.
    21(3)(b)), or T of non-Union goods in transit (Art. 7).
    """
    numbers = [item.no for item in case.items if item.status in GOODS_TO_HOLD]
    opened = {(track.letter, track.items) for track in case.tracks}
    made = []
    for one in found:
        items = tuple(no for no in numbers if one.item in (None, no))
        if not one.track or not items:
            continue
        letter = TrackLetter(one.track)
        if (letter, items) not in opened:
            made.append(TrackProposal(letter, BASIS[letter], items, _why(one)))
    return tuple(made)


def _why(one: Assessment) -> str:
    names = ", ".join(limb.name for limb in one.limbs if limb.track)
    return _("The assessment under Art. {limbs} says: {conclusion}.").format(
        limbs=names, conclusion=one.conclusion
    )
