"""Where a report would name who spoke in confidence a person judges it before it leaves."""

from pathlib import Path

import pytest
from tests.services.sample_office import (
    ANALYST,
    CONSIGNEE,
    HEAD,
    REASON,
    REF,
    REVIEWER,
    Office,
    two_items,
)

from landwaiter.domain.base.facts import Content
from landwaiter.domain.evidence.deeds import AddFile
from landwaiter.domain.office.deeds import ChangeSetting
from landwaiter.domain.reports.deeds import CaseReport, JudgeFind, ReportCase
from landwaiter.domain.reports.finds import FindOutcome, SourceFind
from landwaiter.domain.reports.profiles import Profile
from landwaiter.errors import Conflict, NotFound
from landwaiter.services.audit.audit_history import audit_page
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.reports import reporting
from landwaiter.services.reports.finds import finds_known
from landwaiter.services.reports.paper_readers import ReportReader
from landwaiter.services.reports.source_names import SourceNames

SOURCE = "Zbigniew Wierzbicki"


@pytest.fixture
def told(office: Office, tmp_path: Path) -> Office:
    _confided(office, tmp_path, SOURCE)
    return office


def _confided(office: Office, folder: Path, source: str, name: str = "order 17.txt") -> None:
    letter = folder / name
    letter.write_text(f"an order of {source}", encoding="utf-8")
    run(office.session(ANALYST), AddFile(REF, letter, source, in_confidence=True))


def lies_at(office: Office, place: str) -> None:
    """An open field of the case that says something."""
    office.act(ANALYST, "locate", item=1, place=place, reason=REASON)


def found(office: Office, profile: Profile = Profile.MINISTRY) -> tuple[SourceFind, ...]:
    return finds_known(office.session(ANALYST), REF, CaseReport.CASE, profile)


def judge(office: Office, find: SourceFind, outcome: FindOutcome, who: str = ANALYST) -> None:
    said = JudgeFind(REF, find.id, Profile.MINISTRY, outcome, REASON)
    run(office.session(who), said)


def printed(office: Office, profile: Profile = Profile.MINISTRY) -> str:
    dossier = reporting.freeze(office.session(ANALYST), REF, reader=ReportReader(profile))
    return dossier.canonical().decode()


def test_without_a_find_the_report_leaves(told: Office) -> None:
    assert found(told) == ()
    assert SOURCE not in printed(told)


@pytest.mark.parametrize("profile", Profile)
def test_with_a_find_that_nobody_judged_no_report_leaves(
    told: Office, tmp_path: Path, profile: Profile
) -> None:
    lies_at(told, "the yard of Zbigniew Wierzbicki")
    said = ReportCase(CaseReport.CASE, REF, xlsx=tmp_path / "r.xlsx", reader=profile)
    with pytest.raises(Conflict, match=r"may name who spoke in confidence.*judged") as refused:
        run(told.session(ANALYST), said)
    (one, *_others) = found(told, profile)
    assert one.place.partition("#")[0] in refused.value.message
    assert SOURCE not in refused.value.sentence()
    assert not (tmp_path / "r.xlsx").exists()
    assert not reporting.reports_made(told.session(ANALYST)).rows


def test_the_office_itself_reads_it_unjudged(told: Office) -> None:
    lies_at(told, "the yard of Zbigniew Wierzbicki")
    whole = reporting.freeze(told.session(ANALYST), REF)
    assert "the yard of Zbigniew Wierzbicki" in whole.canonical().decode()


def test_what_is_the_source_is_taken_out_and_what_is_another_thing_stays(told: Office) -> None:
    lies_at(told, "the yard of Zbigniew Wierzbicki")
    for one in found(told):
        judge(told, one, FindOutcome.SOURCE)
    assert "the yard of" not in printed(told)
    for one in found(told):
        judge(told, one, FindOutcome.OTHER)
    assert "the yard of Zbigniew Wierzbicki" in printed(told)


def test_a_judgement_holds_for_that_very_text(told: Office) -> None:
    lies_at(told, "the yard of Zbigniew Wierzbicki")
    for one in found(told):
        judge(told, one, FindOutcome.OTHER)
    assert all(one.outcome for one in found(told))
    lies_at(told, "the garden of Zbigniew Wierzbicki")
    unjudged = [one for one in found(told) if one.outcome is None]
    assert unjudged
    assert {one.words for one in unjudged} == {SOURCE}
    with pytest.raises(Conflict, match="nobody has judged"):
        printed(told)


@pytest.mark.parametrize(
    "place",
    [
        "u Wierzbickiego w garażu",
        "WIERZBICKI ZBIGNIEW, yard 3",
        "склад: Збигнев Вержбицкий",
        "zbigniew.wierzbicki@example.test",
        "Zbigniew\nWierzbicki",
        "as in Order 17.TXT",
        "order 17",
    ],
)
def test_names_are_found_in_other_spellings(told: Office, place: str) -> None:
    lies_at(told, place)
    assert found(told)
    with pytest.raises(Conflict):
        printed(told)


