"""Searches by a customs officer who has not read the code: what is there, and what is found."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec
import pytest
from tests.services.prepared import prepared
from tests.services.sample_office import ANALYST, EVERYTHING, REF, Office, declared

from landwaiter.domain.evidence.deeds import AddFile
from landwaiter.services.deeds.engine import run
from landwaiter.services.deeds.handler import untold
from landwaiter.services.evidence.text_reading import read_texts
from landwaiter.services.finding.find import FindQuery, TextMatch, find

TABLE: Final = Path(__file__).with_name("officer_searches.toml")
CASES: Final = {"a": REF, "b": "PL1-2026-000002", "withheld": "PL1-2026-000003"}


@dataclass(frozen=True)
class Piece:
    where: str
    case: str
    text: str


@dataclass(frozen=True)
class Search:
    name: str
    put: tuple[Piece, ...]
    typed: str
    found: tuple[int, ...]
    never: tuple[int, ...] = ()
    kept: bool = False


SEARCHES: Final = msgspec.convert(
    tomllib.loads(TABLE.read_text(encoding="utf-8"))["search"], tuple[Search, ...]
)


@prepared
def three_cases(office: Office) -> None:
    office.take_in(declared(lrn="A-2"))
    office.take_in(declared(lrn="A-3"))


def write(office: Office, piece: Piece, no: int) -> None:
    reference = CASES[piece.case]
    if piece.where == "evidence":
        path = office.path.parent / f"piece-{no}.txt"
        path.write_text(piece.text, encoding="utf-8")
        run(office.session(ANALYST), AddFile(reference, path, received_from="exporter"))
    elif piece.where == "letter":
        office.act(
            ANALYST, "request_information", reference=reference, to="exporter", reason=piece.text
        )
    elif piece.where == "decision":
        office.act(ANALYST, "assess", reference=reference)
        office.act(
            ANALYST, "propose", reference=reference, outcome="hold-and-refer", reason=piece.text
        )
    else:
        office.act(ANALYST, "note", reference=reference, reason=piece.text)


def answers(office: Office, search: Search) -> list[TextMatch]:
    for no, piece in enumerate(search.put, start=1):
        write(office, piece, no)
    if any(piece.case == "withheld" for piece in search.put):
        reference, why = CASES["withheld"], "A cousin of the exporter."
        office.act(EVERYTHING, "declare_conflict", reference=reference, to=ANALYST, reason=why)
    read_texts(office.session(ANALYST), untold)
    return list(find(office.session(ANALYST), FindQuery(search.typed)).rows)


def is_answer(row: TextMatch, piece: Piece) -> bool:
    """Whether what was found is of the piece: its case, and the words around the match."""
    shown = "".join(part for part, _hit in row.snippet.parts).strip("…")
    is_there = shown[:20] in piece.text or piece.text[:20] in shown
    return row.reference == CASES[piece.case] and is_there


@pytest.mark.parametrize("search", SEARCHES, ids=lambda one: one.name)
def test_an_officer_finds_what_is_there_and_nothing_else(
    three_cases: Office, search: Search
) -> None:
    rows = answers(three_cases, search)
    for no, piece in enumerate(search.put, start=1):
        met = any(is_answer(row, piece) for row in rows)
        assert not (no in search.found and not met), f"{search.typed} does not find {piece.text}"
        assert not (no in search.never and met), f"{search.typed} finds {piece.text}"
    assert search.found or not rows
    assert all(any(hit for _part, hit in row.snippet.parts) for row in rows), "nothing is marked"
