#!/usr/bin/env python3
# ruff: noqa: UP006, UP035 (Python 3.8 runs it, too)
# ruff: noqa: T201 (it speaks to a terminal)
"""Verify an export of Landwaiter's audit chain, with nothing but this file and Python 3.8 or later.

    python3 verify_audit.py audit.jsonl [--full] [--head SHA256] [--case-head SHA256]
                            [--anchor FILE]...

What it needs. The export (`landwaiter audit export > audit.jsonl`) and, as proof from outside, the
head of the chain or of a case as a report prints it, or an anchor file that was kept elsewhere. It
opens no casebook, uses no network and shares no code with Landwaiter.

What an export is. One line for each deed, each a JSON object with six members:

    entry     the text that was sealed, exactly as it is stored: who, when, which deed, on what,
              its number, and the hash of the entry before it
    sha256    the SHA-256 of that text in UTF-8
    payload   what the deed changed and why, as text; null once it was erased
    salt      16 random bytes, in hexadecimal figures, that were hashed before the payload
    seal      of the last entry of a unit of work: the key and the Ed25519 signature (RFC 8032) of
              who did it; null for the others
    signed    where the entry names something that was signed (a statement about people and keys, a
              proposal, an approval, a motion): its text and signatures, and what was moved

What is verified, line by line.
  1. The SHA-256 of `entry` is the one that is stated.
  2. `entry` has exactly its thirteen members, all of them text, in their one canonical form.
  3. The numbers run 1, 2, 3, ... without a gap.
  4. `prev` inside the entry is the SHA-256 of the entry on the line before (64 zeros on line 1).
  5. SHA-256 of salt and payload is the `payload_sha256` that was sealed in the entry.
  6. A payload that is gone was erased by a later entry that says so ("audit.payload_erased") and
     names a motion; the motion names that entry by number and hash, or the removed case it was
     about, or declarations of the trade store up to a number of which it was about one, and two
     persons signed it (rule 11). An entry about rows of the store that were seen, a party of
     it or a message that waited goes for the sake of such a declaration, one of these rows, or
     of such a case: the payload of the erasing entry names it ("erasure", "removal"). It goes in
     the unit of work that erased the declaration ("trade.erased", which says from which to which,
     and how many payloads went) or removed the case (the first "case.removed"); views in one that
     says how many.
  7. `unit` counts the units of work: entries of one unit stand side by side and bear the same
     `deed_id`, actor and person (`by`).
  8. Entries about a case (`object` begins with "case/") are counted by `case_seq`, 1, 2, 3, ...,
     and `case_prev` is the SHA-256 of the one before about the same case (64 zeros for the first).
     Other entries have neither.

What is verified of the whole, in an export that is no extract.
  9. Statements about people and keys follow one another, stand where they say in the chain, and
     count by their rules (`RULES`): from them follows whose key and role counted at which entry.
     The SHA-256 of the first one is the identity of the casebook.
 10. The seals tile the chain: each is over the entries after the one before, all of them of the
     person whose key it is, and the key counted there. Of their signatures the last one of each key
     is verified, because the program verifies its own last seal before it makes the next one; with
     --full all of them are, at some three hundred a second.
 11. Each approval, countersignature and seconded motion: both signatures hold, stand in the chain
     where they say, and are of two persons, each with a key that counted there (`why_no_pair`).
     An office that one person founded decides alone: that is told, and no fault.

What it cannot know. Who rewrites everything after some entry, with fresh hashes, makes a chain that
is sound by itself. Only a hash that was written down elsewhere shows it: --head and --anchor. The
last line of the answer says how far such a hash vouches for the chain.

An extract (an export by case, person, deed or day) says on each line that it is one. Each of its
entries is verified by itself (rules 9 to 11 need the whole), and against its neighbours in the
chain and about the same case where both are there. For each case it is told whether all entries
about it are there, from the first to the last of the extract: the counts and hashes of rule 8 show
it. The extract in a bundle for a court says that payloads are withheld from its reader; a payload
that is handed over later, with its salt, is held against the hash in its entry (rule 5). Whether
anything came after the last entry, --case-head shows: the head of the case as a report prints it.

Exit code: 0 sound; 1 not sound, with the first wrong line; 2 called wrongly.
"""

