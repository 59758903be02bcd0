"""An office that says in its letters what national law lays down, as far as a test needs it."""

from typing import Any

from tests.services.sample_office import ANALYST, HEAD, REF, Office, two_items

from landwaiter.domain.letters.deeds import KeepLetterText
from landwaiter.domain.letters.letter_fields import LetterKind
from landwaiter.domain.letters.letter_order import LetterOrder, said_fields, said_rows
from landwaiter.domain.letters.letter_text import LETTER_TEXTS
from landwaiter.services.deeds.engine import do
from landwaiter.services.letters.letter_draft import LetterDraft, draft_letter
from landwaiter.services.letters.letter_output import letter_lines

MRN = "26PL301010E0012343"
ADDRESS = {
    "exporter_street": "ul. Portowa 1",
    "exporter_postcode": "81-340",
    "exporter_city": "Gdynia",
    "exporter_country": "PL",
}
QUESTION = "Who is the end user? | flag RF-P08 | contract"


def with_texts(office: Office, language: str = "en", *, without: str = "") -> None:
    """Every text of letters in a language, but one; the case is of an accepted declaration."""
    office.take_in(*two_items(mrn=MRN, **ADDRESS))
    for field in LETTER_TEXTS:
        if field != without:
            said = f"[{field} in {language}]"
            do(office.session(HEAD), KeepLetterText(field, language, said, "Customs Act"))


def order(kind: LetterKind, **more: Any) -> LetterOrder:
    """A letter in English to the exporter of the sample case."""
    say, rows = more.pop("say", ()), more.pop("rows", ())
    given = {"to": "exporter", "language": "en", **more}
    return LetterOrder(kind, REF, said=said_fields(kind, say), rows=said_rows(kind, rows), **given)


def drafted(office: Office, kind: LetterKind, **more: Any) -> LetterDraft:
    return draft_letter(office.session(ANALYST), order(kind, **more))


def text_of(draft: LetterDraft) -> str:
    """The letter as a person reads it, blanks that do not break as blanks."""
    return "\n".join(letter_lines(draft)).replace("\u00a0", " ")
