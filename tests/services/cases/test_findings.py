"""Screening, judgement, flags, classification, enrichment, entities and evidence on a case."""

from dataclasses import asdict, replace
from pathlib import Path

import pytest
from tests.services.act_examples import ASSESS, FACT, FINDING, judges
from tests.services.sample_office import (
    ADMIN,
    ANALYST,
    CONSIGNEE,
    HEAD,
    LISTED,
    REASON,
    REF,
    REVIEWER,
    Office,
    hit_of,
    party_of,
    two_items,
    write_list,
)

from landwaiter.domain.cases.case import FlagReview
from landwaiter.domain.evidence.deeds import AddFile
from landwaiter.domain.intake.declaration import Role
from landwaiter.domain.lists.deeds import ImportList
from landwaiter.domain.lists.listing import Judgement
from landwaiter.errors import Conflict, Invalid, NotAllowed, NotFound
from landwaiter.services.casebook.casebooks import check
from landwaiter.services.deeds.engine import run
from landwaiter.services.entities.party_entities import list_entities
from landwaiter.services.evidence.evidence_files import verify_evidence
from landwaiter.services.hits.waiting_hits import hit_view, open_hits
from landwaiter.services.lists.list_imports import ListHead


def judgement_of(office: Office) -> Judgement | None:
    return hit_of(office.case()).judgement


def test_a_hit_says_against_what_it_was_screened(office: Office) -> None:
    hit = hit_of(office.case())
    assert (hit.list_id, hit.edition, hit.list_kind) == ("watched", "2026-03", "export_list")
    assert len(hit.edition_sha256) == 64
    assert hit.engine
    assert hit.match.score >= hit.threshold
    assert hit.claim == "unconfirmed_identity"
    assert hit.match.reasons


def test_a_judgement_stays_when_nothing_it_rests_on_changed(office: Office) -> None:
    judges(office)
    before = hit_of(office.case())
    office.act(ANALYST, "screen")
    office.act(ANALYST, "enrich", **FACT)
    office.take_in(*two_items(net_mass_kg=9900))
    assert hit_of(office.case()) == before


def test_a_judgement_lapses_with_its_hit_when_the_party_changed(office: Office) -> None:
    judges(office)
    before = hit_of(office.case())
    office.take_in(*two_items(consignee_name=f"{CONSIGNEE} Ltd", consignee_country="HK"))
    after = hit_of(office.case())
    assert after.id != before.id
    assert after.judgement is None
    with pytest.raises(NotFound, match="lapsed"):
        office.act(ANALYST, "judge", hit=before.id, outcome="same", reason=REASON)


def imported(office: Office, edition: str, *names: str) -> None:
    path = write_list(office.path.parent / f"watched-{edition}.csv", *names)
    head = ListHead("watched", kind="export_list", edition=edition)
    assert not run(office.session(ADMIN), ImportList(files=(path,), **asdict(head)))[0].rejected


def test_a_new_edition_that_says_the_same_leaves_the_hit_and_its_judgement(office: Office) -> None:
    judges(office)
    before = hit_of(office.case())
    imported(office, "2026-04", LISTED, "Somebody Else Entirely")
    office.act(ANALYST, "screen")
    assert hit_of(office.case()) == before


def test_whom_only_a_new_edition_names_is_a_hit_of_its_own_to_be_judged(office: Office) -> None:
    judges(office)
    judged = hit_of(office.case())
    imported(office, "2026-04", LISTED, f"{LISTED} Beijing")
    office.act(ANALYST, "screen")
    found = {hit.edition: hit for hit in office.case().hits}
    assert found.keys() == {"2026-03", "2026-04"}
    assert found["2026-03"] == judged
    assert found["2026-04"].judgement is None


def test_a_removed_list_is_screened_no_longer(office: Office) -> None:
    office.list_out("watched")
    assert len(office.case().hits) == 1
    office.act(ANALYST, "screen")
    assert office.case().hits == ()


