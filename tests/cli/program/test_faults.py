"""Whatever goes wrong ends in one sentence and an exit code, never in a traceback."""

from pathlib import Path
from typing import Any

import pytest
from tests.cli.terminal import ANALYST, SAMPLES, Desk, typed

from landwaiter.cli.base import bug_log
from landwaiter.services.hits import screening_jobs
from landwaiter.services.intake import sifted_versions, taking_in

HOSTILE = {
    "empty.xml": b"",
    "binary.csv": bytes(range(256)),
    "doctype.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
    "cut.xml": b"<CC515C><messageSender>",
    "quote.csv": b'mrn,cn8,description\n1,"84571010,open quote\n',
    "latin1.csv": "mrn,cn8,description\n1,84571010,Pr\xe9cision\n".encode("latin-1"),
    "zip.csv": b"PK\x03\x04" + b"\0" * 64,
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("command", [["intake"], ["list", "import"], ["pack", "import"]])
def test_a_hostile_file_is_refused_by_name(
    reader: Desk, tmp_path: Path, command: list[str], name: str
) -> None:
    file = tmp_path / name
    file.write_bytes(HOSTILE[name])
    seen = reader.types(*command, file)
    assert seen.code == 1
    assert name in seen.err + seen.out
    assert "Traceback" not in seen.err + seen.out
    assert "mistake" not in seen.err


@pytest.mark.parametrize("name", ["binary.csv", "quote.csv", "latin1.csv", "zip.csv"])
@pytest.mark.parametrize("command", ["screen", "compare"])
def test_a_hostile_file_of_names_is_refused_by_name(
    reader: Desk, tmp_path: Path, command: str, name: str
) -> None:
    file = tmp_path / name
    file.write_bytes(HOSTILE[name])
    seen = reader.types(command, "--file", file)
    assert seen.code == 1
    assert name in seen.err
    assert len(seen.err.strip().splitlines()) == 1


@pytest.mark.parametrize(
    "command",
    [
        ["intake", "{}"],
        ["list", "import", "{}"],
        ["pack", "import", "{}"],
        ["screen", "--file", "{}"],
        ["compare", "--file", "{}"],
        ["verify", "{}"],
        ["intake", "x", "--mapping", "{}"],
        ["evidence", "add", "PL1-2026-000001", "{}"],
        ["casebook", "restore", "{}", "nowhere"],
    ],
)
@pytest.mark.parametrize("path", ["/no/such/file", "/proc/self/mem", "x" * 5000])
def test_a_file_that_cannot_be_read_is_one_sentence(
    reader: Desk, command: list[str], path: str
) -> None:
    seen = reader.types(*(word.format(path) for word in command))
    assert seen.code == 1
    assert "Traceback" not in seen.err
    assert "mistake" not in seen.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["case", "act", "PL1-2026-000001", "no-such-act"],
        ["case", "act", "PL1-2026-000001", "classify"],
        ["case", "act", "PL1-2026-000001", "hold", "--item", "99"],
        ["case", "act", "PL1-2026-000001", "hold", "--item", "9" * 40],
        ["case", "act", "PL1-2026-000001", "hold", "--item", "1", "--date", "tomorrow"],
        ["case", "act", "PL1-2026-000001", "open-track", "--track", "Z"],
        ["case", "act", "PL1-2026-000001", "judge", "--hit", "'; DROP TABLE", "--reason", "x"],
        ["case", "act", "PL1-2026-000001", "propose", "--outcome", "nonsense", "--reason", "x"],
        ["case", "act", "PL1-2026-000001", "propose", "--item-outcome", "nonsense"],
        ["case", "act", "PL1-2026-000001", "add-evidence", "--value", "{}", "--source", "x"],
        ["case", "act", "PL1-2026-000001", "enrich", "--field", "x", "--source", "y"],
        ["case", "act", "nonsense", "take"],
        ["case", "list", "--stage", "nonsense"],
        ["case", "new", "--kind", "nonsense"],
        ["case", "new", "--kind", "research", "--start", "soon"],
        ["case", "new", "--kind", "research", "--partner-country", "China"],
        ["screen", "x", "--threshold", "2"],
        ["screen", "x", "--threshold", "nan"],
        ["screen", "x", "--country", "China"],
        ["screen", "x", "--kind", "dog"],
        ["classify", "x", "--cn", "12"],
        ["flags", "nonsense"],
        ["list", "remove", "nonsense"],
        ["office", "set", "nonsense", "1"],
        ["casebook", "users", "roles", ANALYST, "king"],
        ["casebook", "users", "disable", "Nobody"],
    ],
)
def test_what_cannot_be_done_is_one_sentence(reader: Desk, arguments: list[str]) -> None:
    seen = reader.types(*arguments)
    assert (seen.code, seen.out) == (1, "")
    assert len(seen.err.strip().splitlines()) == 1
    assert "mistake" not in seen.err


