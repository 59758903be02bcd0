"""Every figure of the pack stands in the paragraph it names, with its unit and its comparison.

The text is the one of 2022; it lost superscripts, so 10³ is written 103 there.
"""

import json
import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from tests.domain.packs import shipped

from landwaiter.domain.interviews.parameter import NO_EDITION
from landwaiter.domain.law.pack_index import Row

PACK = shipped("deciding_parameters")
FILE = Path("controls", "eu_annex1_structured_no_2022.json")
BEFORE = {
    "at_least": (
        r"equal to or (?:greater|more|exceeding)(?: than)?(?: DN)?",
        r"greater than or equal to|≥|at least|from|capable of a range of|between",
    ),
    "at_most": (
        r"equal to or less(?: \([a-z]+\))?(?: than)?",
        r"less(?: \([a-z]+\))? than or equal to|≤|not exceeding|(?<!equal )to (?=$)",
        r"civil certified engines with a 'maximum thrust value' greater than",
    ),
    "above": (
        r"exceeding|greater than|more than|above|in excess of|exceeds",
        r"frame rate equal to or less than",
    ),
    "below": (r"(?:less|better|lower)(?: \([a-z]+\))?(?: than)?|below",),
}
"""Test → the words before a number that say so; a longer phrase says more than its end.

Two figures stand in the text as what is taken out, and are turned round in the pack: the frame rate
of 6A003 and the thrust of civil engines.
"""
AFTER = (
    (
        "at_least",
        r"^[^,;.]{0,30}?(?<!one )\bor (?:more|greater|higher)\b|^(?: or four)? axes which can be",
    ),
    ("at_most", r"^[^,;]{0,24}?(?<!to )\bor (?:less|fewer|better)\b|^ axes which can be"),
)
READ = {
    (
        "2B350.j.3",
        "above",
        "40",
    ): "the copy breaks the list of materials: it stands one step deeper",
    ("2B001.b.1", "at_least", "4"): "three linear axes plus one rotary axis",
    ("3A001.a.2.c", "at_most", "-55"): "over the entire range from -55 °C",
}
"""Figures that the patterns do not find, read by a person."""
UNITS = {
    "°C": r"°C|oC|ºC|C\)",
    "m²": "m ?2",
    "m³": "m ?3",
    "m³/h": "m3/h",
    "m³/s": "m 3/s",
    "l": "litres",
    "l/h": "litres per hour",
    "h": "hour",
    "min": "minutes",
    "km/h": "km/h",
    "m": r"m\b|metres",
    "°": "°",
    "°/s": "degrees per second",
    "°/h": "degrees? per hour|°",
    "°/√h": "degree per square root hour",
    "µg": "micro g",
    "n/cm²": "n/cm2",
    "Gy": "Gy",
    "Gy/s": r"Gy \(silicon\)/s",
    "Hz": "Hz|frames|flashes",
    "MSPS": "MSPS",
    "kg/24 h": "kg of ice",
    "kg/(N·h)": "kg N-1 h-1",
    "kg/kWh": "kg/kWh",
    "g·mm/kg": "g mm/kg",
    "Gbit/s": "Gb",
    "rpm": "r.p.m",
    "µF": "[μµ]F",
    "µm": "[μµ]m",
    "µs": "[μµ]s",
    "bit": "bits",
    "": "",
}
_WORDS = {"1": "one", "2": "two", "3": "three", "4": "four", "5": "five", "30": "thirty"}


@cache
def paragraphs(file: Path) -> Mapping[str, str]:
    """Path as the pack writes it → the text of the paragraph and of all below it."""
    entries = json.loads(file.read_text(encoding="utf-8"))
    heads = {e["pk"]: e["fields"]["code"] for e in entries if e["model"].endswith(".regulation")}
    rows = [e["fields"] for e in entries if e["model"].endswith(".paragraph")]
    found: dict[str, str] = {}
    above: dict[str, str] = {}
    for row in sorted(rows, key=lambda r: (r["regulation"], r["path"])):
        head = heads[row["regulation"]]
        chain = _chain(row, head, above)
        text = re.sub(r"\s+", " ", row["text"] or "")
        for place in _places(chain):
            found[place] = f"{found.get(place, '')} {text}"
    return found


