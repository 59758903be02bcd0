"""How much ordinary trade RF-G14 raises, by kind of destination, and what a threshold would cost.

    PYTHONPATH=desktop:. python -m tests.benchmarks.operating_point [--lines N]

Ordinary lines are descriptions of the Harmonized System (`LANDWAITER_TESTDATA`), each declared
under its own heading without any document, which is the worst case. Left out are headings that
correlate surely with a control entry and those of arms: such a description names listed goods and
is rightly raised. What is left still holds some goods that are listed, so a share is an upper
bound. The printed tables are those of docs/operating-point.md.
"""

import argparse
import csv
import os
import random
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from tests.domain.builders import a_case, a_declaration, a_party, an_item
from tests.domain.packs import shipped

from landwaiter.domain.cases.case import Evaluation, Severity
from landwaiter.domain.flags.calibration import share
from landwaiter.domain.flags.finding import ORDER
from landwaiter.domain.flags.inputs_of_rules import Bases, Facts, Registers
from landwaiter.domain.flags.strength import RULE
from landwaiter.domain.intake.declaration import Role
from landwaiter.services.flags.evaluation import judged

PLACES: Mapping[str, str] = {
    "prohibited": "IR",
    "arms prohibited": "SD",
    "sensitive": "CN",
    "hub": "KG",
    "elsewhere": "BR",
    "partner": "US",
}
PACKS = ("annex1", "annex_xxxvii", "chpl", "cml", "code_sets", "countries", "deciding_parameters",
         "embargo_matrix", "flag_rules", "glossary", "hs_control", "item_groups", "substances",
         "trade_words", "vocabulary")  # fmt: skip
ARMS = ("93", "8710", "890610")


@dataclass(frozen=True, slots=True)
class Described:
    heading: str
    text: str


@cache
def described() -> tuple[Described, ...]:
    """Every description at six figures."""
    folder = os.environ.get("LANDWAITER_TESTDATA")
    if not folder:
        sys.exit("LANDWAITER_TESTDATA names no folder with the Harmonized System.")
    path = Path(folder) / "codes" / "hs2022_harmonized-system.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        return tuple(
            Described(row["hscode"], row["description"]) for row in rows if row["level"] == "6"
        )


def ordinary(number: int, *, seed: int = 12) -> tuple[Described, ...]:
    """Descriptions drawn at random from headings that name no listed goods by themselves."""
    sure = {
        row["hs6"]
        for row in shipped("hs_control").rows
        if row["confidence"] in ("H", "") or row["list"] != "eu"
    }
    left = [
        one for one in described() if one.heading not in sure and not one.heading.startswith(ARMS)
    ]
    return tuple(random.Random(seed).sample(left, min(number, len(left))))  # noqa: S311  # a sample


@cache
def packs() -> Mapping[str, object]:
    return {name: shipped(name) for name in PACKS}


def raised(line: Described, country: str) -> Severity | None:
    """The severity at which RF-G14 raises the line; None: not at all."""
    item = an_item(cn=line.heading, description=line.text)
    declaration = a_declaration(
        country_destination=country, country_routing=("PL", country), items=(item,), documents=()
    )
    parties = (a_party(Role.EXPORTER, "Wisla", "PL"), a_party(Role.CONSIGNEE, "Aurora", country))
    case = a_case(declaration=declaration, parties=parties)
    facts = Facts(
        case=replace(case, enrichment=()),
        today=case.received,
        packs=packs(),  # type: ignore[arg-type]  # packs by their id
        lists={},
        newer_lists={},
        registers=Registers(),
        policy={},
        settings={},
        trade=None,
        bases=Bases(),
        as_of=case.received,
    )
    found = next(flag for flag in judged(facts).flags if flag.rule == RULE)
    return found.severity if found.evaluation is Evaluation.RAISED else None


def table(lines: Iterable[Described]) -> Iterable[str]:
    """By kind of destination: the share at medium or above, with its 95 % interval."""
    chosen = tuple(lines)
    yield f"{len(chosen)} ordinary descriptions, no document declared"
    yield "| destination | high | medium | low | medium or above, 95 % |"
    yield "|---|---|---|---|---|"
    for place, country in PLACES.items():
        found = Counter(raised(line, country) for line in chosen)
        least = ORDER.index(Severity.MEDIUM)
        met = sum(n for severity, n in found.items() if severity and ORDER.index(severity) >= least)
        one = share(met, len(chosen))
        told = f"{met / len(chosen):.2%} ({one.low / 1000:.1%} to {one.high / 1000:.1%})"
        counts = [found[severity] for severity in (Severity.HIGH, Severity.MEDIUM, Severity.LOW)]
        yield f"| {place} ({country}) | {' | '.join(map(str, counts))} | {told} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=1000)
    for said in table(ordinary(parser.parse_args().lines)):
        sys.stdout.write(f"{said}\n")


if __name__ == "__main__":
    main()
