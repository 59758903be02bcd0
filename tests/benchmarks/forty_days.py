"""Forty days of a national service, fed as a gateway feeds them, held against an own count.

    PYTHONPATH=desktop:. python -m tests.benchmarks.forty_days [--a-day 12000] [--days 40]
                                                             [--seed 7]

Every day a file drops into a watched folder and is sifted; on the tenth, twentieth and thirtieth
day the list has a new edition that names firms which were sifted before, and what waits is sifted
again. At the end an own count, which reads nothing but the files and the editions, is held against
the store: declarations and lines, value by month and destination, who must wait or have a case
because a name of the list was declared, which ones the sample drew, and how many wait. The run
fails where one of them differs.
"""

import argparse
import csv
import hmac
import json
import os
import random
import resource
import runpy
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from contextlib import closing
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from sqlalchemy import select, text
from tests.benchmarks.intake import PASSWORD
from tests.services.trade.trade_traffic import COLUMNS, Traffic

from landwaiter.domain.intake.deeds import WatchFolder
from landwaiter.domain.lists.deeds import ImportList
from landwaiter.domain.trade.again_deeds import SiftAgain
from landwaiter.domain.trade.trade_span import TradeSpan
from landwaiter.services.casebook.case_checks import check
from landwaiter.services.deeds.engine import run
from landwaiter.services.intake.watching import watch
from landwaiter.services.lists import list_imports
from landwaiter.services.table import sessions
from landwaiter.services.warm.session import Session
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.schema import trade as t
from landwaiter.storage.trade import sift_parts, standings, trade_counts
from landwaiter.storage.trade.trade_sums import sums

BEGIN: Final = date(2026, 3, 2)
EDITIONS: Final = (10, 20, 30)
NEW_NAMES: Final = 25
VERIFIER: Final = Path(__file__).parents[2] / "docs" / "verify_proof.py"


@dataclass(slots=True)
class OwnCount:
    """What the files say, without the program."""

    declarations: int = 0
    items: int = 0
    cells: Counter[tuple[int, str]] = field(default_factory=Counter)
    """Month and destination → cents."""
    named: dict[str, set[str]] = field(default_factory=dict)
    """Consignee → the declarations that name it."""
    reasoned: set[int] = field(default_factory=set)
    """Rows that had a reason on the day they came: the sample is drawn of the others."""

    def add(self, rows: Sequence[Mapping[str, str]]) -> None:
        head = rows[0]
        day = date.fromisoformat(head["accepted"][:10])
        self.declarations += 1
        self.items += len(rows)
        self.named.setdefault(head["consignee_name"], set()).add(head["lrn"])
        for row in rows:
            cents = int(Decimal(row["value_eur"]) * 100) if row["value_eur"] else 0
            self.cells[day.year * 12 + day.month - 1, head["country_destination"]] += cents


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def write_list(path: Path, names: Sequence[str]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("id", "schema", "name", "countries"))
        writer.writerows((f"d-{n}", "Company", name, "") for n, name in enumerate(names, 1))
    return path


def imported(session: Session, folder: Path, edition: int, names: Sequence[str]) -> None:
    path = write_list(folder / f"list-{edition}.csv", names)
    head = list_imports.ListHead("drill", kind="asset_freeze", edition=f"edition {edition}")
    run(session, ImportList(files=(path,), **asdict(head)))


def days(count: int) -> Iterator[tuple[int, date]]:
    for number in range(1, count + 1):
        yield number, BEGIN + timedelta(days=number - 1)


def found(session: Session) -> set[str]:
    """References of declarations with a reason, or with a case."""
    declared, why, mark = t.trade_declaration.c, t.trade_reason.c, t.trade_mark.c
    with session.reading() as conn:
        query = select(declared.local_reference).where(
            declared.id.in_(select(why.declaration_id))
            | declared.id.in_(select(mark.declaration_id).where(mark.mark == "opened"))
        )
        return set(conn.execute(query).scalars())


def differences(session: Session, own: OwnCount, listed: Sequence[str]) -> list[str]:
    """What the store says otherwise than the files."""
    wrong = []
    with session.reading() as conn:
        declarations = trade_counts.declarations(conn)
        rows = sums(conn, TradeSpan(BEGIN, BEGIN + timedelta(days=366)), ("month", "destination"))
    if declarations != own.declarations:
        wrong.append(f"{declarations} declarations, not {own.declarations}")
    if (items := sum(one.items for one in rows)) != own.items:
        wrong.append(f"{items} lines, not {own.items}")
    cells = {(int(one.place[0]), str(one.place[1])): one.value for one in rows}
    wrong += [
        f"{cell}: {cells.get(cell)}, not {cents}"
        for cell, cents in own.cells.items()
        if cells.get(cell, 0) != cents
    ]
    must = {lrn for name in listed for lrn in own.named.get(name, ())}
    missing = must - found(session)
    if missing:
        wrong.append(f"{len(missing)} of {len(must)} declarations of listed firms have no reason")
    wrong += [*wrong_samples(session, own.reasoned), *wrong_queue(session)]
    wrong += [one.message for one in check(session).findings]
    say(f"{declarations} declarations, {items} lines, {len(must)} of listed firms")
    return wrong


def rows_of(session: Session, query: str, **given: int) -> list[tuple[Any, ...]]:
    with session.reading() as conn:
        return [tuple(row) for row in conn.execute(text(query), given)]


