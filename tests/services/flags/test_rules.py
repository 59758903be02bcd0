"""Rules as settings of the office: thresholds, rules that are off, and how they do."""

import pytest
from tests.services.sample_office import ADMIN, ANALYST, HEAD, REASON, REF, Office, declared
from tests.settings import change_settings

from landwaiter.domain.cases.case import Evaluation
from landwaiter.domain.cases.four_eyes import RULES_BY_TWO
from landwaiter.domain.deeds.four_eyes import SetPolicy
from landwaiter.domain.deeds.motion_deeds import SecondOpenMotions
from landwaiter.domain.flags.deeds import (
    DrawSample,
    RecordSampleCase,
    SetThreshold,
    Switch,
    SwitchRule,
)
from landwaiter.errors import Invalid, NotAllowed, NotFound
from landwaiter.services.deeds.engine import do
from landwaiter.services.flags import calibration, rules_in_use
from landwaiter.services.reports import freezing

VAGUE = {"lrn": "LW-9", "description": "parts", "docs": ""}


def evaluation_of(office: Office, rule: str, reference: str = REF) -> Evaluation:
    return next(f.evaluation for f in office.case(reference).flags if f.rule == rule)


def test_a_threshold_of_the_office_counts_and_its_history_says_why(office: Office) -> None:
    do(office.session(HEAD), SetThreshold(rule="rf-p12", name="n", value="7", reason=REASON))
    (row,) = (one for one in rules_in_use.rule(office.session(ANALYST), "RF-P12").thresholds)
    assert (row.name, row.own, row.counts) == ("n", "7", "7")
    (change,) = rules_in_use.rule_history(office.session(ANALYST), "RF-P12")
    assert (change.name, change.by, change.after, change.reason) == ("n", HEAD, "7", REASON)


def test_an_empty_value_brings_the_editions_own_back(office: Office) -> None:
    own = rules_in_use.rule(office.session(HEAD), "RF-P12").thresholds[0].stated
    for value in ("7", ""):
        do(office.session(HEAD), SetThreshold(rule="RF-P12", name="n", value=value, reason=REASON))
    assert rules_in_use.rule(office.session(HEAD), "RF-P12").thresholds[0].counts == own


@pytest.mark.parametrize(
    ("rule", "name", "value"),
    [("RF-P12", "n", "many"), ("RF-P12", "m", "3"), ("RF-P08", "incorporated_from", "7")],
)
def test_what_the_edition_does_not_know_is_refused(
    office: Office, rule: str, name: str, value: str
) -> None:
    with pytest.raises(Invalid) as refused:
        do(office.session(HEAD), SetThreshold(rule=rule, name=name, value=value, reason=REASON))
    assert refused.value.remedy


def test_an_unknown_rule_and_the_wrong_person_are_refused(office: Office) -> None:
    with pytest.raises(NotFound):
        do(office.session(HEAD), SwitchRule(rule="RF-Z99", switch=Switch.OFF, reason=REASON))
    with pytest.raises(NotAllowed):
        do(office.session(ANALYST), SwitchRule(rule="RF-G07", switch=Switch.OFF, reason=REASON))
    with pytest.raises(NotAllowed, match="reason"):
        change_settings(office.session(HEAD), {"rule.RF-G07.on": "false"})


def test_a_rule_that_is_off_is_not_evaluated_and_every_report_says_so(office: Office) -> None:
    do(
        office.session(HEAD),
        SwitchRule(rule="RF-G07", switch=Switch.OFF, reason="too many in this port"),
    )
    office.take_in(declared(**VAGUE))
    new = "PL1-2026-000002"
    assert evaluation_of(office, "RF-G07", new) is Evaluation.NOT_EVALUATED
    view = office.view(new)
    assert [one.id for one in view.rules_off] == ["RF-G07"]
    assert "RF-G07" not in {flag.rule for flag in view.not_evaluated}
    dossier = freezing.freeze(office.session(ANALYST), new).report
    (said,) = (text for text in dossier.not_checked if "RF-G07" in text)
    assert HEAD in said
    assert "too many in this port" in said


def test_a_rule_is_on_again_and_one_that_is_off_by_default_can_be_on(office: Office) -> None:
    for switch in (Switch.OFF, Switch.ON):
        do(office.session(HEAD), SwitchRule(rule="RF-G07", switch=switch, reason=REASON))
    do(office.session(HEAD), SwitchRule(rule="RF-G12", switch=Switch.ON, reason=REASON))
    assert office.view().rules_off == ()
    office.take_in(declared(**VAGUE))
    new = office.case("PL1-2026-000002")
    assert evaluation_of(office, "RF-G07", new.reference) is Evaluation.RAISED
    assert "off" not in " ".join(next(f for f in new.flags if f.rule == "RF-G12").missing)


