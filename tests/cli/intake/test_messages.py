"""`intake waiting` and `intake messages`, and what `intake` tells of messages that wait."""

from pathlib import Path

from tests.cli.terminal import Desk
from tests.services.intake.message_files import MRN, on_declaration

from landwaiter.domain.base.terms import low
from landwaiter.domain.intake.customs_messages import CUSTOMS_MESSAGES
from landwaiter.domain.intake.customs_standing import STATUS_WORDS, stated_by

MANUAL = Path(__file__).resolve().parents[3] / "docs" / "manual" / "formats.md"


def sent(folder: Path, code: str = "CC551C") -> Path:
    file = folder / f"{code}.xml"
    file.write_text(on_declaration(code, MRN), encoding="utf-8")
    return file


def test_a_message_without_its_declaration_waits_and_is_listed(desk: Desk, tmp_path: Path) -> None:
    [result] = desk.gets("intake", sent(tmp_path))
    assert (result["waiting"], result["updated"], result["rejected"]) == (1, 0, [])
    found = desk.gets("intake", "waiting")
    [row] = found["waiting"]
    assert found["total"] == 1
    assert (row["message"], row["mrn"], row["file"]) == ("CC551C", MRN, "CC551C.xml")
    said = desk.types("intake", "waiting").out
    assert "No release for export" in said
    assert "1 message waits for its declaration." in said


def test_it_is_told_that_it_waited_when_its_declaration_comes(desk: Desk, tmp_path: Path) -> None:
    desk.gets("intake", sent(tmp_path), sent(tmp_path, "CC560C"))
    file = tmp_path / "declarations.csv"
    file.write_text(f"mrn,cn8,description\n{MRN},84571010,Machining centre\n", encoding="utf-8")
    said = desk.types("intake", file).out
    assert "2 messages had waited for their declarations." in said
    assert desk.gets("intake", "waiting")["total"] == 0


def test_the_messages_that_are_read_are_listed(desk: Desk) -> None:
    rows = desk.gets("intake", "messages")
    assert {row["message"] for row in rows} == set(CUSTOMS_MESSAGES)
    assert "Release for transit" in desk.types("intake", "messages").out


def test_the_manual_has_the_same_table() -> None:
    text = MANUAL.read_text(encoding="utf-8")
    for one in CUSTOMS_MESSAGES.values():
        states = stated_by(one.code)
        said = f" {STATUS_WORDS[states]} " if states else "  "
        cells = (f"`{one.code}`", one.title, one.sender, low(one.effect))
        assert f"| {' | '.join(cells)} |{said}| {low(one.trust)} |" in text
