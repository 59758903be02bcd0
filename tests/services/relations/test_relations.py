"""Relations of states and shares: stated, read by pairs, ended; background feeds no flag."""

from datetime import date
from typing import Any

import pytest
from tests.formats.official.test_arms_transfers import DEAL, register
from tests.services.act_examples import DECIDED, stated_relation, states_related
from tests.services.sample_office import ADMIN, ANALYST, READ, REASON, REF, REVIEWER, Office

from landwaiter.canonical import canonical_bytes
from landwaiter.domain.base.certainty import Certainty
from landwaiter.domain.cases.ground import GroundKind
from landwaiter.domain.relations.deeds import EndRelation, EndShare, StateRelation, StateShare
from landwaiter.domain.relations.relation import RelationKind
from landwaiter.domain.relations.share import ShareOrigin
from landwaiter.errors import Invalid, NotAllowed, NotFound
from landwaiter.services.deeds.engine import do
from landwaiter.services.flags.evaluation import facts_of, judged, verdict_of
from landwaiter.services.law import official_files
from landwaiter.services.relations.grounds import QUOTES
from landwaiter.services.relations.relation_words import relation_said
from landwaiter.services.relations.relations import (
    country_view,
    list_relations,
    list_shares,
    matrix,
    pair_view,
)
from landwaiter.services.relations.supplier_shares import arms_shares
from landwaiter.services.review.decision_claims import claims_of


def related(office: Office, *states: str, **given: Any) -> str:
    said: dict[str, Any] = {"certainty": Certainty.REPORTED, "source": "a paper", **given}
    kind = said.pop("kind", RelationKind.EXERCISE)
    return do(office.session(ANALYST), StateRelation(kind, states, **{**READ, **said})).made


def shared(office: Office, *states: str, **given: Any) -> str:
    said: dict[str, Any] = {
        "counted": "arms bought by CN",
        "states": states,
        "population": "arms bought by all",
        "period_from": "2021",
        "period_to": "2021",
        "edition": "2023",
        "method": "not stated",
        "computed_by": ShareOrigin.PUBLISHER,
        "certainty": Certainty.REPORTED,
        "source": "a paper",
        "quoted": "14",
        **given,
    }
    return do(office.session(ANALYST), StateShare(**{**READ, **said})).made


def with_register(office: Office, *deals: str) -> None:
    path = office.path.parent / "register.csv"
    path.write_bytes(register(*deals))
    head = official_files.OfficialHead(edition="2025", valid_from=date(2025, 3, 13))
    assert office.official_by_two(path, head, mover=ADMIN).row


def verdict(office: Office) -> bytes:
    session = office.session(ANALYST)
    with session.reading() as conn:
        facts = facts_of(conn, office.case(), session.references, session.today())
        return canonical_bytes(verdict_of(judged(facts)))


def test_the_page_of_a_pair_is_in_the_order_of_its_days(office: Office) -> None:
    late = related(office, "RU", "CN", since="2023-07", name="Northern Interaction")
    early = related(office, "CN", "RU", "ZA", since="2023", kind=RelationKind.DIALOGUE)
    related(office, "CN", "KP", since="1961", kind=RelationKind.ALLIANCE_TREATY)
    shared(office, "CN", "RU")
    view = pair_view(office.session(ANALYST), "ru", "CN")
    assert (view.one, view.other) == ("CN", "RU")
    assert [row.id for row in view.relations] == [early, late]
    assert view.by_kind == {RelationKind.EXERCISE: 1, RelationKind.DIALOGUE: 1}
    assert [row.percent for row in view.shares] == [14]


def test_the_matrix_counts_what_stands_and_no_more(office: Office) -> None:
    related(office, "CN", "RU", "ZA")
    ended = related(office, "CN", "RU")
    shared(office, "CN", "RU")
    do(office.session(ANALYST), EndRelation(ended, REASON))
    counts = {(row.one, row.other): (row.relations, row.shares) for row in matrix(session(office))}
    assert counts == {("CN", "RU"): (1, 1), ("CN", "ZA"): (1, 0), ("RU", "ZA"): (1, 0)}
    assert [row.id for row in pair_view(session(office), "CN", "RU").ended] == [ended]


def session(office: Office) -> Any:
    return office.session(ANALYST)


def test_others_that_the_source_does_not_name_make_no_pair(office: Office) -> None:
    related(
        office,
        "CN",
        kind=RelationKind.ACADEMY_PLACES,
        others="more than 90 countries",
        figure="several thousand",
        unit="places a year",
        wording="incomplete data",
    )
    shared(office, "CN")
    (row,) = country_view(session(office), "CN").relations
    assert relation_said(row) == (
        "China (CN) to more than 90 countries: academy places, several thousand places a year, "
        "in their words “incomplete data”"
    )
    (alone,) = matrix(session(office))
    assert (alone.one, alone.other, alone.relations, alone.shares) == ("CN", "", 1, 1)


