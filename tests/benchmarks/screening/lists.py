"""Published lists read plainly, independent of the product's own readers."""

import csv
import gzip
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as Xml

from landwaiter.domain.lists.listing import Listing

KINDS = {
    "Person": "person",
    "Vessel": "vessel",
    "Company": "organisation",
    "Organization": "organisation",
}
"""Schema → kind a party of it is asked as; others leave it open."""

_CSL = {"Individual": "Person", "Vessel": "Vessel", "Entity": "Organization"}
_OFAC = {"individual": "Person", "vessel": "Vessel", "aircraft": "Airplane"}
_UK = {"Individual": "Person", "Entity": "Organization", "Ship": "Vessel"}


def rows(path: Path, encoding: str = "utf-8-sig") -> Iterator[dict[str, str]]:
    """The rows of a CSV file, plain or gzipped."""
    csv.field_size_limit(1 << 24)
    if path.suffix == ".gz":
        with gzip.open(path, "rt", encoding="utf-8", newline="") as packed:
            yield from csv.DictReader(packed)
        return
    with path.open(encoding=encoding, newline="") as file:
        yield from csv.DictReader(file)


def parts(text: str | None) -> tuple[str, ...]:
    """What stands between semicolons."""
    return tuple(part.strip() for part in (text or "").split(";") if part.strip())


def listing(key: str, schema: str, names: Iterable[str], **more: object) -> Listing:
    """A listing with the first of `names` as its name, the rest as aliases, each once."""
    first, *others = dict.fromkeys(name.strip() for name in names if name.strip())
    return replace(Listing(key, schema, first, aliases=tuple(others)), **more)  # type: ignore[arg-type]


def war_and_sanctions(testdata: Path) -> list[Listing]:
    """The Ukrainian portal, 5,600 targets, many in both scripts."""
    return [
        listing(
            row["id"],
            row["schema"],
            (row["name"], *parts(row["aliases"])),
            birth_dates=parts(row["birth_date"]),
            countries=parts(row["countries"].upper()),
            identifiers=parts(row["identifiers"]),
        )
        for row in rows(testdata / "opensanctions" / "targets.simple_ua.csv")
    ]


def consolidated_screening_list(testdata: Path) -> list[Listing]:
    """The consolidated screening list of the United States."""
    return [
        listing(
            f"csl-{row['_id']}",
            _CSL.get(row["type"], "LegalEntity"),
            (row["name"], *parts(row["alt_names"])),
        )
        for row in rows(testdata / "lists" / "us_csl_consolidated.csv.gz")
    ]


def specially_designated(testdata: Path) -> list[Listing]:
    """The SDN list with its alternative names."""
    names: dict[str, list[str]] = {}
    schemas: dict[str, str] = {}
    for part, column in (("sdn", 1), ("alt", 3)):
        path = testdata / "lists" / f"ofac_{part}_bench.csv"
        with path.open(encoding="latin-1", newline="") as file:
            for row in csv.reader(file):
                if len(row) > column:
                    names.setdefault(row[0], []).append(row[column])
                    schemas.setdefault(row[0], _OFAC.get(row[2].strip(), "LegalEntity"))
    return [listing(f"sdn-{key}", schemas[key], known) for key, known in names.items()]


def european_union(testdata: Path) -> list[Listing]:
    """All regulations as the Official Journal printed them."""
    return [
        listing(
            f"{row['celex']}-{at}",
            row["schema"],
            (row["name"], *(name for field in _EU_NAMES for name in parts(row[field]))),
        )
        for path in sorted((testdata / "lists" / "eu_journal").glob("*.csv"))
        for at, row in enumerate(rows(path))
        if row.get("name", "").strip()
    ]


_EU_NAMES = ("alias", "weakAlias", "previousName")


def united_kingdom(testdata: Path) -> list[Listing]:
    """The consolidated list of financial sanctions targets."""
    path = testdata / "lists" / "uk_ofsi_ConList.csv"
    groups: dict[str, tuple[str, list[str]]] = {}
    with path.open(encoding="windows-1252", newline="") as file:
        next(file)
        for row in csv.DictReader(file):
            name = " ".join(filter(None, (row[f"Name {at}"] for at in (1, 2, 3, 4, 5, 6))))
            schema = _UK.get(row["Group Type"], "LegalEntity")
            groups.setdefault(row["Group ID"], (schema, []))[1].append(name)
    return [listing(f"uk-{key}", *known) for key, known in groups.items() if any(known[1])]


def united_nations(testdata: Path) -> list[Listing]:
    """Individuals and entities with aliases and names in original script."""
    tree = Xml.parse(testdata / "lists" / "un_consolidated_watchman.xml")  # noqa: S314 (own file)
    return [
        listing(f"un-{one.findtext('DATAID')}", schema, _un_names(one, tag))
        for tag, schema in (("INDIVIDUAL", "Person"), ("ENTITY", "Organization"))
        for one in tree.getroot().iter(tag)
    ]


def _un_names(one: Xml.Element, tag: str) -> Iterator[str]:
    fields = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
    yield " ".join(filter(None, ((one.findtext(field) or "").strip() for field in fields)))
    yield one.findtext("NAME_ORIGINAL_SCRIPT") or ""
    for alias in one.iter(f"{tag}_ALIAS"):
        yield alias.findtext("ALIAS_NAME") or ""


def denied_persons(testdata: Path) -> list[Listing]:
    """The denied persons list, one row a name."""
    path = testdata / "lists" / "bis_denied_persons_dpl.txt"
    with path.open(encoding="utf-8-sig", newline="") as file:
        table = csv.DictReader(file, delimiter="\t")
        return [listing(f"dpl-{at}", "LegalEntity", (row["Name"],)) for at, row in enumerate(table)]


def defence_universities(testdata: Path) -> list[Listing]:
    """Chinese institutions with their names in both scripts; assessments, no listings."""
    path = testdata / "china" / "aspi_china-defence-universities_misp.json"
    found = []
    for at, one in enumerate(json.loads(path.read_text("utf-8"))["values"]):
        title = re.sub(r"\s*[(（][^()（）]*[\u3400-\u9fff][^()（）]*[)）]\s*$", "", one["value"])
        names = (title, *one["meta"].get("aliases", ()))
        found.append(listing(f"aspi-{at}", "Organization", names))
    return found


def countermeasures(testdata: Path) -> list[Listing]:
    """Persons and firms of other countries with their names in Chinese."""
    path = testdata / "china" / "cn_countersanctions_opensanctions.csv"
    return [
        listing(
            f"cn-{at}", row["Type"], (row["Name"], *parts(row["Alias"]), row["Chinese name"] or "")
        )
        for at, row in enumerate(rows(path))
        if row["Name"]
    ]


def all_lists(testdata: Path) -> list[Listing]:
    """Every listing of every list above."""
    readers = (
        war_and_sanctions,
        consolidated_screening_list,
        specially_designated,
        european_union,
        united_kingdom,
        united_nations,
        denied_persons,
        defence_universities,
        countermeasures,
    )
    return [one for read in readers for one in read(testdata)]
