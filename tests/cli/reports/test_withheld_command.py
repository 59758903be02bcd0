"""`report --for`, `report withheld`, `verify --passages`: what is left out, and what proves it."""

import json
from pathlib import Path

from tests.cli.terminal import Desk, typed

CASE = "PL1-2026-000001"


def test_a_report_is_made_for_whom_it_says(desk: Desk, tmp_path: Path) -> None:
    pdf = tmp_path / "m.pdf"
    made = desk.types("report", "ministry", CASE, "--pdf", pdf)
    assert made.code == 0, made.err
    assert "Redacted for ministry: " in made.out
    found = typed("verify", pdf)
    assert (found.code, "Redacted for ministry: " in found.out) == (3, True)
    made = desk.types("report", "case", CASE, "--pdf", pdf, "--for", "licensing-authority")
    assert "Redacted for licensing authority: " in made.out
    whole = desk.types("report", "case", CASE, "--pdf", pdf)
    assert "Redacted" not in whole.out


def test_a_reader_that_there_is_not_and_an_addressee_of_nobody_are_refused(
    desk: Desk, tmp_path: Path
) -> None:
    wrong = desk.types("report", "case", CASE, "--pdf", tmp_path / "r.pdf", "--for", "press")
    assert (wrong.code, "licensing-authority" in wrong.err) == (2, True)
    nobody = desk.types("report", "case", CASE, "--pdf", tmp_path / "r.pdf", "--to", "Alpha Works")
    assert nobody.code == 1
    assert "Say for whom it is made" in nobody.err
    assert not (tmp_path / "r.pdf").exists()


def test_what_is_disclosed_later_is_proven_by_the_command_line(desk: Desk, tmp_path: Path) -> None:
    pdf, passages = tmp_path / "p.pdf", tmp_path / "passages.json"
    made = desk.gets("report", "case", CASE, "--pdf", pdf, "--for", "party", "--to", "Gamma")
    counts = {one["class"]: one["count"] for one in made["redaction"]["withheld"]}
    told = desk.gets("report", "withheld", made["dossier"])
    assert len(told["passages"]) == sum(counts.values())
    passages.write_text(json.dumps(told), encoding="utf-8")
    held = typed("verify", pdf, "--passages", passages)
    assert held.code == 3, held.err
    assert "is what was withheld there" in held.out
    told["passages"][0]["passage"] = "another"
    passages.write_text(json.dumps(told), encoding="utf-8")
    assert typed("verify", pdf, "--passages", passages).code == 1
