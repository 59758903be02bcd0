"""Where a report would name who spoke in confidence a person judges it before it leaves."""

import json
import subprocess
import sys
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
from landwaiter.domain.deeds.motion_deeds import SecondOpenMotions
from landwaiter.domain.evidence.deeds import AddFile
from landwaiter.domain.office.deeds import ChangeSetting
from landwaiter.domain.reports.case_reports import CaseReport
from landwaiter.domain.reports.deeds import ReportCase
from landwaiter.domain.reports.find_deeds import JudgeFind
from landwaiter.domain.reports.finds import FindOutcome, SourceFind
from landwaiter.domain.reports.profiles import Profile
from landwaiter.errors import Conflict, Invalid, NotAllowed, NotFound
from landwaiter.services.audit.audit_history import audit_page
from landwaiter.services.casebook import rows_by_two
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.deeds.motions import waiting
from landwaiter.services.reports import freezing, reporting
from landwaiter.services.reports.finds import finds_known
from landwaiter.services.reports.paper_readers import ReportReader
from landwaiter.services.reports.sources.source_names import SourceNames
from landwaiter.services.reports.withheld_passages import withheld_passages
from landwaiter.services.table.motion_details import details_of
from landwaiter.storage.base import records
from landwaiter.storage.sqlite.engine import connect

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
    to = "Gamma Logistics" if profile is Profile.PARTY else ""
    return finds_known(office.session(ANALYST), REF, CaseReport.CASE, profile, to)


def judge(office: Office, find: SourceFind, outcome: FindOutcome, who: str = ANALYST) -> None:
    """By one person; what is another thing, by a second one too."""
    said = JudgeFind(REF, find.id, Profile.MINISTRY, outcome, REASON)
    result = run(office.session(who), said)
    if result.motion_id is not None:
        do(office.session(REVIEWER), SecondOpenMotions((result.motion_id,)))


def printed(office: Office, profile: Profile = Profile.MINISTRY) -> str:
    dossier = freezing.freeze(office.session(ANALYST), REF, reader=ReportReader(profile)).report
    return dossier.canonical().decode()


def test_without_a_find_the_report_leaves(told: Office) -> None:
    assert found(told) == ()
    assert SOURCE not in printed(told)


@pytest.mark.parametrize("profile", Profile)
def test_with_a_find_that_nobody_judged_no_report_leaves(
    told: Office, tmp_path: Path, profile: Profile
) -> None:
    lies_at(told, "the yard of Zbigniew Wierzbicki")
    to = "Gamma Logistics" if profile is Profile.PARTY else ""
    said = ReportCase(CaseReport.CASE, REF, xlsx=tmp_path / "r.xlsx", reader=profile, to=to)
    with pytest.raises(Conflict, match=r"may name who spoke in confidence.*judged") as refused:
        run(told.session(ANALYST), said)
    (one, *_others) = found(told, profile)
    assert one.place.partition("#")[0] in refused.value.message
    assert SOURCE not in refused.value.sentence()
    assert not (tmp_path / "r.xlsx").exists()
    assert not reporting.reports_made(told.session(ANALYST)).rows


def test_the_office_itself_reads_it_unjudged(told: Office) -> None:
    lies_at(told, "the yard of Zbigniew Wierzbicki")
    whole = freezing.freeze(told.session(ANALYST), REF).report
    assert "the yard of Zbigniew Wierzbicki" in whole.canonical().decode()


def test_the_name_alone_is_taken_out_or_the_text_or_neither(told: Office) -> None:
    lies_at(told, "the yard of Zbigniew Wierzbicki, behind the mill")
    for one in found(told):
        judge(told, one, FindOutcome.NAME)
    whole = printed(told)
    assert "Wierzbicki" not in whole
    assert '"the yard of ",' in whole
    assert '", behind the mill"' in whole
    for one in found(told):
        judge(told, one, FindOutcome.PASSAGE)
    assert "the yard of" not in printed(told)
    assert "behind the mill" not in printed(told)
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
    whole = freezing.freeze(told.session(ANALYST), REF).report.canonical().decode()
    assert "order 17.txt" in whole
    assert "order 17.txt" not in printed(told)


