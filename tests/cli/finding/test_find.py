"""`find …`: words, places and gaps on the command line, and searches that are one's own."""

from pathlib import Path

import pytest
from tests.cli.terminal import ADMIN, ANALYST, NOW, PASSWORDS, REVIEWER, Desk

from landwaiter.domain.evidence.deeds import AddFile
from landwaiter.services.deeds.engine import run
from landwaiter.services.table import sessions

NOTE = "The exporter spoke of a maraging steel rod in Łódź."


@pytest.fixture
def noted(desk: Desk, tmp_path: Path) -> str:
    """The reference of a case with a note and a piece of evidence that nobody read yet."""
    (row, *_rest) = desk.gets("case", "list")
    reference = str(row["reference"])
    desk.gets("case", "act", reference, "note", "--reason", NOTE)
    letter = tmp_path / "letter.txt"
    letter.write_text("Good day\nthe maraging rods are ready\n", encoding="utf-8")
    # Not by the command, which reads what it adds.
    session = sessions.open_casebook(
        desk.path, user=desk.user, password=PASSWORDS[desk.user], now=lambda: NOW
    )
    with session.casebook:
        run(session, AddFile(reference, letter, received_from="exporter"))
    return reference


def test_a_text_is_found_with_its_place_and_what_is_not_read_is_told(
    desk: Desk, noted: str
) -> None:
    seen = desk.gets("find", "lodz", "maraging")
    (match,) = seen["matches"]
    assert (match["kind"], match["reference"], match["where"]) == ("notes", noted, "Note")
    assert [part["text"] for part in match["snippet"] if part["match"]] == ["maraging", "Łódź"]
    assert (seen["total"], seen["unread"], seen["not_read"]) == (1, 1, [])
    told = desk.types("find", "lodz", "maraging").out
    assert "[maraging] steel rod in [Łódź]" in told
    assert "1 piece of evidence is not read yet. Read them: landwaiter find read." in told
    assert desk.gets("find", "read") == {"read": 1, "in_part": 0, "not_read": 0}
    (letter,) = desk.gets("find", "maraging rods")["matches"]
    assert letter["where"] == "E-01 letter.txt, line 2"


def test_what_narrows_may_stand_before_and_behind_the_words(desk: Desk, noted: str) -> None:
    for typed in (
        ("find", "--in", "notes", "maraging", "--case", noted),
        ("find", "maraging", "--in", "notes,calls", "--from", "2026-01-01"),
        ("find", "text", "maraging"),
    ):
        assert len(desk.gets(*typed)["matches"]) == 1, typed
    assert desk.gets("find", "maraging", "--in", "calls")["matches"] == []
    assert "Nothing is found." in desk.types("find", "maraging", "--to", "2020-01-01").out
    refused = desk.types("find", "maraging", "--in", "letters", "--json")
    assert (refused.code, refused.data["error"]["field"]) == (1, "in")
    assert desk.types("find", "***").code == 1


def test_searches_are_saved_for_who_saves_them(desk: Desk, noted: str) -> None:
    saved = desk.gets("find", "save", "Rods", "maraging", "--in", "notes")
    assert (saved["name"], saved["words"], saved["in"]) == ("Rods", "maraging", ["notes"])
    assert [one["name"] for one in desk.gets("find", "list")] == ["Rods"]
    assert "Rods" in desk.types("find", "list").out
    assert len(desk.gets("find", "saved", "Rods")["matches"]) == 1
    assert desk.colleague(REVIEWER).gets("find", "list") == []
    assert desk.gets("find", "remove", "Rods")["name"] == "Rods"
    assert desk.types("find", "saved", "Rods").code == 1
    assert "saved" in desk.types("find", "save", "Rods", "maraging").out
    assert "removed" in desk.types("find", "remove", "Rods").out


def test_how_many_there_are_besides_is_told(desk: Desk, noted: str) -> None:
    desk.gets("case", "act", noted, "note", "--reason", "Maraging once more.")
    told = desk.types("find", "maraging", "--limit", "1").out
    assert "2 texts found." in told
    assert "The best 1 is shown" in told


def test_cases_are_tagged_and_found_by_their_tag(desk: Desk, noted: str) -> None:
    assert desk.types("tag", "add", "pumps").code == 1
    desk.colleague(ADMIN).types("casebook", "users", "roles", ANALYST, "analyst,head")
    desk.colleague(REVIEWER).gets("casebook", "users", "second", ANALYST)
    assert desk.gets("tag", "add", "machine tools")["made"] == "machine tools"
    desk.gets("case", "act", noted, "tag", "--tag", "Machine Tools")
    assert [one["reference"] for one in desk.gets("case", "list", "--tag", "machine tools")] == [
        noted
    ]
    assert desk.gets("case", "list", "--tag", "pumps") == []
    assert desk.gets("case", "show", noted)["tags"] == ["machine tools"]
    assert "machine tools" in desk.types("case", "show", noted).out
    assert len(desk.gets("find", "maraging", "--tag", "machine tools")["matches"]) == 1
    assert desk.gets("find", "maraging", "--tag", "pumps")["matches"] == []
    (tag,) = desk.gets("tag", "list")
    assert (tag["name"], tag["cases"], tag["retired"]) == ("machine tools", 1, False)
    desk.gets("tag", "retire", "machine tools")
    assert "yes" in desk.types("tag", "list").out