from __future__ import annotations

import argparse
import contextlib
import copy
import datetime
import hashlib
import io
import json
import re
import sys
from typing import TYPE_CHECKING, Any, NamedTuple, Set, Tuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

ZEROS = "0" * 64
MOST_TOLD = 20  # cases of an extract that are told of one by one
MEMBERS = {
    *("actor", "at", "by", "case_prev", "case_seq", "deed", "deed_id", "object", "payload_sha256"),
    *("prev", "seq", "unit", "v"),
}
ERASED = "audit.payload_erased"
CARRIED_OUT = "trade.erased"
CASE_REMOVED = "case.removed"
WAITED = datetime.timedelta(seconds=15)  # a deed may wait so long for another to finish


class Wrong(Exception):
    """What is wrong, and on which line (0: not on one line)."""

    def __init__(self, line: int, what: str) -> None:
        super().__init__(what)
        self.line = line
        self.what = what


def main() -> int:
    for stream in (sys.stdout, sys.stderr):  # no letter of a name may fail to print
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    parser = argparse.ArgumentParser(description="Verify an export of Landwaiter's audit chain.")
    parser.add_argument("file", help="the export, JSON Lines")
    parser.add_argument("--head", metavar="SHA256", help="a head that was printed in a report")
    parser.add_argument(
        "--case-head", metavar="SHA256", help="a head of a case that was printed in a report"
    )
    parser.add_argument(
        "--anchor", metavar="FILE", action="append", default=[], help="an anchor file; repeatable"
    )
    parser.add_argument(
        "--full",
        action="store_true",
        help="verify the signature of every seal, not of the last ones",
    )
    given = parser.parse_args()
    try:
        anchors = [read_anchor(name) for name in given.anchor]
        with open(given.file, "rb") as lines:  # noqa: PTH123 (it reads plainly)
            heads = read_head("--head", given.head), read_head("--case-head", given.case_head)
            chain = Chain(heads[0], heads[1], anchors, full=given.full)
            for number, line in enumerate(lines, start=1):
                chain.add(number, line)
            chain.end()
    except (OSError, ValueError) as error:
        parser.error(str(error))  # ends with exit code 2
    except Wrong as wrong:
        print(f"WRONG, line {wrong.line}: {wrong.what}" if wrong.line else f"WRONG: {wrong.what}")
        return 1
    chain.tell()
    return 0


def read_head(option: str, text: str | None) -> str | None:
    """The head as 64 figures; reports print it in groups."""
    if text is None:
        return None
    figures = "".join(text.split()).lower()
    if len(figures) != 64 or set(figures) - set("0123456789abcdef"):
        raise ValueError(f"{option}: this is not a SHA-256 of 64 hexadecimal figures")
    return figures


def read_anchor(name: str) -> dict[str, str]:
    """An anchor file: casebook, number and hash of an entry, and when it was written."""
    try:
        with open(name, encoding="utf-8") as file:  # noqa: PTH123 (it reads plainly)
            anchor = json.load(file)
        if anchor["format"] != "landwaiter anchor" or anchor["version"] != "1":
            raise ValueError
        return {key: str(anchor[key]) for key in ("casebook_id", "seq", "sha256", "at")}
    except (ValueError, KeyError, TypeError):
        raise ValueError(f"{name}: this is not an anchor file") from None


class Unreadable(Exception):
    """Why something in the export is not what it should be."""


DAMAGED = (ValueError, TypeError, LookupError, AttributeError, RecursionError)
"""What Python raises where a part of a line is not what it should be."""
PAIRS = {
    "approve_decision": ("propose_decision", {"analyst", "reviewer", "head"}, {"reviewer", "head"}),
    "countersign_decision": ("propose_decision", {"analyst", "reviewer", "head"}, {"head"}),
    "second": (
        "move",
        {"analyst", "reviewer", "head", "administrator"},
        {"reviewer", "head", "administrator"},
    ),
}
"""The second signed deed -> the first, and the roles in which each is signed."""
STATEMENT = "statement/"


