"""Entities of another system: looked at, brought in whole or not at all, and written out again."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict, replace
from itertools import cycle, permutations
from pathlib import Path
from typing import Any

import pytest
from tests.formats.test_ftm import OWNED, OWNER, line
from tests.services.sample_office import ADMIN, ANALYST, READ, Office, an_office

from landwaiter.domain.base.certainty import Certainty
from landwaiter.domain.entities.checked_statements import why_not_joined
from landwaiter.domain.entities.deeds import (
    ExportEntities,
    ImportEntities,
    LinkEntities,
    MakeEntity,
    StateFact,
)
from landwaiter.domain.entities.entity import (
    ENTITY_KINDS,
    FACT_KINDS,
    LINK_KINDS,
    LinkKind,
    TypedStatement,
)
from landwaiter.domain.entities.foreign_statement import Exchange, GivenFact
from landwaiter.errors import Conflict, Invalid, NotAllowed, NotFound
from landwaiter.formats.entities.ftm import read_ftm
from landwaiter.formats.entities.ftm_entities import exchange_of
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.entities.entity_page import entity_view
from landwaiter.services.entities.exchange_in import ExchangeOrigin, preview_entities
from landwaiter.services.entities.exchange_out import exchange_from
from landwaiter.services.warm.session import Session
from landwaiter.storage.entities.entity_rows import every_id
from landwaiter.storage.entities.entity_statements import facts_of, links_of

ORIGIN = ExchangeOrigin("Company register of Bergen", "B2")
OWNS = line("c", "Ownership", owner=["a"], asset=["b"], percentage=["51"], startDate=["2021-03"])
DIRECTS = line("d", "Directorship", director=["a"], organization=["b"], role=["Chair"])
LEI = "5493001KJTIIGC8Y1R12"


class Stopped(Exception):
    """What a person who cancels raises."""


def a_file(folder: Path, *lines: bytes, name: str = "made.ftm.json") -> Path:
    path = folder / name
    path.write_bytes(b"\n".join(lines) + b"\n")
    return path


@pytest.fixture
def another(tmp_path: Path) -> Iterator[Session]:
    """A casebook that knows no entity."""
    office = an_office(tmp_path / "another")
    yield office.session(ANALYST)
    office.close()


def ids(session: Session) -> list[str]:
    with session.reading() as conn:
        return every_id(conn)


def told(session: Session) -> Any:
    """What a casebook says, free of its identities and of the order of facts."""
    with session.reading() as conn:
        return plain(exchange_from(conn, ids(session)))


def plain(exchange: Exchange) -> Any:
    names = {one.key: one.name for one in exchange.entities}
    entities = Counter(
        (one.kind, one.name, one.country, frozenset(named(fact, names) for fact in one.facts))
        for one in exchange.entities
    )
    links = Counter(
        (
            one.kind,
            names[one.source],
            names[one.target],
            one.percent,
            one.since,
            one.until,
            one.note,
            one.certainty,
            one.value,
        )
        for one in exchange.links
    )
    return entities, links


def named(fact: GivenFact, names: dict[str, str]) -> GivenFact:
    """The fact with the names of entities in place of their identities."""
    value = tuple((name, names.get(text, text)) for name, text in fact.value)
    return replace(fact, value=value)


def test_a_preview_saves_nothing_and_says_what_would_come(office: Office) -> None:
    session = office.session(ANALYST)
    path = a_file(
        office.path.parent, OWNER, OWNED, OWNS, DIRECTS, line("z", "Position", name=["M"])
    )
    seen = preview_entities(session, path, ORIGIN)
    assert (seen.entities, seen.known, seen.links) == (2, 0, 2)
    assert seen.kinds == {"person": 1, "organisation": 1, "owns": 1, "directs": 1}
    assert [one.what for one in seen.left_out] == ["Position"]
    assert ids(session) == []


def test_what_is_imported_is_stated_with_source_and_grade(office: Office) -> None:
    session = office.session(ANALYST)
    run(
        session,
        ImportEntities(
            file=a_file(office.path.parent, OWNER, OWNED, OWNS, DIRECTS), **asdict(ORIGIN)
        ),
    )
    with session.reading() as conn:
        links = links_of(conn, ids(session))
    owns = next(one for one in links if one.kind == "owns")
    assert (owns.percent, owns.since, owns.source, owns.grade) == (
        "51", "2021-03", "Company register of Bergen", "B2",
    )  # fmt: skip
    assert {one.author for one in links} == {ANALYST}


def test_an_import_that_is_cancelled_leaves_nothing(office: Office) -> None:
    session = office.session(ANALYST)
    people = [line(f"p{n}", "Person", name=[f"Person {n}"]) for n in range(300)]

    def stop(done: int, total: int, text: str) -> None:
        if done >= 200 and text != "reading":
            raise Stopped

    with pytest.raises(Stopped):
        run(
            session,
            ImportEntities(file=a_file(office.path.parent, *people), **asdict(ORIGIN)),
            stop,
        )
    assert ids(session) == []


def test_the_same_file_of_the_same_source_is_a_conflict(office: Office) -> None:
    session = office.session(ANALYST)
    path = a_file(office.path.parent, OWNER, OWNED, OWNS)
    run(session, ImportEntities(file=path, **asdict(ORIGIN)))
    with pytest.raises(Conflict):
        run(session, ImportEntities(file=path, **asdict(ORIGIN)))
    assert len(ids(session)) == 2


def test_a_newer_file_of_the_source_adds_what_is_new_to_whom_it_named_before(
    office: Office,
) -> None:
    session = office.session(ANALYST)
    run(
        session,
        ImportEntities(file=a_file(office.path.parent, OWNER, OWNED, OWNS), **asdict(ORIGIN)),
    )
    newer = line("b", "Company", name=["Berg Tools"], alias=["Berg"], jurisdiction=["no"])
    path = a_file(office.path.parent, OWNER, newer, OWNS, DIRECTS, name="newer.ftm.json")
    seen = run(session, ImportEntities(file=path, **asdict(ORIGIN)))
    assert (seen.entities, seen.known, seen.facts, seen.links) == (0, 2, 1, 1)
    assert len(ids(session)) == 2


def test_an_entity_with_the_same_number_is_proposed_and_not_merged(office: Office) -> None:
    session = office.session(ANALYST)
    first = line("b", "Company", name=["Berg Tools"], leiCode=[LEI])
    run(session, ImportEntities(file=a_file(office.path.parent, first), **asdict(ORIGIN)))
    other = line("x", "Company", name=["Berg Tools AS"], leiCode=[LEI])
    path = a_file(office.path.parent, other, name="other.ftm.json")
    (alike,) = run(
        session, ImportEntities(file=path, **asdict(ExchangeOrigin("Another register")))
    ).alike
    assert (alike.name, alike.other_name, alike.row) == ("Berg Tools AS", "Berg Tools", 1)
    assert len(ids(session)) == 2


@pytest.mark.parametrize(
    ("origin", "field"),
    [(ExchangeOrigin(" "), "source"), (ExchangeOrigin("A register", "Z9"), "grade")],
)
def test_a_file_needs_a_source_and_a_grading_that_there_is(
    office: Office, origin: ExchangeOrigin, field: str
) -> None:
    path = a_file(office.path.parent, OWNER)
    with pytest.raises(Invalid) as refused:
        run(office.session(ANALYST), ImportEntities(file=path, **asdict(origin)))
    assert refused.value.field == field


def test_a_file_with_a_broken_line_brings_nothing(office: Office) -> None:
    session = office.session(ANALYST)
    with pytest.raises(Invalid) as refused:
        run(session, ImportEntities(file=a_file(office.path.parent, OWNER, b"{"), **asdict(ORIGIN)))
    assert refused.value.row == 2
    assert ids(session) == []


def test_an_administrator_alone_brings_no_entities(office: Office) -> None:
    with pytest.raises(NotAllowed):
        run(
            office.session(ADMIN),
            ImportEntities(file=a_file(office.path.parent, OWNER), **asdict(ORIGIN)),
        )


def test_a_published_network_goes_out_and_into_an_empty_casebook_the_same(
    office: Office, another: Session, testdata: Path
) -> None:
    session = office.session(ANALYST)
    source = testdata / "opensanctions/yente_zala_entities.ftm.json"
    run(session, ImportEntities(file=source, **asdict(ORIGIN)))
    target = office.path.parent / "out.ftm.json"
    assert run(session, ExportEntities(file=target)).links == 21
    run(another, ImportEntities(file=target, **asdict(ORIGIN)))
    assert told(another) == told(session)
    with source.open("rb") as file:
        assert told(session)[1] == plain(exchange_of(read_ftm(file)))[1]


STATED = {
    "name": {"text": "Другое имя", "kind": "weak"},
    "address": {"text": "Science Road 12, Xi'an", "country": "CN"},
    "country": {"country": "NO"},
    "flag": {"country": "PA"},
    "born": {"date": "1971-05"},
    "birth_place": {"text": "Bergen", "country": "NO"},
    "position": {"text": "Minister"},
    "activity": {"text": "machine tools"},
    "phone": {"text": "+47 55 00 00 00"},
    "domain": {"text": "berg.example"},
    "remark": {"text": "asks for cash"},
    "channel": {
        "channel": "industrial_espionage",
        "acquirer": "The vessel",
        "source_entity": "The person",
        "technology": "turbine blades",
        "entry": "9E003",
        "amount": "100000000000",
        "currency": "USD",
        "basis": "a year, estimate",
    },
}
SURE = cycle(Certainty)
BESIDE = {
    "channel": "company_acquisition", "item": "CNC machine", "project": "Polar", "entry": "9E003",
    "course": "gas turbines",
}  # fmt: skip


def test_whatever_can_be_stated_goes_out_and_in_and_out_the_same(
    office: Office, another: Session
) -> None:
    session, days = (
        office.session(ANALYST),
        TypedStatement("A register", since="2020", until="2024-05", **READ),
    )
    for kind in ENTITY_KINDS:
        do(session, MakeEntity(name=f"The {kind}", kind=kind, country="CN", source="A register"))
    for kind in ENTITY_KINDS:
        for name, value in STATED.items():
            if kind in FACT_KINDS[name].of:
                said = replace(days, certainty=next(SURE))
                do(session, StateFact(entity=f"The {kind}", kind=name, field=value, **asdict(said)))
        for number in ("REGISTRATION", "PASSPORT", "CALL_SIGN"):
            value = {"kind": number, "number": "12345678", "country": "NO"}
            do(
                session,
                StateFact(
                    entity=f"The {kind}",
                    kind="identifier",
                    field=value,
                    **asdict(TypedStatement("A register")),
                ),
            )
    ends = cycle(permutations(ENTITY_KINDS, 2))
    do(session, MakeEntity(name="The pupil", kind="person", country="CN", source="A register"))
    for link in LINK_KINDS.values():
        pair = next(
            pair for pair in ends if not why_not_joined(link.name, *pair) or is_of_persons(link)
        )
        one, other = (f"The {kind}" for kind in pair)
        if is_of_persons(link):
            one, other = "The pupil", "The person"
        said = TypedStatement("A register", since="2021-03", until="2023", note="as told", **READ)
        said = replace(said, certainty=next(SURE))
        share = "25-50" if link.has_percent else None
        do(
            session,
            LinkEntities(
                entity=one,
                kind=link.name,
                other=other,
                **asdict(said),
                percent=share,
                field={name: BESIDE[name] for name in link.may},
            ),
        )
    first, second = (office.path.parent / f"{name}.ftm.json" for name in ("one", "two"))
    run(session, ExportEntities(file=first))
    done = run(another, ImportEntities(file=first, **asdict(ORIGIN)))
    assert (done.left_out, done.unread) == ((), ())
    assert told(another) == told(session)
    run(another, ExportEntities(file=second))
    assert lines_of(second) == lines_of(first)


def is_of_persons(link: LinkKind) -> bool:
    return link.ones == link.others == ("person",)


def test_a_link_that_must_say_how_sure_it_is_is_left_out_where_the_file_does_not(
    office: Office,
) -> None:
    session = office.session(ANALYST)
    stolen = line("c", "UnknownLink", subject=["b"], object=["a"], role=["stole_from"])
    done = run(
        session,
        ImportEntities(file=a_file(office.path.parent, OWNER, OWNED, stolen), **asdict(ORIGIN)),
    )
    assert done.links == 0
    assert [one.why for one in done.left_out] == ["How sure this is must be said."]


def test_a_file_that_accuses_is_graded_as_a_whole_and_read_on_the_day_of_import(
    office: Office, another: Session
) -> None:
    session = office.session(ANALYST)
    for name in ("One", "Other"):
        do(session, MakeEntity(name=name, kind="organisation", source="A register"))
    said = TypedStatement("A newspaper", certainty=Certainty.ALLEGED, **READ)
    do(session, LinkEntities(entity="One", kind="stole_from", other="Other", **asdict(said)))
    file = office.path.parent / "accuses.ftm.json"
    run(session, ExportEntities(file=file))
    reads: tuple[Callable[[], object], ...] = (
        lambda: preview_entities(another, file, ExchangeOrigin("A partner")),
        lambda: run(another, ImportEntities(file=file, source="A partner")),
    )
    for read in reads:
        with pytest.raises(Invalid) as caught:
            read()
        assert caught.value.field == "grade"
        assert "took technology from" in caught.value.message
    run(another, ImportEntities(file=file, source="A partner", grade="F6"))
    (row,) = entity_view(another, "One").links
    assert (row.link.grade, row.link.read_on) == ("F6", another.today().isoformat())


def lines_of(path: Path) -> list[Any]:
    """What a file says, free of identities and of the order of lines and facts."""
    things = [json.loads(line) for line in path.read_bytes().splitlines()]
    names = {one["id"]: one["caption"] for one in things}

    def free(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: free(one) for name, one in value.items() if name != "id"}
        if isinstance(value, list):
            return sorted((free(one) for one in value), key=str)
        return names.get(value, value)

    return sorted((free(one) for one in things), key=str)


def test_no_claim_of_a_list_becomes_a_fact(office: Office, testdata: Path) -> None:
    session = office.session(ANALYST)
    source = testdata / "opensanctions/yente_zala_entities.ftm.json"
    assert run(session, ImportEntities(file=source, **asdict(ORIGIN))).claims == 41
    with session.reading() as conn:
        said = " ".join(str(fact.value) for fact in facts_of(conn, ids(session)))
    assert "sanction" not in said.lower()


def test_only_those_named_and_who_is_joined_to_them_go_out(office: Office) -> None:
    session = office.session(ANALYST)
    far = line("f", "Company", name=["Far Away"])
    to_far = line("g", "Ownership", owner=["b"], asset=["f"])
    path = a_file(office.path.parent, OWNER, OWNED, OWNS, far, to_far)
    run(session, ImportEntities(file=path, **asdict(ORIGIN)))
    counts = [
        run(
            session,
            ExportEntities(
                file=office.path.parent / f"{depth}.json", names=("Anna Berg",), depth=depth
            ),
        )
        for depth in range(3)
    ]
    assert [(one.entities, one.links) for one in counts] == [(1, 0), (2, 1), (3, 2)]


def test_an_export_overwrites_no_file_and_names_who_is_not_there(office: Office) -> None:
    session = office.session(ANALYST)
    path = a_file(office.path.parent, OWNER)
    run(session, ImportEntities(file=path, **asdict(ORIGIN)))
    with pytest.raises(Conflict):
        run(session, ExportEntities(file=path))
    with pytest.raises(NotFound):
        run(session, ExportEntities(file=office.path.parent / "new.json", names=("Nobody",)))
