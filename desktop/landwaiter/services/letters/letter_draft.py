"""A letter as it would go out now: its values from the case, its words from the template."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Final

from babel import Locale

from landwaiter.canonical import sha256_hex
from landwaiter.domain.base.zones import local_date
from landwaiter.domain.cases.case import Action, Case
from landwaiter.domain.law.periods import Calendar
from landwaiter.domain.letters.field_titles import field_title
from landwaiter.domain.letters.letter_content import (
    BlockPiece,
    LetterPiece,
    letter_content,
    missing_fields,
)
from landwaiter.domain.letters.letter_fields import FIELDS, LetterKind
from landwaiter.domain.letters.letter_order import LetterOrder, refuse_past
from landwaiter.domain.letters.letter_paragraphs import LetterParagraph, letter_paragraphs
from landwaiter.domain.letters.letter_text import LetterText
from landwaiter.domain.letters.letter_tree import BlockNode, every_node
from landwaiter.errors import Invalid
from landwaiter.i18n import Words, _, language
from landwaiter.services.casebook.casebooks import SAMPLE
from landwaiter.services.cases.calendars_in_force import office_calendar
from landwaiter.services.cases.case_reads import case_view
from landwaiter.services.cases.case_view import CaseView
from landwaiter.services.letters.asked_days import past_terms
from landwaiter.services.letters.asking_values import (
    asking_letter,
    fill_hearing,
    fill_information,
    fill_reminder,
    newest_hearing,
)
from landwaiter.services.letters.common_values import fill_common
from landwaiter.services.letters.goods_values import fill_hold, fill_release
from landwaiter.services.letters.letter_blank import FilledField, LetterBlank
from landwaiter.services.letters.letter_conditions import (
    overdue,
    refuse_kind,
    refuse_no_party,
    refuse_other_addressee,
    why_no_letter,
)
from landwaiter.services.letters.letter_recipient import (
    LetterLanguage,
    language_for,
    recipient_of,
)
from landwaiter.services.letters.letter_words import written_in
from landwaiter.services.letters.linked_entities import LetterEntity, linked_entities
from landwaiter.services.letters.model_letters import (
    ModelLetter,
    letter_title,
    model_languages,
    provision_forms,
)
from landwaiter.services.letters.office_templates import used_template
from landwaiter.services.letters.outcome_values import fill_advice, fill_decision
from landwaiter.services.office.setting_table import OFFICE_PLACE
from landwaiter.services.office.templates_by_two import TemplatesOfTwo, templates_of_two
from landwaiter.services.warm.session import Session
from landwaiter.storage.base.settings import setting, settings_with
from landwaiter.storage.letters.letter_texts import letter_texts

_FILLS: Final[Mapping[LetterKind, Callable[[LetterBlank], None]]] = {
    LetterKind.HOLD: fill_hold,
    LetterKind.INFORMATION: fill_information,
    LetterKind.REMINDER: fill_reminder,
    LetterKind.HEARING: fill_hearing,
    LetterKind.DECISION: fill_decision,
    LetterKind.RELEASE: fill_release,
    LetterKind.ADVICE: fill_advice,
}


ADDRESS: Final = "recipient.address"
"""Of what a letter lacks, what is no field: nothing goes out to an entity without it."""


@dataclass(frozen=True, slots=True)
class LetterFrame:
    """What surrounds a letter: the office that writes it, and when."""

    office: str
    now: datetime
    calendar: Calendar
    texts: tuple[LetterText, ...]
    author: str
    templates: TemplatesOfTwo = field(default_factory=TemplatesOfTwo)
    """Those of the office."""
    place: str = ""
    """Where the office is, as letters of its state say it before the date."""
    sample: bool = False
    entities: tuple[LetterEntity, ...] = ()
    """Those that are linked to the case: a letter may go to them beside the parties."""


@dataclass(frozen=True, slots=True)
class LetterTable:
    """A table of the letter under the heads of its template."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class LetterDraft:
    """A letter with every word that it says."""

    kind: LetterKind
    reference: str
    title: str
    language: LetterLanguage
    number: str
    """Empty: a draft."""
    day: date
    office: str
    place: str
    state: str
    address: tuple[str, ...]
    sender: str
    """Where an answer goes."""
    salutation: str
    paragraphs: tuple[LetterParagraph, ...]
    tables: Mapping[str, LetterTable]
    notes: tuple[str, ...]
    """Below the text: that it is a translation."""
    closing: str
    author: str
    fields: tuple[FilledField, ...]
    template_edition: int
    """Of the office its version."""
    template_of: str
    """“office” or “model”: whose template it was written with."""
    template_sha256: str
    model: str
    """What must be known before use, of a model that no lawyer has read; as an id."""
    sample: bool
    head: "LetterHead"
    remarks: tuple[Words, ...] = ()
    """What who writes should look at again; told beside the letter, never in it."""


