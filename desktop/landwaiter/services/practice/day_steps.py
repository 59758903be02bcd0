"""The day in twelve steps: what of it was done in a training casebook, as its audit chain says.

Nothing is stored for it: a step is done because its deed is sealed, so no step can be claimed.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from landwaiter.domain.cases.case import Stage
from landwaiter.domain.cases.stages import OPEN_STAGES
from landwaiter.i18n import N_, _
from landwaiter.services.practice.exercises import exercises
from landwaiter.services.practice.grades import is_practice, no_practice
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit.chain import entries
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.cases import case_list
from landwaiter.storage.cases.case_plans import CaseFilter

DECLARATION = "declaration to take in.xml"
"""Beside the training casebook: of no exercise."""

COLLEAGUE = "Colleague"
"""Who worked on the exercises before the trainee came: what that person did is no step."""


@dataclass(frozen=True, slots=True)
class _Step:
    title: str
    text: str
    """What to do and why, in one or two sentences."""
    entries: tuple[str, ...]
    """Entries of the audit chain of which one says that it was done; none: more cases are here."""
    command: str
    reviewing: bool = False
    """Done by the second person, on a proposal."""


_STEPS: Mapping[str, _Step] = {
    "take_in": _Step(
        N_("Take in declarations"),
        N_(
            "Take in the file “{file}” of the practice folder. Parties are screened and flags "
            "raised by that alone."
        ),
        (),
        "intake FILE",
    ),
    "today": _Step(
        N_("Begin with Today"),
        N_(
            "Today tells what the law asks first. Take a case that nobody has, or begin its triage."
        ),
        ("case.take", "case.triage"),
        "case act REF triage",
    ),
    "judge": _Step(
        N_("Judge a hit"),
        N_("A hit is a resemblance, no finding. Compare both sides and say why it is one or not."),
        ("case.judge",),
        "case act REF judge",
    ),
    "classify": _Step(
        N_("Classify an item"),
        N_("Hold the technical data against the control entry. Undecided is an answer too."),
        ("case.classify",),
        "case act REF classify",
    ),
    "flag": _Step(
        N_("Substantiate or dismiss a flag"),
        N_("A rule only points. Say with a reason whether the facts bear it."),
        ("case.substantiate", "case.dismiss_flag"),
        "case act REF dismiss-flag",
    ),
    "request": _Step(
        N_("Request information"),
        N_("Ask whoever can know, by a day. The question stands in the file."),
        ("case.request_information", "case.request_opinion"),
        "case act REF request-information",
    ),
    "answer": _Step(
        N_("Record an answer"),
        N_("Record what came back. You alone say whether it answers the question."),
        ("case.record_answer",),
        "case act REF record-answer",
    ),
    "propose": _Step(
        N_("Propose a decision"),
        N_("What is not settled is left open with a reason, and the decision says so."),
        ("case.propose",),
        "case act REF propose",
    ),
    "approve": _Step(
        N_("Approve and sign"),
        N_(
            "Lock with Ctrl+L and sign in as {reviewer}, “{password}”: nobody approves their own "
            "proposal. Read it to its end first."
        ),
        ("case.approve",),
        "case act REF approve",
        reviewing=True,
    ),
    "return": _Step(
        N_("Return with a reason"),
        N_("As {reviewer}, return another proposal: a remark says what is to change."),
        ("case.return",),
        "case act REF return",
        reviewing=True,
    ),
    "report": _Step(
        N_("Make a report"),
        N_("A report is frozen: who gets it can check it without this program."),
        ("case.report_made",),
        "report case REF",
    ),
    "backup": _Step(
        N_("Back up"),
        N_("Back up to another disk. Restoring it elsewhere is the only proof that it works."),
        ("casebook.backed_up",),
        "casebook backup FILE",
    ),
}


@dataclass(frozen=True, slots=True)
class DayStep:
    """One of the twelve."""

    number: int
    key: str
    title: str
    text: str
    command: str
    done: bool
    reference: str = ""
    """The case on which it can be done next; empty where it needs none, or there is none."""


@dataclass(frozen=True, slots=True)
class DaySteps:
    """All twelve, in the order of a day."""

    steps: tuple[DayStep, ...]

    @property
    def done(self) -> int:
        return sum(one.done for one in self.steps)

    def present(self, skipped: Collection[str] = ()) -> DayStep | None:
        """The first that is neither done nor skipped; None where there is none left."""
        open_ones = (one for one in self.steps if not one.done and one.key not in skipped)
        return next(open_ones, None)


def day_steps(session: Session) -> DaySteps:
    """Where the trainee is; NotAllowed where this is no training casebook."""
    found = day_steps_of_practice(session)
    if found is None:
        raise no_practice()
    return found


def day_steps_of_practice(session: Session) -> DaySteps | None:
    """The same; None where this is no training casebook."""
    with session.snapshot() as still:
        if not is_practice(still):
            return None
        with still.reading() as conn:
            work, review = _first(conn, reviewed=False), _first(conn, reviewed=True)
            return DaySteps(
                tuple(
                    DayStep(
                        number,
                        key,
                        _(step.title),
                        _(step.text).format(**_SHOWN),
                        f"landwaiter {step.command}",
                        _is_done(conn, step),
                        review if step.reviewing else work if "REF" in step.command else "",
                    )
                    for number, (key, step) in enumerate(_STEPS.items(), start=1)
                )
            )


_SHOWN = {
    "file": DECLARATION,
    "reviewer": "Reviewer",
    "password": "practice password of the reviewer",
}
"""As `resources/samples/practice/office.toml` has them; a test holds both against each other."""


def _is_done(conn: Reader, step: _Step) -> bool:
    if not step.entries:
        return case_list.count(conn, CaseFilter()) > len(exercises())
    return any(
        one.actor != COLLEAGUE
        for name in step.entries
        for one in entries(conn, deed=name, limit=None)
    )


def _first(conn: Reader, *, reviewed: bool) -> str:
    """The open case with the shortest clock that waits for a second person, or for none."""
    stages = (Stage.DECISION_REVIEW,) if reviewed else _WORKED
    rows, _cursor = case_list.page(
        conn, CaseFilter(stages=stages), sort="due", descending=False, limit=1
    )
    return str(rows[0]["reference"]) if rows else ""


_WORKED = tuple(stage for stage in OPEN_STAGES if stage is not Stage.DECISION_REVIEW)


def declaration_beside(casebook: Path) -> Path:
    """The file of the first step."""
    return casebook.parent / DECLARATION
