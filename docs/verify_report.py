#!/usr/bin/env python3
# ruff: noqa: B905, UP006, UP017, UP035 (Python 3.8 runs it, too)
# ruff: noqa: S314, T201 (a DOCTYPE is refused before; it speaks to a terminal)
"""Verify reports of Landwaiter, with nothing but this file and Python 3.8 or later.

    python3 verify_report.py FILE.pdf [FILE.xlsx] [--keys SHEET]... [--passages FILE]
    python3 verify_report.py FOLDER [--keys SHEET]...       the bundle for a court

What it needs. The reports as they were received and, to know whose they are, the key sheet of the
office, which must have come by another way than the reports. It opens no casebook, uses no network
and shares no code with Landwaiter.

What a report carries. A PDF has three attachments, an Excel file a hidden sheet ("_landwaiter")
with the same three parts:

    dossier    the content of the report, as one JSON text
    manifest   a JSON text about the file: the SHA-256 of the dossier, a hash for each page or
               sheet and, of a PDF, for each other part of it, who signed and with which key
    signature  the Ed25519 signature (RFC 8032) of that key over the manifest, 64 bytes

What it is printed in. Sentences are kept without a language (`in_words`): as messages, which are
their own English text, with arguments. A report in another language brings the words along that it
is printed with. Decisions are compared and told in English.

What is verified.
  1. The signature is one over the manifest.
  2. The manifest is about the dossier: SHA-256, id, reference, type of report, kind of file.
  3. Each page (`Digest`) or each sheet (`sheet_hash`) has the hash that the manifest states; no
     page or sheet was added, removed or moved. In a PDF, fonts and drawing resources too, and each
     other part (`NAMES_OF_PARTS`); title, author, subject and language are those of the dossier;
     the catalogue has nothing else. In an
     Excel file, no part and no link was added, nothing was hidden or laid over cells, and each
     number format is one that reports have.
  4. Where the dossier shows an approved decision: its author and another person, with another
     key, both signed it, and what they signed is what it shows; so did a head where the text
     wants a countersignature (`approval_of`, `countersignature_of`).
     Of a report that was redacted for its reader that text may be withheld, or who signed: it says
     so, and what cannot be compared is told as not known.
  5. Reports that are given together are of one dossier.
  6. With key sheets: each is what its signer signed, and its statements hold (`registry_of`).
     A key sheet is the whole chain of signed statements by which people and keys came to the
     casebook: who was added by whom, made a key, had it confirmed, was given or lost a role. Each
     names the hash of the one before, and stands in the audit chain where the entry that is beside
     it says (its *place*); places alone decide what was before what. The SHA-256 of the first, the
     founding, is the identity of the casebook. What it must not do has no effect and is told.
  7. By those statements: the key of each signature was in force when it was given, under the name
     of who signed (`DOUBTS`), and the second signature under a decision is another person's assent
     to the first (`why_not_two`): both stand in the audit chain, one after the other; both keys
     counted there; the second held the role of reviewer or head (a countersignature: head); two
     others confirmed the second key; neither of the two vouches alone for the key of the other.
  8. With passages that were disclosed later: each is what the report withheld at its place
     (`Passages`). The report holds a salted commitment to each passage that it withholds.
     They may be those of an annex under seal, a PDF of its own (`SealedAnnex`): it is verified as
     a report is, and the other report names it by its number and the hash of its dossier.
  9. Several sheets of one casebook must each be how the longest begins.

What a bundle for a court has besides. Its manifest names each file that belongs to it: exhibits,
the audit entries of the case, anchors, verifiers. They lie beside the pages ("bundle.pdf", a report
of its own) in a folder, with the three parts above as files; or they are attached to one PDF.

  9. Each file is there, as long as the manifest says and with the hash that it says, and no other
     is. The exhibits are those of the dossier.
 10. The audit entries ("entries.jsonl", which `verify_audit.py` reads too) are all about one case.
     The first is number 1 about it, each names its number and the hash of the one before, and the
     last one is the head of the case that the dossier prints: none was left out, changed or added.
     An anchor about one of them names its hash. Replies of time-stamp authorities are not verified
     here; `openssl ts -verify` does that. Nor are seals, for which the whole chain is needed.

What it does not verify. It cannot make the file again from its dossier. So it does not know that
pages and sheets show what the dossier says: whoever signs a report could sign other pages, and it
prints the decision of the dossier, to be held against them by eye. Nor does it tell "unchanged"
from "saved again by another program", and it names a changed sheet, not the cell. Of an
Excel file it compares values, not looks: fonts and colours are not compared, and a number format is
only known to be one that reports have, not to be the cell's own. A PAdES signature of the office's
certificate is not verified; any reader of PDF does that. `landwaiter verify` does all of this.

What it cannot know. A report that somebody made up and signed with a key of their own is sound by
itself. Only a key sheet shows where a report comes from, and a key sheet is worth what the way is
worth by which it came.

Where a signature under a decision stands in the audit chain, the entries in the dossier say. They
must fit each other and those of the key sheet; that the chain of the office really has them, only
the chain shows (`verify_audit.py`). Nor does anything in a file show when it was signed. Whoever
holds a retired key of a colleague, with the password of then, could make up a decision and a report
of the time before: a key that was retired since is named, and the office knows what it made.

Exit code: 0 sound, and the origin is proven; 3 sound, but the origin is not proven, because no key
sheet was given, or it had expired or lacks a newer statement; 1 not sound, or the key sheets speak
against a signature, or a passage is not what was withheld; 2 called wrongly, or a file is no report
that can be read.
"""

from __future__ import annotations

import argparse
import base64
import contextlib
import copy
import datetime
import decimal
import hashlib
import io
import json
import re
import string
import struct
import sys
import zipfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Set, Tuple
from xml.etree import ElementTree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

MOST_FILE = 256 * 1024**2  # bytes of a report
MOST_SHEET = 64 * 1024**2  # bytes of a key sheet
MOST_PART = 128 * 1024**2  # bytes that one part of a file may unpack to
MOST_TOLD = 50  # changes that are told of one file
PAGES = "bundle.pdf"  # the printed parts of a bundle, in its folder
ENTRIES = "entries.jsonl"  # the audit entries of its case
KEY_SHEET = "landwaiter key sheet"
HIDDEN_SHEET = "_landwaiter"
PARTS = ("dossier", "manifest", "signature")
CLASSES = frozenset("OTPIDLSC")
NO_REPORT = "it is no report of Landwaiter, or it was removed"
DAMAGED = (
    *(ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError),
    *(MemoryError, EOFError, OSError, RuntimeError, struct.error, zlib.error),
    *(zipfile.BadZipFile, ElementTree.ParseError),
)
"""What Python raises where a file is cut off, damaged, or made to be misread."""


class Unreadable(Exception):
    """Why a file is no report, or no key sheet, that can be verified."""


def main() -> int:
    for stream in (sys.stdout, sys.stderr):  # no letter of a name may fail to print
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    parser = argparse.ArgumentParser(description="Verify reports of Landwaiter.")
    parser.add_argument(
        "files", metavar="FILE", nargs="+", help="a report, PDF or Excel, or the folder of a bundle"
    )
    parser.add_argument(
        "--keys", metavar="SHEET", action="append", default=[], help="a key sheet; repeatable"
    )
    parser.add_argument(
        "--passages", metavar="FILE", help="passages disclosed later, as the office wrote them"
    )
    given = parser.parse_args()
    try:
        sheets = [named(name, MOST_SHEET, KeySheet) for name in given.keys]
        reports = [report for name in given.files for report in reports_at(name)]
        shown = named(given.passages, MOST_FILE, disclosed_in) if given.passages else None
    except Unreadable as wrong:
        print(f"CANNOT BE VERIFIED: {on_one_line(str(wrong))}", file=sys.stderr)
        return 2
    said = [sentence for report in reports for sentence in report.sentences()]
    alike = len({report.dossier_sha256 for report in reports}) == 1
    if len(reports) > 1:
        kind = "the same dossier" if alike else "different dossiers"
        said.append(f"The files are made from {kind}.")
    said += sheet_sentences(sheets)
    code, closing = origin_of(reports, sheets, alike)
    if code == 0:
        said += retired_since(reports, sheets)
    if shown is not None:
        held = [one for report in reports for one in shown.held_by(report)]
        said += shown.sentences() + [sentence for _is_held, sentence in held]
        if not (shown.sound and all(is_held for is_held, _sentence in held)):
            code = 1
    for sentence in (*said, closing):
        print(on_one_line(sentence))
    return code


def reports_at(path: str) -> list[Report]:
    """The report of a file; of the folder of a bundle itself, and the pages in it."""
    if not Path(path).is_dir():
        return [named(path, MOST_FILE, Report)]
    try:
        found = [Report(Path(path).absolute().name, b"", Path(path))]
    except Unreadable as wrong:
        raise Unreadable(f"{path}: {wrong}") from None
    except DAMAGED as error:
        raise Unreadable(f"{path}: it is damaged ({error or type(error)})") from None
    pages = Path(path) / PAGES
    if pages.is_file():
        try:
            found.append(named(str(pages), MOST_FILE, Report))
        except Unreadable as wrong:
            if not found[0].changes:  # the folder was sealed with it
                raise
            found[0].changes.append(f"{wrong}.")  # what else is in it is told all the same
    return found


def named(path: str, most: int, kind: Callable[[str, bytes], Any]) -> Any:
    """The report or key sheet of a file; whatever is wrong with it is said with its name."""
    name = Path(path).name
    try:
        return kind(name, bytes_of(path, most))
    except Unreadable as wrong:
        raise Unreadable(f"{name}: {wrong}") from None
    except DAMAGED as error:
        raise Unreadable(f"{name}: it is damaged or cut off ({error or type(error)})") from None


def bytes_of(path: str, most: int) -> bytes:
    """The content of a file; pipes and devices, which may never end, are none."""
    try:
        if not Path(path).is_file():
            raise Unreadable("this is not a file")
        with Path(path).open("rb") as file:
            data = file.read(most + 1)
    except (OSError, ValueError) as error:
        raise Unreadable(f"it cannot be read: {error}") from None
    if len(data) > most:
        raise Unreadable(f"it is larger than {most >> 20} MiB")
    return data


HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)


