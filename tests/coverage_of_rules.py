"""docs/flags.md: every rule, its inputs, and how often it can be judged.

    LANDWAITER_TESTDATA=… python -m tests.coverage_of_rules > docs/flags.md

Two casebooks are looked at: one with the published export declarations of HMRC taken in as they
are, and the sample casebook of the demonstration. Both are made anew, with the shipped packs alone.
"""

import os
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from tests.flags import trade_lines
from tests.flags.driver import Offices
from tests.taking_in import taken_in

from landwaiter.domain.cases.case import Evaluation
from landwaiter.domain.flags.rule import Rule, rules_of
from landwaiter.domain.intake.deeds import TakeIn
from landwaiter.domain.law.pack import Pack
from landwaiter.resources import root
from landwaiter.services.casebook import casebooks
from landwaiter.services.demo import demonstration
from landwaiter.services.law import packs
from landwaiter.services.table import sessions
from landwaiter.services.warm.session import Session
from landwaiter.storage.flags import calibration

PASSWORD = "a sentence that is long enough"
HEAD = """# Red flags

Made by `python -m tests.coverage_of_rules` from the rule table; do not edit by hand. What a rule
says in full is in the pack `flag_rules`, in the window under *Rules…*, and by
`landwaiter rules show RULE`.

*Inputs*: `a|b` means that one of them serves for all; `a||b` that each could raise the rule by
itself, so that *not raised* needs all of them; a `?` marks what only a part of the rule needs.

*Judged* counts the cases on which a rule decided, raised or not. On others it is *not applicable*,
as what it is about does not exist there by a known fact. On the rest data is missing, and the rule
is not evaluated, which is never clear. A declaration carries no end user, end use or
parameter: most rules wait for what officers learn beside it. Lists, registers and official tables
are not shipped, so rules that read them wait for an import in both columns.

*Lines of trade* are declarations as exporters write them, by authors who had not read the rules
([operating-point.md](operating-point.md)): on how many sensitive lines a rule was raised, and as
noise on how many ordinary ones at medium or above.

"""
DECIDED = frozenset({Evaluation.RAISED, Evaluation.NOT_RAISED})
ROW = "| {id} | {name} | {severity} | {inputs} | {thresholds} | {lines} | {official} | {sample} |\n"
TITLES = {
    "id": "rule",
    "name": "name",
    "severity": "severity",
    "inputs": "inputs",
    "thresholds": "thresholds",
    "lines": "{sensitive} sensitive lines, {ordinary} ordinary",
    "official": "judged, HMRC files",
    "sample": "judged, sample casebook",
}


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many cases there are, on how many each rule decided, on how many it had no subject."""

    cases: int
    judged: Mapping[str, int]
    absent: Mapping[str, int]

    def said(self, rule: str) -> str:
        told = f"{self.judged.get(rule, 0)} of {self.cases}"
        absent = self.absent.get(rule, 0)
        return f"{told}, {absent} not applicable" if absent else told


def coverage_of(session: Session) -> Coverage:
    """Counted over the newest evaluation of every case."""
    judged: Counter[str] = Counter()
    absent: Counter[str] = Counter()
    cases = 0
    with session.reading() as conn:
        for _case, results in calibration.newest_results(conn):
            cases += 1
            judged.update(str(one["rule"]) for one in results if one["evaluation"] in DECIDED)
            absent.update(
                str(one["rule"])
                for one in results
                if one["evaluation"] == Evaluation.NOT_APPLICABLE
            )
    return Coverage(cases, judged, absent)


def on_official_files(folder: Path, testdata: Path) -> Coverage:
    """Every declaration of HMRC's published examples in a casebook of its own."""
    session = sessions.create_casebook(
        folder / "official",
        office=sessions.CasebookOffice("PL1", "PL"),
        user="Adam",
        password=PASSWORD,
        founders=[casebooks.Founder("Ana", ("analyst",), PASSWORD)],
        packs=packs.shipped_packs(root()),
    ).session
    with session.casebook:
        ana = sessions.open_casebook(folder / "official", user="Ana", password=PASSWORD)
        with ana.casebook:
            files = sorted((testdata / "customs" / "hmrc_cds_export").glob("*.xml"))
            taken_in(ana, TakeIn(tuple(files), partial=True))
            return coverage_of(ana)


def on_sample(folder: Path) -> Coverage:
    """The sample casebook of the demonstration."""
    made = demonstration.run_demo(folder / "sample", say=lambda _line: None)
    session = sessions.open_casebook(made.casebook, user=made.user, password=made.password)
    with session.casebook:
        return coverage_of(session)


def on_lines(folder: Path) -> trade_lines.Counts:
    """All files of lines of trade together."""
    with closing(Offices(folder)) as offices:
        found = [one for name in trade_lines.names() for one in trade_lines.judged(offices, name)]
    return trade_lines.counts(found)


def page(
    rules: Iterable[Rule], lines: trade_lines.Counts, official: Coverage, sample: Coverage
) -> Iterator[str]:
    """The whole page, piece by piece."""
    yield HEAD
    titles = TITLES | {
        "lines": TITLES["lines"].format(sensitive=lines.sensitive, ordinary=lines.ordinary)
    }
    yield ROW.format(**titles)
    yield "|---" * len(TITLES) + "|\n"
    for rule in rules:
        yield row(
            rule,
            lines=lines.said(rule.id),
            official=official.said(rule.id),
            sample=sample.said(rule.id),
        )


def row(rule: Rule, *, lines: str, official: str, sample: str) -> str:
    """One line of the table."""
    inputs = (
        f"`{need}{'?' if need.for_a_part else ''}`".replace("|", "\\|") for need in rule.needs
    )
    own = ", ".join(f"{name} {value}" for name, value in rule.thresholds.items())
    return ROW.format(
        id=rule.id,
        name=rule.name + ("" if rule.on else " (off by default)"),
        severity=rule.severity.value,
        inputs=", ".join(inputs),
        thresholds=own or "–",
        lines=lines,
        official=official,
        sample=sample,
    )


def rule_pack() -> Pack:
    return next(pack for pack in packs.shipped_packs(root()) if pack.id == "flag_rules")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        testdata = Path(os.environ["LANDWAITER_TESTDATA"])
        official, sample = on_official_files(Path(place), testdata), on_sample(Path(place))
        lines = on_lines(Path(place) / "lines")
        sys.stdout.writelines(page(rules_of(rule_pack()), lines, official, sample))
