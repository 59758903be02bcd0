"""What stands on some declarations of the store in every table: read to be held against seals."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, Text, select, type_coerce

from landwaiter.domain.trade.deeds import OPEN_SIFTED, SET_ASIDE
from landwaiter.domain.trade.sift_outcome import WatchedPlace
from landwaiter.storage.base import records
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.schema import trade as t
from landwaiter.storage.schema.audit import audit_entry, audit_payload
from landwaiter.storage.schema.data_protection.trade_erasure import trade_erased
from landwaiter.storage.schema.intake import raw_file
from landwaiter.storage.sqlite.dialect import in_texts
from landwaiter.storage.trade import again_rows, programme_lines
from landwaiter.storage.trade.again_rows import KeptVerdict

_ABOUT = "trade/declaration/"
_READ_TOGETHER = 500


@dataclass(frozen=True, slots=True)
class KeptMark:
    """What became of a declaration, as the mark or its entry says."""

    mark: str
    reasons: str
    opened_case: str | None
    reason: str | None
    """None: the entry's content was erased with the case."""
    author: str
    at: str


@dataclass(frozen=True, slots=True)
class KeptRows:
    """All that hangs on the declarations between two numbers, by declaration."""

    items: Mapping[int, Sequence[Mapping[str, Any]]]
    roles: Mapping[int, Sequence[tuple[Any, ...]]]
    """Identity of the party, role, and the sums beside them."""
    names: Mapping[int, Sequence[str]]
    """Of parties, with their numbers."""
    findings: Mapping[int, Sequence[tuple[str, str, int]]]
    reasons: Mapping[int, Sequence[str]]
    changes: Mapping[int, Sequence[tuple[str, int, int]]]
    """Reason, number of the judging, and whether it holds."""
    watched: Mapping[int, set[WatchedPlace]]
    later: Mapping[int, Sequence[KeptVerdict]]
    words: Mapping[int, str]
    marks: Mapping[int, Sequence[KeptMark]]
    told: Mapping[int, Sequence[KeptMark]]
    """Marks as entries tell them."""


def rows_of(conn: Reader, numbers: Sequence[int]) -> KeptRows:
    """What stands on declarations that lie side by side."""
    first, last = numbers[0], numbers[-1]

    def hanging(column: Any, *others: Any) -> Select[Any]:
        return select(column, *others).where(column.between(first, last))

    item, role, party, finding = t.trade_item.c, t.trade_role.c, t.trade_party.c, t.trade_finding.c
    why, change, words = t.trade_reason.c, t.trade_reason_change.c, t.trade_search.c
    parties = list(
        conn.execute(
            hanging(
                role.declaration_id,
                *(party.name, party.identifier, party.identity),
                *list(role)[2:],
            )
            .join(t.trade_party, party.id == role.party_id)
            .order_by(role.declaration_id, party.id)
        )
    )
    names: dict[int, list[str]] = {}
    roles: dict[int, list[tuple[Any, ...]]] = {}
    for number, name, identifier, *role_row in parties:
        roles.setdefault(int(number), []).append(tuple(role_row))
        names.setdefault(int(number), []).extend(filter(None, (name, identifier)))
    lines: dict[int, list[Mapping[str, Any]]] = {}
    for row in conn.execute(hanging(item.declaration_id, *list(item)[1:])):
        lines.setdefault(int(row.declaration_id), []).append(dict(row._mapping))
    marks = tuple(_marks(conn, first, last))
    return KeptRows(
        items=lines,
        roles=roles,
        names=names,
        findings=_by_number(
            conn, hanging(finding.declaration_id, finding.kind, finding.code, finding.weight)
        ),
        reasons={
            number: [one for (one,) in found]
            for number, found in _by_number(conn, hanging(why.declaration_id, why.reason)).items()
        },
        changes=_by_number(
            conn, hanging(change.declaration_id, change.reason, change.again, change.holds)
        ),
        watched=programme_lines.lines_of(conn, numbers),
        later=again_rows.verdicts_between(conn, first, last),
        words={int(n): str(said) for n, said in conn.execute(hanging(words.serial, words.words))},
        marks=_grouped(marks),
        told=_grouped([*_aside(conn, numbers), *_opened(conn, marks)]),
    )


