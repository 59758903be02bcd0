"""The list of everything that is stored in words, with its class."""

from landwaiter.domain.base.facts import Content
from landwaiter.services.reports.content_classes import content_classes


def test_the_list_has_columns_parts_and_arguments_each_once() -> None:
    fields = [one.field for one in content_classes()]
    assert len(fields) > 1000
    assert len(set(fields)) == len(fields)


def test_a_field_says_its_class_and_the_one_in_confidence() -> None:
    known = {one.field: (one.content, one.in_confidence) for one in content_classes()}
    assert known["evidence.name"] == (Content.OPEN, Content.SOURCE)
    assert known["custody_event.note"] == (Content.INTERNAL, Content.SOURCE)
    assert known["note.text"] == (Content.INTERNAL, Content.INTERNAL)
    assert known["case_file.value"][0] is Content.BUSINESS  # a number all the same
    assert known["declaration.content: party.name"][0] is Content.PERSONAL
    assert known["entity_fact.value: remark"][0] is Content.INTERNAL
    assert known["register_entry.content: licences.quantity"][0] is Content.BUSINESS
    assert known["case.note(reason)"][0] is Content.INTERNAL


def test_the_appellant_and_the_office_speak_in_different_classes() -> None:
    known = {one.field: one.content for one in content_classes()}
    assert known["case.lodge_appeal(reason)"] is Content.PERSONAL
    assert known["appeal_step.reason: lodged"] is Content.PERSONAL
    assert known["case.follow_appeal(reason)"] is Content.DELIBERATION
    assert known["appeal_step.reason"] is Content.DELIBERATION


def test_what_is_quoted_of_states_is_of_the_class_that_statements_on_entities_have() -> None:
    known = {one.field: one.content for one in content_classes()}
    of_entities = {known["entity_fact.wording"], known["entity.stated(wording)"]}
    for place in ("country_relation.wording", "share.wording"):
        assert {known[place]} == of_entities
    for deed in ("relation.stated", "share.stated"):
        assert {known[f"{deed}(wording)"]} == of_entities


def test_passwords_are_kept_nowhere_and_stand_in_no_list() -> None:
    fields = {one.field for one in content_classes()}
    assert "user.password_reset(name)" in fields
    assert not any(one.endswith("password)") or "recovery_key" in one for one in fields)