@pytest.mark.parametrize("place", ["/no/such/casebook", "/dev/null", "x" * 5000, "~nobody-here"])
@pytest.mark.parametrize("command", [["case", "list"], ["casebook", "check"], ["audit", "verify"]])
def test_a_casebook_that_is_none_is_one_sentence(command: list[str], place: str) -> None:
    seen = typed(*command, "--casebook", place, user=ANALYST)
    assert (seen.code, seen.out) == (1, "")
    assert len(seen.err.strip().splitlines()) == 1
    assert "mistake" not in seen.err


def test_a_bug_is_logged_without_case_data(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_pairs: object) -> None:
        secret = "Harbin Sample Works"
        raise ZeroDivisionError(secret)

    monkeypatch.setattr(screening_jobs, "compare_pairs", fails)
    seen = typed("compare", "Harbin Sample Works", "x")
    assert (seen.code, seen.out) == (1, "")
    assert str(bug_log.log_file()) in seen.err
    told = bug_log.log_file().read_text(encoding="utf-8")
    assert "ZeroDivisionError" in told
    assert "test_faults.py:" in told
    assert "Harbin" not in told + seen.err


def test_an_interruption_is_told_and_saves_nothing(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_arguments: object, **_more: object) -> None:
        raise KeyboardInterrupt

    before = desk.gets("case", "list")
    with monkeypatch.context() as patch:
        patch.setattr("landwaiter.services.intake.taking_in.open_from_arrival", interrupted)
        seen = desk.types("intake", SAMPLES / "wco_declaration.xml")
    assert (seen.code, seen.err) == (1, "Cancelled; nothing was saved.\n")
    assert desk.gets("case", "list") == before


def test_an_interruption_between_two_units_of_work_tells_what_is_saved(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    opened = sifted_versions.open_from_arrival
    calls = iter(range(9))

    def interrupted(*arguments: Any, **more: Any) -> Any:
        if next(calls) == 2:
            raise KeyboardInterrupt
        return opened(*arguments, **more)

    rows = "".join(f"INT-{number},CN,84571010,lathe {number}\n" for number in range(4))
    file = tmp_path / "four.csv"
    file.write_text(f"lrn,country_destination,cn8,description\n{rows}", encoding="utf-8")
    with monkeypatch.context() as patch:
        for name in ("FIRST_BATCH", "LEAST", "MOST"):
            patch.setattr(taking_in, name, 1)
        patch.setattr(taking_in, "open_from_arrival", interrupted)
        seen = desk.types("intake", file)
    assert seen.code == 1
    assert seen.err.startswith("Cancelled: of 4 declarations and messages 2 are taken in.")
    (result,) = desk.gets("intake", file)
    assert (result["created"], result["duplicates"]) == (2, 2)


def test_text_from_a_file_cannot_steer_the_terminal(reader: Desk, tmp_path: Path) -> None:
    file = tmp_path / "names.txt"
    file.write_text("Evil\x1b[2JName\u202e\n")
    seen = reader.types("screen", "--file", file)
    assert seen.code == 0
    assert "\x1b" not in seen.out
    assert "\\u001b[2J" in seen.out
