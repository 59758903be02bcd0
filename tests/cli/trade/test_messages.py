"""What becomes of messages on sifted declarations is said in the output, as text and as JSON."""

from pathlib import Path

from tests.cli.terminal import Desk
from tests.services.intake.message_files import MRN, on_declaration
from tests.services.sample_office import declared, write_csv


def message(folder: Path, code: str, mrn: str, lrn: str = "") -> Path:
    path = folder / f"{code}.xml"
    path.write_text(on_declaration(code, mrn, lrn=lrn), encoding="utf-8")
    return path


def test_the_sift_says_what_was_kept_and_what_waits(desk: Desk, tmp_path: Path) -> None:
    row = declared(lrn="T-1", mrn="", description="wooden chairs", consignee_name="Quiet Harbour")
    desk.gets("sift", write_csv(tmp_path / "declared.csv", [row]))
    seen = desk.types("sift", message(tmp_path, "CC599C", MRN)).out
    assert "1 message: 0 kept with their declarations, 0 on cases, 1 waiting" in seen
    (given,) = desk.gets("sift", message(tmp_path, "CC528C", MRN, "T-1"))
    assert [given[f"messages{one}"] for one in ("", "_kept", "_on_cases", "_waiting")] == [
        1, 1, 0, 0,
    ]  # fmt: skip
    assert given["messages_found"] == 1
    told = desk.types("trade", "show", MRN).out
    assert "CC528C MRN allocated, 2026-03-30" in told
    assert "CC599C Exit confirmed, 2026-03-29" in told
    shown = desk.gets("trade", "show", MRN)
    assert [one["message"] for one in shown["messages"]] == ["CC528C", "CC599C"]
    assert desk.gets("intake", "waiting")["total"] == 0


def test_a_number_without_a_known_meaning_is_told(desk: Desk, tmp_path: Path) -> None:
    row = declared(lrn="T-1", mrn=MRN, description="wooden chairs", consignee_name="Quiet Harbour")
    desk.gets("sift", write_csv(tmp_path / "declared.csv", [row]))
    file = message(tmp_path, "CC584C", MRN)
    assert "what this message means is not established" in desk.types("sift", file).out
    (again,) = desk.gets("intake", file)
    assert (again["kept"], again["duplicates"]) == (0, 1)