def test_a_hit_on_a_list_that_was_removed_can_still_be_looked_at(office: Office) -> None:
    office.list_out("watched")
    hit = hit_of(office.case())
    assert hit_view(office.session(ANALYST), hit.id).hit == hit


def test_judged_again_the_new_judgement_stands(office: Office) -> None:
    judges(office)
    office.act(REVIEWER, "judge", hit=hit_of(office.case()).id, outcome="different", reason=REASON)
    office.act(HEAD, "second")
    judgement = judgement_of(office)
    assert judgement is not None
    assert (judgement.value, judgement.author) == ("different", REVIEWER)
    assert office.view().row.hits_open == 0


def test_a_revoked_judgement_makes_the_hit_wait_again(office: Office) -> None:
    judges(office)
    office.act(ANALYST, "revoke_judgement", hit=hit_of(office.case()).id, reason=REASON)
    assert judgement_of(office) is None
    assert open_hits(office.session(ANALYST), mine=False).rows == (hit_of(office.case()).id,)


def test_a_hit_that_was_not_judged_cannot_be_revoked(office: Office) -> None:
    office.take_in(*two_items(lrn="LW-2"))
    judges(office)
    other = hit_of(office.case("PL1-2026-000002"))
    with pytest.raises(NotAllowed, match="no hit has been judged"):
        office.act(
            ANALYST, "revoke_judgement", reference="PL1-2026-000002", hit=other.id, reason=REASON
        )
    with pytest.raises(NotFound, match="no such hit"):
        office.act(ANALYST, "revoke_judgement", hit=other.id, reason=REASON)


def test_the_queue_shows_earlier_judgements_of_the_same_listing(office: Office) -> None:
    office.take_in(*two_items(lrn="LW-2"))
    judges(office)
    queue = open_hits(office.session(ANALYST), mine=False).rows
    shown = hit_view(office.session(ANALYST), queue[0], queue=queue)
    assert (shown.reference, shown.position, shown.count) == ("PL1-2026-000002", 1, 1)
    assert [hit.judgement.reason for hit in shown.earlier if hit.judgement] == [REASON]
    assert shown.edition.id == "watched"


def test_my_queue_holds_my_cases_only(office: Office) -> None:
    office.take_in(*two_items(lrn="LW-2"))
    ASSESS(office)
    assert open_hits(office.session(ANALYST)).rows == (hit_of(office.case()).id,)
    assert open_hits(office.session(REVIEWER)).rows == ()


def test_the_newest_finding_on_an_entry_counts_and_the_older_stays(office: Office) -> None:
    office.act(ANALYST, "classify", **FINDING)
    office.act(REVIEWER, "classify", **{**FINDING, "outcome": "rejected"})
    view = office.view()
    assert [(c.code, c.state) for c in view.classifications] == [("2B001", "rejected")]
    assert [c.author for c in view.case.classifications] == [ANALYST, REVIEWER]
    assert view.classifications[0].edition


def test_a_code_that_is_no_control_entry_is_refused(office: Office) -> None:
    with pytest.raises(Invalid):
        office.act(ANALYST, "classify", **{**FINDING, "code": "ZZZ"})


def test_a_dismissed_flag_leaves_the_count_of_the_list(office: Office) -> None:
    assert sum(office.view().row.flags.values()) == 1
    office.act(ANALYST, "dismiss_flag", flag="rf-g07", reason=REASON)
    view = office.view()
    assert (view.raised[0].review, view.raised[0].review_author) == (FlagReview.DISMISSED, ANALYST)
    assert sum(view.row.flags.values()) == 0
    office.act(ANALYST, "substantiate", flag="RF-G07", reason=REASON)
    assert sum(office.view().row.flags.values()) == 1


def test_a_flag_that_is_not_raised_is_not_reviewed(office: Office) -> None:
    for flag in ("RF-P01", "RF-X99"):
        with pytest.raises(NotFound, match="not raised"):
            office.act(ANALYST, "dismiss_flag", flag=flag, reason=REASON)