class Case:
    """What is known of the entries about one case."""

    def __init__(self) -> None:
        self.count = 0
        self.sha256 = ZEROS
        self.lacks = 0  # the first number that an extract leaves out


class Step(NamedTuple):
    """What erased declarations of the trade store, or a case."""

    about: str
    said: dict[str, object]


class Chain:
    """What is known of the chain after each line."""

    def __init__(
        self,
        head: str | None,
        case_head: str | None,
        anchors: list[dict[str, str]],
        *,
        full: bool,
    ) -> None:
        self.proof = Proof(full=full)
        self.head = head
        self.case_head = case_head
        self.anchors = anchors
        self.cases: dict[str, Case] = {}
        self.unit = 0
        self.of_unit: tuple[str, ...] = ()  # identity of the deed, actor and person
        self.entries = 0
        self.seq = 0
        self.sha256 = ZEROS
        self.at = ""
        self.is_extract = False
        self.extract: object = None  # what an extract says of itself, the same on each line
        self.erased: dict[int, int] = {}  # an entry whose payload is gone -> its line
        self.erasures: dict[int, int] = {}  # such an entry -> the entry that erased its payload
        self.gone: dict[int, tuple[str, str]] = {}  # such an entry -> its hash and its object
        self.motions: dict[int, str] = {}  # such an entry -> hash of the motion that erased it
        self.sakes: dict[int, str] = {}  # such an entry -> the object for whose sake it went
        self.went_in: dict[int, int] = {}  # such an entry -> the unit of work that erased it
        self.payloads_of: dict[int, int] = {}  # a unit of work -> how many payloads it erased
        self.steps: dict[int, list[Step]] = {}  # a unit of work -> what it erased
        self.removed: set[str] = set()  # cases: what says a second time that one went took nothing
        self.erased_count = 0
        self.backdated = 0
        self.first_backdated = 0
        self.vouched = 0
        self.proofs: list[str] = []

    def add(self, line: int, data: bytes) -> None:
        """Verify one line against everything before it."""
        record = object_of(line, data)
        self._note_kind(line, record)
        text = text_of(line, record, "entry")
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        if digest != text_of(line, record, "sha256"):
            raise Wrong(line, "the entry was changed: its SHA-256 is not the one stated")
        entry = entry_of(line, text)
        seq = self._place(line, entry)
        self._verify_unit(line, seq, entry)
        self._verify_case(line, seq, digest, entry)
        self._verify_payload(line, seq, entry, record)
        if record["payload"] is None:
            self.gone[seq] = (digest, entry["object"])
        if not self.is_extract:
            self.proof.add(line, seq, digest, entry, record)
        self._compare_with_outside(line, seq, digest, entry)
        self._watch_clock(seq, entry["at"])
        self.entries, self.seq, self.sha256 = self.entries + 1, seq, digest

    def _note_kind(self, line: int, record: dict[str, object]) -> None:
        expected = {"entry", "sha256", "payload", "salt", "seal", "signed"}
        is_extract = set(record) == expected | {"extract"}
        if not is_extract and set(record) != expected:
            raise Wrong(line, "this is not a line of an export: its members are others")
        if line == 1:
            self.is_extract, self.extract = is_extract, record.get("extract")
        if self.is_extract != is_extract or self.extract != record.get("extract"):
            raise Wrong(line, "lines of different exports are mixed")

    def _place(self, line: int, entry: dict[str, str]) -> int:
        """The entry's number, once it follows from what stands before it."""
        seq = number_of(entry["seq"])
        if seq < 1:
            raise Wrong(line, "the entry has no proper number")
        if self.is_extract:
            if seq <= self.seq:
                raise Wrong(line, f"entry {seq} stands after entry {self.seq}")
            if seq != self.seq + 1:
                return seq
        elif seq != self.seq + 1:
            raise Wrong(line, f"entry {self.seq + 1} is expected here, and this is entry {seq}")
        if entry["prev"] != self.sha256:
            raise Wrong(line, f"entry {seq} does not follow the one before it")
        return seq

    def _verify_unit(self, line: int, seq: int, entry: dict[str, str]) -> None:
        unit = number_of(entry["unit"])
        of_unit = (entry["deed_id"], entry["actor"], entry["by"])
        if unit < 1 or unit < self.unit or (unit > self.unit + 1 and not self.is_extract):
            raise Wrong(line, f"entry {seq} is not of the unit of work that comes next")
        if unit == self.unit and of_unit != self.of_unit:
            raise Wrong(line, f"entry {seq} is of another deed than the rest of its unit of work")
        self.unit, self.of_unit = unit, of_unit

    def _verify_case(self, line: int, seq: int, digest: str, entry: dict[str, str]) -> None:
        kind, _, rest = entry["object"].partition("/")
        if kind != "case":
            if entry["case_seq"] or entry["case_prev"]:
                raise Wrong(line, f"entry {seq} is counted with a case that it is not about")
            return
        case = self.cases.setdefault(rest.partition("/")[0], Case())
        count = number_of(entry["case_seq"])
        is_next = count == case.count + 1
        if count <= case.count or not (is_next or self.is_extract):
            raise Wrong(line, f"entry {seq} is not the next one about its case")
        if is_next and entry["case_prev"] != case.sha256:
            raise Wrong(line, f"entry {seq} does not follow the one before it about its case")
        if not is_next:
            case.lacks = case.lacks or case.count + 1
        case.count, case.sha256 = count, digest
        if digest == self.case_head:
            self.case_head = None
            self.proofs.append(f"The head of the case given is its entry {count}, entry {seq}.")

    def _verify_payload(
        self, line: int, seq: int, entry: dict[str, str], record: dict[str, object]
    ) -> None:
        if entry["deed"] == ERASED and entry["object"].startswith("audit/"):
            number, _, motion = entry["object"][len("audit/") :].partition("/motion/")
            if number.isdigit() and number.isascii():
                self.erasures.setdefault(int(number), seq)
                self.motions.setdefault(int(number), motion)
                self.sakes.setdefault(int(number), sake_of(record["payload"]))
                self.went_in.setdefault(int(number), self.unit)
                self.payloads_of[self.unit] = self.payloads_of.get(self.unit, 0) + 1
        is_removal = entry["deed"] == CASE_REMOVED and entry["object"] not in self.removed
        if is_removal:
            self.removed.add(entry["object"])
        if is_removal or entry["deed"] == CARRIED_OUT:
            step = Step(entry["object"], members_of(record["payload"]))
            self.steps.setdefault(self.unit, []).append(step)
        if record["payload"] is None:
            if record["salt"] is not None:
                raise Wrong(line, f"the payload of entry {seq} is gone, and its salt is not")
            self.erased[seq] = line
            return
        payload = text_of(line, record, "payload").encode("utf-8", "surrogatepass")
        try:
            salt = bytes.fromhex(text_of(line, record, "salt"))
        except ValueError:
            raise Wrong(line, "the salt is not written in hexadecimal figures") from None
        if hashlib.sha256(salt + payload).hexdigest() != entry["payload_sha256"]:
            raise Wrong(line, f"the payload of entry {seq} was changed")

    def _compare_with_outside(
        self, line: int, seq: int, digest: str, entry: dict[str, str]
    ) -> None:
        if digest == self.head:
            self.head = None
            self._vouch(seq, f"The head given is entry {seq}.")
        for anchor in [one for one in self.anchors if one["seq"] == str(seq)]:
            if anchor["sha256"] != digest:
                raise Wrong(line, f"entry {seq} is not the one that was anchored on {anchor['at']}")
            self.anchors.remove(anchor)
            self._vouch(seq, f"Entry {seq} is the one that was anchored on {anchor['at']}.")
        if entry["deed"] == "casebook.created":
            for anchor in self.anchors:
                if entry["object"] != "casebook/" + anchor["casebook_id"]:
                    raise Wrong(0, f"the anchor of {anchor['at']} belongs to another casebook")

    def _vouch(self, seq: int, sentence: str) -> None:
        self.vouched = max(self.vouched, seq)
        self.proofs.append(sentence)

    def _watch_clock(self, seq: int, at: str) -> None:
        """Count entries dated before the one before them: told, and no fault of the chain."""
        if at < self.at and moment(self.at) - moment(at) > WAITED:
            self.backdated += 1
            self.first_backdated = self.first_backdated or seq
        self.at = at

    def end(self) -> None:
        """Verify what can only be known at the end."""
        if not self.entries:
            raise Wrong(1, "the file holds no entry")
        for seq, line in sorted(self.erased.items()):
            if self.erasures.get(seq, 0) > seq:
                self.erased_count += 1
            elif not self.is_extract:
                raise Wrong(
                    line, f"the payload of entry {seq} is gone, and no later entry records it"
                )
        if self.case_head is not None:
            raise Wrong(0, "no entry has the head of the case that was given: it was left out")
        if self.is_extract:
            return
        self.proof.end()
        for seq, (digest, said) in sorted(self.gone.items()):
            about = about_of(said, self.sakes.get(seq, ""))
            motion, unit = self.motions.get(seq, ""), self.went_in.get(seq, 0)
            steps, payloads = self.steps.get(unit, []), self.payloads_of.get(unit, 0)
            if not self.proof.is_erased_by_two(motion, seq, digest, about) or not any(
                is_of_step(self.proof.moved(motion), said, about, payloads, one)
                for one in steps or [Step("", {})]
            ):
                raise Wrong(
                    self.erased[seq],
                    f"no two persons wanted that the payload of entry {seq} is gone",
                )
        for anchor in self.anchors:
            raise Wrong(
                0,
                f"entry {anchor['seq']}, anchored on {anchor['at']}, is gone: the chain ends "
                f"with entry {self.seq}",
            )
        if self.head is not None:
            raise Wrong(0, "no entry has the head that was given: the chain was cut or rewritten")

    @property
    def is_withheld(self) -> bool:
        """Whether the extract says that payloads were left out: the entries hold their hashes."""
        return isinstance(self.extract, dict) and self.extract.get("withheld") == "payload"

    def tell(self) -> None:
        """Print what was verified."""
        if self.is_extract:
            said = counted(self.entries, "entry", "entries")
            print(f"SOUND, as an extract: {said}, each whole by itself.")
            print("It says of itself: " + json.dumps(self.extract, sort_keys=True))
            for name, case in list(self.cases.items())[:MOST_TOLD]:
                print(f"Of case {name}, " + completeness(case))
            if len(self.cases) > MOST_TOLD:
                whole = sum(not case.lacks for case in self.cases.values())
                print(f"Of {len(self.cases)} cases, {whole} have all entries from the first on.")
            outside = len(self.anchors) + (self.head is not None)
            if outside:
                print(f"Of the head and the anchors given, {outside} lie outside this extract.")
        else:
            said = counted(self.entries, "entry", "entries")
            print(f"SOUND: {said}, the head is {self.sha256}.")
        gone = sorted(self.erased)
        if self.is_withheld:
            of = counted(len(gone), "entry", "entries")
            print(f"The payloads of {of} are withheld from the reader of this extract.")
            gone = []
        for number in gone:
            how = self.erasures.get(number)
            where = f"as entry {how} records" if how else "its record lies outside this extract"
            print(f"The payload of entry {number} was erased, {where}.")
        if self.backdated:
            print(
                f"WARNING: the clock went backwards {counted(self.backdated, 'time')}, "
                f"first at entry {self.first_backdated}."
            )
        for sentence in (*self.proofs, *(() if self.is_extract else self.proof.sentences())):
            print(sentence)
        if not self.is_extract:
            print(
                f"Proven from outside: entries 1 to {self.vouched}."
                if self.vouched
                else "Proven from outside: nothing. Give --head or --anchor."
            )


