"""Who may read on paper what a column holds: each says it where it is declared."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Column, Integer, LargeBinary, MetaData, Table, Text

from landwaiter.domain.base.facts import Content, Fact, declared, gravest
from landwaiter.domain.cases import facts as of_cases
from landwaiter.domain.entities import facts as of_entities
from landwaiter.domain.entities.entity import FACT_KINDS
from landwaiter.domain.evidence.facts import EVIDENCE
from landwaiter.domain.goods.facts import ITEM, PACKAGES, PLACE
from landwaiter.domain.incidents.facts import INCIDENT, ON_INCIDENT
from landwaiter.domain.intake.consignment_facts import CONTAINER, DOCUMENT, PARTY, TRANSPORT
from landwaiter.domain.intake.facts import DECLARATION
from landwaiter.domain.listings.facts import PROPOSAL, PROPOSAL_ROW
from landwaiter.domain.registers.facts import REGISTER_ENTRY
from landwaiter.domain.registers.register_columns import COLUMNS
from landwaiter.domain.relations.facts import RELATION, SHARE
from landwaiter.domain.retention.facts import DISCLOSED
from landwaiter.domain.review.facts import MOTION
from landwaiter.storage.schema.columns import (
    Instant,
    Truth,
    blob,
    content_in_confidence,
    content_of,
    filled,
    has_words,
    sentence,
    text,
)
from landwaiter.storage.schema.message_columns import WordedText
from landwaiter.storage.schema.tables import metadata


def silent(of: MetaData) -> Iterator[str]:
    """The columns that may hold words and say no class."""
    for table in of.sorted_tables:
        for column in table.columns:
            if has_words(column) and content_of(column) is None:
                yield f"{table.name}.{column.name}"


def a_copy() -> MetaData:
    made = MetaData()
    for table in metadata.sorted_tables:
        table.to_metadata(made)
    return made


def column(place: str) -> Column[object]:
    table, name = place.split(".")
    found: Column[object] = metadata.tables[table].c[name]
    return found


def test_every_column_of_words_says_its_class() -> None:
    assert len(metadata.tables) > 100
    assert list(silent(metadata)) == []


@pytest.mark.parametrize("kind", [Text, WordedText, Instant, LargeBinary])
def test_a_column_without_a_class_is_noticed(kind: type) -> None:
    changed = a_copy()
    assert list(silent(changed)) == []
    changed.tables["note"].append_column(Column("whispered", kind))
    assert list(silent(changed)) == ["note.whispered"]


def test_a_table_without_classes_is_noticed() -> None:
    changed = a_copy()
    Table("letter", changed, Column("no", Integer), Column("body", Text))
    assert list(silent(changed)) == ["letter.body"]


@pytest.mark.parametrize("kind", [Integer, Truth])
def test_a_number_says_it_by_its_kind(kind: type) -> None:
    assert not has_words(Column("no", kind))


@pytest.mark.parametrize("make", [text, sentence, filled, blob])
def test_no_text_is_declared_without_a_class(make: type) -> None:
    with pytest.raises(TypeError, match="content"):
        make("whispered")


@pytest.mark.parametrize(
    ("place", "content"),
    [
        ("note.text", Content.INTERNAL),
        ("case_file.source", Content.SOURCE),
        ("case_file.consignee", Content.PERSONAL),
        ("case_file.value", Content.BUSINESS),
        ("case_file.reference", Content.OPEN),
        ("party.name", Content.PERSONAL),
        ("action.answer", Content.BUSINESS),
        ("decision.reason", Content.DELIBERATION),
        ("remark.text", Content.DELIBERATION),
        ("evidence_confidence.reason", Content.SOURCE),
        ("call_note.said", Content.INTERNAL),
        ("user.name", Content.PERSONAL),
        ("audit_payload.content", Content.SOURCE),
        ("text_search.words", Content.SOURCE),
        ("track.basis", Content.OPEN),
    ],
)
def test_known_columns_have_their_class(place: str, content: Content) -> None:
    assert content_of(column(place)) is content


def test_what_shows_a_source_in_confidence_is_known_by_hand() -> None:
    found = {
        f"{table.name}.{one.name}"
        for table in metadata.sorted_tables
        for one in table.columns
        if content_in_confidence(one) is not content_of(one)
    }
    of_evidence = {
        *("evidence.name", "evidence.sha256", "evidence.received_from", "evidence.mail"),
        *(f"custody_event.{one}" for one in ("party", "place", "seal", "note")),
        *("evidence_grading.reason", "evidence_wipe.reason"),
    }
    of_lists = {
        *(f"hit.{one}" for one in ("list_id", "edition", "edition_sha256", "listing_id")),
        *("hit.listing", "hit.match", "list_return.head"),
        *(f"list_edition.{one}" for one in ("list_id", "title", "edition", "sha256")),
        *("list_edition.source", "list_edition.licence"),
        *(f"listing_body.{one}" for one in ("list_id", "listing_id", "sha256", "body")),
    }
    assert found == of_evidence | of_lists
    assert {content_in_confidence(column(one)) for one in found} == {Content.SOURCE}


def test_what_holds_several_contents_has_the_gravest() -> None:
    subjects = (DECLARATION, ITEM, PACKAGES, PARTY, DOCUMENT, TRANSPORT, CONTAINER)
    parts = {
        "declaration.content": [one.content for facts in subjects for one in declared(facts)],
        "entity_fact.value": [one.content for one in FACT_KINDS.values()],
        "register_entry.content": [one.content for of in COLUMNS.values() for one in of],
    }
    for place, contents in parts.items():
        assert content_of(column(place)) is gravest(contents), place


FACTS: dict[str, tuple[Fact[Any], ...]] = {
    "party": of_cases.CASE_PARTY,
    "action": of_cases.ACTION,
    "enrichment": of_cases.LEARNED,
    "case_ground": of_cases.GROUND,
    "declaration": of_cases.VERSION,
    "entity_fact": of_entities.CARRIED,
    "entity_link": of_entities.ENTITY_LINK,
    "evidence": EVIDENCE,
    "goods_event": PLACE,
    "incident": INCIDENT,
    "incident_statement": ON_INCIDENT,
    "listing_proposal": PROPOSAL,
    "listing_part": PROPOSAL_ROW,
    "register_entry": REGISTER_ENTRY,
    "country_relation": RELATION,
    "share": SHARE,
    "disclosure": DISCLOSED,
    "motion": MOTION,
}
"""Table → what is said of its rows."""


def test_a_fact_and_the_column_that_keeps_it_have_one_class() -> None:
    pairs = [
        (fact, metadata.tables[table].c[fact.name])
        for table, facts in FACTS.items()
        for fact in facts
        if fact.name in metadata.tables[table].c
    ]
    assert len(pairs) > 60
    differ = {
        f"{column.table.name}.{fact.name}": (fact.content, content_of(column))
        for fact, column in pairs
        if fact.content is not content_of(column)
    }
    assert differ == {}


def test_nothing_that_is_classified_has_a_column() -> None:
    columns = [one for table in metadata.sorted_tables for one in table.columns]
    assert Content.CLASSIFIED not in {content_of(one) for one in columns}