def wrong_samples(session: Session, reasoned: Set[int]) -> Iterator[str]:
    """What the sample drew, drawn anew by what the entries of the batches tell, and by the code of
    the verifier, which is none of the program's."""
    output_of = runpy.run_path(str(VERIFIER))["output_of"]
    entries = [
        (deed, json.loads(content))
        for deed, content in rows_of(
            session,
            "SELECT deed, content FROM audit_entry JOIN audit_payload USING (seq) "
            "WHERE deed IN ('trade.begun', 'trade.sifted') ORDER BY seq",
        )
    ]
    told, bound = dict[int, tuple[bytes, int]](), ""
    for deed, entry in entries:
        if deed == "trade.sifted":
            secret, batch = bytes.fromhex(entry["secret"]), len(told) + 1
            asked = f"landwaiter sample 1\n{session.casebook.id}\n{batch}\n{bound}\n".encode()
            output = output_of(bytes.fromhex(entry["key"]), asked, bytes.fromhex(entry["proof"]))
            told[batch] = sha256(secret + (output or b"")).digest(), int(entry["one_in"])
            if output is None:
                yield f"batch {batch} was drawn by what its key does not give"
            if sha256(secret).hexdigest() != bound:
                yield f"batch {batch} was drawn with a secret that nobody had bound"
        bound = entry["commitment"]
    drawn = 0
    for number, batch, digest, is_drawn in rows_of(
        session,
        "SELECT d.id, l.batch, d.content_sha256, d.drawn FROM trade_declaration AS d "
        "JOIN trade_leaf AS l USING (id)",
    ):
        secret, one_in = told[batch]
        ticket = hmac.digest(secret, digest, "sha256")[:8]
        expected = number not in reasoned and int.from_bytes(ticket, "big") * one_in < 1 << 64
        drawn += bool(is_drawn)
        if expected != bool(is_drawn):
            yield f"declaration {number} is in the sample: {bool(is_drawn)}, not {expected}"
    told_drawn = statistic(session, standings.sample).drawn
    if told_drawn != drawn:
        yield f"a sample of {told_drawn}, not {drawn}"
    say(f"{len(told)} batches, {drawn} in the sample")


def wrong_queue(session: Session) -> Iterator[str]:
    """What waits: whatever has a reason that holds, and has not become anything."""
    holding = set(rows_of(session, "SELECT declaration_id, reason FROM trade_reason"))
    for number, reason, holds in rows_of(
        session, "SELECT declaration_id, reason, holds FROM trade_reason_change ORDER BY again"
    ):
        (holding.add if holds else holding.discard)((number, reason))
    done = {one for (one,) in rows_of(session, "SELECT declaration_id FROM trade_mark")}
    waits = {number for number, _reason in holding} - done
    told_waiting = statistic(session, lambda conn: sift_parts.waiting(conn, "", None))
    if told_waiting != len(waits):
        yield f"{told_waiting} wait, not {len(waits)}"
    say(f"{len(waits)} wait, {len(done)} became something")


def statistic(session: Session, count: Callable[[Reader], Any]) -> Any:
    with session.reading() as conn:
        return count(conn)


def drill(folder: Path, a_day: int, count: int, seed: int = 7) -> list[str]:
    """What the store says otherwise than the files, after so many days."""
    office = sessions.CasebookOffice("DE1", "DE")
    session = sessions.create_casebook(
        folder / "casebook", office=office, user="Adam", password=PASSWORD
    ).session
    with closing(session.casebook):
        return drilled(session, folder, a_day, count, seed)


def drilled(session: Session, folder: Path, a_day: int, count: int, seed: int) -> list[str]:
    gate = folder / "gate"
    gate.mkdir()
    chance, own = random.Random(40), OwnCount()  # noqa: S311
    listed = ["Nobody Declares This Works", "Another Quiet Firm"]
    imported(session, folder, 0, listed)
    traffic, newest = Traffic(seed), 0
    for number, day in days(count):
        begun, cpu = time.perf_counter(), time.process_time()
        if number in EDITIONS:
            known = sorted(own.named)
            listed += chance.sample(known, min(NEW_NAMES, len(known)))
            imported(session, folder, number, listed)
            again = run(session, SiftAgain())
            say(
                f"  edition {number}: {again.parties} parties, {again.judged} judged, "
                f"{again.new_reasons} with a new reason, {len(again.cases)} cases, "
                f"{time.perf_counter() - begun:.0f} s"
            )
            begun, cpu = time.perf_counter(), time.process_time()
        with (gate / f"day-{number:02}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, COLUMNS)
            writer.writeheader()
            for _one in range(a_day):
                rows = traffic.declaration(day.isoformat())
                own.add(rows)
                writer.writerows(rows)
        outcomes = watch(session, WatchFolder(gate, sift=True, once=True))
        if [one.state for one in outcomes] != ["taken"]:
            return [f"day {number}: {outcomes}"]
        new = "SELECT declaration_id FROM trade_reason WHERE declaration_id > :newest"
        own.reasoned |= {one for (one,) in rows_of(session, new, newest=newest)}
        ((newest,),) = rows_of(session, "SELECT max(id) FROM trade_declaration")
        took, worked = time.perf_counter() - begun, time.process_time() - cpu
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
        size = session.casebook.database.stat().st_size >> 20
        say(
            f"day {number}: {a_day / took:.0f}/s of the clock, {a_day / worked:.0f}/s of this "
            f"process, peak {peak} MiB, database {size} MiB, load {os.getloadavg()[0]:.1f}"
        )
    return differences(session, own, listed)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--a-day", type=int, default=12_000)
    parser.add_argument("--days", type=int, default=40)
    parser.add_argument("--seed", type=int, default=7)
    said = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        wrong = drill(Path(folder), said.a_day, said.days, said.seed)
    for one in wrong:
        say(f"WRONG: {one}")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