def test_the_audit_trail_names_neither_text_nor_source(told: Office) -> None:
    lies_at(told, "the yard of Zbigniew Wierzbicki")
    (one, *_others) = found(told)
    judge(told, one, FindOutcome.NAME, who=ANALYST)
    newest = audit_page(told.session(HEAD)).rows[0]
    assert newest.text == f"Find {one.id} judged: name"
    judge(told, one, FindOutcome.OTHER, who=ANALYST)
    newest = audit_page(told.session(HEAD)).rows[0]
    assert newest.text == f"Find {one.id} judged: other, moved by {ANALYST}: “{REASON}”"
    texts = [row.text for row in audit_page(told.session(HEAD)).rows if one.id in row.text]
    assert len(texts) > 2
    assert not any("yard" in text or "Wierzbicki" in text for text in texts)


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
    to = "Obrabiarki Wisla"
    finds = finds_known(office.session(ANALYST), REF, CaseReport.CASE, Profile.PARTY, to)
    assert finds
    assert not any(said in str(one.passage) for one in finds)
    for one in finds:
        judgement = JudgeFind(REF, one.id, Profile.PARTY, FindOutcome.PASSAGE, REASON, to=to)
        run(office.session(ANALYST), judgement)
    reader = ReportReader(Profile.PARTY, to)
    dossier = freezing.freeze(office.session(ANALYST), REF, reader=reader).report
    whole = freezing.freeze(office.session(ANALYST), REF).report.canonical().decode()
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
        judge(told, one, FindOutcome.PASSAGE)
    assert "source desk" not in printed(told)
    for one in found(told):
        judge(told, one, FindOutcome.NAME)
    assert "source desk" in printed(told)
    assert "Z. Wierzbicki" not in printed(told)
    for one in found(told):
        judge(told, one, FindOutcome.OTHER)
    assert said in printed(told)


def lone(office: Office) -> SourceFind:
    """A find that nobody has judged."""
    lies_at(office, "the yard of Zbigniew Wierzbicki")
    return found(office)[0]


def test_that_it_is_another_thing_counts_once_a_second_person_agrees(told: Office) -> None:
    one = lone(told)
    said = JudgeFind(REF, one.id, Profile.MINISTRY, FindOutcome.OTHER, REASON)
    motion = run(told.session(ANALYST), said).motion_id
    (now,) = (find for find in found(told) if find.digest == one.digest)
    assert (now.outcome, now.waits) == (None, True)
    with pytest.raises(Conflict, match="nobody has judged"):
        printed(told)
    with pytest.raises(Conflict, match="waits for a second person already"):
        run(told.session(ANALYST), said)
    with pytest.raises(NotAllowed):
        do(told.session(ANALYST), SecondOpenMotions((motion,)))
    do(told.session(REVIEWER), SecondOpenMotions((motion,)))
    (agreed,) = (find for find in found(told) if find.digest == one.digest)
    assert (agreed.outcome, agreed.waits) == (FindOutcome.OTHER, False)


def test_who_agrees_reads_words_and_text_which_stand_in_no_title(told: Office) -> None:
    one = lone(told)
    said = JudgeFind(REF, one.id, Profile.MINISTRY, FindOutcome.OTHER, REASON)
    run(told.session(ANALYST), said)
    session = told.session(REVIEWER)
    (row,) = waiting(session)
    lines = details_of(session, row.motion)
    assert lines == (f"May name a source: {SOURCE}", f"Stands in: {one.passage}")
    assert SOURCE not in row.motion.title
    assert SOURCE not in row.motion.text
    lies_at(told, "another place")
    assert details_of(session, row.motion) == (
        "The report no longer holds this text: to agree would print nothing.",
    )


def test_one_person_takes_back_what_two_released(told: Office) -> None:
    one = lone(told)
    judge(told, one, FindOutcome.OTHER)
    judge(told, one, FindOutcome.PASSAGE)
    (again,) = (find for find in found(told) if find.digest == one.digest)
    assert again.outcome is FindOutcome.PASSAGE


def _written(office: Office, *statements: str) -> None:
    """An insider writes behind the program's back."""
    casebook = office.session(ANALYST).casebook
    connection = connect(casebook.database, casebook.keys.database, wait_s=1.0)
    for one in statements:
        connection.execute(one)
    connection.close()


def damages(office: Office) -> list[str]:
    session = office.session(HEAD)
    with session.reading() as conn:
        return [one.message for one in rows_by_two.by_one(session.casebook, conn)]


