"""Canaries: a text of its own in every field of words that a deed on a case takes, with the class
that the field says, to be looked for in what leaves the office."""

import base64
import re
import shutil
import subprocess
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import pikepdf
import pytest
from openpyxl import load_workbook
from tests.deeds.proposals import BASIS, reasons
from tests.services.act_examples import EXAMPLES, stated_relation, states_related, tag_on_list
from tests.services.cases.test_acts import given_of
from tests.services.sample_office import ANALYST, REF, Office

from landwaiter.domain.base.facts import Content
from landwaiter.domain.deeds.shape import Argument, arguments
from landwaiter.domain.evidence.deeds import AddFile
from landwaiter.domain.reports.profiles import Profile, ReadingRight, right_of
from landwaiter.domain.table.deeds import ON_CASE
from landwaiter.services.deeds.engine import run

STORY: Final = (
    "triage",
    "assess",
    "note",
    "record_event",
    "call",
    "enrich",
    "assess_catch_all",
    "link",
    "ground",
    "judge",
    "substantiate",
    "dismiss_flag",
    "classify",
    "hold",
    "locate",
    "sample",
    "suspend",
    "consult",
    "open_track",
    "start_clock",
    "request_information",
    "request_opinion",
    "refer",
    "record_reply",
    "grade_evidence",
    "record_custody",
    "fill_record",
    "record_control",
    "tag",
    "except_hearing",
    "propose",
    "return",
    "rate_return",
    "propose",
    "approve",
    "serve_decision",
    "lodge_appeal",
    "follow_appeal",
    "seize",
    "lead_by_prosecutor",
    "record_consent",
    "end_lead",
    "execute",
    "close",
)
"""Deeds that one case can go through in this order."""


def _counted(office: Office) -> None:
    """A record is made of what was counted alone."""
    office.act(ANALYST, "fill_record", field="quantity", item=1, value="1 crate")


def _related(office: Office) -> None:
    if stated_relation(office) == "none":
        states_related(office)


_FIRST: Final = {"ground": _related, "tag": tag_on_list, "except_hearing": _counted}
"""What must be there before a deed of the story."""
_TERMS: Final = frozenset(
    {"calendar", "field", "issuer", "motion", "period", "reference", "statement"}
)
"""Arguments that name something: no text fits in them."""
_KNOWN: Final = frozenset(
    {("link", "to"), ("classify", "code"), ("answer_question", "source"), ("propose", "basis")}
)
"""The same of these deeds alone."""


_SIGN: Final = re.compile(r"canary\d{4}|[a-p]{14}")
"""What canaries are heard by."""


@dataclass(slots=True)
class Aviary:
    """The canaries that were planted, by what is looked for."""

    content: dict[str, Content] = field(default_factory=dict)
    place: dict[str, str] = field(default_factory=dict)
    hatched: int = 0

    def canary(self, content: Content, place: str) -> str:
        self.hatched += 1
        number = self.hatched
        sign = f"canary{number:04d}" if content is not Content.SOURCE else _unlike(number)
        self.content[sign], self.place[sign] = content, place
        return f"{sign} sings of {place.replace('_', ' ')}" if sign[-1].isdigit() else sign

    def forget(self, songs: Iterable[str]) -> None:
        """Canaries that found no place."""
        for song in songs:
            sign = song.split()[0]
            del self.content[sign], self.place[sign]

    def heard(self, said: bytes | str) -> frozenset[str]:
        """Which of them stand in a text."""
        text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
        return frozenset(_SIGN.findall(text)) & self.content.keys()

    def withheld_from(self, profile: Profile) -> frozenset[str]:
        """Those of a class of which this reader, who is no party by name and has no gist, gets
        none.

        Persons that the purpose names stand in tables of the matter: whether one of them is named
        is no question of its class.
        """
        seen = {ReadingRight.SHOWN, ReadingRight.NEED, ReadingRight.LEAST}
        return frozenset(
            sign for sign, one in self.content.items() if right_of(profile, one) not in seen
        )


def _unlike(number: int) -> str:
    """A word like no other: canaries that sing alike would be taken for each other's names."""
    digest = sha256(str(number).encode()).hexdigest()
    return "".join(chr(ord("a") + int(figure, 16)) for figure in digest[:14])