@pytest.mark.parametrize("place", ["yard 3", "the wharf at Wierzba", "Zbąszyń", "order 18"])
def test_other_words_are_no_find(told: Office, place: str) -> None:
    lies_at(told, place)
    assert found(told) == ()
    assert place in printed(told)


def test_a_source_that_bears_the_name_of_a_party_is_told_apart(
    office: Office, tmp_path: Path
) -> None:
    """The consignee stands where it is declared; nobody takes it out without being asked."""
    _confided(office, tmp_path, CONSIGNEE)
    with pytest.raises(Conflict):
        printed(office)
    for one in found(office):
        judge(office, one, FindOutcome.OTHER)
    assert CONSIGNEE in printed(office)


def test_who_works_here_is_no_source(office: Office, tmp_path: Path) -> None:
    _confided(office, tmp_path, ANALYST)
    assert found(office) == ()


def test_the_file_as_the_history_names_it_needs_no_judgement(told: Office) -> None:
    whole = reporting.freeze(told.session(ANALYST), REF).canonical().decode()
    assert "order 17.txt" in whole
    assert "order 17.txt" not in printed(told)


def test_the_audit_trail_names_neither_text_nor_source(told: Office) -> None:
    lies_at(told, "the yard of Zbigniew Wierzbicki")
    (one, *_others) = found(told)
    judge(told, one, FindOutcome.SOURCE, who=REVIEWER)
    newest = audit_page(told.session(HEAD)).rows[0]
    assert newest.text == f"Find {one.id} judged: source"


def test_a_find_that_there_is_not_is_refused(told: Office) -> None:
    said = JudgeFind(REF, "0123456789ab", Profile.MINISTRY, FindOutcome.OTHER, REASON)
    with pytest.raises(NotFound, match="no such find"):
        run(told.session(ANALYST), said)


def test_no_find_is_made_of_a_source_that_was_named_openly(told: Office) -> None:
    lies_at(told, "the yard of Zbigniew Wierzbicki")
    told.act(ANALYST, "confide_source", evidence=1, outcome="open", reason=REASON)
    assert found(told) == ()


def test_what_a_party_declared_itself_is_no_place_for_a_frame(
    office: Office, tmp_path: Path
) -> None:
    """A frame in its own words would tell it who spoke; the office's words are taken out."""
    said = "Diaphragm pumps, order of Z. Wierzbicki 118"
    office.take_in(*two_items(mrn="26PL301010E0012343", description=said))
    _confided(office, tmp_path, SOURCE)
    lies_at(office, "told by Z. Wierzbicki")
    for one in finds_known(office.session(ANALYST), REF, CaseReport.CASE, Profile.PARTY):
        told = JudgeFind(REF, one.id, Profile.PARTY, FindOutcome.SOURCE, REASON)
        run(office.session(ANALYST), told)
    reader = ReportReader(Profile.PARTY, "Obrabiarki Wisla")
    dossier = reporting.freeze(office.session(ANALYST), REF, reader=reader)
    whole = reporting.freeze(office.session(ANALYST), REF).canonical().decode()
    printed_now = dossier.canonical().decode()
    assert "told by Z. Wierzbicki" in whole
    assert "told by" not in printed_now
    assert dossier.redaction is not None
    taken = [one.place for one in dossier.redaction.withheld if one.content is Content.SOURCE]
    assert [one for one in taken if one.startswith(("title", "answer/goods", "declared_"))] == []
    assert said in printed_now


def test_a_declared_text_that_is_little_more_than_the_name_hides_no_word_of_the_office() -> None:
    names = SourceNames((SOURCE,))
    assert names.found_beside(("Pumps, Z. Wierzbicki",), "told by Pumps, Z. Wierzbicki")
    assert not names.found_beside(
        ("Pumps for Z. Wierzbicki, 2 pieces",), "Pumps for Z. Wierzbicki, 2 pieces"
    )
    assert names.found_beside(("Pumps for Z. Wierzbicki, 2 pieces",), "Wierzbicki told it")


@pytest.mark.parametrize("part", ["office", "marking", "caveat", "distribution"])
def test_what_the_office_prints_on_each_page_is_looked_through(told: Office, part: str) -> None:
    said = "Questions: Z. Wierzbicki, source desk"
    do(told.session(HEAD), ChangeSetting(f"report.{part}", said))
    assert [one.place for one in found(told)] == [part]
    with pytest.raises(Conflict, match=part):
        printed(told)
    for one in found(told):
        judge(told, one, FindOutcome.SOURCE)
    assert "source desk" not in printed(told)
    for one in found(told):
        judge(told, one, FindOutcome.OTHER)
    assert said in printed(told)