class Tile(NamedTuple):
    """A seal with what it was made over."""

    line: int
    key: str
    signature: bytes
    text: bytes

    @property
    def holds(self) -> bool:
        return signature_holds(self.key, self.signature, self.text)


class Sealer:
    """What is known of the seals of one key."""

    def __init__(self, by: str, last: int) -> None:
        self.by = by
        self.first_last = last
        self.count = 0
        self.last = 0
        self.newest: Tile | None = None


class Proof:
    """People and keys, seals, and what two persons signed, as far as the lines have been read."""

    def __init__(self, *, full: bool) -> None:
        self.full = full
        self.casebook = ""
        self.statements: list[Statement] = []
        self.entries = Entries(())
        self.deeds: dict[str, tuple[int, Statement, object]] = {}  # hash -> line, signed, motion
        self.sealers: dict[str, Sealer] = {}
        self.sealed = 0
        self.first_unsealed = 0
        self.seals = 0
        self.pairs = 0
        self.by_one = 0
        self.registry = Registry()

    def add(
        self, line: int, seq: int, digest: str, entry: dict[str, str], record: dict[str, object]
    ) -> None:
        """Take one line, whose entry was verified by itself."""
        about = entry["object"]
        if record["signed"] is not None:
            signed, motion = signed_in(line, record["signed"])
            if not about.endswith("/" + signed.sha256):
                raise Wrong(line, f"entry {seq} names something else than what was signed")
            if about.startswith(STATEMENT):
                self.statements.append(signed)
                self.casebook = self.casebook or sha256(signed.data)
            else:
                self.deeds[signed.sha256] = (line, signed, motion)
            self.entries.add(text_of(line, record, "entry"))
        elif about.startswith(STATEMENT):
            raise Wrong(line, f"entry {seq} seals a statement that is missing")
        self._take_seal(line, seq, digest, entry["by"], record["seal"])

    def _take_seal(self, line: int, seq: int, digest: str, by: str, seal: object) -> None:
        self.first_unsealed = self.first_unsealed or seq
        if seal is None:
            return
        key, signature = seal_in(line, seal)
        sealer = self.sealers.setdefault(key, Sealer(by, seq))
        if sealer.by != by:
            raise Wrong(line, f"entry {seq} is of somebody else than who sealed it")
        text = (
            f'{{"casebook":"{self.casebook}","first":"{self.sealed + 1}","last":"{seq}",'
            f'"own":"{sealer.count + 1}","own_last":"{sealer.last}","sha256":"{digest}",'
            f'"v":"{FORM}"}}'
        )
        tile = Tile(line, key, signature, text.encode())
        if self.full and not tile.holds:
            raise Wrong(line, f"the seal of entry {seq} does not fit: its signature is another")
        sealer.count, sealer.last, sealer.newest = sealer.count + 1, seq, tile
        self.sealed, self.first_unsealed, self.seals = seq, 0, self.seals + 1

    def end(self) -> None:
        """Verify what can only be known at the end."""
        self.registry = registry_of(self.statements, self.entries)
        if self.registry.broken:
            raise Wrong(0, self.registry.broken)
        if self.registry.problems:
            raise Wrong(0, self.registry.problems[0])
        if self.first_unsealed:
            raise Wrong(0, f"the entries from {self.first_unsealed} on are sealed by nobody")
        for public, sealer in self.sealers.items():
            self._verify_sealer(public, sealer)
        for digest, (line, signed, _motion) in self.deeds.items():
            self._verify_pair(line, digest, signed)

    def _verify_sealer(self, public: str, sealer: Sealer) -> None:
        key, newest = self.registry.keys.get(public), sealer.newest
        line = newest.line if newest else 0
        if key is None or key.user_id != sealer.by:
            raise Wrong(line, f"entry {sealer.last} is of somebody else than who sealed it")
        if key.made > sealer.first_last or (key.until is not None and key.until <= sealer.last):
            raise Wrong(line, f"the seal of entry {sealer.last}: the key did not count there")
        if newest is None or not newest.holds:
            raise Wrong(
                line, f"the seal of entry {sealer.last} does not fit: its signature is another"
            )

    def _verify_pair(self, line: int, digest: str, second: Statement) -> None:
        said = json.loads(second.data)
        found = PAIRS.get(str(said.get("deed")))
        if found is None:
            return
        deed, first_roles, roles = found
        _line, first, _motion = self.deeds.get(str(said.get("of")), (0, None, None))
        if first is None:
            raise Wrong(line, "what another person signed here is about something that is missing")
        deeds = (deed, first_roles), (str(said["deed"]), roles)
        why_not = why_not_two(self.registry, self.entries, first, second, deeds)
        if not why_not:
            self.pairs += 1
        elif is_by_one(self.registry, self.entries, first, second, deeds):
            self.by_one += 1
        else:
            raise Wrong(line, why_not[:1].lower() + why_not[1:])

    def is_erased_by_two(self, motion: str, seq: int, digest: str, about: str) -> bool:
        """Whether the motion that an erasure names is for this entry, and two persons signed it."""
        _line, moved, text = self.deeds.get(motion, (0, None, None))
        if moved is None or not isinstance(text, str):
            return False
        said, plan = json.loads(moved.data), json.loads(text)
        if said.get("deed") != "move" or said.get("motion_sha256") != sha256(text.encode()):
            return False
        seconded = any(
            json.loads(one.data).get("of") == motion for _line, one, _motion in self.deeds.values()
        )
        if plan.get("deed") == "remove_case":
            case = about.partition("/")[2].partition("/")[0]
            return seconded and about.startswith("case/") and plan["args"].get("case") == case
        if plan.get("deed") == "trade.erasure":
            number = about.removeprefix("trade/declaration/").partition("/")[0]
            is_one = about.startswith("trade/declaration/") and number.isdecimal()
            newest, named = plan["facts"].get("newest", "0"), plan["args"].get("numbers")
            is_meant = is_one and int(number) <= int(newest) and (not named or number in named)
            return seconded and is_meant
        names_it = (
            str(plan["args"].get("seq")) == str(seq) and plan["facts"].get("sha256") == digest
        )
        return seconded and plan.get("deed") == "erase_payload" and names_it

    def moved(self, motion: str) -> str:
        """The deed that a motion moves; empty where there is none."""
        _line, _moved, text = self.deeds.get(motion, (0, None, None))
        return str(json.loads(text).get("deed", "")) if isinstance(text, str) else ""

    def sentences(self) -> list[str]:
        how = "every one verified" if self.full else "the last one of each key verified"
        said = [
            f"Casebook {self.casebook}: "
            f"{counted(len(self.statements), 'statement')} about people and keys, "
            f"{counted(self.seals, 'seal')} by {counted(len(self.sealers), 'key')}, {how}."
        ]
        if self.pairs:
            are = "is" if self.pairs == 1 else "are"
            said.append(f"{counted(self.pairs, 'deed')} {are} signed by two persons each.")
        if self.by_one:
            are = "is" if self.by_one == 1 else "are"
            said.append(
                f"{counted(self.by_one, 'deed')} {are} by one person: the office has no second."
            )
        return said


