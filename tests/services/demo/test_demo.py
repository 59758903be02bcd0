"""The sample casebook: what it holds, that its papers verify, and how it is made."""

import ast
import dataclasses
import importlib
import shutil
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from tests.demonstration import NOON, Demonstration
from tests.faults.small_disk import make_read_only, mounted
from tests.same_bytes import told

from landwaiter.domain.cases.case import GoodsStatus, Stage, TrackLetter
from landwaiter.domain.cases.countdown import ClockState
from landwaiter.domain.table.deeds import BY_ARGS
from landwaiter.errors import Fault, Invalid, Unavailable
from landwaiter.resources import root
from landwaiter.services.audit import audit_history
from landwaiter.services.audit.audit_history import HistoryRow
from landwaiter.services.casebook import casebooks
from landwaiter.services.cases import case_reads
from landwaiter.services.cases.case_view import CaseView
from landwaiter.services.demo.demonstration import DemoResult, run_demo
from landwaiter.services.demo.place import new_folder, write
from landwaiter.services.demo.script import read_script
from landwaiter.services.demo.timetable import Timetable
from landwaiter.services.entities.entity_duplicates import duplicates
from landwaiter.services.entities.entity_page import entity_view
from landwaiter.services.law import packs
from landwaiter.services.reports import reporting
from landwaiter.services.table import sessions
from landwaiter.services.warm.session import Session

TODAY = date(2026, 11, 25)
CHECKOUT = Path(__file__).resolve().parents[3]
PACKAGE = CHECKOUT / "desktop" / "landwaiter"


@dataclass(frozen=True)
class Made:
    """The demo as one session of tests looks at it."""

    result: DemoResult
    said: tuple[str, ...]
    session: Session
    views: tuple[CaseView, ...]

    @property
    def main(self) -> CaseView:
        return next(v for v in self.views if v.case.reference == self.result.reference)


