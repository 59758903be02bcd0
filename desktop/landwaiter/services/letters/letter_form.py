"""What the screen of a letter shows: what may be written to whom, and its pages meanwhile."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from landwaiter.domain.base.people import Actor
from landwaiter.domain.cases.case import Waits
from landwaiter.domain.flags.waiting import is_of_office
from landwaiter.domain.letters.letter_fields import LetterKind
from landwaiter.domain.letters.letter_order import ASKED_BY, LetterOrder, order_said, typed_day
from landwaiter.i18n import Words, _, capitalised, joined
from landwaiter.services.audit import viewing
from landwaiter.services.base.decoding import Tell, decoded
from landwaiter.services.base.wording import shown_missing
from landwaiter.services.cases.case_reads import case_view
from landwaiter.services.cases.case_view import CaseView
from landwaiter.services.cases.requests import refuse_remind
from landwaiter.services.deeds.engine import signed_in
from landwaiter.services.letters.letter_conditions import asked
from landwaiter.services.letters.letter_draft import (
    LetterChance,
    LetterDraft,
    LetterGaps,
    frame_of,
    letters_now,
    proof_letter,
)
from landwaiter.services.letters.letter_output import letter_lines, letter_sheet
from landwaiter.services.letters.letter_recipient import Addressee, recipients_of
from landwaiter.services.letters.model_letters import model_languages
from landwaiter.services.warm.session import Session

PAGE_BOX = (1240, 1754)
"""Most pixels of a page: 150 to the inch of A4."""


@dataclass(frozen=True, slots=True)
class OfferedQuestion:
    """What the rules of a case lack, as a question to begin from."""

    text: str
    rules: tuple[str, ...]
    """Which of them; they are told to nobody outside."""


@dataclass(frozen=True, slots=True)
class LetterForm:
    """What can be chosen for a letter on a case."""

    reference: str
    title: str
    chances: tuple[LetterChance, ...]
    recipients: tuple[tuple[str, str], ...]
    """Identity of a party, or of an entity that is linked to the case, and who it is in words."""
    languages: tuple[str, ...]
    evidence: tuple[tuple[str, str], ...]
    """Label and name of what a hearing may list."""
    asked: str
    """What the open request asks; empty where none is open."""
    questions: tuple[OfferedQuestion, ...]
    actor: Actor
    """Who is signed in."""


@dataclass(frozen=True, slots=True)
class LetterInput:
    """What a person has typed and chosen on the screen."""

    kind: LetterKind
    to: str
    language: str = ""
    say: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    exhibits: tuple[str, ...] = ()
    by: str = ""
    """The day by which an answer is asked for, as it was typed."""
    remind: str = ""
    """The day on which the writer is reminded; the letter does not say it."""

    def order(self, reference: str) -> LetterOrder:
        """Invalid for what such a letter does not take."""
        return order_said(
            self.kind,
            reference,
            self.to,
            language=self.language,
            say=self.say,
            rows=self.rows,
            exhibits=self.exhibits,
            by=self.by_day(),
        )

    def by_day(self) -> date | None:
        """Invalid where what was typed is no day."""
        return typed_day("by", self.by)

    def remind_day(self) -> date | None:
        return typed_day("remind", self.remind)


@dataclass(frozen=True, slots=True)
class LetterPage:
    """RGB pixels row by row, three bytes each."""

    width: int
    height: int
    pixels: bytes


@dataclass(frozen=True, slots=True)
class LetterProof:
    """A letter as it stands now: its pages, its words, and what it lacks."""

    draft: LetterDraft
    gaps: LetterGaps
    pages: tuple[LetterPage, ...]
    lines: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        return not (self.gaps.fields or self.gaps.tables)


def letter_form(session: Session, reference: str) -> LetterForm:
    """What may be written on a case now, and to whom."""
    with session.snapshot() as still:
        view = case_view(still, reference)
        entities = frame_of(still, view.case).entities
    case = view.case
    open_one = asked(case, session.today())
    return LetterForm(
        case.reference,
        case.title,
        letters_now(session, reference),
        tuple((one.id, _offered(one)) for one in recipients_of(case, entities)),
        model_languages(),
        tuple((one.label, one.name) for one in case.evidence if one.wipe is None),
        str(open_one.question) if open_one else "",
        tuple(_questions(view)),
        signed_in(session),
    )


def _offered(recipient: Addressee) -> Words:
    """A party by its role; of an entity the name comes first, for how it is linked is long."""
    if not recipient.is_party:
        return joined(", ", (recipient.name, recipient.described))
    return _("{role}: {name}").format(role=capitalised(recipient.described), name=recipient.name)


def note_letter_opened(session: Session, reference: str, *, through: str) -> int:
    """Record that the person looks at who is sensitive on the case or linked to it by statements.

    How many entries that is.
    """
    noted = viewing.note_case_opened(session, reference, through=through)
    with session.snapshot() as still:
        entities = frame_of(still, case_view(still, reference).case).entities
    others = [one.id for one in entities if not one.parties]
    return noted + sum(viewing.note_entity_opened(session, one, through=through) for one in others)


def _questions(view: CaseView) -> Iterator[OfferedQuestion]:
    """What rules lack that an officer can ask for, the same thing once."""
    lacking: dict[str, list[str]] = {}
    for flag in view.not_evaluated:
        for name in flag.missing if flag.waits_for is Waits.ASK else ():
            if not is_of_office(name):
                lacking.setdefault(name, []).append(flag.rule)
    for name, rules in lacking.items():
        yield OfferedQuestion(capitalised(shown_missing(name)), tuple(sorted(rules)))


def letter_proof(
    session: Session, said: LetterInput, reference: str, tell: Tell = lambda: None
) -> LetterProof:
    """The pages of the letter as it would go out, with its gaps named in them.

    What refuses the letter itself is raised: it cannot be made now, or a day is past.
    """
    from landwaiter.reports.paper.letter_pdf import letter_pdf  # noqa: PLC0415  # slow to import

    order = said.order(reference)
    with session.snapshot() as still:
        view = case_view(still, reference)
        frame = frame_of(still, view.case)
    draft, gaps = proof_letter(view, order, frame)
    if (day := said.remind_day()) is not None:
        path = ASKED_BY.get(said.kind)
        due = next((one.day for one in draft.fields if one.path == path), None)
        refuse_remind(day, session.today(), due)
    pages = drawn_pages(letter_pdf(letter_sheet(draft)), tell)
    return LetterProof(draft, gaps, pages, tuple(letter_lines(draft)))


def drawn_pages(pdf: bytes, tell: Tell = lambda: None) -> tuple[LetterPage, ...]:
    """Each page as pixels, drawn by the process that draws every PDF."""
    found: list[LetterPage] = []
    pages = 1
    while len(found) < pages:
        asked_for = {
            "kind": "pdf",
            "page": len(found) + 1,
            "width": PAGE_BOX[0],
            "height": PAGE_BOX[1],
        }
        answer = decoded(asked_for, iter((pdf,)), tell)
        pages = answer.pages
        found.append(LetterPage(answer.width, answer.height, answer.body))
    return tuple(found)
