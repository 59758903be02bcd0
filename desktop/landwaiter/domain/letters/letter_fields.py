"""What a letter's template may name: one row for each field and each block.

What is declared and who takes part is what reasons may name too (`office/reason_templates`), with
kind and class of the fact itself; beside it stand the fields that only a letter has.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from landwaiter.domain.base.facts import Content, Fact, ValueKind
from landwaiter.domain.intake.facts import DECLARATION
from landwaiter.domain.office.reason_templates import PLACES


class LetterKind(StrEnum):
    """A letter to a person; what else leaves on paper is a report."""

    HOLD = "hold"
    INFORMATION = "information"
    REMINDER = "reminder"
    HEARING = "hearing"
    DECISION = "decision"
    RELEASE = "release"
    ADVICE = "advice"


EVERY_KIND: Final = frozenset(LetterKind)
PARTY: Final = frozenset({Content.OPEN, Content.PERSONAL, Content.BUSINESS})
"""Classes that a letter to a person may hold: of persons and secrets, those that are its own."""
_EXAMPLES: Final[Mapping[ValueKind, str]] = {
    ValueKind.CODE: "26PL301010E0012345",
    ValueKind.DAY: "28 April 2026",
    ValueKind.INSTANT: "14 April 2026, 09:20",
    ValueKind.YES_NO: "yes",
    ValueKind.COUNTRY: "Georgia (GE)",
    ValueKind.COUNT: "3",
    ValueKind.NUMBER: "3",
    ValueKind.MASS: "1,240 kg",
    ValueKind.MONEY: "412,000.00 EUR",
}


@dataclass(frozen=True, slots=True)
class LetterField:
    path: str
    kind: ValueKind
    content: Content
    example: str
    may_be_empty: bool = False
    """A case may lack it: a template asks first, for a field that is said is never empty."""
    letters: frozenset[LetterKind] = EVERY_KIND

    @property
    def is_claim(self) -> bool:
        """Whether it is for conditions alone: it is so or not, and prints nothing."""
        return self.kind is ValueKind.YES_NO


@dataclass(frozen=True, slots=True)
class LetterBlock:
    """A table that the program makes; a template gives the heads of its columns."""

    name: str
    columns: tuple[str, ...]
    letters: frozenset[LetterKind]


_LACKING: Final = frozenset({"mrn"})
"""What there is no declaration for: goods that were found undeclared, a cooperation."""


def _declared(facts: Iterable[Fact[Any]]) -> Iterator[LetterField]:
    for fact in facts:
        if not fact.several:
            example = _EXAMPLES.get(fact.kind, "Gdynia")
            may_be_empty = fact.name in _LACKING
            yield LetterField(
                f"declaration.{fact.name}", fact.kind, fact.content, example, may_be_empty
            )


def _of_parties() -> Iterator[LetterField]:
    for place in PLACES.values():
        if place.role is not None and place.fact is not None:
            yield LetterField(
                f"{place.name}.name", place.fact.kind, place.fact.content, "Blue Harbour Tools Ltd"
            )


def _fields(
    kind: ValueKind,
    examples: Mapping[str, str],
    letters: Iterable[LetterKind],
    content: Content = Content.OPEN,
) -> Iterator[LetterField]:
    """A question mark behind a path: it may be empty."""
    for name, example in examples.items():
        path = name.removesuffix("?")
        yield LetterField(path, kind, content, example, path != name, frozenset(letters))


def _texts(
    examples: Mapping[str, str],
    letters: Iterable[LetterKind] = EVERY_KIND,
    content: Content = Content.OPEN,
) -> Iterator[LetterField]:
    return _fields(ValueKind.TEXT, examples, letters, content)


def _codes(
    examples: Mapping[str, str], letters: Iterable[LetterKind] = EVERY_KIND
) -> Iterator[LetterField]:
    return _fields(ValueKind.CODE, examples, letters)


def _days(*paths: str, letters: Iterable[LetterKind] = EVERY_KIND) -> Iterator[LetterField]:
    return _fields(ValueKind.DAY, dict.fromkeys(paths, _EXAMPLES[ValueKind.DAY]), letters)


def _instants(*paths: str, letters: Iterable[LetterKind] = EVERY_KIND) -> Iterator[LetterField]:
    return _fields(ValueKind.INSTANT, dict.fromkeys(paths, _EXAMPLES[ValueKind.INSTANT]), letters)


def _claims(*paths: str, letters: Iterable[LetterKind] = EVERY_KIND) -> Iterator[LetterField]:
    """What is so or not: for conditions."""
    return _fields(ValueKind.YES_NO, dict.fromkeys(paths, _EXAMPLES[ValueKind.YES_NO]), letters)


_ROWS: Final = (
    *_codes({"case.reference": "PL1-000412", "letter.number": "PL1-000412/4"}),
    *_days("letter.date"),
    *_texts({"letter.enclosures?": "2 data sheet"}),
    *_texts({"case.title": "Pumps to Poti"}, content=Content.INTERNAL),
    *_texts({"recipient.name": "Blue Harbour Tools Ltd"}, content=Content.PERSONAL),
    *_claims(
        "basis.ucc",
        "finding.dual_use",
        "recipient.is_exporter",
        "representative.appointed",
    ),
    *_texts(
        {
            "office.answer_address": "Customs Office, 1 Quay Street, 81-340 Gdynia",
            "office.access_to_file": "Ask us for access to the file; we name a day within a week.",
            "office.data_notice": "Who processes your data, why and how long.",
            "office.caution": "What follows from wrong or incomplete statements.",
        }
    ),
    *_texts(
        {
            "office.storage_costs": "Who bears the costs of storage.",
            "office.remedy_hold": "How this measure may be challenged.",
            "track.S.instrument": "Council Regulation (EU) No 833/2014",
            "track.S.article": "Article 2(1) of that Regulation",
            "track.N.instrument": "the national list of controlled goods",
            "track.N.article": "section 3 of the Act on Strategic Goods",
        },
        letters=(LetterKind.HOLD,),
    ),
    *_claims(*(f"track.{letter}" for letter in "LABSNT"), letters=(LetterKind.HOLD,)),
    *_codes({"licence.number": "DE-0417"}, letters=(LetterKind.HOLD,)),
    *_texts({"consultation.authority": "Ministry of Trade"}, letters=(LetterKind.HOLD,)),
    *_days(
        "consultation.sent", "clock.due", "clock.cap", "hold.target?", letters=(LetterKind.HOLD,)
    ),
    *_claims("consultation.made", "consultation.awaited", letters=(LetterKind.HOLD,)),
    *_instants("hold.at", letters=(LetterKind.HOLD,)),
    *_days("request.due", letters=(LetterKind.INFORMATION,)),
    *_texts(
        {"office.information_national": "section 12 of the Customs Act"},
        letters=(LetterKind.INFORMATION,),
    ),
    *_codes({"earlier.number": "PL1-000412/2"}, letters=(LetterKind.REMINDER,)),
    *_days(
        "earlier.date",
        "earlier.served?",
        "earlier.due",
        "answer.date",
        "reminder.due",
        letters=(LetterKind.REMINDER,),
    ),
    *_claims("answer.partial", letters=(LetterKind.REMINDER,)),
    *_texts({"answer.open": "questions 2 and 4"}, letters=(LetterKind.REMINDER,)),
    *_texts(
        {
            "decision.intended": "Release of item 2 is refused.",
            "decision.grounds": "The pumps meet a control entry and no authorisation was shown.",
            "office.hearing_national": "The period and form of the hearing in national law.",
        },
        letters=(LetterKind.HEARING,),
    ),
    *_claims("hearing.declared", "hearing.undeclared", letters=(LetterKind.HEARING,)),
    *_days(
        "hearing.received?",
        "hearing.due",
        letters=(LetterKind.HEARING, LetterKind.DECISION),
    ),
    *_instants("hearing.due_time?", letters=(LetterKind.HEARING,)),
    *_texts(
        {
            "decision.facts": "Item 2 holds twelve pumps of fluorinated polymer.",
            "decision.law": "The item is named in the list of dual-use items.",
            "decision.consequences": "The goods stay where they are until they are disposed of.",
            "decision.decider": "A. Berg",
            "decision.approver": "C. Dorn",
            "hearing.answer_and_reply": "You wrote: for water. The data sheet differs.",
            "hearing.exception_basis": "the exception of the customs legislation for urgency",
            "office.disposal_and_costs": "What becomes of the goods, and who bears the costs.",
            "office.remedy": "Where, how and until when an appeal is lodged.",
            "office.remedy_national": "The remedy of national law, its court and its period.",
            "office.suspension_national": "Whether that remedy suspends the decision.",
        },
        letters=(LetterKind.DECISION,),
    ),
    *_claims(
        "hearing.answered", "hearing.expired", "hearing.exception", letters=(LetterKind.DECISION,)
    ),
    *_codes({"hearing.number": "PL1-000412/6"}, letters=(LetterKind.DECISION,)),
    *_days("decision.date", "service.date?", letters=(LetterKind.DECISION,)),
    *_texts(
        {"decision.weighed": "what was weighed inside the office"},
        letters=(LetterKind.DECISION,),
        content=Content.DELIBERATION,
    ),
    *_days("hold.date", letters=(LetterKind.RELEASE,)),
    *_instants("release.at", letters=(LetterKind.RELEASE,)),
    *_claims(
        "release.partial",
        "release.maintained",
        "release.not_acting",
        "release.no_answer",
        letters=(LetterKind.RELEASE,),
    ),
    *_texts(
        {
            "release.still_held": "items 3 and 4",
            "release.note?": "The seal stays until the office of exit removes it.",
            "office.storage_costs_end": "Until when costs of storage are charged.",
        },
        letters=(LetterKind.RELEASE,),
    ),
    *_texts(
        {
            "cooperation.partner": "Northern Institute of Technology",
            "cooperation.project": "joint work on high-speed cameras",
            "cooperation.grounds": "The partner works for the armed forces of its state.",
            "office.advice_basis": "The task of the office in national law.",
            "office.advice_contact": "Research desk, telephone 58 000 00 00",
        },
        letters=(LetterKind.ADVICE,),
    ),
    *_days("advice.valid_until", letters=(LetterKind.ADVICE,)),
)


def _every_field() -> Iterator[LetterField]:
    yield from _declared(DECLARATION)
    yield from _of_parties()
    yield from _ROWS


FIELDS: Final[Mapping[str, LetterField]] = {one.path: one for one in _every_field()}
BLOCKS: Final[Mapping[str, LetterBlock]] = {
    one.name: one
    for one in (
        LetterBlock(
            "goods_held",
            ("item", "description", "cn", "quantity", "place", "held_since"),
            frozenset({LetterKind.HOLD}),
        ),
        LetterBlock(
            "questions",
            ("number", "question", "why", "document"),
            frozenset({LetterKind.INFORMATION}),
        ),
        LetterBlock(
            "relied_on",
            ("number", "document", "source", "date", "withheld_class"),
            frozenset({LetterKind.HEARING}),
        ),
        LetterBlock(
            "outcome", ("item", "description", "outcome", "basis"), frozenset({LetterKind.DECISION})
        ),
        LetterBlock(
            "goods_released",
            ("item", "description", "quantity", "place", "seal_removed", "seal_left"),
            frozenset({LetterKind.RELEASE}),
        ),
        LetterBlock(
            "open_sources", ("number", "source", "date", "says"), frozenset({LetterKind.ADVICE})
        ),
    )
}


def fields_of(kind: LetterKind) -> tuple[LetterField, ...]:
    """What letters of a kind may name, in the order of the catalogue."""
    return tuple(one for one in FIELDS.values() if kind in one.letters)


def blocks_of(kind: LetterKind) -> tuple[LetterBlock, ...]:
    return tuple(one for one in BLOCKS.values() if kind in one.letters)
