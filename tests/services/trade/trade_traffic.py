"""Declarations as a country has them in a day: generated, the same for the same seed.

Two goods lines and three names of parties (exporter, consignee, carrier) to a declaration; of the
parties 13 in 100 are names that were never there before, the others come again and again (Zipf);
half of the descriptions repeat; one name in 400 is a listed one, most of them misspelt; one line in
60 is of goods that controls know by their words.
"""

import csv
import random
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Final

from landwaiter.resources import root

COLUMNS: Final = (
    "mrn", "lrn", "accepted", "type", "office_export", "office_exit", "country_destination",
    "country_routing", "exporter_name", "exporter_eori", "declarant_eori", "consignee_name",
    "consignee_country", "consignee_address", "carrier_name", "carrier_eori", "item_no", "cn8",
    "description", "net_mass_kg", "gross_mass_kg", "value_eur", "docs",
)  # fmt: skip
_NEW: Final = 0.13
_LISTED: Final = 1 / 400
_CONTROLLED: Final = 1 / 60
PLACES: Final = [
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
    "IR",
    "RU",
    "BY",
    "CU",
    "KP",
    "SY",
    "VE",
    "MM",
    "AF",
    "SD",
    "LY",
]
_ROOTS: Final = [
    "Albrecht",
    "Baumer",
    "Cordis",
    "Delmar",
    "Erdinger",
    "Falken",
    "Gromada",
    "Hartwell",
    "Iskra",
    "Jasper",
    "Kowal",
    "Lindqvist",
    "Morava",
    "Nordal",
    "Orbita",
    "Pavlin",
    "Quist",
    "Rovigo",
    "Severa",
    "Tarnow",
    "Urbina",
    "Velden",
    "Wirtz",
    "Xanten",
    "Ypsilon",
    "Zeman",
    "Al-Fajr",
    "Bosphor",
    "Caspia",
    "Darya",
    "Elbrus",
    "Fergana",
    "Golden",
    "Harbour",
    "Ganga",
    "Hanoi",
    "Incheon",
    "Jinhe",
]
TRADES: Final = [
    "Machinery",
    "Trading",
    "Logistics",
    "Chemicals",
    "Instruments",
    "Automotive",
    "Textiles",
    "Foods",
    "Electronics",
    "Steel",
    "Pumps",
    "Bearings",
    "Optics",
    "Plastics",
    "Pharma",
    "Timber",
    "Paper",
    "Ceramics",
    "Tools",
    "Aviation",
    "Marine",
    "Agro",
]
FORMS: Final = (
    "GmbH",
    "S.A.",
    "Ltd",
    "LLC",
    "Sp. z o.o.",
    "B.V.",
    "FZE",
    "Co. Ltd",
    "A.Ş.",
    "OOO",
)
_PLAIN: Final = [
    "spare parts for agricultural tractors",
    "wooden furniture for offices",
    "knitted garments of cotton",
    "chocolate in bars",
    "parts of pumps",
    "ball bearings, single row",
    "valves of brass",
    "paper in rolls",
    "glass bottles",
    "ceramic tiles",
    "medicaments in doses",
    "tyres for passenger cars",
    "wine in bottles",
    "steel tubes, welded",
    "plastic film in rolls",
    "dairy products",
    "electric motors 1.5 kW",
    "cables with connectors",
    "printed books",
    "shoes with leather uppers",
    "toys of plastics",
    "cosmetics",
    "paints",
    "screws of steel",
    "sensors for temperature",
    "household refrigerators",
    "software on data carriers",
    "seeds",
]
_STREETS: Final = ("Industrial Zone", "Harbour Road", "Main Street", "Free Zone Plot", "Ring Road")


