"""Letters to somebody who is no party of the case: whoever is linked to it, and nobody else."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.services.act_examples import ON_TRACK_L
from tests.services.cases.test_kinds import FILLED, opened
from tests.services.letters.letter_office import (
    INTENDED,
    QUESTION,
    drafted,
    order,
    text_of,
    with_texts,
)
from tests.services.sample_office import ANALYST, REASON, REF, REVIEWER, Office

from landwaiter.domain.base.certainty import Certainty
from landwaiter.domain.entities.deeds import EndStatement, LinkEntities, MakeEntity, StateFact
from landwaiter.domain.intake.case_kind import CaseKind
from landwaiter.domain.letters.deeds import IssueLetter
from landwaiter.domain.letters.letter_fields import LetterKind
from landwaiter.errors import Invalid, NotAllowed, NotFound
from landwaiter.services.cases.case_reads import case_view
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.letters.letter_draft import ADDRESS, frame_of, proof_letter
from landwaiter.services.letters.letter_form import letter_form, note_letter_opened

UNIVERSITY = "Westhafen University"
COMPANY = "Obrabiarki Wisla"
"""The exporter of the sample case, as an entity."""


def made(office: Office, name: str, kind: str = "university", country: str = "DE") -> str:
    said = MakeEntity(name=name, kind=kind, country=country, source="its register")
    return do(office.session(ANALYST), said).made


def joined(office: Office, one: str, kind: str, other: str, **more: Any) -> str:
    said = LinkEntities(entity=one, kind=kind, other=other, source="a contract", **more)
    return do(office.session(ANALYST), said).made


def addressed(
    office: Office, name: str = UNIVERSITY, text: str = "Kai 7, 20457 Hamburg", **more: Any
) -> str:
    said = StateFact(entity=name, kind="address", value=text, source="its pages", **more)
    return do(office.session(ANALYST), said).made


def with_university(office: Office, **declared: str) -> Office:
    """An export whose exporter researches with a university in Germany."""
    with_texts(office, **declared)
    office.act(ANALYST, "link", party="exporter", basis="the same number")
    made(office, UNIVERSITY)
    joined(office, UNIVERSITY, "cooperates", COMPANY)
    return office


@pytest.fixture
def near(office: Office) -> Office:
    return with_university(office)


def recipients(office: Office) -> dict[str, str]:
    """Who is offered in the window: words → identity."""
    form = letter_form(office.session(ANALYST), REF)
    return {words: key for key, words in form.recipients}


def test_a_linked_entity_gets_letters_in_the_language_of_its_state(near: Office) -> None:
    addressed(near)
    ON_TRACK_L(near)
    asked = drafted(near, LetterKind.INFORMATION, to=UNIVERSITY, rows=[QUESTION])
    assert asked.address == (UNIVERSITY, "Kai 7", "20457 Hamburg", "Germany (DE)")
    held = drafted(near, LetterKind.HOLD, to=UNIVERSITY)
    assert held.address == asked.address
    with pytest.raises(Invalid) as refused:  # the office has its texts in English alone
        drafted(near, LetterKind.HOLD, to=UNIVERSITY, language="")
    assert "office.remedy_hold" in str(refused.value.field)
    with_texts(near, "de")
    german = drafted(near, LetterKind.HOLD, to=UNIVERSITY, language="")
    assert (german.language.code, german.language.why) == ("de", "of the recipient's state")


def test_the_window_offers_parties_and_linked_entities_alike(near: Office) -> None:
    words = f"{UNIVERSITY}, researches with {COMPANY}"
    offered = recipients(near)
    assert f"Exporter: {COMPANY}" in offered
    addressed(near)
    letter = drafted(near, LetterKind.INFORMATION, to=offered[words], rows=[QUESTION])
    assert letter.address[0] == UNIVERSITY


def test_who_is_not_linked_is_refused_and_whom_one_may_name_is_told(near: Office) -> None:
    made(near, "Far University")
    with pytest.raises(NotFound, match="linked to the case") as refused:
        drafted(near, LetterKind.INFORMATION, to="Far University", rows=[QUESTION])
    assert refused.value.value == "Far University"
    assert f"{UNIVERSITY} (researches with {COMPANY})" in str(refused.value.remedy)


def test_an_entity_is_linked_as_long_as_its_statement_holds(near: Office) -> None:
    addressed(near)
    made(near, "Old Institute")
    joined(near, "Old Institute", "cooperates", COMPANY, until="2020")
    made(near, "Rumoured Institute")
    joined(near, "Rumoured Institute", "affiliated", COMPANY, certainty=Certainty.ALLEGED)
    made(near, "Robbed Institute")
    joined(
        near,
        COMPANY,
        "stole_from",
        "Robbed Institute",
        certainty=Certainty.ESTABLISHED,
        grade="B2",
        read_on=date(2026, 3, 2),
    )
    others = [words for words in recipients(near) if "Institute" in words]
    assert others == []
    made(near, "Left Institute")
    link = joined(near, "Left Institute", "cooperates", COMPANY)
    assert f"Left Institute, researches with {COMPANY}" in recipients(near)
    do(near.session(ANALYST), EndStatement(link, REASON))
    assert [words for words in recipients(near) if "Institute" in words] == []


def test_the_other_side_is_warned_by_no_letter(near: Office) -> None:
    near.act(ANALYST, "link", party="consignee", basis="the same name")
    consignee = next(one for one in near.case().parties if one.role == "consignee")
    assert consignee.link is not None
    joined(near, consignee.link.entity_id, "affiliated", COMPANY)
    made(near, "Hidden Holding", "organisation", "CN")
    joined(near, "Hidden Holding", "owns", consignee.link.entity_id)
    assert not [words for words in recipients(near) if consignee.name in words]
    for name in (consignee.name, "Hidden Holding"):
        with pytest.raises(NotFound):
            drafted(near, LetterKind.INFORMATION, to=name, rows=[QUESTION])


def test_without_an_address_no_letter_goes_out_and_it_is_named(near: Office) -> None:
    with pytest.raises(Invalid, match=f"No address of {UNIVERSITY}") as refused:
        drafted(near, LetterKind.INFORMATION, to=UNIVERSITY, rows=[QUESTION])
    assert refused.value.field == ADDRESS
    addressed(near, until="2020")  # nor with one that it has left
    session, wanted = near.session(ANALYST), order(LetterKind.INFORMATION, to=UNIVERSITY)
    view = case_view(session, REF)
    draft, gaps = proof_letter(
        view, replace(wanted, rows=(("Who?", "", ""),)), frame_of(session, view.case)
    )
    assert gaps.fields == (ADDRESS,)
    assert draft.address == (UNIVERSITY, "[Address]", "Germany (DE)")


def test_of_several_addresses_the_newest_that_holds_is_written(near: Office) -> None:
    addressed(near, text="Hafen 1, 20457 Hamburg", since="2024")
    addressed(near, text="Altes Tor 2, 20095 Hamburg", since="2010")
    letter = drafted(near, LetterKind.INFORMATION, to=UNIVERSITY, rows=[QUESTION])
    assert letter.address[1:3] == ("Hafen 1", "20457 Hamburg")


@pytest.mark.parametrize("kind", [LetterKind.HEARING, LetterKind.DECISION])
def test_what_opens_a_period_goes_to_a_party(near: Office, kind: LetterKind) -> None:
    addressed(near)
    if kind is LetterKind.DECISION:
        near.act(ANALYST, "except_hearing", basis="UCC Art. 22(6)(e)", reason=REASON)
        near.act(ANALYST, "assess")
        near.act(ANALYST, "propose", outcome="refuse", reason=REASON, appeal="within 14 days")
        near.act(REVIEWER, "approve")
    with pytest.raises(NotAllowed, match=f"{UNIVERSITY} is none"):
        drafted(near, kind, to=UNIVERSITY, say=INTENDED if kind is LetterKind.HEARING else ())


def test_names_and_secrets_of_the_parties_are_not_told_to_an_entity(near: Office) -> None:
    addressed(near)
    own = {one.path for one in drafted(near, LetterKind.INFORMATION, rows=[QUESTION]).fields}
    told = drafted(near, LetterKind.INFORMATION, to=UNIVERSITY, rows=[QUESTION])
    left_out = own - {one.path for one in told.fields}
    assert {"exporter.name", "consignee.name", "declaration.exporter_eori"} <= left_out
    assert {one.text for one in told.fields if one.path == "recipient.name"} == {UNIVERSITY}
    assert COMPANY not in text_of(told)


def test_a_representative_stands_for_an_entity_only_where_it_is_stated(
    office: Office,
) -> None:
    near = with_university(office, representative="Agencja Mewa")
    addressed(near)
    representative = [one for one in near.case().parties if one.role == "representative"]
    assert representative
    assert "Agencja" in drafted(near, LetterKind.INFORMATION, rows=[QUESTION]).address[0]
    told = drafted(near, LetterKind.INFORMATION, to=UNIVERSITY, rows=[QUESTION])
    assert told.address[0] == UNIVERSITY
    near.act(ANALYST, "link", party="representative", basis="the same name")
    joined(near, representative[0].name, "acts_for", UNIVERSITY)
    served = drafted(near, LetterKind.INFORMATION, to=UNIVERSITY, rows=[QUESTION])
    assert served.address[0] == representative[0].name
    assert f"This letter is for {UNIVERSITY}." in text_of(served)


def test_what_was_asked_of_an_entity_is_reminded_of_it_alone(near: Office, tmp_path: Path) -> None:
    addressed(near)
    said = IssueLetter(
        LetterKind.INFORMATION, REF, UNIVERSITY, "UCC Art. 51", tmp_path / "asked.pdf", "en",
        rows=(QUESTION,),
    )  # fmt: skip
    run(near.session(ANALYST), said)
    out = near.case().letters[-1]
    assert out.recipient == UNIVERSITY
    assert near.case().actions[-1].addressee == UNIVERSITY
    near.clock.move(days=30)
    reminded = drafted(near, LetterKind.REMINDER, to=UNIVERSITY)
    assert reminded.address[0] == UNIVERSITY
    with pytest.raises(NotAllowed, match=f"put to {UNIVERSITY}, not to {COMPANY}"):
        drafted(near, LetterKind.REMINDER)


def test_who_is_sensitive_among_the_linked_is_noted(near: Office) -> None:
    made(near, "Anna Lind", "person")
    joined(near, COMPANY, "employs", "Anna Lind")
    session = near.session(ANALYST)
    assert note_letter_opened(session, REF, through="letter") == 1
    assert note_letter_opened(session, REF, through="letter") == 0


def test_an_advice_reaches_the_university_that_employs_a_person_of_the_project(
    office: Office,
) -> None:
    with_texts(office)
    reference = opened(office, CaseKind.RESEARCH)
    person = next(one for one in office.case(reference).parties if one.name == "Li Wei")
    office.act(
        ANALYST, "link", reference=reference, party=person.id, basis="the same, by the project"
    )
    office.act(ANALYST, "assess", reference=reference)
    outcome = "advise_against_cooperation"
    office.act(ANALYST, "propose", reference=reference, outcome=outcome, reason=REASON)
    office.act(REVIEWER, "approve", reference=reference)
    made(office, UNIVERSITY)
    joined(office, UNIVERSITY, "employs", "Li Wei")
    addressed(office)
    letter = drafted(
        office,
        LetterKind.ADVICE,
        reference=reference,
        to=UNIVERSITY,
        say=["cooperation.grounds=It serves armed forces.", "advice.valid_until=2027-03-01"],
        rows=["Its own pages | 3 March 2026 | It trains officers."],
    )
    assert letter.address[0] == UNIVERSITY
    said = text_of(letter)
    assert FILLED[CaseKind.RESEARCH]["partner"] in said
    assert "Li Wei" not in said
