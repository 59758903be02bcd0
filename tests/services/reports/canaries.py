"""Canaries: a text of its own in every field of words that a deed on a case takes, with the class
that the field says, to be looked for in what leaves the office."""

import base64
import io
import re
import shutil
import subprocess
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import pikepdf
import pypdfium2 as pdfium
import pytest
from openpyxl import load_workbook
from tests.deeds.proposals import BASIS, reasons
from tests.services.act_examples import EXAMPLES, stated_relation, states_related, tag_on_list
from tests.services.cases.test_acts import given_of
from tests.services.sample_office import ANALYST, REF, Office

from landwaiter.domain.base.facts import Content
from landwaiter.domain.deeds.shape import Argument, arguments
from landwaiter.domain.evidence.deeds import AddFile
from landwaiter.domain.reports.profiles import Profile
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
MAY_READ: Final = {
    Profile.MINISTRY: "OTP",
    Profile.LICENSING_AUTHORITY: "OTP",
    Profile.PARTNER_STATE: "OP",
    Profile.PARTY: "O",
    Profile.COURT: "OP",
    Profile.PUBLIC: "O",
}
"""The classes of which each reader gets some without a gist, a consent or an order: said here once
more, so that a table of the program that grants too much is not what it is held against."""
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
_BROKEN: Final = re.compile(r"[\u00ad\s]+")


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
        text = (
            said if isinstance(said, str) else said.replace(b"\0", b"").decode("utf-8", "replace")
        )
        # Texts in UTF-16 are without their zeroes; words that a line breaks are whole again.
        whole = _BROKEN.sub("", text)
        found = {*_SIGN.findall(text), *_SIGN.findall(whole)} & self.content.keys()
        others = self.content.keys() - found
        return frozenset(found | {sign for sign in others if sign in whole})

    def withheld_from(self, profile: Profile) -> frozenset[str]:
        """Those of a class of which this reader, who is no party by name and has no gist, gets
        none.

        Persons that the purpose names stand in tables of the matter: whether one of them is named
        is no question of its class.
        """
        return frozenset(
            sign for sign, one in self.content.items() if one.value not in MAY_READ[profile]
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


def file_channels(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """Everything that a file says, and each file in it."""
    yield "bytes", data
    if data.startswith(b"%PDF"):
        yield from _pdf_channels(data)
    elif data.startswith(b"PK\x03\x04"):
        yield from _zip_channels(data)


def pdf_channels(path: Path) -> Iterator[tuple[str, bytes]]:
    """Everything that a PDF says: to a reader, to programs, and in each object unpacked."""
    yield from _pdf_channels(path.read_bytes())


def _pdf_channels(data: bytes) -> Iterator[tuple[str, bytes]]:
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("pdftotext is not installed: nothing reads the text of a PDF")
    read = subprocess.run([program, "-", "-"], input=data, check=True, capture_output=True)
    yield "text", read.stdout
    yield "text by pdfium", "\n".join(_pages(data)).encode("utf-8", "replace")
    yield "bytes", data
    with pikepdf.open(io.BytesIO(data)) as pdf:
        yield "facts", " ".join(str(value) for value in pdf.docinfo.values()).encode()
        yield "names of attachments", " ".join(pdf.attachments.keys()).encode()
        for name, one in pdf.attachments.items():
            attached = one.get_file().read_bytes()
            yield "attachments", attached
            yield from file_channels(name, attached)
        for held in pdf.objects:
            if isinstance(held, pikepdf.Stream):
                packed = held.read_bytes()
                yield "streams", packed
                yield "streams", _in_hexadecimal(packed)
            if isinstance(held, pikepdf.Dictionary | pikepdf.Array):
                yield "objects", held.unparse(resolved=False)
            yield "strings", "\n".join(_strings(held)).encode("utf-8", "replace")


def _pages(data: bytes) -> Iterator[str]:
    with closing(pdfium.PdfDocument(data)) as pdf:
        for number in range(len(pdf)):
            with closing(pdf[number]) as page, closing(page.get_textpage()) as text:
                yield text.get_text_bounded()


def _strings(held: Any) -> Iterator[str]:
    """Texts of an object as a reader has them, whatever encoding they are kept in."""
    if isinstance(held, pikepdf.Dictionary | pikepdf.Stream):
        for key in held.keys():  # noqa: SIM118 (it is no mapping)
            value = held[key]
            if not (isinstance(value, pikepdf.Object) and value.is_indirect):
                yield from _strings(value)
    elif isinstance(held, pikepdf.Array):
        for value in held:
            if not (isinstance(value, pikepdf.Object) and value.is_indirect):
                yield from _strings(value)
    elif isinstance(held, pikepdf.String):
        yield str(held)


def _in_hexadecimal(packed: bytes) -> bytes:
    """What stands in a stream as a string in hexadecimal, such as the text of a picture."""
    found = re.findall(rb"<([0-9A-Fa-f]{8,})>", packed)
    return b"\n".join(bytes.fromhex(one.decode()) for one in found if len(one) % 2 == 0)


def _zip_channels(data: bytes) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        names = packed.namelist()
        for name in names:
            yield "names of parts", name.encode()
            yield ("sheets" if name.startswith("xl/worksheets/") else name), packed.read(name)
    if "xl/workbook.xml" not in names:
        return
    parts: dict[str, str] = {}
    with closing(load_workbook(io.BytesIO(data))) as book:
        if "_landwaiter" in book.sheetnames:
            for part, _number, text in book["_landwaiter"].iter_rows(values_only=True):
                parts[str(part)] = parts.get(str(part), "") + str(text)
    for part, text in parts.items():
        yield f"hidden {part}", zlib.decompress(base64.b64decode(text))


def xlsx_channels(path: Path) -> Iterator[tuple[str, bytes]]:
    """Every part of a workbook, and what lies packed in its hidden sheet."""
    yield from _zip_channels(path.read_bytes())
