"""Who gets what of each class of content: as stated by hand, and whatever is known."""

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landwaiter.domain.base.facts import Content
from landwaiter.domain.reports.profiles import (
    Circumstances,
    PrintedForm,
    Profile,
    ReadingRight,
    right_of,
    shown_to,
)

CLASSES = "OISPTDLC"
BY_HAND = {
    "ministry": "shown withheld gist if_needed shown withheld withheld withheld",
    "licensing_authority": "shown withheld gist if_needed shown withheld withheld withheld",
    "partner_state": "shown withheld withheld least_needed if_owner_agrees"
    " withheld withheld withheld",
    "party": "shown withheld gist if_own if_own withheld withheld withheld",
    "court": "shown withheld under_seal_on_order shown under_seal withheld withheld withheld",
    "public": "shown withheld withheld withheld withheld withheld withheld withheld",
}
"""Reader → what it gets of each of CLASSES."""
ALL_KNOWN = Circumstances(
    is_named=True, is_own=True, owner_agrees=True, has_gist=True, is_ordered=True
)
profiles = st.sampled_from(Profile)
contents = st.sampled_from(Content)
circumstances = st.builds(Circumstances, *(st.booleans() for _ in fields(Circumstances)))
GIVES = {PrintedForm.NOTHING: 0, PrintedForm.GIST: 1, PrintedForm.SEALED: 1, PrintedForm.WHOLE: 2}


def test_the_table_is_as_it_is_stated_by_hand() -> None:
    assert set(BY_HAND) == set(Profile)
    assert set(CLASSES) == set(Content)
    for profile, rights in BY_HAND.items():
        found = [right_of(Profile(profile), Content(letter)) for letter in CLASSES]
        assert found == rights.split(), profile


@given(contents, circumstances)
def test_the_public_sees_what_is_open_alone(content: Content, known: Circumstances) -> None:
    is_seen = shown_to(Profile.PUBLIC, content, known) is not PrintedForm.NOTHING
    assert is_seen == (content is Content.OPEN)


@given(profiles, circumstances)
def test_nobody_sees_what_is_classified(profile: Profile, known: Circumstances) -> None:
    assert shown_to(profile, Content.CLASSIFIED, known) is PrintedForm.NOTHING


@given(profiles, contents, circumstances)
def test_nothing_is_shown_that_the_table_withholds(
    profile: Profile, content: Content, known: Circumstances
) -> None:
    if right_of(profile, content) is ReadingRight.WITHHELD:
        assert shown_to(profile, content, known) is PrintedForm.NOTHING


@given(profiles, circumstances)
def test_a_source_in_confidence_is_never_shown_whole(
    profile: Profile, known: Circumstances
) -> None:
    assert shown_to(profile, Content.SOURCE, known) is not PrintedForm.WHOLE


@pytest.mark.parametrize("profile", Profile)
@pytest.mark.parametrize("content", Content)
def test_without_knowledge_nothing_is_shown_that_has_a_condition(
    profile: Profile, content: Content
) -> None:
    unconditional = {ReadingRight.SHOWN, ReadingRight.SEALED}
    is_seen = shown_to(profile, content) is not PrintedForm.NOTHING
    assert is_seen == (right_of(profile, content) in unconditional)


@given(
    profiles, contents, circumstances, st.sampled_from([one.name for one in fields(Circumstances)])
)
def test_who_knows_more_shows_no_less(
    profile: Profile, content: Content, known: Circumstances, more: str
) -> None:
    before = shown_to(profile, content, replace(known, **{more: False}))
    after = shown_to(profile, content, replace(known, **{more: True}))
    assert GIVES[before] <= GIVES[after]


@pytest.mark.parametrize("profile", Profile)
@pytest.mark.parametrize("content", Content)
def test_whatever_is_not_withheld_is_given_at_last(profile: Profile, content: Content) -> None:
    is_seen = shown_to(profile, content, ALL_KNOWN) is not PrintedForm.NOTHING
    assert is_seen == (right_of(profile, content) is not ReadingRight.WITHHELD)


def test_each_condition_opens_its_own_right_alone() -> None:
    needed = {
        ReadingRight.NEED: "is_named",
        ReadingRight.LEAST: "is_named",
        ReadingRight.ASK: "owner_agrees",
        ReadingRight.OWN: "is_own",
        ReadingRight.GIST: "has_gist",
        ReadingRight.SEALED_ON_ORDER: "is_ordered",
    }
    for profile in Profile:
        for content in Content:
            right = right_of(profile, content)
            if right in needed:
                lacking = replace(ALL_KNOWN, **{needed[right]: False})
                assert shown_to(profile, content, lacking) is PrintedForm.NOTHING


def test_the_consignee_is_named_to_the_ministry_and_a_note_is_not() -> None:
    named = Circumstances(is_named=True)
    assert shown_to(Profile.MINISTRY, Content.PERSONAL, named) is PrintedForm.WHOLE
    assert shown_to(Profile.MINISTRY, Content.INTERNAL, named) is PrintedForm.NOTHING
    assert shown_to(Profile.PARTY, Content.PERSONAL, named) is PrintedForm.NOTHING
