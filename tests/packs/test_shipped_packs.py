"""Every shipped pack states what it is and holds what it promises."""

import csv
from collections import Counter
from pathlib import Path

import pytest
from tests.domain.packs import shipped

from landwaiter.formats.law.pack_folder import read_pack
from landwaiter.resources import root

EDITIONS = Path(__file__).with_name("editions.csv")
"""Every edition, by its name, with the hash of its content."""
FOLDERS = sorted(path.name for path in (root() / "packs").iterdir() if path.is_dir())


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_pack_names_source_licence_and_edition(folder: str) -> None:
    pack = shipped(folder)
    assert pack.id == folder
    assert all((pack.edition, pack.title, pack.source, pack.licence, pack.rows))


@pytest.mark.parametrize("folder", FOLDERS)
def test_no_row_of_a_pack_is_longer_than_its_header(folder: str) -> None:
    assert all(None not in row and None not in row.values() for row in shipped(folder).rows)


def test_annex_one_has_its_382_heads() -> None:
    codes = [row["code"] for row in shipped("annex1").rows]
    assert (len(codes), len(set(codes))) == (382, 382)


def test_the_common_high_priority_list_has_its_tiers() -> None:
    tiers = Counter(row["tier"] for row in shipped("chpl").rows)
    assert tiers == {"1": 4, "2": 5, "3.A": 16, "3.B": 9, "4.A": 11, "4.B": 5}


def test_the_flag_rules_are_72_with_their_severities() -> None:
    severities = Counter(row["severity"] for row in shipped("flag_rules").rows)
    assert severities == {"critical": 10, "high": 26, "medium": 24, "low": 12}


def test_the_correlation_has_704_pairs_on_419_headings() -> None:
    rows = shipped("hs_control").rows
    assert (len(rows), len({row["hs6"] for row in rows})) == (704, 419)


def test_nothing_from_memory_claims_to_be_official() -> None:
    assert {shipped(folder).trust.value for folder in FOLDERS} == {"transcribed", "own knowledge"}


def test_the_military_list_has_its_22_headings() -> None:
    assert [row["code"] for row in shipped("cml").rows] == [f"ML{n}" for n in range(1, 23)]


@pytest.mark.parametrize("folder", FOLDERS)
def test_an_edition_has_one_content(folder: str) -> None:
    """Who changes a released pack gives it an edition of its own, and a row in `editions.csv`."""
    pack = read_pack(root() / "packs" / folder)
    with EDITIONS.open(encoding="utf-8", newline="") as file:
        known = {(row["id"], row["edition"]): row["sha256"] for row in csv.DictReader(file)}
    assert known.get((pack.id, pack.edition)) == pack.sha256
