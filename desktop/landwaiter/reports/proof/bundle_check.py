"""A bundle as received: each file against the manifest, and the audit entries of the case as a
chain from the first to the head that the dossier prints."""

import hashlib
import json
import stat
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from landwaiter.canonical import canonical_bytes
from landwaiter.errors import Fault, Invalid
from landwaiter.i18n import _
from landwaiter.reports.dossier.bundled import ENTRIES, EXHIBITS, SEAL, StatedFile, files_in
from landwaiter.reports.dossier.change import ReportChange
from landwaiter.reports.dossier.dossier import Dossier
from landwaiter.reports.dossier.signing import ReportSeal, read_manifest
from landwaiter.user_file import file_bytes, open_file

_MOST_PART: Final = 128 * 1024**2
MOST_ENTRIES: Final = 256 * 1024**2
_CHUNK: Final = 1 << 20
_GENESIS: Final = "0" * 64


def folder_seal(folder: Path) -> ReportSeal:
    """The three parts of its seal; Invalid where it is no bundle."""
    try:
        return ReportSeal(
            **{part: file_bytes(folder / name, most=_MOST_PART) for part, name in SEAL.items()}
        )
    except Fault as fault:
        raise Invalid(
            _("The folder is no bundle of Landwaiter, or what seals it was removed."),
            file=str(folder),
            remedy=_("Give the folder as it was received, with every file in it."),
        ) from fault


def folder_changes(folder: Path, seal: ReportSeal, dossier: Dossier) -> Iterator[ReportChange]:
    """What in a folder is not as it was sealed."""
    stated = files_in(read_manifest(seal.manifest))
    known = {one.name for one in stated} | set(SEAL.values())
    for path in sorted(folder.iterdir()):
        if path.name not in known:
            yield ReportChange(path.name, _("it was added to the folder."))
    whole = True
    for one in stated:
        for change in _file_changes(folder / one.name, one):
            whole = whole and one.name != ENTRIES
            yield change
    yield from exhibit_changes(dossier, stated)
    if whole and any(one.name == ENTRIES for one in stated):
        data = file_bytes(folder / ENTRIES, most=MOST_ENTRIES)
        anchors = _anchors(stated, lambda name: file_bytes(folder / name, most=_MOST_PART))
        yield from chain_changes(data, dossier, anchors)


def _file_changes(path: Path, stated: StatedFile) -> Iterator[ReportChange]:
    try:
        found = path.lstat()
    except OSError:
        yield ReportChange(stated.name, _("it was removed."))
        return
    if not stat.S_ISREG(found.st_mode):
        yield ReportChange(stated.name, _("this is no file, or a link to one."))
    elif found.st_size != stated.size or _sha256(path) != stated.sha256:
        yield ReportChange(stated.name, _("its contents were changed."))


def _sha256(path: Path) -> str:
    found = hashlib.sha256()
    with open_file(path) as file:
        while chunk := file.read(_CHUNK):
            found.update(chunk)
    return found.hexdigest()


def _anchors(
    stated: Sequence[StatedFile], read: Callable[[str], bytes]
) -> Iterator[tuple[str, bytes]]:
    for one in stated:
        if one.name.startswith("anchor-") and one.name.endswith(".json"):
            yield one.name, read(one.name)


def attached_anchors(
    stated: Sequence[StatedFile], read: Callable[[str], bytes]
) -> tuple[tuple[str, bytes], ...]:
    """Name and content of each anchor."""
    return tuple(_anchors(stated, read))


def exhibit_changes(dossier: Dossier, stated: Sequence[StatedFile]) -> Iterator[ReportChange]:
    """Exhibits that the dossier names and the manifest does not, or with another hash."""
    hashes = {one.name: one.sha256 for one in stated}
    for needed in (ENTRIES, *_exhibits(dossier)):
        if needed not in hashes:
            yield ReportChange(needed, _("the dossier names it, and it is not in the bundle."))
    for name, sha256 in _exhibits(dossier).items():
        if hashes.get(name, sha256) != sha256:
            yield ReportChange(name, _("it is not what the dossier says."))
    named = {*_exhibits(dossier)}
    for name in hashes:
        if name.startswith("exhibit-") and name not in named:
            yield ReportChange(name, _("the dossier names no such exhibit."))


