"""The commands, one module for each noun."""

from landwaiter.cli.commands import (
    audit,
    casebooks,
    cases,
    evidence,
    flags,
    goods,
    intake,
    lists,
    names,
    office,
    packs,
    reports,
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
        names,
        goods,
        cases,
        flags,
        evidence,
        reports,
        audit,
        office,
    )
)
"""Each puts its commands into the program."""
