"""The audit place, and views of sensitive entities, in the window bound to an office."""

import json
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from tests.deeds.said import said
from tests.storage.authority import NAME, Authority
from tests.ui.desk_office import ANALYST, PASSWORD, Answers, Hands
from tests.ui.hands import CTRL

from landwaiter.domain.audit.deeds import ErasePayload, WriteAnchor
from landwaiter.domain.entities.deeds import Mark, MarkEntity
from landwaiter.services.audit import viewing
from landwaiter.services.audit.audit_history import audit_page
from landwaiter.services.cases import case_reads, search
from landwaiter.services.cases.search import PaletteRow
from landwaiter.services.deeds.engine import do
from landwaiter.services.deeds.handler import Result
from landwaiter.services.entities import party_entities
from landwaiter.services.office.setting_table import SETTINGS
from landwaiter.services.table.sessions import every_handler, open_casebook
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit.anchors import write_anchor_file
from landwaiter.storage.audit.unit_of_work import Changes
from landwaiter.storage.base.settings import set_setting
from landwaiter.ui.audit.audit_screen import AuditScreen
from landwaiter.ui.deeds import at_desk
from landwaiter.ui.entities.entities_screen import EntitiesScreen

REF = "PL1-2026-000001"
Key = Qt.Key


def session_of(hands: Hands) -> Session:
    return hands.room.desk.known_session


def screen_of(hands: Hands) -> AuditScreen:
    hands.press(Key.Key_7, CTRL)
    screen = hands.room.desk.views["audit"].screen
    assert isinstance(screen, AuditScreen)
    return screen


def deeds(hands: Hands) -> list[str]:
    return [row.deed for row in audit_page(session_of(hands)).rows]


def sensitive(hands: Hands) -> str:
    """The name of the sensitive entity behind the consignee of the case."""
    session = session_of(hands)
    party = case_reads.case_view(session, REF).case.parties[0]
    do(session, said("assess"))
    do(session, said("link", party=party.id, basis="same register number"))
    (row,) = party_entities.list_entities(session).rows
    do(session, MarkEntity(entity=row.name, mark=Mark.SENSITIVE, reason="under observation"))
    return row.name


def test_the_chain_is_narrowed_by_what_is_typed_and_chosen(at_work: Hands) -> None:
    screen = screen_of(at_work)
    at_work.press(Key.Key_Slash)
    at_work.type(REF)
    at_work.press(Key.Key_Return)
    assert {row.object for row in screen.model.rows()} == {REF}
    screen.deed.choose("case.opened")
    at_work.settle()
    assert [row.deed for row in screen.model.rows()] == ["Case created"]


def test_a_day_that_is_none_is_said_and_nothing_is_read(at_work: Hands) -> None:
    screen = screen_of(at_work)
    before = screen.model.rows()
    screen.first.setFocus()
    at_work.type("yesterday")
    at_work.press(Key.Key_Return)
    assert "2026-03-31" in screen._say.words()
    assert screen.model.rows() == before


def test_reading_the_trail_is_an_entry_of_it(at_work: Hands) -> None:
    screen_of(at_work)
    assert deeds(at_work)[0] == "Audit trail read"


def test_an_extract_of_what_is_shown_is_exported(
    at_work: Hands, answers: Answers, tmp_path: Path
) -> None:
    screen = screen_of(at_work)
    screen.show_case(REF)
    at_work.settle()
    answers.saved = [tmp_path / "audit.jsonl"]
    screen.export.click()
    at_work.settle()
    lines = (tmp_path / "audit.jsonl").read_text(encoding="utf-8").splitlines()
    assert {json.loads(line)["extract"]["filter"]["case"] for line in lines} == {REF}


