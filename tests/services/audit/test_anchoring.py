"""Anchor files, time-stamps of them, and the periodic one on another medium."""

from pathlib import Path

import pytest
from tests.services.sample_office import ADMIN, ANALYST, HEAD, Office
from tests.settings import change_settings
from tests.storage.authority import NAME, Authority

from landwaiter.domain.audit.deeds import KeepTimeStamp, WriteAnchor
from landwaiter.errors import Invalid, NotFound
from landwaiter.services.audit import anchoring
from landwaiter.services.audit.audit_history import verify_chain
from landwaiter.services.casebook import casebooks
from landwaiter.services.deeds.engine import do
from landwaiter.storage.audit.anchors import read_anchor_file


def keeping(office: Office, folder: Path, hours: str = "24") -> None:
    values = {anchoring.FOLDER: str(folder), anchoring.HOURS: hours}
    change_settings(office.session(ADMIN), values)


def kept(office: Office, who: str = ANALYST) -> str:
    return anchoring.keep_anchor(office.session(who))


@pytest.fixture
def medium(tmp_path: Path) -> Path:
    folder = tmp_path / "drive"
    folder.mkdir()
    return folder


def test_an_anchor_file_vouches_for_the_entries_before_it(office: Office, tmp_path: Path) -> None:
    made = do(office.session(ANALYST), WriteAnchor(tmp_path / "anchor.json")).outcome
    assert read_anchor_file(tmp_path / "anchor.json") == made
    report = verify_chain(office.session(ANALYST), [tmp_path / "anchor.json"])
    assert (report.sound, report.anchored_to, report.not_anchored) == (True, made.seq, 1)


def test_an_anchor_file_is_never_overwritten(office: Office, tmp_path: Path) -> None:
    do(office.session(ANALYST), WriteAnchor(tmp_path / "anchor.json"))
    before = verify_chain(office.session(ANALYST)).entries
    with pytest.raises(Invalid, match="a file of this name already"):
        do(office.session(ANALYST), WriteAnchor(tmp_path / "anchor.json"))
    assert verify_chain(office.session(ANALYST)).entries == before


def test_a_refused_query_leaves_no_anchor_behind(office: Office, tmp_path: Path) -> None:
    taken = tmp_path / "query.tsq"
    taken.write_text("somebody's")
    with pytest.raises(Invalid):
        do(office.session(ANALYST), WriteAnchor(tmp_path / "anchor.json", taken))
    assert not (tmp_path / "anchor.json").exists()
    assert taken.read_text() == "somebody's"


def test_the_reply_to_a_query_says_when_the_anchor_existed(office: Office, tmp_path: Path) -> None:
    authority = Authority()
    query, reply, roots = (tmp_path / name for name in ("q.tsq", "r.tsr", "ca.pem"))
    made = do(office.session(ANALYST), WriteAnchor(tmp_path / "a.json", query)).outcome
    reply.write_bytes(authority.reply(query.read_bytes()))
    roots.write_bytes(authority.root)
    stamp = do(office.session(HEAD), KeepTimeStamp(reply, roots)).outcome
    assert (stamp.anchor, stamp.authority, stamp.trusted) == (made, NAME, True)
    report = verify_chain(office.session(ANALYST))
    assert report.sound
    assert [(one.seq, one.note) for one in report.anchors if one.kind == "time-stamp"] == [
        (made.seq, NAME)
    ]
    assert casebooks.check(office.session(ANALYST)).audit.anchors == report.anchors


def test_a_reply_that_is_not_there_is_said(office: Office, tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        do(office.session(HEAD), KeepTimeStamp(tmp_path / "none.tsr"))


def test_no_anchor_is_written_where_no_medium_is_set(office: Office) -> None:
    before = office.view().audit_seq
    assert kept(office) == ""
    assert office.view().audit_seq == before


def test_an_anchor_is_written_on_the_medium_when_it_is_due(office: Office, medium: Path) -> None:
    keeping(office, medium)
    assert kept(office) == ""
    (first,) = medium.glob("*.json")
    assert read_anchor_file(first).kind == "medium"
    office.act(ANALYST, "note", reason="something was done")
    office.clock.move(hours=23)
    kept(office)
    assert len(list(medium.iterdir())) == 1
    office.clock.move(hours=1)
    kept(office)
    assert len(list(medium.iterdir())) == 2


def test_an_anchor_alone_is_no_reason_for_the_next(office: Office, medium: Path) -> None:
    keeping(office, medium)
    kept(office)
    office.clock.move(days=3)
    kept(office)
    assert len(list(medium.iterdir())) == 1


def test_a_missing_medium_is_a_task_and_stops_no_work(office: Office, medium: Path) -> None:
    keeping(office, medium / "not plugged in")
    assert "is not there" in kept(office)
    (caution,) = casebooks.status(office.session(ANALYST)).cautions
    assert caution.title == "Anchor overdue"
    assert "never" in caution.text
    office.act(ANALYST, "note", reason="work goes on")
    (medium / "not plugged in").mkdir()
    assert casebooks.status(office.session(ANALYST)).anchor_due
    assert kept(office) == ""
    status = casebooks.status(office.session(ANALYST))
    assert (status.cautions, status.anchor_due) == ((), False)


def cautioned(office: Office) -> list[str]:
    return [one.title for one in casebooks.status(office.session(ANALYST)).cautions]


def test_a_week_of_entries_that_nothing_outside_vouches_for_is_a_caution(
    office: Office, tmp_path: Path
) -> None:
    office.act(ANALYST, "note", reason="something was done")
    office.clock.move(days=6, hours=23)
    assert cautioned(office) == []
    office.clock.move(hours=2)
    assert cautioned(office) == ["Not anchored"]
    do(office.session(ANALYST), WriteAnchor(tmp_path / "anchor.json"))
    assert cautioned(office) == []
    office.clock.move(days=30)
    assert cautioned(office) == []
    office.act(ANALYST, "note", reason="something more was done")
    office.clock.move(days=8)
    assert cautioned(office) == ["Not anchored"]


def test_so_many_entries_within_a_day_are_one_too(office: Office) -> None:
    assert cautioned(office) == []
    with office.session(ANALYST).writing("note") as work:
        for number in range(anchoring.MOST_ENTRIES):
            work.audit("case.noted", f"case/{number}", {})
    assert cautioned(office) == ["Not anchored"]


REFUSED = {
    "a relative folder": (anchoring.FOLDER, "drive"),
    "no number": (anchoring.HOURS, "daily"),
    "no hour": (anchoring.HOURS, "0"),
    "another setting": ("anchor.colour", "blue"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_setting_that_makes_no_sense_is_refused(office: Office, name: str) -> None:
    key, value = REFUSED[name]
    with pytest.raises(Invalid):
        change_settings(office.session(ADMIN), {key: value})


def test_an_anchor_inside_the_casebook_proves_nothing(office: Office) -> None:
    with pytest.raises(Invalid, match="inside the casebook"):
        keeping(office, office.path / "anchors")


def test_a_clock_that_is_behind_is_told_at_sign_in_and_beside_a_deed(office: Office) -> None:
    office.clock.move(days=5)
    office.act(ANALYST, "note", reason="something was done")
    session = office.session(ANALYST)
    assert casebooks.status(session).cautions == ()
    session.notices.clear()  # that the casebook is new to this machine
    office.clock.move(days=-2)
    (caution,) = casebooks.status(session).cautions
    assert caution.title == "Clock behind"
    office.act(ANALYST, "note", reason="something more was done")
    assert list(session.notices) == [caution.text]