@dataclass(frozen=True, slots=True)
class LetterHead:
    """Fixed words of the first page, in the letter's language."""

    reference: str
    dated: str
    draft: str
    sample: str
    page: str


@dataclass(frozen=True, slots=True)
class LetterChance:
    """Whether a letter of a kind may be made of a case now."""

    kind: LetterKind
    title: str
    why_not: str


def draft_letter(session: Session, order: LetterOrder) -> LetterDraft:
    """The letter without a number; nothing is written.

    NotAllowed where the case is not so, Invalid where something is empty or past.
    """
    with session.snapshot() as still:
        view = case_view(still, order.reference)
        frame = frame_of(still, view.case)
    return compose_letter(view, order, frame)


def frame_of(session: Session, case: Case) -> LetterFrame:
    """What surrounds letters on a case that are written now."""
    with session.reading() as conn:
        now = session.now()
        return LetterFrame(
            office=settings_with(conn, "report.").get("office", session.casebook.office_code),
            place=(setting(conn, OFFICE_PLACE) or "").strip(),
            now=now,
            calendar=office_calendar(session, conn),
            texts=letter_texts(conn),
            author=session.casebook.user.name,
            templates=templates_of_two(conn, session.registry(conn)),
            sample=settings_with(conn, SAMPLE).get("") == "true",
            entities=linked_entities(conn, case, local_date(now, case.member_state)),
        )


def letters_now(session: Session, reference: str) -> tuple[LetterChance, ...]:
    """Each kind with why no such letter may be made of the case now."""
    view = case_view(session, reference)
    today = local_date(session.now(), view.case.member_state)
    return tuple(
        LetterChance(kind, letter_title(kind), why_no_letter(kind, view, today))
        for kind in LetterKind
    )


@dataclass(frozen=True, slots=True)
class LetterGaps:
    """What a letter still lacks before it can be made."""

    fields: tuple[str, ...] = ()
    """Paths, in the order of the letter."""
    tables: tuple[str, ...] = ()
    """Names of those without rows."""


def proof_letter(
    view: CaseView, order: LetterOrder, frame: LetterFrame
) -> tuple[LetterDraft, LetterGaps]:
    """A letter to be looked at while it is written: each gap stands in it, named in brackets.

    It is shown and never handed out. Nobody having said if a claim is so is refused here too.
    """
    found: list[LetterGaps] = []

    def name_gaps(model: ModelLetter, blank: LetterBlank) -> None:
        missing = missing_fields(model.template, blank.values)
        fields = tuple(one for one in missing if not FIELDS[one].is_claim)
        for path in fields:
            blank.values[path] = _gap(field_title(path))
        bare = []
        for node in every_node(model.template.nodes):
            if isinstance(node, BlockNode) and not blank.tables.get(node.name):
                bare.append(node.name)
                blank.rows(node.name, (tuple(_gap("…") for _head in node.heads),))
        lacking = (ADDRESS,) if blank.recipient.lacks_address else ()
        found.append(LetterGaps((*lacking, *fields), tuple(bare)))

    draft = _composed(view, order, frame, before=name_gaps, asks=True)
    if ADDRESS in found[0].fields:
        name, *country = draft.address
        draft = replace(draft, address=(name, _gap(_("Address")), *country))
    return draft, found[0]


def _gap(title: str) -> str:
    return f"[{title}]"


def compose_letter(
    view: CaseView, order: LetterOrder, frame: LetterFrame, *, number: str = ""
) -> LetterDraft:
    """The letter of a case as of the frame's instant, in the recipient's language."""
    return _composed(view, order, frame, number=number)


