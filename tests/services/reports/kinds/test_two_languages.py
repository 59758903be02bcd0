"""Forms in two languages: each label in both, on the page that one language takes."""

import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest
from tests.services.cases.test_goods_places import text_of
from tests.services.reports.kinds.test_records import of_sixty
from tests.services.reports.test_report_types import counted, made, table
from tests.services.sample_office import ANALYST, REF, Office

from landwaiter.domain.reports.case_reports import CaseReport, SheetSize, SlipKind
from landwaiter.domain.reports.deeds import ReportCase, ReportHoldSlip
from landwaiter.errors import Invalid
from landwaiter.i18n import ENGLISH, Catalogue, catalogue, speaking
from landwaiter.message import Message
from landwaiter.reports.dossier.dossier import Cell, Dossier, TableForm
from landwaiter.reports.dossier.second_language import in_two_languages
from landwaiter.services.deeds.engine import run
from landwaiter.services.reports import reporting
from landwaiter.services.reports.dossier.slip import slip_of
from landwaiter.services.reports.kinds.paper_kinds import paper_kinds, second_language
from landwaiter.storage.reports import dossiers

OTHER = Catalogue("xx", {"Place": "Ecalp", "Item {no}": "Meti {no}", "not stated": "detats ton"})


def both(office: Office, name: str = "seizure") -> Dossier:
    return in_two_languages(made(office, name), ENGLISH, catalogue("pl"))


def test_a_label_has_the_second_language_beside_it_and_what_was_entered_stays(
    office: Office,
) -> None:
    counted(office)
    office.act(ANALYST, "fill_record", field="place", value="Place")
    one = in_two_languages(made(office, "seizure"), ENGLISH, OTHER)
    measure = table(one, "record_measure")
    assert ("Place · Ecalp", "Place") in measure.rows, "what the officer typed is said once"
    assert measure.title == "Measure", "what the other language does not have is said once"


def test_every_label_of_the_record_is_in_both_languages(office: Office) -> None:
    counted(office)
    one, alone = both(office), made(office, "seizure")
    polish, labels = catalogue("pl"), 0
    assert one.report_type == f"Detention record · {polish.text('Detention record')}"
    for two, first in zip(one.tables, alone.tables, strict=True):
        pairs: list[tuple[Cell, Cell]] = [(two.title, first.title), (two.subtitle, first.subtitle)]
        pairs += [(a.title, b.title) for a, b in zip(two.columns, first.columns, strict=True)]
        if first.form is not TableForm.ROWS:
            pairs += [(a[0], b[0]) for a, b in zip(two.rows, first.rows, strict=True)]
        for said, was in pairs:
            if isinstance(was, Message) and isinstance(was.form, dict) and len(was.form) == 1:
                other = polish.text(was.form["m"])
                assert said in (f"{was} · {other}", f"{was}\n{other}")
                labels += 1
    assert labels > 40


def test_days_and_figures_are_said_once_and_fixed_answers_twice(office: Office) -> None:
    counted(office)
    run(office.session(ANALYST), slip(office.path.parent / "slip.pdf"))
    (dossier, *_rest) = kept(office)
    rows = {str(what): str(value) for what, value in table(dossier, "order").rows}
    assert rows["Held since · Zatrzymano od"] == "30 Mar 2026 11:00"
    office_said = {str(what): str(value) for what, value in table(dossier, "office").rows}
    polish = catalogue("pl").text("not stated")
    assert office_said["Telephone, day and night · Telefon całodobowy"] == f"not stated · {polish}"


def slip(pdf: Path, sheet: SheetSize = SheetSize.A4, second: str = "pl") -> ReportHoldSlip:
    return ReportHoldSlip(REF, 1, pdf, sheet, second=second)


def kept(office: Office) -> list[Dossier]:
    """Hold slips of the case."""
    session = office.session(ANALYST)
    with session.reading() as conn:
        bodies = dossiers.bodies_of(conn, office.case().id, (SlipKind.HOLD,))
    return [Dossier.from_bytes(body) for body in bodies]


@pytest.mark.parametrize(("first", "second"), [("pl", "es"), ("de", "fr"), ("fr", "de")])
def test_in_two_languages_a_form_is_still_one_page_and_both_verifiers_take_it(
    office: Office, tmp_path: Path, first: str, second: str
) -> None:
    """The worst: one item of sixty, with a description of 300 characters."""
    reference, session = of_sixty(office), office.session(ANALYST)
    pdf, xlsx, label = (tmp_path / name for name in ("r.pdf", "r.xlsx", "label.pdf"))
    with speaking(catalogue(first)):
        run(session, ReportCase(CaseReport.SEIZURE, reference, pdf, xlsx, second=second))
        run(session, ReportHoldSlip(reference, 7, label, SheetSize.LABEL, second=second))
    for file in (pdf, label):
        with pikepdf.open(file) as drawn:
            assert len(drawn.pages) == 1
    printed = set(text_of(pdf).split())
    for wanted in ("Depositary, place of storage", "Statement of the person concerned"):
        for language in (first, second):
            assert set(catalogue(language).text(wanted).split()) <= printed, "nothing is cut"
    assert reporting.verify_reports([pdf, xlsx]).passed
    assert reporting.verify_reports([label]).passed
    assert verify_alone(pdf, xlsx) == verify_alone(label) == SOUND


def verify_alone(*files: Path) -> int:
    """What the verifier says that shares no code with the program."""
    words = [sys.executable, *map(str, (VERIFIER, *files))]
    return subprocess.run(words, check=False, capture_output=True).returncode


VERIFIER = Path(__file__).resolve().parents[4] / "docs" / "verify_report.py"
SOUND = 3
"""Sound, but nothing proves the origin: no key sheet is at hand."""


def test_one_language_is_set_as_large_as_before(office: Office, tmp_path: Path) -> None:
    counted(office)
    pdf = tmp_path / "r.pdf"
    run(office.session(ANALYST), ReportCase(CaseReport.SEIZURE, REF, pdf))
    with pikepdf.open(pdf) as drawn:
        (page,) = drawn.pages
        assert b" 9 Tf" in page.Contents.read_bytes()


@pytest.mark.parametrize("code", ["en", "xx", "../pl"])
def test_a_language_that_is_not_spoken_or_is_the_first_is_refused(code: str) -> None:
    with pytest.raises(Invalid) as told:
        second_language("seizure", code)
    assert told.value.field == "language"


def test_only_forms_that_others_sign_or_get_have_two(office: Office, tmp_path: Path) -> None:
    two = {one.name for one in paper_kinds().values() if one.language == "two"}
    assert two == {"seizure", "hold-slip", "release-slip"}
    with pytest.raises(Invalid, match="in one language") as told:
        run(
            office.session(ANALYST),
            ReportCase(CaseReport.CASE, REF, tmp_path / "r.pdf", second="pl"),
        )
    assert told.value.field == "and"
    assert not (tmp_path / "r.pdf").exists()
    assert reporting.reports_made(office.session(ANALYST)).rows == ()


def test_the_chain_says_in_which_second_language(office: Office, tmp_path: Path) -> None:
    counted(office)
    run(office.session(ANALYST), slip(tmp_path / "slip.pdf"))
    (row,) = (one for one in office.view().history if one.name == "case.report_made")
    assert '"second_language": "pl"' in row.stored
    assert slip_of(kept(office)[0].barcode) is not None, "the code to scan is the same"