def sake_of(payload: object) -> str:
    """For the sake of which object the payload of another entry was erased, as its erasure says."""
    said = members_of(payload)
    found = said.get("erasure") or said.get("removal")
    return found if isinstance(found, str) else ""


def members_of(payload: object) -> dict[str, object]:
    """What a payload says; nothing where it is gone or no object."""
    try:
        said = json.loads(payload) if isinstance(payload, str) else None
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def is_of_step(deed: str, object_: str, about: str, payloads: int, step: Step) -> bool:
    """Whether the unit of work that erased a payload is the one that erased what it was about."""
    if deed == "remove_case":
        return step.about == "/".join(about.split("/")[:2])
    if deed != "trade.erasure":
        return True
    if str(step.said.get("entries")) != str(payloads):
        return False
    if object_.startswith("trade/rows/"):
        return True
    first, last = str(step.said.get("first")), str(step.said.get("last"))
    if not (first.isdecimal() and last.isdecimal()):
        return False
    number = about[len("trade/declaration/") :].partition("/")[0]
    return number.isdecimal() and int(first) <= int(number) <= int(last)


def about_of(about: str, sake: str) -> str:
    """What an erased entry was about; a view that showed a declaration, a party that it named and a
    message that waited for it went for the sake of that."""
    if about.startswith("trade/rows/"):
        number = sake.partition("trade/declaration/")[2]
        return sake if number.isdecimal() and shows(about, int(number)) else about
    return sake if about.startswith(("trade/party/", "waiting_message/")) else about


