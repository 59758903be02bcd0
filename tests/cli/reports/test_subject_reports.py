"""`report load`, `reviewers` and `practice`: made by command, verified, refused with the reason."""

import shutil
from pathlib import Path

from tests.cli.terminal import REVIEWER, Desk, typed
from tests.services.practice.practising import NOON, PASSWORD, TRAINEE, practice_casebook

__all__ = ["practice_casebook"]
DAYS = ("--from", "2026-01-01", "--to", "2026-03-31")


def test_the_load_of_named_days_is_made_and_verifies(desk: Desk, tmp_path: Path) -> None:
    pdf, xlsx = tmp_path / "load.pdf", tmp_path / "load.xlsx"
    made = desk.gets("report", "load", *DAYS, "--pdf", pdf, "--xlsx", xlsx)
    assert made["reference"] == "2026-01-01 – 2026-03-31"
    assert made["dossier"].endswith("L-2026-01-01--2026-03-31-D1")
    assert desk.types("verify", pdf, xlsx).code == 3  # nobody vouches for the key yet


def test_records_of_reviewers_are_not_for_an_analyst(desk: Desk, tmp_path: Path) -> None:
    refused = desk.types("report", "reviewers", *DAYS, "--pdf", tmp_path / "r.pdf", "--json")
    assert (refused.code, refused.data["error"]["kind"]) == (1, "not_allowed")
    assert not (tmp_path / "r.pdf").exists()
    made = desk.colleague(REVIEWER).types("report", "reviewers", "--pdf", tmp_path / "r.pdf")
    assert "R-" in made.out
    assert (tmp_path / "r.pdf").exists()


def test_a_period_that_is_none_is_refused(desk: Desk, tmp_path: Path) -> None:
    seen = desk.types("report", "load", "--from", "yesterday", "--pdf", tmp_path / "r.pdf")
    assert seen.code != 0
    assert "yesterday" in seen.err


def test_practice_is_reported_on_where_there_is_some(
    desk: Desk, practice_casebook: Path, tmp_path: Path
) -> None:
    refused = desk.types("report", "practice", "--pdf", tmp_path / "r.pdf")
    assert "no training casebook" in refused.err
    book = Path(shutil.copytree(practice_casebook, tmp_path / "training"))
    told = {"LANDWAITER_USER": TRAINEE, "LANDWAITER_PASSWORD": PASSWORD}
    words = ("report", "practice", "TRAIN1-2026-000012", "--solution", "--pdf", tmp_path / "p.pdf")
    seen = typed(*words, "--casebook", book, "--json", environment=told, now=lambda: NOON)
    assert seen.data["reference"] == "TRAIN1-2026-000012"
    assert (tmp_path / "p.pdf").exists()