def test_who_gives_may_be_unnamed_and_whoever_is_named_receives(office: Office) -> None:
    kind = RelationKind.ARMS_SUPPLY
    related(office, "HK", kind=kind, from_others="some states", equipment="water cannon")
    (row,) = country_view(session(office), "HK").relations
    assert relation_said(row).startswith("some states to Hong Kong SAR China (HK): arms supply")


def test_of_an_exercise_nobody_gives(office: Office) -> None:
    with pytest.raises(Invalid) as caught:
        related(office, "CN", from_others="some states")
    assert caught.value.field == "from_others"
    with pytest.raises(Invalid) as caught:
        related(office, "CN")
    assert caught.value.field == "states"


def test_what_a_source_doubts_is_quoted_wherever_the_share_is(office: Office) -> None:
    share = shared(office, "CN", wording="incomplete data")
    office.act(ANALYST, "ground", what="share", statement=share, reason=REASON)
    (ground,) = office.case().grounds
    assert ground.quoted.endswith("in their words “incomplete data”")


def test_a_country_has_its_pairs_its_shares_and_what_packs_record(office: Office) -> None:
    with_register(office, DEAL.replace("Norway", "China").replace("Sweden", "Russia"))
    related(office, "CN", "KP")
    shared(office, "CN")
    view = country_view(session(office), "cn")
    assert [(row.one, row.other) for row in view.pairs] == [("CN", "KP")]
    assert len(view.shares) == 1
    assert "1 deal." in view.background[0].text


def test_a_pair_says_what_the_register_has_of_it(office: Office) -> None:
    with_register(office, DEAL, DEAL.replace("1999", "2004"))
    (row,) = pair_view(session(office), "NO", "SE").register
    assert (row.supplier, row.recipient, row.deals) == ("SE", "NO", 2)
    assert (row.first, row.last) == ("1999", "2004")
    assert pair_view(session(office), "NO", "FI").register == ()


def test_lists_are_read_page_by_page_the_newest_first(office: Office) -> None:
    ids = [related(office, "CN", "RU", name=f"exercise {n}") for n in range(3)]
    first = list_relations(session(office), limit=2)
    rest = list_relations(session(office), limit=2, after=first.after)
    assert [row.id for row in (*first.rows, *rest.rows)] == ids[::-1]
    assert rest.after is None
    assert list_relations(session(office), state="ZA").rows == ()
    with pytest.raises(Invalid, match="no such kind"):
        list_relations(session(office), kind="friendship")


