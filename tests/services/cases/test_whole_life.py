"""One item from suspension to return: a period that ran out, a prosecutor, an appeal."""

import pytest
from tests.services.act_examples import ASSESS, CONSULTED, LED, ON_ANOTHER_TRACK
from tests.services.reports.test_report_types import made, table
from tests.services.sample_office import ANALYST, HEAD, REASON, REVIEWER, Office
from tests.settings import change_settings

from landwaiter.domain.cases.case import GoodsStatus
from landwaiter.errors import NotAllowed

NATIONAL = {
    "decision.hearing_basis_national": "Act on procedure s. 10",
    "decision.hearing_days_national": "7",
    "decision.appeal_notice_national": "within seven days",
    "decision.appeal_days_national": "7",
}


def test_from_suspension_to_return(office: Office) -> None:
    change_settings(office.session(HEAD), NATIONAL)
    for step in (ASSESS, *CONSULTED):
        step(office)

    office.clock.move(days=16)
    assert [one.item for one in office.view().releases] == [1]
    office.act(ANALYST, "stay_held", **ON_ANOTHER_TRACK)

    office.clock.move(days=16)
    (review,) = [one for one in office.view().clocks if one.kind == "hold_review"]
    assert office.view().countdowns[review].ran_out
    office.act(HEAD, "continue_hold", reason=REASON)

    LED(office)
    with pytest.raises(NotAllowed, match="no consent to letters"):
        office.act(ANALYST, "hear", to="the exporter")
    office.act(ANALYST, "record_consent", what="letter", number="Ds 12/26-2", purpose="the hearing")
    office.act(ANALYST, "hear", to="the exporter")
    office.act(ANALYST, "record_answer", action="hearing", reason="no", compelled=True)

    office.act(ANALYST, "seize", item=1)
    office.act(ANALYST, "propose", outcome="seize", reason=REASON)
    office.act(REVIEWER, "approve")
    office.act(ANALYST, "serve_decision", to="the exporter")
    office.clock.move(days=3)
    office.act(ANALYST, "lodge_appeal", by="the exporter", number="II SA 12/26")
    for became in ("suspension_asked", "suspension_granted", "judgment", "annulment"):
        office.act(ANALYST, "follow_appeal", step=became, reason=REASON)
    office.act(ANALYST, "return_goods", item=1)
    office.act(ANALYST, "end_track", track="N", reason=REASON)
    office.act(ANALYST, "follow_appeal", step="goods_back", reason=REASON)

    case = office.case()
    assert case.items[0].status is GoodsStatus.RETURNED
    assert [one.step.value for one in case.appeals] == [
        "served",
        "lodged",
        "suspension_asked",
        "suspension_granted",
        "judgment",
        "annulment",
        "goods_back",
    ]
    told = [str(row[1]) for row in table(made(office, "case"), "proceedings").rows]
    assert told == [
        "the prosecutor leads",
        "consent to letters",
        "decision served",
        "appeal lodged",
        "suspension asked for",
        "suspension granted",
        "judgment",
        "decision annulled",
        "goods given back",
    ]
