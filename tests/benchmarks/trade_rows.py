"""Rows of a great trade store, generated straight into its encrypted tables.

As varied as `tests/services/trade/trade_traffic.py`, and longer: two and a half lines and four and
a half parties to a declaration, of the parties 13 in 100 never declared before and the others again
and again (Zipf), half of the descriptions repeated. Content, verdict and their hashes are such that
a declaration can be shown and proved; batches have their root and their sealed entry. Verdicts are
mostly empty: one line in nine has a candidate, one declaration in thirty a raised flag.
"""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import sha256
from typing import Any, Final

from sqlalchemy import select
from tests.benchmarks.million_rows import inserting

from landwaiter.domain.intake.declaration import Role
from landwaiter.domain.trade.deeds import SIFT
from landwaiter.domain.trade.seal_tree import leaf, root
from landwaiter.services.warm.session import Session
from landwaiter.storage.base.day_numbers import day_number
from landwaiter.storage.schema import trade as t
from landwaiter.storage.sqlite.engine import connect
from landwaiter.storage.trade.packing import packed

BATCH: Final = 500
FIRST_DAY, DAYS = date(2025, 1, 1), 730
_NEW: Final = 0.13
_LOOKED_AT: Final = 0.95
"""Of what had a reason or was drawn: the latest still waits."""
_TABLES: Final = (
    t.trade_leaf,
    t.trade_declaration,
    t.trade_party,
    t.trade_role,
    t.trade_item,
    t.trade_rollup,
    t.trade_finding,
    t.trade_reason,
    t.trade_mark,
)
_PLACES: Final = [
    "US",
    "CH",
    "GB",
    "CN",
    "TR",
    "NO",
    "UA",
    "JP",
    "KR",
    "IN",
    "BR",
    "MX",
    "ZA",
    "AU",
    "SA",
    "AE",
    "IL",
    "EG",
    "MA",
    "RS",
    "KZ",
    "UZ",
    "AM",
    "GE",
    "KG",
    "HK",
    "SG",
    "TW",
    "VN",
    "TH",
    "ID",
    "MY",
    "PK",
    "IQ",
    "CA",
    "AR",
    "CL",
    "CO",
    "PE",
    "NG",
    "KE",
    "GH",
    "TN",
    "DZ",
    "JO",
    "KW",
    "QA",
    "OM",
    "BH",
    "LK",
    "BD",
    "NZ",
    "AZ",
    "MD",
    "BA",
    "MK",
    "AL",
    "ME",
    "LB",
    "UY",
    "EC",
]
_WORDS: Final = [
    "valve",
    "pump",
    "bearing",
    "sensor",
    "motor",
    "cable",
    "tube",
    "film",
    "bottle",
    "tile",
    "tyre",
    "shoe",
    "toy",
    "paint",
    "screw",
    "seed",
    "wine",
    "paper",
    "garment",
    "chair",
    "filter",
    "switch",
    "relay",
    "gear",
    "shaft",
    "panel",
    "lamp",
    "board",
    "resin",
    "fibre",
]
_QUALITIES: Final = [
    "steel",
    "brass",
    "cotton",
    "plastic",
    "glass",
    "ceramic",
    "woven",
    "welded",
    "printed",
    "rolled",
]
_TRADES: Final = [
    "Machinery",
    "Trading",
    "Logistics",
    "Chemicals",
    "Instruments",
    "Textiles",
    "Foods",
    "Optics",
]
_FORMS: Final = ("GmbH", "S.A.", "Ltd", "LLC", "Sp. z o.o.", "B.V.", "FZE", "Co. Ltd")
_ROLE: Final = {one: place for place, one in enumerate(Role)}
_EMPTY: Final = b'{"candidates":[],"hits":[],"raised":[],"v":1}'


@dataclass(slots=True)
class _Party:
    id: int
    name: str
    country: str
    number: str
    street: str


@dataclass(slots=True)
class Filling:
    """Rows of some batches, table by table."""

    rows: dict[str, list[tuple[Any, ...]]] = field(default_factory=dict)
    roots: list[tuple[int, str, int]] = field(default_factory=list)
    words: list[tuple[int, str]] = field(default_factory=list)
    """Of what waits in the queue."""

    def add(self, table: Any, *row: Any) -> None:
        self.rows.setdefault(table.name, []).append(row)


