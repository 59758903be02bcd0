"""How often the rules speak on the shipped scenarios, as a table for docs/operating-point.md.

python -m tests.acceptance.rates
"""

import sys
import tempfile
from collections import Counter
from pathlib import Path

import pytest
from tests import paid_once
from tests.acceptance.drive import drive
from tests.acceptance.scenario import Scenario, read_scenarios

from landwaiter.domain.cases.case import Evaluation, Severity

SHIPPED = Path(__file__).parent / "scenarios"
LOUD = (Severity.CRITICAL, Severity.HIGH, Severity.MEDIUM)
SILENT = (Evaluation.NOT_RAISED, Evaluation.NOT_APPLICABLE, Evaluation.NOT_EVALUATED)
HEAD = (
    "| scenario | expected and raised | raised beside them | critical | high | medium "
    "| not raised | not applicable | not evaluated |\n|---|---|---|---|---|---|---|---|---|"
)


def row(scenario: Scenario, folder: Path) -> tuple[str | int, ...]:
    """The scenario as a casebook judges it when all its events have passed."""
    flags = drive(scenario, folder).view.case.flags
    raised = {flag.rule: flag.severity for flag in flags if flag.evaluation is Evaluation.RAISED}
    expected = {*scenario.expected.flags}
    severities, states = Counter(raised.values()), Counter(flag.evaluation for flag in flags)
    return (
        scenario.id,
        f"{len(expected & {*raised})} of {len(expected)}",
        len({*raised} - expected),
        *(severities[one] for one in LOUD),
        *(states[one] for one in SILENT),
    )


def main() -> None:
    sys.stdout.write(f"{HEAD}\n")
    for scenario in read_scenarios(SHIPPED):
        with tempfile.TemporaryDirectory() as folder:
            cells = " | ".join(map(str, row(scenario, Path(folder))))
            sys.stdout.write(f"| {cells} |\n")


if __name__ == "__main__":
    with pytest.MonkeyPatch.context() as patch:
        paid_once.everything(patch)
        main()
