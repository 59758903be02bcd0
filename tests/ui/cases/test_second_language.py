"""A second language for a form, chosen in the window before its files are named."""

from pathlib import Path

import pytest
from tests.services.cases.test_goods_places import text_of
from tests.ui.cases.test_case_days import REF, open_case
from tests.ui.desk_office import Answers, Hands

from landwaiter import i18n
from landwaiter.domain.cases.deeds_on_goods import FillRecord, HoldGoods
from landwaiter.i18n import catalogue
from landwaiter.services.deeds.engine import do
from landwaiter.services.reports.reporting import verify_reports
from landwaiter.ui.reports.second_language import second_language_field


def test_only_forms_of_two_languages_ask_for_one_and_offer_the_others() -> None:
    (field,) = second_language_field("seizure")
    codes = [code for code, _name in field.choices]
    assert codes == ["", *(one for one in i18n.languages() if one != i18n.language())]
    assert field.value == "", "one language, unless a person asks for two"
    assert second_language_field("ministry") == second_language_field("aes-feedback") == ()


@pytest.mark.parametrize("act", ["report_seizure", "hold-slip"])
def test_a_form_is_made_in_the_second_language_that_is_chosen(
    at_work: Hands, answers: Answers, tmp_path: Path, act: str
) -> None:
    session = at_work.room.desk.known_session
    do(session, HoldGoods(REF, 1))
    do(session, FillRecord(REF, "quantity", "1 crate", 1))
    tab = open_case(at_work)
    pdf = tmp_path / "form.pdf"
    answers.answers = {"second": "pl", "item": "1"}
    answers.saved = [pdf, tmp_path / "form.xlsx"]
    tab.act(act)
    at_work.settle()
    at_work.settle()
    printed = set(text_of(pdf).split())
    wanted = "Seals set" if act == "report_seizure" else "Date, time, stamp"
    for said in (wanted, catalogue("pl").text(wanted)):
        assert set(said.split()) <= printed
    assert verify_reports([pdf]).passed