def _composed(
    view: CaseView,
    order: LetterOrder,
    frame: LetterFrame,
    *,
    number: str = "",
    before: Callable[[ModelLetter, LetterBlank], None] | None = None,
    asks: bool | None = None,
) -> LetterDraft:
    case = view.case
    today = local_date(frame.now, case.member_state)
    refuse_kind(order, view, today, asks=asks)
    recipient = recipient_of(case, order.to, frame.entities)
    refuse_no_party(order, recipient.to)
    refuse_other_addressee(order, case, recipient.to, today, entities=frame.entities, asks=asks)
    chosen = language_for(recipient, case.member_state, model_languages(), order.language)
    used = used_template(frame.templates, order.kind, chosen.code, today)
    model = used.letter
    with written_in(chosen.code):
        blank = LetterBlank(view, order, recipient, frame.calendar, today)
        office = _texts_of(frame.texts, chosen.code, today)
        fill_common(blank, number, office)
        _fill_earlier(blank)
        _FILLS[order.kind](blank)
        refuse_past(order.kind, blank.days, today)
        if before is not None:
            before(model, blank)
        elif recipient.lacks_address:
            raise Invalid(
                _("No address of {recipient} is recorded that holds today.").format(
                    recipient=recipient.served.name
                ),
                field=ADDRESS,
                remedy=_("State it: “entity state NAME address …”, or on the page of the entity."),
            )
        pieces = letter_content(
            model.template, blank.values, forms=provision_forms(chosen.code), day=today
        )
        _refuse_empty(pieces, blank)
        draft = LetterDraft(
            kind=order.kind,
            reference=case.reference,
            title=model.template.title,
            language=chosen,
            number=number,
            day=today,
            office=frame.office,
            place=frame.place,
            state=case.member_state,
            address=recipient.address(case.member_state),
            sender=office.get("office.answer_address", ""),
            salutation=str(_("Dear Sir or Madam,")),
            paragraphs=letter_paragraphs(pieces),
            tables=_tables(pieces, blank),
            notes=tuple(_notes(chosen)),
            closing=str(_("Yours faithfully")),
            author=frame.author,
            fields=blank.fields(),
            template_edition=used.number or model.template.edition,
            template_of="office" if used.number else "model",
            template_sha256=_sha256(model),
            model=model.template.model,
            sample=frame.sample,
            head=letter_head(),
        )
    # Told to who writes, in the language that is spoken here.
    return replace(draft, remarks=past_terms(blank.tables.get("questions", ()), today))


def _fill_earlier(blank: LetterBlank) -> None:
    """The numbers of letters that this one goes back to, where they were issued here."""
    case = blank.view.case
    request, hearing = overdue(case, blank.today), newest_hearing(case)
    blank.text("earlier.number", _number(case, LetterKind.INFORMATION, request))
    blank.text("hearing.number", _number(case, LetterKind.HEARING, hearing))


def _number(case: Case, kind: LetterKind, action: Action | None) -> str | None:
    letter = asking_letter(case, kind, action)
    return letter.number(case.reference) if letter else None


def letter_head() -> LetterHead:
    """The fixed words in the language that is spoken."""
    return LetterHead(
        reference=str(_("Our reference")),
        dated=str(_("Date")),
        draft=str(_("DRAFT: not issued, without a number")),
        sample=str(_("Sample data: companies are fictional.")),
        page=str(_("Page {page} of {pages}")),
    )


def _sha256(model: ModelLetter) -> str:
    return sha256_hex(model.source.encode())


def _texts_of(texts: Iterable[LetterText], language: str, day: date) -> dict[str, str]:
    """Those of a language that stand on the day; none of another language takes its place."""
    return {one.field: one.text for one in texts if one.language == language and one.stands_on(day)}


def _refuse_empty(pieces: Iterable[LetterPiece], blank: LetterBlank) -> None:
    """Invalid, naming each, where a table of the letter would have no rows."""
    empty = [
        one.name for one in pieces if isinstance(one, BlockPiece) and not blank.tables.get(one.name)
    ]
    if empty:
        raise Invalid(
            _("The letter cannot be made: a table of it has no rows."),
            field=", ".join(empty),
            remedy=_("State them: --row for questions and sources, --exhibit for evidence."),
        )


def _tables(pieces: Iterable[LetterPiece], blank: LetterBlank) -> dict[str, LetterTable]:
    return {
        one.name: LetterTable(one.heads, blank.tables[one.name])
        for one in pieces
        if isinstance(one, BlockPiece)
    }


def _named(code: str) -> str:
    """A language by its name in the language of the letter."""
    return Locale(code).get_language_name(language()) or code


def _notes(chosen: LetterLanguage) -> Iterable[str]:
    if chosen.is_translation:
        yield str(
            _("This letter is a translation ({language}); this office writes in {office}.").format(
                language=_named(chosen.code), office=_named(chosen.office)
            )
        )
