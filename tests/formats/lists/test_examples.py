"""One entry of each form, every value of it; a file cut anywhere; values of the publishers."""

from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.formats.lists.list_file import part_of, read_list
from tests.formats.lists.samples import CSL, OFAC_MAIN, SAMPLES, SDN_XML, data_of

from landwaiter.domain.lists.listing import Listing
from landwaiter.errors import Invalid
from landwaiter.formats.lists.reading import FileGroup, groups_of, listings_of
from landwaiter.formats.lists.registry import FORMS

JOINED = frozenset({"ftm-entities", "us-1260h", "us-1286", "uk-conlist"})
"""Forms in which several rows make an entry: one that is cut between rows knows less of it."""


def group_of(*files: bytes) -> FileGroup:
    parts = [part_of(data, f"f{at}") for at, data in enumerate(files)]
    (group,) = groups_of(parts)
    return group


def read(*files: bytes) -> list[Listing]:
    """The listings; Invalid where a file is refused, also for a row of it."""
    group = group_of(*files)
    found = list(listings_of(group))
    for part in group.parts:
        if part.notes.rejected:
            raise Invalid(part.notes.rejected[0].message)
    return found


@pytest.mark.parametrize("form", SAMPLES)
def test_an_entry_is_read_with_everything_it_says(form: str) -> None:
    expected = SAMPLES[form][1]
    group = group_of(*data_of(form))
    found = next(iter(listings_of(group)))
    assert group.form.name == form
    if expected.listing_id == "ID" or form == "us-dpl":
        assert len(found.listing_id) == 16
        expected = replace(expected, listing_id=found.listing_id)
    assert found == expected


def test_every_form_that_is_read_has_an_example() -> None:
    assert {form.name for form in FORMS} - {"plain-list"} == set(SAMPLES)


@pytest.mark.parametrize("form", SAMPLES)
@given(data=st.data())
def test_a_file_that_is_cut_is_refused_or_read_as_far_as_its_entries_are_whole(
    form: str, data: st.DataObject
) -> None:
    files = list(data_of(form))
    whole = read(*files)
    which = data.draw(st.integers(0, len(files) - 1))
    at = data.draw(st.integers(0, len(files[which]) - 1))
    files[which] = files[which][:at]
    try:
        found = read(*files)
    except Invalid:
        return
    if form in JOINED:
        assert {one.listing_id for one in found} <= {one.listing_id for one in whole}
    else:
        assert all(one in whole for one in found)


@pytest.mark.parametrize("form", SAMPLES)
@given(data=st.data())
def test_changed_bytes_are_read_or_refused_and_nothing_else(form: str, data: st.DataObject) -> None:
    files = list(data_of(form))
    which = data.draw(st.integers(0, len(files) - 1))
    at = data.draw(st.integers(0, len(files[which]) - 1))
    new = data.draw(st.binary(min_size=1, max_size=3))
    files[which] = files[which][:at] + new + files[which][at + 1 :]
    with suppress(Invalid):
        read(*files)


def test_the_name_of_a_file_says_nothing() -> None:
    assert read_list(data_of("us-dpl")[0], "holiday.png").format == "us-dpl"


def test_another_number_of_entries_than_the_file_states_is_refused() -> None:
    wrong = SDN_XML.replace("<Record_Count>1<", "<Record_Count>2<")
    with pytest.raises(Invalid, match="2 entries, and holds 1"):
        read(wrong.encode())


def test_a_set_without_the_sign_of_its_end_is_refused() -> None:
    with pytest.raises(Invalid, match="does not end with the sign"):
        read(OFAC_MAIN.removesuffix("\x1a").encode())


def test_the_header_of_the_screening_list_may_stand_twice_at_the_top_alone() -> None:
    header, row, _end = CSL.split("\n")
    assert len(read("\n".join((header, header, row, "")).encode())) == 1
    with pytest.raises(Invalid):
        read("\n".join((header, row, header, "")).encode())


def test_a_document_type_is_refused_however_late_it_is_read() -> None:
    hostile = SDN_XML.replace("<sdnList", '<!DOCTYPE x [<!ENTITY a "b">]><sdnList', 1)
    with pytest.raises(Invalid, match="DOCTYPE"):
        read(hostile.encode())