@pytest.fixture(scope="module")
def made(demonstration: Demonstration, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    result = demonstration.result
    session = sessions.open_casebook(
        demonstration.casebook_in(tmp_path_factory.mktemp("demo")),
        user=result.user,
        password=result.password,
        now=lambda: NOON,
    )
    views = tuple(case_reads.case_view(session, reference) for reference in result.references)
    yield Made(result, demonstration.said, session, views)
    session.casebook.close()


def _hits(made: Made) -> list[str]:
    return [
        hit.judgement.value.value if hit.judgement else "open"
        for view in made.views
        for hit in view.case.hits
    ]


def test_it_has_thirty_cases_or_more(made: Made) -> None:
    assert len(made.views) >= 30
    assert len({view.case.reference for view in made.views}) == len(made.views)


def test_every_stage_that_an_act_leads_to_occurs(made: Made) -> None:
    assert {view.case.stage for view in made.views} == set(Stage)


def test_every_track_occurs(made: Made) -> None:
    assert {t.letter for view in made.views for t in view.case.tracks} == set(TrackLetter)


def test_goods_in_transit_are_held_without_a_clock_and_the_head_says_why(made: Made) -> None:
    (transit,) = [view for view in made.views if view.case.kind == "transit"]
    assert [track.letter for track in transit.case.tracks] == [TrackLetter.T]
    (clock,) = [one for one in transit.clocks if one.ended is None]
    assert clock.kind == "hold_review"
    assert clock.due > TODAY
    assert [one.author for one in transit.case.continued] == ["Helena Kowalczyk"]


def test_every_goods_status_occurs(made: Made) -> None:
    assert {i.status for view in made.views for i in view.case.items} == set(GoodsStatus)


@pytest.mark.parametrize("script", ["LATIN", "GREEK", "CYRILLIC", "CJK", "ARABIC"])
def test_names_of_parties_are_written_in_several_scripts(made: Made, script: str) -> None:
    names = "".join(p.name for view in made.views for p in view.case.parties)
    assert any(unicodedata.name(char, "").startswith(script) for char in names)


def test_goods_go_to_many_countries(made: Made) -> None:
    assert len({view.row.destination for view in made.views}) >= 12


def test_declarations_came_in_every_format(made: Made) -> None:
    folder = made.result.folder / "declarations"
    files = [file for file in folder.iterdir() if file.is_file()]
    starts = {file.read_text(encoding="utf-8")[:400] for file in files}
    for sign in ("<CC515C", "<CC514C", "WCO:DEC-DMS", "mrn,lrn,"):
        assert any(sign in start for start in starts), sign


@pytest.mark.parametrize("state", [ClockState.RAN_OUT, ClockState.LAST_DAY, ClockState.RUNNING])
def test_a_legal_clock_ran_out_one_ends_today_and_one_soon(made: Made, state: ClockState) -> None:
    clocks = [v.row.clock for v in made.views if v.row.clock is not None]
    legal = [one.countdown for one in clocks if one.legal and one.countdown.state is state]
    assert any(one.ran_out or one.working_days <= 5 for one in legal)


def test_targets_of_the_office_run_too(made: Made) -> None:
    assert any(v.row.clock is not None and not v.row.clock.legal for v in made.views)


def test_a_declaration_was_amended_and_another_invalidated(made: Made) -> None:
    assert any(len(view.case.versions) > 1 for view in made.views)
    assert any(r.kind == "invalidation" for view in made.views for r in view.case.requests)


@pytest.mark.parametrize("state", ["open", "same", "different"])
def test_hits_are_open_and_judged_either_way(made: Made, state: str) -> None:
    assert state in _hits(made)


def test_one_case_is_about_technology_without_goods(made: Made) -> None:
    (research,) = [view for view in made.views if not view.case.versions]
    assert research.case.kind == "intangible"
    assert "RF-S01" in {flag.rule for flag in research.raised}


def test_assessed_institutions_come_from_the_shipped_pack_alone(made: Made) -> None:
    judged = {
        hit.listing.name
        for view in made.views
        for hit in view.case.hits
        if hit.list_kind == "institutions" and hit.judgement and hit.judgement.value == "same"
    }
    known = {row["name_en"] for row in packs.pack_rows(made.session, "prc_entities").rows}
    assert judged
    assert judged <= known


def test_the_main_case_was_returned_then_approved_by_the_second_person(made: Made) -> None:
    first, second = made.main.case.decisions
    assert (first.state, second.state) == ("returned", "approved")
    assert second.approval is not None
    assert second.author == made.result.user
    assert second.approval.approver == made.result.reviewer
    assert made.main.approved_valid


def test_no_approval_is_without_worth(made: Made) -> None:
    weak = [v for v in made.views if v.why_not_valid]
    assert {v.case.stage for v in weak} <= {Stage.REOPENED}


def test_its_reports_verify_with_and_without_the_key_sheet(made: Made) -> None:
    files = [made.result.pdf, made.result.xlsx]
    without = reporting.verify_reports(files)
    with_keys = reporting.verify_reports(files, made.result.keys)
    assert without.passed
    assert without.origin.value == "not_proven"
    assert with_keys.passed
    assert with_keys.origin.value == "proven"


def test_the_casebook_is_sound_and_marked_as_a_sample(made: Made) -> None:
    assert casebooks.check(made.session).findings == ()
    assert casebooks.status(made.session).sample


def test_the_audit_chain_is_in_the_order_of_time_and_on_working_days(made: Made) -> None:
    rows: list[HistoryRow] = []
    after: str | None = None
    while True:
        page = audit_history.audit_page(made.session, after=after)
        rows += page.rows
        after = page.after
        if after is None:
            break
    times = [row.at for row in reversed(rows)]
    assert times == sorted(times)
    assert all(moment.weekday() < 5 for moment in times)
    assert times[0] > NOON - timedelta(days=60)


@pytest.mark.thorough
def test_it_is_judged_to_the_same_bytes_in_other_surroundings(made: Made, tmp_path: Path) -> None:
    copy = shutil.copytree(made.result.casebook, tmp_path / "casebook")
    one, other = told(Path(copy), made.result.user, made.result.password)
    assert one == other
    assert one.count('"same": true') == len(made.result.references)


def test_cases_are_numbered_in_the_order_of_intake(made: Made) -> None:
    references = sorted(view.case.reference for view in made.views)
    received = {view.case.reference: view.case.received for view in made.views}
    assert [received[r] for r in references] == sorted(received.values())


def test_it_says_how_to_sign_in_and_where_the_files_are(made: Made) -> None:
    text = "\n".join(made.said)
    for wanted in (made.result.user, made.result.password, made.result.reviewer_password):
        assert wanted in text
    for file in (made.result.casebook, made.result.pdf, made.result.xlsx, made.result.keys):
        assert str(file) in text
        assert file.exists()
    assert "fictional" in text
    assert (made.result.folder / "Read me.txt").read_text(encoding="utf-8").strip() == text


def test_a_second_demo_goes_beside_the_first(tmp_path: Path) -> None:
    first = new_folder(tmp_path / "office")
    second = new_folder(tmp_path / "office")
    assert (first.name, second.name) == ("office", "office 2")
    assert first.is_dir()
    assert second.is_dir()


def test_what_a_failed_run_made_is_removed_again(tmp_path: Path) -> None:
    beyond_the_calendars = datetime(2060, 1, 5, tzinfo=UTC)
    with pytest.raises(Invalid):
        run_demo(tmp_path / "office", say=print, now=lambda: beyond_the_calendars)
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_the_way_is_named_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(Unavailable, match="cannot be made"):
        run_demo(tmp_path / "file" / "office", say=print)


def test_a_disk_that_is_read_only_is_told_in_one_sentence(tmp_path: Path) -> None:
    with mounted(tmp_path / "disk", 64) as disk:
        make_read_only(disk)
        with pytest.raises(Unavailable, match="cannot be made") as refused:
            run_demo(disk / "office", say=print)
        assert refused.value.remedy


def test_a_full_disk_is_told_in_one_sentence_and_left_empty(tmp_path: Path) -> None:
    with mounted(tmp_path / "disk", 900) as disk:
        with pytest.raises(Fault) as refused:
            run_demo(disk / "office", say=lambda line: None, now=lambda: NOON)
        assert refused.value.sentence()
        assert list(disk.iterdir()) == []


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(Unavailable) as refused:
        write(tmp_path, "a folder is no file")
    assert refused.value.file == str(tmp_path)


@pytest.mark.parametrize(
    ("now", "newest"),
    [
        (datetime(2026, 11, 29, 12, tzinfo=UTC), date(2026, 11, 27)),
        (datetime(2026, 11, 11, 12, tzinfo=UTC), date(2026, 11, 10)),
        (datetime(2026, 11, 24, 23, 30, tzinfo=UTC), date(2026, 11, 25)),
    ],
    ids=["a Sunday", "a holiday", "midnight has passed there"],
)
def test_the_newest_day_is_a_working_day_of_the_office(now: datetime, newest: date) -> None:
    assert Timetable.of(packs.shipped_packs(root()), "PL", now).newest == newest


def test_days_of_the_script_count_working_days_back() -> None:
    timetable = Timetable.of(packs.shipped_packs(root()), "PL", NOON)
    assert timetable.instant("-3 09:15") == datetime(2026, 11, 20, 8, 15, tzinfo=UTC)
    assert timetable.instant("now") == NOON


DRIVEN = (
    *sorted((PACKAGE / "services" / "demo").glob("*.py")),
    PACKAGE / "services" / "demo" / "self_test.py",
    CHECKOUT / "tests" / "acceptance" / "drive.py",
)
LAYERS = {"services", "domain", "errors", "resources", "i18n"}
OWN = {"self", "cls"}


@dataclass(frozen=True)
class Use:
    """What one file takes from the program."""

    imported: tuple[tuple[str, str], ...]
    """Module and name."""
    private: tuple[str, ...]
    called: frozenset[str]


def _use(file: Path) -> Use:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    imported = [
        (node.module or "", alias.name)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    ]
    imported += [
        (alias.name, "")
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for alias in node.names
    ]
    private = [
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and node.attr.startswith("_")
        and not node.attr.endswith("__")
        and not (isinstance(node.value, ast.Name) and node.value.id in OWN)
    ]
    called = {
        node.func.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    return Use(tuple(imported), tuple(private), frozenset(called))


@pytest.mark.parametrize("file", DRIVEN, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_demo_self_test_and_scenarios_go_through_the_services_alone(file: Path) -> None:
    """They take what window and command line take: no deeper layer and no private name."""
    use = _use(file)
    modules = [module for module, _name in use.imported if module.startswith("landwaiter")]
    for module in modules:
        assert module.split(".")[1] in LAYERS, module
    names = [name for module, name in use.imported if module != "landwaiter.i18n"]
    assert [name for name in names if name.startswith("_")] == []
    assert list(use.private) == []


@pytest.mark.parametrize("file", DRIVEN, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_they_build_nothing_of_the_domain_but_the_arguments_of_deeds(file: Path) -> None:
    use = _use(file)
    built = {
        name
        for module, name in use.imported
        if module.startswith("landwaiter.domain")
        and name in use.called
        and dataclasses.is_dataclass(getattr(importlib.import_module(module), name))
    }
    assert built <= {kind.__name__ for kind in BY_ARGS}


def test_a_ship_of_the_sample_shows_its_pattern_and_two_firms_look_like_one(made: Made) -> None:
    ship = entity_view(made.session, "SAMPLE STAR (fictional)")
    assert [pattern.kind for pattern in ship.patterns] == ["flag_owns", "flag_manages"]
    assert ship.cases
    (pair,) = duplicates(made.session)
    assert pair.one.name.startswith("Sample Harbour Marine")
    assert any("address" in reason for reason in pair.reasons)


def test_readme_and_manual_count_the_cases_and_files_as_they_are(made: Made) -> None:
    readme = (CHECKOUT / "README.md").read_text(encoding="utf-8")
    manual = (CHECKOUT / "docs" / "manual" / "sample-case.md").read_text(encoding="utf-8")
    cases = len(made.result.references)
    (intake,) = (line for line in made.said if line.startswith("Intake: "))
    files = int(intake.split()[1])
    assert f"a casebook of {cases} fictional cases" in readme
    assert f"{files} files of declarations in" in readme
    assert f"with {cases} cases and does" in manual


def test_on_no_day_of_two_years_is_a_list_of_the_sample_too_old() -> None:
    """Whatever holidays lie between the day the lists came and the day the sample is made."""
    script, shipped = read_script(root() / "samples" / "demo"), packs.shipped_packs(root())
    (limits,) = [pack for pack in shipped if pack.id == "list_limits"]
    days = {str(row["kind"]): int(row["days"]) for row in limits.rows}
    oldest = 0
    for step in range(730):
        now = NOON + timedelta(days=step)
        timetable = Timetable.of(shipped, script.member_state, now)
        oldest = max(oldest, (now - timetable.instant(script.created)).days)
    for one in script.lists:
        limit = int(script.settings.get(f"age_limit.{one.id}", days.get(one.kind, oldest)))
        assert oldest <= limit, one.id
