"""A template as pages, of a case that does not exist: each field with its example."""

from datetime import date

from landwaiter.domain.letters.letter_content import BlockPiece, letter_content, missing_fields
from landwaiter.domain.letters.letter_fields import FIELDS, blocks_of, fields_of
from landwaiter.domain.letters.letter_paragraphs import letter_paragraphs
from landwaiter.i18n import _
from landwaiter.services.letters.letter_draft import LetterDraft, LetterTable, letter_head
from landwaiter.services.letters.letter_recipient import LetterLanguage
from landwaiter.services.letters.letter_words import written_in
from landwaiter.services.letters.model_letters import ModelLetter, provision_forms

_ADDRESS = ("Blue Harbour Tools Ltd", "1 Quay Street", "81-340 Gdynia")
_OFFICE, _AUTHOR, _REFERENCE = "Customs Office", "A. Berg", "PL1-000412"


def sample_letter(letter: ModelLetter, day: date, *, holds: bool) -> LetterDraft:
    """What the template says where every condition holds, or where none does; never a letter."""
    template = letter.template
    values: dict[str, str | bool] = {}
    for one in fields_of(template.kind):
        if one.is_claim:
            values[one.path] = holds
        elif holds or not one.may_be_empty:
            values[one.path] = one.example
    for path in missing_fields(template, values):  # said where another condition does not hold
        values[path] = FIELDS[path].example
    with written_in(template.language):
        forms = provision_forms(template.language)
        pieces = letter_content(template, values, forms=forms, day=day)
        rows = {
            one.name: tuple(f"[{name}]" for name in one.columns) for one in blocks_of(template.kind)
        }
        return LetterDraft(
            kind=template.kind,
            reference=_REFERENCE,
            title=template.title,
            language=LetterLanguage(template.language, "", template.language),
            number="",
            day=day,
            office=_OFFICE,
            place="",
            state="",
            address=_ADDRESS,
            sender="",
            salutation=str(_("Dear Sir or Madam,")),
            paragraphs=letter_paragraphs(pieces),
            tables={
                one.name: LetterTable(one.heads, (rows[one.name],))
                for one in pieces
                if isinstance(one, BlockPiece)
            },
            notes=(),
            closing=str(_("Yours faithfully")),
            author=_AUTHOR,
            fields=(),
            template_edition=template.edition,
            template_of="sample",
            template_sha256="",
            model=template.model,
            sample=True,
            head=letter_head(),
        )
