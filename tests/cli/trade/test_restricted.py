"""What is restricted in the trade store is said in the output, as text and as JSON."""

from pathlib import Path

from tests.cli.terminal import REVIEWER, Desk
from tests.services.sample_office import LISTED, declared, write_csv

WHY = "the person says that it is somebody else"
BASIS = "request of 2026-03-01"


def sift(desk: Desk, folder: Path, number: str) -> str:
    row = declared(lrn=number, description="wooden chairs", consignee_name=LISTED)
    return str(write_csv(folder / f"{number}.csv", [row]))


def test_the_sift_says_it_before_anybody_acts(desk: Desk, tmp_path: Path) -> None:
    desk.gets("sift", sift(desk, tmp_path, "T-1"))
    other = desk.colleague(REVIEWER)
    given = ("--basis", BASIS, "--reason", WHY)
    other.gets("trade", "restrict", "restriction", "--number", "T-1", *given)
    again = declared(lrn="T-1", description="wooden tables", consignee_name=LISTED)
    amended = write_csv(tmp_path / "again.csv", [again])
    (tried,) = desk.gets("sift", amended, "--dry-run")
    assert (tried["restricted"], tried["restricted_first"][0]["number"]) == (1, "T-1")
    seen = desk.types("sift", amended)
    assert "1 declaration was judged though something about it is restricted:" in seen.out
    assert "T-1: This declaration, or an earlier version of it, is restricted since" in seen.out
    assert f"Restriction: kept, and not used. {BASIS}" in desk.types("trade", "show", "T-1").out
    made = desk.gets("trade", "open", "T-1", "--reason", WHY)["made"]
    assert desk.gets("case", "show", made)["restricted"][0]["basis"] == BASIS
    assert "Restricted in the trade store" in desk.types("case", "show", made).out


def test_what_is_taken_in_without_the_sift_says_it_too(desk: Desk, tmp_path: Path) -> None:
    desk.gets("sift", sift(desk, tmp_path, "T-1"))
    given = ("--basis", BASIS, "--reason", WHY)
    desk.colleague(REVIEWER).gets("trade", "restrict", "restriction", "--number", "T-1", *given)
    again = declared(lrn="T-1", description="wooden tables", consignee_name=LISTED)
    path = write_csv(tmp_path / "again.csv", [again])
    (tried,) = desk.gets("intake", path, "--dry-run")
    assert (tried["restricted"], tried["restricted_first"][0]["number"]) == (1, "T-1")
    seen = desk.types("intake", path)
    assert "T-1: This declaration, or an earlier version of it, is restricted since" in seen.out
    (told,) = desk.gets("intake", path)
    assert (told["duplicates"], told["restricted"]) == (1, 0)
