"""What customs let go while it is held stays in sight on the case that takes the goods over."""

import pytest
from tests.services.act_examples import HELD, SECOND, second_case
from tests.services.intake.message_files import TRANSIT_MRN, on_declaration
from tests.services.intake.test_messages_decide_nothing import GIVEN, takes
from tests.services.prepared import prepared
from tests.services.sample_office import ANALYST, REASON, REF, Office, two_items

from landwaiter.cli.cases.case_json import case_object
from landwaiter.cli.cases.case_text import case_lines
from landwaiter.domain.cases.case import GoodsStatus
from landwaiter.domain.intake.customs_standing import CustomsStatus
from landwaiter.errors import NotAllowed
from landwaiter.services.base.customs_words import customs_cautions
from landwaiter.services.casebook.casebooks import check
from landwaiter.services.cases.listed_cases import list_cases
from landwaiter.services.people.notices import NoticeWay, notices

THIRD = "PL1-2026-000003"
OTHER_MRN = "26PL302010E10001A8"
RELEASE = on_declaration("CC529C", TRANSIT_MRN)
LATER = RELEASE.replace("2026-03-2", "2026-05-2")


@prepared
def two(office: Office) -> Office:
    """The sample has its number from customs; a second case is beside it."""
    second_case(office)
    takes(office, GIVEN)
    return office


def merge(office: Office, source: str = REF, to: str = SECOND) -> None:
    office.act(ANALYST, "merge", reference=source, to=to, reason=REASON, take_over=True)


def split(office: Office, *numbers: int, reference: str = REF) -> str:
    office.act(ANALYST, "split", reference=reference, numbers=numbers, reason=REASON)
    return office.view(reference).linked[-1].link.other


def at_the_bell(office: Office) -> list[str]:
    """References of the cases that it tells of."""
    rows = notices(office.session(ANALYST))
    told = [one for one in rows if "let go by customs" in str(one.title)]
    assert all(one.way is NoticeWay.CASE for one in told)
    return [one.reference for one in told]


def in_the_text(office: Office, reference: str) -> str:
    return "\n".join(map(str, case_lines(office.view(reference))))


def alarms(office: Office, reference: str) -> list[str]:
    """What the head of the case says; its text on the command line says the same."""
    said = [str(one) for one in customs_cautions(office.case(reference))]
    text = in_the_text(office, reference)
    assert ("let go by customs" in text) is bool(said)
    assert all(one in text for one in said)
    return said


def only_on(office: Office, *wanted: str) -> None:
    for row in list_cases(office.session(ANALYST)).rows:
        assert bool(alarms(office, row.reference)) is (row.reference in wanted), row.reference
    assert at_the_bell(office) == sorted(wanted)


def test_the_alarm_goes_with_the_goods(two: Office) -> None:
    HELD(two)
    takes(two, RELEASE)
    only_on(two, REF)
    merge(two)
    only_on(two, SECOND)
    (said,) = alarms(two, SECOND)
    assert "released for export" in said
    assert "item 1001 is held here" in said
    two.act(ANALYST, "release", reference=SECOND, item=1001)
    only_on(two)


def test_a_message_after_the_merge_is_told_on_the_case_that_took_over(two: Office) -> None:
    HELD(two)
    merge(two)
    only_on(two)
    before = two.case(SECOND).revision
    (said,) = takes(two, RELEASE).warnings
    assert said == f"{SECOND}: released by customs (CC529C) while goods are held here."
    assert two.case(SECOND).revision > before, "whoever has it open learns of it"
    only_on(two, SECOND)
    two.act(ANALYST, "release", reference=SECOND, item=1001)
    only_on(two)
    assert takes(two, LATER).warnings == (), "what is held no more is held nowhere"


def test_seized_goods_stop_a_merge_and_are_taken_over(two: Office) -> None:
    HELD(two)
    two.act(ANALYST, "seize", item=1)
    takes(two, RELEASE)
    with pytest.raises(NotAllowed, match="item 1 is seized"):
        two.act(ANALYST, "merge", reference=REF, to=SECOND, reason=REASON)
    merge(two)
    taken = next(item for item in two.case(SECOND).items if item.no == 1001)
    assert taken.status is GoodsStatus.SEIZED
    only_on(two, SECOND)


def test_it_follows_a_chain_of_merges(two: Office) -> None:
    two.take_in(*two_items(lrn="LW-3"))
    HELD(two)
    takes(two, RELEASE)
    merge(two)
    merge(two, SECOND, THIRD)
    only_on(two, THIRD)
    (said,) = alarms(two, THIRD)
    (goods,) = (item for item in two.case(THIRD).items if item.status is GoodsStatus.HELD)
    assert f"item {goods.no} is held here" in said
    takes(two, LATER)
    (later,) = alarms(two, THIRD)
    assert (later == said, "May 2026" in later) == (False, True)
    assert check(two.session(ANALYST)).findings == ()


def test_what_customs_say_of_one_declaration_is_not_said_of_the_other(two: Office) -> None:
    """Each item stands as its own declaration does, whichever case it is on."""
    HELD(two)
    two.act(ANALYST, "hold", reference=SECOND, item=2)
    takes(two, on_declaration("CC528C", OTHER_MRN, lrn="LW-2"), RELEASE)
    merge(two)
    (said,) = alarms(two, SECOND)
    assert "item 1001 is held here" in said
    takes(two, on_declaration("CC599C", OTHER_MRN))
    gone, released = alarms(two, SECOND)
    assert ("item 2 is held" in gone, "exit confirmed" in gone) == (True, True)
    assert ("item 1001 is held" in released, "released for" in released) == (True, True)
    two.act(ANALYST, "release", reference=SECOND, item=1001)
    assert alarms(two, SECOND) == [gone]


def test_it_follows_what_was_split_off_and_then_merged(two: Office) -> None:
    two.act(ANALYST, "hold", item=2)
    child = split(two, 2)
    assert child == THIRD
    merge(two, child, SECOND)
    (warned,) = takes(two, RELEASE).warnings
    assert warned.startswith(f"{SECOND}: released by customs")
    only_on(two, SECOND)
    HELD(two)
    only_on(two, REF, SECOND)
    said = takes(two, LATER).warnings
    assert [one.split(":")[0] for one in said] == [REF, SECOND]


def test_what_is_split_off_after_a_merge_says_nothing_of_foreign_goods(two: Office) -> None:
    HELD(two)
    takes(two, RELEASE)
    merge(two)
    child = split(two, 2, reference=SECOND)
    assert child == THIRD
    only_on(two, SECOND)


def test_a_case_that_was_split_and_merged_back_keeps_it(two: Office) -> None:
    two.act(ANALYST, "hold", item=2)
    child = split(two, 2)
    merge(two, child, REF)
    takes(two, RELEASE)
    only_on(two, REF)
    (said,) = alarms(two, REF)
    assert "item 1001 is held" in said


def test_what_customs_state_stands_beside_an_item_that_came_over(two: Office) -> None:
    HELD(two)
    takes(two, RELEASE)
    merge(two)
    view = two.view(SECOND)
    assert view.case.customs is None, "nothing is stated of its own declaration"
    stated = {item.no: view.case.customs_of(item) for item in view.case.items}
    assert {no for no, one in stated.items() if one} == {1001, 1002}
    assert stated[1001] is not None
    assert stated[1001].status is CustomsStatus.RELEASED
    text = in_the_text(two, SECOND)
    assert "Stated by customs\n  Item 1001: released for export" in text
    items = {one["no"]: one["customs"] for one in case_object(view)["items"]}
    assert (items[1], items[1001]) == (None, stated[1001])
