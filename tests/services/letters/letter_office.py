"""An office that says in its letters what national law lays down, as far as a test needs it."""

from pathlib import Path
from typing import Any

from tests.services.sample_office import ANALYST, HEAD, REF, Office, two_items

from landwaiter.domain.cases.life_cycle import LetterOut
from landwaiter.domain.evidence.deeds import AddFile
from landwaiter.domain.letters.deeds import IssueLetter, KeepLetterText
from landwaiter.domain.letters.letter_fields import LetterKind
from landwaiter.domain.letters.letter_order import LetterOrder, order_said
from landwaiter.domain.letters.letter_text import LETTER_TEXTS
from landwaiter.services.deeds.engine import do, run
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


def with_texts(office: Office, language: str = "en", *, without: str = "", **declared: str) -> None:
    """Every text of letters in a language, but one; the case is of an accepted declaration."""
    office.take_in(*two_items(mrn=MRN, **ADDRESS, **declared))
    for field in LETTER_TEXTS:
        if field != without:
            said = f"[{field} in {language}]"
            do(office.session(HEAD), KeepLetterText(field, language, said, "Customs Act"))


def order(kind: LetterKind, **more: Any) -> LetterOrder:
    """A letter in English to the exporter of the sample case."""
    given = {"reference": REF, "to": "exporter", "language": "en", **more}
    return order_said(kind, **given)


def drafted(office: Office, kind: LetterKind, **more: Any) -> LetterDraft:
    return draft_letter(office.session(ANALYST), order(kind, **more))


def text_of(draft: LetterDraft) -> str:
    """The letter as a person reads it, blanks that do not break as blanks."""
    return "\n".join(letter_lines(draft)).replace("\u00a0", " ")


INTENDED = ("decision.intended=Release is refused.", "decision.grounds=No authorisation.")
DECIDED_SO = tuple(f"decision.{one}=Text." for one in ("facts", "law", "consequences"))


def issued(
    office: Office,
    kind: LetterKind,
    pdf: Path,
    *,
    who: str = ANALYST,
    reference: str = REF,
    **more: Any,
) -> LetterOut:
    """A letter in English to the exporter, as the case has it once it was issued."""
    said = IssueLetter(kind, reference, "exporter", "UCC Art. 188", pdf, "en", **more)
    made = run(office.session(who), said)
    letter = office.case(reference).letters[-1]
    assert made.number == letter.number(reference)
    return letter


def with_evidence(office: Office, folder: Path) -> None:
    """A contract that a hearing can list."""
    contract = folder / "contract.txt"
    contract.write_text("a contract", encoding="utf-8")
    run(office.session(ANALYST), AddFile(REF, contract, "the exporter"))
