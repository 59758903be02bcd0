"""Pairs of names with a verdict."""

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import yaml
from tests.benchmarks.screening.lists import KINDS, rows
from tests.benchmarks.screening.questions import is_cyrillic, is_latin


@dataclass(frozen=True)
class Pair:
    """Two names, the schema under which they are read, and whether they are the same."""

    schema: str
    one: str
    other: str
    same: bool

    @property
    def kind(self) -> str | None:
        return KINDS.get(self.schema)


def name_bench(testdata: Path) -> list[Pair]:
    """nomenklatura's name_bench, half of it synthetic."""
    path = testdata / "matching" / "nomenklatura_name_bench_cases.csv"
    return [
        Pair(row["schema"], row["name1"], row["name2"], row["is_match"] == "true")
        for row in rows(path)
    ]


def alias_pairs(testdata: Path) -> list[Pair]:
    """Two names a publisher gives for one entity, against the nearest names of another."""
    path = testdata / "matching" / "alias_pairs_dev.csv"
    return [
        Pair(row["schema"], row["name1"], row["name2"], row["is_match"] == "true")
        for row in rows(path)
    ]


def cyrillic_and_latin(pairs: Iterable[Pair]) -> list[Pair]:
    """Those where one name is in Cyrillic and the other in Latin letters."""
    return [
        pair
        for pair in pairs
        if (is_cyrillic(pair.one) and is_latin(pair.other))
        or (is_latin(pair.one) and is_cyrillic(pair.other))
    ]


def two_scripts_of_a_list(listings: Iterable[object], seed: int = 3) -> list[Pair]:
    """Cyrillic and Latin names of the same listing, and of two listings of one kind."""
    chance = random.Random(seed)  # noqa: S311 (a sample, not a secret)
    both = []
    for one in listings:
        names = (one.name, *one.aliases)  # type: ignore[attr-defined]
        cyrillic = next(filter(is_cyrillic, names), None)
        latin = next(filter(is_latin, names), None)
        if cyrillic and latin:
            both.append((one.schema, cyrillic, latin))  # type: ignore[attr-defined]
    both = chance.sample(both, min(800, len(both)))
    found = [Pair(schema, cyrillic, latin, same=True) for schema, cyrillic, latin in both]
    for at, (schema, cyrillic, _) in enumerate(both):
        _, _, latin = both[(at + 1) % len(both)]
        found.append(Pair(schema, cyrillic, latin, same=False))
    return found


def open_sanctions(testdata: Path) -> list[Pair]:
    """Pairs that people judged, of many lists."""
    return [
        Pair("LegalEntity", row["name_a"], row["name_b"], row["label"] == "1")
        for row in rows(testdata / "matching" / "os_pairs_dev.csv")
    ]


def entity_checks(testdata: Path) -> list[Pair]:
    """The names of nomenklatura's entity checks that have one name on each side."""
    path = testdata / "matching" / "nomenklatura_entity_checks.yml"
    found = []
    for check in yaml.safe_load(path.read_text("utf-8"))["checks"]:
        names = [check[side].get("name") for side in ("query", "candidate")]
        if all(isinstance(name, str) for name in names):
            found.append(Pair(check["schema"], names[0], names[1], bool(check["match"])))
    return found


def truth_set(testdata: Path) -> list[Pair]:
    """Records of the truth set that its key calls one entity, and as many that it does not."""
    folder = testdata / "matching" / "senzing_truthset_demo"
    groups: dict[str, list[str]] = {}
    names: dict[tuple[str, str], str] = {}
    for source in ("customers", "reference", "watchlist"):
        for row in rows(folder / f"{source}.csv"):
            name = _truth_name(row)
            if name:
                names[row["DATA_SOURCE"].upper(), row["RECORD_ID"]] = name
    for row in rows(folder / "truthset-load1-key.csv"):
        source = row.get("DATA_SOURCE", "").upper()
        known = names.get((source, row["RECORD_ID"]))
        if known:
            groups.setdefault(row["RESOLVED_ENTITY_ID"], []).append(known)
    found = []
    clusters = [sorted(set(group)) for group in groups.values()]
    for at, group in enumerate(clusters):
        found += [
            Pair("LegalEntity", one, other, same=True)
            for place, one in enumerate(group)
            for other in group[place + 1 :]
        ]
        other = clusters[(at + 1) % len(clusters)]
        found.append(Pair("LegalEntity", group[0], other[0], same=False))
    return found


def _truth_name(row: dict[str, str]) -> str:
    for key, value in row.items():
        if key and value and ("NAME_FULL" in key or "NAME_ORG" in key):
            return value
    parts = (row.get(f"PRIMARY_NAME_{part}") or "" for part in ("FIRST", "MIDDLE", "LAST"))
    return " ".join(filter(None, parts))


def written_in(testdata: Path, language: str, count: int = 1500, seed: int = 1) -> list[Pair]:
    """A western word and how Chinese or Russian writes it, and as many that do not belong.

    Two words make a name: one alone is nobody.
    """
    path = testdata / "matching" / f"wikidata_names_en_{language}_16.tsv"
    chance = random.Random(seed)  # noqa: S311 (a sample, not a secret)
    cells = [line.split("\t") for line in path.read_text("utf-8").splitlines()]
    words = [(cell[0], cell[1].replace(" ", "")) for cell in cells if len(cell) > 1]
    chance.shuffle(words)
    join = "·" if language == "chinese" else " "
    couples = list(zip(words[: 2 * count : 2], words[1 : 2 * count : 2], strict=True))
    found = []
    for at, (one, two) in enumerate(couples):
        foreign = join.join((one[1], two[1]))
        other = couples[(at + 1) % len(couples)]
        found.append(Pair("Person", f"{one[0]} {two[0]}", foreign, same=True))
        found.append(Pair("Person", f"{other[0][0]} {two[0]}", foreign, same=False))
    return found


PAIR_SETS: tuple[tuple[str, Callable[[Path], list[Pair]]], ...] = (
    ("name_bench", name_bench),
    ("alias pairs", alias_pairs),
    ("alias pairs, Cyrillic and Latin", lambda data: cyrillic_and_latin(alias_pairs(data))),
    ("pairs judged by people", open_sanctions),
    ("entity checks", entity_checks),
    ("truth set", truth_set),
    ("western names in Chinese", lambda data: written_in(data, "chinese")),
    ("western names in Russian", lambda data: written_in(data, "russian")),
)
