"""The ugly case on paper: nothing leaves its page or overlaps, and what must be short is short."""

import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest
from tests.machines import unseen
from tests.reports.paper.page_measure import faults_of_layout
from tests.reports.paper.test_archive import some_facts
from tests.reports.paper.test_breaks import STYLE
from tests.reports.workbook_rules import faults_of
from tests.services.cases.test_goods_places import text_of
from tests.services.reports.ugly_case import (
    KINDS,
    LETTERS,
    LONGEST,
    PHRASES,
    described,
    make,
    make_ugly,
)
from tests.services.sample_office import Office, an_office

from landwaiter.reports.paper.archive import packed
from landwaiter.reports.paper.marks import MarkPiece
from landwaiter.reports.paper.paper_file import SIDE, draw_pages, report_frame
from landwaiter.reports.paper.typesetting.typeset import typeset

DAYS = (datetime.now(UTC).date() - datetime(2026, 1, 1, tzinfo=UTC).date()).days
ALWAYS = ("seizure", "ministry", "decision", "hold-slip-label", "statistics")
"""Closed forms, a body of few pages, points that break, long slips, a foot of two lines."""
OTHERS = tuple(name for name in KINDS if name not in ALWAYS)
NAMES = KINDS if os.environ.get("LANDWAITER_LONGER") else (*ALWAYS, OTHERS[DAYS % len(OTHERS)])
SIDES = {"hold-slip-A5": 28.0, "release-slip-A5": 28.0}
LABEL, LETTER, REPORT = 14.0, 40.0, SIDE
"""Points at the left and right that nothing is printed on."""
MOST_PAGES = dict.fromkeys(
    (
        *("seizure", "hold-slip-A4", "hold-slip-A5", "hold-slip-label"),
        *("release-slip-A4", "release-slip-label"),
    ),
    1,
)


def side(name: str) -> float:
    if name.endswith("label"):
        return LABEL
    return LETTER if name in LETTERS else SIDES.get(name, REPORT)


@pytest.fixture(scope="module")
def ugly(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The casebook, made once."""
    office = an_office(tmp_path_factory.mktemp("ugly"))
    make_ugly(office)
    office.close()
    return office.path


def made(name: str, ugly: Path, folder: Path) -> tuple[Path, ...]:
    office = Office(unseen(Path(shutil.copytree(ugly, folder / "casebook"))))
    try:
        return make(name, office, folder)
    finally:
        office.close()


@pytest.mark.parametrize("name", NAMES)
def test_nothing_leaves_its_page_or_overlaps(ugly: Path, tmp_path: Path, name: str) -> None:
    pdf, *workbooks = made(name, ugly, tmp_path)
    assert list(faults_of_layout(pdf, side=side(name))) == []
    assert [fault for one in workbooks for fault in faults_of(one)] == []
    with pikepdf.open(pdf) as file:
        assert len(file.pages) <= MOST_PAGES.get(name, len(file.pages))


def test_the_body_of_a_report_to_the_ministry_is_two_pages(ugly: Path, tmp_path: Path) -> None:
    pdf, _workbook = made("ministry", ugly, tmp_path)
    pages = text_of(pdf).split("\f")
    assert next(no for no, page in enumerate(pages) if "Annex A, goods" in page) <= 2


def test_items_are_of_every_script_and_as_long_as_they_may_be() -> None:
    texts = [described(no) for no in range(1, 61)]
    assert {len(text) for text in texts} <= {LONGEST, LONGEST - 1}
    for phrase in PHRASES.values():
        assert sum(phrase[:12] in text for text in texts) > 1
    assert any(" " not in text for text in texts)


def _page(*texts: tuple[str, float, float]) -> bytes:
    """A page with words at places of their own, in points from the lower left."""

    class Words(MarkPiece):
        def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803
            self.width, self.height = aW, 720.0
            return self.width, self.height

        def draw(self) -> None:
            for said, x, y in texts:
                made = typeset(said, STYLE, 200, tag="H2" if said == "Head" else "P")
                made.wrap(200, 100)
                made.drawOn(self.canv, x - SIDE, y - 52)

    pages = draw_pages([Words()], report_frame(foot=52, height=720))
    with pages.archived(some_facts()).pdf as pdf:
        return packed(pdf)


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        ((("Head", 50, 500), ("fine", 50, 480)), ""),
        ((("over the edge", 550, 500),), "leaves its page"),
        ((("below the edge", 50, 3),), "leaves its page"),
        ((("one line", 50, 500), ("on another", 52, 502)), "overlaps"),
        ((("fine", 50, 500), ("Head", 50, 480)), "nothing stands below the heading"),
        ((("a \U0001f9ff", 50, 500),), "code points"),
        ((), "nothing is said"),
    ],
)
def test_each_fault_of_layout_is_told(
    tmp_path: Path, texts: tuple[tuple[str, float, float], ...], said: str
) -> None:
    file = tmp_path / "page.pdf"
    file.write_bytes(_page(*texts))
    found = list(faults_of_layout(file, side=SIDE))
    assert all(said in one for one in found)
    assert bool(found) == bool(said)
