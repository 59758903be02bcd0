"""A declaration of the store, and every row that hangs on it, held against what was sealed.

What it should say is made anew of sealed content, verdict and outcome by what wrote it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from landwaiter.canonical import sha256_hex
from landwaiter.domain.intake.declaration import Declaration
from landwaiter.domain.trade.seal_tree import leaf
from landwaiter.domain.trade.sift_outcome import SiftOutcome
from landwaiter.i18n import _
from landwaiter.services.intake.trade_columns import (
    DeclaredColumns,
    findings_in,
    lines_in,
    parties_in,
)
from landwaiter.storage.base.records import UNREADABLE, from_json, to_json
from landwaiter.storage.trade.kept_rows import KeptLeaf, KeptMark, KeptRows
from landwaiter.storage.trade.packing import unpacked
from landwaiter.storage.trade.queue_words import words_of
from landwaiter.storage.trade.seals import BatchSeal, draw_in
from landwaiter.storage.trade.sifted_rows import declaration_in
from landwaiter.storage.trade.stored_lines import item_columns, role_columns
from landwaiter.storage.trade.trade_counts import RETURNED
from landwaiter.storage.trade.trade_sums import month_of


@dataclass(frozen=True, slots=True)
class SealDifference:
    """A place where something else stands than follows from what was sealed."""

    table: str
    declaration: int
    field: str
    stands: str
    """Empty where nothing stands."""
    sealed: str

    def sentence(self) -> str:
        """As people read it."""
        return _(
            "{table}, declaration {number}, {field}: “{stands}”; sealed was “{sealed}”."
        ).format(
            table=self.table,
            number=self.declaration,
            field=self.field,
            stands=self.stands,
            sealed=self.sealed,
        )


@dataclass(frozen=True, slots=True)
class SealedDeclaration:
    """What was sealed of a declaration, taken out of its row and held against its leaf."""

    leaf: KeptLeaf
    content_sha256: str
    verdict: bytes
    declared: Declaration
    outcome: SiftOutcome


def sealed_in(kept: KeptLeaf) -> SealedDeclaration | None:
    """What the row gives, where it gives its leaf; None where it was changed."""
    row = kept.row
    if row is None:
        return None
    try:
        content = unpacked(row["content"])
        verdict, bases = unpacked(row["verdict"], content), unpacked(row["bases"], content)
        outcome = str(row["outcome"])
        digests = [sha256_hex(one) for one in (content, verdict, bases, outcome.encode())]
        if leaf(bytes(row["salt"]), *digests) != kept.leaf:
            return None
        return SealedDeclaration(
            kept, digests[0], verdict, declaration_in(content), from_json(outcome, SiftOutcome)
        )
    except UNREADABLE:
        return None


_DECLARATION: Final = "trade_declaration"


def differences(
    sealed: SealedDeclaration, rows: KeptRows, seal: BatchSeal
) -> Iterator[SealDifference]:
    """Everything that stands otherwise than it was sealed, or is not there."""
    number = sealed.leaf.id
    lines = lines_in(sealed.declared)
    yield from _columns(
        sealed, DeclaredColumns.of(sealed.declared, sealed.outcome.day, lines), seal
    )
    month, day = month_of(sealed.outcome.day), sealed.outcome.day
    yield from _lines(
        number,
        {int(row["no"]): row for row in rows.items.get(number, ())},
        {line.no: item_columns(number, month, day, line) for line in lines},
    )
    sums = role_columns(day, lines)
    parties = {(one.identity, one.role, *sums.values()) for one in parties_in(sealed.declared)}
    told = " ".join(("party_id role", *sums))
    yield from _sets(number, "trade_role", told, rows.roles.get(number, ()), parties)
    later = rows.later.get(number, ())
    found = {(kind, code): weight for kind, code, weight in findings_in(sealed.verdict)}
    for one in later:
        # What was found first stays as it is.
        found |= {
            (kind, code): weight
            for kind, code, weight in findings_in(one.verdict)
            if (kind, code) not in found
        }
    yield from _sets(
        number,
        "trade_finding",
        "kind code weight",
        rows.findings.get(number, ()),
        {(*key, weight) for key, weight in found.items()},
    )
    known, changes = set(sealed.outcome.reasons), set[tuple[str, int, int]]()
    watched = set(sealed.outcome.watched)
    for one in later:
        new, gone = one.told["new"], one.told["gone"]
        changes |= {(why, one.again, 1) for why in new if why in known}
        changes |= {(why, one.again, 0) for why in gone}
        known |= set(new)
        watched |= {(at[0], int(at[1]), int(at[2])) for at in one.told["watched"]}
    reasons = [(why,) for why in rows.reasons.get(number, ())]
    yield from _sets(number, "trade_reason", "reason", reasons, {(why,) for why in known})
    yield from _sets(
        number,
        "trade_reason_change",
        "reason again holds",
        rows.changes.get(number, ()),
        changes,
    )
    yield from _sets(
        number,
        "trade_programme",
        "monitor_id version line",
        rows.watched.get(number, ()),
        watched,
    )
    yield from _words(sealed, rows, is_kept=bool(known or _is_drawn(sealed, seal)))
    yield from _marks(sealed, rows, seal)


def _columns(
    sealed: SealedDeclaration, expected: DeclaredColumns, seal: BatchSeal
) -> Iterator[SealDifference]:
    row = sealed.leaf.row or {}
    outcome = sealed.outcome
    wanted: dict[str, Any] = {
        **asdict(expected),
        "content_sha256": sealed.content_sha256,
        "verdict_sha256": sha256_hex(sealed.verdict),
        "replaces": outcome.replaces,
        "raw_row": outcome.row,
        "drawn": int(_is_drawn(sealed, seal)),
        "file_sha256": seal.payload.get("file_sha256"),
    }
    for name, value in wanted.items():
        if row[name] != value:
            yield _other(_DECLARATION, sealed.leaf.id, name, row[name], value)
    source = {"mapping": sha256_hex(str(row["mapping"]).encode()), "form": row["form"]}
    told = seal.payload.get("sources", ())
    if source not in told:
        yield _other("trade_source", sealed.leaf.id, "mapping form", to_json(source), to_json(told))


def _is_drawn(sealed: SealedDeclaration, seal: BatchSeal) -> bool:
    """Drawn again by what the entry of the batch tells."""
    outcome = sealed.outcome
    if outcome.reasons or outcome.opened_case:
        return False
    told = draw_in(seal.payload)
    return told is not None and told.draw.takes(sealed.content_sha256)


def _lines(
    number: int, stand: Mapping[int, Mapping[str, Any]], sealed: Mapping[int, Mapping[str, Any]]
) -> Iterator[SealDifference]:
    for no in sorted(stand.keys() | sealed.keys()):
        one, other = stand.get(no, {}), sealed.get(no, {})
        for name in dict.fromkeys([*other, *one]):
            if one.get(name) != other.get(name):
                field = f"{no}/{name}"
                yield _other("trade_item", number, field, one.get(name), other.get(name))


def _sets(
    number: int, table: str, field: str, stand: Iterable[Any], sealed: Iterable[Any]
) -> Iterator[SealDifference]:
    """Rows of which nothing but their key is kept: one that is too many, or is not there."""
    there, wanted = set(stand), set(sealed)
    for one in sorted(there - wanted):
        yield _other(table, number, field, " ".join(map(str, one)), None)
    for one in sorted(wanted - there):
        yield _other(table, number, field, None, " ".join(map(str, one)))


def _words(sealed: SealedDeclaration, rows: KeptRows, *, is_kept: bool) -> Iterator[SealDifference]:
    """What it is found by in the queue; in no order."""
    number, row = sealed.leaf.id, sealed.leaf.row or {}
    stand = rows.words.get(number)
    own = [one for one in (row["mrn"], row["local_reference"]) if one]
    wanted = words_of([*own, *rows.names.get(number, ())]) if is_kept else None
    if _parts(stand) != _parts(wanted):
        yield _other("trade_search", number, "words", stand, wanted)


def _parts(words: str | None) -> Sequence[str] | None:
    return None if words is None else sorted(set(words.split("\n")))


def _marks(sealed: SealedDeclaration, rows: KeptRows, seal: BatchSeal) -> Iterator[SealDifference]:
    number = sealed.leaf.id
    told = list(rows.told.get(number, ()))
    if sealed.outcome.opened_case:
        told.append(KeptMark("opened", "", sealed.outcome.opened_case, "", seal.actor, seal.at))
    told += [
        KeptMark(RETURNED, " ".join(one.told["new"]), None, "", one.author, one.at)
        for one in rows.later.get(number, ())
        if one.told["returns"]
    ]
    # What went with a removed case is known by who and when alone.
    unsaid = {(one.mark, one.opened_case, one.author, one.at) for one in told if one.reason is None}
    wanted = Counter(one for one in told if one.reason is not None)
    for one in rows.marks.get(number, ()):
        if wanted[one]:
            wanted[one] -= 1
        elif (one.mark, one.opened_case, one.author, one.at) not in unsaid:
            yield _other("trade_mark", number, "mark", _said(one), None)
    for missing in wanted.elements():
        yield _other("trade_mark", number, "mark", None, _said(missing))
    # The last one counts, and what is last its identity says.
    times = [one.at for one in rows.marks.get(number, ())]
    if times != (in_order := sorted(times, key=_without_zone)):
        yield _other("trade_mark", number, "id", " ".join(times), " ".join(in_order))


def _without_zone(at: str) -> str:
    """Instants so that parts of a second come behind the whole one."""
    return at.removesuffix("Z")


def _said(one: KeptMark) -> str:
    return to_json({name: value for name, value in asdict(one).items() if value})


def _other(table: str, number: int, field: str, stands: Any, sealed: Any) -> SealDifference:
    return SealDifference(table, number, field, _shown(stands), _shown(sealed))


def _shown(value: Any) -> str:
    return "" if value is None else str(value)