def visible(text: str) -> str:
    """`text` with each hidden character as its code point, [U+202E]: reports print it so too."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return HIDDEN.sub(lambda hidden: f"[U+{ord(hidden.group()):04X}]", text)


def on_one_line(text: str) -> str:
    """A sentence that can play no tricks on a terminal."""
    return visible(text).replace("\n", "[U+000A]")


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


# --- One report ---------------------------------------------------------------------------------


class Report:
    """What was found of one file."""

    def __init__(self, file: str, data: bytes, folder: Path | None = None) -> None:
        self.file = file
        if folder is not None:
            self.kind, contents = "folder", FolderReport(folder)
        elif data.startswith(b"%PDF-"):
            self.kind, contents = "pdf", PdfReport(data)
        elif data.startswith(b"PK\x03\x04"):
            self.kind, contents = "xlsx", ExcelReport(data)
        else:
            raise Unreadable("it is neither a PDF nor an Excel file")
        self.manifest = object_of(contents.parts["manifest"], "the manifest")
        if self.manifest.get("v") != 2:
            raise Unreadable("its manifest has a version that is not known here")
        dossier = dossier_of(contents.parts["dossier"])
        self.dossier_sha256 = sha256(contents.parts["dossier"])
        self.made_at = moment(text_of(dossier, "made_at"))
        self.dossier = text_of(dossier, "id")
        self.casebook = text_of(dossier, "casebook", "")
        self.by_one = kept(dossier, "founded_by_one", bool, default=False)
        head = dossier["audit_head"]
        self.audit_head = kept(head, "seq", int), text_of(head, "sha256")
        self.registry = registry_named(self.manifest)
        self.signer = str(self.manifest.get("signer", ""))
        self.key = str(self.manifest.get("key", ""))
        self.signed = signature_holds(
            self.key, contents.parts["signature"], contents.parts["manifest"]
        )
        about = {
            "file": self.kind,
            "dossier_sha256": self.dossier_sha256,
            "dossier": self.dossier,
            "reference": text_of(dossier, "reference"),
            "report_type": dossier["report_type"],
            "casebook": self.casebook,
        }
        self.language = text_of(dossier, "language")
        self.redaction = redaction_of(dossier)
        self.commitments = commitments_of(dossier)
        self.annexes = annexes_of(dossier)
        self.tables = dossier.get("tables")
        about["redaction"] = dossier.get("redaction")
        self.fits = all(self.manifest.get(name) == value for name, value in about.items())
        self.decision = decision_of(dossier)
        self.approval = approval_of(self.decision)
        self.countersignature = countersignature_of(self.decision)
        self.changes = list(contents.changes(self.manifest, dossier))
        self.other_words = self.language == "en" and bool(words_in(dossier))
        self.payloads = payload_hashes(contents.entries)
        self.entries = len(self.payloads)  # about the case, of a bundle
        self.remarks = contents.remarks()
        self.sound = (
            not self.changes
            and not self.other_words
            and self.signed
            and self.fits
            and "fails" not in (self.approval, self.countersignature)
        )

    def sentences(self) -> list[str]:
        """Everything found, in the order in which a reader wants it."""
        told = self.changes[:MOST_TOLD]
        if len(self.changes) > MOST_TOLD:
            told.append("more differences are not listed.")
        found = ["changed."] if told else []
        found += told or self.remarks[:1]
        if self.entries and not told:
            what = f"all {self.entries} audit entries of the case are there, from the first on."
            found.append(what if self.entries > 1 else "the audit entry of the case is there.")
        if self.redaction is not None:
            found.append(self.redaction)
        who = f"{self.signer}, key {self.key[:16]}…; the signature"
        found.append(
            f"signed by {who} verifies."
            if self.signed
            else f"said to be signed by {who} does not verify."
        )
        if not self.fits:
            held = "dossier that lies beside it" if self.kind == "folder" else "embedded dossier"
            found.append(f"the manifest is not about the {held}.")
        found.append(APPROVALS[self.approval])
        found += COUNTERSIGNATURES.get(self.countersignature, [])
        is_told = self.approval in ("none", "by_one") or self.countersignature == "waits"
        if self.decision and not is_told and not self.decision["approval"]["valid"]:
            found.append("the decision is not validly approved, as the report itself says.")
        if self.decision:
            place = {"pdf": "pages", "xlsx": "sheets", "folder": "pages"}[self.kind]
            found.append(
                f"by its dossier the decision is {decided(self.decision)}: see that its {place} "
                "say the same, which is not compared here."
            )
        printed = f"it is printed in “{self.language}” with"
        if self.other_words:
            found.append(f"{printed} words that are not those of the catalogue which it names.")
        elif self.language != "en":
            found.append(f"{printed} the words that it brings along, which are not known here.")
        return [f"{self.file}: {sentence}" for sentence in (*found, *self.remarks[1:])]


APPROVALS = {
    "none": "the dossier holds no approval.",
    "verifies": "the approval signature verifies.",
    "fails": "the approval signature does not verify.",
    "by_one": "decided by one person, as the report says; the signatures verify.",
    "text_withheld": "the approval signature verifies, over a text that is withheld here.",
    "withheld": "the approval is withheld here: whether it verifies is not known.",
}
COUNTERSIGNATURES = {
    "waits": ["the decision is not approved in full: the countersignature of a head is missing."],
    "verifies": ["the countersignature of the head verifies."],
    "fails": ["the countersignature is missing or does not verify."],
    "withheld": ["the countersignature is withheld here: whether it verifies is not known."],
}


def decided(decision: dict[str, Any]) -> str:
    """The outcome in English, of each item where they have their own, and how it is printed."""
    lines = decision["items"] or [{**decision, "item": ""}]
    found = []
    for one in lines:
        said = one["said"] or one["outcome"]
        printed = f", printed as “{one['printed']}”" if one["printed"] != said else ""
        found.append(f"{one['item']}: “{said}”{printed}" if one["item"] else f"“{said}”{printed}")
    return "; ".join(found)


def object_of(data: bytes, what: str) -> dict[str, Any]:
    """The JSON object that a text is; Unreadable if it is none."""
    try:
        record = json.loads(data, object_pairs_hook=once)
    except (ValueError, RecursionError):
        raise Unreadable(f"{what} is not readable JSON") from None
    if not isinstance(record, dict):
        raise Unreadable(f"{what} is not a JSON object")
    return record


def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object no member of which is named twice: what is read twice could say two things."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a member is named twice")
    return found


def canonical(record: Any) -> bytes:
    """The one form in which a record is hashed and signed (RFC 8785); numbers are whole there."""
    return json.dumps(in_order(record), ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def in_order(value: Any) -> Any:
    """With the members of all objects in their one order, which is that of UTF-16."""
    if isinstance(value, dict):
        names = sorted(value, key=lambda name: name.encode("utf-16-be"))
        return {name: in_order(value[name]) for name in names}
    if isinstance(value, list):
        return [in_order(item) for item in value]
    if isinstance(value, float) or (isinstance(value, int) and abs(value) >= 2**53):
        raise ValueError("a number in it has no one form")
    return value


def text_of(record: dict[str, Any], name: str, default: str | None = None) -> str:
    """A member that is text; Unreadable if it is something else, or missing without a default."""
    value = record.get(name, default)
    if not isinstance(value, str):
        raise Unreadable(f"“{name}” is missing, or is not text")
    return value


MOMENT = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2})(\.[0-9]{1,6})?"
    r"(?:Z|([+-])([0-9]{2}):([0-9]{2}))"
)


def moment(text: str) -> datetime.datetime:
    """2026-03-30T09:00:00Z, with or without fractions of a second; or with +02:00 for Z."""
    found = MOMENT.fullmatch(text)
    if not found:
        raise ValueError(f"“{text[:60]}” is no instant with a time zone")
    seconds, fraction, sign, hours, minutes = found.groups()
    at = datetime.datetime.fromisoformat(seconds).replace(tzinfo=datetime.timezone.utc)
    ahead = datetime.timedelta(hours=int(hours or 0), minutes=int(minutes or 0))
    at += datetime.timedelta(microseconds=int((fraction or ".0")[1:].ljust(6, "0")))
    return at + ahead if sign == "-" else at - ahead


def day_of(at: datetime.datetime) -> str:
    """The day of an instant as sentences say it: 9 Apr 2026, in no other language than these."""
    return f"{at.day} {MONTHS[at.month - 1]} {at.year}"


MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def dossier_of(data: bytes) -> dict[str, Any]:
    """The dossier of its bytes, which must be in their one canonical form."""
    dossier = object_of(data, "the dossier")
    if dossier.get("v") != 1:
        raise Unreadable("its dossier has a version that is not known here")
    if canonical(dossier) != data:
        raise Unreadable("its dossier is not in its canonical form")
    return dossier


# --- The decision, its approval and its countersignature ----------------------------------------

AUTHORS, APPROVERS = {"analyst", "reviewer", "head"}, {"reviewer", "head"}


class Signed:
    """A signature for which a key sheet has to answer."""

    def __init__(
        self,
        name: str,
        key: str,
        at: datetime.datetime,
        what: str,
        registry: tuple[int, str],
        *,
        shown: dict[str, Any] | None = None,
    ) -> None:
        self.name = name
        self.key = key
        self.at = at
        self.what = what
        self.registry = registry  # number and hash of the newest statement when it was signed
        self.shown = shown or {}  # of a signature under a decision
        self.vouched = self.shown.get("vouched")


MOST_WORDS = 1 << 20  # characters that one message may be put into


def sentence_of(
    record: dict[str, Any], name: str, words: dict[str, str], default: str | None = None
) -> str:
    """A member that is a text or a message, in these words; Unreadable if it is something else."""
    try:
        return in_words(record.get(name, default), words)
    except (ValueError, RecursionError):
        raise Unreadable(f"“{name}” is missing, or is no sentence") from None


def in_words(form: Any, words: dict[str, str]) -> str:
    """What a form says; ValueError for what is none.

    A sentence is kept without a language: a text as it is, or {"m": message, "a": {name: form}},
    {"j": [form], "s": separator}, {"c": form} with a capital letter at its beginning, {"d":
    figure} or {"m": for one, "p": for many, "n": count}. A message is its own English text; `words`
    hold the texts of another language, and stay away for English.
    """
    if isinstance(form, str) or type(form) is int:
        return str(form)
    if not isinstance(form, dict):
        raise ValueError(form)
    parts = sorted(form)
    if parts in (["m"], ["a", "m"]) and isinstance(form["m"], str):
        given = {name: in_words(value, words) for name, value in form.get("a", {}).items()}
        said = filled(words.get(form["m"], form["m"]), form["m"], given)
    elif set(parts) - {"a"} == {"m", "n", "p"} and type(form["n"]) is int:
        given = {name: in_words(value, words) for name, value in form.get("a", {}).items()}
        given["n"] = figure_in(str(form["n"]), words)
        english = form["m"] if form["n"] == 1 else form["p"]
        asked = "\x04".join((str(form["n"]), form["m"], form["p"]))
        said = filled(words.get(asked, english), english, given)
    elif parts == ["d"] and isinstance(form["d"], str):
        said = figure_in(form["d"], words)
    elif parts == ["j", "s"] and isinstance(form["j"], list):
        said = in_words(form["s"], words).join(in_words(part, words) for part in form["j"])
    elif parts == ["c"]:
        said = in_words(form["c"], words)
        said = said[:1].upper() + said[1:]
    else:
        raise ValueError(form)
    if len(said) > MOST_WORDS:
        raise ValueError("too long")
    return said


def figure_in(text: str, words: dict[str, str]) -> str:
    """A figure in the notation of the report; ValueError for what is none.

    How figures are written is said by three texts of `words`: “1,000”, “10,000” and “0.5”.
    """
    if not re.fullmatch(r"-?[0-9]{1,40}(\.[0-9]{1,20})?", text):
        raise ValueError(text)
    signs = (re.sub("[0-9]", "", words.get(one, one)) for one in ("1,000", "10,000", "0.5"))
    four, five, half = signs
    point = half if half in (".", ",") else "."
    whole, _point, places = text.partition(".")
    group = five if len(whole.lstrip("-")) > len("1000") else four
    if group == point or group not in (",", ".", " ", "\u00a0", "\u202f", "'", "\u2019"):
        group = ""
    minus = "-" if whole.startswith("-") else ""
    said = f"{minus}{int(whole.lstrip('-')):,}".replace(",", group)
    return f"{said}{point}{places}" if places else said


def filled(template: str, english: str, given: dict[str, str]) -> str:
    """A template with its arguments; a translation that asks for others gives way to English."""
    parts, known = places_in(template), places_in(english)
    if known is None or parts is None or not {n for _text, n in parts} <= {n for _t, n in known}:
        template, parts = english, known
    if parts is None or not all(name == "" or name in given for _text, name in parts):
        return template
    return "".join(text + given.get(name, "") for text, name in parts)


def places_in(template: str) -> list[tuple[str, str]] | None:
    """Texts, each with the name of what follows; None where a place is more than a name."""
    try:
        parsed = list(string.Formatter().parse(template))
    except ValueError:
        return None
    if any(spec or turned or not (name or "_").isidentifier() for _t, name, spec, turned in parsed):
        return None
    if any(name == "" for _text, name, _spec, _turned in parsed):
        return None
    return [*((text, name or "") for text, name, _spec, _turned in parsed), ("", "")]


def words_in(dossier: dict[str, Any]) -> dict[str, str]:
    """Message → text in the language that the report is printed in; nothing for English."""
    words = kept(dossier, "words", dict, default={})
    if not all(isinstance(text, str) for text in words.values()):
        raise Unreadable("“words” of the dossier are no texts")
    return words


def outcome_in(shown: dict[str, Any], words: dict[str, str]) -> dict[str, Any]:
    """An outcome in English, by which it is compared, and as it is printed."""
    names = ("outcome", "said")
    found = {name: sentence_of(shown, name, {}, "") for name in names}
    printed = {name: sentence_of(shown, name, words, "") for name in names}
    basis = as_kept(shown, "basis")
    return {**found, "basis": basis, "printed": printed["said"] or printed["outcome"]}


def as_kept(shown: dict[str, Any], name: str) -> Any:
    """A text or message as it is, to be compared with what was signed."""
    sentence_of(shown, name, {}, "")
    return shown.get(name, "")


def redaction_of(dossier: dict[str, Any]) -> str | None:
    """For whom the dossier was redacted, and how many passages of which class; None if it was not.

    The counts are those of the commitments, one for each passage.
    """
    part = kept(dossier, "redaction", dict, default={})
    if not part:
        return None
    reader = ", ".join(filter(None, (text_of(part, "profile"), text_of(part, "addressee", ""))))
    counts = [
        (text_of(one, "content"), kept(one, "count", int))
        for one in kept(part, "counts", list, default=[])
    ]
    found: dict[str, int] = {}
    for one in kept(part, "withheld", list, default=[]):
        found[text_of(one, "content")] = found.get(text_of(one, "content"), 0) + 1
    if found != dict(counts):
        raise Unreadable("what is withheld is not what is counted")
    if not counts:
        return f"made for {reader}; nothing is withheld."
    said = ", ".join(f"{count} {content}" for content, count in counts)
    return f"redacted for {reader}: {said}."


def commitments_of(dossier: dict[str, Any]) -> set[str]:
    """What the report is held to, of each passage that it withholds."""
    part = kept(dossier, "redaction", dict, default={})
    return {text_of(one, "commitment") for one in kept(part, "withheld", list, default=[])}


def disclosed_in(file: str, data: bytes) -> Passages:
    """What was disclosed later: by an annex under seal, or in a file of passages."""
    if data.startswith(b"%PDF-"):
        return SealedAnnex(Report(file, data))
    if len(data) > MOST_SHEET:
        raise Unreadable(f"it is larger than {MOST_SHEET >> 20} MiB")
    return Passages(kept(object_of(data, "the file"), "passages", list))


class Passages:
    """What the office disclosed later: `landwaiter report withheld --json`.

    A commitment is the SHA-256 over the canonical object of class, passage, place and salt.
    """

    sound = True

    def __init__(self, passages: list[Any]) -> None:
        self.held: list[tuple[str, str]] = []
        for one in passages:
            said = {name: text_of(one, name) for name in ("class", "passage", "place", "salt")}
            if said["class"] not in CLASSES:
                raise Unreadable("it has a passage of a class that there is not")
            self.held.append((said["place"], sha256(canonical(said))))

    def held_by(self, report: Report) -> Iterator[tuple[bool, str]]:
        """Of each passage whether the report withheld it there, to the letter, and the sentence."""
        for place, commitment in self.held:
            yield told_held(report, place, commitment in report.commitments)

    def sentences(self) -> list[str]:
        return []


def told_held(report: Report, place: str, is_held: bool) -> tuple[bool, str]:
    said = "is" if is_held else "is not"
    return is_held, f"{report.file}: the passage at {place} {said} what was withheld there."


class SealedAnnex(Passages):
    """An annex under seal: a report of its own, whose rows are passages of another that names it.

    A passage is its cell, as the dossier of the annex holds it; its salt stands beside it. What an
    entry of the audit chain says is held against the salted hash in the entry of the bundle.
    """

    def __init__(self, annex: Report) -> None:
        self.annex = annex
        self.sound = annex.sound
        rows = rows_of(annex.tables, "sealed", 4)
        if rows is None:
            raise Unreadable("it is no annex under seal")
        super().__init__(
            [
                {"place": place, "class": of, "passage": canonical(said).decode(), "salt": salt}
                for place, of, said, salt in rows
            ]
        )
        self.entries = [
            (str(row[0]), payload_sha256(row[2], row[3]))
            for row in rows_of(annex.tables, "sealed_entries", 4) or []
            if isinstance(row[2], str)
        ]

    def held_by(self, report: Report) -> Iterator[tuple[bool, str]]:
        """That the report names the annex; then of each passage and entry whether it is in it."""
        is_named = (self.annex.dossier, self.annex.dossier_sha256) in report.annexes
        told = (
            f"it names the annex under seal {self.annex.file}, which is this one."
            if is_named
            else f"it does not name {self.annex.file} as its annex under seal."
        )
        yield is_named, f"{report.file}: {told}"
        yield from super().held_by(report)
        for number, digest in self.entries if report.payloads else ():
            is_held = report.payloads.get(number) == digest
            yield told_held(report, f"{ENTRIES} {number}", is_held)

    def sentences(self) -> list[str]:
        return self.annex.sentences()


def payload_sha256(payload: Any, salt: Any) -> str:
    """The hash that an entry names of what it says; empty where its salt is none."""
    try:
        return sha256(bytes.fromhex(salt) + payload.encode())
    except (ValueError, TypeError, AttributeError):
        return ""


def rows_of(tables: Any, name: str, width: int) -> list[list[Any]] | None:
    """The rows of a table of a dossier; None where it has no such table of this width."""
    for table in tables if isinstance(tables, list) else []:
        if isinstance(table, dict) and table.get("id") == name:
            rows = table.get("rows", [])
            if all(isinstance(row, list) and len(row) == width for row in rows):
                return rows
    return None


def annexes_of(dossier: dict[str, Any]) -> set[tuple[str, str]]:
    """Number and hash of each annex under seal that the report names."""
    rows = rows_of(dossier.get("closing"), "annex_under_seal", 7) or []
    return {(str(row[0]), str(row[1])) for row in rows}


def payload_hashes(data: bytes) -> dict[str, str]:
    """Number of each entry about the case: the salted hash of what it says."""
    found = {}
    for line in data.splitlines():
        try:
            entry = json.loads(json.loads(line)["entry"])
            found[text_of(entry, "case_seq")] = text_of(entry, "payload_sha256")
        except (*DAMAGED, Unreadable):
            continue
    return found


def decision_of(dossier: dict[str, Any]) -> dict[str, Any] | None:
    """The decision with its approval, as far as it is verified; None without an approval."""
    shown = dossier.get("decision")
    if shown is None or shown.get("approval") is None:
        return None
    words = words_in(dossier)
    decision: dict[str, Any] = {
        "author": sentence_of(shown, "author", {}),
        "text": text_of(shown, "text"),
        "withheld": kept(shown, "withheld", bool, default=False) and "redaction" in dossier,
    }
    decision.update(outcome_in(shown, words))
    decision["reference"] = text_of(dossier, "reference")
    decision["casebook"] = text_of(dossier, "casebook", "")
    decision["founded_by_one"] = kept(dossier, "founded_by_one", bool, default=False)
    decision["text_sha256"] = text_of(shown, "text_sha256")
    decision["reason"] = as_kept(shown, "reason")
    decision["author_key"] = text_of(shown, "author_key", "")
    for name in ("proposal_statement", "proposal_signature", "proposal_entry"):
        decision[name] = text_of(shown, name, "")
    decision["vouched"] = vouched_in(shown, "author_vouched")
    decision["at"] = moment(text_of(shown, "at"))
    decision["version"] = kept(shown, "version", int)
    decision["items"] = [
        {"item": sentence_of(item, "item", {}, ""), **outcome_in(item, words)}
        for item in shown["items"]
    ]
    decision["approval"] = endorsement_of(shown["approval"])
    head = shown.get("countersignature")
    decision["head"] = None if head is None else endorsement_of(head)
    return decision


def endorsement_of(shown: dict[str, Any]) -> dict[str, Any]:
    names = ("public_key", "statement", "signature")
    found = {name: text_of(shown, name) for name in names}
    found["approver"] = sentence_of(shown, "approver", {})
    return {
        **found,
        "role": text_of(shown, "role", ""),
        "entry": text_of(shown, "entry", ""),
        "at": moment(text_of(shown, "at")),
        "valid": kept(shown, "valid", bool),
        "by_one": kept(shown, "by_one", bool, default=False),
        "vouched": vouched_in(shown, "vouched"),
    }


def vouched_in(shown: dict[str, Any], name: str) -> tuple[bool, list[str], bool]:
    """What the report says of a key: whether a founder's, who confirmed it, and an authority."""
    said = kept(shown, name, dict, default={})
    by = kept(said, "by", list, default=[])
    if not all(isinstance(one, str) for one in by):
        raise Unreadable("who confirmed a key is not text")
    return (
        kept(said, "founder", bool, default=False),
        by,
        kept(said, "authority", bool, default=False),
    )


def kept(record: dict[str, Any], name: str, kind: type, *, default: Any = None) -> Any:
    value = record[name] if default is None else record.get(name, default)
    if type(value) is not kind:
        raise Unreadable(f"“{name}” of the dossier is of another kind")
    return value


def registry_named(record: dict[str, Any]) -> tuple[int, str]:
    """The newest statement about people and keys when a report was signed."""
    said = record.get("registry")
    seq, digest = (said.get("seq"), said.get("sha256")) if isinstance(said, dict) else (0, "")
    if type(seq) is not int or not isinstance(digest, str):
        return 0, NONE_BEFORE
    return seq, digest


def registry_in(statement: str) -> tuple[int, str]:
    """The same, of a signed text."""
    try:
        said = said_by(statement)["registry"]
        return entry_number(said["seq"]), str(said["sha256"])
    except (KeyError, TypeError, Unreadable):
        return 0, NONE_BEFORE


def signatures_of(report: Report) -> list[Signed]:
    """The report's own signature, and those of a decision that is said to stand."""
    found = [Signed(report.signer, report.key, report.made_at, "the report", report.registry)]
    decision = report.decision
    if decision is None or not stands(decision["approval"]):
        return found
    if is_withheld(decision, decision["approval"]):
        return found
    rests_on = registry_in(decision["proposal_statement"])
    found.append(
        Signed(
            decision["author"],
            decision["author_key"],
            decision["at"],
            "the decision",
            rests_on,
            shown=decision,
        )
    )
    for name, what in (("approval", "the approval"), ("head", "the countersignature")):
        one = decision[name]
        if one is not None:
            rests_on = registry_in(one["statement"])
            key = one["public_key"]
            found.append(Signed(one["approver"], key, one["at"], what, rests_on, shown=one))
    return found


def stands(approval: dict[str, Any]) -> bool:
    """Whether the report says that the decision stands by this signature."""
    return approval["valid"] or approval["by_one"]


def entries_in(decision: dict[str, Any] | None) -> list[str]:
    """The audit entries that name what was signed of a decision."""
    if decision is None:
        return []
    seconds = [decision[name] for name in ("approval", "head") if decision[name] is not None]
    return [decision["proposal_entry"], *(one["entry"] for one in seconds)]


def approval_of(decision: dict[str, Any] | None) -> str:
    """Whether its author and another person signed exactly the decision that is shown."""
    if decision is None:
        return "none"
    approval = decision["approval"]
    is_alone = approval["by_one"]
    if is_withheld(decision, approval):
        return "withheld"
    is_unseen = decision["withheld"] and not decision["text"]
    shows = sha256(decision["text"].encode()) == decision["text_sha256"] and shows_its_text(
        decision
    )
    holds = (
        (is_unseen or shows)
        and proposed(decision)
        and endorsed(decision, approval, "approve_decision", APPROVERS)
        and not (is_alone and (approval["valid"] or not decision["founded_by_one"]))
    )
    if not holds:
        return "fails"
    if is_alone:
        return "by_one"
    return "text_withheld" if is_unseen else "verifies"


def is_withheld(decision: dict[str, Any], part: dict[str, Any]) -> bool:
    """Whether nothing of a signature stands in a dossier that was redacted."""
    names = ("proposal_statement", "proposal_signature")
    shown = [decision[name] for name in names] + [part["statement"], part["signature"]]
    return decision["withheld"] and not any(shown)


def countersignature_of(decision: dict[str, Any] | None) -> str:
    """Of a head: wanted where the text says so. It may wait if the decision says that it does."""
    if decision is None:
        return "none"
    approval, head = decision["approval"], decision["head"]
    if head is None:
        if said_by(decision["text"]).get("countersign") is not True:
            return "none"
        return "fails" if stands(approval) else "waits"
    if is_withheld(decision, head):
        return "withheld"
    keys = (approval["public_key"].lower(), head["public_key"].lower())
    apart = keys[0] != keys[1] and are_two(approval["statement"], head["statement"])
    holds = (
        apart and not head["by_one"] and endorsed(decision, head, "countersign_decision", {"head"})
    )
    return "verifies" if holds else "fails"


def proposal_of(decision: dict[str, Any]) -> Statement:
    signature = (decision["author_key"], decision["proposal_signature"])
    return Statement(decision["proposal_statement"].encode(), (signature,))


def statement_in(shown: dict[str, Any]) -> Statement:
    return Statement(shown["statement"].encode(), ((shown["public_key"], shown["signature"]),))


def proposed(decision: dict[str, Any]) -> bool:
    """Whether the author signed the decision, at the time that is shown."""
    said = said_by(decision["proposal_statement"])
    wanted = {"deed": "propose_decision", **about(decision), "author": decision["author"]}
    return (
        says(said, wanted)
        and same_moment(said.get("at"), decision["at"])
        and proposal_of(decision).is_sound
    )


def endorsed(decision: dict[str, Any], shown: dict[str, Any], deed: str, roles: set[str]) -> bool:
    """Whether another person than the author, with another key, signed the same decision."""
    proposal = said_by(decision["proposal_statement"])
    said = said_by(shown["statement"])
    wanted = {
        "deed": deed,
        **about(decision),
        "case": proposal.get("case"),
        "decision": proposal.get("decision"),
        "of": proposal_of(decision).sha256,
        "approver": shown["approver"],
        "role": shown["role"],
    }
    return (
        says(said, wanted)
        and same_moment(said.get("at"), shown["at"])
        and shown["role"] in roles
        and (shown["by_one"] or are_of_two(decision, shown))
        and statement_in(shown).is_sound
    )


