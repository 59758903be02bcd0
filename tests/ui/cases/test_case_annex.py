"""The annex under seal, asked for in the window where an order of a court stands."""

from datetime import date
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from tests.ui.cases.test_case_days import REF, open_case
from tests.ui.desk_office import PASSWORD, REVIEWER, Answers, Hands

from landwaiter.domain.base.facts import Content
from landwaiter.domain.cases.deeds_in_court import LeadByProsecutor
from landwaiter.domain.deeds.motion_deeds import SecondOpenMotions
from landwaiter.domain.reports.court_orders import OrderedClasses
from landwaiter.domain.reports.order_deeds import RECORD_COURT_ORDER, RecordCourtOrder
from landwaiter.services.deeds.engine import do
from landwaiter.services.reports.court_orders import OrderRow, orders_known
from landwaiter.services.reports.reporting import verify_reports
from landwaiter.services.table import sessions
from landwaiter.ui.cases.case_tab import CaseTab
from landwaiter.ui.kit.fields import Field
from landwaiter.ui.reports.annex_prompt import ask_annex
from landwaiter.ui.window.palette import ROW

COURT = "Regional Court"
REASON = "the court asks for the source"


def ordered(hands: Hands, tmp_path: Path) -> CaseTab:
    """The case in its tab, with an order that stands."""
    session = hands.room.desk.known_session
    do(session, LeadByProsecutor(REF, "regional prosecutor", "Ds 12/26"))
    order = RecordCourtOrder(REF, "II K 4/26", date(2026, 3, 2), COURT, OrderedClasses.BOTH, REASON)
    motion = do(session, order).motion_id
    assert motion is not None
    there = sessions.open_casebook(tmp_path / "office", user=REVIEWER, password=PASSWORD)
    with there.casebook:
        do(there, SecondOpenMotions((motion,)))
    tab = open_case(hands)
    tab.reload()
    hands.settle()
    return tab


def test_a_bundle_and_a_report_for_the_court_have_one(
    at_work: Hands, answers: Answers, tmp_path: Path
) -> None:
    tab = ordered(at_work, tmp_path)
    for name, said in (
        ("bundle", {"form": "pdf", "to": ""}),
        ("report", {"reader": "court", "to": COURT}),
    ):
        files = [tmp_path / f"{name}.pdf", tmp_path / f"{name}-annex.pdf"]
        xlsx = [tmp_path / "report.xlsx"] if name == "report" else []
        asked = files if name == "bundle" else [files[1], files[0], *xlsx]
        answers.answers, answers.saved = {**said, "order": "1"}, [*asked]
        tab.act(name)
        at_work.settle()
        assert f"{name}-annex.pdf" in at_work.room.desk.shell.notice.text
        found = verify_reports(files[:1], passages=files[1])
        assert found.passed
        assert [one.is_named for one in found.annexes] == [True]


def test_without_one_nothing_else_is_asked(
    at_work: Hands, answers: Answers, tmp_path: Path
) -> None:
    tab = ordered(at_work, tmp_path)
    answers.answers = {"form": "pdf", "to": COURT, "order": "without"}
    answers.saved = [tmp_path / "bundle.pdf"]
    tab.act("bundle")
    at_work.settle()
    assert verify_reports([tmp_path / "bundle.pdf"]).passed
    assert [one.name for one in tmp_path.glob("*.pdf")] == ["bundle.pdf"]


def test_an_order_is_recorded_from_the_palette(at_work: Hands, answers: Answers) -> None:
    open_case(at_work)
    answers.answers = {
        "reference": REF,
        "number": "II K 4/26",
        "day": "2026-03-02",
        "court": COURT,
        "classes": "S,T",
        "reason": REASON,
    }
    row = next(
        one for one in at_work.room.shell.acts() if one.key == f"{ROW}{RECORD_COURT_ORDER.name}"
    )
    at_work.find(row.title)
    at_work.settle()
    assert "second person" in at_work.room.shell.notice.text
    assert orders_known(at_work.room.desk.known_session, REF) == ()


@pytest.mark.parametrize("chosen", [None, "1"])
def test_who_stops_makes_nothing(chosen: str | None) -> None:
    """No choice is made beforehand, and no file is none."""
    seen: list[Field] = []
    prompts: Any = mock.Mock()
    prompts.save_file.return_value = None

    def ask(_title: str, _deed: str, fields: tuple[Field, ...]) -> dict[str, str] | None:
        seen.extend(fields)
        return None if chosen is None else {"order": chosen}

    prompts.ask = ask
    order: Any = mock.Mock(
        no=1, label="O-01", number="II K 4/26", court=COURT, classes=(Content.SOURCE,)
    )
    assert ask_annex(prompts, REF, (OrderRow(order, REVIEWER, stands=True),)) is None
    (field,) = seen
    assert (field.begun, field.legal, field.required) == ("", True, True)
    assert [words for _value, words in field.choices] == [
        "without an annex",
        "O-01: II K 4/26, Regional Court, classes S",
    ]


def test_without_an_order_nobody_is_asked() -> None:
    prompts: Any = mock.Mock()
    assert ask_annex(prompts, REF, ()) == (None, None)
    prompts.ask.assert_not_called()
