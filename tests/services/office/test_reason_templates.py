"""Reason templates of an office: kept by a head or administrator, filled from the case."""

import json

import pytest
from tests.services.sample_office import ADMIN, ANALYST, HEAD, REF, Office, two_items

from landwaiter.domain.office.deeds import KeepReasonTemplate, RemoveReasonTemplate
from landwaiter.domain.office.reason_templates import ReasonTemplate, gaps
from landwaiter.errors import Invalid, NotAllowed, NotFound
from landwaiter.services.audit.audit_history import audit_page
from landwaiter.services.deeds.engine import do
from landwaiter.services.office.reason_templates import (
    acts_with_reason,
    filled_templates,
    places_known,
    templates_known,
)


def keep(office: Office, title: str, text: str, act: str = "", *, who: str = HEAD) -> None:
    do(office.session(who), KeepReasonTemplate(title, text, act))


def known(office: Office) -> list[tuple[str, str, str]]:
    return [(one.title, one.text, one.act) for one in templates_known(office.session(ANALYST))]


def on_case(office: Office, act: str = "propose", item: str = "") -> list[str]:
    view = office.view()
    found = filled_templates(view.reason_templates, view.case, act, item)
    return [one.text for one in found]


def test_a_head_and_an_administrator_keep_and_remove_and_an_analyst_reads(office: Office) -> None:
    keep(office, "No answer", "Nobody answered.")
    keep(office, "Catalogue", "By the catalogue.", "propose", who=ADMIN)
    assert known(office) == [
        ("Catalogue", "By the catalogue.", "propose"),
        ("No answer", "Nobody answered.", ""),
    ]
    do(office.session(ADMIN), RemoveReasonTemplate("no  ANSWER"))
    assert known(office) == [("Catalogue", "By the catalogue.", "propose")]
    for said in (KeepReasonTemplate("Mine", "Mine."), RemoveReasonTemplate("Catalogue")):
        with pytest.raises(NotAllowed):
            do(office.session(ANALYST), said)


def test_one_title_is_one_template_and_the_trail_says_what_stood_there(office: Office) -> None:
    keep(office, "No answer", "Nobody answered.")
    keep(office, "no answer", "Nobody answered in time.", "dismiss", who=ADMIN)
    assert known(office) == [("no answer", "Nobody answered in time.", "dismiss")]
    last = audit_page(office.session(HEAD)).rows[0]
    assert last.actor == ADMIN
    assert last.payload is not None
    assert json.loads(last.payload)["text"] == ["Nobody answered.", "Nobody answered in time."]


def test_what_the_case_states_is_filled_in_and_the_rest_is_a_gap(office: Office) -> None:
    keep(
        office,
        "Whole",
        "{case}: {consignee}, {country_destination}, LRN {lrn}, MRN {mrn}; {end_user}.",
    )
    (text,) = on_case(office)
    case = office.view().case
    consignee = next(one.name for one in case.parties if one.role == "consignee")
    assert text.startswith(f"{REF}: {consignee}, ")
    assert case.declaration is not None
    assert text.endswith(f"LRN {case.declaration.lrn}, MRN [MRN]; [End user].")
    assert gaps(text) == 2


def test_the_item_of_the_deed_counts_and_without_one_every_item(office: Office) -> None:
    office.take_in(*two_items(lrn="LW-7"))
    reference = "PL1-2026-000002"
    keep(office, "Item", "Item {item}: {item.description}.")
    view = office.view(reference)
    assert view.case.declaration is not None
    first, second = view.case.declaration.items
    templates = view.reason_templates
    (one,) = filled_templates(templates, view.case, "propose", "2")
    assert one.text == f"Item 2: {second.description}."
    (both,) = filled_templates(templates, view.case, "propose")
    assert both.text.startswith(f"Item 1, 2: {first.description}")


def test_a_template_is_offered_for_its_deed_alone(office: Office) -> None:
    keep(office, "Only there", "Nothing to decide.", "dismiss")
    assert on_case(office, "propose") == []
    assert on_case(office, "dismiss") == ["Nothing to decide."]


@pytest.mark.parametrize("place", ["consigne", "item.colour", "Consignee", ""])
def test_an_unknown_place_is_refused_by_its_name(office: Office, place: str) -> None:
    with pytest.raises(Invalid) as refused:
        keep(office, "Typo", f"Of {{mrn}} to {{{place}}}.")
    assert refused.value.value == f"{{{place}}}"
    assert known(office) == []
    if place == "consigne":
        assert "{consignee}" in (refused.value.remedy or "")


def test_what_fits_no_deed_or_line_is_refused(office: Office) -> None:
    with pytest.raises(Invalid, match="does not fit"):
        keep(office, "Typo", "Nothing.", "proposed")
    with pytest.raises(Invalid, match="does not fit"):
        keep(office, "word " * 20, "Nothing.")
    with pytest.raises(NotFound):
        do(office.session(HEAD), RemoveReasonTemplate("No answer"))
    assert known(office) == []


def test_every_place_that_is_listed_can_be_kept(office: Office) -> None:
    places = [one.place for one in places_known()]
    assert {"{item}", "{consignee}", "{mrn}", "{item.origin}"} <= set(places)
    keep(office, "All", " ".join(places))
    (text,) = on_case(office)
    assert "{" not in text


def test_the_deeds_that_are_offered_take_a_reason() -> None:
    assert {"propose", "dismiss", "return"} <= set(acts_with_reason())
    assert "triage" not in acts_with_reason()


def test_a_template_is_a_row_of_plain_words(office: Office) -> None:
    keep(office, " No   answer ", "  Nobody answered.\n")
    (one,) = templates_known(office.session(HEAD))
    assert isinstance(one, ReasonTemplate)
    assert (one.title, one.text, one.author) == ("No answer", "Nobody answered.", HEAD)
