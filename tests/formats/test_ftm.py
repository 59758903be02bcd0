"""FollowTheMoney: read line by line, taken as statements, written and read again the same."""

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landwaiter.domain.entities.foreign_statement import Exchange, GivenEntity, GivenFact, GivenLink
from landwaiter.errors import Invalid
from landwaiter.formats.entities.ftm import read_ftm
from landwaiter.formats.entities.ftm_entities import exchange_of, iso_day
from landwaiter.formats.entities.ftm_writing import ftm_lines


def line(key: str, schema: str, **properties: Any) -> bytes:
    return json.dumps({"id": key, "schema": schema, "properties": properties}).encode()


def taken(*lines: bytes) -> Exchange:
    return exchange_of(read_ftm(lines, file="made.ftm.json"))


OWNER = line("a", "Person", name=["Anna Berg"])
OWNED = line("b", "Company", name=["Berg Tools"], jurisdiction=["no"])


def plain(exchange: Exchange) -> Any:
    """What an exchange says, whatever the order of facts and the rows it was read from."""
    entities = [
        replace(one, row=0, origin="", facts=tuple(sorted(one.facts, key=str)))
        for one in exchange.entities
    ]
    return entities, [replace(one, row=0, origin="") for one in exchange.links]


def test_ownership_and_directorship_join_two_entities_with_share_and_days() -> None:
    owns = line("c", "Ownership", owner=["a"], asset=["b"], percentage=["51,0 %"],
                startDate=["2021-03"], endDate=["2023"])  # fmt: skip
    directs = line("d", "Directorship", director=["a"], organization=["b"], role=["Chair"])
    exchange = taken(OWNER, OWNED, owns, directs)
    assert plain(exchange)[1] == [
        GivenLink("owns", "a", "b", "51", "2021-03", "2023"),
        GivenLink("directs", "a", "b", note="Chair"),
    ]
    assert exchange.entities[1].country == "NO"
    assert exchange.left_out == ()


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (line("c", "Ownership", owner=["a"], asset=["z"]), "no entity of this file"),
        (line("c", "Ownership", owner=["a"]), "whom it joins"),
        (line("c", "Ownership", owner=["a"], asset=["a"]), "with itself"),
        (
            line("c", "Ownership", owner=["a"], asset=["b"], startDate=["2024"],
                 endDate=["2023-12-31"]),
            "before it begins",
        ),
        (line("c", "Position", name=["Minister"]), "no such thing"),
        (line("c", "Person", alias=["nameless"]), "no name"),
        (line("a", "Person", name=["Again"]), "before"),
    ],
)  # fmt: skip
def test_what_is_no_statement_is_left_out_with_its_reason(row: bytes, why: str) -> None:
    exchange = taken(OWNER, OWNED, row)
    assert exchange.links == ()
    (left,) = exchange.left_out
    assert left.row == 3
    assert why in left.why


def test_a_share_that_is_no_share_is_kept_as_words() -> None:
    row = line("c", "Ownership", owner=["a"], asset=["b"], percentage=["most"])
    (link,) = taken(OWNER, OWNED, row).links
    assert (link.percent, link.note) == ("", "share as stated: most")


def test_the_listing_of_a_publisher_is_counted_and_is_no_fact() -> None:
    sanction = line("s", "Sanction", entity=["b"], authority=["A Council"])
    listed = line("b", "Company", name=["Berg Tools"], topics=["sanction"], programId=["X"])
    exchange = taken(OWNER, listed, sanction)
    assert exchange.claims == 1
    assert exchange.entities[1].facts == ()
    assert exchange.left_out == ()


def test_beliefs_of_a_person_are_not_taken_over() -> None:
    (person,) = taken(
        line("a", "Person", name=["Anna"], religion=["any"], ethnicity=["any"])
    ).entities
    assert person.facts == ()


def test_an_address_entity_and_a_passport_belong_to_whom_they_name() -> None:
    person = line("a", "Person", name=["Anna"], addressEntity=["p"])
    place = line("p", "Address", street=["Road 1"], city=["Bergen"])
    paper = line("q", "Passport", holder=["a"], number=["N123"], country=["no"])
    (entity,) = taken(person, place, paper).entities
    stated = {fact.kind: dict(fact.value) for fact in entity.facts}
    assert stated["address"]["text"] == "Road 1, Bergen"
    assert stated["identifier"] == {"kind": "PASSPORT", "number": "N123", "country": "NO"}


def test_a_number_that_breaks_its_form_is_left_out() -> None:
    exchange = taken(line("b", "Company", name=["Berg Tools"], leiCode=["12"]))
    assert exchange.entities[0].identifiers == ()
    assert "leiCode" in exchange.left_out[0].why


@pytest.mark.parametrize(
    ("rows", "row", "field"),
    [
        ([OWNER, b"{"], 2, None),
        ([OWNER, b"[1]"], 2, None),
        ([b'{"id": "a", "schema": "Person"}'], 1, "properties"),
        ([b'{"id": "", "schema": "Person", "properties": {}}'], 1, "id"),
        ([b'{"id": "a", "properties": {}}'], 1, "schema"),
        ([OWNER, b"", b"[" * 100_000], 3, None),
        ([line("a", "Person", name=["a\x00b"])], 1, "name"),
        ([b'{"id": "\xff"}'], 1, None),
    ],
)
def test_a_line_that_is_no_entity_refuses_the_file_with_its_row(
    rows: list[bytes], row: int, field: str | None
) -> None:
    with pytest.raises(Invalid) as refused:
        taken(*rows)
    assert (refused.value.row, refused.value.field) == (row, field)
    assert refused.value.file == "made.ftm.json"


