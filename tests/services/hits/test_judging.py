"""A judgement counts again for the same pair, names where it was made, and ends with it."""

from dataclasses import asdict, replace
from datetime import date

import pytest
from openpyxl import load_workbook
from tests.deeds.said import said
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
    two_items,
    write_list,
)

from landwaiter.domain.deeds.four_eyes import SetPolicy
from landwaiter.domain.deeds.motion_deeds import SecondOpenMotions
from landwaiter.domain.entities.deeds import MakeEntity, MergeEntities, StateFact, UnmergeEntity
from landwaiter.domain.entities.entity import TypedStatement
from landwaiter.domain.hits.judgement_basis import changes, listing_side, party_side
from landwaiter.domain.lists.deeds import ImportList
from landwaiter.domain.lists.listing import Judgement, Listing
from landwaiter.domain.reports.case_reports import CaseReport
from landwaiter.domain.reports.deeds import ReportCase
from landwaiter.errors import Conflict
from landwaiter.services.audit.audit_history import case_history
from landwaiter.services.audit.deed_titles import deed_title
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.hits.waiting_hits import hit_view, judge_equal
from landwaiter.services.lists.list_imports import ListHead

OTHER, THIRD = "PL1-2026-000002", "PL1-2026-000003"
NEWER = ListHead("watched", kind="export_list", edition="2026-04", published=date(2026, 3, 20))
"""In force on the day of the declarations."""
NEARLY = "Morning Lathes Trade"
"""Alike to the listing, and less than its equal."""


def judgement_of(office: Office, reference: str = OTHER) -> Judgement | None:
    return hit_of(office.case(reference)).judgement


def alike(office: Office, **changed: str) -> None:
    """A second declaration to the same consignee, or one that differs a little."""
    result = office.take_in(*two_items(lrn="LW-2", **changed))
    assert result.cases == (OTHER,), result.rejected


def judges(office: Office, outcome: str = "same", *, reference: str = REF) -> None:
    hit = hit_of(office.case(reference))
    office.act(ANALYST, "judge", reference=reference, hit=hit.id, outcome=outcome, reason=REASON)


def judges_different(office: Office) -> None:
    office.act(REVIEWER, "judge", hit=hit_of(office.case()).id, outcome="different", reason=REASON)
    office.act(HEAD, "second")


def sets_the_score(office: Office, least: int) -> None:
    change = {"key": "four_eyes.different_score", "value": str(least)}
    asked = do(office.session(HEAD), SetPolicy(**change, reason=REASON))
    do(office.session(ADMIN), SecondOpenMotions((str(asked.motion_id),)))


def test_the_same_pair_on_another_case_is_judged_as_before(office: Office) -> None:
    judges(office)
    first = hit_of(office.case()).judgement
    alike(office)
    judgement = judgement_of(office)
    assert judgement is not None
    assert first is not None
    assert (judgement.value, judgement.reason) == ("same", REASON)
    assert judgement.origin is not None
    assert judgement.origin.judgement_id == first.id
    assert judgement.origin.reference == REF
    assert (judgement.author, judgement.origin.author) == (ANALYST, ANALYST)
    assert judgement.origin.at == first.at
    assert office.view(OTHER).row.hits_open == 0


def test_the_claim_of_a_hit_reads_what_was_taken_over(office: Office) -> None:
    judges(office)
    alike(office)
    assert hit_of(office.case(OTHER)).claim == "listed"
    own = {flag.rule: flag.evaluation for flag in office.case().flags}
    assert {flag.rule: flag.evaluation for flag in office.case(OTHER).flags} == own


def test_taking_over_is_an_entry_of_the_chain_that_names_its_origin(office: Office) -> None:
    judges(office)
    alike(office)
    with office.session(ANALYST).reading() as conn:
        rows = case_history(conn, office.case(OTHER))
    (entry,) = (row for row in rows if row.deed == deed_title("case.take_over_judgement"))
    assert REF in entry.text


@pytest.mark.parametrize(
    "changed",
    [
        {"consignee_country": "HK"},
        {"consignee_city": "Xi'an"},
        {"consignee_name": f"{CONSIGNEE} Ltd"},
    ],
)
def test_a_party_that_differs_is_judged_anew(office: Office, changed: dict[str, str]) -> None:
    judges(office)
    alike(office, **changed)
    assert judgement_of(office) is None