def shows(about: str, number: int) -> bool:
    """Whether a declaration is one of the rows that a view showed, such as `1,5-7`."""
    for part in about[len("trade/rows/") :].split(","):
        first, _, last = part.partition("-")
        if first.isdecimal() and int(first) <= number <= int(last if last.isdecimal() else first):
            return True
    return False


def counted(number: int, one: str, many: str = "") -> str:
    """“1 statement”, “2 statements”; `many` where the plural is not `one` with an s."""
    return f"{number} {one}" if number == 1 else f"{number} {many or one + 's'}"


def signed_in(line: int, plain: object) -> tuple[Statement, object]:
    """Text and signatures of what was signed, and what was moved."""
    try:
        found: Any = plain
        signatures = tuple((text(key), text(one)) for key, one in found["signatures"])
        return Statement(text(found["text"]).encode(), signatures), found["motion"]
    except (Unreadable, *DAMAGED):
        raise Wrong(line, "what was signed is not readable") from None


def seal_in(line: int, plain: object) -> tuple[str, bytes]:
    try:
        found: Any = plain
        return text(found["key"]), bytes.fromhex(text(found["signature"]))
    except (Unreadable, *DAMAGED):
        raise Wrong(line, "the seal is not readable") from None


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


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


def text(value: Any) -> str:
    if not isinstance(value, str):
        raise Unreadable("a member of it is not text")
    return value


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