def test_a_statement_is_ended_once_and_stays_readable(office: Office) -> None:
    share = shared(office, "CN")
    do(office.session(REVIEWER), EndShare(share, REASON))
    (row,) = list_shares(session(office)).rows
    assert (row.ended, row.end.author if row.end else "") == (REASON, REVIEWER)
    with pytest.raises(NotAllowed, match="ended already"):
        do(office.session(REVIEWER), EndShare(share, REASON))


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"source": " "}, "source"),
        ({"grade": "G7"}, "grade"),
        ({"since": "soon"}, "since"),
        ({"since": "2023", "until": "2022"}, "until"),
        ({"figure": "83 %", "unit": "of imports"}, "figure"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_field(
    office: Office, given: dict[str, Any], field: str
) -> None:
    with pytest.raises(Invalid) as caught:
        related(office, "CN", "RU", **given)
    assert caught.value.field == field


def test_a_statement_may_rest_on_a_piece_of_evidence_that_is_there(office: Office) -> None:
    with pytest.raises(NotFound, match="no such piece"):
        related(office, "CN", "RU", evidence=f"{REF}/E-07")


def test_the_database_takes_no_share_without_parts(office: Office) -> None:
    with (
        pytest.raises(NotAllowed, match="computed of its parts"),
        office.session(ANALYST).writing("plain SQL") as work,
    ):
        work.conn.exec_driver_sql(
            "INSERT INTO share (id, counted, population, period_from, period_to, edition, method,"
            " computed_by, states, source, certainty, author, at) VALUES"
            " ('x', 'a', 'b', '1', '2', 'e', 'm', 'program', '[]', 's', 'reported', 'a', 'n')"
        )


def test_shares_of_suppliers_stand_beside_the_publishers_and_never_as_them(office: Office) -> None:
    deals = (
        DEAL.replace("Norway", "China").replace("Sweden", "Russia").replace("2001; 2002", "2018"),
        DEAL.replace("Norway", "China").replace("Sweden", "France").replace("2001; 2002", "2022"),
    )
    with_register(office, *deals)
    shared(office, "CN", "RU", period_from="2018", period_to="2022", quoted="83")
    shared(office, "CN", period_from="2021", period_to="2021")
    found = arms_shares(session(office), "CN", 2018, 2022)
    assert [(one.supplier, float(one.share)) for one in found.computed.shares] == [
        ("France", 0.5),
        ("Russia", 0.5),
    ]
    assert [one.percent for one in found.published] == [83]


def test_without_a_register_or_a_deal_it_is_said(office: Office) -> None:
    with pytest.raises(NotFound, match="No trade register"):
        arms_shares(session(office), "CN", 2018, 2022)
    with_register(office, DEAL)
    with pytest.raises(NotFound, match="no deal of this recipient"):
        arms_shares(session(office), "CN", 2018, 2022)
    with pytest.raises(Invalid):
        arms_shares(session(office), "NO", 2022, 2018)


def test_no_verdict_of_any_rule_changes_by_background_that_is_no_ground(office: Office) -> None:
    before, flags = verdict(office), office.case().flags
    countries = sorted({party.country or "PL" for party in office.case().parties} | {"RU", "KP"})
    for kind in RelationKind:
        related(office, *countries, kind=kind, certainty=Certainty.ESTABLISHED, grade="A1")
    shared(office, *countries)
    assert verdict(office) == before
    office.act(ANALYST, "evaluate")
    assert office.case().flags == flags


def test_a_ground_is_quoted_as_it_stood_whatever_becomes_of_the_statement(office: Office) -> None:
    states_related(office)
    stated = stated_relation(office)
    office.act(ANALYST, "ground", what="relation", statement=stated, reason=REASON)
    do(session(office), EndRelation(stated, "the press release was withdrawn"))
    (ground,) = office.case().grounds
    assert ground.quoted == (
        "China (CN), Russia (RU): exercise “Northern Interaction”, since Jul 2023"
    )
    assert (ground.certainty, ground.source) == (Certainty.REPORTED, "a press release")
    with pytest.raises(NotAllowed, match="was ended"):
        office.act(REVIEWER, "ground", what="relation", statement=stated, reason=REASON)


def test_a_share_as_a_ground_says_that_its_parts_are_missing(office: Office) -> None:
    share = shared(office, "CN")
    office.act(ANALYST, "ground", what="share", statement=share, reason=REASON)
    (ground,) = office.case().grounds
    assert "14 % (publisher's figure); numerator and denominator not given" in ground.quoted


def test_the_claims_of_a_decision_are_no_surer_than_the_ground(office: Office) -> None:
    stated = related(office, "CN", "RU", certainty=Certainty.ALLEGED)
    office.act(ANALYST, "ground", what="relation", statement=stated, reason=REASON)
    (claim,) = (one for one in claims_of(office.case()) if one.kind == "Ground")
    assert "(alleged)" in claim.text
    assert REASON in claim.text


def test_a_ground_changes_no_flag_and_is_no_input_of_a_verdict(office: Office) -> None:
    before = verdict(office)
    stated = related(office, "CN", "RU")
    office.act(ANALYST, "ground", what="relation", statement=stated, reason=REASON)
    assert verdict(office) == before


def test_a_ground_is_withdrawn_once_and_may_be_quoted_anew(office: Office) -> None:
    stated = related(office, "CN", "RU")
    given = {"what": "relation", "statement": stated, "reason": REASON}
    office.act(ANALYST, "ground", **given)
    with pytest.raises(NotAllowed, match="already"):
        office.act(ANALYST, "ground", **given)
    first = office.case().grounds[0].id
    office.act(ANALYST, "withdraw_ground", ground=first, reason=REASON)
    office.act(ANALYST, "ground", **given)
    with pytest.raises(NotFound, match="no such ground"):
        office.act(ANALYST, "withdraw_ground", ground=first, reason=REASON)
    assert [one.stands for one in office.case().grounds] == [False, True]


def test_a_decision_rests_on_the_grounds_as_they_were_approved(office: Office) -> None:
    stated = related(office, "CN", "RU")
    office.act(ANALYST, "ground", what="relation", statement=stated, reason=REASON)
    for step in DECIDED:
        step(office)
    decision = office.case().decision
    assert decision is not None
    assert "grounds" in decision.text
    assert office.view().approved_valid


def test_every_kind_of_background_is_quoted() -> None:
    assert set(QUOTES) == set(GroundKind)
