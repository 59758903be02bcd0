"""Intake beside the bare libraries: lxml and a bare insert into an encrypted database.

    python tests/benchmarks/intake.py [--declarations 2000] [--profile]

Each side runs in a process of its own, on the same files: EU AES messages, one declaration with
two items each, and the same declarations as one CSV file. What Landwaiter does more than the
bare side: validation, identity, vault, parties, screening against one list, candidates, flags,
search words, list line and audit. Prints a Markdown table; nothing is asserted.
"""

import argparse
import cProfile
import csv
import json
import pstats
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from lxml import etree
from sqlcipher3 import dbapi2  # type: ignore[import-untyped]  # ships no annotations
from tests.taking_in import taken_in

from landwaiter.domain.intake.deeds import TakeIn
from landwaiter.domain.lists.deeds import ImportList
from landwaiter.services.deeds.engine import run
from landwaiter.services.lists import list_imports
from landwaiter.services.table import sessions

PASSWORD = "a sentence that is long enough"
GOODS = (
    ("84571010", "5-axis CNC machining centre, working table 1200 mm", "9800", "412000"),
    ("84812010", "ball valve of stainless steel, DN50", "120", "3100"),
    ("39269097", "boxes of polypropylene for spare parts", "75", "410"),
    ("85423990", "integrated circuits on reels", "12", "48000"),
    ("34029090", "cleaning agent for machine tools", "200", "900"),
)
DESTINATIONS = ("CN", "US", "AE", "TR", "KZ", "CH", "HK", "JP")
BUYERS = ("Morning Lathe Trading", "Grey Pier Holdings", "Quiet Harbour School", "Delta Freight")


def declared(number: int) -> list[dict[str, str]]:
    """The two rows of declaration `number` in our CSV."""
    head = {
        "lrn": f"LW-{number:07d}",
        "accepted": f"2026-03-{1 + number % 28:02d}T10:00:00Z",
        "country_destination": DESTINATIONS[number % len(DESTINATIONS)],
        "country_routing": f"PL|DE|{DESTINATIONS[number % len(DESTINATIONS)]}",
        "exporter_name": f"Obrabiarki Wisla {number % 500}",
        "exporter_eori": f"PL{number % 500:015d}",
        "declarant_eori": f"PL{number % 500:015d}",
        "consignee_name": f"{BUYERS[number % len(BUYERS)]} {number % 700}",
        "consignee_country": DESTINATIONS[number % len(DESTINATIONS)],
    }
    names = ("cn8", "description", "net_mass_kg", "value_eur")
    return [
        {
            **head,
            "item_no": str(no),
            **dict(zip(names, GOODS[(number + no) % len(GOODS)], strict=True)),
            "docs": "Y901",
        }
        for no in (1, 2)
    ]


def message(rows: list[dict[str, str]]) -> bytes:
    """The declaration as an AES message."""
    head = rows[0]
    items = "".join(
        f"<GoodsItem><declarationGoodsItemNumber>{row['item_no']}</declarationGoodsItemNumber>"
        f"<statisticalValue>{row['value_eur']}</statisticalValue>"
        "<Commodity><descriptionOfGoods>"
        f"{row['description']}</descriptionOfGoods><CommodityCode>"
        f"<harmonizedSystemSubHeadingCode>{row['cn8'][:6]}</harmonizedSystemSubHeadingCode>"
        f"<combinedNomenclatureCode>{row['cn8'][6:]}</combinedNomenclatureCode></CommodityCode>"
        f"<GoodsMeasure><grossMass>{row['net_mass_kg']}</grossMass>"
        f"<netMass>{row['net_mass_kg']}</netMass></GoodsMeasure></Commodity>"
        "<SupportingDocument><sequenceNumber>1</sequenceNumber><type>Y901</type>"
        "</SupportingDocument></GoodsItem>"
        for row in rows
    )
    return (
        '<ns:CC515C xmlns:ns="http://ncts.dgtaxud.ec"><ExportOperation>'
        f"<LRN>{head['lrn']}</LRN><declarationType>EX</declarationType>"
        f"<declarationAcceptanceDate>{head['accepted'][:10]}</declarationAcceptanceDate>"
        "</ExportOperation><Exporter>"
        f"<identificationNumber>{head['exporter_eori']}</identificationNumber>"
        f"<name>{head['exporter_name']}</name></Exporter><Declarant>"
        f"<identificationNumber>{head['declarant_eori']}</identificationNumber></Declarant>"
        f"<GoodsShipment><countryOfDestination>{head['country_destination']}"
        f"</countryOfDestination><Consignment><Consignee><name>{head['consignee_name']}</name>"
        f"<Address><country>{head['consignee_country']}</country></Address></Consignee>"
        f"</Consignment>{items}</GoodsShipment></ns:CC515C>"
    ).encode()


