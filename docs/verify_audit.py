#!/usr/bin/env python3
# ruff: noqa: T201 (it speaks to a terminal)
"""Verify an export of Landwaiter's audit chain, with nothing but this file and Python 3.8 or later.

    python3 verify_audit.py audit.jsonl [--head SHA256] [--case-head SHA256] [--anchor FILE]...

What it needs. The export (`landwaiter audit export > audit.jsonl`) and, as proof from outside, the
head of the chain or of a case as a report prints it, or an anchor file that was kept elsewhere. It
opens no casebook, uses no network and shares no code with Landwaiter.

What an export is. One line for each deed, each a JSON object with four members:

    entry     the text that was sealed, exactly as it is stored: who, when, which deed, on what,
              its number, and the hash of the entry before it
    sha256    the SHA-256 of that text in UTF-8
    payload   what the deed changed and why, as text; null once it was erased
    salt      16 random bytes, in hexadecimal figures, that were hashed before the payload

What is verified, line by line.
  1. The SHA-256 of `entry` is the one that is stated.
  2. `entry` has exactly its twelve members, all of them text, in their one canonical form.
  3. The numbers run 1, 2, 3, ... without a gap.
  4. `prev` inside the entry is the SHA-256 of the entry on the line before (64 zeros on line 1).
  5. SHA-256 of salt and payload is the `payload_sha256` that was sealed in the entry.
  6. A payload that is gone was erased by a later entry that says so ("audit.payload_erased").
  7. `unit` counts the units of work: entries of one unit stand side by side and bear the same
     `deed_id` and actor.
  8. Entries about a case (`object` begins with "case/") are counted by `case_seq`, 1, 2, 3, ...,
     and `case_prev` is the SHA-256 of the one before about the same case (64 zeros for the first).
     Other entries have neither.

What it cannot know. Who rewrites everything after some entry, with fresh hashes, makes a chain that
is sound by itself. Only a hash that was written down elsewhere shows it: --head and --anchor. The
last line of the answer says how far such a hash vouches for the chain.

An extract (an export by case, person, deed or day) says on each line that it is one. Each of its
entries is verified by itself, and against its neighbours in the chain and about the same case where
both are there. For each case it is told whether all entries about it are there, from the first to
the last of the extract: the counts and hashes of rule 8 show it. Whether anything came after that,
--case-head shows: the head of the case as a report prints it.

Exit code: 0 sound; 1 not sound, with the first wrong line; 2 called wrongly.
"""

from __future__ import annotations

import argparse
import datetime
import hashlib
import io
import json
import sys

ZEROS = "0" * 64
MOST_TOLD = 20  # cases of an extract that are told of one by one
FORM = "2"
MEMBERS = {
    *("actor", "at", "case_prev", "case_seq", "deed", "deed_id", "object", "payload_sha256"),
    *("prev", "seq", "unit", "v"),
}
ERASED = "audit.payload_erased"
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
    given = parser.parse_args()
    try:
        anchors = [read_anchor(name) for name in given.anchor]
        with open(given.file, "rb") as lines:  # noqa: PTH123 (it reads plainly)
            heads = read_head("--head", given.head), read_head("--case-head", given.case_head)
            chain = Chain(heads[0], heads[1], anchors)
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


class Case:
    """What is known of the entries about one case."""

    def __init__(self) -> None:
        self.count = 0
        self.sha256 = ZEROS
        self.lacks = 0  # the first number that an extract leaves out


class Chain:
    """What is known of the chain after each line."""

    def __init__(
        self, head: str | None, case_head: str | None, anchors: list[dict[str, str]]
    ) -> None:
        self.head = head
        self.case_head = case_head
        self.anchors = anchors
        self.cases: dict[str, Case] = {}
        self.unit = 0
        self.of_unit: tuple[str, str] = ("", "")  # identity of the deed and actor
        self.entries = 0
        self.seq = 0
        self.sha256 = ZEROS
        self.at = ""
        self.is_extract = False
        self.extract: object = None  # what an extract says of itself, the same on each line
        self.erased: dict[int, int] = {}  # an entry whose payload is gone -> its line
        self.erasures: dict[int, int] = {}  # such an entry -> the entry that erased its payload
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
        self._compare_with_outside(line, seq, digest, entry)
        self._watch_clock(seq, entry["at"])
        self.entries, self.seq, self.sha256 = self.entries + 1, seq, digest

    def _note_kind(self, line: int, record: dict[str, object]) -> None:
        expected = {"entry", "sha256", "payload", "salt"}
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
        of_unit = (entry["deed_id"], entry["actor"])
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
            number = entry["object"][len("audit/") :]
            if number.isdigit() and number.isascii():
                self.erasures.setdefault(int(number), seq)
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
        if seq == 1 and entry["object"].startswith("casebook/"):
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
        for anchor in self.anchors:
            raise Wrong(
                0,
                f"entry {anchor['seq']}, anchored on {anchor['at']}, is gone: the chain ends "
                f"with entry {self.seq}",
            )
        if self.head is not None:
            raise Wrong(0, "no entry has the head that was given: the chain was cut or rewritten")

    def tell(self) -> None:
        """Print what was verified."""
        if self.is_extract:
            print(f"SOUND, as an extract: {self.entries} entries, each whole by itself.")
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
            print(f"SOUND: {self.entries} entries, the head is {self.sha256}.")
        for number in sorted(self.erased):
            how = self.erasures.get(number)
            where = f"as entry {how} records" if how else "its record lies outside this extract"
            print(f"The payload of entry {number} was erased, {where}.")
        if self.backdated:
            print(
                f"WARNING: the clock went backwards {self.backdated} times, first at entry "
                f"{self.first_backdated}."
            )
        for sentence in self.proofs:
            print(sentence)
        if not self.is_extract:
            print(
                f"Proven from outside: entries 1 to {self.vouched}."
                if self.vouched
                else "Proven from outside: nothing. Give --head or --anchor."
            )


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