def _chain(row: dict[str, str], head: str, above: dict[str, str]) -> str:
    """Where a paragraph stands; a figure beside a letter of the same depth lies below it."""
    key, parent = f"{head}{row['path']}", above.get(f"{head}{row['path'][:-4]}", head)
    code = str(row["code"]).strip().rstrip(".:")
    if row["note_type"] != "base":
        return f"{parent}, {code}"
    if code == head or not code:
        above[key] = head
        return head
    last = above.get(f"last {head}{row['path'][:-4]}", "")
    if code[0].isdigit() and last and last.rpartition(".")[2].isalpha():
        chain = f"{last}.{code}"
    else:
        chain = f"{parent}.{code}"
        above[f"last {head}{row['path'][:-4]}"] = chain
    above[key] = chain
    return chain


def _places(chain: str) -> tuple[str, ...]:
    """The place itself, and those above it."""
    place, comma, _note = chain.partition(", ")
    parts = place.split(".")
    over = tuple(".".join(parts[:n]) for n in range(1, len(parts) + 1))
    return (*over, chain) if comma else over


def figures() -> list[Row]:
    wanted = ("at_least", "above", "at_most", "below", "refuted_above")
    return [row for row in PACK.rows if row["test"] in wanted]


def written(value: str) -> str:
    """A pattern of the number as the text writes it."""
    number = Decimal(value)
    plain = format(number.normalize(), "f").replace(".", ",")
    forms = [re.escape(value.replace(".", ",")), re.escape(plain)]
    whole, comma, rest = plain.partition(",")
    if len(whole) > 3:
        spaced = re.sub(r"(?<=\d)(?=(\d{3})+$)", " ?", whole)
        forms.append(f"{spaced}{comma}{rest}")
    if abs(number) >= 1000:
        for power in range(3, 14):
            front = format((number.scaleb(-power)).normalize(), "f").replace(".", ",")
            forms.append(rf"{re.escape(front)} ?x ?10 ?{power}\b")
    if value in _WORDS:
        forms.append(_WORDS[value])
    return rf"(?i)(?<![\d,])(?:{'|'.join(forms)})(?!\d)"


@pytest.mark.parametrize("head", sorted({row["head"] for row in figures()}))
def test_every_figure_stands_in_the_paragraph_that_it_names(testdata: Path, head: str) -> None:
    texts = paragraphs(testdata / FILE)
    wrong = [
        f"{row['path']}: {row['test']} {row['value']} {row['unit']}: {text[:160]}"
        for row in figures()
        if row["head"] == head and row["edition"] != NO_EDITION
        if not _stands(row, text := texts.get(row["path"].partition(", ")[0], ""))
    ]
    assert wrong == []


def _stands(row: Row, text: str) -> bool:
    if (row["path"], row["test"], row["value"]) in READ:
        return True
    wanted = "at_most" if row["test"] == "refuted_above" else row["test"]
    unit = UNITS.get(row["unit"], re.escape(row["unit"]))
    for found in re.finditer(written(row["value"]), text):
        before, after = text[max(0, found.start() - 110) : found.start()], text[found.end() :]
        is_named = re.search(unit, before[-90:] + after[:70])
        if is_named and wanted in _compared(before, after[:70], found.group()):
            return True
    return False


def _compared(before: str, after: str, number: str) -> set[str]:
    """The comparisons that the words around a number may say."""
    said = {test for test, words in AFTER if re.search(words, after)}
    if said:
        return said
    last: list[tuple[int, int, str]] = [
        (match.end(), match.end() - match.start(), test)
        for test, phrases in BEFORE.items()
        for words in phrases
        for match in re.finditer(words, before, re.IGNORECASE)
    ]
    return {max(last)[2]} if last else set()
