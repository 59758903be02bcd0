"""How fast the sift judges, with all lists and packs, and whether it slows or grows.

    PYTHONPATH=desktop:. python -m tests.benchmarks.sift [--declarations 5000] [--every-list]
                                                         [--amended 20] [--known]
                                                         [--keep FOLDER]
    PYTHONPATH=desktop:. python -m tests.benchmarks.sift --names

Generated declarations (2 items, 3 parties, 13 % of the mentions a new name) over the real lists
of LANDWAITER_TESTDATA. Prints for each thousand the rate by the time of the processor of this
process, the most that it held in memory by then, what it holds now and the one beside it, and the
size of the database. With --names: names of other real files that no threshold was tuned to, each
asked of every list, and whether the index over all lists would have let it be asked.
Nothing is asserted.
"""

import argparse
import csv
import gzip
import os
import random
import resource
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from itertools import chain, islice
from pathlib import Path
from typing import Any, Final

from tests.benchmarks.intake import PASSWORD
from tests.services.trade.trade_traffic import write_amended, write_traffic
from tests.settings import change_settings

from landwaiter.domain.lists.deeds import ImportList
from landwaiter.domain.trade.deeds import Sift
from landwaiter.screening import Query
from landwaiter.services.deeds.engine import run
from landwaiter.services.entities.party_matches import ask_lists, thresholds_of
from landwaiter.services.lists import list_imports
from landwaiter.services.lists.index_making import ensure_indexes
from landwaiter.services.lists.joint_index import EVERY_LIST, SHORT, JointIndex
from landwaiter.services.table import sessions
from landwaiter.services.trade.sifting import sift
from landwaiter.services.warm.session import Session

EACH: Final = 1_000
FREEZE, OTHER = "asset_freeze", "export_list"
LISTS: Final = (
    ("us_csl", OTHER, ("us_csl_consolidated.csv.gz",)),
    ("us_dpl", OTHER, ("bis_denied_persons_dpl.txt",)),
    ("un", FREEZE, ("un_consolidated_2025.xml",)),
    ("uk", FREEZE, ("uk_ofsi_ConList.csv",)),
    ("us_cons", FREEZE, ("ofac_CONS_ENHANCED_xml.zip",)),
    (
        "ofac",
        FREEZE,
        (
            "ofac_sdn_bench.csv",
            "ofac_add_bench.csv",
            "ofac_alt_bench.csv",
            "ofac_sdn_comments_bench.csv",
        ),
    ),
    ("eu_fsf", FREEZE, ("eu_fsf_sample_20k.xml",)),
)

ENTRIES: Final = 40_000
"""So many a customs office asks at least; the real lists are filled up with real names."""
CODES: Final = 10_000
"""About as many as the Combined Nomenclature has: prices are kept by code."""


def data() -> Path:
    return Path(os.environ["LANDWAITER_TESTDATA"])


def prepared(folder: Path) -> Session:
    """A casebook with the real lists."""
    office = sessions.CasebookOffice("DE1", "DE")
    session = sessions.create_casebook(
        folder / "casebook", office=office, user="Adam", password=PASSWORD
    ).session
    for name, kind, files in LISTS:
        paths = tuple(data() / "lists" / file for file in files)
        head = list_imports.ListHead(name, kind=kind)
        run(session, ImportList(files=paths, **asdict(head)))
    ensure_indexes(session, lambda *_told: None)
    return session


def filled_up(session: Session, folder: Path) -> Session:
    """Its lists hold `ENTRIES` together, the further ones by names of other real files."""
    names = dict.fromkeys(name for found in other_names().values() for name in found)
    file = folder / "others.csv"
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened)
        writer.writerow(("id", "schema", "name", "countries"))
        for number, name in enumerate(islice(names, ENTRIES - listings_of(session)), 1):
            writer.writerow((f"o-{number}", "LegalEntity", name, ""))
    head = list_imports.ListHead("others", kind=OTHER, edition="of the benchmark")
    run(session, ImportList(files=(file,), **asdict(head)))
    ensure_indexes(session, lambda *_told: None)
    return session


def peak_mib() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10


def listings_of(session: Session) -> int:
    with session.reading() as conn:
        lists = session.references.lists(conn, session.today())
    return sum(len(one.index.listings) for one in lists)


def resident_mib() -> str:
    """What this process has in memory now, and each that it started; empty but on Linux."""
    own = Path(f"/proc/{os.getpid()}")
    if not own.exists():
        return ""
    beside = (own / "task" / own.name / "children").read_text().split()
    pages = [
        int((Path("/proc") / one / "statm").read_text().split()[1]) for one in (own.name, *beside)
    ]
    return " + ".join(str(count * resource.getpagesize() >> 20) for count in pages)


def listed_names(session: Session) -> list[str]:
    with session.reading() as conn:
        lists = session.references.lists(conn, session.today())
    return [
        one.name for it in lists for place, one in enumerate(it.index.listings) if not place % 7
    ]


def rates(folder: Path, said: argparse.Namespace) -> None:
    session, count = filled_up(prepared(folder), folder), said.declarations
    if said.every_list:
        change_settings(session, {EVERY_LIST: "true"})
    drawn = {"seed": said.seed, "listed": listed_names(session), "codes": CODES}
    file = write_traffic(folder / "trade.csv", count, **drawn)
    run(session, Sift((write_traffic(folder / "warm.csv", 5, seed=99),)))
    sift_told(session, file, count)
    if said.known:
        rows = file.read_text(encoding="utf-8")
        again = folder / "known.csv"
        drawn_as = f"{said.seed:03d}-"
        again.write_text(rows.replace(f",T{drawn_as}", f",K{drawn_as}"), encoding="utf-8")
        sift_told(session, again, count)
    if said.amended:
        later = write_amended(folder / "amended.csv", file, each=said.amended)
        (again_told,) = sift(session, Sift((later,)), lambda *_told: None)
        print(f"amended: {again_told.amended}, opened besides: {again_told.opened}")  # noqa: T201