def test_letters_and_blanks_make_no_other_party(office: Office) -> None:
    judges(office)
    alike(office, consignee_name=f"  {CONSIGNEE.upper()} ")
    assert judgement_of(office) is not None


def test_a_new_edition_that_says_the_same_lets_the_judgement_count_on(office: Office) -> None:
    judges(office)
    path = write_list(office.path.parent / "watched.csv", LISTED)
    assert run(office.session(ADMIN), ImportList(files=(path,), **asdict(NEWER), sure=True))[
        0
    ].edition
    office.act(ANALYST, "screen")
    judgement = hit_of(office.case()).judgement
    assert judgement is not None
    assert (judgement.value, judgement.reason) == ("same", REASON)


def test_a_listing_that_changed_is_judged_anew(office: Office) -> None:
    judges(office)
    path = write_list(office.path.parent / "watched.csv", f"{LISTED} Holding")
    assert run(office.session(ADMIN), ImportList(files=(path,), **asdict(NEWER), sure=True))[
        0
    ].edition
    office.act(ANALYST, "screen")
    assert hit_of(office.case()).judgement is None


def test_what_two_persons_judged_is_taken_over_with_their_motion(office: Office) -> None:
    judges_different(office)
    alike(office)
    judgement = judgement_of(office)
    assert judgement is not None
    assert (judgement.value, judgement.author, judgement.seconder) == ("different", REVIEWER, HEAD)
    assert judgement.unsound == ""


def test_what_one_person_judged_different_counts_where_one_is_enough(office: Office) -> None:
    sets_the_score(office, 1000)
    alike(office, consignee_name=NEARLY)
    assert 500 < hit_of(office.case(OTHER)).match.score < 1000
    judges(office, "different", reference=OTHER)
    office.take_in(*two_items(lrn="LW-3", consignee_name=NEARLY))
    judgement = judgement_of(office, THIRD)
    assert judgement is not None
    assert judgement.value == "different"


def test_what_one_person_judged_different_counts_not_where_two_are_needed(office: Office) -> None:
    sets_the_score(office, 1000)
    alike(office, consignee_name=NEARLY)
    judges(office, "different", reference=OTHER)
    sets_the_score(office, 500)
    office.take_in(*two_items(lrn="LW-3", consignee_name=NEARLY))
    assert judgement_of(office, THIRD) is None


def test_unsure_is_never_taken_over(office: Office) -> None:
    judges(office, "unsure")
    alike(office)
    assert judgement_of(office) is None


def test_a_revoked_judgement_is_not_taken_over(office: Office) -> None:
    judges(office)
    office.act(ANALYST, "revoke_judgement", hit=hit_of(office.case()).id, reason=REASON)
    alike(office)
    assert judgement_of(office) is None


def test_revoking_ends_it_on_one_case_alone_and_it_is_not_taken_over_again(office: Office) -> None:
    judges(office)
    alike(office)
    hit = hit_of(office.case(OTHER))
    office.act(ANALYST, "revoke_judgement", reference=OTHER, hit=hit.id, reason=REASON)
    assert judgement_of(office) is None
    assert judgement_of(office, REF) is not None
    path = write_list(office.path.parent / "watched.csv", LISTED)
    assert run(office.session(ADMIN), ImportList(files=(path,), **asdict(NEWER), sure=True))[
        0
    ].edition
    office.act(ANALYST, "screen", reference=OTHER)
    assert judgement_of(office) is None


def test_the_revocation_of_its_origin_ends_it_on_open_cases(office: Office) -> None:
    judges(office)
    alike(office)
    office.act(ANALYST, "revoke_judgement", hit=hit_of(office.case()).id, reason=REASON)
    assert judgement_of(office) is None
    assert office.view(OTHER).row.hits_open == 1


def test_judged_again_its_origin_gives_the_new_judgement(office: Office) -> None:
    judges(office)
    alike(office)
    judges_different(office)
    judgement = judgement_of(office)
    assert judgement is not None
    assert judgement.value == "different"


