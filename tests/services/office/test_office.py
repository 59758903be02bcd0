"""Settings, drafts, users, audit and the two first screens of an office."""

import json
from pathlib import Path

import pytest
from tests.services.act_examples import ASSESS, DECIDED, PROPOSED
from tests.services.sample_office import (
    ADMIN,
    ANALYST,
    FIRST,
    HEAD,
    NOW,
    PASSWORD,
    POLICY,
    REASON,
    REF,
    REVIEWER,
    Office,
    two_items,
)
from tests.settings import change_settings

from landwaiter.domain.audit.deeds import ExportChain
from landwaiter.domain.casebook.deeds import BackUp
from landwaiter.domain.intake.case_kind import CaseKind
from landwaiter.domain.intake.deeds import OpenCase
from landwaiter.domain.people.deeds import (
    AddUser,
    DisableUser,
    ResetPassword,
    SecondChange,
    SetRoles,
)
from landwaiter.errors import Conflict, Invalid, NotAllowed, NotFound, Unavailable
from landwaiter.services.audit.audit_history import audit_page, verify_chain
from landwaiter.services.casebook import casebooks
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.office.office_settings import draft, save_draft, settings
from landwaiter.services.office.setting_table import IDLE_MINUTES
from landwaiter.services.people.today import today_view
from landwaiter.services.table import sessions


@pytest.mark.parametrize("who", [HEAD, ADMIN])
def test_a_setting_is_changed_and_audited_with_old_and_new_value(office: Office, who: str) -> None:
    change_settings(office.session(who), {POLICY: "true"})
    change_settings(office.session(who), {POLICY: "false"})
    assert settings(office.session(ANALYST))[POLICY] == "false"
    newest = audit_page(office.session(ANALYST)).rows[0]
    assert (newest.actor, newest.deed, newest.text) == (
        who,
        "Setting changed",
        f"Setting “{POLICY}” changed, was yes, is no",
    )


@pytest.mark.parametrize("who", [ANALYST, REVIEWER])
def test_nobody_else_changes_settings(office: Office, who: str) -> None:
    with pytest.raises(NotAllowed, match="administrator or head"):
        change_settings(office.session(who), {POLICY: "true"})
    assert POLICY not in settings(office.session(ANALYST))


@pytest.mark.parametrize(
    ("key", "value"),
    [("casebook_id", "x"), ("sample", "true"), (POLICY, "maybe"), ("policy.russia", "true")],
)
def test_settings_that_do_not_exist_are_refused(office: Office, key: str, value: str) -> None:
    with pytest.raises(Invalid) as refused:
        change_settings(office.session(HEAD), {key: value})
    assert refused.value.remedy


def test_one_wrong_setting_among_right_ones_changes_none(office: Office) -> None:
    with pytest.raises(Invalid):
        change_settings(office.session(HEAD), {POLICY: "true", "nonsense": "1"})
    assert POLICY not in settings(office.session(ANALYST))


def test_a_draft_is_the_persons_own_and_is_not_audited(office: Office) -> None:
    before = office.view().audit_seq
    for text in ("half a sent", "half a sentence"):
        save_draft(office.session(ANALYST), f"case/{REF}/note", text)
    assert draft(office.another_session(ANALYST), f"case/{REF}/note") == "half a sentence"
    assert draft(office.session(REVIEWER), f"case/{REF}/note") == ""
    assert office.view().audit_seq == before


def test_only_an_administrator_makes_users(office: Office) -> None:
    with pytest.raises(NotAllowed):
        do(office.session(HEAD), AddUser("Eve", frozenset(["reviewer"]), PASSWORD))
    do(office.session(ADMIN), AddUser("Eve", frozenset(["reviewer"]), PASSWORD))
    with pytest.raises(Conflict):
        do(office.session(ADMIN), AddUser("Eve", frozenset(["reviewer"]), PASSWORD))
    assert "Eve" in {user.name for user in casebooks.list_users(office.session(ANALYST))}


def test_a_disabled_user_acts_no_more_even_when_signed_in(office: Office) -> None:
    for step in PROPOSED:
        step(office)
    reviewer = office.session(REVIEWER)
    do(office.session(ADMIN), DisableUser(REVIEWER))
    with pytest.raises(NotAllowed):
        office.act(REVIEWER, "approve")
    assert casebooks.status(reviewer).roles == ()
    with pytest.raises((NotAllowed, Unavailable)):
        office.another_session(REVIEWER)


def test_a_reset_key_authors_with_one_confirmation_and_approves_with_two(office: Office) -> None:
    for step in PROPOSED:
        step(office)
    do(office.session(ADMIN), ResetPassword(REVIEWER, FIRST))
    office.sign_in_first(REVIEWER)
    with pytest.raises(NotAllowed, match="second person has confirmed"):
        office.act(REVIEWER, "approve")
    with pytest.raises(NotAllowed):
        office.confirm(ADMIN, REVIEWER)
    office.confirm(HEAD, REVIEWER)
    with pytest.raises(NotAllowed, match="not confirmed by two others"):
        office.act(REVIEWER, "approve")
    office.confirm(ADMIN, REVIEWER)
    office.act(REVIEWER, "approve")
    assert office.view().approved_valid


