"""docs/flags.md says of every rule what the table says, and its figures are those of the files."""

import re
from collections import Counter
from pathlib import Path

from tests.coverage_of_rules import HEAD, Coverage, on_official_files, page, row, rule_pack
from tests.flags.trade_lines import Counts

from landwaiter.domain.flags.rule import rules_of

PAGE = Path(__file__).resolve().parents[1] / "docs" / "flags.md"
LINES = re.compile(r"\| (\d+, \d+) \|")
FIGURES = re.compile(r"(\d+ of \d+(?:, \d+ not applicable)?)")


def lines() -> dict[str, str]:
    """Rule → its line on the page."""
    found = PAGE.read_text(encoding="utf-8").splitlines(keepends=True)
    return {line.split(" | ")[0].removeprefix("| "): line for line in found if line[:5] == "| RF-"}


def test_every_rule_stands_on_the_page_as_the_table_has_it() -> None:
    shown = lines()
    rules = rules_of(rule_pack())
    assert list(shown) == [rule.id for rule in rules]
    for rule in rules:
        official, sample = FIGURES.findall(shown[rule.id])[-2:]
        (trade,) = LINES.findall(shown[rule.id])
        assert shown[rule.id] == row(rule, lines=trade, official=official, sample=sample)
    assert PAGE.read_text(encoding="utf-8").startswith(HEAD)


def test_the_figures_of_the_published_files_are_what_they_give(
    tmp_path: Path, testdata: Path
) -> None:
    found = on_official_files(tmp_path, testdata)
    shown = {rule: FIGURES.findall(line)[-2] for rule, line in lines().items()}
    assert shown == {rule: found.said(rule) for rule in shown}


def test_a_rule_that_never_decided_is_said_to_be_judged_on_none() -> None:
    nothing = Coverage(3, {}, {})
    lines = Counts(2, 1, Counter(), Counter())
    text = "".join(page(rules_of(rule_pack())[:1], lines, nothing, nothing))
    assert text.count("0 of 3") == 2


def test_cases_without_a_subject_are_counted_apart() -> None:
    assert Coverage(3, {"RF-V01": 1}, {"RF-V01": 2}).said("RF-V01") == "1 of 3, 2 not applicable"
