"""Practice: the experienced officer gets every point, errors are marked, nothing gives nothing."""

import shutil
import tomllib
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.deeds.proposals import reasons
from tests.services.practice.practising import NOON, practice_casebook

from landwaiter.domain.cases.case import Evaluation, GoodsStatus, Stage
from landwaiter.domain.law.periods import calendar_of
from landwaiter.domain.practice.grading import ExerciseWork, PointState, graded
from landwaiter.errors import Invalid, NotAllowed, NotFound
from landwaiter.resources import root
from landwaiter.services.casebook import casebooks
from landwaiter.services.cases.case_reads import case_view
from landwaiter.services.demo.declarations import Forms
from landwaiter.services.demo.player import Player
from landwaiter.services.demo.script import SampleStep, read_script
from landwaiter.services.demo.timetable import SampleClock, Timetable
from landwaiter.services.law.packs import shipped_packs
from landwaiter.services.practice.exercises import (
    exercise_named,
    exercises,
    practice_folder,
    read_exercise,
)
from landwaiter.services.practice.grades import (
    ExerciseGrade,
    grade_exercise,
    grade_exercises,
    is_practice,
)
from landwaiter.services.table import sessions

__all__ = ["practice_casebook"]
pytestmark = pytest.mark.thorough

NUMBERS = tuple(range(1, 13))
DONE, DIFFERS, NOT_DONE = PointState.AS_EXPECTED, PointState.DIFFERS, PointState.NOT_DONE


@dataclass
class Room:
    """A copy of the training casebook with everybody signed in."""

    player: Player
    references: Mapping[int, str]

    def play(self, number: int, steps: Any) -> None:
        for step in steps:
            given = {name: value for name, value in step.items() if name not in ("do", "by")}
            if step["do"] == "propose":
                session = self.player.people[step.get("by", "analyst")]
                given["open"] = reasons(session, self.references[number])
            self.player.act(
                SampleStep(f"{number:02}", "now", step["do"], step.get("by", "analyst"), given)
            )

    def grade(self, number: int, *, solution: bool = False) -> ExerciseGrade:
        session = self.player.people["analyst"]
        return grade_exercise(session, self.references[number], solution=solution)

    def states(self, number: int) -> dict[str, PointState]:
        return {one.title: one.state for one in self.grade(number, solution=True).points}


@pytest.fixture
def room(practice_casebook: Path, tmp_path: Path) -> Iterator[Room]:
    book = Path(shutil.copytree(practice_casebook, tmp_path / "casebook"))
    script = read_script(practice_folder())
    timetable = Timetable.of(shipped_packs(root()), script.member_state, NOON)
    clock = SampleClock(NOON)
    with ExitStack() as stack:
        people = {}
        for one in script.people:
            people[one.key] = sessions.open_casebook(
                book, user=one.name, password=one.password, now=clock
            )
            stack.callback(people[one.key].casebook.close)
        references = {one.number: one.reference for one in grade_exercises(people["analyst"])}
        cases = {f"{number:02}": reference for number, reference in references.items()}
        forms = Forms(root() / "samples" / "demo", timetable)
        player = Player(script, forms, timetable, clock, people, tmp_path, cases=cases)
        yield Room(player, references)


def _steps(number: int) -> list[dict[str, Any]]:
    text = (Path(__file__).parent / "officer.toml").read_text(encoding="utf-8")
    steps: list[dict[str, Any]] = tomllib.loads(text)[f"{number:02}"]["steps"]
    return steps


def _without(number: int, *deeds: str) -> list[dict[str, Any]]:
    return [step for step in _steps(number) if step["do"] not in deeds]


def _changed(number: int, deed: str, **change: Any) -> list[dict[str, Any]]:
    return [{**step, **change} if step["do"] == deed else step for step in _steps(number)]


def test_there_are_twelve_and_nobody_has_worked_on_them(room: Room) -> None:
    found = grade_exercises(room.player.people["analyst"])
    assert [one.number for one in found] == list(NUMBERS)
    assert len({one.reference for one in found}) == 12
    assert not any(one.proposed or one.told or one.lesson for one in found)
    assert {one.stage for one in found} == {Stage.NEW, Stage.ASSESSMENT}
    assert casebooks.status(room.player.people["analyst"]).sample


@pytest.mark.parametrize("number", NUMBERS)
def test_who_does_nothing_gets_nothing(room: Room, number: int) -> None:
    assert set(room.states(number).values()) == {NOT_DONE}


