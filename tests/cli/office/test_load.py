"""`office load`: figures with their days, names for a head alone."""

from pathlib import Path

from tests.cli.terminal import Desk, typed
from tests.demonstration import NOON, Demonstration


def test_a_head_reads_the_figures_of_a_period(demonstration: Demonstration, tmp_path: Path) -> None:
    book = demonstration.casebook_in(tmp_path)
    told = {
        "LANDWAITER_USER": "Helena Kowalczyk",
        "LANDWAITER_PASSWORD": "sample password of Helena",
    }
    asked = ("office", "load", "--from", "2026-09-01", "--to", "2026-11-25", "--casebook", book)
    seen = typed(*asked, "--json", environment=told, now=lambda: NOON)
    assert seen.code == 0, seen.err
    assert (seen.data["from"], seen.data["to"]) == ("2026-09-01", "2026-11-25")
    assert "Marta Zielińska" in {one["officer"] for one in seen.data["officers"]}
    assert {one["name"] for one in seen.data["clocks"] if one["legal"]} == {"A", "B"}
    said = typed(*asked, environment=told, now=lambda: NOON).out
    for words in ("Calendar days", "Working days", "only:", "without a period of law"):
        assert words in said


def test_nothing_recorded_is_not_evaluated(reader: Desk) -> None:
    said = reader.types("office", "load", "--from", "2020-01-01", "--to", "2020-01-31").out
    assert "not evaluated" in said
    assert "Bob Cole" not in said


def test_a_day_that_is_none_is_refused(reader: Desk) -> None:
    seen = reader.types("office", "load", "--from", "yesterday")
    assert seen.code != 0
    assert "from" in seen.err
    assert "yesterday" in seen.err
