"""Monitoring programmes: versions that stay, runs that come out the same, reports of them."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from tests.services.sample_office import ADMIN, ANALYST, HEAD, REF, Office, declared, two_items

from landwaiter.domain.base.people import UserRole
from landwaiter.domain.law.deeds import ImportShippedPacks
from landwaiter.domain.monitoring.deeds import BeginMonitor, ChangeMonitor, EndMonitor, RunMonitor
from landwaiter.domain.monitoring.programme import Watch, together
from landwaiter.errors import Conflict, Invalid, NotAllowed, NotFound
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.monitoring import programmes, runs
from landwaiter.services.monitoring.programmes import typed
from landwaiter.services.reports import reporting

TOOLS = Watch(headings=("8457",), destinations=("CN",))
NAME = "machine tools"


def _begin(office: Office, watch: Watch = TOOLS) -> None:
    do(
        office.session(ANALYST),
        BeginMonitor(name=NAME, **typed(watch), reason="the ministry asked"),
    )


def test_a_run_counts_lines_value_and_mass_and_names_the_cases(office: Office) -> None:
    _begin(office)
    made = do(office.session(ANALYST), RunMonitor(NAME)).outcome
    (figure,) = made.figures
    assert (figure.month, figure.destination, figure.heading) == ("2026-03", "CN", "8457")
    assert (figure.lines, figure.cases) == (1, (REF,))
    assert figure.values == {"EUR": Decimal(412000)}
    assert figure.mass_kg == Decimal(9800)
    assert made.looked_at == 2


def test_a_later_case_changes_a_new_run_and_not_the_old_one(office: Office) -> None:
    """All in one second: what parts the runs is the birth of rows, not the clock."""
    _begin(office)
    session = office.session(ANALYST)
    before = do(session, RunMonitor(NAME)).outcome
    office.take_in(declared(lrn="LW-2"), declared(lrn="LW-3", country_destination="HK"))
    after = do(session, RunMonitor(NAME)).outcome
    assert together(after.figures).lines == 2
    again = runs.run_again(session, NAME, head=before.head_seq)
    assert again.same
    assert again.run.figures == before.figures
    assert after.sha256 != before.sha256


def test_an_amendment_counts_in_the_next_run_alone(office: Office) -> None:
    _begin(office)
    session = office.session(ANALYST)
    before = do(session, RunMonitor(NAME)).outcome
    office.take_in(*two_items(value_eur=1))
    assert together(do(session, RunMonitor(NAME)).outcome.figures).values == {"EUR": Decimal(1)}
    assert runs.run_again(session, NAME, head=before.head_seq).same


def test_items_that_were_split_off_later_are_still_the_old_ones(office: Office) -> None:
    _begin(office, Watch(destinations=("CN",)))
    session = office.session(ANALYST)
    before = do(session, RunMonitor(NAME)).outcome
    office.act(ANALYST, "assess")
    office.act(ANALYST, "split", numbers=(2,), reason="another declarant answers for it")
    after = do(session, RunMonitor(NAME)).outcome
    assert together(before.figures).lines == together(after.figures).lines == 2
    assert len(together(after.figures).cases) == 2
    assert runs.run_again(session, NAME, head=before.head_seq).same


def test_a_confirmed_entry_is_watched_from_then_on(office: Office) -> None:
    _begin(office, Watch(codes=("9A012",)))
    session = office.session(ANALYST)
    before = do(session, RunMonitor(NAME)).outcome
    office.act(ANALYST, "assess")
    office.act(
        ANALYST, "classify", item=1, code="9A012", outcome="confirmed", reason="seen in the book"
    )
    assert before.figures == ()
    assert together(do(session, RunMonitor(NAME)).outcome.figures).cases == (REF,)
    assert runs.run_again(session, NAME, head=before.head_seq).same


def test_a_control_entry_is_found_by_the_correlation_in_force(office: Office) -> None:
    _begin(office, Watch(codes=("2B001",)))
    made = do(office.session(ANALYST), RunMonitor(NAME)).outcome
    assert together(made.figures).lines == 1
    assert [one.pack for one in made.editions] == ["hs_control"]


def test_what_is_needed_and_not_loaded_is_said_in_the_report(office: Office) -> None:
    _begin(office, Watch(tiers=("4",)))
    session = office.session(ANALYST)
    do(session, RunMonitor(NAME))
    dossier = runs.frozen(session, NAME)
    assert "The common high priority list is not loaded: no tier is found." in dossier.not_checked


def test_versions_stay_and_a_run_again_uses_that_of_then(office: Office) -> None:
    _begin(office)
    session = office.session(ANALYST)
    first = do(session, RunMonitor(NAME)).outcome
    do(
        session,
        ChangeMonitor(name=NAME, **typed(Watch(headings=("3402",))), reason="detergents too"),
    )
    second = do(session, RunMonitor(NAME)).outcome
    assert [one.version for one in programmes.versions(session, NAME)] == [1, 2]
    assert (first.version, second.version) == (1, 2)
    again = runs.run_again(session, NAME, head=first.head_seq)
    assert (again.same, again.run.version) == (True, 1)


def test_a_programme_that_ended_is_neither_changed_nor_begun_again(office: Office) -> None:
    _begin(office)
    session = office.session(HEAD)
    do(session, EndMonitor(name=NAME, reason="the question is answered"))
    with pytest.raises(NotAllowed, match="has ended"):
        do(session, ChangeMonitor(name=NAME, **typed(Watch(words=("lathe",))), reason="more of it"))
    with pytest.raises(Conflict, match="already"):
        do(session, BeginMonitor(name=NAME.upper(), **typed(TOOLS)))
    assert programmes.programme(session, NAME).end_reason == "the question is answered"


def test_an_ended_programme_is_run_no_more_and_its_report_stays(office: Office) -> None:
    _begin(office)
    session = office.session(ANALYST)
    do(session, RunMonitor(NAME))
    do(session, EndMonitor(name=NAME, reason="the question is answered"))
    with pytest.raises(NotAllowed, match="has ended"):
        do(session, RunMonitor(NAME))
    assert runs.frozen(session, NAME).reference == NAME


@pytest.mark.parametrize(
    ("watch", "field"),
    [
        (Watch(), "headings"),
        (Watch(headings=("84x",)), "headings"),
        (Watch(destinations=("China",)), "destinations"),
        (Watch(words=("pump",), first=date(2026, 2, 1), last=date(2026, 1, 1)), "last"),
    ],
)
def test_rules_that_cannot_be_are_refused_by_name(office: Office, watch: Watch, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        _begin(office, watch)
    assert refused.value.field == field


def test_a_programme_that_is_not_there_is_not_found(office: Office) -> None:
    with pytest.raises(NotFound):
        do(office.session(ANALYST), RunMonitor("nothing"))
    _begin(office)
    with pytest.raises(NotFound, match="never run"):
        runs.frozen(office.session(ANALYST), NAME)


def test_an_auditor_reads_and_begins_nothing(office: Office) -> None:
    office.add("Audra", UserRole.AUDITOR)
    with pytest.raises(NotAllowed, match="needs the role"):
        do(office.session("Audra"), BeginMonitor(name=NAME, **typed(TOOLS)))
    assert programmes.programmes(office.session(ANALYST)) == ()


def test_the_same_run_gives_the_same_files(office: Office, tmp_path: Path) -> None:
    _begin(office)
    session = office.session(ANALYST)
    made = do(session, RunMonitor(NAME)).outcome
    office.take_in(declared(lrn="LW-2"))
    do(session, RunMonitor(NAME))
    files = [tmp_path / f"{number}.pdf" for number in range(2)]
    for file in files:
        reporting.export_run(
            session, NAME, head=made.head_seq, pdf=file, xlsx=file.with_suffix(".xlsx")
        )
    first, second = (file.read_bytes() for file in files)
    assert first == second
    found = reporting.verify_reports([files[0], files[0].with_suffix(".xlsx")])
    assert found.passed
    assert found.same_dossier


@pytest.mark.parametrize("tier", ["9", "3.Z", "1.A"])
def test_a_tier_that_the_list_has_not_is_refused(office: Office, tier: str) -> None:
    run(office.session(ADMIN), ImportShippedPacks())
    with pytest.raises(Invalid, match="no such tier") as refused:
        _begin(office, Watch(tiers=("4", tier)))
    assert (refused.value.field, refused.value.value) == ("tiers", tier)
    assert "There are: 1, 2, 3.A" in str(refused.value.remedy)
    _begin(office, Watch(tiers=("3",)))
    with pytest.raises(Invalid, match="no such tier"):
        do(
            office.session(ANALYST),
            ChangeMonitor(name=NAME, **typed(Watch(tiers=(tier,))), reason="more tiers"),
        )