def test_an_anchor_with_a_query_is_written_and_its_time_stamp_imported(
    at_work: Hands, answers: Answers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    authority = Authority()
    screen = screen_of(at_work)
    answers.saved = [tmp_path / "anchor.json"]
    monkeypatch.setattr(answers, "confirm", lambda *_asked: True)
    screen.anchor.click()
    at_work.settle()
    reply, roots = tmp_path / "reply.tsr", tmp_path / "ca.pem"
    reply.write_bytes(authority.reply((tmp_path / "anchor.tsq").read_bytes()))
    roots.write_bytes(authority.root)
    answers.files = (reply, roots)
    screen.stamp.click()
    at_work.settle()
    assert at_work.room.desk.shell.notice.text.startswith(f"{NAME} says: entry ")
    assert deeds(at_work)[0] == "Time-stamp imported"


def test_the_chain_is_held_against_an_anchor_kept_elsewhere(
    at_work: Hands, answers: Answers, tmp_path: Path
) -> None:
    made = do(session_of(at_work), WriteAnchor(tmp_path / "kept.json")).outcome
    answers.files = (tmp_path / "kept.json",)
    screen_of(at_work).compare.click()
    at_work.settle()
    said = at_work.room.desk.shell.notice.text
    assert said.startswith(f"Anchored at entry {made.seq} by file kept.json at ")


def test_an_anchor_that_the_chain_does_not_lead_to_is_told(
    at_work: Hands, answers: Answers, tmp_path: Path
) -> None:
    made = do(session_of(at_work), WriteAnchor(tmp_path / "kept.json")).outcome
    write_anchor_file(tmp_path / "other.json", replace(made, sha256="0" * 64))
    answers.files = (tmp_path / "other.json",)
    screen_of(at_work).compare.click()
    at_work.settle()
    title, text = answers.told[-1]
    assert title == "The audit chain does not verify"
    assert f"Entry {made.seq} is not the one anchored" in text


def test_erasing_the_content_of_an_entry_is_asked_of_a_second_person(
    at_work: Hands, answers: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[ErasePayload] = []
    changes = Changes(said=("Rev may second it.",))

    def do_it(_session: Session, said: ErasePayload) -> Result:
        asked.append(said)
        return Result(changes, "m")

    monkeypatch.setattr(at_desk, "do", do_it)
    screen = screen_of(at_work)
    row = screen.list.current_row()
    answers.answers = {"reason": "it names a person who is not concerned"}
    screen.erase.click()
    at_work.settle()
    assert row is not None
    assert asked == [ErasePayload(row.seq, "it names a person who is not concerned")]
    assert at_work.room.desk.shell.notice.text.endswith("Rev may second it.")


def test_opening_a_case_records_the_view_of_its_sensitive_entity(
    at_work: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    name, threads = sensitive(at_work), set()
    note = viewing.note_case_opened

    def watched(session: Session, reference: str, *, through: str) -> int:
        threads.add(threading.get_ident())
        return note(session, reference, through=through)

    monkeypatch.setattr(viewing, "note_case_opened", watched)
    at_work.room.to_case(REF)
    at_work.settle()
    newest = audit_page(session_of(at_work)).rows[0]
    assert (newest.deed, newest.actor) == ("Sensitive entity viewed", ANALYST)
    assert name in newest.text
    assert threading.get_ident() not in threads


def test_an_entity_is_marked_by_keyboard_and_shows_it(at_work: Hands, answers: Answers) -> None:
    session = session_of(at_work)
    party = case_reads.case_view(session, REF).case.parties[0]
    do(session, said("assess"))
    do(session, said("link", party=party.id, basis="same register number"))
    at_work.press(Key.Key_3, CTRL)
    answers.answers = {"mark": "sensitive", "reason": "under observation"}
    at_work.press(Key.Key_S)
    screen = at_work.room.desk.views["entities"].screen
    assert isinstance(screen, EntitiesScreen)
    assert [row.sensitive for row in screen.model.rows()] == ["marked by the office"]
    answers.answers = {"mark": "ordinary", "reason": "the observation ended"}
    at_work.press(Key.Key_S)
    assert [row.sensitive for row in screen.model.rows()] == [""]


def _found(hands: Hands, name: str) -> PaletteRow:
    """The palette's answer for an entity."""
    return next(one for one in search.find(session_of(hands), name) if one.kind == "entity")


def test_opening_a_found_entity_records_the_view(at_work: Hands) -> None:
    name = sensitive(at_work)
    at_work.room.desk.shell.found.emit(_found(at_work, name))
    at_work.settle()
    assert deeds(at_work)[0] == "Sensitive entity viewed"


def test_a_case_leads_to_all_its_entries(at_work: Hands) -> None:
    at_work.room.to_case(REF)
    at_work.settle()
    at_work.room.to_audit_of(REF)
    at_work.settle()
    screen = at_work.room.desk.views["audit"].screen
    assert isinstance(screen, AuditScreen)
    assert screen.wanted.case == REF
    assert {row.object for row in screen.model.rows()} == {REF}


def other_session(hands: Hands) -> Session:
    return open_casebook(session_of(hands).casebook.path, user=ANALYST, password=PASSWORD)


def test_a_missing_medium_stands_at_the_foot_until_it_is_there(
    at_work: Hands, tmp_path: Path
) -> None:
    folder = tmp_path / "drive"
    session = other_session(at_work)
    with session.casebook, session.writing("set") as work:
        set_setting(work.conn, "anchor.folder", str(folder), by=work.actor, at=work.now)
        work.quiet()
    at_work.room.desk.read_status()
    at_work.settle()
    foot = at_work.room.desk.shell.foot
    assert foot.cautions.words() == "Anchor overdue"
    assert "Connect the medium" in foot.caution_place.toolTip()
    folder.mkdir()
    at_work.room.desk.read_status()
    at_work.settle()
    assert not foot.caution_place.isVisible()
    assert len(list(folder.glob("anchor-PL1-*.json"))) == 1


def test_a_clock_that_is_behind_is_said_at_sign_in(at_work: Hands) -> None:
    session = other_session(at_work)
    with session.casebook:
        later = Session(session.casebook, every_handler, lambda: session.now().replace(year=2099))
        do(later, said("note", reason="from the future"))
    at_work.room.desk.read_status()
    at_work.settle()
    assert at_work.room.desk.shell.foot.cautions.words() == "Clock behind"
    assert "is behind" in at_work.room.desk.shell.notice.text


def test_settings_of_anchors_and_views_are_the_offices() -> None:
    assert {"anchor.folder", "sensitive.persons"} <= {one.pattern for one in SETTINGS}
