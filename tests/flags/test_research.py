"""Rules of research cooperation by example."""

from typing import Any

import pytest
from tests.flags.driver import (
    Example,
    Loaded,
    Offices,
    check,
    fires,
    given,
    learned,
    no_declaration,
    skips,
    spares,
    waits,
)

from landwaiter.domain.intake.case_kind import CaseKind

RESEARCH = CaseKind.RESEARCH
FUNDED = {"partner": "Northern Institute", "partner_country": "CN"}

PARTNER = {"partner": "Harbin Engineering University", "partner_country": "CN"}
JUDGED: dict[str, Any] = {"judged": (("project_partner", "same"),)}
USER = learned("end_user", {"name": PARTNER["partner"], "country": "CN"})

EXAMPLES: tuple[Example, ...] = (
    fires(
        "RF-S01",
        "high",
        "a joint project with a Seven Sons university",
        no_declaration(RESEARCH, PARTNER, **JUDGED),
        "project/partner: Harbin Engineering University",
        "parties/project_partner/name",
        "lists/prc_entities@2026-11",
    ),
    fires(
        "RF-S01",
        "high",
        "the partner is a firm, the end user an academy",
        no_declaration(
            CaseKind.INTANGIBLE,
            {"partner": "Northern Institute", "partner_country": "CN"},
            learned=(
                learned("end_user", {"name": "Academy of Military Science", "country": "CN"}),
            ),
            judged=(("end_user", "same"),),
        ),
    ),
    fires(
        "RF-S01",
        "high",
        "a research case whose partner is not named yet",
        no_declaration(RESEARCH, None, learned=(USER,), judged=(("end_user", "same"),)),
    ),
    skips(
        "RF-S01",
        "a sale of goods is no cooperation",
        given(learned=(USER,), judged=(("end_user", "same"),)),
    ),
    spares(
        "RF-S01",
        "a civil university",
        no_declaration(
            RESEARCH, {"partner": "Xidian University", "partner_country": "CN"}, **JUDGED
        ),
    ),
    waits(
        "RF-S01",
        "nobody judged the hit",
        no_declaration(RESEARCH, PARTNER),
        "hits.judgement",
    ),
    waits(
        "RF-S01",
        "no institutions are loaded",
        no_declaration(RESEARCH, PARTNER),
        "pack:prc_entities",
        loaded=Loaded(without=("prc_entities",)),
    ),
    fires(
        "RF-S03",
        "medium",
        "a programme named in Chinese",
        no_declaration(RESEARCH, {**FUNDED, "funding": "装备预研基金"}),
    ),
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
    waits(
        "RF-S03",
        "no word lists",
        no_declaration(RESEARCH, {**FUNDED, "funding": "National 973 Program"}),
        "pack:vocabulary",
        loaded=Loaded(without=("vocabulary",)),
    ),
    waits("RF-S03", "nobody knows who pays", no_declaration(RESEARCH, FUNDED), "project.funding"),
)


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_a_rule_of_research_finds_what_its_text_says(offices: Offices, example: Example) -> None:
    check(offices, example)