def _by_number(conn: Reader, query: Select[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for number, *rest in conn.execute(query):
        found.setdefault(int(number), []).append(tuple(rest))
    return found


def _grouped(marks: Sequence[tuple[int, KeptMark]]) -> dict[int, list[KeptMark]]:
    found: dict[int, list[KeptMark]] = {}
    for number, one in marks:
        found.setdefault(number, []).append(one)
    return found


def _marks(conn: Reader, first: int, last: int) -> Iterator[tuple[int, KeptMark]]:
    mark = t.trade_mark
    query = select(mark).where(mark.c.declaration_id.between(first, last)).order_by(mark.c.id)
    for row in records.plain_rows(conn, query):
        yield (
            int(row["declaration_id"]),
            KeptMark(
                row["mark"],
                row["reasons"],
                row["opened_case"],
                row["reason"],
                row["author"],
                str(row["at"]),
            ),
        )


_ENTRIES = select(
    audit_entry.c.object,
    audit_entry.c.actor,
    type_coerce(audit_entry.c.at, Text).label("at"),
    audit_payload.c.content,
).join(audit_payload, audit_payload.c.seq == audit_entry.c.seq)


def _aside(conn: Reader, numbers: Sequence[int]) -> Iterator[tuple[int, KeptMark]]:
    about = in_texts(audit_entry.c.object, [f"{_ABOUT}{number}" for number in numbers])
    for row in conn.execute(_ENTRIES.where(about, audit_entry.c.deed == SET_ASIDE.entry)):
        said = records.structure(row.content) if row.content is not None else None
        yield (
            int(str(row.object).removeprefix(_ABOUT)),
            KeptMark(
                "aside",
                " ".join(said["reasons"]) if said else "",
                None,
                said["reason"] if said else None,
                row.actor,
                row.at,
            ),
        )


def _opened(conn: Reader, marks: Sequence[tuple[int, KeptMark]]) -> Iterator[tuple[int, KeptMark]]:
    """What entries say of the cases that these marks name."""
    named = {one.opened_case: number for number, one in marks if one.opened_case}
    if not named:
        return
    hashes = dict.fromkeys(named.values(), "")
    declared = t.trade_declaration.c
    found = select(declared.id, declared.content_sha256).where(
        declared.id.between(min(hashes), max(hashes))
    )
    by_hash = {digest: int(number) for number, digest in conn.execute(found)}
    about = in_texts(audit_entry.c.object, [f"case/{one}" for one in named])
    for row in conn.execute(_ENTRIES.where(about, audit_entry.c.deed == OPEN_SIFTED.entry)):
        case_id = str(row.object).removeprefix("case/")
        if row.content is None:
            yield named[case_id], KeptMark("opened", "", case_id, None, row.actor, row.at)
            continue
        said = records.structure(row.content)
        number = by_hash.get(said["content_sha256"])
        if number is not None:
            yield (
                number,
                KeptMark(
                    "opened",
                    " ".join(said["reasons"]),
                    case_id,
                    said.get("reason", ""),
                    row.actor,
                    row.at,
                ),
            )


@dataclass(frozen=True, slots=True)
class KeptLeaf:
    """A declaration with its leaf; nothing declared where it is gone."""

    id: int
    batch: int
    leaf: bytes
    is_erased: bool
    row: Mapping[str, Any] | None
    """Of `trade_declaration`, with what it was read from."""


def roots_of(conn: Reader) -> dict[int, str]:
    """Batch → the root that it says of itself."""
    query = select(t.trade_batch.c.no, t.trade_batch.c.root)
    return {int(no): str(one) for no, one in conn.execute(query)}


def every_leaf(conn: Reader) -> Iterator[KeptLeaf]:
    """Every leaf with its declaration, by their numbers; few are held at once."""
    return _leaves(conn, _WHOLE)


def leaf_named(conn: Reader, number: int) -> KeptLeaf:
    """The same of one declaration."""
    return next(_leaves(conn, _WHOLE.where(t.trade_leaf.c.id == number)))


def _leaves(conn: Reader, query: Select[Any]) -> Iterator[KeptLeaf]:
    for row in conn.execute(query.execution_options(yield_per=_READ_TOGETHER)):
        found = dict(row._mapping)
        yield KeptLeaf(
            id=int(found["leaf_id"]),
            batch=int(found["batch"]),
            leaf=bytes(found["leaf"]),
            is_erased=found["erasure"] is not None,
            row=found if found["id"] is not None else None,
        )


_WHOLE = (
    select(
        t.trade_leaf.c.id.label("leaf_id"),
        t.trade_leaf.c.batch,
        t.trade_leaf.c.leaf,
        trade_erased.c.erasure,
        t.trade_declaration,
        t.trade_source.c.form,
        t.trade_source.c.mapping,
        raw_file.c.sha256.label("file_sha256"),
    )
    .join(t.trade_declaration, t.trade_declaration.c.id == t.trade_leaf.c.id, isouter=True)
    .join(t.trade_source, t.trade_source.c.id == t.trade_declaration.c.source_id, isouter=True)
    .join(raw_file, raw_file.c.id == t.trade_source.c.raw_file_id, isouter=True)
    .join(trade_erased, trade_erased.c.declaration_id == t.trade_leaf.c.id, isouter=True)
    .order_by(t.trade_leaf.c.id)
)
