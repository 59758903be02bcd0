"""What two editions of a pack say differently, and what of a case an edition can touch."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from landwaiter.domain.law.pack import DatedEdition, Pack

Row = Mapping[str, str]
RowKey = tuple[str, ...]

KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "control_list": ("code",),
    "control_text": ("code",),
    "correlation": ("hs6", "cn", "list", "control_code"),
    "high_priority_list": ("hs6",),
    "goods_annex": (
        *("instrument", "annex", "destination", "heading", "hs4", "hs6", "cn8", "cn10", "code"),
        "valid_from",
    ),
    "general_authorisations": ("authorisation", "destination", "excluded", "valid_from"),
    "nomenclature": ("code", "suffix"),
    "places": ("code",),
    "routes": ("export", "destination", "country"),
    "territories": ("code",),
    "document_codes": ("code",),
    "institutions": ("name_en",),
    "calendar": ("date",),
    "flag_rules": ("id",),
    "country_sets": ("set", "country"),
    "code_sets": ("set", "code"),
    "vocabulary": ("set", "language", "word"),
    "deciding_parameters": ("entry", "way", "parameter", "test"),
    "embargo_matrix": ("instrument", "destination", "way", "item_group", "valid_from"),
}
"""Columns that say which entry a row is, by kind of pack; of another kind the whole row does."""

TITLES: Final = ("title", "goods", "name", "name_en", "meaning", "text", "description", "word")
"""Columns that say what an entry is about, the first that a pack has."""


@dataclass(frozen=True, slots=True)
class PackEntry:
    """One row by what tells it apart, with its title."""

    key: str
    title: str
    row: Row


@dataclass(frozen=True, slots=True)
class RenumberedEntry:
    """The same title under another code."""

    was: str
    now: str
    title: str


@dataclass(frozen=True, slots=True)
class ColumnChange:
    """One column of an entry that says something else."""

    key: str
    column: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class PackDiff:
    """What the newer edition has that the older has not, and the other way round."""

    added: tuple[PackEntry, ...]
    removed: tuple[PackEntry, ...]
    renumbered: tuple[RenumberedEntry, ...]
    changed: tuple[ColumnChange, ...]
    unchanged: int

    @property
    def is_empty(self) -> bool:
        return not (self.added or self.removed or self.renumbered or self.changed)


def compared_packs(old: Pack, new: Pack) -> PackDiff:
    """Row by row, whatever their order; rows with the same key are told apart by their place."""
    before, after = _by_key(old, _key_columns(old, new)), _by_key(new, _key_columns(old, new))
    added = {key: row for key, row in after.items() if key not in before}
    removed = {key: row for key, row in before.items() if key not in after}
    moved = tuple(_renumbered(removed, added))
    changed = [one for key in before.keys() & after.keys() for one in _changes(key, before, after)]
    for was, now in moved:
        changed += _columns_changed(now, removed[was], added[now], but=_key_columns(old, new))
    touched = {one.key for one in changed}
    gone, come = {was for was, _now in moved}, {now for _was, now in moved}
    return PackDiff(
        added=tuple(_entry(key, row) for key, row in added.items() if key not in come),
        removed=tuple(_entry(key, row) for key, row in removed.items() if key not in gone),
        renumbered=tuple(
            RenumberedEntry(_shown(was), _shown(now), title_of(added[now])) for was, now in moved
        ),
        changed=tuple(sorted(changed, key=lambda one: (one.key, one.column))),
        unchanged=sum(_shown(key) not in touched for key in before.keys() & after.keys()),
    )


def _key_columns(old: Pack, new: Pack) -> tuple[str, ...]:
    """The key columns of the kind that either edition has; else all columns."""
    there = [*dict.fromkeys(name for pack in (old, new) for name in _columns_of(pack))]
    known = tuple(name for name in KEYS.get(new.kind, ()) if name in there)
    return known or tuple(there)


def _columns_of(pack: Pack) -> tuple[str, ...]:
    return tuple(pack.rows[0]) if pack.rows else ()


def _by_key(pack: Pack, columns: tuple[str, ...]) -> dict[RowKey, Row]:
    seen: Counter[RowKey] = Counter()
    found: dict[RowKey, Row] = {}
    for row in pack.rows:
        key = tuple(row.get(name) or "" for name in columns)
        seen[key] += 1
        found[key if seen[key] == 1 else (*key, f"#{seen[key]}")] = row
    return found


def _shown(key: RowKey) -> str:
    return " ".join(part for part in key if part)


def title_of(row: Row) -> str:
    """What an entry is about; empty where its pack says nothing but a code."""
    return next((row[name] for name in TITLES if row.get(name)), "")


def _entry(key: RowKey, row: Row) -> PackEntry:
    return PackEntry(_shown(key), title_of(row), row)


def _renumbered(
    removed: Mapping[RowKey, Row], added: Mapping[RowKey, Row]
) -> Iterator[tuple[RowKey, RowKey]]:
    """Pairs of an entry that went and one that came with the same title, where that is unique."""
    gone, come = _by_title(removed), _by_title(added)
    for title, was in gone.items():
        now = come.get(title)
        if title and was is not None and now is not None:
            yield was, now


def _by_title(rows: Mapping[RowKey, Row]) -> dict[str, RowKey | None]:
    """Folded title → its entry; None where several have it."""
    found: dict[str, RowKey | None] = {}
    for key, row in rows.items():
        title = " ".join(title_of(row).casefold().split())
        found[title] = None if title in found else key
    return found


def _changes(
    key: RowKey, before: Mapping[RowKey, Row], after: Mapping[RowKey, Row]
) -> Iterator[ColumnChange]:
    yield from _columns_changed(key, before[key], after[key], but=())


def _columns_changed(
    key: RowKey, was: Row, now: Row, *, but: tuple[str, ...]
) -> Iterator[ColumnChange]:
    for column in dict.fromkeys((*was, *now)):
        old, new = was.get(column) or "", now.get(column) or ""
        if old != new and column not in but:
            yield ColumnChange(_shown(key), column, old, new)


@dataclass(frozen=True, slots=True)
class Touches:
    """References by which a case meets rows of a pack."""

    codes: frozenset[str] = frozenset()
    headings: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()
    rules: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return any((self.codes, self.headings, self.countries, self.documents, self.rules))

    def met_by(self, case: "Touches") -> tuple[str, ...]:
        """Which references of a case lie in what changed, in order; codes and headings by prefix.

        A code meets what lies under it and what it lies under: 2B001 and 2B001.b.2 meet.
        """
        met = {
            *_meeting(self.codes, case.codes, _code_steps),
            *_meeting(self.headings, case.headings, _heading_steps),
            *(self.countries & case.countries),
            *(self.documents & case.documents),
            *(self.rules & case.rules),
        }
        return tuple(sorted(met))


def _code_steps(code: str) -> tuple[str, ...]:
    parts = code.split(".")
    return tuple(".".join(parts[:n]) for n in range(1, len(parts) + 1))


def _heading_steps(heading: str) -> tuple[str, ...]:
    return tuple(heading[:n] for n in (2, 4, 6, 8, 10) if n <= len(heading))


def _meeting(
    changed: frozenset[str], own: frozenset[str], steps: Callable[[str], tuple[str, ...]]
) -> Iterator[str]:
    above = {step for one in changed for step in steps(one)}
    for one in own:
        if one in above or any(step in changed for step in steps(one)):
            yield one


_REFERENCES: Final[Mapping[str, str]] = {
    "code": "codes",
    "control_code": "codes",
    "head": "codes",
    "entry": "codes",
    "hs4": "headings",
    "hs6": "headings",
    "cn": "headings",
    "cn8": "headings",
    "cn10": "headings",
    "heading": "headings",
    "country": "countries",
    "destination": "countries",
}
"""Column → which references of a case its values are."""
_OF_KIND: Final[Mapping[str, Mapping[str, str]]] = {
    "document_codes": {"code": "documents"},
    "flag_rules": {"id": "rules"},
    "code_sets": {},
    "nomenclature": {"code": "headings"},
    "places": {},
    "routes": {},
    "territories": {},
}
"""Kinds of pack whose columns mean something else."""


def touches(old: Pack, new: Pack) -> Touches:
    """Every reference in rows that came, went or changed."""
    columns = _OF_KIND.get(new.kind, _REFERENCES)
    found: dict[str, set[str]] = {name: set() for name in set(columns.values())}
    for row in rows_that_differ(old, new):
        for column, name in columns.items():
            if value := (row.get(column) or "").replace(" ", ""):
                found[name].add(value)
    return Touches(**{name: frozenset(values) for name, values in found.items()})


def rows_that_differ(old: Pack, new: Pack) -> tuple[Row, ...]:
    """Every row, of either edition, that the other does not have just so."""
    before, after = frozenset(map(_whole, old.rows)), frozenset(map(_whole, new.rows))
    gone = (row for row in old.rows if _whole(row) not in after)
    come = (row for row in new.rows if _whole(row) not in before)
    return (*gone, *come)


def _whole(row: Row) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((name, value or "") for name, value in row.items() if value))


def shares_a_day(old: DatedEdition, new: DatedEdition) -> bool:
    """Whether both editions are valid on one and the same day."""
    first = max((one.valid_from or date.min) for one in (old, new))
    last = min((one.valid_to or date.max) for one in (old, new))
    return first <= last