def test_a_bare_value_counts_and_a_nested_one_is_passed_over() -> None:
    row = b'{"id": "a", "schema": "Person", "properties": {"name": "Anna", "alias": [{"x": 1}]}}'
    exchange = taken(row)
    assert exchange.entities[0].name == "Anna"
    assert "alias" in exchange.left_out[0].why


def test_a_day_of_no_calendar_is_none() -> None:
    assert [iso_day(text) for text in ("2024-02-30", "1970-01", "1970-01-18T00:00:00", "NA")] == [
        "", "1970-01", "1970-01-18", "",
    ]  # fmt: skip


NUMBERED = GivenFact(
    "identifier", (("country", "PL"), ("kind", "EORI"), ("number", "PL999000000000000"))
)
SAID = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=12)
DAYS = st.sampled_from(("", "2019", "2020-05", "2020-05-17"))


@st.composite
def exchanges(draw: st.DrawFn) -> Exchange:
    keys = draw(st.lists(SAID, min_size=2, max_size=5, unique=True))
    kinds = st.sampled_from(("person", "organisation", "vessel", "state_body"))
    entities = tuple(
        GivenEntity(key, draw(kinds), draw(SAID), draw(st.sampled_from(("", "NO", "CN"))),
                    draw(st.sampled_from(((), (NUMBERED,)))))
        for key in keys
    )  # fmt: skip
    ends = draw(st.lists(st.permutations(keys).map(lambda two: two[:2]), max_size=6))
    kind = st.sampled_from(
        ("owns", "controls", "directs", "family", "part_of", "manages", "member")
    )
    links = []
    for source, target in ends:
        what = draw(kind)
        percent = draw(st.sampled_from(("", "51", "0.5"))) if what == "owns" else ""
        links.append(
            GivenLink(
                what, source, target, percent, draw(DAYS), "", draw(st.sampled_from(("", "x")))
            )
        )
    return Exchange(entities, tuple(links))


@given(exchanges())
def test_what_is_written_is_read_again_the_same(exchange: Exchange) -> None:
    assert plain(taken(*ftm_lines(exchange, dataset="pl1"))) == plain(exchange)


def test_a_published_network_is_taken_whole_and_written_again(testdata: Path) -> None:
    path = testdata / "opensanctions/yente_zala_entities.ftm.json"
    with path.open("rb") as file:
        exchange = exchange_of(read_ftm(file, file=path.name))
    assert len(exchange.entities) == 17
    assert Counter(one.kind for one in exchange.links) == {"owns": 14, "family": 4, "directs": 3}
    assert (exchange.claims, exchange.left_out) == (41, ())
    assert plain(taken(*ftm_lines(exchange, dataset="pl1"))) == plain(exchange)


def test_a_file_of_persons_is_read_with_what_it_leaves_out(testdata: Path) -> None:
    path = testdata / "opensanctions/ftm_small/entities.ftm.json"
    with path.open("rb") as file:
        things = tuple(read_ftm(file, file=path.name))
    assert len(things) == 1565
    exchange = exchange_of(things)
    assert (len(exchange.entities), len(exchange.links)) == (607, 756)
    assert Counter(one.what for one in exchange.left_out)["Position"] == 100


def test_a_property_stands_only_where_the_model_has_it() -> None:
    """Else another reader refuses the line; what no property carries is a paper, or ours alone."""
    number = (("kind", "MMSI"), ("number", "257000000"))
    facts = (GivenFact("identifier", number), GivenFact("phone", (("text", "+47 55"),)))
    firm, ship = (GivenEntity(kind, kind, kind, "", facts) for kind in ("organisation", "vessel"))
    things = {
        (thing.schema, thing.id.partition("-")[0]): thing.properties
        for thing in read_ftm(ftm_lines(Exchange((firm, ship)), dataset="pl1"))
    }
    assert things["Organization", "organisation"].keys() == {"name", "phone"}
    assert things["Identification", "organisation"]["number"] == ("257000000",)
    assert things["Vessel", "vessel"].keys() == {"name", "mmsi"}
    assert taken(*ftm_lines(Exchange((firm, ship)), dataset="pl1")).entities[1].facts == facts


@pytest.mark.parametrize("own", [7, {"facts": 7}, {"kind": "organisation", "facts": [7]}])
def test_a_broken_part_of_our_own_is_passed_over(own: object) -> None:
    thing = json.loads(line("b", "Company", name=["Berg Tools"], phone=["+47 55"]))
    exchange = taken(json.dumps({**thing, "casebook": own}).encode())
    assert [one.name for one in exchange.entities] == ["Berg Tools"]


def test_a_statement_of_our_own_that_is_none_is_left_out_with_its_reason() -> None:
    facts = [
        {"kind": "shoe size", "value": {"text": "42"}},
        {"kind": "born", "value": {"date": "yesterday"}},
        {"kind": "phone", "value": {"text": "+47 55"}, "since": "long ago"},
    ]
    thing = json.loads(line("b", "Company", name=["Berg Tools"]))
    own = {"kind": "university", "facts": facts}
    exchange = taken(json.dumps({**thing, "casebook": own}).encode())
    (entity,) = exchange.entities
    assert (entity.kind, entity.facts) == ("university", ())
    assert len(exchange.left_out) == 3
