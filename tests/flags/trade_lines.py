"""Lines of trade written by people who had not read the rules, through intake and the flags.

A sensitive line states the least severity at which it should be raised, an ordinary one that no
rule about the goods may raise it at medium or above. `python -m tests.flags.trade_lines` prints
what is seen and what is noise, rule by rule.
"""

import csv
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.flags.driver import Given, Loaded, Offices, learned

from landwaiter.domain.cases.case import Evaluation, FlagResult, Severity
from landwaiter.domain.flags.finding import ORDER

FOLDER = Path(__file__).parent / "lines"
SHIPPED = Loaded(also=("annex_xxxvii", "cml", "doc_codes", "embargo_matrix", "glossary",
                       "item_groups", "substances", "trade_words"))  # fmt: skip
ABOUT_GOODS = ("RF-G", "RF-R", "RF-E01", "RF-E02", "RF-E04", "RF-E05", "RF-E06")
"""Rules that the goods and where they go decide, without what an officer learns of the firm."""


@dataclass(frozen=True, slots=True)
class Line:
    id: str
    is_sensitive: bool
    row: Mapping[str, str]
    least: Severity | None
    end_use: str
    consignee_kind: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A line and the flags about its goods that were raised."""

    line: Line
    raised: tuple[FlagResult, ...]

    @property
    def gravest(self) -> int:
        return max((ORDER.index(flag.severity) for flag in self.raised), default=-1)

    @property
    def is_seen(self) -> bool:
        """Raised at the severity asked for; critical is for facts that a person confirmed."""
        least = ORDER.index(self.line.least) if self.line.least else 0
        return self.gravest >= min(least, ORDER.index(Severity.HIGH))

    @property
    def is_noise(self) -> bool:
        return not self.line.is_sensitive and self.gravest >= ORDER.index(Severity.MEDIUM)


@cache
def lines(name: str) -> tuple[Line, ...]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(_line(row) for row in csv.DictReader(file, strict=True))


def _line(row: Mapping[str, str]) -> Line:
    route = "|".join(part for part in row["routing"].replace(">", ";").split(";") if part)
    stated = row["expected_min_severity"]
    return Line(
        id=row["id"],
        is_sensitive=row["kind"] == "sensitive",
        row={
            "description": row["description"],
            "cn8": row["cn"],
            "country_destination": row["destination"],
            "country_routing": route or f"PL|{row['destination']}",
            "consignee_name": row["consignee"] or "General Trading",
            "consignee_country": row["destination"],
            "delivery_place": row["delivery_place"],
            "docs": row["documents"].replace(";", "|"),
        },
        least=Severity(stated) if stated else None,
        end_use=row["end_use"],
        consignee_kind=row["consignee_kind"],
    )


def judged(offices: Offices, name: str) -> tuple[Judged, ...]:
    """Every line of a file as a declaration of its own."""
    return tuple(Judged(line, _raised(offices, line)) for line in lines(name))


def given(line: Line) -> Given:
    """The line as a declaration, with what an officer learned of it."""
    facts = []
    if line.end_use:
        facts.append(learned("end_use", line.end_use, "exporter_answer"))
    if line.consignee_kind:
        facts.append(learned("consignee.kind", line.consignee_kind, "company_register"))
    return Given(rows=(line.row,), learned=tuple(facts))


def _raised(offices: Offices, line: Line) -> tuple[FlagResult, ...]:
    view = offices.view(given(line), SHIPPED)
    return tuple(
        flag
        for flag in view.case.flags
        if flag.evaluation is Evaluation.RAISED and flag.rule.startswith(ABOUT_GOODS)
    )


@dataclass(frozen=True, slots=True)
class Counts:
    """Lines of both kinds, and by rule those that it was raised on: ordinary from medium on."""

    sensitive: int
    ordinary: int
    seen: Counter[str]
    noise: Counter[str]

    def said(self, rule: str) -> str:
        return f"{self.seen[rule]}, {self.noise[rule]}"


def counts(found: Iterable[Judged]) -> Counts:
    results = tuple(found)
    sensitive = [one for one in results if one.line.is_sensitive]
    ordinary = [one for one in results if not one.line.is_sensitive]
    seen = Counter(flag.rule for one in sensitive for flag in one.raised)
    noise = Counter(
        flag.rule
        for one in ordinary
        for flag in one.raised
        if ORDER.index(flag.severity) >= ORDER.index(Severity.MEDIUM)
    )
    return Counts(len(sensitive), len(ordinary), seen, noise)


def table(found: Iterable[Judged]) -> str:
    """Rule by rule: sensitive lines that it raised, and ordinary ones at medium or above."""
    results = tuple(found)
    told = counts(results)
    rules = sorted({*told.seen, *told.noise})
    rows = [f"| {rule} | {told.seen[rule]} | {told.noise[rule]} |" for rule in rules]
    seen = sum(one.line.is_sensitive and one.is_seen for one in results)
    total = f"| any | {seen} of {told.sensitive} at the severity asked for "
    total += f"| {sum(one.is_noise for one in results)} of {told.ordinary} |"
    return "\n".join(("| rule | sensitive | ordinary |", "|---|---|---|", *rows, total))


def names() -> list[str]:
    return [path.stem for path in sorted(FOLDER.glob("*.csv"))]


def main(names: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder, closing(Offices(Path(folder))) as offices:
        for name in names:
            found = judged(offices, name)
            sys.stdout.write(f"{name}\n{table(found)}\n")
            for one in found:
                if one.is_noise or (one.line.is_sensitive and not one.is_seen):
                    told = ", ".join(f"{flag.rule} {flag.severity}" for flag in one.raised)
                    word = "noise" if one.is_noise else f"missed ({one.line.least})"
                    sys.stdout.write(f"{one.line.id} {word}: {told or 'nothing'}\n")


if __name__ == "__main__":
    main(sys.argv[1:] or names())
