"""Rules of research cooperation by example."""

import pytest
from tests.flags.driver import Example, Offices, check, fires, no_declaration, spares, waits

from landwaiter.domain.case import CaseKind

RESEARCH = CaseKind.RESEARCH
FUNDED = {"partner": "Northern Institute", "partner_country": "CN"}

EXAMPLES: tuple[Example, ...] = (
    fires(
        "RF-S03",
        "medium",
        "a national defence programme pays",
        no_declaration(RESEARCH, {**FUNDED, "funding": "National 973 Program, project 14"}),
        "project/funding",
    ),
    spares(
        "RF-S03",
        "a science foundation pays",
        no_declaration(RESEARCH, {**FUNDED, "funding": "National Natural Science Foundation"}),
    ),
    waits("RF-S03", "nobody knows who pays", no_declaration(RESEARCH, FUNDED), "project.funding"),
)


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_a_rule_of_research_finds_what_its_text_says(offices: Offices, example: Example) -> None:
    check(offices, example)