# --- Lines ------------------------------------------------------------------------------------


def completeness(case: Case) -> str:
    """Whether an extract has all entries about a case."""
    if case.lacks:
        return f"entries are left out, the first of them number {case.lacks} about it."
    return f"all entries from the first to number {case.count} about it are here."


def number_of(text: str) -> int:
    """A number as entries write it; 0 for anything else."""
    is_number = text.isdigit() and text.isascii()
    return int(text) if is_number and str(int(text)) == text else 0


def object_of(line: int, data: bytes) -> dict[str, object]:
    """The JSON object that a line is."""
    try:
        record = json.loads(data.decode("utf-8"), object_pairs_hook=once)
    except (ValueError, RecursionError):
        raise Wrong(line, "this is not JSON in UTF-8") from None
    if not isinstance(record, dict):
        raise Wrong(line, "this is not a JSON object")
    return record


def once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """An object no member of which is named twice: what is read twice could say two things."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a member is named twice")
    return found


def text_of(line: int, record: dict[str, object], name: str) -> str:
    value = record[name]
    if not isinstance(value, str):
        raise Wrong(line, f"“{name}” is not text")
    return value


def entry_of(line: int, text: str) -> dict[str, str]:
    """The members of an entry, all of them text, in the canonical form (RFC 8785)."""
    try:
        entry = json.loads(text, object_pairs_hook=once)
    except (ValueError, RecursionError):
        raise Wrong(line, "the entry is not JSON") from None
    if not isinstance(entry, dict) or set(entry) != MEMBERS:
        raise Wrong(line, "the entry has not exactly the members that it must have")
    if not all(isinstance(value, str) for value in entry.values()) or entry["v"] != FORM:
        raise Wrong(line, "the entry is of a form that is not known here")
    canonical = json.dumps(entry, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    if canonical != text:
        raise Wrong(line, "the entry is not in its canonical form")
    try:
        moment(entry["at"])
    except ValueError:
        raise Wrong(line, "the entry's time is none") from None
    return entry


def moment(text: str) -> datetime.datetime:
    """2026-03-30T09:00:00Z, with or without fractions of a second."""
    if len(text) < 20 or text[10] != "T" or text[-1] != "Z":
        raise ValueError(text)
    return datetime.datetime.fromisoformat(text[:-1])


if __name__ == "__main__":
    sys.exit(main())