def are_of_two(decision: dict[str, Any], shown: dict[str, Any]) -> bool:
    return shown["public_key"].lower() != decision["author_key"].lower() and are_two(
        decision["proposal_statement"], shown["statement"]
    )


def are_two(one: str, other: str) -> bool:
    """Whether two signed texts name two people, by their ids as by their names."""
    pairs = zip(person_in(said_by(one)), person_in(said_by(other)))
    return all(isinstance(a, str) and isinstance(b, str) and a != b for a, b in pairs)


def person_in(said: dict[str, Any]) -> tuple[Any, Any]:
    """Id and name of who signed."""
    return said.get("by"), said.get("author") or said.get("approver")


def about(decision: dict[str, Any]) -> dict[str, Any]:
    return {
        "v": FORM,
        "casebook": decision["casebook"],
        "reference": decision["reference"],
        "version": decision["version"],
        "decision_sha256": decision["text_sha256"],
    }


def shows_its_text(decision: dict[str, Any]) -> bool:
    """Whether the fields that are printed are those of the text that was signed."""
    said = said_by(decision["text"])
    names = ("reference", "version", "author", "basis", "reason")
    wanted = {name: decision[name] for name in names}
    return (
        says(said, wanted)
        and worded(said.get("outcome")) == worded(decision["outcome"])
        and prints(decision["outcome"], decision["said"])
        and shows_items(decision["items"], said)
    )


def shows_items(shown: list[dict[str, str]], said: dict[str, Any]) -> bool:
    """Each item with its own outcome and basis; where none is shown, all have the whole's."""
    items = said.get("items")
    if not isinstance(items, list) or not all(isinstance(i, list) and len(i) == 3 for i in items):
        return False
    signed = [(str(no), worded(outcome), basis) for no, outcome, basis in items]
    if not shown:
        whole = (worded(said.get("outcome")), said.get("basis"))
        return all((outcome, basis) == whole for _no, outcome, basis in signed)
    printed = [(number_in(one["item"]), worded(one["outcome"]), one["basis"]) for one in shown]
    return printed == signed and all(prints(one["outcome"], one["said"]) for one in shown)


def prints(outcome: str, said: str) -> bool:
    """Whether what is printed says the outcome and, of a refusal, at most who refused."""
    is_refusal = "refuse" in outcome and "refused" in said
    return not said or is_refusal or worded(said) == worded(outcome)


def number_in(label: str) -> str:
    """`1` of `Item 1`; a label with more or fewer numbers has none."""
    found = re.findall(r"\d+", label)
    return found[0] if len(found) == 1 else ""


def worded(outcome: object) -> str:
    return str(outcome).replace("-", " ").replace("_", " ")


def says(said: dict[str, Any], wanted: dict[str, Any]) -> bool:
    return all(name in said and said[name] == value for name, value in wanted.items())


def said_by(text: str) -> dict[str, Any]:
    """The JSON object that a signed text is; an empty one if it is none."""
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}


def same_moment(text: Any, at: datetime.datetime) -> bool:
    try:
        return moment(text) == at
    except (TypeError, ValueError, OverflowError):
        return False


def text_signed(key: str, signature: str, statement: str) -> bool:
    try:
        figures = bytes.fromhex(signature)
    except ValueError:
        return False
    return signature_holds(key, figures, statement.encode())


# --- Ed25519 (RFC 8032) -------------------------------------------------------------------------

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)  # a square root of -1
NEUTRAL = (0, 1, 1, 0)
Point = Tuple[int, int, int, int]


def signature_holds(key: str, signature: bytes, data: bytes) -> bool:
    """Whether `signature` over `data` was made with the key, which is given in hexadecimal.

    Strict: the numbers must be in their one canonical form.
    """
    try:
        public = bytes.fromhex(key)
    except ValueError:
        return False
    point = point_of(public)
    s = int.from_bytes(signature[32:], "little")
    if point is None or len(signature) != 64 or s >= ORDER:
        return False
    digest = hashlib.sha512(signature[:32] + public + data).digest()
    h = int.from_bytes(digest, "little") % ORDER
    # R = sB - hA, both multiples in one run over their bits.
    x, y, z, t = point
    minus = (P - x, y, z, P - t)
    both = (NEUTRAL, BASE, minus, added(BASE, minus))
    found = NEUTRAL
    for bit in range(max(s.bit_length(), h.bit_length()) - 1, -1, -1):
        found = added(found, found)
        found = added(found, both[(s >> bit & 1) + 2 * (h >> bit & 1)])
    return bytes_of_point(found) == signature[:32]


def added(one: Point, other: Point) -> Point:
    """The sum of two points in extended coordinates."""
    x1, y1, z1, t1 = one
    x2, y2, z2, t2 = other
    a = (y1 - x1) * (y2 - x2) % P
    b = (y1 + x1) * (y2 + x2) % P
    c = 2 * t1 * t2 * D % P
    d = 2 * z1 * z2 % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def point_of(data: bytes) -> Point | None:
    """The point of its 32 bytes; None if they are none, or not in canonical form."""
    if len(data) != 32:
        return None
    number = int.from_bytes(data, "little")
    sign, y = number >> 255, number & (1 << 255) - 1
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if x * x % P != square:
        x = x * ROOT % P
    if x * x % P != square or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = P - x
    return x, y, 1, x * y % P


def bytes_of_point(point: Point) -> bytes:
    x, y, z, _t = point
    inverse = pow(z, P - 2, P)
    x, y = x * inverse % P, y * inverse % P
    return (y | (x & 1) << 255).to_bytes(32, "little")


