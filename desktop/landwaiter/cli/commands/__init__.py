"""The commands, one module for each noun."""

from landwaiter.cli.commands import (
    access,
    audit,
    casebooks,
    cases,
    controls,
    duty,
    embargo,
    entities,
    evidence,
    flags,
    goods,
    intake,
    interviews,
    lists,
    monitoring,
    motions,
    names,
    office,
    packs,
    registers,
    reports,
    retention,
    rules,
    samples,
)

GROUPS = tuple(
    module.register
    for module in (
        samples,
        casebooks,
        intake,
        lists,
        packs,
        registers,
        names,
        goods,
        interviews,
        controls,
        cases,
        duty,
        flags,
        rules,
        embargo,
        entities,
        evidence,
        reports,
        monitoring,
        audit,
        motions,
        retention,
        access,
        office,
    )
)
"""Each puts its commands into the program."""
