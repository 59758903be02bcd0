"""The guards of all tables."""

from landwaiter.storage.guard import Guard
from landwaiter.storage.schema.data_protection import erasure_guards, privacy_guards
from landwaiter.storage.schema.guards import (
    audit,
    casebook,
    cases,
    deeds,
    entities,
    evidence,
    finding,
    flags,
    goods,
    hits,
    incidents,
    intake,
    interviews,
    law,
    letters,
    listings,
    lists,
    monitoring,
    office,
    people,
    registers,
    relations,
    reports,
    resift,
    retention,
    review,
    trade,
)

GUARDS: tuple[Guard, ...] = tuple(
    guard
    for subject in (
        casebook,
        people,
        audit,
        office,
        deeds,
        review,
        cases,
        goods,
        intake,
        entities,
        relations,
        incidents,
        listings,
        hits,
        lists,
        law,
        flags,
        registers,
        interviews,
        evidence,
        finding,
        monitoring,
        retention,
        reports,
        letters,
        trade,
        resift,
        erasure_guards,
        privacy_guards,
    )
    for guard in subject.GUARDS
)