@pytest.mark.parametrize("number", NUMBERS)
def test_an_experienced_officer_gets_every_point(room: Room, number: int) -> None:
    room.play(number, _steps(number))
    grade = room.grade(number)
    assert grade.proposed
    assert [(one.title, one.done) for one in grade.points if one.state is not DONE] == []
    assert grade.lesson
    assert all(one.why and one.source and one.expected for one in grade.points)


@pytest.mark.parametrize("number", NUMBERS)
def test_before_a_proposal_nothing_is_told(room: Room, number: int) -> None:
    room.play(number, _without(number, "propose", "approve", "release"))
    grade = room.grade(number)
    assert (grade.proposed, grade.points, grade.lesson) == (False, (), "")
    asked = room.grade(number, solution=True)
    assert asked.lesson
    assert {one.state for one in asked.points} == {NOT_DONE}


SLIPS: tuple[tuple[str, int, Callable[[], list[dict[str, Any]]], str, PointState], ...] = (
    (
        "listed goods suspended on track B",
        1,
        lambda: _changed(1, "open_track", track="B", basis="Art. 21(3)(b)"),
        "Item 1, tracks",
        DIFFERS,
    ),
    ("the end user is not judged", 1, lambda: _without(1, "judge", "substantiate"),
     "Hit of end user on Northwestern Polytechnical University", NOT_DONE),
    ("the consignee is released", 1, lambda: _changed(1, "propose", outcome="release"),
     "Item 1, decision", DIFFERS),
    ("a reason that names nothing", 1,
     lambda: _changed(1, "propose", reason="It looks wrong to me.", basis="a provision"),
     "Reason of the proposal", DIFFERS),
    ("a namesake taken for the listed", 2,
     lambda: [step for step in _changed(2, "judge", outcome="same") if step["do"] != "second"],
     "Hit of consignee on Practice Orion Trading", DIFFERS),
    ("chairs held all the same", 2,
     lambda: [*_without(2, "propose"),
              {"do": "open_track", "track": "L", "item": 1, "basis": "UCC 188, 194(1)"},
              _steps(2)[-1]],
     "Item 1, tracks", DIFFERS),
    ("nobody is asked", 3, lambda: _without(3, "request_information"),
     "Information request", NOT_DONE),
    ("the wrong one is asked", 3,
     lambda: _changed(3, "request_information", to="Practice ministry"),
     "Information request", DIFFERS),
    ("a flag waved away", 4,
     lambda: [{**step, "do": "dismiss_flag"} if step.get("flag") == "RF-P10" else step
              for step in _steps(4)],
     "Flag RF-P10", DIFFERS),
    ("one of two tracks", 4,
     lambda: [step for step in _steps(4) if step.get("track") != "S"],
     "Item 1, tracks", DIFFERS),
    ("held, not suspended", 5,
     lambda: [{"do": "hold", "item": 1, "reason": "The consignee is another"}
              if step["do"] == "suspend" else step for step in _without(5, "consult")],
     "Item 1, goods", DIFFERS),
    ("confirmed above the figure", 6,
     lambda: _changed(6, "classify", outcome="confirmed"),
     "Item 1, 2B001", DIFFERS),
    ("both items with one item's outcome", 7,
     lambda: _changed(7, "propose", outcome="partial_release",
                      items={"1": "hold-and-refer", "2": "release"}),
     "Item 2, decision", DIFFERS),
    ("advice instead of information", 8,
     lambda: _changed(8, "propose", outcome="advise_against_cooperation"),
     "Decision", DIFFERS),
    ("invalidated while held", 9,
     lambda: _changed(9, "propose", outcome="declaration_invalidated"),
     "Item 1, decision", DIFFERS),
    ("another reply", 10,
     lambda: [step for step in _changed(10, "record_reply", outcome="acts")
              if step["do"] not in ("approve", "release")],
     "Reply of the authority", DIFFERS),
    ("the other script not seen", 11,
     lambda: [step for step in _changed(11, "judge", outcome="unsure")
              if step["do"] != "substantiate"],
     "Hit of consignee on Учебные Подшипники", DIFFERS),
    ("a clean one held", 12, lambda: _changed(12, "propose", outcome="hold-and-refer"),
     "Item 1, decision", DIFFERS),
)  # fmt: skip


@pytest.mark.parametrize(
    ("number", "steps", "title", "state"),
    [one[1:] for one in SLIPS],
    ids=[one[0] for one in SLIPS],
)
def test_a_typical_error_is_marked(
    room: Room,
    number: int,
    steps: Callable[[], list[dict[str, Any]]],
    title: str,
    state: PointState,
) -> None:
    room.play(number, steps())
    assert room.states(number)[title] is state