def test_an_enriched_end_user_joins_the_case_and_is_screened(office: Office) -> None:
    end_user = {"name": "Baltic Dredging Partners", "country": "EE"}
    office.act(ANALYST, "enrich", field="end_user", value=end_user, source="contract")
    case = office.case()
    party = party_of(case, Role.END_USER)
    assert (party.name, party.origin) == (end_user["name"], "contract")
    assert any(hit.party_id == party.id for hit in case.hits)
    assert office.view().row.end_user == end_user["name"]


def test_a_later_end_user_takes_the_place_of_the_earlier(office: Office) -> None:
    for name in ("Baltic Dredging Partners", "Quiet Harbour School"):
        office.act(ANALYST, "enrich", field="end_user", value={"name": name}, source="contract")
    case = office.case()
    assert [p.name for p in case.parties if p.role is Role.END_USER] == ["Quiet Harbour School"]
    assert len(case.enrichment) == 2
    assert [hit.party_id for hit in case.hits] == [party_of(case, Role.CONSIGNEE).id]


def test_asked_for_and_not_known_is_a_fact_too(office: Office) -> None:
    office.act(ANALYST, "enrich", field="end_user", value=None, source="exporter_answer")
    (fact,) = office.case().enrichment
    assert (fact.field, fact.value, fact.author) == ("end_user", None, ANALYST)
    assert not any(party.role is Role.END_USER for party in office.case().parties)


@pytest.mark.parametrize(
    ("field", "value"),
    [("end_user", ["a list"]), ("bank", {"country": "CN"}), ("consignee.incorporated", "May")],
)
def test_a_fact_in_the_wrong_form_is_refused_with_an_example(
    office: Office, field: str, value: object
) -> None:
    with pytest.raises(Invalid) as refused:
        office.act(ANALYST, "enrich", field=field, value=value, source="contract")
    assert refused.value.remedy


@pytest.mark.parametrize(
    ("said", "name", "country"),
    [("Fjord Sensor AS, NO", "Fjord Sensor AS", "NO"), ("just a name", "just a name", None),
     ("Nordic Marine, Ltd", "Nordic Marine, Ltd", None)],
)  # fmt: skip
def test_a_party_may_be_said_in_words(
    office: Office, said: str, name: str, country: str | None
) -> None:
    office.act(ANALYST, "enrich", field="end_user", value=said, source="contract")
    party = party_of(office.case(), Role.END_USER)
    assert (party.name, party.country) == (name, country)


def test_a_link_makes_an_entity_and_the_next_party_joins_it_by_identifier(office: Office) -> None:
    office.take_in(*two_items(lrn="LW-2", exporter_name="OBRABIARKI WISLA SP Z O O"))
    office.act(ANALYST, "link", party="exporter", basis=REASON)
    office.act(
        ANALYST, "link", reference="PL1-2026-000002", party="exporter", basis="the same EORI"
    )
    first, second = (
        party_of(office.case(reference), Role.EXPORTER).link
        for reference in (REF, "PL1-2026-000002")
    )
    assert first is not None
    assert second is not None
    assert first.entity_id == second.entity_id
    assert (second.basis, second.author) == ("the same EORI", ANALYST)
    (row,) = list_entities(office.session(ANALYST)).rows
    assert (row.name, row.cases) == ("Obrabiarki Wisla", 2)
    assert any("PL526100001900000" in str(identifier) for identifier in row.identifiers)


def test_parties_without_common_identifier_are_different_entities(office: Office) -> None:
    for party in ("exporter", "consignee"):
        office.act(ANALYST, "link", party=party, basis=REASON)
    assert len(list_entities(office.session(ANALYST)).rows) == 2


def test_a_link_names_the_entity_it_is_to(office: Office) -> None:
    office.act(ANALYST, "link", party="exporter", basis=REASON)
    office.act(ANALYST, "link", party="consignee", to="Obrabiarki Wisla", basis=REASON)
    assert len(list_entities(office.session(ANALYST)).rows) == 1
    office.act(ANALYST, "unlink", party="consignee", reason=REASON)
    with pytest.raises(NotFound, match="no such entity"):
        office.act(ANALYST, "link", party="consignee", to="Nobody", basis=REASON)


