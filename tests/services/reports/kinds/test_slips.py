"""Hold and release slips: what is ordered of one item, without reasons, and which ends which."""

import unicodedata
from pathlib import Path
from typing import Any

import pytest
from tests.services.cases.test_goods_places import text_of
from tests.services.sample_office import ADMIN, ANALYST, REASON, REF, Office
from tests.settings import change_settings

from landwaiter.domain.cases.case import TrackLetter
from landwaiter.domain.reports.case_reports import SheetSize, SlipKind
from landwaiter.domain.reports.deeds import ReportHoldSlip, ReportReleaseSlip
from landwaiter.errors import NotAllowed, NotFound
from landwaiter.reports.dossier.dossier import CellMark, Dossier
from landwaiter.reports.paper.form_boxes import qr_modules
from landwaiter.services.deeds.engine import run
from landwaiter.services.reports import reporting
from landwaiter.services.reports.dossier.slip import check_of, slip_of
from landwaiter.storage.reports import dossiers


def kept(office: Office) -> Dossier:
    """The newest dossier."""
    session = office.session(ANALYST)
    with session.reading() as conn:
        newest = reporting.reports_made(session).rows[0]
        return Dossier.from_bytes(dossiers.dossier_body(conn, newest.id))


def hold_slip(office: Office, folder: Path, **given: Any) -> Dossier:
    run(office.session(ANALYST), ReportHoldSlip(REF, 1, folder / "slip.pdf", **given))
    return kept(office)


def release_slip(office: Office, folder: Path, **given: Any) -> Dossier:
    run(office.session(ANALYST), ReportReleaseSlip(REF, 1, folder / "slip.pdf", **given))
    return kept(office)


def lines(dossier: Dossier) -> dict[str, str]:
    rows = [row for one in dossier.tables if one.id in {"order", "office"} for row in one.rows]
    return {
        str(what): value.text if isinstance(value, CellMark) else str(value) for what, value in rows
    }


def test_a_hold_slip_says_what_is_held_and_whom_to_call_and_gives_no_reason(
    office: Office, tmp_path: Path
) -> None:
    change_settings(office.session(ADMIN), {"report.telephone": "+48 58 000 00 11"})
    office.act(
        ANALYST, "hold", item=1, place="yard C 14", container="MSKU 663987 0", seal="S-77",
        reason="an informant names it", track=TrackLetter.L,
    )  # fmt: skip
    dossier = hold_slip(office, tmp_path)
    said = lines(dossier)
    assert said["Container, place"] == "MSKU 663987 0, yard C 14"
    assert said["Seal"] == "S-77"
    assert said["Goods"] == "5-axis CNC machining centre"
    assert said["Quantity held"].startswith("all of ")
    assert said["Telephone, day and night"] == "+48 58 000 00 11"
    assert said["Until"] == "a release slip with a higher number is handed to you"
    text = text_of(tmp_path / "slip.pdf")
    for part in ("DO NOT LOAD", "NIE ŁADOWAĆ", f"Hold slip {REF} / 1 / 1", "Page 1 of 1"):
        assert part in text
    for reason in ("informant", "UCC", "Track", ANALYST):
        assert reason not in text
        assert reason not in dossier.canonical().decode()


def test_what_was_counted_stands_against_what_was_declared(office: Office, tmp_path: Path) -> None:
    office.act(ANALYST, "hold", item=1)
    office.act(ANALYST, "fill_record", field="quantity", item=1, value="1 crate")
    office.act(ANALYST, "fill_record", field="mass", item=1, value="9804 kg")
    assert lines(hold_slip(office, tmp_path))["Quantity held"].startswith("1 crate, 9804 kg of ")


def test_a_release_slip_names_the_hold_slip_that_it_ends(office: Office, tmp_path: Path) -> None:
    office.act(ANALYST, "hold", item=1)
    assert hold_slip(office, tmp_path).barcode.startswith(f"LW1*{REF}*1*HOLD*1*")
    assert hold_slip(office, tmp_path).reference == f"{REF} / 1 / 2"
    office.act(ANALYST, "release", item=1, reason=REASON)
    dossier = release_slip(office, tmp_path)
    assert lines(dossier)["Ends"] == f"hold slip {REF} / 1 / 2"
    assert dossier.barcode.startswith(f"LW1*{REF}*1*RELEASE*3*")
    assert "RELEASED" in text_of(tmp_path / "slip.pdf")


def test_a_release_without_a_hold_slip_says_so(office: Office, tmp_path: Path) -> None:
    office.act(ANALYST, "release", item=1, reason=REASON)
    assert lines(release_slip(office, tmp_path))["Ends"] == "the hold; no hold slip was made"


@pytest.mark.parametrize("sheet", list(SheetSize))
def test_a_slip_is_one_page_on_its_sheet_and_verifies(
    office: Office, tmp_path: Path, sheet: SheetSize
) -> None:
    import pikepdf  # noqa: PLC0415  # slow to import

    office.act(
        ANALYST, "hold", item=1, place="yard of a very long name, " * 6, container="MSKU 663987 0"
    )
    hold_slip(office, tmp_path, sheet=sheet)
    with pikepdf.open(tmp_path / "slip.pdf") as pdf:
        assert len(pdf.pages) == 1
        size = [round(float(edge) / 72 * 25.4) for edge in pdf.pages[0].mediabox[2:]]
    assert size == {"A4": [210, 297], "A5": [148, 210], "label": [100, 150]}[sheet]
    assert reporting.verify_reports([tmp_path / "slip.pdf"]).passed


