"""Mail as Outlook saves it, made for tests: a compound file ([MS-CFB]) of storages and streams."""

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

Tree = Mapping[str, "bytes | Tree"]
SECTOR, MINI, CUTOFF = 512, 64, 4096
END, FREE, FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
EPOCH = datetime(1601, 1, 1, tzinfo=UTC)


@dataclass
class Entry:
    name: str
    kind: int
    content: bytes = b""
    left: int = FREE
    right: int = FREE
    child: int = FREE
    start: int = END
    size: int = 0


@dataclass
class Msg:
    """What a mail holds; texts are stored wide, unless `narrow` names a charset."""

    texts: Mapping[int, str] = field(default_factory=dict)
    numbers: Mapping[int, int] = field(default_factory=dict)
    binaries: Mapping[int, bytes] = field(default_factory=dict)
    recipients: Sequence["Msg"] = ()
    attachments: Sequence["Msg"] = ()
    embedded: "Msg | None" = None
    narrow: str = ""

    def tree(self, head: int = 32) -> Tree:
        """Storages and streams of [MS-OXMSG]."""
        found: dict[str, bytes | Tree] = {}
        entries = b"\0" * head
        for number, value in self.numbers.items():
            entries += struct.pack("<HHIQ", 3, number, 6, value)
        found["__properties_version1.0"] = entries
        for number, text in self.texts.items():
            kind, data = (
                ("001E", text.encode(self.narrow))
                if self.narrow
                else ("001F", text.encode("utf-16-le"))
            )
            found[f"__substg1.0_{number:04X}{kind}"] = data
        for number, data in self.binaries.items():
            found[f"__substg1.0_{number:04X}0102"] = data
        if self.embedded is not None:
            found["__substg1.0_3701000D"] = self.embedded.tree(24)
        for beginning, members in (("recip", self.recipients), ("attach", self.attachments)):
            for no, one in enumerate(members):
                found[f"__{beginning}_version1.0_#{no:08X}"] = one.tree(8)
        return found

    def bytes(self) -> bytes:
        return compound_file(self.tree())


def ticks(at: datetime) -> int:
    return int((at - EPOCH).total_seconds()) * 10_000_000


def person(name: str, address: str, kind: int = 1) -> Msg:
    return Msg({0x3001: name, 0x39FE: address}, {0x0C15: kind})


def attached(name: str, content: bytes, media_type: str = "") -> Msg:
    texts = {0x3707: name} | ({0x370E: media_type} if media_type else {})
    return Msg(texts, {0x3705: 1}, {0x3701: content})


def attached_mail(inner: Msg) -> Msg:
    return Msg({0x3001: "mail"}, {0x3705: 5}, embedded=inner)


def a_msg(subject: str = "Papers", *attachments: Msg, text: str = "See it.\r\n") -> Msg:
    """From Jan Kowalski to the office."""
    return Msg(
        {
            0x001A: "IPM.Note",
            0x0037: subject,
            0x0C1A: "Jan Kowalski",
            0x5D01: "jan@firma.example",
            0x1000: text,
            0x1035: "<7@firma.example>",
            0x1042: "<1@customs.example>",
        },
        {0x0039: ticks(datetime(2026, 3, 27, 8, 14, tzinfo=UTC))},
        recipients=(person("Office", "office@customs.example"), person("", "b@x.example", 2)),
        attachments=attachments,
    )


def compound_file(tree: Tree) -> bytes:
    """A compound file of version 3 with these storages and streams."""
    entries = [Entry("Root Entry", 5)]
    _fill(entries, 0, tree)
    sectors: list[bytes] = []
    chain: list[int] = []

    def put(data: bytes) -> int:
        """Sectors one after the other; the first."""
        if not data:
            return END
        first = len(sectors)
        pieces = [data[at : at + SECTOR] for at in range(0, len(data), SECTOR)]
        sectors.extend(piece.ljust(SECTOR, b"\0") for piece in pieces)
        chain.extend([*range(first + 1, first + len(pieces)), END])
        return first

    mini = b""
    mini_chain: list[int] = []
    for entry in entries:
        entry.size = len(entry.content)
        if entry.kind != 2 or not entry.content:
            continue
        if entry.size >= CUTOFF:
            entry.start = put(entry.content)
            continue
        entry.start = len(mini_chain)
        count = -(-entry.size // MINI)
        mini += entry.content.ljust(count * MINI, b"\0")
        mini_chain += [*range(entry.start + 1, entry.start + count), END]
    entries[0].start, entries[0].size = put(mini), len(mini)
    mini_fat = put(struct.pack(f"<{len(mini_chain)}I", *mini_chain))
    mini_sectors = -(-len(mini_chain) * 4 // SECTOR)
    if mini_sectors:  # what is not used is free
        last = sectors[mini_fat + mini_sectors - 1]
        used = len(mini_chain) * 4 % SECTOR or SECTOR
        sectors[mini_fat + mini_sectors - 1] = last[:used].ljust(SECTOR, b"\xff")
    directory = put(b"".join(map(_directory_entry, entries)))
    count = 1
    while count * 128 < len(sectors) + count:
        count += 1
    first_fat = len(sectors)
    table = chain + [FAT] * count
    table += [FREE] * (count * 128 - len(table))
    sectors.append(struct.pack(f"<{len(table)}I", *table))
    header = struct.pack(
        "<8s16sHHHHH6xIIIIIIIIII",
        bytes.fromhex("d0cf11e0a1b11ae1"),
        b"\0" * 16,
        *(0x3E, 3, 0xFFFE, 9, 6),
        *(0, count, directory, 0, CUTOFF),
        *((mini_fat, mini_sectors) if mini_sectors else (END, 0)),
        *(END, 0),
        first_fat,
    )
    fats = [first_fat + no for no in range(1, count)]
    assert count <= 109, "a table of tables is not written here"
    header += struct.pack(f"<{len(fats)}I", *fats)
    return header.ljust(SECTOR, b"\xff") + b"".join(sectors)


def _fill(entries: list[Entry], at: int, tree: Tree) -> None:
    numbers = []
    for name in sorted(tree, key=lambda one: (len(one), one.upper())):
        inner = tree[name]
        numbers.append(len(entries))
        if isinstance(inner, bytes):
            entries.append(Entry(name, 2, inner))
        else:
            entries.append(Entry(name, 1))
            _fill(entries, numbers[-1], inner)
    entries[at].child = _balanced(entries, numbers)


def _balanced(entries: list[Entry], numbers: list[int]) -> int:
    if not numbers:
        return FREE
    middle = len(numbers) // 2
    found = entries[numbers[middle]]
    found.left = _balanced(entries, numbers[:middle])
    found.right = _balanced(entries, numbers[middle + 1 :])
    return numbers[middle]


def _directory_entry(entry: Entry) -> bytes:
    name = (entry.name + "\0").encode("utf-16-le")
    return struct.pack(
        "<64sHBBIII16sIQQIQ",
        name,
        len(name),
        entry.kind,
        1,
        *(entry.left, entry.right, entry.child),
        b"\0" * 16,
        *(0, 0, 0),
        entry.start,
        entry.size,
    )
