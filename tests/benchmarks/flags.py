"""Ten thousand items classified and flagged in one run, on one process and on two.

    python -m tests.benchmarks.flags [--cases 5000]

Each case is an export of two items to one of many countries, with what an office knows of half of
them: incorporation, end user, contract, deciding values. Reference data are the shipped packs. The
figures are cases per second for the rules alone, and items per second for the candidates alone; of
the other half, which nobody opened, the rules behind their gates are timed beside all rules.
Prints a Markdown table; nothing is asserted.
"""

import argparse
import random
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from typing import Any

from tests.domain.builders import a_case, a_declaration, an_item, learned, some_facts
from tests.domain.packs import shipped

from landwaiter.domain.flags.evaluate import evaluate
from landwaiter.domain.flags.inputs_of_rules import Facts
from landwaiter.domain.flags.prefilter import raised_of
from landwaiter.domain.goods.candidates import candidates
from landwaiter.domain.intake.declaration import Item
from landwaiter.resources import root

GOODS = (
    ("84571010", "5-axis CNC machining centre, spindle 24000 rpm"),
    ("85423190", "FPGA, 900 user I/O, commercial temperature"),
    ("84137051", "centrifugal pump, PVDF lined, seal-less"),
    ("90318080", "vibration test table 50 kN"),
    ("68151100", "carbon fibre tow 12k, 290 GPa"),
    ("94036000", "oak garden chairs with cushions"),
    ("87089997", "spare parts"),
    ("90275000", "spectrometer for gas analysis"),
    ("85258900", "thermal camera, uncooled, 640 x 480"),
    ("84821090", "ball bearings, diameter up to 30 mm"),
)
PLACES = ("CN", "HK", "TR", "AE", "KZ", "KG", "NO", "US", "IN", "RS", "AM", "VN", "ZA", "BR")


def items(number: int, pick: random.Random) -> tuple[Item, ...]:
    """Two lines of goods."""
    chosen = pick.sample(GOODS, 2)
    return tuple(
        an_item(no, cn=cn, description=f"{text}, lot {number}")
        for no, (cn, text) in enumerate(chosen, start=1)
    )


def cases(count: int, seed: int) -> list[Facts]:
    """Facts of so many cases; the same seed gives the same."""
    pick = random.Random(seed)  # noqa: S311  # examples, no secret
    folders = sorted(path.name for path in (root() / "packs").iterdir() if path.is_dir())
    packs = {name: shipped(name) for name in folders}
    found = []
    for number in range(count):
        declared = a_declaration(
            country_destination=pick.choice(PLACES), items=items(number, pick), documents=()
        )
        known = (
            learned("consignee.incorporated", "2023-05-02"),
            learned("consignee.kind", pick.choice(("trader", "forwarder", "manufacturer"))),
            learned("end_use", "for industry", "contract"),
            learned("contract", {"date": "2025-02-01", "no_re_export_clause": False}, "contract"),
        )
        case = a_case(declaration=declared, enrichment=known if number % 2 else ())
        found.append(replace(some_facts(case), packs=packs))
    return found


def timed(deed: Callable[[Any], object], over: Iterable[Any]) -> float:
    """Seconds that the deed takes over all of them."""
    begun = time.perf_counter()
    for one in over:
        deed(one)
    return time.perf_counter() - begun


def classify(facts: Facts) -> None:
    declared = facts.case.declaration
    for item in declared.items if declared else ():
        candidates(item, facts.packs, facts.case.enrichment)


def behind_gates(count: int) -> tuple[int, float, float]:
    """How many nobody opened, and the seconds of all rules and of those behind open gates on them,
    with the candidates of their goods; the best of three, taken by turns."""
    bare = [with_candidates(facts) for facts in cases(count, 3) if not facts.case.enrichment]
    found = [(timed(evaluate, bare), timed(raised_of, bare)) for _time in range(3)]
    return len(bare), min(one for one, _two in found), min(two for _one, two in found)


def with_candidates(facts: Facts) -> Facts:
    declared = facts.case.declaration
    found = tuple(
        one
        for item in (declared.items if declared else ())
        for one in candidates(item, facts.packs)
    )
    return replace(facts, case=replace(facts.case, candidates=found))


def half(count: int, seed: int) -> tuple[float, float]:
    """Seconds of candidates and of flags over so many cases, after one to warm up."""
    found = cases(count, seed)
    for warm in (classify, evaluate):
        warm(found[0])
    return timed(classify, found), timed(evaluate, found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=5000)
    count = parser.parse_args().cases
    alone = half(count, 1)
    begun = time.perf_counter()
    with ProcessPoolExecutor(2) as pool:
        both = list(pool.map(half, (count // 2, count // 2), (1, 2)))
    whole = time.perf_counter() - begun
    bare, every, gated = behind_gates(min(count, 2000))
    said = [
        ("| what | per second |", ""),
        ("|---|---:|", ""),
        ("items classified, one process", f"{2 * count / alone[0]:,.0f}"),
        ("cases flagged, one process", f"{count / alone[1]:,.0f}"),
        ("items classified, two processes", f"{2 * count / max(one[0] for one in both):,.0f}"),
        ("cases flagged, two processes", f"{count / max(one[1] for one in both):,.0f}"),
        ("not opened by anybody, all rules", f"{bare / every:,.0f}"),
        ("the same behind gates", f"{bare / gated:,.0f}"),
    ]
    for name, figure in said:
        print(f"| {name} | {figure} |" if figure else name)  # noqa: T201
    print(f"{count} cases, {2 * count} items; two processes took {whole:.1f} s in all.")  # noqa: T201
    print(f"Behind gates {every / gated:.1f} times as fast as all rules.")  # noqa: T201


if __name__ == "__main__":
    main()