LONG = "Zollniederlassung im Güterverkehrszentrum, dritte Halle hinter der Waage, " * 12
WHOLE = "a slip on A4 has all of it"


@pytest.mark.parametrize("place", [LONG, "高精度五轴数控加工中心及其备用零件" * 50])
@pytest.mark.parametrize("second", ["", "de"])
def test_a_label_is_one_page_however_long_a_place_is_and_says_where_it_is_whole(
    office: Office, tmp_path: Path, place: str, second: str
) -> None:
    office.act(ANALYST, "hold", item=1, place=place[:850], container="MSKU 663987 0")
    whole = lines(hold_slip(office, tmp_path))
    dossier = hold_slip(office, tmp_path, sheet=SheetSize.LABEL, second=second)
    told = {what.partition(" · ")[0]: said for what, said in lines(dossier).items()}
    text = text_of(tmp_path / "slip.pdf")
    assert "Page 1 of 1" in text
    assert WHOLE in " ".join(text.split())
    assert told["Container, place"].startswith("MSKU 663987 0, ")
    assert told["Container, place"].endswith("…")
    said = told["Container, place"].removesuffix("…")
    assert whole["Container, place"].startswith(said)
    assert len(said) > 100
    others = {what for what in told if told[what] != whole[what]}
    assert "Exporter" not in others
    assert "Goods" not in others
    assert place[:850].strip() in whole["Container, place"]


def test_a_short_label_is_whole_and_says_nothing_of_it(office: Office, tmp_path: Path) -> None:
    office.act(ANALYST, "hold", item=1, place="yard C 14", container="MSKU 663987 0")
    label = hold_slip(office, tmp_path, sheet=SheetSize.LABEL)
    assert WHOLE not in " ".join(text_of(tmp_path / "slip.pdf").split())
    assert set(lines(label).values()) >= {"MSKU 663987 0, yard C 14"}
    assert not any("…" in said for said in lines(label).values())


def test_a_letter_that_is_cut_off_takes_its_marks_along(office: Office, tmp_path: Path) -> None:
    office.act(ANALYST, "hold", item=1, place="उच्च परिशुद्धता वाला मशीनिंग केंद्र".replace(" ", "") * 40)
    said = lines(hold_slip(office, tmp_path, sheet=SheetSize.LABEL))["Container, place"]
    whole = lines(hold_slip(office, tmp_path))["Container, place"]
    after = whole[len(said) - 1]
    assert said.endswith("…")
    assert not unicodedata.category(after).startswith("M")


def test_the_same_slip_is_the_same_bytes(office: Office, tmp_path: Path) -> None:
    office.act(ANALYST, "hold", item=1)
    hold_slip(office, tmp_path)
    session = office.session(ANALYST)
    (row,) = reporting.reports_made(session).rows
    reporting.render_again(session, row.id, pdf=tmp_path / "two.pdf", xlsx=None)
    assert (tmp_path / "slip.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()
    assert row.report_type == "hold-slip"


def test_no_slip_is_made_of_a_status_that_is_not_so(office: Office, tmp_path: Path) -> None:
    with pytest.raises(NotAllowed, match="not presented"):
        hold_slip(office, tmp_path)
    with pytest.raises(NotFound, match="no item"):
        run(office.session(ANALYST), ReportHoldSlip(REF, 9, tmp_path / "slip.pdf"))
    office.act(ANALYST, "hold", item=1)
    with pytest.raises(NotAllowed, match="is held"):
        release_slip(office, tmp_path)
    office.act(ANALYST, "release", item=1, reason=REASON)
    with pytest.raises(NotAllowed, match="is released"):
        hold_slip(office, tmp_path)
    office.act(ANALYST, "record_exit", item=1)
    with pytest.raises(NotAllowed, match="is exited"):
        release_slip(office, tmp_path)
    assert reporting.reports_made(office.session(ANALYST)).rows == ()
    assert list(tmp_path.glob("*.pdf")) == []


def test_the_code_is_read_back_and_a_misreading_shows() -> None:
    said = "LW1*PL1-2026-000412*3*HOLD*2"
    found = slip_of(f"{said}*{check_of(said)}")
    assert found is not None
    assert (found.item, found.kind, found.number) == (3, SlipKind.HOLD, 2)
    assert slip_of(f"{said}*{check_of(said + '1')}") is None
    assert slip_of("") is None


def test_the_code_is_a_square_with_its_three_corners() -> None:
    modules = qr_modules("LW1*PL1-2026-000412*3*HOLD*2*abcdef")
    size = len(modules)
    assert {len(row) for row in modules} == {size}
    corners = ((0, 0), (0, size - 7), (size - 7, 0))
    for top, left in corners:
        assert all(modules[top][left : left + 7])
        assert modules[top + 1][left : left + 7] == [True, *[False] * 5, True]
