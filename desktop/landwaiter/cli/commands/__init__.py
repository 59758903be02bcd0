"""The commands, one module for each noun."""

from landwaiter.cli.commands import (
    access,
    audit,
    casebooks,
    cases,
    duty,
    embargo,
    entities,
    evidence,
    flags,
    goods,
    intake,
    lists,
    motions,
    names,
    office,
    packs,
    registers,
    reports,
    retention,
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
        cases,
        duty,
        flags,
        embargo,
        entities,
        evidence,
        reports,
        audit,
        motions,
        retention,
        access,
        office,
    )
)
"""Each puts its commands into the program."""
