"""Examples of letters by somebody who read the law and the manual, and no code of ours.

Each is told as acts on their days and asked for on Monday, 30 November 2026 at noon, where it names
no other instant. What waits for
something else, or is not as its author has it, stands under `judged` with the reason.
"""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.services.letters.letter_office import ADDRESS, MRN, drafted, issued, text_of
from tests.services.sample_office import ANALYST, HEAD, REF, Office, two_items

from landwaiter.domain.evidence.deeds import AddFile
from landwaiter.domain.intake.case_kind import CaseKind
from landwaiter.domain.intake.deeds import OpenCase
from landwaiter.domain.letters.deeds import KeepLetterText
from landwaiter.domain.letters.letter_fields import LetterKind
from landwaiter.domain.letters.letter_text import LETTER_TEXTS
from landwaiter.errors import Fault, Invalid
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.intake.openings import as_typed

pytestmark = pytest.mark.thorough

EXAMPLES: Mapping[str, Any] = json.loads(
    Path(__file__).with_name("examples_letters.json").read_text(encoding="utf-8")
)
_READ: Mapping[str, Callable[[str], date]] = {
    "date": date.fromisoformat,
    "at": datetime.fromisoformat,
}
NOON = datetime(2026, 11, 30, 11, tzinfo=UTC)


def told(office: Office, example: Mapping[str, Any]) -> str:
    """The case as the example has it, each act on its day; its reference."""
    reference = REF
    if "opened" in example:  # a case without any declaration
        project, kind = example["opened"]["project"], CaseKind(example["opened"]["kind"])
        said = as_typed(OpenCase(kind, "tip", project=project))
        reference = do(office.session(ANALYST), said).made
    else:
        office.take_in(*two_items(mrn=MRN, **{**ADDRESS, **example["declared"]}))
    _texts(office, **example["texts"])
    if example["exhibits"]:
        _evidence(office, reference)
    for day, act, given in example["steps"]:
        office.clock.at = max(office.clock.at, datetime.fromisoformat(f"{day}T08:00:00+00:00"))
        if act == "issue":
            _issue(office, reference, **given)
            continue
        more = {**given, **{one: read(given[one]) for one, read in _READ.items() if one in given}}
        office.act(more.pop("who", ANALYST), act, reference=reference, **more)
    office.clock.at = datetime.fromisoformat(example["now"]) if example["now"] else NOON
    return reference


def _issue(office: Office, reference: str, kind: str, **more: Any) -> None:
    """A letter to the exporter under its next number."""
    pdf = office.path.parent / f"letter-{len(office.case(reference).letters)}.pdf"
    issued(office, LetterKind(kind), pdf, reference=reference, **more)


def _texts(
    office: Office,
    language: str = "en",
    *,
    without: str = "",
    also: tuple[str, str] | None = None,
    ended: tuple[str, str] | None = None,
) -> None:
    wanted: list[tuple[str, str, date | None]] = [
        (field, language, None) for field in LETTER_TEXTS if field != without
    ]
    if also:
        wanted.append((also[0], also[1], None))
    if ended:
        wanted.append((ended[0], language, date.fromisoformat(ended[1])))
    for field, code, until in wanted:
        said = KeepLetterText(field, code, f"[{field} in {code}]", "Customs Act", until=until)
        do(office.session(HEAD), said)


def _evidence(office: Office, reference: str) -> None:
    for name, source, confided in (
        ("oferta_anonim.txt", "Jan Kowalski", True),
        ("invoice.txt", "the exporter", False),
    ):
        path = office.path.parent / name
        path.write_text(name, encoding="utf-8")
        run(office.session(ANALYST), AddFile(reference, path, source, in_confidence=confided))


@pytest.mark.parametrize(
    "example", [pytest.param(one, id=one["id"]) for one in EXAMPLES["examples"]]
)
def test_a_letter_of_an_example_is_made_and_says_what_it_must(
    office: Office, example: Mapping[str, Any]
) -> None:
    def letter() -> Any:
        reference, kind = told(office, example), LetterKind(example["kind"])
        more = {one: example[one] for one in ("to", "language", "say", "rows")}
        return drafted(
            office, kind, reference=reference, exhibits=tuple(example["exhibits"]), **more
        )

    if not example["made"]:
        with pytest.raises(Fault) as refused:
            letter()
        named = refused.value.field if isinstance(refused.value, Invalid) else ""
        assert example["why"] in f"{refused.value.message} {named}"
        return
    draft = letter()
    said = "\n".join((text_of(draft), *draft.notes))
    assert [one for one in example["there"] if one not in said] == []
    assert [one for one in example["absent"] if one in said] == []
    assert example["why"] in "\n".join((draft.language.why, *draft.remarks))