def write_files(folder: Path, count: int) -> None:
    """`count` messages and one CSV file; one message more to warm up with."""
    (folder / "xml").mkdir()
    for number in range(count):
        (folder / "xml" / f"{number:07d}.xml").write_bytes(message(declared(number)))
    (folder / "warm.xml").write_bytes(message(declared(9_999_999)))
    with (folder / "all.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(declared(0)[0]))
        writer.writeheader()
        for number in range(count):
            writer.writerows(declared(number))


def bare_database(folder: Path) -> Any:
    connection = dbapi2.connect(str(folder / "bare.db"), isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{'07' * 32}'\"")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE declaration (reference TEXT, country TEXT, content TEXT)")
    connection.execute("CREATE TABLE item (reference TEXT, no TEXT, code TEXT, description TEXT)")
    return connection


def insert_bare(folder: Path, found: list[list[dict[str, str]]]) -> None:
    connection = bare_database(folder)
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany(
        "INSERT INTO declaration VALUES (?, ?, ?)",
        [(rows[0]["lrn"], rows[0]["country_destination"], json.dumps(rows)) for rows in found],
    )
    connection.executemany(
        "INSERT INTO item VALUES (?, ?, ?, ?)",
        [(r["lrn"], r["item_no"], r["cn8"], r["description"]) for rows in found for r in rows],
    )
    connection.execute("COMMIT")


def bare_xml(folder: Path) -> float:
    begun = time.perf_counter()
    found = []
    for path in sorted((folder / "xml").iterdir()):
        root = etree.fromstring(path.read_bytes())
        head = {
            "lrn": root.findtext(".//LRN") or "",
            "country_destination": root.findtext(".//countryOfDestination") or "",
        }
        found.append(
            [
                {
                    **head,
                    "item_no": item.findtext("declarationGoodsItemNumber") or "",
                    "cn8": item.findtext(".//harmonizedSystemSubHeadingCode") or "",
                    "description": item.findtext(".//descriptionOfGoods") or "",
                    "net_mass_kg": item.findtext(".//netMass") or "",
                }
                for item in root.iter("GoodsItem")
            ]
        )
    insert_bare(folder, found)
    return time.perf_counter() - begun


def bare_csv(folder: Path) -> float:
    begun = time.perf_counter()
    with (folder / "all.csv").open(encoding="utf-8", newline="") as file:
        insert_bare(folder, [[row] for row in csv.DictReader(file)])
    return time.perf_counter() - begun


def landwaiter(folder: Path, files: Iterable[Path], *, profile: Path | None) -> float:
    opened = sessions.create_casebook(
        folder / "casebook",
        office=sessions.CasebookOffice("PL1", "PL"),
        user="Adam",
        password=PASSWORD,
    )
    session = opened.session
    watched = folder / "watched.csv"
    watched.write_text(
        "id,schema,name,countries\n"
        + "".join(f"t-{n},Company,Harbour Works {n} Limited,cn\n" for n in range(2_000)),
        encoding="utf-8",
    )
    head = list_imports.ListHead("watched", kind="export_list")
    run(session, ImportList(files=(watched,), **asdict(head)))
    taken_in(session, TakeIn((folder / "warm.xml",)))
    chosen = list(files)
    profiler = cProfile.Profile()
    if profile is not None:
        profiler.enable()
    begun = time.perf_counter()
    results = taken_in(session, TakeIn(tuple(chosen)))
    took = time.perf_counter() - begun
    if profile is not None:
        profiler.disable()
        profiler.dump_stats(profile)
    created = sum(result.created for result in results)
    faults = [result.rejected for result in results if result.rejected]
    if faults:
        raise SystemExit(f"{len(faults)} files were rejected: {faults[0]}")
    print(f"{created} cases", file=sys.stderr)  # noqa: T201
    return took


SIDES: dict[str, Callable[[Path, Path | None], float]] = {
    "bare xml": lambda folder, profile: bare_xml(folder),
    "bare csv": lambda folder, profile: bare_csv(folder),
    "landwaiter xml": lambda folder, profile: landwaiter(
        folder, sorted((folder / "xml").iterdir()), profile=profile
    ),
    "landwaiter csv": lambda folder, profile: landwaiter(
        folder, [folder / "all.csv"], profile=profile
    ),
}


def measured(side: str, count: int, profile: Path | None) -> dict[str, float]:
    """Seconds and peak memory of one side in a process of its own."""
    command = [sys.executable, __file__, "--declarations", str(count), "--side", side]
    if profile is not None and side.startswith("landwaiter"):
        command += ["--profile-to", str(profile)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE)  # ourselves
    found: dict[str, float] = json.loads(done.stdout)
    return found


def one_side(side: str, count: int, profile: Path | None) -> None:
    with tempfile.TemporaryDirectory(prefix="landwaiter-intake-") as folder:
        write_files(Path(folder), count)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        took = SIDES[side](Path(folder), profile)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps({"s": took, "peak_kib": peak, "before_kib": before}))  # noqa: T201


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--declarations", type=int, default=2_000)
    parser.add_argument("--profile", action="store_true")
    parser.add_argument("--side", choices=sorted(SIDES), help=argparse.SUPPRESS)
    parser.add_argument("--profile-to", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.side:
        one_side(given.side, given.declarations, given.profile_to)
        return
    table(given.declarations, profile=given.profile)


def table(count: int, *, profile: bool) -> None:
    print(f"{count} declarations with two items each, one commit\n")  # noqa: T201
    print("| input | side | seconds | per second | peak memory | ratio |")  # noqa: T201
    print("|---|---|---|---|---|---|")  # noqa: T201
    with tempfile.TemporaryDirectory() as folder:
        for form in ("xml", "csv"):
            bare = measured(f"bare {form}", count, None)
            stats = Path(folder) / f"{form}.stats" if profile else None
            ours = measured(f"landwaiter {form}", count, stats)
            for side, found in (("bare", bare), ("Landwaiter", ours)):
                print(  # noqa: T201
                    f"| {form} | {side} | {found['s']:.2f} | {count / found['s']:.0f} | "
                    f"{found['peak_kib'] / 1024:.0f} MiB | {found['s'] / bare['s']:.1f} |"
                )
            if stats is not None:
                pstats.Stats(str(stats)).sort_stats("cumulative").print_stats(45)


if __name__ == "__main__":
    main()
