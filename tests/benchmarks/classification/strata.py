"""Questions of the three strata: a text, the heads that answer it, and what it is counted under."""

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

LINES = Path(__file__).parent / "trade_lines.csv"
SECOND_LINES = Path(__file__).parent / "second_lines.csv"
THIRD_LINES = Path(__file__).parent / "third_lines.csv"
FOURTH_LINES = Path(__file__).parent / "fourth_lines.csv"
CODE = re.compile(r"[0-9][A-E][0-9]{3}")
ELSEWHERE = re.compile("list of items controlled is contained in", re.IGNORECASE)
PUBLISHED = "eu_annex1_structured_no_2022.json"
LONGEST_QUERY = 600


@dataclass(frozen=True)
class Asked:
    text: str
    heads: tuple[str, ...]
    cn: str | None = None
    language: str = "en"

    @property
    def length(self) -> str:
        count = len(self.text)
        return "to 25" if count <= 25 else "26 to 50" if count <= 50 else "over 50"

    @property
    def list(self) -> str:
        if self.heads[0].startswith("ML"):
            return "CML"
        return f"Annex I, category {self.heads[0][0]}"


def trade_lines(path: Path = LINES) -> list[Asked]:
    """Lines as invoices have them; any of the heads named is an answer."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Asked(row["text"], tuple(row["heads"].split(";")), row["cn"] or None, row["language"])
            for row in csv.DictReader(file)
        ]


def annex_rows(testdata: Path) -> list[dict[str, str]]:
    """`{code, text}` of Annex I as of 2022, a row for each paragraph."""
    fixture = json.loads((testdata / "controls" / PUBLISHED).read_text(encoding="utf-8"))
    heads = {row["pk"]: row["fields"]["code"] for row in fixture if "regime" in row["fields"]}
    rows: list[dict[str, str]] = []
    for row in fixture:
        fields: dict[str, Any] = row["fields"]
        code = heads.get(fields.get("regulation"))
        if code and fields.get("text"):
            rows.append({"code": code, "text": " ".join(str(fields["text"]).split())})
    return rows


def same_text(rows: list[dict[str, str]]) -> list[Asked]:
    """Each paragraph of Annex I of 40 characters or more, asked of its own list."""
    return [Asked(row["text"], (row["code"],)) for row in rows if len(row["text"]) >= 40]


def american_text(testdata: Path, heads: set[str]) -> list[Asked]:
    """The headline of each ECCN that Annex I has a head for."""
    tree = json.loads((testdata / "controls/us_ccl_parsed_full.json").read_text(encoding="utf-8"))
    asked = (
        Asked(_headline(entry), (code,))
        for code, entry in _entries(tree)
        if code in heads and entry["description"]
    )
    return [one for one in asked if one.text]


def american_items(testdata: Path, heads: set[str]) -> list[Asked]:
    """The items part of each ECCN without its cross-references."""
    tree = json.loads((testdata / "controls/us_ccl_parsed_full.json").read_text(encoding="utf-8"))
    return [
        Asked(found, (code,))
        for code, entry in _entries(tree)
        if code in heads and (found := _items(str(entry.get("details", ""))))
    ]


def _entries(tree: list[dict[str, Any]]) -> Iterator[tuple[str, dict[str, Any]]]:
    for category in tree:
        for group in category["product_groups"]:
            for entry in group["eccn"]:
                if CODE.fullmatch(entry["code"]):
                    yield entry["code"], entry


def _headline(entry: dict[str, Any]) -> str:
    said = re.sub(r"\(see List of Items Controlled\)|\[Reserved\]", "", entry["description"])
    return " ".join(CODE.sub("", said).split())


def _items(details: str) -> str:
    part = details.partition("Items:")[2]
    if ELSEWHERE.search(part):
        return ""
    return " ".join(CODE.sub("", re.sub(r"[*|#_-]+", " ", part)).split())[:LONGEST_QUERY]
