"""83, 8, 5 and 14 percent are the publisher's; ours stands beside the first, with its range.

The register is an extract generated on 2025-03-13, the publisher's figures are of the edition of
2023, and both print. The extract cannot give those figures: it has one value for a whole deal.
"""

import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from tests.acceptance.test_bulletin import Entered, bulletin, read_back
from tests.cli.terminal import Desk

__all__ = ["bulletin"]
REGISTER = (
    Path(os.environ.get("LANDWAITER_TESTDATA", "")) / "sipri" / "trade_register_china_extract.csv"
)
pytestmark = pytest.mark.skipif(
    not REGISTER.is_file(), reason="LANDWAITER_TESTDATA has no trade register"
)
PERIOD = ("--recipient", "CN", "--from", "2018", "--to", "2022")
QUOTED = "{} % (publisher's figure); numerator and denominator not given"


@pytest.fixture(scope="module")
def registered(bulletin: Entered, tmp_path_factory: pytest.TempPathFactory) -> Entered:
    """A copy of the paper's casebook with the register, which two persons let in."""
    path = shutil.copytree(bulletin.desk.path, tmp_path_factory.mktemp("register") / "casebook")
    desk = Desk(Path(path), bulletin.desk.user)
    taken = desk.types(
        *("pack", "import", REGISTER, "--edition", "2025-03-13", "--valid-from", "2025-03-13")
    )
    assert taken.code == 0, taken.err
    desk.agreed()
    return replace(bulletin, desk=desk)


def test_the_extract_gives_other_figures_and_a_range_to_the_whole(registered: Entered) -> None:
    found = registered.desk.gets("share", "arms", *PERIOD)
    assert (found["deals"], found["straddling"]) == (32, 26)
    shares = {one["code"]: one for one in found["shares"]}
    assert {code: shares[code]["percent"] for code in ("RU", "FR", "UA")} == {
        "RU": "76.4",
        "FR": "12.2",
        "UA": "7.2",
    }
    assert (shares["RU"]["lower"], shares["RU"]["upper"]) == ("17.9", "100.0")
    assert (found["edition"], found["computed_by"]) == ("2025-03-13", "program")
    assert {(one["percent"], one["edition"]) for one in found["published"]} == {
        ("83", "2023"),
        ("8", "2023"),
        ("5", "2023"),
    }


def test_the_command_says_which_figure_is_whose(registered: Entered) -> None:
    said = " ".join(registered.desk.types("share", "arms", *PERIOD).out.split())
    for part in ("Computed by the program", "76.4", "17.9", "100.0", "2025-03-13", "2023"):
        assert part in said
    for percent in (83, 8, 5):
        assert QUOTED.format(percent) in said
    assert QUOTED.format(14) not in said  # of another year and of other things


@pytest.mark.parametrize(
    ("place", "published", "ours"),
    [
        ("relation pair CN RU", "83", ("76.4", "17.9", "100.0")),
        ("relation pair CN FR", "8", ("12.2",)),
        ("relation pair CN UA", "5", ("7.2",)),
        ("report states CN,RU", "83", ("76.4", "17.9", "100.0")),
        ("report states CN,FR", "8", ("12.2",)),
        ("report states CN,UA", "5", ("7.2",)),
        ("report states CN", "14", ("76.4", "17.9", "100.0")),
    ],
)
def test_page_and_report_print_both_with_their_editions(
    registered: Entered, place: str, published: str, ours: tuple[str, ...], tmp_path: Path
) -> None:
    text = read_back(registered, place, tmp_path).text
    assert QUOTED.format(published) in text
    for part in (*ours, "2023", "2025-03-13", "even over delivery years", "32 deals", "26 of them"):
        assert part in text


def test_in_the_report_the_publishers_figure_stands_in_the_row_of_its_supplier(
    registered: Entered, tmp_path: Path
) -> None:
    found = read_back(registered, "report states CN,RU", tmp_path)
    rows = [words for _sure, words in found.statements if "76.4" in words and "17.9" in words]
    assert rows
    assert all(QUOTED.format(83) in words and "edition 2023" in words for words in rows)
