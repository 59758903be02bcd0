"""What was approved and judged is compared in the form it was written in."""

import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from tests.services.act_examples import APPROVE, DECIDED, PROPOSE, PROPOSED
from tests.services.sample_office import ANALYST, REASON, REF, REVIEWER, Office

from landwaiter.domain.cases.case import Case
from landwaiter.domain.cases.decision import SUBSTANCE_FORMS, SubstanceForm, substance
from landwaiter.errors import NotAllowed, Unavailable
from landwaiter.services.base.content_forms import FORMS, identity, in_form
from landwaiter.services.base.decision_words import parts_of
from landwaiter.services.cases import recheck
from landwaiter.services.deeds.validity import why_not_valid
from landwaiter.services.flags.evaluation import CaseEvaluation, judged

NOTES = "notes"


def with_notes(case: Case) -> dict[str, Any]:
    """A second form, which says what notes there are."""
    return {**substance(case, "substance/1"), NOTES: [one.text for one in case.notes]}


def when_noted(case: Case) -> Iterable[datetime]:
    return (one.at for one in case.notes)


def a_second_form(patch: pytest.MonkeyPatch) -> None:
    form = SubstanceForm(with_notes, {NOTES: when_noted})
    patch.setitem(SUBSTANCE_FORMS, "substance/2", form)


def decided(office: Office) -> None:
    for step in DECIDED:
        step(office)


def test_an_approved_text_names_its_form_and_is_read_without_it(office: Office) -> None:
    decided(office)
    decision = office.case().decision
    assert decision is not None
    assert json.loads(decision.text)["form"] == "substance/1"
    proposal = parts_of(decision.text)[0]
    assert "form" not in {one.key for one in proposal.statements}


def test_what_a_form_cannot_say_counts_as_changed_only_where_it_came_after_the_approval(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.act(ANALYST, "note", reason="seen before anybody approved")
    office.clock.move(minutes=5)
    decided(office)
    office.clock.move(minutes=5)
    a_second_form(monkeypatch)
    assert why_not_valid(office.case()) == ""
    office.act(ANALYST, "note", reason="come afterwards")
    assert why_not_valid(office.case()) == f"The case changed since the approval: {NOTES}."


def test_a_text_of_the_new_form_is_compared_in_it(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_second_form(monkeypatch)
    office.act(ANALYST, "note", reason="in the text")
    decided(office)
    assert why_not_valid(office.case()) == ""
    office.act(ANALYST, "note", reason="not in the text")
    assert NOTES in why_not_valid(office.case())


def test_a_proposal_in_an_older_form_is_not_approved(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    for step in PROPOSED:
        step(office)
    a_second_form(monkeypatch)
    with pytest.raises(NotAllowed, match="cannot say all that is judged now") as refused:
        office.act(REVIEWER, "approve")
    assert "proposed anew" in str(refused.value.remedy)
    office.act(REVIEWER, "return", reason=REASON)
    PROPOSE(office)
    APPROVE(office)
    assert office.view().approved_valid


@pytest.mark.parametrize("named", ["substance/9", "", ["substance/1"]])
def test_a_text_in_a_form_that_is_not_known_does_not_count(office: Office, named: Any) -> None:
    decided(office)
    case = office.case()
    decision = case.decision
    assert decision is not None
    text = json.dumps({**json.loads(decision.text), "form": named})
    changed = replace(case, decisions=(*case.decisions[:-1], replace(decision, text=text)))
    assert "this version does not know" in why_not_valid(changed)


def test_a_part_that_is_gone_is_a_change(office: Office) -> None:
    decided(office)
    case = office.case()
    assert "hits" in why_not_valid(replace(case, hits=()))


def test_a_verdict_is_compared_in_the_form_it_was_kept_in(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = recheck.recheck(office.session(ANALYST), REF)
    monkeypatch.setitem(FORMS["verdict"], 2, lambda verdict: {"engine": verdict.engine})
    after = recheck.recheck(office.session(ANALYST), REF)
    assert (after.form, after.sha256, after.is_same) == ("verdict/1", before.sha256, True)
    office.act(ANALYST, "enrich", field="end_use", value="teaching", source="customs_visit")
    newer = recheck.recheck(office.session(ANALYST), REF)
    assert newer.form == "verdict/2"
    assert recheck.sentences(newer)[0].startswith("The same (in form 2)")


def test_a_recheck_says_what_differs_down_to_the_value(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def otherwise(facts: Any) -> CaseEvaluation:
        found = judged(facts)
        return replace(
            found, flags=(replace(found.flags[0], basis="another basis"), *found.flags[1:])
        )

    monkeypatch.setattr(recheck, "judged", otherwise)
    said = recheck.sentences(recheck.recheck(office.session(ANALYST), REF))
    assert said[0].startswith("Not the same (in form 1)")
    assert any("flags[1].basis" in one and "another basis" in one for one in said)


def test_a_form_that_is_not_known_is_refused_with_a_remedy(office: Office) -> None:
    declaration = office.case().versions[0].declaration
    with pytest.raises(Unavailable, match="does not know") as refused:
        identity(declaration, "declaration/9")
    assert (refused.value.field, refused.value.value) == ("form", "declaration/9")
    assert "newest version" in str(refused.value.remedy)


def test_every_kind_has_its_forms_from_the_first_on() -> None:
    tables: dict[str, dict[int, Callable[[Any], Any]]] = dict(FORMS)
    for forms in tables.values():
        assert sorted(forms) == list(range(1, len(forms) + 1))
    assert list(SUBSTANCE_FORMS) == [f"substance/{n + 1}" for n in range(len(SUBSTANCE_FORMS))]


def test_parties_and_items_have_an_identity_of_their_own(office: Office) -> None:
    declaration = office.case().versions[0].declaration
    item, party = declaration.items[0], declaration.parties[0]
    assert in_form(item, "item/1")["form"] == "item/1"
    assert len({identity(item), identity(party), identity(declaration)}) == 3
    other = replace(party, name="Somebody Else")
    whole = replace(declaration, parties=(other, *declaration.parties[1:]))
    assert identity(whole) != identity(declaration)