class Traffic:
    """Declarations one after the other; what came before shapes what comes."""

    def __init__(self, seed: int = 1, *, listed: Sequence[str] = (), codes: int = 0) -> None:
        self._random = random.Random(seed)  # noqa: S311  # generated data, no secret
        self._listed = tuple(listed)
        self._seed = seed
        self._firms: list[tuple[str, str, str]] = []
        self._texts: list[tuple[str, str]] = []
        self._codes: list[str] = []
        self._most_codes = codes
        self._terms = _terms()
        self._number = 0

    def rows(self, count: int, day: str = "2026-03-02") -> Iterator[dict[str, str]]:
        """The rows of our CSV for so many declarations."""
        for _ in range(count):
            yield from self.declaration(day)

    def declaration(self, day: str) -> list[dict[str, str]]:
        """The rows of one declaration."""
        chance = self._random
        self._number += 1
        exporter, consignee, carrier = self._firm("DE"), self._firm(), self._firm("DE")
        goes = consignee[1]
        head = {
            "mrn": "",
            "lrn": f"T{self._seed:03d}-{self._number:08d}",
            "accepted": f"{day}T{chance.randrange(6, 20):02d}:{chance.randrange(60):02d}:00Z",
            "type": "EX",
            "office_export": "DE004851",
            "office_exit": "DE004600",
            "country_destination": goes,
            "country_routing": f"DE|{goes}" if chance.random() < 0.8 else f"DE|TR|{goes}",
            "exporter_name": exporter[0],
            "exporter_eori": f"DE{_number_of(exporter[0]):012d}",
            "declarant_eori": f"DE{_number_of(exporter[0]):012d}",
            "consignee_name": consignee[0],
            "consignee_country": goes,
            "consignee_address": consignee[2],
            "carrier_name": carrier[0],
            "carrier_eori": f"DE{_number_of(carrier[0]):012d}",
        }
        lines = min(12, 1 + int(chance.expovariate(1 / 1.5)))
        return [{**head, "item_no": str(no), **self._line()} for no in range(1, lines + 1)]

    def _firm(self, country: str = "") -> tuple[str, str, str]:
        chance = self._random
        if self._listed and not country and chance.random() < _LISTED:
            name = _misspelt(chance, chance.choice(self._listed))
            return name, chance.choice(PLACES), f"{chance.randrange(1, 200)} Main Street"
        same = [one for one in self._firms[-400:] if one[1] == country] if country else self._firms
        if same and chance.random() >= _NEW:
            return same[int(len(same) * chance.random() ** 3)]
        name = " ".join(
            (
                chance.choice(_ROOTS),
                f"{_syllables(chance)}",
                chance.choice(TRADES),
                chance.choice(FORMS),
            )
        )
        place = country or PLACES[int(len(PLACES) * chance.random() ** 2)]
        street = f"{chance.choice(_STREETS)} {int(3000 * chance.random() ** 2) + 1}"
        self._firms.append((name, place, street))
        return self._firms[-1]

    def _line(self) -> dict[str, str]:
        chance = self._random
        if self._texts and chance.random() < 0.5:
            code, text = self._texts[int(len(self._texts) * chance.random() ** 2)]
        else:
            code = self._code()
            text = chance.choice(_PLAIN)
            if chance.random() < _CONTROLLED * 2:
                text = f"{chance.choice(self._terms)}, {chance.randrange(1, 900)} units"
            elif chance.random() < 0.5:
                text = f"{text}, type {_syllables(chance).upper()}-{chance.randrange(10, 999)}"
            self._texts.append((code, text))
        mass = round(chance.lognormvariate(4, 2), 1) + 0.1
        value = int(mass * chance.lognormvariate(2, 1)) + 1
        return {
            "cn8": code,
            "description": text,
            "net_mass_kg": f"{mass:.1f}",
            "gross_mass_kg": f"{mass * 1.1:.1f}",
            "value_eur": str(value),
            "docs": chance.choice(("Y901", "Y901", "Y901", "N380", "")),
        }

    def _code(self) -> str:
        """A code; of so many alone, where that was said, as a nomenclature has no end of them
        otherwise."""
        chance = self._random
        if self._most_codes and len(self._codes) == self._most_codes:
            return self._codes[int(self._most_codes * chance.random() ** 1.5)]
        code = f"{int(97 * chance.random() ** 1.5) + 1:02d}{chance.randrange(1, 40):02d}"
        code += f"{chance.randrange(10, 99)}{chance.randrange(10, 99)}"
        if self._most_codes:
            self._codes.append(code)
        return code


def write_traffic(
    path: Path,
    count: int,
    *,
    seed: int = 1,
    listed: Sequence[str] = (),
    codes: int = 0,
    day: str = "2026-03-02",
) -> Path:
    """A CSV of so many declarations."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows(Traffic(seed, listed=listed, codes=codes).rows(count, day))
    return path


def write_amended(path: Path, before: Path, *, each: int) -> Path:
    """A CSV of another version of every so manieth declaration: of other goods, to somebody else,
    or of another value."""
    with before.open(encoding="utf-8", newline="") as file:
        found = [list(rows) for _, rows in groupby(csv.DictReader(file), itemgetter("lrn"))]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        for number, rows in enumerate(found[::each]):
            other = found[(number * each + 1) % len(found)][0]
            changed = _AMENDED[number % len(_AMENDED)]
            writer.writerows({**row, **{name: other[name] for name in changed}} for row in rows)
    return path


_AMENDED: Final = (
    ("consignee_name", "consignee_country", "consignee_address", "country_destination"),
    ("cn8", "description"),
    ("value_eur", "net_mass_kg", "gross_mass_kg"),
    ("consignee_name",),
)
"""What an amendment changes, one after the other."""


def _terms() -> tuple[str, ...]:
    """Words of controlled goods, from the shipped glossary."""
    table = root() / "packs" / "glossary" / "data.csv"
    with table.open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["controlled"] == "mostly"]
    return tuple(row["term"] for row in rows if row["language"] == "en")


def _syllables(chance: random.Random) -> str:
    return "".join(
        chance.choice("bdfgklmnprstvz") + chance.choice("aeiou")
        for _ in range(chance.choice((2, 3)))
    ).title()


def _number_of(name: str) -> int:
    return int.from_bytes(name.encode()[:5].ljust(5, b"."), "big") % 10**9 + len(name)


def _misspelt(chance: random.Random, name: str) -> str:
    if len(name) < 6 or chance.random() < 0.2:
        return name
    at = chance.randrange(1, len(name) - 1)
    return name[:at] + (
        name[at + 1 :] if chance.random() < 0.5 else chance.choice("aeirst") + name[at:]
    )
