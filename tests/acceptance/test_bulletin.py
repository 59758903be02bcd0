"""The policy paper that the product is made for: entered by commands, read back no surer."""

import re
import shlex
import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any, Final

import msgspec
import pytest
from openpyxl import load_workbook
from tests.cli.terminal import ADMIN, ANALYST, SAMPLES, Desk, founding, typed

from landwaiter.domain.base.certainty import Certainty

TABLE: Final = Path(__file__).with_name("bulletin.toml")
SURENESS: Final = tuple(Certainty)
"""From the surest word to the least sure."""
AT_MOST: Final = {
    "plain": "reported",
    "estimate": "reported",
    "incomplete data": "reported",
    "unconfirmed reports": "reported",
    "uncertain": "alleged",
    "most likely": "assessed",
}
"""The paper's own word → the surest of ours that may stand for it. Written by hand, beside the
table: a word that is changed in one of them is noticed by the other.
"""
THEMES: Final = {
    "incident", "acquisition", "universities", "civil-military fusion", "contracts of before",
    "alliance", "exercises", "joint development", "academies", "the embargo", "shares", "on a case",
}  # fmt: skip


@dataclass(frozen=True)
class Fact:
    """A sentence of the paper and its place in the casebook."""

    theme: str
    says: str
    known: str
    worded: str
    certainty: str
    key: tuple[str, ...]
    enter: tuple[str, ...]
    read: tuple[str, ...]
    prints: tuple[str, ...]
    never: tuple[str, ...]
    named: str = ""


def _facts() -> tuple[str, tuple[Fact, ...]]:
    table = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    named = (
        {("named" if name == "as" else name): row[name] for name in row} for row in table["fact"]
    )
    return table["source"], tuple(msgspec.convert(row, Fact) for row in named)


SOURCE, FACTS = _facts()


@dataclass(frozen=True)
class Entered:
    """The casebook with everything in it, and the identities of what was made."""

    desk: Desk
    names: dict[str, str]

    def command(self, said: str) -> list[str]:
        """The words of a command, with names in their places."""
        return shlex.split(said.format(source=SOURCE, samples=SAMPLES, **self.names))


@pytest.fixture(scope="module")
def bulletin(tmp_path_factory: pytest.TempPathFactory) -> Entered:
    """A casebook of its own: founded, and every fact entered in the order of the table."""
    path = tmp_path_factory.mktemp("bulletin") / "casebook"
    made = typed(
        "casebook", "create", "--casebook", path, "--state", "PL", "--office", "PL1",
        *founding(path.parent), user=ADMIN,
    )  # fmt: skip
    assert made.code == 0, made.err
    entered = Entered(Desk(path, ANALYST), {})
    for fact in FACTS:
        for said in fact.enter:
            answer = entered.desk.gets(*entered.command(said))
            if "reference" in answer:
                entered.names["case"] = answer["reference"]
        if fact.named:
            entered.names[fact.named] = answer.get("incident") or answer["made"]
    return entered


@dataclass(frozen=True)
class ReadBack:
    """What one place says: its text, and its statements as `certainties, words` of each."""

    text: str
    statements: tuple[tuple[frozenset[str], str], ...]


def read_back(entered: Entered, said: str, folder: Path) -> ReadBack:
    """What a command prints, or what a report has on paper and in its rows."""
    words = entered.command(said)
    if words[0] == "report":
        return _paper(entered.desk, words, folder)
    seen = entered.desk.types(*words)
    assert seen.code == 0, seen.err
    return ReadBack(_even(seen.out), tuple(_stated(entered.desk.gets(*words))))


_FILES: Final = count(1)


def _paper(desk: Desk, words: list[str], folder: Path) -> ReadBack:
    pdf, xlsx = (folder / f"{next(_FILES)}.{kind}" for kind in ("pdf", "xlsx"))
    made = desk.types(*words, "--pdf", pdf, "--xlsx", xlsx)
    assert made.code == 0, made.err
    program = shutil.which("pdftotext")
    out = program and subprocess.run([program, "-raw", pdf, "-"], check=True, capture_output=True)
    book = load_workbook(xlsx, read_only=True)
    rows = [
        [str(cell) for cell in row if cell is not None]
        for sheet in book
        for row in sheet.iter_rows(values_only=True)
    ]
    book.close()
    text = out.stdout.decode() if out else "\n".join(" ".join(row) for row in rows)
    return ReadBack(_even(text), tuple((_sure(row), _even(" ".join(row))) for row in rows))


def _even(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("_", " "))


def _sure(cells: list[str]) -> frozenset[str]:
    """The words of certainty that stand in cells of their own, or in brackets."""
    return frozenset(
        word for word in SURENESS for cell in cells if cell == word or f"({word})" in cell
    )


def _stated(answer: Any) -> Iterator[tuple[frozenset[str], str]]:
    """Every object of an answer that has a certainty, in words."""
    if isinstance(answer, list):
        for one in answer:
            yield from _stated(one)
    elif isinstance(answer, dict):
        if answer.get("certainty"):
            yield frozenset({answer["certainty"]}), _even(" ".join(_leaves(answer)))
        for one in answer.values():
            yield from _stated(one)


def _leaves(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for one in value.values():
            yield from _leaves(one)
    elif isinstance(value, list):
        for one in value:
            yield from _leaves(one)
    elif value is not None:
        yield str(value)


def _no_surer(word: str, than: str) -> bool:
    return SURENESS.index(Certainty(word)) >= SURENESS.index(Certainty(than))


def test_every_theme_of_the_paper_has_its_facts() -> None:
    assert {fact.theme for fact in FACTS} == THEMES
    assert {fact.known for fact in FACTS} <= {"seed", "form", "law"}


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.says[:60])
def test_a_word_of_the_paper_stands_for_nothing_surer(fact: Fact) -> None:
    if fact.certainty:
        assert _no_surer(fact.certainty, AT_MOST[fact.worded])
    if stated := [said for said in fact.enter if "--certainty" in said]:
        assert any(f"--certainty {fact.certainty}" in said for said in stated)


@pytest.mark.parametrize(
    ("fact", "place"),
    [(fact, place) for fact in FACTS for place in fact.read],
    ids=lambda one: one.says[:40] if isinstance(one, Fact) else one,
)
def test_a_fact_is_read_back_as_it_was_said(
    bulletin: Entered, fact: Fact, place: str, tmp_path: Path
) -> None:
    found = read_back(bulletin, place, tmp_path)
    for said in fact.prints:
        assert said in found.text
    for said in fact.never:
        assert said not in found.text
    if fact.certainty:
        about = [
            sure
            for sure, words in found.statements
            if sure and any(key in words for key in fact.key)
        ]
        assert any(fact.certainty in sure for sure in about)
        surer = {word for sure in about for word in sure if not _no_surer(word, fact.certainty)}
        assert not surer


def test_nothing_of_it_raises_a_flag(bulletin: Entered) -> None:
    shown = bulletin.desk.gets("case", "show", bulletin.names["case"])
    assert not [flag for flag in shown["flags"] if flag["state"] == "raised"]
