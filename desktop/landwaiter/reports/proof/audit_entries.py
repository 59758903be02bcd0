"""What single entries tell of the audit chain to somebody who does not have the casebook."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from landwaiter.canonical import canonical_bytes, sha256_hex
from landwaiter.reports.dossier.dossier import ChainHead
from landwaiter.trust.signed import FORM, ChainEntry

_STATEMENT = "statement/"
_NUMBER = re.compile(r"[1-9][0-9]{0,17}\Z")


class UnreadableEntry(Exception):
    """The text is no audit entry, or no number of one."""


@dataclass(frozen=True, slots=True)
class EntryText:
    """An entry with its number and the hash of the one before it."""

    seq: int
    prev: str
    entry: ChainEntry


def entry_in(text: str) -> EntryText:
    """The entry of its text as it was hashed; Unreadable if it is none of this form."""
    try:
        said = json.loads(text)
        if canonical_bytes(said) != text.encode() or said["v"] != FORM:
            raise UnreadableEntry
        prev, by, about = (_text(said[name]) for name in ("prev", "by", "object"))
        return EntryText(
            number_in(said["seq"]), prev, ChainEntry(sha256_hex(text.encode()), by, about)
        )
    except (ValueError, KeyError, TypeError, RecursionError) as fault:
        raise UnreadableEntry from fault


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise UnreadableEntry
    return value


def number_in(value: object) -> int:
    """The number that a signed text names, from 1 on; Unreadable if it is none."""
    text = _text(value)
    if not _NUMBER.match(text):
        raise UnreadableEntry
    return int(text)


@dataclass(frozen=True, slots=True)
class KnownEntries:
    """Entries that somebody handed over: each is known whole, the one before it by its hash.

    It is what the readers of `trust` ask of an audit chain, as far as it goes.
    """

    entries: tuple[EntryText, ...]
    heads: tuple[ChainHead, ...] = ()
    """Entries that are known by number and hash alone."""
    _whole: dict[int, ChainEntry] = field(init=False)
    _hashes: dict[int, set[str]] = field(init=False)

    def __post_init__(self) -> None:
        hashes: dict[int, set[str]] = {}
        for one in self.entries:
            hashes.setdefault(one.seq, set()).add(one.entry.sha256)
            hashes.setdefault(one.seq - 1, set()).add(one.prev)
        for head in self.heads:
            hashes.setdefault(head.seq, set()).add(head.sha256)
        object.__setattr__(self, "_whole", {one.seq: one.entry for one in self.entries})
        object.__setattr__(self, "_hashes", hashes)

    def entry(self, seq: int) -> ChainEntry | None:
        """The entry of this number; of one that is known by its hash alone, nothing else."""
        if seq in self._whole:
            return self._whole[seq]
        found = self._hashes.get(seq) if seq else None
        return ChainEntry(next(iter(found)), "", "") if found else None

    def statements(self) -> Iterator[str]:
        """What the entries seal of statements, in their order."""
        return (one.entry.object for one in self.entries if one.entry.object.startswith(_STATEMENT))

    @property
    def contradict(self) -> bool:
        """Whether two of them are different entries of one number: they are not of one chain."""
        return any(len(found) > 1 for found in self._hashes.values())

    def with_others(self, texts: Iterable[str], head: ChainHead) -> "KnownEntries":
        """With further entries, and with the head of a report; unreadable ones are left out."""
        return KnownEntries((*self.entries, *_readable(texts)), (*self.heads, head))


def _readable(texts: Iterable[str]) -> Iterator[EntryText]:
    for text in texts:
        try:
            yield entry_in(text)
        except UnreadableEntry:
            continue