def test_who_proposes_late_is_late(room: Room) -> None:
    room.player.clock.move(NOON + timedelta(days=9))
    room.play(12, _steps(12))
    states = room.states(12)
    assert states["In time"] is DIFFERS
    assert states["Item 1, decision"] is DONE


def test_a_proposal_taken_back_says_nothing_and_a_better_one_counts(room: Room) -> None:
    room.play(12, _changed(12, "propose", outcome="hold-and-refer"))
    room.play(12, [{"do": "withdraw", "reason": "It was read again by me."}])
    assert set(room.states(12).values()) == {NOT_DONE}
    room.play(12, [_steps(12)[-1]])
    assert room.states(12)["Item 1, decision"] is DONE


def test_a_dismissal_is_right_where_nothing_had_to_be_decided(room: Room) -> None:
    room.play(12, [{"do": "dismiss", "reason": "Nothing has to be decided here."}])
    assert room.states(12)["Item 1, decision"] is DONE
    assert room.grade(12).proposed


def test_goods_that_a_colleague_held_give_no_mark_by_themselves(room: Room) -> None:
    grade = room.grade(9, solution=True)
    held = next(one for one in grade.points if one.title == "Item 1, goods")
    assert (held.state, held.expected) == (NOT_DONE, str(GoodsStatus.HELD))


def test_another_casebook_is_no_training_casebook(tmp_path: Path) -> None:
    opened = sessions.create_casebook(
        tmp_path / "casebook",
        office=sessions.CasebookOffice("PL1", "PL"),
        user="Ewa",
        password="a sentence that is long enough",
        now=lambda: NOON,
        packs=(),
    )
    with opened.session.casebook:
        assert not is_practice(opened.session)
        with pytest.raises(NotAllowed, match="no training casebook"):
            grade_exercises(opened.session)
        with pytest.raises(NotAllowed, match="no training casebook"):
            grade_exercise(opened.session, "PL1-2026-000001")


def test_a_case_that_is_no_exercise_is_said(room: Room) -> None:
    with pytest.raises(NotFound, match="no exercise"):
        grade_exercise(room.player.people["analyst"], "TRAIN1-2026-000099")


GOOD = (practice_folder() / "expected" / "02.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("lesson =", "lesion =", "lesion"),
        ('party = "consignee"', 'party = "consignee"\nparties = 2', "parties"),
        ('expected = "different"', 'expected = "other"', "expected"),
        ('kind = "track"', 'kind = "tracks"', "kind"),
        ("days = 2", 'days = "two"', "days"),
        ('trust = "V"', 'trust = "sure"', "trust"),
        ('source = "rule RF-P01"', 'source = ""', "source"),
        ('party = "consignee"\n', "", "party"),
        ("number = 2\n", "", "number"),
    ],
)
def test_an_exercise_is_read_strictly(old: str, new: str, field: str) -> None:
    assert old in GOOD
    with pytest.raises(Invalid) as refused:
        read_exercise("02.toml", GOOD.replace(old, new, 1))
    assert (refused.value.file, refused.value.field) == ("02.toml", field)


def test_a_file_that_is_no_toml_is_named() -> None:
    with pytest.raises(Invalid, match="cannot be read"):
        read_exercise("02.toml", "number = ")


def test_an_exercise_without_points_is_refused() -> None:
    with pytest.raises(Invalid, match="expects something"):
        read_exercise("02.toml", GOOD.split("[[points]]")[0])


@pytest.mark.parametrize("number", NUMBERS)
def test_no_verdict_of_the_rules_is_asked(room: Room, number: int) -> None:
    """Without candidates, and with rules that found nothing, the same points come out."""
    room.play(number, _steps(number))
    session = room.player.people["analyst"]
    case = case_view(session, room.references[number]).case
    silent = replace(
        case,
        candidates=(),
        flags=tuple(replace(one, evaluation=Evaluation.NOT_EVALUATED) for one in case.flags),
    )
    calendar = calendar_of(next(p for p in shipped_packs(root()) if p.id == "calendar_PL"))
    exercise = exercise_named(number)
    assert graded(exercise, ExerciseWork(silent, calendar)) == room.grade(number).points


def test_every_reason_has_a_source_and_no_brief_tells_the_solution() -> None:
    for one in exercises():
        assert one.points
        for point in one.points:
            assert point.why.endswith("."), (one.number, point.why)
        codes = {getattr(point, "flag", "") for point in one.points} - {""}
        assert not any(code in one.brief for code in codes)