@pytest.mark.parametrize(
    "change",
    [
        *("outcome = 'passage'", "author = 'Rev'", "reason = 'another'"),
        *("digest = '{other}'", "at = '2026-01-01T00:00:00Z'"),
    ],
)
def test_a_judgement_that_its_author_did_not_sign_does_not_count(told: Office, change: str) -> None:
    one = lone(told)
    judge(told, one, FindOutcome.NAME)
    assert damages(told) == []
    changed = change.format(other="0" * 64)
    _written(
        told,
        "DROP TRIGGER find_judgement_no_update",
        f"UPDATE find_judgement SET {changed}",  # noqa: S608
    )
    assert [find.outcome for find in found(told) if find.digest == one.digest] == [None]
    assert len(damages(told)) == 1


def test_a_release_that_two_persons_did_not_sign_does_not_count(told: Office) -> None:
    first = lone(told)
    judge(told, first, FindOutcome.OTHER)
    lies_at(told, "the garden of Zbigniew Wierzbicki")
    (other,) = (one for one in found(told) if one.outcome is None and "garden" in one.passage)
    _written(
        told,
        "DROP TRIGGER find_release_no_update",
        f"UPDATE find_release SET digest = '{other.digest}'",  # noqa: S608
    )
    assert [find.outcome for find in found(told) if find.digest == other.digest] == [None]
    assert any("no second person wanted that" in one for one in damages(told))


def test_no_release_comes_into_the_casebook_past_a_second_person(told: Office) -> None:
    one = lone(told)
    said = JudgeFind(REF, one.id, Profile.MINISTRY, FindOutcome.OTHER, REASON)
    motion = run(told.session(ANALYST), said).motion_id
    with (
        pytest.raises(NotAllowed, match="released only by a second person"),
        told.session(REVIEWER).writing("attack") as work,
    ):
        records.add(
            work.conn,
            "find_release",
            id="x",
            case_id=told.case().id,
            digest=one.digest,
            motion_id=motion,
            author=ANALYST,
            at=work.now,
        )


def test_each_name_is_a_passage_of_its_own_with_its_commitment(
    told: Office, tmp_path: Path
) -> None:
    lies_at(told, "with Wierzbicki; then by WIERZBICKI's car")
    for one in found(told):
        judge(told, one, FindOutcome.NAME)
    said = ReportCase(CaseReport.CASE, REF, xlsx=tmp_path / "r.xlsx", reader=Profile.MINISTRY)
    result = run(told.session(ANALYST), said)
    passages = withheld_passages(told.session(ANALYST), result.dossier)
    names = [one for one in passages if one.said in ("Wierzbicki", "WIERZBICKI's")]
    cells = {one.place.partition("#")[0] for one in names}
    assert cells
    assert {one.place for one in names} == {f"{cell}#{n}" for cell in cells for n in (1, 2)}
    assert [one.commitment for one in passages] == [
        one.commitment for one in result.redaction.withheld
    ]
    counted = {one.content: one.count for one in result.redaction.counts}
    assert counted[Content.SOURCE] == sum(one.content is Content.SOURCE for one in passages)
    path = tmp_path / "passages.json"
    path.write_text(json.dumps({"passages": [one.to_plain() for one in names]}), encoding="utf-8")
    checked = reporting.verify_reports([tmp_path / "r.xlsx"], passages=path)
    assert checked.passed
    assert [held.is_withheld for held in checked.passages] == [True] * len(names)
    script = Path(__file__).parents[3] / "docs" / "verify_report.py"
    done = subprocess.run(
        [sys.executable, "-I", script, tmp_path / "r.xlsx", "--passages", path],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 3  # sound, by a key that nobody vouches for here
    assert done.stdout.count("is what was withheld there") == len(names)


def test_a_report_for_a_party_names_it(told: Office, tmp_path: Path) -> None:
    said = ReportCase(CaseReport.CASE, REF, xlsx=tmp_path / "r.xlsx", reader=Profile.PARTY)
    with pytest.raises(Invalid, match="says for which one") as refused:
        run(told.session(ANALYST), said)
    assert refused.value.field == "to"
    with pytest.raises(Invalid, match="says for which one"):
        finds_known(told.session(ANALYST), REF, CaseReport.CASE, Profile.PARTY, "  ")