BASE = point_of((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


# --- Entries of the audit chain -----------------------------------------------------------------

ENTRY_NUMBER = re.compile(r"[1-9][0-9]{0,17}\Z")
NONE_BEFORE = "0" * 64  # the hash before the first of a chain


class Entry(NamedTuple):
    """An entry of the audit chain: its hash, whose it is, and what it names."""

    sha256: str
    by: str  # id of the person
    object: str


class Entries:
    """What single entries tell of the chain: they themselves, and the hash before each."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.whole: dict[int, Entry] = {}
        self.hashes: dict[int, set[str]] = {}
        self.named: list[str] = []  # what the entries seal of statements, in their order
        for entry_text in texts:
            self.add(entry_text)

    def add(self, entry_text: str) -> None:
        said = json.loads(entry_text)
        if canonical(said) != entry_text.encode() or said["v"] != FORM:
            raise Unreadable("it holds an audit entry that is none")
        seq, (prev, by, about) = (
            entry_number(said["seq"]),
            (text(said[name]) for name in ("prev", "by", "object")),
        )
        entry = Entry(sha256(entry_text.encode()), by, about)
        self.whole[seq] = entry
        self.know(seq, entry.sha256)
        self.know(seq - 1, prev)
        if about.startswith("statement/"):
            self.named.append(about)

    def know(self, seq: int, digest: str) -> None:
        self.hashes.setdefault(seq, set()).add(digest)

    def entry(self, seq: int) -> Entry | None:
        """The entry of this number; of one that is known by its hash alone, nothing else."""
        if seq in self.whole:
            return self.whole[seq]
        found = self.hashes.get(seq) if seq else None
        return Entry(next(iter(found)), "", "") if found else None

    @property
    def contradict(self) -> bool:
        """Whether two of them are different entries of one number."""
        return any(len(found) > 1 for found in self.hashes.values())

    def with_others(self, texts: Iterable[str], head: tuple[int, str]) -> Entries:
        """With the entries and the audit head of a report; what is no entry is left out."""
        more = Entries(())
        more.whole, more.named = dict(self.whole), list(self.named)
        more.hashes = {seq: set(found) for seq, found in self.hashes.items()}
        more.know(*head)
        for one in texts:
            with contextlib.suppress(Unreadable, *DAMAGED):
                more.add(one)
        return more


def entry_number(value: Any) -> int:
    if not ENTRY_NUMBER.match(text(value)):
        raise Unreadable("the number of an audit entry is none")
    return int(value)


# --- Statements: people, keys and roles ---------------------------------------------------------

FORM = "2"  # of statements, entries and signed deeds
ADMINISTRATOR, AUTHORITY, RECOVERY = "administrator", "authority", "recovery"
SERVICE = "service"
SECONDERS = {"reviewer", "head", ADMINISTRATOR}
MOST_FOUNDERS = 5


class Statement(NamedTuple):
    """Exact bytes with who signed them, each a public key and a signature in hexadecimal."""

    data: bytes
    signatures: tuple[tuple[str, str], ...]

    @property
    def sha256(self) -> str:
        """Of text and signatures together: a signature taken off is seen."""
        signatures = sorted(map(list, self.signatures))
        return sha256(canonical({"signatures": signatures, "text": self.data.decode()}))

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(key for key, _signature in self.signatures)

    @property
    def is_sound(self) -> bool:
        return bool(self.signatures) and all(
            text_signed(key, signature, self.data.decode()) for key, signature in self.signatures
        )


class Key(NamedTuple):
    """A signing key; it counts after the place `since` and before the place `until`."""

    public: str
    user_id: str
    made: int
    issuer: str = ""  # who gave out the first password it was made with
    is_founders: bool = False
    since: int | None = None
    until: int | None = None
    confirmations: tuple[tuple[str, str], ...] = ()  # (by whom, with which key)

    def counts(self, place: int) -> bool:
        begun = self.since is not None and self.since < place
        return begun and (self.until is None or place < self.until)

    @property
    def in_force(self) -> bool:
        return self.since is not None and self.until is None

    @property
    def confirmers(self) -> set[str]:
        return {by for by, _key in self.confirmations}


class Person(NamedTuple):
    user_id: str
    name: str
    grants: tuple[tuple[int, frozenset[str]], ...] = ()  # roles held after a place
    ticket: tuple[str, str] | None = None  # key of the first password, and who gave it out
    disabled: bool = False
    own: frozenset[str] = frozenset()  # without those of a colleague who is away
    deputises: tuple[tuple[str, frozenset[str]], ...] = ()  # for whom, in which of their roles
    away: bool = False
    is_service: bool = False  # a program that takes declarations in, for ever

    def roles(self, place: int) -> frozenset[str]:
        held = (roles for since, roles in reversed(self.grants) if since < place)
        return next(held, frozenset())

    @property
    def roles_now(self) -> frozenset[str]:
        return self.grants[-1][1] if self.grants else frozenset()


class Waiting(NamedTuple):
    """What one person asked for and a second one has not confirmed yet."""

    sha256: str
    kind: str
    by: str
    about: str
    said: dict[str, Any]


class Registry:
    """Everybody and every key that statements vouch for, up to the newest of them."""

    def __init__(self) -> None:
        self.casebook = ""
        self.founders = 0
        self.people: dict[str, Person] = {}
        self.keys: dict[str, Key] = {}
        self.halves: dict[str, str] = {}  # of the recovery key: holder and public key
        self.needs = 0  # so many of them sign together
        self.authorities: set[str] = set()  # keys outside the office that only confirm keys
        self.waiting: dict[int, Waiting] = {}
        self.heads: list[tuple[int, str]] = []  # place and hash of each statement
        self.at = ""
        self.problems: list[str] = []
        self.broken = ""

    def copied(self) -> Registry:
        other = copy.copy(self)
        for name in ("people", "keys", "halves", "waiting"):
            setattr(other, name, dict(getattr(self, name)))
        other.authorities = set(self.authorities)
        return other

    @property
    def is_alone(self) -> bool:
        """Whether one person founded the office: nothing is ever approved there."""
        return self.founders == 1

    def in_force(self, public: str) -> Key | None:
        key = self.keys.get(public)
        return key if key is not None and key.in_force else None

    def name_of(self, public: str) -> str:
        key = self.keys.get(public)
        return self.people[key.user_id].name if key else ""

    def is_service(self, key: Key) -> bool:
        return self.people[key.user_id].is_service

    def administrators(self) -> set[str]:
        return {
            one.user_id
            for one in self.people.values()
            if not one.disabled and ADMINISTRATOR in one.roles_now
        }

    def lasting_administrators(self) -> set[str]:
        """Those who stay administrators when everybody is back."""
        people = self.people.values()
        return {one.user_id for one in people if not one.disabled and ADMINISTRATOR in one.own}

    def act(self, place: int) -> None:
        """After this place everybody holds the own roles, and as a deputy those of who is away."""
        for one in list(self.people.values()):
            acts_for = ((self.people[who], roles) for who, roles in one.deputises)
            held = one.own.union(*(roles & other.own for other, roles in acts_for if other.away))
            if not one.disabled and held != one.roles_now:
                self.put(one._replace(grants=(*one.grants, (place, held))))

    def approves(self, key: Key) -> bool:
        """Whether two others have looked at it; founders of one casebook looked at each other."""
        if self.is_service(key):
            return False
        if AUTHORITY in key.confirmers:
            return True
        return not self.is_alone and (key.is_founders or len(key.confirmers) > 1)

    def stands_without(self, key: Key, person: str, seen: frozenset[str] = frozenset()) -> bool:
        """Whether a line of confirmations, none of them by this person, leads to a founder or to
        an authority."""
        if key.user_id == person or key.public in seen:
            return False
        if key.is_founders and not self.is_alone:
            return True
        return any(
            by == AUTHORITY or self.stands_without(self.keys[public], person, seen | {key.public})
            for by, public in key.confirmations
        )

    def put(self, *found: Person | Key) -> None:
        for one in found:
            if isinstance(one, Person):
                self.people[one.user_id] = one
            else:
                self.keys[one.public] = one

    def retire(self, user_id: str, place: int) -> None:
        own = [one for one in self.keys.values() if one.user_id == user_id and one.until is None]
        self.put(*(one._replace(until=place) for one in own))

    def drop_waiting(self, about: str) -> None:
        self.waiting = {seq: one for seq, one in self.waiting.items() if one.about != about}


class Said(NamedTuple):
    """A statement whose place, order, bytes and signatures are sound."""

    kind: str
    seq: int
    sha256: str
    place: int  # the number of the audit entry that seals it: places alone decide what was before
    signers: tuple[str, ...]
    content: dict[str, Any]


class NoEffect(Exception):
    """Why a statement that is well formed changes nothing."""


class Broken(Exception):
    """Why a statement, and whatever follows it, does not count."""


def registry_of(statements: Sequence[Statement], entries: Entries) -> Registry:
    """Everything that the statements vouch for, as far as they hold."""
    registry = Registry()
    for seq, statement in enumerate(statements, start=1):
        try:
            said = placed_statement(registry, seq, statement, entries)
        except Broken as fault:
            registry.broken = f"Statement {seq} and what follows do not count: {fault}."
            return registry
        registry = registry_after(registry, said, statement)
    here = [
        f"statement/{seq}/{digest}" for seq, (_place, digest) in enumerate(registry.heads, start=1)
    ]
    if entries.named != here:
        registry.broken = "The audit chain names statements that are not in the casebook."
    return registry


def placed_statement(
    registry: Registry, seq: int, statement: Statement, entries: Entries
) -> dict[str, Any]:
    """What a statement says, when its bytes, its order and its sealing entry hold."""
    try:
        said = json.loads(statement.data)
        is_exact = canonical(said) == statement.data
    except (ValueError, TypeError, RecursionError):
        raise Broken("it is not readable") from None
    if not is_exact or not isinstance(said, dict) or said.get("v") != FORM:
        raise Broken("it is not in the form of statements")
    before, digest = registry.heads[-1] if registry.heads else (0, NONE_BEFORE)
    if said.get("seq") != str(seq) or said.get("prev") != digest:
        raise Broken("it does not follow the one before it")
    if seq > 1 and said.get("casebook") != registry.casebook:
        raise Broken("it is of another casebook")
    if (seq == 1) != (said.get("kind") == "founded"):
        raise Broken("the founding is the first statement and no other")
    head = said.get("head")
    figures = str(head.get("seq", "")) if isinstance(head, dict) else ""
    if figures != "0" and not ENTRY_NUMBER.match(figures):
        raise Broken("it names no head of the audit chain")
    at = int(figures)
    last, sealing = entries.entry(at), entries.entry(at + 1)
    if at < before or (seq == 1 and at):
        raise Broken("its place in the audit chain is not after the one before it")
    if head.get("sha256") != (last.sha256 if last else NONE_BEFORE) or (at and last is None):
        raise Broken("the audit head it names is not in the chain")
    if sealing is None or sealing.object != f"statement/{seq}/{statement.sha256}":
        raise Broken("the audit entry that follows does not seal it")
    return said


def registry_after(registry: Registry, said: dict[str, Any], statement: Statement) -> Registry:
    """With a statement; one without effect is named, and changes nothing."""
    seq, place = len(registry.heads) + 1, int(said["head"]["seq"]) + 1
    registry.casebook = registry.casebook or sha256(statement.data)
    registry.heads.append((place, statement.sha256))
    after = registry.copied()
    try:
        if not statement.is_sound:
            raise NoEffect("a signature does not fit")
        if str(said["at"]) < registry.at:
            raise NoEffect("its time is before that of an earlier one")
        kind = str(said["kind"])
        if kind not in RULES:
            raise NoEffect("its kind is unknown")
        RULES[kind](after, Said(kind, seq, statement.sha256, place, statement.keys, said))
        after.at = str(said["at"])
    except NoEffect as reason:
        fault = str(reason)
    except (KeyError, TypeError, ValueError, AttributeError):
        fault = "what it says is not complete"
    else:
        return after
    registry.problems.append(f"Statement {seq} has no effect: {fault}.")
    return registry


def founded(registry: Registry, said: Said) -> None:
    founders = said.content["founders"]
    for member in ("user_id", "name", "key"):
        if len({one[member] for one in founders}) != len(founders):
            raise NoEffect("two founders are one")
    if not 1 <= len(founders) <= MOST_FOUNDERS:
        raise NoEffect("an office is founded by one to five people")
    if not any(ADMINISTRATOR in one["roles"] for one in founders):
        raise NoEffect("no founder administers")
    if any(SERVICE in one["roles"] for one in founders):
        raise NoEffect("a founder is a person")
    people = {one["user_id"] for one in founders}
    set_halves(registry, said, people, least=min(2, len(founders)))
    wanted = [*(one["key"] for one in founders), *registry.halves.values()]
    if sorted(said.signers) != sorted(wanted):
        raise NoEffect("not every founder and every half of the recovery key signed it")
    registry.founders = len(founders)
    registry.authorities = set(said.content["authorities"])
    required(said, "data_key")
    since = said.place - 1
    for one in founders:
        roles = frozenset(one["roles"])
        person = Person(one["user_id"], one["name"], ((since, roles),), own=roles)
        registry.put(
            person,
            Key(one["key"], one["user_id"], said.place, is_founders=True, since=since),
        )


def required(said: Said, name: str) -> Any:
    """What must be said, though nothing here asks for it."""
    return said.content[name]


def set_halves(registry: Registry, said: Said, people: set[str], *, least: int) -> None:
    """Of the recovery key: never all that is needed in one hand."""
    halves, needed = said.content["halves"], int(said.content["recovery_needs"])
    if not {*halves} <= people or len({*halves.values()}) != len(halves):
        raise NoEffect("a half of the recovery key is held by nobody here, or by two")
    if not least <= needed <= len(halves):
        raise NoEffect("one person could recover alone")
    registry.halves, registry.needs = dict(halves), needed


def user_added(registry: Registry, said: Said) -> None:
    by, user_id, name = administrator(registry, said), said.content["user_id"], said.content["name"]
    if user_id in registry.people or any(one.name == name for one in registry.people.values()):
        raise NoEffect("the person is there already")
    ticket = new_ticket(registry, said, by.user_id)
    is_service = of_service(said.content.get("roles", ()))
    registry.put(Person(user_id, name, ticket=ticket, is_service=is_service))
    ask(registry, said, by, about=user_id)


def of_service(roles: Any) -> bool:
    """Whether these are the roles of a service user, which has no other."""
    if SERVICE in roles and {*roles} != {SERVICE}:
        raise NoEffect("a service user holds no other role")
    return SERVICE in roles


def new_ticket(registry: Registry, said: Said, issuer: str) -> tuple[str, str]:
    """What a first password is good for: making the own key, once."""
    known = {one.ticket[0] for one in registry.people.values() if one.ticket}
    if said.content["ticket"] in registry.keys or said.content["ticket"] in known:
        raise NoEffect("the first password was given out before")
    return said.content["ticket"], issuer


def key_reset(registry: Registry, said: Said) -> None:
    reissue(registry, said, administrator(registry, said).user_id)


def key_recovered(registry: Registry, said: Said) -> None:
    """By as many halves as it needs, and by who answers for it where another's key counts."""
    halves = {key for key in said.signers if key in {*registry.halves.values()}}
    if len(halves) < max(1, registry.needs):
        raise NoEffect("not enough halves of the recovery key signed it")
    user_id = said.content["user_id"]
    others = any(
        key.in_force and key.user_id != user_id and not registry.is_service(key)
        for key in registry.keys.values()
    )
    own = [key for key in said.signers if key not in halves]
    reissue(registry, said, signer(registry, own).user_id if others or own else RECOVERY)


def reissue(registry: Registry, said: Said, issuer: str) -> None:
    """A first password for somebody whose key ends with it."""
    person = person_of(registry, said)
    if issuer == person.user_id:
        raise NoEffect("nobody gives their own key out")
    ticket = new_ticket(registry, said, issuer)
    registry.put(person._replace(ticket=ticket))
    registry.retire(person.user_id, said.place)


def key_made(registry: Registry, said: Said) -> None:
    """By the person alone: signed with what the first password gives, and with the new key."""
    person, public = person_of(registry, said), said.content["key"]
    if public in registry.keys:
        raise NoEffect("the key is known already")
    if person.ticket is None or sorted(said.signers) != sorted((person.ticket[0], public)):
        raise NoEffect("no such first password waits for it")
    issuer = person.ticket[1]
    since = said.place if registry.is_alone and issuer == RECOVERY else None
    registry.put(
        person._replace(ticket=None), Key(public, person.user_id, said.place, issuer, since=since)
    )


def key_confirmed(registry: Registry, said: Said) -> None:
    """The first to confirm a key is not who gave it out."""
    key = registry.keys[said.content["key"]]
    if key.until is not None:
        raise NoEffect("the key is retired")
    by = confirmer(registry, said)
    if by == key.user_id:
        raise NoEffect("nobody confirms their own key")
    if by in key.confirmers:
        raise NoEffect("the same person confirmed it before")
    if key.since is None and by == key.issuer and not registry.is_alone:
        raise NoEffect("the first to confirm it is not who gave it out")
    since = said.place if key.since is None else key.since
    confirmations = (*key.confirmations, (by, said.content.get("authority", said.signers[0])))
    registry.put(key._replace(since=since, confirmations=confirmations))


def confirmer(registry: Registry, said: Said) -> str:
    by = signer(registry, said.signers)
    if "authority" in said.content:
        require_word(registry, said)
        return AUTHORITY
    if not registry.people[by.user_id].roles(said.place):
        raise NoEffect("who confirms holds no role")
    return by.user_id


def require_word(registry: Registry, said: Said) -> None:
    """An authority outside signs the casebook and the key alone; somebody here carries that."""
    authority, key = said.content["authority"], said.content["key"]
    if authority not in registry.authorities:
        raise NoEffect("no such authority was named")
    word = canonical({"v": FORM, "casebook": registry.casebook, "confirms": key})
    if not text_signed(authority, said.content["word"], word.decode()):
        raise NoEffect("the authority did not sign it")


def key_rotated(registry: Registry, said: Said) -> None:
    """A new password makes a new key, which inherits what was confirmed of the old one."""
    old, new = registry.keys[said.content["old"]], said.content["key"]
    if old.until is not None or registry.people[old.user_id].disabled:
        raise NoEffect("the old key is not in force")
    if registry.is_service(old):
        raise NoEffect("a service user takes declarations in and signs nothing else")
    if new in registry.keys or sorted(said.signers) != sorted((old.public, new)):
        raise NoEffect("the new key is known already, or one of the two did not sign")
    since = said.place if old.since is not None else None
    registry.put(
        old._replace(until=said.place), old._replace(public=new, made=said.place, since=since)
    )


def roles_set(registry: Registry, said: Said) -> None:
    """Who loses roles loses them at once; who gains one waits for a second person."""
    by, person = administrator(registry, said), person_of(registry, said)
    roles = {*said.content["roles"]}
    if ADMINISTRATOR not in roles and registry.lasting_administrators() == {person.user_id}:
        raise NoEffect("the last administrator stays")
    if person.is_service is not of_service(roles) and roles:
        raise NoEffect("a person is no service user, nor ever becomes one")
    registry.drop_waiting(person.user_id)
    if roles <= person.own:
        grant(registry, person, roles, said.place)
    else:
        ask(registry, said, by, about=person.user_id)


def grant(registry: Registry, person: Person, roles: Iterable[str], place: int) -> None:
    registry.put(person._replace(own=frozenset(roles)))
    registry.act(place)


def user_disabled(registry: Registry, said: Said) -> None:
    administrator(registry, said)
    person = person_of(registry, said)
    if registry.lasting_administrators() == {person.user_id}:
        raise NoEffect("the last administrator stays")
    registry.drop_waiting(person.user_id)
    none: frozenset[str] = frozenset()
    grants = (*person.grants, (said.place, none))
    registry.put(person._replace(disabled=True, ticket=None, own=none, deputises=(), grants=grants))
    registry.retire(person.user_id, said.place)
    registry.act(said.place)


def deputy_named(registry: Registry, said: Said) -> None:
    """Roles that begin when a colleague is away; fewer of them at once."""
    by, person = administrator(registry, said), person_of(registry, said)
    absent, roles = said.content["for"], frozenset(said.content["roles"])
    if absent == person.user_id or absent not in registry.people:
        raise NoEffect("a deputy acts for somebody else")
    if person.is_service or registry.people[absent].is_service:
        raise NoEffect("a service user deputises for nobody, and nobody for it")
    if not roles <= registry.people[absent].own:
        raise NoEffect("a deputy has no more roles than who is away")
    registry.waiting = {
        seq: one
        for seq, one in registry.waiting.items()
        if (one.kind, one.about, one.said.get("for")) != ("deputy_named", person.user_id, absent)
    }
    if roles <= dict(person.deputises).get(absent, frozenset()):
        deputise(registry, person, absent, roles, said.place)
    else:
        ask(registry, said, by, about=person.user_id)


def deputise(
    registry: Registry, person: Person, absent: str, roles: frozenset[str], place: int
) -> None:
    others = tuple(one for one in person.deputises if one[0] != absent)
    registry.put(person._replace(deputises=(*others, (absent, roles)) if roles else others))
    registry.act(place)


def absence_begun(registry: Registry, said: Said) -> None:
    """Said by the person, or by a colleague who gains no role by it."""
    by, person = signer(registry, said.signers).user_id, person_of(registry, said)
    if person.is_service:
        raise NoEffect("a service user is never away")
    if person.away:
        raise NoEffect("the person is away already")
    if by != person.user_id:
        require_seconder(registry, by, said.place)
        if person.user_id in dict(registry.people[by].deputises):
            raise NoEffect("a deputy does not say that their own roles begin")
    registry.put(person._replace(away=True))
    registry.act(said.place)


def absence_ended(registry: Registry, said: Said) -> None:
    """Said by the person, or by any colleague who seconds."""
    by, person = signer(registry, said.signers).user_id, person_of(registry, said)
    if not person.away:
        raise NoEffect("the person is not away")
    if by != person.user_id:
        require_seconder(registry, by, said.place)
    registry.put(person._replace(away=False))
    registry.act(said.place)


def require_seconder(registry: Registry, user_id: str, place: int) -> None:
    if not registry.people[user_id].roles(place) & SECONDERS:
        raise NoEffect("who signed it is neither reviewer, head nor administrator")


def recovery_set(registry: Registry, said: Said) -> None:
    """Each holder made a half and signs with it and with the own key."""
    halves = said.content["halves"]
    own = [key for key in said.signers if key not in {*halves.values()}]
    holders = {signer(registry, [key]).user_id for key in own}
    if holders != {*halves} or {*said.signers} != {*own, *halves.values()}:
        raise NoEffect("not every holder and every half signed it")
    set_halves(registry, said, holders, least=min(2, registry.founders))


def data_key_changed(registry: Registry, said: Said) -> None:
    administrator(registry, said)
    required(said, "data_key")


def asked_for(registry: Registry, said: Said) -> None:
    """An authority, an older state: nothing before a second person agrees."""
    ask(registry, said, administrator(registry, said), about="")


ASKED = {
    "user_added": ("user_id", "name", "ticket"),
    "roles_set": ("user_id",),
    "deputy_named": ("user_id", "for"),
    "authority_named": ("key", "name"),
    "rollback_accepted": ("seen", "accepted"),
}
"""The members of what waits for a second person that must be text."""


def ask(registry: Registry, said: Said, by: Key, *, about: str) -> None:
    """What waits is read before a second person agrees: it must be whole."""
    texts = (required(said, name) for name in ASKED[said.kind])
    if not all(isinstance(one, str) for one in (*texts, *said.content.get("roles", []))):
        raise NoEffect("what it says is not complete")
    registry.waiting[said.seq] = Waiting(said.sha256, said.kind, by.user_id, about, said.content)


def seconded(registry: Registry, said: Said) -> None:
    waiting = take_waiting(registry, said)
    by = signer(registry, said.signers).user_id
    if by == waiting.about and not registry.is_alone:
        raise NoEffect("it is about the person who signed it")
    if by == waiting.by and not registry.is_alone:
        raise NoEffect("the person who asked for it signed it")
    if not registry.people[by].roles_now & SECONDERS:
        raise NoEffect("who signed it is neither reviewer, head nor administrator")
    if waiting.kind in ("user_added", "roles_set"):
        grant(registry, registry.people[waiting.about], waiting.said["roles"], said.place)
    elif waiting.kind == "deputy_named":
        person, absent = registry.people[waiting.about], waiting.said["for"]
        roles = frozenset(waiting.said["roles"]) & registry.people[absent].own
        deputise(registry, person, absent, roles, said.place)
    elif waiting.kind == "authority_named":
        registry.authorities.add(waiting.said["key"])
    else:
        for name in ("seen", "accepted"):  # an older state of the casebook
            if name not in waiting.said:
                raise NoEffect("what it says is not complete")


def declined(registry: Registry, said: Said) -> None:
    """Whoever asked takes it back, or somebody who might second it says no."""
    waiting = take_waiting(registry, said)
    by = signer(registry, said.signers).user_id
    may = registry.people[by].roles(said.place) & SECONDERS
    if by != waiting.by and (by == waiting.about or not may):
        raise NoEffect("who signed it has no say in it")


def take_waiting(registry: Registry, said: Said) -> Waiting:
    found = registry.waiting.pop(int(said.content["of"]), None)
    if found is None or found.sha256 != said.content["of_sha256"]:
        raise NoEffect("nothing such waits")
    return found


def signer(registry: Registry, keys: Sequence[str]) -> Key:
    """The one key that signed, which counts and is of a person who is not disabled."""
    found = registry.in_force(keys[0]) if len(keys) == 1 else None
    if found is None or registry.people[found.user_id].disabled:
        raise NoEffect("its signer's key does not count")
    if registry.is_service(found):
        raise NoEffect("a service user takes declarations in and signs nothing else")
    return found


def administrator(registry: Registry, said: Said) -> Key:
    found = signer(registry, said.signers)
    if found.user_id not in registry.administrators():
        raise NoEffect("its signer is no administrator")
    return found


def person_of(registry: Registry, said: Said) -> Person:
    found = registry.people.get(said.content["user_id"])
    if found is None or found.disabled:
        raise NoEffect("the person is unknown or disabled")
    return found


RULES = {
    "founded": founded,
    "user_added": user_added,
    "key_reset": key_reset,
    "key_recovered": key_recovered,
    "key_made": key_made,
    "key_confirmed": key_confirmed,
    "key_rotated": key_rotated,
    "roles_set": roles_set,
    "user_disabled": user_disabled,
    "deputy_named": deputy_named,
    "absence_begun": absence_begun,
    "absence_ended": absence_ended,
    "recovery_set": recovery_set,
    "authority_named": asked_for,
    "data_key_changed": data_key_changed,
    "rollback_accepted": asked_for,
    "seconded": seconded,
    "declined": declined,
}
"""What each kind of statement does, and who must have signed it for that."""


# --- Two signatures, and whether they are of two persons ----------------------------------------


TwoDeeds = Tuple[Tuple[str, Set[str]], Tuple[str, Set[str]]]
"""What both signed texts are called, each with the roles of which one must be held."""


class NotCounting(Exception):
    """Why a signature does not count."""


def why_not_two(
    registry: Registry, entries: Entries, first: Statement, second: Statement, deeds: TwoDeeds
) -> str:
    """Why the second signature is not another person's assent to the first; empty if it is."""
    try:
        author, approver = assent(registry, entries, first, second, deeds)
    except NotCounting as reason:
        return str(reason)
    return why_no_pair(registry, author, approver)


def is_by_one(
    registry: Registry, entries: Entries, first: Statement, second: Statement, deeds: TwoDeeds
) -> bool:
    """Whether an office that one person founded did it as well as it can: nothing is approved."""
    try:
        hands = assent(registry, entries, first, second, deeds)
    except NotCounting:
        return False
    return registry.is_alone and not any(registry.is_service(one) for one in hands)


def assent(
    registry: Registry, entries: Entries, first: Statement, second: Statement, deeds: TwoDeeds
) -> tuple[Key, Key]:
    """Both keys; the second signature must stand after the first, and be about it."""
    (one, one_roles), (other, other_roles) = deeds
    author, at, _said = standing(registry, entries, first, one, one_roles)
    approver, later, said = standing(registry, entries, second, other, other_roles)
    if said.get("of") != first.sha256 or at >= later:
        raise NotCounting("The second signature is about something else.")
    return author, approver


def standing(
    registry: Registry, entries: Entries, signed: Statement, deed: str, roles: set[str]
) -> tuple[Key, int, dict[str, Any]]:
    """Key, place and content of a signed deed: the very next audit entry must name it there."""
    try:
        key, place, said = standing_key(registry, entries, signed, deed)
    except (ValueError, LookupError, TypeError, AttributeError, OverflowError, RecursionError):
        raise NotCounting("A signed text is not readable.") from None
    if not registry.people[key.user_id].roles(place) & roles:
        raise NotCounting(f"{registry.name_of(key.public)} did not hold the role for it.")
    return key, place, said


def standing_key(
    registry: Registry, entries: Entries, signed: Statement, deed: str
) -> tuple[Key, int, dict[str, Any]]:
    said = json.loads(signed.data)
    if said["casebook"] != registry.casebook or said["deed"] != deed:
        raise NotCounting("The signature is of another casebook or for another deed.")
    if len(signed.signatures) != 1 or not signed.is_sound:
        raise NotCounting("The signature does not fit the signed text.")
    head = int(said["head"]["seq"])
    last, own = entries.entry(head), entries.entry(head + 1)
    if (
        last is None
        or own is None
        or last.sha256 != said["head"]["sha256"]
        or not f"/{own.object}".endswith(f"/{deed}/{signed.sha256}")
    ):
        raise NotCounting("The signature does not stand in the audit chain where it says.")
    before = [digest for place, digest in registry.heads if place <= head]
    named = (said["registry"]["seq"], said["registry"]["sha256"])
    if not before or named != (str(len(before)), before[-1]):
        raise NotCounting("The signature rests on other statements about people and keys.")
    key = registry.keys.get(signed.keys[0])
    if key is None or not key.counts(head + 1) or not key.user_id == said["by"] == own.by:
        raise NotCounting("The key does not count there, or is not that person's.")
    return key, head + 1, said


def why_no_pair(registry: Registry, author: Key, approver: Key) -> str:
    """Why the second key does not approve work of the first; empty if it does."""
    for key in (author, approver):
        if registry.is_service(key):
            user = registry.name_of(key.public)
            return (
                f"{user} is a service user: its key seals what it takes in, and pairs with nobody."
            )
    if author.user_id == approver.user_id:
        return "Both signatures are of one person."
    if not registry.approves(approver):
        who = who_can(registry, approver, approver)
        if registry.is_alone:
            who = "One person founded this casebook: only the word of an authority counts as two."
        user = registry.name_of(approver.public)
        said = f"The key of {user} is not confirmed by two others, so it approves nothing yet."
        return f"{said} {who}".rstrip()
    for key, other in ((author, approver), (approver, author)):
        user, counterpart = registry.name_of(key.public), registry.name_of(other.public)
        others = key.confirmers - {other.user_id}
        is_looked_at = len(others) > 1 or AUTHORITY in others
        if key.issuer == other.user_id and not is_looked_at:
            said = (
                f"{counterpart} gave out the key of {user}: they pair when two others, or an "
                "authority, have confirmed it."
            )
            return f"{said} {who_can(registry, key, other)}".rstrip()
        if not registry.stands_without(key, other.user_id):
            said = f"Only {counterpart} vouches for the key of {user}: perhaps both are one person."
            return f"{said} {who_can(registry, key, other)}".rstrip()
    return ""


def who_can(registry: Registry, key: Key, but: Key) -> str:
    """Whose confirmation would help; nothing of a key that has ended."""
    if key.until is not None:
        return ""
    place = registry.heads[-1][0] + 1
    names = []
    for person in registry.people.values():
        own = [one for one in registry.keys.values() if one.user_id == person.user_id]
        mine = next((one.public for one in own if one.until is None), None)
        if mine is None:
            continue
        with contextlib.suppress(NoEffect):
            said = Said("key_confirmed", 0, "", place, (mine,), {"key": key.public})
            key_confirmed(registry.copied(), said)
            names.append(person.name)
    away = registry.name_of(but.public)
    people = ", ".join(name for name in sorted(names) if name != away)
    return f"It can be confirmed by {people}." if people else "Nobody else here can confirm it."


# --- Key sheets, and whether they answer --------------------------------------------------------


class KeySheet:
    """The statements of an office about its people and keys, signed by who wrote them out.

    Refused if it is not what its signer signed, if its statements do not hold, or if the key of
    its own signer does not count by them.
    """

    def __init__(self, _file: str, data: bytes) -> None:
        record = object_of(data, "the file")
        version = record.get("v")
        if record.get("kind") != KEY_SHEET or type(version) is not int or version != 2:
            raise Unreadable("it is no key sheet of version 2")
        plain = normal(record, SHEET)
        self.office = plain["office"]
        self.made_at, self.expires = moment(plain["made_at"]), moment(plain["expires"])
        self.signer, self.key = plain.get("signer", ""), plain.get("key", "")
        if not text_signed(self.key, plain.pop("signature", ""), canonical(plain).decode()):
            raise Unreadable(f"it is not what {self.signer} signed: the key sheet was changed")
        self.entries = Entries(one["entry"] for one in plain["statements"])
        self.registry = registry_of(
            [statement_of(one) for one in plain["statements"]], self.entries
        )
        if self.registry.broken or self.entries.contradict or not self.registry.heads:
            why = self.registry.broken or "its audit entries contradict each other, or are none"
            raise Unreadable(f"the key sheet does not hold: {why}")
        if self.registry.casebook != plain["casebook"]:
            raise Unreadable("it names another casebook than its statements")
        is_theirs = self.registry.name_of(self.key) == self.signer
        if self.registry.in_force(self.key) is None or not is_theirs:
            raise Unreadable(f"the key of {self.signer}, who signed it, does not count by it")

    def begins(self, other: KeySheet) -> bool:
        """Whether the statements of the other one begin with those of this one."""
        own = self.registry.heads
        return other.registry.heads[: len(own)] == own


def statement_of(plain: dict[str, Any]) -> Statement:
    signatures = tuple((key, signature) for key, signature in plain["signatures"])
    return Statement(plain["text"].encode(), signatures)


def text(value: Any) -> str:
    if not isinstance(value, str):
        raise Unreadable("a member of the key sheet is not text")
    return value


def instant(value: Any) -> str:
    """An instant as it is signed: in UTC, with Z."""
    return moment(text(value)).isoformat().replace("+00:00", "Z")


def list_of(read: Callable[[Any], Any]) -> Callable[[Any], list[Any]]:
    def found(value: Any) -> list[Any]:
        if not isinstance(value, list):
            raise Unreadable("a member of the key sheet is not a list")
        return [read(item) for item in value]

    return found


def record_of(fields: dict[str, Any]) -> Callable[[Any], dict[str, Any]]:
    return lambda value: normal(value, fields)


ALWAYS = object()  # of a member that must be there, and always is signed
STATEMENT = {
    "text": (text, ALWAYS),
    "signatures": (list_of(list_of(text)), ALWAYS),
    "entry": (text, ALWAYS),
}
SHEET = {
    "office": (text, ALWAYS),
    "casebook": (text, ALWAYS),
    "made_at": (instant, ALWAYS),
    "expires": (instant, ALWAYS),
    "statements": (list_of(record_of(STATEMENT)), ALWAYS),
    "v": (int, ALWAYS),
    "kind": (text, ALWAYS),
    "signer": (text, ""),
    "key": (text, ""),
    "signature": (text, ""),
}


def normal(record: Any, fields: dict[str, Any]) -> dict[str, Any]:
    """A record of a key sheet as it is signed: without the members that say what is said anyway."""
    if not isinstance(record, dict):
        raise Unreadable("a part of the key sheet is not a JSON object")
    unknown = sorted(set(record) - set(fields))
    if unknown:
        raise Unreadable(f"the key sheet has a member that is not known here: {unknown[0]}")
    found = {}
    for name, (read, default) in fields.items():
        if default is ALWAYS and name not in record:
            raise Unreadable(f"the key sheet lacks “{name}”")
        value = read(record.get(name, default))
        if default is ALWAYS or value != default:
            found[name] = value
    return found


class Source:
    """The key sheets of one casebook: the longest is read, the others must be how it begins."""

    def __init__(self, sheets: list[KeySheet]) -> None:
        self.sheets = sorted(sheets, key=lambda one: one.made_at)
        self.longest = max(self.sheets, key=lambda one: (len(one.registry.heads), one.expires))
        self.registry = self.longest.registry
        self.office = self.longest.office

    def contradiction(self) -> KeySheet | None:
        return next((one for one in self.sheets if not one.begins(self.longest)), None)


def sources_of(sheets: list[KeySheet]) -> dict[str, Source]:
    casebooks = dict.fromkeys(sheet.registry.casebook for sheet in sheets)
    return {
        casebook: Source([one for one in sheets if one.registry.casebook == casebook])
        for casebook in casebooks
    }


def fingerprint(casebook: str) -> str:
    """The first 16 figures of the founding, as they are printed: 1a2b 3c4d 5e6f 7a8b."""
    return " ".join(casebook[:16][at : at + 4] for at in range(0, len(casebook[:16]), 4))


UNPROVEN = "Consistent; origin not proven: "


def origin_of(reports: list[Report], sheets: list[KeySheet], alike: bool) -> tuple[int, str]:
    """The exit code and the last sentence. One casebook must answer for every signature."""
    if not alike or not all(report.sound for report in reports):
        return 1, "Not consistent: origin not proven."
    if not sheets:
        return 3, "Consistent; origin not proven."
    first = reports[0]
    source = sources_of(sheets).get(first.casebook)
    if source is None:
        own, other = fingerprint(first.casebook) or "unknown", sheets[0].registry.casebook
        return 1, (
            f"{UNPROVEN}{first.file} is of casebook {own}, and the key sheet of "
            f"{sheets[0].office} of another, {fingerprint(other)}."
        )
    one, longest = source.contradiction(), source.longest
    if one is not None:
        return 1, (
            f"{UNPROVEN}two key sheets of {source.office} contradict each other, that of "
            f"{day_of(one.made_at)}, signed by {one.signer}, and that of "
            f"{day_of(longest.made_at)}, signed by {longest.signer}. Ask the office."
        )
    doubts = [doubt for report in reports for doubt in doubts_of(report, source)]
    if doubts:
        code, said = min(doubts, key=lambda doubt: doubt[0])  # 1 before 3
        return code, UNPROVEN + said
    return 0, (
        f"Origin proven: signed by {first.signer}, key {first.key[:16]}…, key sheet of "
        f"{source.office}."
    )


def doubts_of(report: Report, source: Source) -> Iterator[tuple[int, str]]:
    """Exit code and sentence of everything for which the key sheet does not answer."""
    registry, office = source.registry, source.office
    decision = report.decision
    parts = signatures_of(report)
    entries = source.longest.entries.with_others(entries_in(decision), report.audit_head)
    if entries.contradict:
        yield (
            1,
            (
                f"the audit entries in {report.file} are not of the chain of the key sheet of "
                f"{office}."
            ),
        )
    for part in parts:
        failed = next((one for one in DOUBTS if one[0](part, source)), None)
        if failed is not None:
            _fails, code, sentence = failed
            yield (
                code,
                sentence.format(
                    key=part.key[:16],
                    name=part.name,
                    what=part.what,
                    file=report.file,
                    office=office,
                    made=day_of(source.longest.made_at),
                    expires=day_of(source.longest.expires),
                ),
            )
    if any(lacks_statement(part, source) for part in parts):
        return  # what it lacks may be what speaks for the rest
    for part in parts[2:]:
        why_not = why_not_second(decision, part, registry, entries)
        if why_not:
            yield 1, f"{part.what} in {report.file} is not shown to be a second person’s. {why_not}"
    if any(is_misnamed(part, source) for part in parts):
        yield (
            1,
            (
                f"{report.file} says of a key that others confirmed it than the key sheet of "
                f"{office} does."
            ),
        )
    if report.by_one != registry.is_alone:
        yield 1, f"by how many people the casebook was founded is not what {report.file} says."


def retired_since(reports: list[Report], sheets: list[KeySheet]) -> Iterator[str]:
    """Whoever kept a retired key can claim the time before: nothing in a file shows when it was
    signed, and the casebook knows which reports it made."""
    for report in reports:
        source = sources_of(sheets)[report.casebook]
        for part in signatures_of(report):
            key = key_of(part, source)
            if key is not None and key.until is not None:
                yield (
                    f"{report.file}: the key {part.key[:16]}… of {part.name}, who signed "
                    f"{part.what}, was retired since. That it signed before is what the report "
                    f"says; ask the office whether it made {report.dossier}."
                )


def why_not_second(
    decision: dict[str, Any], part: Signed, registry: Registry, entries: Entries
) -> str:
    """Why a second signature under a decision is not another person's assent to the first."""
    deed = ("approve_decision", APPROVERS)
    if part.what == "the countersignature":
        deed = ("countersign_decision", {"head"})
    proposal, second = proposal_of(decision), statement_in(part.shown)
    deeds = (("propose_decision", AUTHORS), deed)
    if part.shown["by_one"] and is_by_one(registry, entries, proposal, second, deeds):
        return ""
    return why_not_two(registry, entries, proposal, second, deeds)


def lacks_statement(part: Signed, source: Source) -> bool:
    return part.registry[0] > len(source.registry.heads)


def rests_on_another(part: Signed, source: Source) -> bool:
    seq, digest = part.registry
    return seq < 1 or source.registry.heads[seq - 1][1] != digest


def key_of(part: Signed, source: Source) -> Key | None:
    """The key under the name that the signature bears."""
    registry = source.registry
    return registry.keys.get(part.key) if registry.name_of(part.key) == part.name else None


def is_not_in_force(part: Signed, source: Source) -> bool:
    """The statement that was the newest decides, not a time that somebody claims."""
    key, (place, _digest) = key_of(part, source), source.registry.heads[part.registry[0] - 1]
    if key is None or key.since is None or key.since > place:
        return True
    return key.until is not None and key.until <= place


def is_misnamed(part: Signed, source: Source) -> bool:
    """The report says of a key what the statements do not; it need not know of later ones."""
    key = key_of(part, source)
    if key is None or part.vouched is None:
        return False
    founder, by, authority = part.vouched
    names = {source.registry.people[one].name for one in key.confirmers - {AUTHORITY}}
    return (
        founder != key.is_founders
        or not {*by} <= names
        or (authority and AUTHORITY not in key.confirmers)
    )


DOUBTS = (
    (
        lacks_statement,
        3,
        "the key sheet of {office} of {made} is older than what {what} in {file} rests on. Ask the "
        "office for a newer one.",
    ),
    (
        rests_on_another,
        1,
        "{what} in {file} rests on other statements about people and keys than the key sheet of "
        "{office} holds.",
    ),
    (
        lambda part, source: key_of(part, source) is None,
        1,
        "the key {key}… of {name}, who signed {what} in {file}, is not in the key sheet of "
        "{office}.",
    ),
    (
        is_not_in_force,
        1,
        "the key {key}… of {name} was not valid when {what} in {file} was signed.",
    ),
    (
        lambda part, source: source.longest.expires < part.at,
        3,
        "the key sheet of {office} expired on {expires}, before {what} in {file} was signed. Ask "
        "the office for a newer one.",
    ),
)
"""When an office does not answer for a signature, in this order; the exit code; what is said."""


def sheet_sentences(sheets: list[KeySheet]) -> Iterator[str]:
    """Who wrote each key sheet and when, who vouches for that, and whether it has expired."""
    today = datetime.datetime.now(datetime.timezone.utc)
    sources = sources_of(sheets)
    for sheet in sheets:
        whose, made = f"Key sheet of {sheet.office}", f"made {day_of(sheet.made_at)}"
        casebook = sheet.registry.casebook
        yield (
            f"{whose}, casebook {fingerprint(casebook)}, {made}, signed by {sheet.signer} (key "
            f"{sheet.key[:16]}…). {vouching_of(sheet, sources[casebook])}"
        )
        if sheet.registry.is_alone:
            yield (
                f"{whose}: one person founded this casebook, so that what it decides is decided by "
                "one person."
            )
        for problem in sheet.registry.problems:
            yield f"{whose}, {made}: {problem}"
        if sheet.expires < today:
            yield (
                f"{whose}, {made}: it expired on {day_of(sheet.expires)}. What was signed before "
                "stays proven; whether a key was retired since is not known."
            )


def vouching_of(sheet: KeySheet, source: Source) -> str:
    """Whether an earlier sheet of the casebook given beside it knows the key that signed it."""
    for before in reversed(source.sheets):
        registry = before.registry
        is_known = registry.in_force(sheet.key) and registry.name_of(sheet.key) == sheet.signer
        if before.made_at < sheet.made_at and is_known and before.begins(sheet):
            day = day_of(before.made_at)
            return f"This key stands in the office’s earlier sheet of {day}."
    return "A sheet vouches for itself alone: compare the casebook with the office."


# --- A PDF: its attachments and its pages -------------------------------------------------------

OUR_NAMES = {"dossier": "dossier.json", "manifest": "manifest.json", "signature": "signature.bin"}
PART_ENTRIES = {
    "structure": "/StructTreeRoot",
    "metadata": "/Metadata",
    "bookmarks": "/Outlines",
    "form": "/AcroForm",
    "colours": "/OutputIntents",
}
SETTINGS = {"/MarkInfo", "/PageMode", "/ViewerPreferences"}
CATALOG = {"/Type", "/Pages", "/Names", "/AF", "/Lang", *SETTINGS, *PART_ENTRIES.values()}
NAMES_OF_PARTS = {
    "structure": "tags and structure of the document",
    "metadata": "metadata of the document (XMP)",
    "bookmarks": "bookmarks",
    "form": "form and its fields",
    "colours": "colour profile of the document",
    "settings": "settings of the document",
    "program": "dates and program of the document",
}
COMPARED_FACTS = {"/Title", "/Author", "/Subject"}
LINKS = {"/Parent", "/Prev", "/Next", "/First", "/Last"}
MOST_BOOKMARKS = 100_000
INHERITED = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")
FILE_ENTRIES = {"/Type", "/F", "/UF", "/EF", "/AFRelationship"}
HELD_ENTRIES = {"/Type", "/Subtype", "/Params", "/Length"}
FORM_FONT = "/Webdings"
COLLECTION = {"/Type": "/Collection", "/View": "/H"}
FIELD_ENTRIES = {
    "/F",
    "/FT",
    "/P",
    "/Rect",
    "/StructParent",
    "/Subtype",
    "/T",
    "/TU",
    "/Type",
    "/V",
}


class PdfReport:
    """The parts of a report in a PDF, and what differs in it."""

    entries = b""  # of a bundle, known once its changes are

    def __init__(self, data: bytes) -> None:
        self.pdf = pdf = Pdf(data)
        self.catalog = pdf.dictionary(pdf.trailer.get("/Root"))
        self.attached = list(self._attached())
        self.parts = {part: self._part(name) for part, name in OUR_NAMES.items()}
        self.pages = pdf.pages(self.catalog)
        self.has_pades = any(self._is_signed(field) for field in self._fields())

    def _fields(self) -> list[Any]:
        return self.pdf.array(self.pdf.dictionary(self.catalog.get("/AcroForm")).get("/Fields"))

    def _is_signed(self, field: Any) -> bool:
        return "/ByteRange" in self.pdf.dictionary(self.pdf.dictionary(field).get("/V"))

    def _attached(self) -> Iterator[tuple[str, Any]]:
        """Name and reference or dictionary of each attachment, from a tree of names."""
        names = self.pdf.dictionary(self.catalog.get("/Names"))
        nodes, seen = [names.get("/EmbeddedFiles")], 0
        while nodes:
            node = self.pdf.dictionary(nodes.pop())
            seen += 1
            if seen > 1000:
                raise Unreadable("its attachments are nested without end")
            pairs = self.pdf.array(node.get("/Names"))
            for at in range(0, len(pairs) - 1, 2):
                yield pdf_text(self.pdf.get(pairs[at])), pairs[at + 1]
            nodes += reversed(self.pdf.array(node.get("/Kids")))

    def _specs(self, name: str) -> list[dict[str, Any]]:
        return [self.pdf.dictionary(spec) for own, spec in self.attached if own == name]

    def _part(self, name: str) -> bytes:
        specs = self._specs(name)
        if not specs:
            raise Unreadable(f"it carries no {name}: {NO_REPORT}")
        files = self.pdf.dictionary(specs[-1].get("/EF"))
        stream = self.pdf.get(files.get("/UF", files.get("/F")))
        if not isinstance(stream, Stream):
            raise Unreadable(f"its {name} has no content")
        return self.pdf.content(stream)

    def changes(self, manifest: dict[str, Any], dossier: dict[str, Any]) -> Iterator[str]:
        certificate = str(manifest.get("certificate", ""))
        if certificate:
            self._take_signature_off()
            if not self.has_pades:
                yield (
                    f"the report says that it is signed as PAdES with the certificate "
                    f"{certificate[:16]}…, but carries no such signature: it was taken away."
                )
        filled = self._take_entries_off()
        beyond = list(self._changes_beyond(manifest, dossier))
        if filled and beyond:
            yield "form fields: they were filled in, and that is not all."
        elif filled:
            yield "form fields: they were filled in; nothing else was changed."
        yield from beyond

    def _changes_beyond(self, manifest: dict[str, Any], dossier: dict[str, Any]) -> Iterator[str]:
        """What differs beside what was filled in."""
        wanted = [str(page) for page in list_in(manifest, "pages")]
        shared, pages = Digest(self.pdf).of_report(self.pages)
        for number in range(max(len(wanted), len(pages))):
            was = wanted[number] if number < len(wanted) else None
            now = pages[number] if number < len(pages) else None
            if was != now:
                yield f"page {number + 1}: {self._page_words(was, now, wanted)}"
        if manifest.get("shared") != shared:
            yield "fonts and resources: they are not those the report was made with."
        info = self.pdf.dictionary(self.pdf.trailer.get("/Info"))
        parts = Digest(self.pdf).of_parts(self.catalog, info)
        stated = manifest.get("parts")
        for part, name in NAMES_OF_PARTS.items():
            if not isinstance(stated, dict) or stated.get(part) != parts[part]:
                yield f"{name}: they are not those the report was made with."
        stated = files_in(manifest)
        for extra in self._extras():
            if not stated or extra not in {"/Collection", *(one["name"] for one in stated)}:
                yield f"{extra}: it was added to the file."
        yield from self._fact_changes(dossier)
        yield from self._bundled_changes(stated, dossier)
        for name in OUR_NAMES.values():
            if not self._as_attached(name):
                yield f"{name}: it is attached otherwise than it was."

    @staticmethod
    def _page_words(was: str | None, now: str | None, wanted: list[str]) -> str:
        if now is None:
            return "it was removed."
        if now in wanted:
            return f"here stands what was page {wanted.index(now) + 1}."
        return "it was added." if was is None else "its contents were changed."

    def _extras(self) -> list[str]:
        """What the catalogue, the names and the attachments have that no report has."""
        names = self.pdf.dictionary(self.catalog.get("/Names"))
        found = set(self.pdf.said(self.catalog)) - CATALOG
        found |= set(self.pdf.said(names)) - {"/EmbeddedFiles"}
        found |= {name for name, _spec in self.attached} - set(OUR_NAMES.values())
        specs = [spec for _name, spec in self.attached]
        if any(one not in specs for one in self.pdf.array(self.catalog.get("/AF"))):
            found.add("/AF")
        return sorted(found)

    def _fact_changes(self, dossier: dict[str, Any]) -> Iterator[str]:
        """Title, author, subject and language, which a reader shows beside the pages."""
        info = self.pdf.dictionary(self.pdf.trailer.get("/Info"))
        words = words_in(dossier)
        report = f"{sentence_of(dossier, 'report_type', words)} {dossier['reference']}"
        for name, entries, key, was in (
            ("title", info, "/Title", visible(report)),
            ("author", info, "/Author", visible(text_of(dossier, "office"))),
            ("subject", info, "/Subject", visible(sentence_of(dossier, "title", words))),
            ("language", self.catalog, "/Lang", text_of(dossier, "language")),
        ):
            now = pdf_text(self.pdf.get(entries.get(key)))
            if now != was:
                yield f"{name} of the document: was {quoted(was)}, is {quoted(now)}."

    def _bundled_changes(
        self, stated: list[dict[str, Any]], dossier: dict[str, Any]
    ) -> Iterator[str]:
        """What is not as it was of the files attached to a bundle; nothing of any other report."""
        if not stated:
            return
        whole = {}
        for one in stated:
            name = one["name"]
            specs = self._specs(name)
            if not specs:
                yield f"{name}: it was removed."
            elif len(specs) > 1 or not self._as_stated(specs[0], one):
                yield f"{name}: it is attached otherwise than it was."
            else:
                data = self._part(name)
                if sha256(data) != one["sha256"]:
                    yield f"{name}: its contents were changed."
                elif name == ENTRIES or is_anchor(name):
                    whole[name] = data
        shown = self.pdf.said(self.pdf.dictionary(self.catalog.get("/Collection")))
        if {name: self.pdf.get(value) for name, value in shown.items()} != COLLECTION:
            yield "/Collection: it is not what a bundle has."
        self.entries = whole.get(ENTRIES, b"")
        yield from exhibit_changes(dossier, stated)
        if ENTRIES in whole:
            yield from chain_changes(dossier, whole)

    def _as_stated(self, spec: dict[str, Any], stated: dict[str, Any]) -> bool:
        name = stated["name"]
        files = self.pdf.said(self.pdf.dictionary(spec.get("/EF")))
        shown = {pdf_text(self.pdf.get(spec[key])) for key in ("/F", "/UF") if key in spec}
        streams = [self.pdf.get(held) for held in files.values()]
        return (
            set(self.pdf.said(spec)) <= FILE_ENTRIES
            and self.pdf.get(spec.get("/AFRelationship")) == f"/{stated['relation']}"
            and shown <= {name}
            and set(files) <= {"/F", "/UF"}
            and len(set(files.values())) == 1
            and all(isinstance(stream, Stream) for stream in streams)
            and all(
                s.entries.get("/Subtype") == f"/{stated['media_type']}"
                and set(s.entries) - {"/Filter"} <= HELD_ENTRIES
                for s in streams
            )
        )

    def _as_attached(self, name: str) -> bool:
        """Once, under its own name, without a description and without a second content."""
        specs = self._specs(name)
        spec = specs[0]
        files = self.pdf.said(self.pdf.dictionary(spec.get("/EF")))
        relation = "/Source" if name == OUR_NAMES["dossier"] else "/Supplement"
        mime = "json" if name.endswith(".json") else "octet-stream"
        shown = {pdf_text(self.pdf.get(spec[key])) for key in ("/F", "/UF") if key in spec}
        streams = [self.pdf.get(held) for held in files.values()]
        return (
            len(specs) == 1
            and set(self.pdf.said(spec)) <= FILE_ENTRIES
            and self.pdf.get(spec.get("/AFRelationship")) == relation
            and shown <= {name}
            and set(files) <= {"/F", "/UF"}
            and all(isinstance(stream, Stream) for stream in streams)
            and len({self.pdf.content(stream) for stream in streams}) == 1
            and all(s.entries.get("/Subtype") == f"/application/{mime}" for s in streams)
        )

    def _take_signature_off(self) -> None:
        """What a PAdES signature adds to its field and to the catalogue, if it is nothing else."""
        pdf = self.pdf
        form = pdf.dictionary(self.catalog.get("/AcroForm"))
        if not set(pdf.said(form)) <= {"/DA", "/DR", "/Fields", "/SigFlags"}:
            return
        fields = [pdf.dictionary(one) for one in pdf.array(form.get("/Fields"))]
        signatures = [one for one in fields if pdf.get(one.get("/FT")) == Name("/Sig")]
        if len(signatures) != 1:
            return
        (field,) = signatures
        edges = [pdf.get(edge) for edge in pdf.array(field.get("/Rect"))]
        is_plain = set(pdf.said(field)) <= FIELD_ENTRIES and edges == [0, 0, 0, 0]
        if not is_plain:
            return
        field.pop("/V", None)
        added_names = set(pdf.dictionary(self.catalog.get("/Extensions")))
        if added_names <= {"/ESIC", "/ISO_"}:
            for name in ("/Extensions", "/Version"):
                self.catalog.pop(name, None)

    def _take_entries_off(self) -> bool:
        """What filling in adds to the fields and the form; whether anything was filled in.

        A field that says nothing stays as it is: what was drawn there is told as a change.
        """
        pdf = self.pdf
        form = pdf.dictionary(self.catalog.get("/AcroForm"))
        fields = [pdf.dictionary(one) for one in pdf.array(form.get("/Fields"))]
        filled = [one for one in fields if self._is_filled(one)]
        if not filled:
            return False
        form.pop("/NeedAppearances", None)
        fonts = pdf.dictionary(pdf.dictionary(form.get("/DR")).get("/Font"))
        for name in set(fonts) - {FORM_FONT}:
            del fonts[name]
        for field in filled:
            if pdf.get(field.get("/FT")) == Name("/Btn"):
                field["/V"] = field["/AS"] = Name("/Off")
                continue
            del field["/V"]
            if FORM_FONT in fonts:
                field["/AP"] = {"/N": self._empty_look(field, fonts)}
        return True

    def _is_filled(self, field: dict[str, Any]) -> bool:
        pdf, kind = self.pdf, self.pdf.get(field.get("/FT"))
        if kind == Name("/Btn"):
            return any(pdf.get(field.get(name)) != Name("/Off") for name in ("/V", "/AS"))
        return kind == Name("/Tx") and pdf.get(field.get("/V")) is not None

    def _empty_look(self, field: dict[str, Any], fonts: dict[str, Any]) -> Stream:
        """What a field looks like into which nobody has written."""
        edges = [decimal.Decimal(str(self.pdf.get(one))) for one in self.pdf.array(field["/Rect"])]
        left, low, right, top = (one.quantize(decimal.Decimal("0.01")) for one in edges)
        entries = {
            "/Type": Name("/XObject"),
            "/Subtype": Name("/Form"),
            "/BBox": [0, 0, right - left, top - low],
            "/Resources": {"/Font": {FORM_FONT: fonts[FORM_FONT]}},
        }
        return Stream(entries, b"/Tx BMC EMC")

    def remarks(self) -> list[str]:
        found = [f"its {len(self.pages)} pages are those that were signed."]
        if self.has_pades:
            found.append(
                "its PAdES signature is not verified here: any reader of PDF does that, and so "
                "does “landwaiter verify”."
            )
        return found


# --- The bundle for a court ---------------------------------------------------------------------


class FolderReport:
    """The parts of a bundle in a folder, and what differs in it."""

    entries = b""  # known once its changes are

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.parts = {}
        for part, name in OUR_NAMES.items():
            if not (folder / name).is_file():
                raise Unreadable(f"the folder has no {name}: it is no bundle, or it was removed")
            self.parts[part] = bytes_of(str(folder / name), MOST_PART)
        self.stated = files_in(object_of(self.parts["manifest"], "the manifest"))

    def changes(self, manifest: dict[str, Any], dossier: dict[str, Any]) -> Iterator[str]:
        stated = files_in(manifest)
        known = {one["name"] for one in stated} | set(OUR_NAMES.values())
        for path in sorted(self.folder.iterdir()):
            if path.name not in known:
                yield f"{path.name}: it was added to the folder."
        whole = {}
        for one in stated:
            path = self.folder / one["name"]
            if path.is_symlink() or (path.exists() and not path.is_file()):
                yield f"{path.name}: this is no file, or a link to one."
            elif not path.exists():
                yield f"{path.name}: it was removed."
            elif path.stat().st_size != one["size"] or file_sha256(path) != one["sha256"]:
                yield f"{path.name}: its contents were changed."
            elif path.name == ENTRIES or is_anchor(path.name):
                whole[path.name] = bytes_of(str(path), MOST_FILE)
        self.entries = whole.get(ENTRIES, b"")
        yield from exhibit_changes(dossier, stated)
        if ENTRIES in whole:
            yield from chain_changes(dossier, whole)

    def remarks(self) -> list[str]:
        return [f"its {len(self.stated)} files are those that were sealed."]


def file_sha256(path: Path) -> str:
    found = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(1 << 20):
            found.update(chunk)
    return found.hexdigest()


def files_in(manifest: dict[str, Any]) -> list[dict[str, Any]]:
    """The files that a manifest states; what is no entry of one is left out."""
    return [one for one in list_in(manifest, "files") if is_stated(one)]


def is_stated(one: Any) -> bool:
    if not isinstance(one, dict):
        return False
    texts = [one.get(name) for name in ("name", "sha256", "media_type", "relation")]
    size = one.get("size")
    return (
        all(isinstance(text, str) for text in texts)
        and type(size) is int
        and size >= 0
        and one["relation"] in ("Supplement", "Data")
        and one["name"] not in ("", ".", "..")
        and not set(one["name"]) & set('/\\:*?"<>|\0')
    )


def is_anchor(name: str) -> bool:
    return name.startswith("anchor-") and name.endswith(".json")


def exhibits_in(dossier: dict[str, Any]) -> dict[str, str]:
    """Name of each exhibit's file: the hash that the dossier says."""
    found = {}
    for table in list_in(dossier, "tables"):
        if isinstance(table, dict) and table.get("id") == "exhibits":
            keys = [column["key"] for column in table["columns"]]
            for row in table.get("rows", []):
                said = dict(zip(keys, row))
                if str(said["file"]).startswith("exhibit-"):
                    found[str(said["file"])] = str(said["sha256"])
    return found


def exhibit_changes(dossier: dict[str, Any], stated: list[dict[str, Any]]) -> Iterator[str]:
    """Exhibits that the dossier names and the manifest does not, or with another hash."""
    hashes = {one["name"]: one["sha256"] for one in stated}
    named = exhibits_in(dossier)
    for needed in (ENTRIES, *named):
        if needed not in hashes:
            yield f"{needed}: the dossier names it, and it is not in the bundle."
    for name, digest in named.items():
        if hashes.get(name, digest) != digest:
            yield f"{name}: it is not what the dossier says."
    for name in hashes:
        if name.startswith("exhibit-") and name not in named:
            yield f"{name}: the dossier names no such exhibit."


def chain_changes(dossier: dict[str, Any], whole: dict[str, bytes]) -> Iterator[str]:
    """What is wrong with the audit entries: from number 1 to the head of the case, none other."""
    head = dossier.get("case_head")
    if not isinstance(head, dict):
        yield f"{ENTRIES}: the dossier names no head of the case."
        return
    case, count, before, hashes = "", 0, "0" * 64, {}
    for number, line in enumerate(whole[ENTRIES].splitlines(), start=1):
        place = f"{ENTRIES}, line {number}"
        try:
            data = json.loads(line)["entry"].encode()
            entry = object_of(data, "the entry")
            about = text_of(entry, "object").split("/")
            of_case, previous, seq = (
                text_of(entry, one) for one in ("case_seq", "case_prev", "seq")
            )
        except (*DAMAGED, Unreadable):
            yield f"{place}: it is no audit entry."
            return
        if canonical(entry) != data:
            yield f"{place}: it is no audit entry."
            return
        case = case or "/".join(about[:2])
        if about[0] != "case" or "/".join(about[:2]) != case:
            yield f"{place}: the entry is about something else than the case."
            return
        if of_case != str(count + 1):
            yield (
                f"{place}: entry {count + 1} about the case is expected here, and this is "
                f"{of_case}."
            )
            return
        if previous != before:
            yield f"{place}: the entry does not follow the one before it about the case."
            return
        count, before = count + 1, sha256(data)
        hashes[seq] = before
    if (count, before) != (head.get("seq"), head.get("sha256")):
        yield (
            f"{ENTRIES}: they end with entry {count}, and the head of the case is entry "
            f"{head.get('seq')}."
        )
    for name, data in whole.items():
        if name != ENTRIES:
            yield from anchor_changes(name, data, hashes)


def anchor_changes(name: str, data: bytes, hashes: dict[str, str]) -> Iterator[str]:
    try:
        said = object_of(data, "the anchor")
        seq, digest = text_of(said, "seq"), text_of(said, "sha256")
    except (*DAMAGED, Unreadable):
        yield f"{name}: it is no anchor."
        return
    if hashes.get(seq, digest) != digest:
        yield f"{name}: it is about another entry of this number."


def quoted(text: str) -> str:
    if not text:
        return "empty"
    return f"“{text[:120]}…”" if len(text) > 120 else f"“{text}”"


class Digest:
    """SHA-256 of PDF objects by what they say, each object that is referred to once.

    The hash of an object is SHA-256, in hexadecimal figures, of:

        null, true, false   the word
        number              # and its decimal without needless zeros: 612, -0.5; 1.0 is 1
        name                its UTF-8 with the slash: /Type
        string              ( and its bytes
        array               [ and the hashes of its entries
        dictionary          < and, by the order of the names, the hashes of each name and its
                            value; what is null, /Parent and /P are left out
        stream              { and its entries as those of a dictionary, /Parent and /P among them,
                            then the SHA-256 of its bytes. Unpacked, if it is packed with Flate
                            alone: /Length, /Filter, /DecodeParms and /DL are left out. Packed
                            otherwise it counts as it is: /Length and /DL are left out
        reference           the hash of what it leads to; of an object around it: of the word
                            circle

    The hash of a page is that of a dictionary with its entries, those that it inherits among
    them, but without /Parent and /Resources. What pages share is the SHA-256 of the hashes of each
    page's /Resources, in their order. It is hashed first, and then the pages.

    The other parts (`of_parts`) are hashed anew, in their order. There the hash of a page that is
    referred to is that of the word page and its /StructParents, such as page0. Structure, metadata,
    form and colours are entries of the catalogue: null where there is none. The settings are a
    dictionary of some of its entries. The program is the dictionary of facts without those that are
    held against the dossier. Of the bookmarks, from the top down and each before those below it,
    the depth of each, from 0 of their root, and the hash of a dictionary of its entries without
    links to others: SHA-256 of all of them.
    """

    def __init__(self, pdf: Pdf) -> None:
        self.pdf = pdf
        self.known: dict[Reference, str] = {}
        self.by_place = False

    def of_report(self, pages: list[dict[str, Any]]) -> tuple[str, list[str]]:
        """The hash of what pages share, and those of the pages."""
        shared = hashlib.sha256()
        for page in pages:
            shared.update(self.of(page.get("/Resources", {})).encode())
        skipped = {"/Parent", "/Resources"}
        return shared.hexdigest(), [
            sha256(b"<" + self._entries(page, 0, skipped)) for page in pages
        ]

    def of_parts(self, catalog: dict[str, Any], info: dict[str, Any]) -> dict[str, str]:
        """The hash of each part of a document beside its pages."""
        self.by_place = True
        found = {}
        for part in NAMES_OF_PARTS:
            entry = catalog.get(PART_ENTRIES.get(part, ""))
            if part == "bookmarks":
                found[part] = self._of_bookmarks(entry)
            elif part == "settings":
                found[part] = self._of_some(catalog, SETTINGS & set(self.pdf.said(catalog)))
            elif part == "program":
                found[part] = self._of_some(info, set(self.pdf.said(info)) - COMPARED_FACTS)
            else:
                found[part] = self.of(entry)
        return found

    def _of_some(self, entries: dict[str, Any], names: set[str]) -> str:
        return sha256(b"<" + self._entries(entries, 0, set(entries) - names))

    def _of_bookmarks(self, root: Any) -> str:
        found, count = hashlib.sha256(), 0
        waiting = [] if self.pdf.get(root) is None else [(0, root)]
        while waiting:
            depth, place = waiting.pop()
            item = self.pdf.dictionary(place)
            found.update(f"{depth} {self._of_some(item, set(item) - LINKS)}".encode())
            count += 1
            if count > MOST_BOOKMARKS:
                raise Unreadable("it is nested too deeply")
            if depth and self.pdf.get(item.get("/Next")) is not None:
                waiting.append((depth, item["/Next"]))
            if self.pdf.get(item.get("/First")) is not None:
                waiting.append((depth + 1, item["/First"]))
        return found.hexdigest()

    def of(self, value: Any, depth: int = 0) -> str:
        if depth > 40:
            raise Unreadable("it is nested too deeply")
        if not isinstance(value, Reference):
            return sha256(self._said(value, depth))
        if value not in self.known:
            self.known[value] = sha256(b"circle")
            self.known[value] = sha256(self._said(self.pdf.get(value), depth))
        return self.known[value]

    def _said(self, value: Any, depth: int) -> bytes:  # noqa: PLR0911 (one for each kind)
        if isinstance(value, list):
            return b"[" + "".join(self.of(item, depth + 1) for item in value).encode()
        if isinstance(value, Stream):
            skipped = {"/Length", "/DL"} | (
                {"/Filter", "/DecodeParms"} if value.is_flate else set()
            )
            entries = self._entries(value.entries, depth, skipped)
            return b"{" + entries + sha256(self.pdf.content(value)).encode()
        if isinstance(value, dict):
            if self.by_place and self.pdf.get(value.get("/Type")) == Name("/Page"):
                place = self.pdf.get(value.get("/StructParents"))
                return f"page{'' if place is None else place}".encode()
            return b"<" + self._entries(value, depth, {"/Parent", "/P"})
        if value is None or isinstance(value, bool):
            return {None: b"null", True: b"true", False: b"false"}[value]
        if isinstance(value, Name):
            return value.encode()
        if isinstance(value, bytes):
            return b"(" + value
        return b"#" + decimal_text(value).encode()

    def _entries(self, entries: dict[str, Any], depth: int, skipped: set[str]) -> bytes:
        kept = sorted(set(self.pdf.said(entries)) - skipped)
        return "".join(
            sha256(name.encode()) + self.of(entries[name], depth + 1) for name in kept
        ).encode()


def decimal_text(value: int | decimal.Decimal) -> str:
    text = format(value, "f") if isinstance(value, decimal.Decimal) else str(value)
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def list_in(record: dict[str, Any], name: str) -> list[Any]:
    value = record.get(name)
    return value if isinstance(value, list) else []


# --- The objects of a PDF (ISO 32000-1, 7.2 to 7.5) ---------------------------------------------


class Name(str):
    """/Type, with its slash."""


class Reference(Tuple[int, int]):
    """Number and generation of an object."""


class Stream:
    """A dictionary with bytes, as they are stored."""

    def __init__(self, entries: dict[str, Any], raw: bytes) -> None:
        self.entries = entries
        self.raw = raw
        packing = entries.get("/Filter")
        has_own = entries.get("/DecodeParms") is not None
        self.is_flate = packing in (None, "/FlateDecode") and not has_own


BLANK = rb"\x00\t\n\x0c\r "
SPECIAL = BLANK + rb"()<>\[\]{}/%"
SPACE = re.compile(rb"(?:[" + BLANK + rb"]|%[^\r\n]*)*")
WORD = re.compile(rb"[^" + SPECIAL + rb"]+")
NUMBER = re.compile(rb"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)")
REFERENCE = re.compile(
    rb"([0-9]{1,10})[" + BLANK + rb"]+([0-9]{1,5})[" + BLANK + rb"]+R(?![^" + SPECIAL + rb"])"
)
HEADER = re.compile(rb"([0-9]{1,10})[" + BLANK + rb"]+([0-9]{1,5})[" + BLANK + rb"]+obj")
LITERAL = re.compile(rb"[^()\\\r]+|\\(?:[0-7]{1,3}|\r\n|.)|\r\n?|[()]", re.DOTALL)
ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
WORDS = {b"true": True, b"false": False, b"null": None}
MOST_OBJECTS = 1_000_000
MOST_PAGES = 100_000


def after_space(data: bytes, at: int) -> int:
    """The place behind blanks and comments."""
    found = SPACE.match(data, at)
    return found.end() if found else at


class Pdf:
    """The objects of a file: the newest of each, as its tables of places say.

    It repairs nothing: a file whose tables do not fit is refused. Other programs repair in
    different ways, so that it would not be clear what a reader sees.
    """

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.places = {}  # number: (kind, offset, generation) or (kind, number of stream, index)
        self.objects: dict[Reference, Any] = {}
        self.packed = {}  # number of an object stream: its bytes, and the places of its objects
        self.trailer: dict[str, Any] = {}
        self.reading: set[int] = set()
        self._read_tables()
        if self.trailer.get("/Encrypt") is not None:
            raise Unreadable("it is encrypted")

    def get(self, value: Any) -> Any:
        """The object itself, of a reference to it; null where there is none."""
        steps = 0
        while isinstance(value, Reference):
            value = self._object(value)
            steps += 1
            if steps > 20:
                raise Unreadable("a reference in it leads nowhere")
        return value

    def dictionary(self, value: Any) -> dict[str, Any]:
        """A dictionary, also of a reference; an empty one if it is something else."""
        value = self.get(value)
        return value if isinstance(value, dict) else {}

    def array(self, value: Any) -> list[Any]:
        value = self.get(value)
        return value if isinstance(value, list) else []

    def said(self, entries: dict[str, Any]) -> dict[str, Any]:
        """The entries that are not null."""
        return {name: value for name, value in entries.items() if self.get(value) is not None}

    def content(self, stream: Stream) -> bytes:
        """The bytes of a stream: unpacked, if it is packed with Flate alone."""
        if stream.is_flate and "/Filter" in stream.entries:
            return unpacked(stream.raw)
        return stream.raw

    def pages(self, catalog: dict[str, Any]) -> list[dict[str, Any]]:
        """The dictionaries of all pages in order, each with what it inherits."""
        found, seen = [], set()
        nodes = [(catalog.get("/Pages"), {})]
        while nodes:
            place, above = nodes.pop()
            node = self.dictionary(place)
            handed = {
                name: node[name] for name in INHERITED if self.get(node.get(name)) is not None
            }
            below = {**above, **handed}
            if "/Kids" in node:
                if place in seen or len(nodes) > MOST_PAGES:
                    raise Unreadable("its pages are nested without end")
                seen.add(place if isinstance(place, Reference) else id(node))
                nodes += [(kid, below) for kid in reversed(self.array(node["/Kids"]))]
                continue
            node.update(below)
            found.append(node)
            if len(found) > MOST_PAGES:
                raise Unreadable("it has too many pages")
        return found

    # Where objects are.

    def _read_tables(self) -> None:
        tail = self.data[-1024:]
        found = re.findall(rb"startxref[" + BLANK + rb"]+([0-9]{1,12})", tail)
        if not found:
            raise Unreadable("it is no whole PDF: its end is missing")
        at, seen = int(found[-1]), set()
        while at is not None:
            if at in seen or not 0 <= at < len(self.data):
                raise Unreadable("its tables of objects do not fit")
            seen.add(at)
            at = after_space(self.data, at)
            is_plain = self.data.startswith(b"xref", at)
            entries = self._plain_table(at + 4) if is_plain else self._packed_table(at)
            if not self.trailer:
                self.trailer = dict(entries)
            if "/XRefStm" in entries:
                raise Unreadable("it has two tables of objects beside each other")
            at = entries.get("/Prev")
            if at is not None and not isinstance(at, int):
                raise Unreadable("its tables of objects do not fit")

    def _plain_table(self, at: int) -> dict[str, Any]:
        """A table of lines of 20 bytes; its trailer."""
        head = re.compile(rb"([0-9]{1,10}) ([0-9]{1,10})[" + BLANK + rb"]*")
        line = re.compile(rb"([0-9]{10}) ([0-9]{5}) ([nf])[" + BLANK + rb"]*")
        at = after_space(self.data, at)
        while True:
            part = head.match(self.data, at)
            if not part:
                break
            at = part.end()
            first, count = int(part.group(1)), int(part.group(2))
            for number in range(first, first + count):
                entry = line.match(self.data, at)
                if not entry:
                    raise Unreadable("its table of objects breaks off")
                at = entry.end()
                kind = 1 if entry.group(3) == b"n" else 0
                self._place(number, (kind, int(entry.group(1)), int(entry.group(2))))
        if not self.data.startswith(b"trailer", at):
            raise Unreadable("its table of objects has no end")
        entries, _at = Scanner(self.data).value(at + 7)
        return entries if isinstance(entries, dict) else {}

    def _packed_table(self, at: int) -> dict[str, Any]:
        """A table in a stream; its entries, which are the trailer."""
        _name, stream = self._object_at(at)
        if not isinstance(stream, Stream) or stream.entries.get("/Type") != "/XRef":
            raise Unreadable("its table of objects is not where it should be")
        entries = stream.entries
        table = unpredicted(entries, self._stored(stream))
        widths = [width for width in entries["/W"] if 0 <= width <= 8]
        if len(widths) != 3 or not sum(widths):
            raise Unreadable("its table of objects has no columns")
        index = entries.get("/Index", [0, entries.get("/Size", 0)])
        place = 0
        for first, count in zip(index[::2], index[1::2]):
            for number in range(first, first + count):
                row = []
                for width in widths:
                    row.append(int.from_bytes(table[place : place + width], "big"))
                    place += width
                if place > len(table):
                    raise Unreadable("its table of objects breaks off")
                kind = row[0] if widths[0] else 1
                self._place(number, (kind, row[1], row[2]))
        return entries

    def _place(self, number: int, place: tuple[int, int, int]) -> None:
        """The place of an object, unless a newer table gave one."""
        self.places.setdefault(number, place)
        if len(self.places) > MOST_OBJECTS:
            raise Unreadable("it has too many objects")

    # The objects themselves.

    def _object(self, wanted: Reference) -> Any:
        if wanted in self.objects:
            return self.objects[wanted]
        number, generation = wanted
        kind, place, third = self.places.get(number, (0, 0, 0))
        value = None
        if number in self.reading:
            raise Unreadable("an object in it contains itself")
        self.reading.add(number)
        if kind == 1 and third == generation:
            found, value = self._object_at(place)
            if found != wanted:
                raise Unreadable(f"object {number} is not where it should be")
        elif kind == 2 and generation == 0:
            value = self._packed_object(number, place, third)
        self.reading.discard(number)
        self.objects[wanted] = value
        return value

    def _object_at(self, at: int) -> tuple[Reference, Any]:
        """Reference and value of the object that begins at a place."""
        header = HEADER.match(self.data, after_space(self.data, at))
        if not header:
            raise Unreadable("an object is not where it should be")
        value, at = Scanner(self.data).value(header.end())
        at = after_space(self.data, at)
        if isinstance(value, dict) and self.data.startswith(b"stream", at):
            value, at = self._stream_at(value, at + 6)
        if not self.data.startswith(b"endobj", at):
            raise Unreadable("an object in it has no end")
        return Reference((int(header.group(1)), int(header.group(2)))), value

    def _stream_at(self, entries: dict[str, Any], at: int) -> tuple[Stream, int]:
        begin = re.compile(rb"\r?\n").match(self.data, at)
        length = self.get(entries.get("/Length"))
        if not begin or not isinstance(length, int) or length < 0:
            raise Unreadable("a stream in it has no proper beginning")
        raw = self.data[begin.end() : begin.end() + length]
        end = re.compile(rb"[\r\n]*endstream").match(self.data, begin.end() + length)
        if not end:
            raise Unreadable("a stream in it is not as long as it says")
        filters = ("/Filter", "/DecodeParms")
        whole = {name: self.get(entries[name]) for name in filters if name in entries}
        stream = Stream({**entries, **whole}, raw)
        return stream, after_space(self.data, end.end())

    def _stored(self, stream: Stream) -> bytes:
        """The bytes of a stream that holds objects or their table."""
        packing = stream.entries.get("/Filter")
        if isinstance(packing, list) and len(packing) == 1:
            packing = packing[0]
        if packing is None:
            return stream.raw
        if packing != "/FlateDecode":
            raise Unreadable("its objects are packed in a manner that is not known here")
        return unpacked(stream.raw)

    def _packed_object(self, number: int, holder: int, index: int) -> Any:
        if holder not in self.packed:
            stream = self._object(Reference((holder, 0)))
            if not isinstance(stream, Stream) or stream.entries.get("/Type") != "/ObjStm":
                raise Unreadable("a stream of objects is not where it should be")
            data = unpredicted(stream.entries, self._stored(stream))
            first, count = stream.entries["/First"], stream.entries["/N"]
            heads = [int(word) for word in re.sub(rb"%[^\r\n]*", b"", data[:first]).split()]
            places = list(zip(heads[::2], heads[1::2]))[:count]
            self.packed[holder] = data, first, places
        data, first, places = self.packed[holder]
        found, offset = places[index]
        if found != number:
            raise Unreadable(f"object {number} is not where it should be")
        value, _at = Scanner(data).value(first + offset)
        return value


class Scanner:
    """Reads one value from bytes."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    def value(self, at: int, depth: int = 0) -> tuple[Any, int]:  # noqa: PLR0911 (one for each kind)
        """The value that stands at a place, and the place behind it."""
        data = self.data
        at = after_space(data, at)
        if depth > 60:
            raise Unreadable("it is nested too deeply")
        if data.startswith(b"<<", at):
            return self._dictionary(at + 2, depth)
        sign = data[at : at + 1]
        if sign == b"[":
            return self._array(at + 1, depth)
        if sign == b"(":
            return self._literal(at + 1)
        if sign == b"<":
            end = data.index(b">", at)
            figures = b"".join(data[at + 1 : end].replace(b"\x00", b" ").split())
            return bytes.fromhex((figures + b"0" * (len(figures) % 2)).decode("ascii")), end + 1
        if sign == b"/":
            return self._name(at)
        leads = REFERENCE.match(data, at)
        if leads:
            return Reference((int(leads.group(1)), int(leads.group(2)))), leads.end()
        word = WORD.match(data, at)
        if not word:
            raise Unreadable("a value is missing in it")
        said = word.group()
        if said in WORDS:
            return WORDS[said], word.end()
        if not NUMBER.fullmatch(said):
            raise Unreadable("it has a value of a kind that is not known here")
        if b"." in said:
            return decimal.Decimal(said.decode("ascii")), word.end()
        return int(said), word.end()

    def _name(self, at: int) -> tuple[Name, int]:
        word = WORD.match(self.data, at + 1)
        said = word.group() if word else b""
        plain = re.sub(
            rb"#([0-9A-Fa-f]{2})", lambda figures: bytes([int(figures.group(1), 16)]), said
        )
        return Name("/" + plain.decode("utf-8")), at + 1 + len(said)

    def _array(self, at: int, depth: int) -> tuple[list[Any], int]:
        found = []
        while True:
            at = after_space(self.data, at)
            if self.data.startswith(b"]", at):
                return found, at + 1
            value, at = self.value(at, depth + 1)
            found.append(value)

    def _dictionary(self, at: int, depth: int) -> tuple[dict[str, Any], int]:
        found = {}
        while True:
            at = after_space(self.data, at)
            if self.data.startswith(b">>", at):
                return found, at + 2
            name, at = self.value(at, depth + 1)
            if not isinstance(name, Name) or name in found:
                raise Unreadable("a dictionary in it says something twice, or nothing")
            found[name], at = self.value(at, depth + 1)

    def _literal(self, at: int) -> tuple[bytes, int]:
        """A string in brackets, which may hold others."""
        found, depth = [], 1
        while True:
            piece = LITERAL.match(self.data, at)
            if not piece:
                raise Unreadable("a string in it has no end")
            said, at = piece.group(), piece.end()
            depth += (said == b"(") - (said == b")")
            if not depth:
                return b"".join(found), at
            if said in (b"\r", b"\r\n"):
                found.append(b"\n")
            elif not said.startswith(b"\\"):
                found.append(said)
            elif said[1:].isdigit():
                found.append(bytes([int(said[1:], 8) & 255]))
            elif said[1:] not in (b"\n", b"\r", b"\r\n"):
                found.append(ESCAPES.get(said[1:], said[1:]))


def unpacked(raw: bytes) -> bytes:
    unpacker = zlib.decompressobj()
    data = unpacker.decompress(raw, MOST_PART)
    if unpacker.unconsumed_tail:
        raise Unreadable("a part of it unpacks to more than 128 MiB")
    return data


def unpredicted(entries: dict[str, Any], data: bytes) -> bytes:
    """Undo the filters of PNG, which some writers put before Flate."""
    given = entries.get("/DecodeParms")
    if isinstance(given, list):
        given = given[0] if given else None
    if not isinstance(given, dict) or given.get("/Predictor", 1) == 1:
        return data
    if given["/Predictor"] < 10 or given.get("/BitsPerComponent", 8) != 8:
        raise Unreadable("its objects are packed in a manner that is not known here")
    step = given.get("/Colors", 1)
    width = given.get("/Columns", 1) * step
    if not 0 < step <= 32 or not 0 < width <= 65536:
        raise Unreadable("its objects are packed in a manner that is not known here")
    found, above = bytearray(), bytearray(width)
    for at in range(0, len(data), width + 1):
        kind, row = data[at], bytearray(data[at + 1 : at + 1 + width])
        for place, byte in enumerate(row):
            left = row[place - step] if place >= step else 0
            before = above[place - step] if place >= step else 0
            row[place] = byte + png_guess(kind, left, above[place], before) & 255
        found += row
        above = row.ljust(width, b"\x00")
    return bytes(found)


def png_guess(kind: int, left: int, above: int, before: int) -> int:
    """What a filter of PNG takes off a byte (PNG, 9.2)."""
    if kind == 4:
        guess = left + above - before
        return min((left, above, before), key=lambda one: abs(guess - one))
    return (0, left, above, (left + above) // 2)[kind]


PDF_SIGNS = {
    **dict(zip(range(0x18, 0x20), "˘ˇˆ˙˝˛˚˜")),
    **dict(zip(range(0x80, 0x9F), "•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž")),
    0xA0: "€",
}


def pdf_text(value: Any) -> str:
    """The text of a string (ISO 32000-1, 7.9.2.2); empty if there is none."""
    if not isinstance(value, bytes):
        return "" if value is None else str(value)
    if value.startswith(b"\xfe\xff"):
        return value[2:].decode("utf-16-be", "replace")
    if value.startswith(b"\xef\xbb\xbf"):
        return value[3:].decode("utf-8", "replace")
    return "".join(PDF_SIGNS.get(byte, chr(byte)) for byte in value)


# --- An Excel file: its hidden sheet and its values ---------------------------------------------

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
LINK_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
MOST_MEMBERS = 2_000
MOST_UNPACKED = 2 * 1024**3
MOST_RATIO = 400
RATIO_FROM = 8 * 1024**2
MOST_COLUMNS = 200
MOST_ROWS = 1_048_576
OUR_PARTS = re.compile(
    r"\[Content_Types\]\.xml|(?:xl/(?:worksheets/)?)?_rels/[\w.-]*\.rels"
    r"|docProps/(?:app|core|custom)\.xml|docMetadata/LabelInfo\.xml"
    r"|xl/(?:workbook|styles|sharedStrings|calcChain)\.xml|xl/theme/theme\d+\.xml"
    r"|xl/worksheets/sheet\d+\.xml|xl/printerSettings/printerSettings\d+\.bin"
    r"|xl/drawings/drawing\d+\.xml"
)
"""Parts that a report has, and those that other programs add by themselves."""
RELATIONS = {
    *("officeDocument", "core-properties", "extended-properties", "custom-properties"),
    *("classificationlabels", "worksheet", "styles", "theme", "sharedStrings", "calcChain"),
    *("printerSettings", "drawing"),
}
ELEMENTS = {
    *("sheetPr", "dimension", "sheetViews", "sheetFormatPr", "sheetCalcPr", "sheetProtection"),
    *("cols", "sheetData", "autoFilter", "sortState", "phoneticPr", "printOptions"),
    *("pageMargins", "pageSetup", "headerFooter", "rowBreaks", "colBreaks", "ignoredErrors"),
    "drawing",
}
"""Of a sheet (ECMA-376 part 1, 18.3.1.99); the others format by condition, merge, link or draw."""
FORMATS = {0: "General", 3: "#,##0", 4: "#,##0.00", 49: "@"}
"""Number formats of reports that Excel knows by a number alone; and of these, those of dates:"""
DATE_FORMATS = {*range(14, 23), 45, 46, 47}
SPAN_FORMAT = re.compile(r"\[(?:hh?|mm?|ss?)\]", re.IGNORECASE)
FORMULA = "\x1d"  # which no text of a report can hold


TEXT = {MAIN + name for name in ("t", "r", "rPh", "phoneticPr")}
INSIDE = {
    MAIN + "sheets": {MAIN + "sheet"},
    MAIN + "sst": {MAIN + "si"},
    MAIN + "si": TEXT,
    MAIN + "sheetData": {MAIN + "row"},
    MAIN + "row": {MAIN + "c"},
    MAIN + "c": {MAIN + "f", MAIN + "v", MAIN + "is"},
    MAIN + "is": TEXT,
    MAIN + "r": {MAIN + "rPr", MAIN + "t"},
    MAIN + "rPh": {MAIN + "t"},
}
"""What may stand in elements that hold sheets, cells and texts."""
MANY = {MAIN + name for name in ("sheet", "si", "row", "c", "r", "rPh")}  # more than once


class ExcelReport:
    """The parts of a report in a workbook, and what differs in it."""

    entries = b""

    def __init__(self, data: bytes) -> None:
        self.archive = zipfile.ZipFile(io.BytesIO(data))
        self._check_members()
        self.book = self._xml("xl/workbook.xml")
        self.links = self._links("xl/_rels/workbook.xml.rels")
        root = self._links("_rels/.rels").values()
        if [to for kind, to in root if kind == "officeDocument"] != ["xl/workbook.xml"]:
            raise Unreadable("its workbook is not where it should be")
        for element in self.book.iter():
            refuse_strange(element)
        sheets = self.book.findall(f"{MAIN}sheets/{MAIN}sheet")
        self.names = [sheet.get("name") for sheet in sheets]
        self.sheets = {sheet.get("name"): sheet for sheet in sheets}
        self.begin = datetime.datetime(1899, 12, 30)
        for properties in self.book.iter(MAIN + "workbookPr"):
            if is_true(properties.get("date1904", "")):
                self.begin = datetime.datetime(1904, 1, 1)
        self.texts = self._texts()
        self.formats, self.dates, self.spans = [], set(), set()
        self._read_styles()
        self.strange = set()  # styles whose number format no report has
        self.parts = self._parts()

    def _check_members(self) -> None:
        """Limits on sizes, and no DOCTYPE or entity, in any encoding."""
        members = self.archive.infolist()
        if len(members) > MOST_MEMBERS or len({one.filename for one in members}) < len(members):
            raise Unreadable("it has too many or repeated parts")
        if sum(one.file_size for one in members) > MOST_UNPACKED:
            raise Unreadable("it unpacks to more than 2 GiB")
        for one in members:
            if one.file_size > max(RATIO_FROM, MOST_RATIO * one.compress_size):
                raise Unreadable(f"its part {one.filename} is packed suspiciously small")
        for one in members:
            seen, tail = 0, b""
            with self.archive.open(one) as member:
                for block in iter(lambda: member.read(1 << 20), b""):
                    seen += len(block)
                    plain = (tail + block).replace(b"\x00", b"")  # UTF-16 without its zeros
                    if seen > one.file_size or re.search(rb"(?i)<!\s*(?:DOCTYPE|ENTITY)", plain):
                        raise Unreadable("it holds a DOCTYPE or a part of a false size")
                    tail = block[-64:]

    def _xml(self, name: str) -> ElementTree.Element:
        return ElementTree.fromstring(self._read(name))

    def _read(self, name: str) -> bytes:
        if self.archive.getinfo(name).file_size > MOST_PART:
            raise Unreadable(f"its part {name} is too large")
        return self.archive.read(name)

    def _links(self, name: str) -> dict[str | None, tuple[str, str]]:
        """Kind and target of each link of a part, by its id."""
        folder = name.partition("_rels/")[0]
        found = {}
        for link in self._xml(name):
            target = link.get("Target", "")
            place = target[1:] if target.startswith("/") else folder + target
            if link.get("Id") in found:
                raise Unreadable("two of its links have one id")
            found[link.get("Id")] = link.get("Type", "").rpartition("/")[2], place
        return found

    def _texts(self) -> list[str]:
        """The texts that cells share."""
        for kind, place in self.links.values():
            if kind == "sharedStrings":
                with self.archive.open(place) as source:
                    return [
                        text_in(element).replace("x005F_", "")
                        for element in ended(source, MAIN + "si")
                    ]
        return []

    def _read_styles(self) -> None:
        """Number formats by style; which of them make dates of numbers, or spans of time."""
        places = [place for kind, place in self.links.values() if kind == "styles"]
        if not places:
            return
        styles, codes = self._xml(places[0]), {}
        for one in styles.iter(MAIN + "numFmt"):
            codes[int(one.get("numFmtId"))] = one.get("formatCode", "")
        for look in (look for looks in styles.iter(MAIN + "cellXfs") for look in looks):
            number, style = int(look.get("numFmtId", 0)), len(self.formats)
            self.formats.append(codes.get(number, FORMATS.get(number, f"number {number}")))
            code = codes.get(number, "").partition(";")[0]
            plain = re.sub(r'".*?"|\[(?!hh?\]|mm?\]|ss?\])[^\]]*\]', "", code)
            is_date = re.search(r"(?<![_\\])[dmhysDMHYS]", plain)
            if is_date or (number not in codes and number in DATE_FORMATS):
                self.dates.add(style)
            if SPAN_FORMAT.search(code) or (number not in codes and number == 46):
                self.spans.add(style)

    def _parts(self) -> dict[str, bytes]:
        if HIDDEN_SHEET not in self.sheets:
            raise Unreadable(f"it carries no dossier: {NO_REPORT}")
        pieces = {part: [] for part in PARTS}
        for row in self._rows(HIDDEN_SHEET, []):
            if len(row) >= 3 and row[0] in pieces:
                pieces[row[0]].append(str(row[2] or ""))
        found = {}
        for part, texts in pieces.items():
            unpacker = zlib.decompressobj()
            packed = base64.b64decode("".join(texts), validate=True)
            found[part] = unpacker.decompress(packed, MOST_PART)
            if not unpacker.eof:
                raise Unreadable(f"its {part} is cut off or too large")
        return found

    def changes(self, manifest: dict[str, Any], dossier: dict[str, Any]) -> Iterator[str]:
        stated = {
            str(entry.get("name")): entry
            for entry in list_in(manifest, "sheets")
            if isinstance(entry, dict)
        }
        self.count = len(stated)
        for number, name in enumerate(self.names):
            if name in self.names[:number]:
                yield f"{name}: two sheets have this name."
            elif name not in stated and name != HIDDEN_SHEET:
                yield f"{name}: the sheet was added."
        marking = marking_of(dossier)
        ours = [shape_of(f'" {unit}"') for unit in units_in(dossier)]
        self.strange = {
            style for style, code in enumerate(self.formats) if not is_ours(shape_of(code), ours)
        }
        for name, entry in stated.items():
            if name not in self.sheets:
                yield f"{name}: the sheet was removed."
                continue
            others = []
            if sheet_hash(self._rows(name, others, marking)) != entry.get("sha256"):
                yield f"{name}: its values are not those of the manifest."
            if self.sheets[name].get("state", "visible") != "visible":
                yield f"{name}: the sheet was hidden."
            for other in others:
                yield f"{name}: {other}"
        yield from self._part_changes()

    def _part_changes(self) -> Iterator[str]:
        """Parts that were added, and links to what no report links to."""
        for name in self.archive.namelist():
            if name.endswith("/"):
                continue
            if not OUR_PARTS.fullmatch(name):
                yield f"{name}: it was added to the file."
                continue
            if not name.endswith((".xml", ".rels")) or name.startswith("xl/worksheets/sheet"):
                continue
            root = self._xml(name)  # must be XML, also where nothing of it is asked
            if name.startswith("xl/drawings/") and len(root):
                yield f"{name}: it was added to the file."
            elif name.endswith(".rels"):
                for link in root:
                    kind = link.get("Type", "").rpartition("/")[2]
                    if kind not in RELATIONS or link.get("TargetMode") == "External":
                        target = link.get("Target", "")[:80]
                        yield f"{name}: a link was added, to {target}."

    def _rows(
        self, name: str, others: list[str], marking: str | None = None
    ) -> Iterator[Sequence[Any]]:
        """The values of a sheet, row by row; what is hidden or added in it comes to `others`."""
        kind, place = self.links.get(self.sheets[name].get(LINK_ID), ("", ""))
        if kind != "worksheet":
            raise Unreadable(f"its sheet “{name}” is not where it should be")
        path, number, heading = [], 0, ""
        with self.archive.open(place) as source:
            for event, element in ElementTree.iterparse(source, ("start", "end")):
                tag = element.tag.rpartition("}")[2]
                if event == "start":
                    inside = INSIDE.get(path[-1].tag) if path else None
                    is_strange = inside is not None and element.tag not in inside
                    if is_strange or (len(path) == 1 and tag not in ELEMENTS):
                        others.append(f"“{tag}” was added to the sheet.")
                    other = hidden_by(tag, element, number)
                    if other:
                        others.append(other)
                    path.append(element)
                    continue
                path.pop()
                if tag == "oddHeader":
                    heading = element.text or ""
                if element.tag == MAIN + "row":
                    if [one.tag for one in path] != [MAIN + "worksheet", MAIN + "sheetData"]:
                        raise Unreadable(f"its sheet “{name}” has a row in a strange place")
                    now = int(element.get("r", number + 1))
                    if not number < now <= MOST_ROWS:
                        raise Unreadable(f"its sheet “{name}” has rows out of order")
                    for _gap in range(number + 1, now):
                        yield ()
                    number = now
                    yield self._row(element)
                    others += self._strange_formats(element)
                    path[-1].clear()
        if marking is not None and not is_marked(heading, marking):
            others.append("the marking in its page head was changed.")

    def _row(self, element: ElementTree.Element) -> list[Any]:
        values: list[Any] = []
        for part in element.iter():
            refuse_strange(part)
        for cell in element:
            place = cell.get("r")
            column = column_of(place) if place else len(values) + 1
            if not len(values) < column <= MOST_COLUMNS:
                raise Unreadable("a row in it has too many columns, or has them out of order")
            values += [None] * (column - 1 - len(values))
            values.append(self._value(cell))
        return values

    def _strange_formats(self, row: ElementTree.Element) -> Iterator[str]:
        """A number format may print anything in place of a value."""
        for cell in row:
            style = int(cell.get("s", 0))
            if style in self.strange and len(cell):
                code = self.formats[style]
                yield f"cell {cell.get('r')}: its number format “{code}” is none of a report."

    def _value(self, cell: ElementTree.Element) -> Any:  # noqa: PLR0911 (one for each kind)
        """Text, number, date or yes and no; a formula as text with a sign that no text has."""
        kind = cell.get("t", "n")
        formula = cell.find(MAIN + "f")
        if formula is not None:
            return f"{FORMULA}={formula.text or ''}"
        if kind == "inlineStr":
            inner = cell.find(MAIN + "is")
            return None if inner is None else plain_text(text_in(inner))
        value = cell.findtext(MAIN + "v") or None
        if value is None:
            return None
        if kind == "s":
            return plain_text(self.texts[int(value)])
        if kind == "b":
            return bool(int(value))
        if kind == "d":
            return datetime.datetime.fromisoformat(value.replace("Z", ""))
        if kind != "n":
            return plain_text(value)
        number = float(value) if set(value) & set(".eE") else int(value)
        style = int(cell.get("s", 0))
        return self._moment(number, style in self.spans) if style in self.dates else number

    def _moment(self, number: float, is_span: bool) -> datetime.datetime | str:
        """The date of a number; a time of the day, or a span of time, is in no report."""
        try:
            day, fraction = divmod(number, 1)
            rest = datetime.timedelta(milliseconds=round(fraction * 86_400_000))
            if is_span or (0 <= number < 1 and not rest.days):
                return f"{FORMULA}{number} days"
            if 0 < number < 60 and self.begin.year == 1899:
                day += 1  # Excel's calendar has a day too many in 1900
            return self.begin + datetime.timedelta(days=day) + rest
        except (OverflowError, ValueError):
            return "#VALUE!"

    def remarks(self) -> list[str]:
        return [
            f"the values of its {self.count} sheets are those that were signed.",
            "fonts and colours were not compared, nor which number format of a report a cell has: "
            "look at it beside the PDF.",
        ]


def refuse_strange(element: ElementTree.Element) -> None:
    """No element may hold what programs read in different ways, or do not show."""
    allowed = INSIDE.get(element.tag)
    if allowed is not None:
        tags = [part.tag for part in element]
        once_only = [tag for tag in tags if tag not in MANY]
        if not set(tags) <= allowed or len(set(once_only)) < len(once_only):
            name = element.tag.rpartition("}")[2]
            raise Unreadable(f"an element “{name}” in it holds what no report has there")


def ended(source: Any, tag: str) -> Iterator[ElementTree.Element]:
    """The elements of a name, one after the other, each forgotten after its use."""
    root = None
    for event, element in ElementTree.iterparse(source, ("start", "end")):
        root = element if root is None else root
        if event == "end" and element.tag == tag:
            for part in element.iter():
                refuse_strange(part)
            yield element
            root.clear()


def text_in(element: ElementTree.Element) -> str:
    """The text of a cell, however it is written: whole, or in runs of different looks."""
    whole = element.findtext(MAIN + "t") or ""
    return whole + "".join(run.findtext(MAIN + "t") or "" for run in element.findall(MAIN + "r"))


def plain_text(text: str) -> str | None:
    """A text as it was before Excel's own signs were put in."""
    return re.sub("_x005F_(?=x[0-9A-Fa-f]{4}_)", "_", text).replace("\r\n", "\n") or None


def column_of(place: str) -> int:
    """28 of AB7."""
    letters = re.fullmatch("([A-Z]{1,3})[0-9]{1,7}", place)
    if not letters:
        raise Unreadable("a cell in it has no proper place")
    number = 0
    for letter in letters.group(1):
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def sheet_hash(rows: Iterable[Sequence[Any]]) -> str:
    """SHA-256 over the rows of a sheet, its head among them.

    A row is its values as `token` writes them, joined by U+001F and ended by U+001E, which no value
    can hold; empty cells at its end, and empty rows at the end of the sheet, do not count.
    """
    digest = hashlib.sha256()
    blank = 0
    for row in rows:
        data = ("\x1f".join(map(token, row)).rstrip("\x1f") + "\x1e").encode()
        if data == b"\x1e":
            blank += 1
            continue
        digest.update(b"\x1e" * blank + data)
        blank = 0
    return digest.hexdigest()


def token(value: Any) -> str:
    """A value with its kind: sText, n9800.5, d2026-04-14T00:00:00, bTrue; nothing of none."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return f"b{value}"
    if isinstance(value, datetime.datetime):
        return f"d{value:%Y-%m-%dT%H:%M:%S}"
    if isinstance(value, str):
        return f"s{value}"
    text = format(decimal.Decimal(str(value)).normalize(), "f")
    return "n0" if text == "-0" else f"n{text}"


def units_in(dossier: dict[str, Any]) -> list[str]:
    """The units of the dossier's numbers, with which their formats end; and none."""
    tables = [*dossier.get("tables", []), *dossier.get("closing", [])]
    cells = [cell for table in tables for row in table.get("rows", []) for cell in row]
    words = words_in(dossier)
    marks = [cell for cell in cells if isinstance(cell, dict) and "text" in cell]
    units = {visible(sentence_of(cell, "unit", words, "")) for cell in marks}
    return [unit for unit in units if re.fullmatch(r"[\w%/²³µ°. ]{1,12}", unit)]


def shape_of(code: str) -> list[str]:
    """A number format sign by sign, a literal one with = before it, however it is quoted."""
    found = []
    for quoted, escaped, bare in re.findall(r'(?s)"([^"]*)"|\\(.)|(.)', code):
        is_code = bare and bare not in " -:"
        found += [bare.lower()] if is_code else [f"={sign}" for sign in quoted or escaped or bare]
    return found


def is_ours(shape: list[str], units: list[list[str]]) -> bool:
    """Whether a number format is one of those that reports have."""
    if shape in [shape_of(code) for code in ("General", "@", "yyyy-mm-dd", "yyyy-mm-dd hh:mm")]:
        return True
    for unit in units:
        if shape[-len(unit) :] == unit:
            shape = shape[: -len(unit)]
            break
    return re.fullmatch(r"#,##0(\.0+)?", "".join(shape)) is not None


def hidden_by(tag: str, element: ElementTree.Element, number: int) -> str:
    """What an element hides of the values of its sheet; empty if nothing."""
    hides = is_true(element.get("hidden", ""))
    if tag == "row" and (hides or is_below(element.get("ht"), 4)):
        return f"row {element.get('r', number + 1)} was hidden."
    if tag == "col" and (hides or is_below(element.get("width"), 1)):
        return f"columns {element.get('min')} to {element.get('max')} were hidden."
    if tag == "sheetFormatPr" and (
        is_true(element.get("zeroHeight", ""))
        or is_below(element.get("defaultRowHeight"), 4)
        or is_below(element.get("defaultColWidth"), 1)
    ):
        return "its rows or columns were hidden."
    if tag == "sheetView" and (
        not is_true(element.get("showZeros", "1")) or is_true(element.get("showFormulas", ""))
    ):
        return "it no longer shows its values as they are."
    if tag == "headerFooter" and (
        is_true(element.get("differentFirst", "")) or is_true(element.get("differentOddEven", ""))
    ):
        return "some pages have another head."
    return ""


def is_true(said: str) -> bool:
    return said.strip().lower() in ("1", "true", "on")


def is_below(said: str | None, least: float) -> bool:
    with contextlib.suppress(ValueError):
        return said is not None and not float(said) >= least
    return True


def marking_of(dossier: dict[str, Any]) -> str:
    """What stands at the head of each printed page; of a sample a sentence follows."""
    parts = [text_of(dossier, "marking"), text_of(dossier, "caveat", "")]
    if dossier.get("sample"):
        sample = {"m": "Sample data: companies are fictional."}
        parts.append(in_words(sample, words_in(dossier)))
    return visible(" · ".join(part for part in parts if part))[:120].replace("&", "&&")


def is_marked(heading: str, marking: str) -> bool:
    """Whether a page head is the marking, whatever font it is said to be in."""
    heading = re.sub(r'&"[^"]*"', "", heading)
    heading = heading[2:] if heading.startswith("&C") else heading
    return heading == marking


if __name__ == "__main__":
    sys.exit(main())