def test_two_opinions_on_a_pair_are_taken_over_by_nobody(office: Office) -> None:
    alike(office)
    judges(office)
    other = hit_of(office.case(OTHER))
    office.act(REVIEWER, "judge", reference=OTHER, hit=other.id, outcome="different", reason=REASON)
    office.act(HEAD, "second", reference=OTHER)
    office.take_in(*two_items(lrn="LW-3"))
    assert judgement_of(office, THIRD) is None


LISTING = Listing("t-1", "Company", LISTED, countries=("CN",))


SIDES = (
    (replace(LISTING, name="Another"), ("name", "Another")),
    (replace(LISTING, countries=("CN", "HK")), ("countries", "CN; HK")),
    (replace(LISTING, note="seen"), ("note", "seen")),
)


@pytest.mark.parametrize(("after", "said"), SIDES)
def test_what_changed_of_a_listing_is_told_by_field(after: Listing, said: tuple[str, str]) -> None:
    (change,) = changes("listing", listing_side(LISTING), listing_side(after))
    assert (change.field, change.now) == said


def test_a_side_that_is_the_same_has_no_changes(office: Office) -> None:
    party = office.case().parties[0]
    assert changes("party", party_side(party), party_side(replace(party, id="other"))) == ()


def test_what_changed_since_is_shown_with_the_judgement(office: Office) -> None:
    judges(office)
    alike(office, consignee_city="Xi'an")
    hit = hit_of(office.case(OTHER))
    (before,) = hit_view(office.session(ANALYST), hit.id).before
    assert (before.reference, before.value, before.same_party) == (REF, "same", True)
    assert [(c.side, c.field, c.was, c.now) for c in before.changed] == [
        ("party", "city", "", "xi'an")
    ]


def test_a_judgement_on_another_party_is_told_as_that(office: Office) -> None:
    judges(office)
    alike(office, consignee_name=NEARLY)
    hit = hit_of(office.case(OTHER))
    (before,) = hit_view(office.session(ANALYST), hit.id).before
    assert (before.same_party, before.changed) == (False, ())


def test_words_left_over_speak_against_a_hit(office: Office) -> None:
    alike(office, consignee_name=f"{CONSIGNEE} Hongmu")
    hit = hit_of(office.case(OTHER))
    told = hit_view(office.session(ANALYST), hit.id).against
    assert any("hongmu" in one.said.casefold() for one in told)


def test_equal_hits_are_listed_and_judged_together(office: Office) -> None:
    alike(office)
    office.take_in(*two_items(lrn="LW-3", consignee_country="HK"))
    first = hit_of(office.case())
    (equal,) = hit_view(office.session(ANALYST), first.id).equal
    assert equal.reference == OTHER
    judge_equal(
        office.session(ANALYST),
        said("judge", hit=first.id, outcome="same", reason=REASON),
        [equal.hit_id],
        seen=None,
    )
    for reference in (REF, OTHER):
        judgement = judgement_of(office, reference)
        assert judgement is not None
        assert (judgement.value, judgement.origin) == ("same", None)
    assert judgement_of(office, THIRD) is None


def test_a_hit_that_is_not_equal_is_judged_with_no_other(office: Office) -> None:
    alike(office, consignee_country="HK")
    first, other = hit_of(office.case()), hit_of(office.case(OTHER))
    with pytest.raises(Conflict, match="not equal"):
        judge_equal(
            office.session(ANALYST),
            said("judge", hit=first.id, outcome="same", reason=REASON),
            [other.id],
            seen=None,
        )
    assert judgement_of(office, REF) is None


def test_equal_hits_that_need_two_persons_are_moved_each(office: Office) -> None:
    alike(office)
    first, other = hit_of(office.case()), hit_of(office.case(OTHER))
    changes = judge_equal(
        office.session(ANALYST),
        said("judge", hit=first.id, outcome="different", reason=REASON),
        [other.id],
        seen=None,
    )
    assert len(changes.waits) == 2
    assert judgement_of(office, REF) is None
    do(office.session(HEAD), SecondOpenMotions(changes.waits))
    assert judgement_of(office, REF) is not None
    assert judgement_of(office, OTHER) is not None


def test_a_report_says_where_a_judgement_was_taken_over_from(office: Office) -> None:
    judges(office)
    alike(office)
    out = office.path.parent / "report.xlsx"
    run(office.session(ANALYST), ReportCase(CaseReport.CASE, OTHER, xlsx=out))
    cells = [
        str(cell.value) for page in load_workbook(out) for row in page.iter_rows() for cell in row
    ]
    assert any(f"on {REF}, 30 Mar 2026, taken over: {REASON}" in cell for cell in cells)


