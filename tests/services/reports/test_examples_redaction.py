"""Examples of what a reader gets of a report, by somebody who read who reads what, and no code.

Each is a case as acts, frozen for a reader, and held against the same case without them. What
waits, or is not as its author has it, stands under `judged` with the reason.
"""

import json
from collections import Counter
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import pytest
from tests.services.letters.letter_office import ADDRESS, MRN
from tests.services.sample_office import ANALYST, REASON, REF, REVIEWER, Office, two_items

from landwaiter.domain.deeds.motion_deeds import SecondOpenMotions
from landwaiter.domain.evidence.deeds import AddFile
from landwaiter.domain.reports.case_reports import CaseReport
from landwaiter.domain.reports.find_deeds import JudgeFind
from landwaiter.domain.reports.finds import FindOutcome
from landwaiter.domain.reports.profiles import Profile
from landwaiter.reports.dossier.dossier import Dossier
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.reports import freezing
from landwaiter.services.reports.dossier.types import report_type
from landwaiter.services.reports.finds import finds_known
from landwaiter.services.reports.paper_readers import ReportReader

EXAMPLES: Mapping[str, Any] = json.loads(
    Path(__file__).with_name("examples_redaction.json").read_text(encoding="utf-8")
)
OMEGA = {"declarant_name": "Omega Agencja Celna"}


def frozen(office: Office, example: Mapping[str, Any] | None) -> Dossier:
    one = report_type("case")
    reader = ReportReader(Profile(example["reader"]), example["to"]) if example else None
    return freezing.freeze(
        office.session(ANALYST), REF, compose=one.compose, report_type="case", reader=reader
    ).report


def withheld(dossier: Dossier) -> Counter[str]:
    assert dossier.redaction is not None
    return Counter({one.content.value: one.count for one in dossier.redaction.counts})


def judge_finds(office: Office, reader: Profile, to: str, other: Collection[str]) -> None:
    """Each find of a source names it, but where it stands in a text that is another thing."""
    while True:
        found = finds_known(office.session(ANALYST), REF, CaseReport.CASE, reader, to)
        unjudged = [one for one in found if one.outcome is None]
        if not unjudged:
            return
        for one in unjudged:
            is_other = any(text in f"={one.passage}|“{one.words}”" for text in other)
            outcome = FindOutcome.OTHER if is_other else FindOutcome.NAME
            said = JudgeFind(REF, one.digest, reader, outcome, REASON, to=to)
            result = run(office.session(ANALYST), said)
            if result.motion_id is not None:
                do(office.session(REVIEWER), SecondOpenMotions((result.motion_id,)))


@pytest.mark.parametrize(
    "example", [pytest.param(one, id=one["id"]) for one in EXAMPLES["examples"]]
)
def test_a_reader_of_an_example_gets_what_it_may_and_no_more(
    office: Office, example: Mapping[str, Any]
) -> None:
    office.take_in(*two_items(mrn=MRN, **{**ADDRESS, **OMEGA, **example["declared"]}))
    before = withheld(frozen(office, example))
    for given, confided in ((example["confided"], True), (example["open"], False)):
        for name, source in given:
            path = office.path.parent / name
            path.write_text(name, encoding="utf-8")
            run(office.session(ANALYST), AddFile(REF, path, source, in_confidence=confided))
    for act, given in example["steps"]:
        said = dict(given)
        office.act(said.pop("who", ANALYST), act, **said)
    judge_finds(office, Profile(example["reader"]), example["to"], example["other"])
    whole = frozen(office, None).canonical().decode()
    dossier = frozen(office, example)
    told = dossier.canonical().decode()
    assert [one for one in example["never"] if one in told] == []
    assert [one for one in example["seen"] if one not in told] == []
    more = withheld(dossier)
    for content, least in example["withheld"].items():
        grown = more[content] - before[content] if example["steps"] else more[content]
        assert grown >= least, content
    # Held against the whole: there was something to take out.
    assert [one for one in example["seen"] if one not in whole] == []
    assert not example["never"] or any(one in whole for one in example["never"])
