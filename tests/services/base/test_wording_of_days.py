"""Days and editions as reports print them."""

from dataclasses import replace
from datetime import UTC, date, datetime

from tests.services.sample_office import ANALYST, REF, Office

from landwaiter.domain.cases.case import GoodsItem, GoodsStatus
from landwaiter.domain.flags.verdict_basis import Difference
from landwaiter.services.base.wording import shown_edition, shown_whereabouts
from landwaiter.services.cases import as_of
from landwaiter.services.flags.rules_in_use import RuleOff
from landwaiter.services.review import review_view

LATE = datetime(2026, 11, 25, 23, 5, tzinfo=UTC)
"""It is the day after in Poland."""


def test_the_status_of_goods_has_the_day_of_the_member_state() -> None:
    item = GoodsItem(1, GoodsStatus.HELD, LATE)
    assert shown_whereabouts(item, "PL") == "held since 26 Nov 2026"
    assert shown_whereabouts(item, "IE") == "held since 25 Nov 2026"


def test_a_rule_is_switched_off_on_the_day_of_the_member_state(office: Office) -> None:
    off = RuleOff("RF-G07", "Vague description", by="Helena", at=LATE, reason="Noise.")
    view = replace(office.view(), rules_off=(off,))
    assert any("Helena, 26 Nov 2026" in said for said in review_view.not_checked(view, ()))


def test_the_edition_of_a_register_is_printed_as_a_time() -> None:
    assert shown_edition("2026-11-25T23:10:51+00:00") == "2026-11-25 23:10 UTC"
    assert shown_edition("own-knowledge-2026-11") == "own-knowledge-2026-11"


def test_of_calendars_a_day_names_that_of_the_member_state_alone(office: Office) -> None:
    found = as_of.case_as_of(office.session(ANALYST), REF, date(2026, 3, 27))
    own = f"calendar_{found.view.case.member_state}"
    grounds = tuple(Difference("edition", name, "1", "") for name in (own, "calendar_MT", "chpl"))
    said = " ".join(as_of.sentences(replace(found, grounds=grounds)))
    assert own in said
    assert "chpl" in said
    assert "calendar_MT" not in said