def test_a_party_stays_as_declared_when_it_is_linked_and_unlinked(office: Office) -> None:
    before = party_of(office.case(), Role.CONSIGNEE)
    office.act(ANALYST, "link", party="consignee", basis=REASON)
    linked = party_of(office.case(), Role.CONSIGNEE)
    assert linked.link is not None
    office.act(ANALYST, "unlink", party="consignee", reason=REASON)
    assert party_of(office.case(), Role.CONSIGNEE) == before == replace(linked, link=None)


def test_entities_are_paged_by_name(office: Office) -> None:
    for party in ("exporter", "consignee"):
        office.act(ANALYST, "link", party=party, basis=REASON)
    session = office.session(ANALYST)
    first = list_entities(session, limit=1)
    second = list_entities(session, limit=1, after=first.after)
    assert [row.name for row in (*first.rows, *second.rows)] == [CONSIGNEE, "Obrabiarki Wisla"]
    assert second.after is None
    assert [row.name for row in list_entities(session, text="wisla").rows] == ["Obrabiarki Wisla"]


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "letter.pdf"
    path.write_bytes(b"%PDF-1.4 a letter")
    return path


def test_evidence_is_numbered_hashed_and_kept(office: Office, letter: Path) -> None:
    run(office.session(ANALYST), AddFile(REF, letter, received_from="exporter"))
    (evidence,) = office.case().evidence
    assert (evidence.no, evidence.name, evidence.media_type) == (1, "letter.pdf", "application/pdf")
    assert (evidence.received_from, evidence.author) == ("exporter", ANALYST)
    vault = office.session(ANALYST).casebook.vault
    assert vault.read(vault.name_of(evidence.sha256)) == letter.read_bytes()
    assert verify_evidence(office.session(ANALYST)) == (1, ())


def test_the_same_file_is_evidence_of_a_case_once(office: Office, letter: Path) -> None:
    run(office.session(ANALYST), AddFile(REF, letter))
    with pytest.raises(Conflict, match="E-01"):
        run(office.session(REVIEWER), AddFile(REF, letter))
    office.take_in(*two_items(lrn="LW-2"))
    run(office.session(ANALYST), AddFile("PL1-2026-000002", letter))
    assert office.case("PL1-2026-000002").evidence[0].no == 1


def test_changed_evidence_is_found_and_named(office: Office, letter: Path) -> None:
    session = office.session(ANALYST)
    run(session, AddFile(REF, letter))
    name = session.casebook.vault.name_of(office.case().evidence[0].sha256)
    file = session.casebook.vault_folder / name
    content = bytearray(file.read_bytes())
    content[-1] ^= 1
    file.chmod(0o600)
    file.write_bytes(content)
    count, (fault,) = verify_evidence(session)
    assert (count, fault.reference, fault.no, fault.name) == (1, REF, 1, "letter.pdf")
    assert not check(session).sound


def test_evidence_that_is_not_there_is_refused(office: Office, tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="no such file"):
        run(office.session(ANALYST), AddFile(REF, tmp_path / "nothing.pdf"))
    assert office.case().evidence == ()


def test_evidence_with_a_form_nobody_can_read_is_refused(office: Office) -> None:
    for value in ({"sha256": "../../keys"}, "text", {}):
        with pytest.raises(Invalid, match="not in the vault"):
            office.act(ANALYST, "add_evidence", value=value, source="exporter")


@pytest.mark.parametrize("field", ["contract.date", "order.date", "consignee.incorporated"])
@pytest.mark.parametrize(
    ("value", "said"), [("2099-01-01", "lies ahead"), ("2026-02-30", "not a date")]
)
def test_a_day_on_which_something_was_done_is_there_and_not_ahead(
    office: Office, field: str, value: str, said: str
) -> None:
    with pytest.raises(Invalid, match=said) as refused:
        office.act(ANALYST, "enrich", field=field, value=value, source="contract")
    assert refused.value.value == value
    assert refused.value.remedy