def told_story(office: Office) -> Aviary:
    """A case that went through all of it, with a piece of evidence of a source in confidence."""
    aviary = Aviary()
    tell_story(office, aviary)
    return aviary


def tell_story(office: Office, aviary: Aviary) -> None:
    """The same, with canaries beside others."""
    name = aviary.canary(Content.SOURCE, "file").replace(" ", "_")
    path = office.path.parent / f"{name}.txt"
    path.write_text("a letter", encoding="utf-8")
    source, place, seal = (
        aviary.canary(Content.SOURCE, part) for part in ("source", "place", "seal")
    )
    said = AddFile(REF, path, source, place=place, seal=seal, in_confidence=True)
    run(office.session(ANALYST), said)
    for deed in STORY:
        if deed in _FIRST:
            _FIRST[deed](office)
        plant(office, aviary, deed)


def plant(office: Office, aviary: Aviary, name: str) -> None:
    """One deed on the case with a canary in every field of words."""
    example = EXAMPLES[name]
    given = dict(given_of(example, office))
    planted = {
        one.name: aviary.canary(one.content, f"{name} {one.name}")
        for one in arguments(ON_CASE[name].args)
        if is_sung(name, one)
    }
    if name == "propose":
        asked = reasons(office.session(ANALYST), office.case().reference)
        given["basis"] = BASIS
        given["open"] = {
            kind: aviary.canary(Content.DELIBERATION, f"propose open {kind}") for kind in asked
        }
    given |= structured(aviary, name)
    office.act(example.who, name, **{**given, **planted})


def structured(aviary: Aviary, name: str) -> dict[str, Any]:
    """Canaries in what a deed takes that is more than one text."""
    sing = aviary.canary
    match name:
        case "return":
            return {"remarks": (("basis", sing(Content.DELIBERATION, "return remarks")),)}
        case "enrich":
            return {"value": sing(Content.BUSINESS, "enrich value")}
        case "fill_record":
            return {"value": sing(Content.PERSONAL, "fill_record value")}
        case "assess_catch_all":
            note = sing(Content.BUSINESS, "assess_catch_all value")
            said = {"answer": "yes", "source": "contract", "note": note}
            return {"value": {"use_military": said}}
    return {}


def is_sung(name: str, one: Argument) -> bool:
    """Whether a canary is planted in a field of a deed on a case."""
    return is_field(one) and (name, one.name) not in _KNOWN


def is_field(one: Argument) -> bool:
    """Whether anything may be said in it."""
    ask = one.ask
    chosen = bool(one.choices() or ask.lookup or ask.offered or ask.law) or one.name in _TERMS
    return one.kind is str and not one.many and not chosen and ask.content is not None


def pdf_channels(path: Path) -> Iterator[tuple[str, bytes]]:
    """Everything that a PDF says: to a reader, to programs, and in each object unpacked."""
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("pdftotext is not installed: nothing reads the text of a PDF")
    yield "text", subprocess.run([program, str(path), "-"], check=True, capture_output=True).stdout
    yield "bytes", path.read_bytes()
    with pikepdf.open(path) as pdf:
        yield "facts", " ".join(str(value) for value in pdf.docinfo.values()).encode()
        yield "names of attachments", " ".join(pdf.attachments.keys()).encode()
        for one in pdf.attachments.values():
            yield "attachments", one.get_file().read_bytes()
        for held in pdf.objects:
            if isinstance(held, pikepdf.Stream):
                yield "streams", held.read_bytes()
            elif isinstance(held, pikepdf.Dictionary | pikepdf.Array):
                yield "objects", held.unparse(resolved=False)


def xlsx_channels(path: Path) -> Iterator[tuple[str, bytes]]:
    """Every part of a workbook, and what lies packed in its hidden sheet."""
    with zipfile.ZipFile(path) as book:
        for name in book.namelist():
            kind = "sheets" if name.startswith("xl/worksheets/") else name
            yield kind, book.read(name)
    parts: dict[str, str] = {}
    for part, _number, text in load_workbook(path)["_landwaiter"].iter_rows(values_only=True):
        parts[str(part)] = parts.get(str(part), "") + str(text)
    for part, text in parts.items():
        yield f"hidden {part}", zlib.decompress(base64.b64decode(text))