class GreatTrade:
    """Declarations one after the other, spread over two years."""

    def __init__(self, count: int, seed: int = 1) -> None:
        self._count, self._chance = count, random.Random(seed)  # noqa: S311  # no secret
        self._home: list[_Party] = []
        self._abroad: list[_Party] = []
        self._codes = [self._code() for _ in range(9_000)]
        self._texts: list[tuple[str, str]] = []
        self.cells: dict[tuple[int, str, str], list[int]] = {}
        self._parties = 0

    def filled(self, first: int, last: int) -> Filling:
        """The declarations from a number to before another; both begin a batch."""
        into = Filling()
        for begin in range(first, last, BATCH):
            batch = begin // BATCH + 1
            leaves = [
                self._declaration(into, number, batch)
                for number in range(begin + 1, min(begin + BATCH, last) + 1)
            ]
            into.roots.append((batch, root(leaves).hex(), len(leaves)))
        return into

    def _declaration(self, into: Filling, number: int, batch: int) -> bytes:
        chance = self._chance
        day = FIRST_DAY + timedelta(days=(number - 1) * DAYS // self._count)
        month = day.year * 12 + day.month - 1
        exporter, carrier = self._firm(into, self._home, "DE"), self._firm(into, self._home, "DE")
        consignee = self._firm(into, self._abroad)
        goes = consignee.country
        roles = {(exporter.id, Role.EXPORTER), (exporter.id, Role.DECLARANT)}
        roles |= {(carrier.id, Role.CARRIER), (consignee.id, Role.CONSIGNEE)}
        if number % 2:
            roles.add((self._firm(into, self._abroad, goes).id, Role.NOTIFY))
        lines = [self._line(no) for no in range(1, min(12, 1 + int(chance.expovariate(0.5))) + 1)]
        mrn = f"{day:%y}DE{number:012d}B{number % 10}"
        lrn = f"T{batch:05d}-{number:08d}"
        goods = ",".join(
            f'{{"cn":"{code}","description":"{text}","gross_mass_kg":"{mass / 900:.1f}",'
            f'"net_mass_kg":"{mass / 1000:.1f}","no":{no},"statistical_value":'
            f'{{"amount":"{value // 100}","currency":"EUR"}}}}'
            for no, code, text, mass, value in lines
        )
        content = (
            f'{{"content":{{"accepted":"{day}T{6 + number % 13:02d}:{number % 60:02d}:00Z",'
            f'"country_destination":"{goes}","country_routing":["DE","{goes}"],"documents":['
            f'{{"code":"Y901","item_no":1,"kind":"additional_reference"}}],"format":"csv","items":['
            f'{goods}],"lrn":"{lrn}","mrn":"{mrn}","office_exit":"DE004600",'
            f'"office_export":"DE00485{number % 9}","parties":[{{"identifier":"{exporter.number}",'
            f'"name":"{exporter.name}","role":"exporter"}},{{"identifier":"{exporter.number}",'
            f'"role":"declarant"}},{{"address":{{"country":"{goes}","street":"{consignee.street}"}},'
            f'"name":"{consignee.name}","role":"consignee"}},{{"identifier":"{carrier.number}",'
            f'"name":"{carrier.name}","role":"carrier"}}],"type":"EX"}},"form":"declaration/1"}}'
        ).encode()
        verdict = self._verdict(into, number, lines)
        prices = ",".join(
            f'"{code}":{{"lines":{1 + value % 900},"p01":"{value / mass:.4f}",'
            f'"median":"{value / mass * 3:.4f}","p99":"{value / mass * 20:.4f}","own_lines":0,'
            '"own_median":null}'
            for _no, code, _text, mass, value in lines[:3]
        )
        bases = (
            f'{{"addresses":{{"{consignee.street.lower()} {goes.lower()}":{1 + number % 3}}},'
            f'"prices":{{{prices}}},"vessels":{{}},"unit_prices":{{}},"shipments":[],"parts":[]}}'
        ).encode()
        digest, found = sha256(content), sha256(verdict)
        salt = chance.randbytes(16)
        outcome = f'{{"day":"{day}"}}'
        said = (sha256(one).hexdigest() for one in (bases, outcome.encode()))
        node = leaf(salt, digest.hexdigest(), found.hexdigest(), *said)
        into.add(t.trade_leaf, number, batch, node)
        into.add(
            t.trade_declaration,
            *(number, mrn, lrn, exporter.number, day.isoformat(), goes, exporter.number),
            *(consignee.name.lower(), sum(value for *_rest, value in lines)),
            *(packed(content), digest.digest(), packed(verdict, content), found.digest()),
            *(
                packed(bases, content),
                outcome,
                salt,
                None,
                1,
                number % BATCH + 2,
                int(number % 400 == 0),
            ),
        )
        if b'"raised":[{' in verdict or number % 400 == 0:
            names = (mrn, lrn, exporter.name, exporter.number, carrier.name, consignee.name)
            into.words.append((number, "\n".join(names).casefold()))
            if number < self._count * _LOOKED_AT:
                mark = (f"m-{number:012}", number, "aside", "", None, "looked at", "Adam")
                into.add(t.trade_mark, *mark, f"{day}T09:00:00Z")
        at, whole, heavy = day_number(day), sum(one[4] for one in lines), sum(x[3] for x in lines)
        sums = (at, goes, len(lines), whole, len(lines), heavy, len(lines))
        for party, role in roles:
            into.add(t.trade_role, party, number, _ROLE[role], *sums)
        for no, code, _text, mass, value in lines:
            into.add(t.trade_item, number, no, month, at, goes, code[:4], code, value, mass, None)
            cell = self.cells.setdefault((month, goes, code[:4]), [0, 0, 0])
            cell[0], cell[1], cell[2] = cell[0] + 1, cell[1] + value, cell[2] + mass
        return node

    def _verdict(self, into: Filling, number: int, lines: Sequence[Any]) -> bytes:
        chance, found = self._chance, list[str]()
        entries = set[str]()
        for no, code, *_rest in lines:
            entry = f"{code[0]}A{code[1:4]}"
            if chance.random() < 1 / 9 and entry not in entries:
                entries.add(entry)
                score = chance.randrange(300, 999)
                into.add(t.trade_finding, "candidate", f"annex1/{entry}", number, score)
                found.append(
                    f'{{"authorised":null,"code":"{entry}","edition":"2025","entries":[],'
                    f'"item_no":{no},"kinds":["heading"],"list":"annex1","missing":[],'
                    f'"reasons":["heading {code[:4]}"],"score":"0.{score}","title":"{entry}",'
                    '"trust":"transcribed","words":0}'
                )
        raised = []
        if chance.random() < 1 / 30:
            rule = f"RF-P{chance.randrange(1, 20):02d}"
            into.add(t.trade_finding, "flag", rule, number, 1000)
            into.add(t.trade_reason, "severe_flag", number)
            raised.append(
                f'{{"basis":"","editions":["flag_rules@2026-11-28"],"evaluation":"raised",'
                f'"evidence":[],"explanation":"{rule}","missing":[],"not_met":[],"review":"open",'
                f'"review_author":"","review_reason":"","rule":"{rule}","severity":"high"}}'
            )
        if not found and not raised:
            return _EMPTY
        said = f'{{"candidates":[{",".join(found)}],"hits":[],"raised":[{",".join(raised)}],"v":1}}'
        return said.encode()

    def _firm(self, into: Filling, known: list[_Party], country: str = "") -> _Party:
        chance = self._chance
        if known and chance.random() >= _NEW:
            return known[int(len(known) * chance.random() ** 3)]
        self._parties += 1
        number = self._parties
        place = country or _PLACES[int(len(_PLACES) * chance.random() ** 2)]
        name = (
            f"{self._syllables()} {self._syllables()} {chance.choice(_TRADES)} "
            f"{chance.choice(_FORMS)}"
        )
        at_home = known is self._home
        street = "" if at_home else f"{self._syllables()} Road {chance.randrange(1, 3000)}"
        eori = f"DE{number:012d}" if at_home else ""
        made = _Party(number, name, place, eori, street)
        known.append(made)
        address = f'{{"city":null,"country":"{place}","postcode":null,"street":"{street}"}}'
        identity = sha256(f"{name}|{place}|{eori}|{address}".encode()).digest()
        into.add(
            t.trade_party,
            *(number, identity, name, place, eori or None, address if street else "{}"),
            street or None,
        )
        return made

    def _line(self, no: int) -> tuple[int, str, str, int, int]:
        chance = self._chance
        if self._texts and chance.random() < 0.5:
            code, text = self._texts[int(len(self._texts) * chance.random() ** 2)]
        else:
            code = self._codes[int(len(self._codes) * chance.random() ** 2)]
            text = f"{chance.choice(_QUALITIES)} {chance.choice(_WORDS)}"
            if chance.random() < 0.5:
                text += f", type {self._syllables().upper()}-{chance.randrange(10, 999)}"
            if len(self._texts) < 200_000:
                self._texts.append((code, text))
        mass = int(1000 * chance.lognormvariate(4, 2)) + 100
        return no, code, text, mass, (int(mass * chance.lognormvariate(-3, 1)) + 1) * 100

    def _code(self) -> str:
        chance = self._chance
        chapter = int(97 * chance.random() ** 1.5) + 1
        return f"{chapter:02d}{chance.randrange(1, 40):02d}{chance.randrange(1000, 9999)}"

    def _syllables(self) -> str:
        chance = self._chance
        letters = chance.choices("bdfgklmnprstvz", k=3), chance.choices("aeiou", k=3)
        return "".join(a + b for a, b in zip(*letters, strict=True)).title()


def fill_trade(session: Session, count: int, tell: Callable[[str], None]) -> None:
    """So many declarations, with everything that belongs to them; indexes are made last."""
    casebook = session.casebook
    connection = connect(casebook.database, casebook.keys.database, wait_s=10.0)
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA cache_size = -3000000")
    names = ", ".join(f"'{table.name}'" for table in _TABLES)
    made = connection.execute(
        f"SELECT type, name, sql FROM sqlite_master WHERE tbl_name IN ({names}) "  # noqa: S608  # constants
        "AND sql IS NOT NULL AND type IN ('trigger', 'index')"
    ).fetchall()
    for kind, name, _sql in made:
        connection.execute(f"DROP {kind} {name}")
    connection.execute("INSERT INTO trade_source (id, raw_file_id) VALUES (1, NULL)")
    trade, roots, queued = GreatTrade(count), [], dict[int, list[int]]()
    texts = {one.name: inserting(one.name, tuple(one.c.keys())) for one in _TABLES}
    for first in range(0, count, BATCH * 100):
        filling = trade.filled(first, min(first + BATCH * 100, count))
        connection.execute("BEGIN IMMEDIATE")
        for name, rows in filling.rows.items():
            connection.executemany(texts[name], rows)
        connection.executemany(
            "INSERT INTO trade_search (rowid, words) VALUES (?, ?)", filling.words
        )
        connection.execute("COMMIT")
        roots += filling.roots
        for number, _words in filling.words:
            queued.setdefault((number - 1) // BATCH + 1, []).append(number)
        tell(f"{first + BATCH * 100} declarations")
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany(
        texts["trade_rollup"],
        (
            (*place, items, value, mass, items, items)
            for place, (items, value, mass) in sorted(trade.cells.items())
        ),
    )
    connection.execute(
        "INSERT INTO trade_month SELECT month, destination, sum(items), sum(value), sum(mass), "
        "sum(valued), sum(weighed) FROM trade_rollup GROUP BY 1, 2"
    )
    connection.execute("COMMIT")
    for kind, name, sql in made:
        connection.execute(sql)
        tell(f"{kind} {name}") if kind == "index" else None
    connection.execute("ANALYZE")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    tell("sealing")
    seal(session, roots, queued)


def seal(
    session: Session, roots: Sequence[tuple[int, str, int]], queued: Mapping[int, Sequence[int]]
) -> None:
    """A row and a sealed entry for each batch, as the sift writes them."""
    from landwaiter.storage.trade import batches, runs, standings  # noqa: PLC0415  # long to load

    with session.writing(SIFT.name) as work:
        run = runs.add_run(work, [{"file": "generated", "sha256": "0" * 64}])
        work.audit("trade.begun", f"trade/run/{run}", {"next_batch": 1})
    for number, digest, count in roots:
        with session.writing(SIFT.name) as work:
            counts = {"read": count, "sifted": count, "sample": 0}
            head = batches.BatchHead(run, [], counts, {"generated": True}, 0, digest)
            batches.add_head(work, number, head)
            standings.keep(work.conn, queued.get(number, ()))
            days = select(t.trade_declaration.c.day).join(
                t.trade_leaf, t.trade_leaf.c.id == t.trade_declaration.c.id
            )
            found = work.conn.execute(days.where(t.trade_leaf.c.batch == number)).scalars()
            standings.add(work.conn, standings.by_year(found))
            work.audit(SIFT.entry, f"trade/batch/{number}", {**counts, "root": digest})


def numbers(count: int, seed: int = 7) -> Iterator[int]:
    """Numbers of declarations, drawn."""
    chance = random.Random(seed)  # noqa: S311  # no secret
    while True:
        yield chance.randrange(1, count + 1)
