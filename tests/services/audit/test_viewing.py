"""Views of sensitive entities, and reading of the audit trail, are entries of the chain."""

from dataclasses import asdict
from datetime import timedelta

import pytest
from tests.services.prepared import prepared
from tests.services.sample_office import (
    ADMIN,
    ANALYST,
    CONSIGNEE,
    HEAD,
    REF,
    REVIEWER,
    Office,
    hit_of,
    party_of,
)
from tests.settings import change_settings

from landwaiter.domain.entities.deeds import (
    MakeEntity,
    Mark,
    MarkEntity,
    MergeEntities,
    StateFact,
    UnmergeEntity,
)
from landwaiter.domain.entities.entity import TypedStatement
from landwaiter.domain.intake.declaration import Role
from landwaiter.errors import Invalid, NotAllowed, NotFound
from landwaiter.services.audit import viewing
from landwaiter.services.audit.audit_history import AuditFilter, audit_page, verify_chain
from landwaiter.services.deeds.engine import do
from landwaiter.storage.audit import chain
from landwaiter.storage.entities.entity_rows import add_entity


@prepared
def linked(office: Office) -> Office:
    """The consignee of the sample case is linked to an entity."""
    office.act(ANALYST, "assess")
    party = party_of(office.case(), Role.CONSIGNEE)
    office.act(ANALYST, "link", party=party.id, basis="same address")
    return office


def entries(office: Office, deed: str = "entity.viewed") -> list[chain.AuditRow]:
    with office.session(ANALYST).reading() as conn:
        return list(chain.entries(conn, deed=deed))


def opened(office: Office, who: str = ANALYST) -> int:
    return viewing.note_case_opened(office.session(who), REF, through="case")


def test_a_view_of_an_ordinary_case_leaves_no_trace(linked: Office) -> None:
    assert opened(linked) == 0
    assert not entries(linked)


def test_a_view_of_a_marked_entity_is_recorded_with_who_and_through_what(linked: Office) -> None:
    do(
        linked.session(HEAD),
        MarkEntity(entity=CONSIGNEE, mark=Mark.SENSITIVE, reason="under observation"),
    )
    assert opened(linked, REVIEWER) == 1
    (row,) = entries(linked)
    assert (row.actor, row.object.split("/")[0::2]) == (REVIEWER, ["case", "entity"])
    assert row.payload is not None
    assert f'"reference":"{REF}"' in row.payload
    assert '"through":"case"' in row.payload
    assert '"basis":{"m":"marked by the office"}' in row.payload


def test_a_person_is_recorded_once_a_day_for_each_entity(linked: Office) -> None:
    do(
        linked.session(HEAD),
        MarkEntity(entity=CONSIGNEE, mark=Mark.SENSITIVE, reason="under observation"),
    )
    assert [opened(linked), opened(linked), opened(linked, REVIEWER)] == [1, 0, 1]
    linked.clock.move(days=1)
    assert opened(linked) == 1


def test_the_newest_mark_counts(linked: Office) -> None:
    for mark, expected in ((Mark.SENSITIVE, 1), (Mark.ORDINARY, 0), (Mark.SENSITIVE, 1)):
        linked.clock.move(days=1)
        do(
            linked.session(HEAD),
            MarkEntity(entity=CONSIGNEE, mark=mark, reason="because of a letter"),
        )
        assert opened(linked) == expected
    assert len(entries(linked, "entity.marked")) == 3


def test_who_is_the_same_as_a_listing_is_sensitive_by_itself(linked: Office) -> None:
    hit = hit_of(linked.case())
    linked.act(ANALYST, "judge", hit=hit.id, outcome="same", reason="same address and register")
    assert opened(linked) == 1
    assert '"basis":{"m":"listed"}' in (entries(linked)[0].payload or "")


def test_a_listed_party_without_an_entity_is_sensitive_too(office: Office) -> None:
    office.act(ANALYST, "assess")
    hit = hit_of(office.case())
    office.act(ANALYST, "judge", hit=hit.id, outcome="same", reason="same address and register")
    assert opened(office) == 1
    assert "/party/" in entries(office)[0].object


def a_person(office: Office) -> str:
    with office.session(ANALYST).writing("add") as work:
        work.quiet()
        add_entity(
            work.conn, entity_id="0" * 32, name="Jan Nowak", kind="person", country="PL",
            identifier=None, author=ANALYST, at=work.now,
        )  # fmt: skip
    return "Jan Nowak"


def test_a_person_is_sensitive_unless_the_office_says_otherwise(office: Office) -> None:
    session, name = office.session(ANALYST), a_person(office)
    assert viewing.note_entity_opened(session, name, through="entities") == 1
    change_settings(office.session(ADMIN), {viewing.PERSONS: "false"})
    office.clock.move(days=1)
    assert viewing.note_entity_opened(session, name, through="entities") == 0


def test_views_are_found_by_case_and_by_entity(linked: Office) -> None:
    do(
        linked.session(HEAD),
        MarkEntity(entity=CONSIGNEE, mark=Mark.SENSITIVE, reason="under observation"),
    )
    opened(linked)
    viewing.note_entity_opened(linked.session(REVIEWER), CONSIGNEE, through="entities")
    session = linked.session(HEAD)
    of_entity = audit_page(session, wanted=AuditFilter(entity=CONSIGNEE, deed="entity.viewed"))
    of_case = audit_page(session, wanted=AuditFilter(case=REF, deed="Sensitive entity viewed"))
    assert [row.actor for row in of_entity.rows] == [REVIEWER, ANALYST]
    assert [row.actor for row in of_case.rows] == [ANALYST]