def _exhibits(dossier: Dossier) -> Mapping[str, str]:
    """Name of each exhibit's file → the hash that the dossier says."""
    found = {}
    for table in dossier.tables:
        if table.id == EXHIBITS:
            keys = [column.key for column in table.columns]
            for row in table.rows:
                said = dict(zip(keys, map(str, row), strict=True))
                if said["file"].startswith("exhibit-"):
                    found[said["file"]] = said["sha256"]
    return found


def chain_changes(
    data: bytes,
    dossier: Dossier,
    anchors: Iterator[tuple[str, bytes]] | Sequence[tuple[str, bytes]],
) -> Iterator[ReportChange]:
    """What is wrong with the audit entries: each is as it was hashed, about one case, and names the
    hash of the one before; their numbers run from 1 to the head that the dossier prints."""
    head = dossier.case_head
    if head is None:
        yield ReportChange(ENTRIES, _("the dossier names no head of the case."))
        return
    case, count, before, hashes = "", 0, _GENESIS, {}
    for number, line in enumerate(data.splitlines(), start=1):
        try:
            text = str.__str__(json.loads(line)["entry"])
            entry = _entry(text)
        except (ValueError, KeyError, TypeError, RecursionError):
            yield _at(number, _("it is no audit entry."))
            return
        about = entry["object"].split("/")
        case = case or "/".join(about[:2])
        if about[0] != "case" or "/".join(about[:2]) != case:
            yield _at(number, _("the entry is about something else than the case."))
            return
        if entry["case_seq"] != str(count + 1):
            said = _("entry {number} about the case is expected here, and this is {found}.")
            yield _at(number, said.format(number=count + 1, found=entry["case_seq"]))
            return
        if entry["case_prev"] != before:
            yield _at(number, _("the entry does not follow the one before it about the case."))
            return
        count, before = count + 1, hashlib.sha256(text.encode()).hexdigest()
        hashes[entry["seq"]] = before
    if (count, before) != (head.seq, head.sha256):
        said = _("they end with entry {count}, and the head of the case is entry {head}.")
        yield ReportChange(ENTRIES, said.format(count=count, head=head.seq))
    for name, content in anchors:
        yield from _anchor_changes(name, content, hashes)


def payload_hashes(data: bytes) -> tuple[str, ...]:
    """The salted hash of what each entry about the case says, by its number from 1; of what is no
    entry an empty text."""
    return tuple(_payload_hash(line) for line in data.splitlines())


def _payload_hash(line: bytes) -> str:
    try:
        return str.__str__(json.loads(json.loads(line)["entry"])["payload_sha256"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return ""


def _entry(text: str) -> dict[str, str]:
    entry: Any = json.loads(text)
    if canonical_bytes(entry) != text.encode():
        raise ValueError(text)
    return {name: str.__str__(entry[name]) for name in ("object", "seq", "case_seq", "case_prev")}


def _anchor_changes(name: str, content: bytes, hashes: Mapping[str, str]) -> Iterator[ReportChange]:
    try:
        said = json.loads(content)
        seq, sha256 = str.__str__(said["seq"]), str.__str__(said["sha256"])
    except (ValueError, KeyError, TypeError, RecursionError):
        yield ReportChange(name, _("it is no anchor."))
        return
    if hashes.get(seq, sha256) != sha256:
        yield ReportChange(name, _("it is about another entry of this number."))


def _at(line: int, what: str) -> ReportChange:
    return ReportChange(_("{file}, line {number}").format(file=ENTRIES, number=line), what)