def test_a_party_of_the_same_entity_is_judged_as_before_though_its_address_differs(
    office: Office,
) -> None:
    office.act(ANALYST, "link", party="consignee", basis=REASON)
    judges(office)
    alike(office, consignee_city="Xi'an")
    assert judgement_of(office) is None
    link = next(party.link for party in office.case().parties if party.link)
    office.act(ANALYST, "link", reference=OTHER, party="consignee", to=link.entity_id, basis=REASON)
    judgement = judgement_of(office)
    assert judgement is not None
    assert judgement.value == "same"
    assert office.view(OTHER).row.hits_open == 0


def a_twin(office: Office, *names: str) -> tuple[str, str]:
    """The entity of the consignee, and one made beside it under the same name."""
    office.act(ANALYST, "link", party="consignee", basis=REASON)
    link = next(party.link for party in office.case().parties if party.link)
    session = office.session(ANALYST)
    twin = do(
        session, MakeEntity(name=CONSIGNEE, kind="organisation", country="CN", source="a letter")
    ).made
    for name in names:
        do(
            session,
            StateFact(
                entity=twin, kind="name", field={"text": name}, **asdict(TypedStatement("a letter"))
            ),
        )
    return link.entity_id, twin


def links_another_address(office: Office, entity: str) -> Judgement | None:
    """What counts for the same party of another address, linked to an entity."""
    alike(office, consignee_city="Xi'an")
    assert judgement_of(office) is None
    office.act(ANALYST, "link", reference=OTHER, party="consignee", to=entity, basis=REASON)
    return judgement_of(office)


@pytest.mark.parametrize("is_kept", [True, False])
def test_a_merge_of_two_of_the_same_names_changes_no_side(office: Office, is_kept: bool) -> None:
    own, twin = a_twin(office)
    judges(office)
    one, other = (own, twin) if is_kept else (twin, own)
    do(office.session(ANALYST), MergeEntities(kept=one, gone=other, reason=REASON))
    judgement = links_another_address(office, one)
    assert judgement is not None
    assert judgement.origin is not None
    (before,) = hit_view(office.session(ANALYST), hit_of(office.case(OTHER)).id).before
    assert before.same_party
    assert [change.field for change in before.changed] == ["city"]


def test_a_merge_that_brings_another_name_is_judged_anew_until_it_is_taken_back(
    office: Office,
) -> None:
    own, twin = a_twin(office, "Baltic Otter")
    judges(office)
    do(office.session(ANALYST), MergeEntities(kept=own, gone=twin, reason=REASON))
    assert links_another_address(office, own) is None
    do(office.session(ANALYST), UnmergeEntity(gone=twin, reason=REASON))
    link = next(party.link for party in office.case(OTHER).parties if party.link)
    office.act(ANALYST, "unlink", reference=OTHER, party="consignee", reason=REASON)
    office.act(ANALYST, "link", reference=OTHER, party="consignee", to=link.entity_id, basis=REASON)
    assert judgement_of(office) is not None


def test_a_phone_stated_of_its_entity_lets_a_judgement_count_on(office: Office) -> None:
    own, _twin = a_twin(office)
    judges(office)
    session = office.session(ANALYST)
    do(
        session,
        StateFact(
            entity=own,
            kind="phone",
            field={"text": "+86 29 0000 0000"},
            **asdict(TypedStatement("a letter")),
        ),
    )
    assert links_another_address(office, own) is not None


def test_a_number_stated_of_its_entity_is_judged_anew(office: Office) -> None:
    own, _twin = a_twin(office)
    judges(office)
    number = {"kind": "VAT", "number": "PL5261040828"}
    do(
        office.session(ANALYST),
        StateFact(
            entity=own, kind="identifier", field=number, **asdict(TypedStatement("a letter"))
        ),
    )
    assert links_another_address(office, own) is None


def test_two_of_one_name_that_are_not_merged_share_no_judgement(office: Office) -> None:
    _own, twin = a_twin(office)
    judges(office)
    assert links_another_address(office, twin) is None