def test_who_reset_a_key_pairs_with_it_once_two_others_looked_at_it(office: Office) -> None:
    do(office.session(ADMIN), SetRoles(ADMIN, frozenset(["administrator", "analyst"])))
    do(office.session(HEAD), SecondChange(ADMIN))
    office.act(ADMIN, "assess")
    office.act(ADMIN, "propose", outcome="release", reason=REASON)
    do(office.session(ADMIN), ResetPassword(REVIEWER, FIRST))
    office.sign_in_first(REVIEWER)
    for by in (HEAD, ADMIN):
        office.confirm(by, REVIEWER)
    with pytest.raises(NotAllowed, match=f"{ADMIN} gave out the key of {REVIEWER}"):
        office.act(REVIEWER, "approve")
    office.confirm(ANALYST, REVIEWER)
    office.act(REVIEWER, "approve")
    assert office.view().approved_valid


def test_the_chain_is_read_in_pages_and_verifies(office: Office) -> None:
    for step in DECIDED:
        step(office)
    session = office.session(ANALYST)
    first = audit_page(session, limit=3)
    second = audit_page(session, limit=3, after=first.after)
    assert [r.seq for r in (*first.rows, *second.rows)] == list(
        range(office.view().audit_seq, office.view().audit_seq - 6, -1)
    )
    assert {row.actor for row in audit_page(session, text=REVIEWER).rows} == {REVIEWER}
    assert {row.deed for row in audit_page(session, text="case.assess").rows} == {
        "Begin assessment"
    }
    of_case = audit_page(session, text=REF).rows
    assert len({row.object for row in of_case}) == 1
    report = verify_chain(session)
    assert report.sound
    assert report.entries == office.view().audit_seq == report.not_anchored


def test_the_exported_chain_is_json_lines_that_follow_each_other(office: Office) -> None:
    ASSESS(office)
    lines = [json.loads(line) for line in do(office.session(ANALYST), ExportChain()).outcome]
    entries = [json.loads(line["entry"]) for line in lines]
    assert [entry["seq"] for entry in entries] == [str(n) for n in range(1, len(entries) + 1)]
    assert [entry["deed"] for entry in entries[-2:]] == ["case.assess", "audit.exported"]


def test_today_shows_my_cases_and_what_waits_for_a_second_person(office: Office) -> None:
    for step in PROPOSED:
        step(office)
    office.take_in(*two_items(lrn="LW-2"))
    office.act(REVIEWER, "take", reference="PL1-2026-000002")
    theirs = today_view(office.session(REVIEWER))
    assert [row.reference for row in theirs.reviews] == [REF]
    assert [row.reference for row in theirs.queue] == ["PL1-2026-000002"]
    mine = today_view(office.session(ANALYST))
    assert mine.queue == ()
    assert mine.day == NOW.date()
    assert mine.hits_open == 1


def test_a_research_case_has_a_partner_and_no_goods(office: Office) -> None:
    project = {"partner": "Quiet Harbour School", "partner_country": "CN", "topic": "hulls"}
    said = OpenCase(CaseKind.RESEARCH, "university", NOW.date(), "Joint hull study", project)
    reference = do(office.session(ANALYST), said).made
    view = office.view(reference)
    assert view.case.declaration is None
    assert [party.name for party in view.case.parties] == ["Quiet Harbour School"]
    assert (view.row.destination, view.row.goods) == ("CN", {})
    with pytest.raises(NotAllowed, match="no such act"):
        office.act(ANALYST, "hold", reference=reference, item=1)


def test_a_backup_restored_elsewhere_is_the_same_casebook(office: Office, tmp_path: Path) -> None:
    for step in DECIDED:
        step(office)
    before = office.view()
    anchor = run(office.session(ADMIN), BackUp(tmp_path / "b.landwaiter"))
    casebooks.forget_here(office.session(ADMIN))
    casebooks.restore(
        tmp_path / "b.landwaiter", tmp_path / "restored", user=ADMIN, password=PASSWORD
    )
    there = Office(tmp_path / "restored")
    assert there.view().approved_valid
    assert there.case() == before.case
    assert anchor.seq >= before.audit_seq
    assert casebooks.check(there.session(ANALYST)).sound
    there.close()


def test_a_wrong_password_has_one_clean_sentence(office: Office) -> None:
    with pytest.raises((NotAllowed, Unavailable)) as refused:
        sessions.open_casebook(office.path, user=ANALYST, password="not this one at all")
    assert "password" in refused.value.message


def test_a_case_that_is_not_there_is_named(office: Office) -> None:
    with pytest.raises(NotFound) as refused:
        office.view("PL1-2026-000404")
    assert refused.value.value == "PL1-2026-000404"


@pytest.mark.parametrize("value", ["0", "241", "-5", "soon", "1.5"])
def test_the_time_until_locking_is_a_number_of_minutes(office: Office, value: str) -> None:
    with pytest.raises(Invalid) as refused:
        change_settings(office.session(HEAD), {IDLE_MINUTES: value})
    assert "1 to 240 minutes" in refused.value.sentence()