def deeds_on(office: Office, entity: str) -> list[str]:
    """Deeds of people on an entity, the oldest first."""
    rows = audit_page(office.session(HEAD), wanted=AuditFilter(entity=entity)).rows
    return [row.deed for row in reversed(rows) if row.actor == ANALYST]


def two_entities(office: Office) -> tuple[str, str]:
    """Two that are not one yet; an address was stated of the second."""
    session = office.session(ANALYST)
    kept, gone = (
        do(session, MakeEntity(name=name, kind="organisation", source="a letter")).made
        for name in ("Grey Heron", "Gray Heron")
    )
    do(
        session,
        StateFact(
            entity=gone,
            kind="address",
            field={"text": "Quay 1"},
            **asdict(TypedStatement("a letter")),
        ),
    )
    return kept, gone


ONE_STATED = ["Entity made", "Entity made", "Stated of an entity", "Entities merged"]


def test_entries_on_a_merged_entity_are_found_by_either_identity(office: Office) -> None:
    kept, gone = two_entities(office)
    session = office.session(ANALYST)
    do(session, MergeEntities(kept=kept, gone=gone, reason="the same number"))
    do(
        session,
        StateFact(
            entity=gone,
            kind="address",
            field={"text": "Quay 2"},
            **asdict(TypedStatement("a letter")),
        ),
    )
    for entity in (kept, gone, "Gray Heron"):
        assert deeds_on(office, entity) == [*ONE_STATED, "Stated of an entity"]


def test_once_taken_apart_each_shows_what_was_done_while_they_were_one(office: Office) -> None:
    kept, gone = two_entities(office)
    session = office.session(ANALYST)
    office.clock.move(days=1)
    do(session, MergeEntities(kept=kept, gone=gone, reason="the same number"))
    office.clock.move(days=1)
    do(session, UnmergeEntity(gone=gone, reason="two after all"))
    office.clock.move(days=1)
    do(
        session,
        StateFact(
            entity=kept,
            kind="address",
            field={"text": "Quay 3"},
            **asdict(TypedStatement("a letter")),
        ),
    )
    meanwhile = ["Entities merged", "Merge of entities taken back"]
    assert deeds_on(office, gone) == ["Entity made", "Stated of an entity", *meanwhile]
    assert deeds_on(office, kept) == ["Entity made", *meanwhile, "Stated of an entity"]


def test_an_auditor_does_not_mark_entities(linked: Office) -> None:
    with pytest.raises(NotAllowed):
        do(
            linked.session(ADMIN),
            MarkEntity(entity=CONSIGNEE, mark=Mark.SENSITIVE, reason="because of a letter"),
        )


def test_a_mark_needs_a_reason_and_an_entity(linked: Office) -> None:
    with pytest.raises(Invalid, match="at least 10 characters"):
        do(
            linked.session(HEAD),
            MarkEntity(entity=CONSIGNEE, mark=Mark.SENSITIVE, reason=" "),
        )
    with pytest.raises(NotFound, match="no such entity"):
        do(
            linked.session(HEAD),
            MarkEntity(entity="nobody", mark=Mark.SENSITIVE, reason="because of a letter"),
        )


def test_reading_the_trail_is_recorded_once_a_day_for_each_filter(office: Office) -> None:
    session = office.session(ADMIN)
    of_case = AuditFilter(case=REF)
    noted = [viewing.note_audit_read(session, w) for w in (None, of_case, None, of_case)]
    assert noted == [True, True, False, False]
    assert [row.payload for row in entries(office, "audit.read")] == [
        '{"filter":{}}',
        f'{{"filter":{{"case":"{REF}"}}}}',
    ]


def test_days_of_a_filter_are_those_of_the_office(office: Office) -> None:
    """Midnight in Warsaw is 22:00 UTC in summer."""
    office.clock.at = office.clock.at.replace(hour=21, minute=59) + timedelta(days=1)
    viewing.note_audit_read(office.session(ADMIN))
    day = office.clock.at.date()
    office.clock.move(minutes=1)
    viewing.note_audit_read(office.session(HEAD))
    rows = audit_page(office.session(ADMIN), wanted=AuditFilter(first=day, last=day)).rows
    assert [row.actor for row in rows] == [ADMIN]
    assert verify_chain(office.session(ADMIN)).sound


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entity_mark SET sensitive = 0",
        "DELETE FROM entity_mark",
        "INSERT OR REPLACE INTO entity_mark SELECT id, entity_id, 0, reason, author, at "
        "FROM entity_mark",
    ],
)
def test_a_mark_is_never_changed(linked: Office, statement: str) -> None:
    do(
        linked.session(HEAD),
        MarkEntity(entity=CONSIGNEE, mark=Mark.SENSITIVE, reason="under observation"),
    )
    with (  # noqa: PT012  # leaving may raise
        pytest.raises(NotAllowed, match="never changed"),
        linked.session(ANALYST).writing("tamper") as work,
    ):
        work.quiet()
        work.conn.exec_driver_sql(statement)
