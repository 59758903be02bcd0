"""What the sift and the store say on the command line, in whole words of the language spoken."""

import re
from pathlib import Path

from tests.cli.terminal import ADMIN, REVIEWER, Desk
from tests.services.intake.message_files import on_declaration
from tests.services.sample_office import declared, write_csv

from landwaiter.cli.trade.sift_commands import earlier_lines
from landwaiter.services.trade.opening import EarlierFileCase
from landwaiter.services.trade.runs.sift_file import SiftResult

WHY = "looked at the papers of all of these"


def sifted(desk: Desk, folder: Path) -> None:
    rows = [declared(lrn=f"W-{number}", description="wooden chairs") for number in range(3)]
    desk.gets("sift", write_csv(folder / "sift.csv", rows))


def test_today_has_the_line_of_the_sift(desk: Desk, tmp_path: Path) -> None:
    assert desk.gets("today")["sift"] is None
    sifted(desk, tmp_path)
    found = desk.gets("today")["sift"]
    assert {*found} == {"sifted", "opened", "sample", "waits_for_list", "found_later"}
    assert found["sifted"] == 3
    line = f"3 sifted, {found['opened']} opened, {found['sample']} in the sample, 0 waiting"
    assert line in desk.types("today").out


def test_what_became_of_a_declaration_is_said_in_words(desk: Desk, tmp_path: Path) -> None:
    sifted(desk, tmp_path)
    desk.gets("trade", "aside", "W-0", "--reason", WHY)
    assert ": set aside by a person looked at" in desk.types("trade", "show", "W-0").out


def test_a_sample_of_none_is_said_as_such(desk: Desk) -> None:
    assert desk.colleague(ADMIN).types("trade", "sample", "0", "--reason", WHY).code == 0
    motions = desk.colleague(REVIEWER).types("motions", "list").out
    assert "None of the rest is looked at (so far one in 400)." in motions


def test_a_message_goes_by_its_own_name(desk: Desk, tmp_path: Path) -> None:
    for name in ("CC513C", "CC514C", "CC599C", "CC029C"):
        file = tmp_path / f"{name}.xml"
        file.write_text(f"<{name}/>", encoding="utf-8")
        seen = desk.types("intake", file, "--json")
        assert f'"format": "{name.lower()}"' in seen.out, seen.out


def test_whether_every_list_is_asked_is_said_by_who_sets_the_office(desk: Desk) -> None:
    said = ("office", "set", "sift.every_list", "true")
    assert desk.types(*said).code != 0, "an analyst sets nothing of the office"
    assert desk.colleague(ADMIN).types(*said).code == 0
    assert "sift.every_list" in desk.types("audit", "list").out


def test_a_case_of_what_an_earlier_file_brought_is_told_with_its_file() -> None:
    opened = (
        EarlierFileCase("PL1-2026-000007", ("severe_flag",), "W-1", "monday.csv"),
        EarlierFileCase("PL1-2026-000008", (), "W-2", "amended.xml"),
    )
    result = SiftResult("tuesday.csv", 1, 1, opened_earlier=2, cases_earlier=opened)
    assert [*earlier_lines(result)] == [
        "2 cases were opened of what earlier files brought:",
        "PL1-2026-000007: High or critical flag (W-1, monday.csv)",
        "PL1-2026-000008: its amendment had waited for it (W-2, amended.xml)",
    ]


def test_the_sift_says_how_many_are_messages(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "released.xml"
    file.write_text(on_declaration("CC529C", "26PL302010E10001A8"), encoding="utf-8")
    head, line = desk.types("sift", file).out.splitlines()[:2]
    assert "Declarations" not in head
    cells = dict(zip(re.split(r"  +", head.strip()), line.split(), strict=True))
    assert (cells["Read from the file"], cells["Messages"], cells["Sifted"]) == ("1", "1", "0")