def test_where_the_office_wants_it_a_second_person_switches_a_rule(office: Office) -> None:
    moved = do(office.session(HEAD), SetPolicy(RULES_BY_TWO, "true", REASON))
    do(office.session(ADMIN), SecondOpenMotions((str(moved.motion_id),)))
    asked = do(office.session(HEAD), SwitchRule(rule="RF-G07", switch=Switch.OFF, reason=REASON))
    assert rules_in_use.rule(office.session(HEAD), "RF-G07").on
    do(office.session(ADMIN), SecondOpenMotions((str(asked.motion_id),)))
    assert not rules_in_use.rule(office.session(HEAD), "RF-G07").on


def test_the_figures_count_what_was_raised_and_what_became_of_it(office: Office) -> None:
    for number in range(3):
        office.take_in(declared(lrn=f"LW-{number + 10}", description="parts", docs=""))
    found = {one.rule: one for one in calibration.calibration(office.session(ANALYST)).records}
    before = found["RF-G07"].raised
    office.act(ANALYST, "dismiss_flag", reference="PL1-2026-000002", flag="RF-G07", reason=REASON)
    office.act(ANALYST, "substantiate", reference="PL1-2026-000003", flag="RF-G07", reason=REASON)
    figures = calibration.calibration(office.session(ANALYST))
    record = next(one for one in figures.records if one.rule == "RF-G07")
    assert (figures.cases, record.raised, before) == (4, 4, 4)
    assert (record.substantiated, record.dismissed, record.precision.point) == (1, 1, 500)
    assert figures.noise == ()


def test_a_rule_of_noise_is_named_by_the_offices_own_bound(office: Office) -> None:
    for number in range(4):
        reference = f"PL1-2026-{number + 2:06d}"
        office.take_in(declared(lrn=f"LW-{number + 10}", description="parts", docs=""))
        office.act(ANALYST, "dismiss_flag", reference=reference, flag="RF-G07", reason=REASON)
    bounds = {"calibration.least_reviewed": "4", "calibration.most_precision": "600"}
    change_settings(office.session(HEAD), bounds)
    assert calibration.calibration(office.session(ANALYST)).noise == ("RF-G07",)


def clean(office: Office, count: int) -> None:
    for number in range(count):
        office.take_in(
            declared(lrn=f"LW-{number + 40}", cn8="94036000", docs="", value_eur=900,
                     description="oak garden chairs with cushions", country_destination="NO",
                     country_routing="PL|NO", consignee_name="Fjord Garden", net_mass_kg=900,
                     gross_mass_kg=990, consignee_country="NO")
        )  # fmt: skip


def test_a_sample_of_cases_without_a_flag_is_drawn_the_same_by_the_same_seed(
    office: Office,
) -> None:
    clean(office, 5)
    session = office.session(ANALYST)
    drawn = []
    for _again in range(2):
        do(session, DrawSample(size=3, seed=11))
        sample = calibration.calibration(session).sample
        assert sample is not None
        drawn.append([one.reference for one in sample.cases])
    assert drawn[0] == drawn[1]
    assert len(set(drawn[0])) == 3
    flagged = {REF} if office.view().raised else set()
    assert not flagged & set(drawn[0])


def test_what_was_missed_in_a_sample_gives_a_share(office: Office) -> None:
    clean(office, 4)
    session = office.session(ANALYST)
    do(session, DrawSample(size=4))
    sample = calibration.calibration(session).sample
    assert sample is not None
    first, second, *_rest = sample.cases
    do(
        session,
        RecordSampleCase(reference=first.reference, reason="the buyer sells fish", missed="rf-p14"),
    )
    do(session, RecordSampleCase(reference=second.reference, reason="looked at invoice and buyer"))
    found = calibration.calibration(session).sample
    assert found is not None
    assert (found.missed.met, found.missed.of) == (1, 2)
    assert [one.missed for one in found.cases[:2]] == [("RF-P14",), ()]


def test_nothing_to_sample_a_foreign_case_and_an_unknown_rule_are_refused(office: Office) -> None:
    session = office.session(ANALYST)
    with pytest.raises(Invalid):
        do(session, DrawSample(size=0))
    clean(office, 2)
    do(session, DrawSample(size=1, seed=1))
    sample = calibration.calibration(session).sample
    assert sample is not None
    with pytest.raises(NotFound, match="newest sample"):
        do(session, RecordSampleCase(reference="PL1-2026-999999", reason=REASON))
    with pytest.raises(NotFound, match="rule"):
        do(
            session,
            RecordSampleCase(reference=sample.cases[0].reference, reason=REASON, missed="RF-Z99"),
        )
    with pytest.raises(Invalid, match="at least 10 characters"):
        do(session, RecordSampleCase(reference=sample.cases[0].reference, reason=" "))