def sift_told(session: Session, file: Path, count: int) -> None:
    database = session.casebook.database
    before, begun = database.stat().st_size, (time.process_time(), time.perf_counter())
    last = [begun[0]]

    def tell(done: int, _total: int, what: str) -> None:
        if what == file.name and done and done % EACH == 0:
            now = time.process_time()
            rate = f"{done:>8} {EACH / (now - last[0]):6.0f}/s of the processor"
            memory = f"peak {peak_mib()} MiB, now {resident_mib()}"
            print(f"{rate}, {memory}", flush=True)  # noqa: T201
            last[0] = now

    (result,) = sift(session, Sift((file,)), tell)
    worked, took = time.process_time() - begun[0], time.perf_counter() - begun[1]
    grown = (database.stat().st_size - before) / count
    print(  # noqa: T201
        f"{listings_of(session)} entries of lists, {result.sifted} sifted, "
        f"{result.opened} opened, {result.sample} in the sample: "
        f"{count / worked:.0f}/s of the processor, {count / took:.0f}/s of the clock, "
        f"peak {peak_mib()} MiB, {grown / 1024:.1f} KiB a declaration, "
        f"load {os.getloadavg()[0]:.1f}"
    )


def other_names() -> Mapping[str, list[str]]:
    """Names of files that are in none of the lists, by where they are from."""
    return {name: list(dict.fromkeys(filter(None, found))) for name, found in _files()}


def _files() -> Iterator[tuple[str, list[str]]]:
    journal = sorted((data() / "lists" / "eu_journal").rglob("*.csv"))
    yield "EU journal", [n for path in journal for n in _column(path, "name", "alias", sep=";")]
    simple = data() / "opensanctions" / "targets.simple_ua.csv"
    yield "Ukraine", _column(simple, "name", "aliases", sep=";")
    china = data() / "china"
    companies = china / "us_dod_1260h_chinese_military_companies.csv"
    yield "1260H", _column(companies, "Clean Name", "Alias", "Previous Name", sep=";")
    yield "countersanctions", _column(china / "cn_countersanctions_opensanctions.csv", None)
    old = data() / "lists" / "us_csl_old_2019.csv"
    yield "CSL of 2019", _column(old, "name", "alt_names", sep=";")


def _column(path: Path, *names: str | None, sep: str = "\0") -> list[str]:
    opened: Any = gzip.open if path.suffix == ".gz" else Path.open
    with opened(path, mode="rt", encoding="utf-8-sig", errors="replace", newline="") as file:
        rows = list(csv.DictReader(file))
    wanted = names if names != (None,) else tuple(list(rows[0])[:2])
    texts = (str(row.get(name) or "") for row in rows for name in wanted if name)
    return [one.strip() for text in texts for one in text.split(sep)]


def names(folder: Path, each: int, seed: int) -> None:
    session = prepared(folder)
    with session.reading() as conn:
        lists = session.references.lists(conn, session.today())
        thresholds = thresholds_of(conn, lists)
    joint = [
        JointIndex.of([one for one in lists if (len(one.index.listings) > SHORT) is is_long])
        for is_long in (True, False)
    ]
    chance = random.Random(seed)  # noqa: S311
    listings = sum(len(one.index.listings) for one in lists)
    print(f"{listings:,} listings in {len(lists)} lists")  # noqa: T201
    total = [0, 0, 0, 0]
    for source, found in other_names().items():
        some = chance.sample(found, min(each, len(found)))
        figures = [0, 0, 0, 0]
        missed = []
        for name in some:
            query = Query(name)
            matched = {lists[one.place].key for one in ask_lists(query, lists, thresholds)}
            told = (one.finding_nothing(query, lists, thresholds) for one in joint)
            nothing = frozenset(chain.from_iterable(told))
            figures[0] += 1
            figures[1] += len(matched)
            figures[2] += len(matched & nothing)
            figures[3] += len({one.key for one in lists} - nothing - matched)
            if matched & nothing:
                missed.append(name)
        total = [one + other for one, other in zip(total, figures, strict=True)]
        _told(source, figures)
        for name in missed:
            print("   missed:", name)  # noqa: T201
    _told("all", total)


def _told(source: str, figures: list[int]) -> None:
    asked, matched, missed, vain = figures
    print(  # noqa: T201
        f"{source:>18}: {asked} names; lists with a match {matched}, of these missed {missed}; "
        f"asked in vain {vain}",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--declarations", type=int, default=5_000)
    parser.add_argument("--every-list", action="store_true")
    parser.add_argument(
        "--amended", type=int, default=0, help="then amends every so manieth of them"
    )
    parser.add_argument(
        "--known", action="store_true", help="then the same again under other references"
    )
    parser.add_argument("--names", action="store_true")
    parser.add_argument("--each", type=int, default=1_500)
    parser.add_argument("--seed", type=int, default=20261201)
    parser.add_argument("--keep", type=Path, help="folder for the casebook, of user Adam")
    said = parser.parse_args()
    if said.keep:
        said.keep.mkdir(parents=True)
        (said.keep / "password").write_text(PASSWORD, encoding="utf-8")
        rates(said.keep, said)
        return
    with tempfile.TemporaryDirectory() as folder:
        if said.names:
            names(Path(folder), said.each, said.seed)
        else:
            rates(Path(folder), said)


if __name__ == "__main__":
    main()
