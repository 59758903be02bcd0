"""Where goods are: what acts record of it, what counts, and the slips that go with them."""

import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.services.sample_office import ANALYST, REASON, REF, Office

from landwaiter.domain.cases.case import TrackLetter
from landwaiter.domain.reports.deeds import ReportSlip
from landwaiter.errors import Invalid, NotAllowed, NotFound
from landwaiter.services.deeds.engine import run
from landwaiter.services.reports import reporting


def text_of(path: Path) -> str:
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("pdftotext is not installed: nothing reads the text of a PDF")
    shown = subprocess.run([program, "-layout", str(path), "-"], capture_output=True, check=True)
    return shown.stdout.decode()


PRESENTED = datetime.fromisoformat("2026-03-30T08:15")


def test_a_hold_says_where_the_goods_are_and_who_was_told(office: Office) -> None:
    office.act(
        ANALYST,
        "hold",
        item=1,
        office="PL322080",
        place="yard C 14",
        container="MSKU 000001 2",
        seal="S-1",
        presented_at=PRESENTED,
        storage_cost="EUR 38 a day",
        told="the declarant",
        reason=REASON,
    )
    (row, other) = office.view().goods
    assert (row.where.office, row.where.location, row.where.seal) == (
        "PL322080",
        "yard C 14",
        "S-1",
    )
    assert row.where.presented_at == datetime(2026, 3, 30, 6, 15, tzinfo=UTC)
    assert [(told.who, told.what) for told in row.told] == [("the declarant", "hold")]
    assert other.events == ()


def test_goods_that_were_not_presented_yet_are_not_recorded_as_presented(office: Office) -> None:
    ahead = datetime(2027, 3, 30, 8, 15, tzinfo=UTC)
    with pytest.raises(Invalid, match="lies ahead"):
        office.act(ANALYST, "hold", item=1, presented_at=ahead)
    assert office.view().goods[0].events == ()


def test_of_each_fact_the_newest_counts_and_nothing_is_forgotten(office: Office) -> None:
    office.act(ANALYST, "hold", item=1, place="yard A", seal="S-1")
    office.act(ANALYST, "locate", item=1, place="yard B", told="the carrier")
    office.act(ANALYST, "sample", item=1, seal="S-2")
    row = office.view().goods[0]
    assert (row.where.location, row.where.seal) == ("yard B", "S-2")
    assert [(event.act, event.status) for event in row.events] == [
        ("hold", "held"),
        ("locate", "held"),
        ("sample", "sampled"),
    ]


def test_saying_nothing_of_the_place_is_refused(office: Office) -> None:
    with pytest.raises(Invalid, match="Nothing is said"):
        office.act(ANALYST, "locate", item=1)


def test_what_was_said_stands_in_the_audit_entry(office: Office) -> None:
    office.act(ANALYST, "locate", item=1, place="yard B", told="the carrier")
    text = office.view().history[0].text
    assert text == "Whereabouts of item 1 recorded, at yard B, told to the carrier"


def test_a_cut_off_runs_as_a_clock_while_the_goods_are_in_hand(office: Office) -> None:
    cut_off = datetime.fromisoformat("2026-03-31T06:00")
    office.act(ANALYST, "hold", item=1, cut_off=cut_off)
    (clock,) = [one for one in office.view().clocks if one.kind == "vessel_cut_off"]
    assert (clock.due_at, clock.items) == (datetime(2026, 3, 31, 4, tzinfo=UTC), (1,))
    office.act(ANALYST, "release", item=1)
    assert [one.kind for one in office.view().clocks] == ["triage"]


@pytest.mark.parametrize(
    ("acts", "title"),
    [
        (("hold",), "Hold slip"),
        (("hold", "seize"), "Hold slip"),
        (("hold", "release"), "Release slip"),
        (("release", "record_exit"), "Release slip"),
    ],
)
def test_a_slip_says_what_is_ordered_of_one_item(
    office: Office, tmp_path: Path, acts: tuple[str, ...], title: str
) -> None:
    for act in acts:
        office.act(ANALYST, act, item=1, seal="S-77", told="the carrier", reason=REASON)
    pdf = tmp_path / "slip.pdf"
    made = run(office.session(ANALYST), ReportSlip(REF, 1, pdf))
    text = text_of(pdf)
    for part in (f"{title} {REF}", "5-axis CNC machining centre", "S-77", "the carrier", ANALYST):
        assert part in text
    assert "Page 1 of 1" in text
    assert made.dossier == f"{REF}-D1"
    assert reporting.verify_reports([pdf]).passed


def test_a_slip_names_the_tracks_that_hold_the_item(office: Office, tmp_path: Path) -> None:
    office.act(ANALYST, "hold", item=1, track=TrackLetter.L)
    run(office.session(ANALYST), ReportSlip(REF, 1, tmp_path / "slip.pdf"))
    assert "UCC 188, 194(1)" in text_of(tmp_path / "slip.pdf")


def test_a_slip_says_the_cut_off_as_people_at_the_quay_read_it(
    office: Office, tmp_path: Path
) -> None:
    office.act(ANALYST, "hold", item=1, cut_off=datetime.fromisoformat("2026-03-31T06:00"))
    run(office.session(ANALYST), ReportSlip(REF, 1, tmp_path / "slip.pdf"))
    assert "31 Mar 2026 06:00" in " ".join(text_of(tmp_path / "slip.pdf").split())


def test_the_same_slip_is_the_same_bytes(office: Office, tmp_path: Path) -> None:
    office.act(ANALYST, "hold", item=1)
    session = office.session(ANALYST)
    run(session, ReportSlip(REF, 1, tmp_path / "one.pdf"))
    (row,) = reporting.reports_made(session).rows
    reporting.render_again(session, row.id, pdf=tmp_path / "two.pdf", xlsx=None)
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()
    assert row.report_type == "slip"


def test_there_is_no_slip_for_goods_nobody_has_seen(office: Office, tmp_path: Path) -> None:
    session = office.session(ANALYST)
    with pytest.raises(NotAllowed, match="not presented"):
        run(session, ReportSlip(REF, 1, tmp_path / "slip.pdf"))
    with pytest.raises(NotFound, match="no item"):
        run(session, ReportSlip(REF, 9, tmp_path / "slip.pdf"))
    assert reporting.reports_made(session).rows == ()
    assert list(tmp_path.glob("*.pdf")) == []
