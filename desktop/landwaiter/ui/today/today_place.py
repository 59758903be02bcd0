"""Today: what is mine, what waits for me, what changed."""

from landwaiter.domain.cases.deeds import TakeCase
from landwaiter.domain.deeds.shape import SHORTEST_REASON
from landwaiter.domain.law.deeds import EndTask
from landwaiter.domain.people.deeds import EXPORT_CALENDAR
from landwaiter.domain.people.preferences import Preferences
from landwaiter.i18n import _
from landwaiter.services.deeds.engine import do
from landwaiter.services.law.edition_tasks import EditionTask
from landwaiter.services.people import today
from landwaiter.services.people.first_steps import first_steps_asked
from landwaiter.services.people.preferences import set_preferences
from landwaiter.services.people.presence import Present
from landwaiter.services.practice.day_steps import DayStep, day_steps_of_practice
from landwaiter.services.trade.sift_desk import sift_of_today
from landwaiter.ui.deeds.begin import DeskDeeds
from landwaiter.ui.frame.changed_topics import ChangedTopics
from landwaiter.ui.frame.desk import Desk
from landwaiter.ui.frame.navigation import Ways
from landwaiter.ui.frame.tab_view import PlainPlace
from landwaiter.ui.kit.prompts import Field
from landwaiter.ui.today.today_screen import TodayScreen

_TOPICS = {
    "cases",
    "trade",
    "reference",
    "settings",
    "duty",
    "motions",
    "users",
    "registers",
    "audit",
}
_OF_REVIEWER = {"approve", "return"}
_ACTS = {
    "today": "triage",
    "classify": "classify",
    "request": "request_information",
    "answer": "record_answer",
    "propose": "propose",
}
"""Step of practice → the act on a case that it begins."""


class TodayPlace(PlainPlace):
    def __init__(self, desk: Desk, ways: Ways) -> None:
        self.screen = TodayScreen()
        super().__init__(self.screen)
        self._desk, self._ways = desk, ways
        self.screen.case_asked.connect(ways.to_case)
        self.screen.review_asked.connect(ways.to_review)
        self.screen.hits_asked.connect(ways.to_hits)
        self.screen.duty_asked.connect(ways.to_duty)
        self.screen.on_call_asked.connect(ways.to_on_call)
        self.screen.sift_asked.connect(ways.to_sift)
        self.screen.motions_asked.connect(lambda: ways.to_dialog("motions"))
        self._deeds = DeskDeeds(desk)
        self.screen.calendar_asked.connect(lambda: self._deeds.begin(EXPORT_CALENDAR))
        self.screen.take_in_asked.connect(ways.take_in)
        self.screen.import_asked.connect(lambda: ways.to_place("reference"))
        self.screen.task_asked.connect(self._end_task)
        self.screen.take_asked.connect(self._take)
        self.screen.first_steps.step_asked.connect(self._begin_step)
        self.screen.first_steps.put_away_asked.connect(self._put_away)
        self.screen.practice.left_out = desk.skipped_steps
        self.screen.practice.step_asked.connect(lambda step: to_step(ways, step))
        self.screen.practice.begin_anew_asked.connect(ways.begin_practice_anew)
        self.screen.practice.throw_away_asked.connect(ways.throw_away_practice)
        self.screen.unheld_asked.connect(lambda: ways.to_cases_of("", view="nobody"))

    def reload(self) -> None:
        user = self._desk.user
        self._desk.read(
            today.today_view,
            lambda view: self.screen.show_view(view, user=user),
            slot="today",
            owner=self.screen,
            bar=self.screen.bar,
        )
        self._desk.read(
            day_steps_of_practice,
            self.screen.practice.show_steps,
            slot="practice steps",
            owner=self.screen,
        )
        self._desk.read(
            sift_of_today, self.screen.show_sift, slot="sift of today", owner=self.screen
        )
        self._desk.read(
            first_steps_asked,
            self.screen.first_steps.show_steps,
            slot="first steps",
            owner=self.screen,
        )

    def concerned(self, touched: ChangedTopics) -> bool:
        return bool(touched.topics & _TOPICS)

    def _begin_step(self, key: str) -> None:
        """The screen of a row of the checklist."""
        if key == "take_in":
            self._ways.take_in()
        else:
            self._ways.to_dialog(key)

    def _put_away(self) -> None:
        """For this person; `landwaiter preferences first_steps=true` brings it back."""

        def show(preferences: Preferences) -> None:
            self._desk.prefer(preferences)
            self.reload()

        values = {"first_steps": "false"}
        self._desk.write(lambda session: set_preferences(session, values), show)

    def _take(self, reference: str) -> None:
        """The case is the reader's from now on."""
        self._desk.write(
            lambda session: do(session, TakeCase(reference)),
            lambda result: self._desk.tell(result.changes),
        )

    def _end_task(self, task: EditionTask, state: str) -> None:
        """The case was looked at: done, or dismissed with a reason."""
        reason = ""
        if state == "dismissed":
            field = Field("reason", _("Reason"), minimum=SHORTEST_REASON, long=True)
            title = _("Dismiss the task on {reference}").format(reference=task.reference)
            answers = self._desk.prompts.ask(title, _("Dismiss"), (field,))
            if answers is None:
                return
            reason = answers["reason"]
        self._desk.write(
            lambda session: do(session, EndTask(task.id, state, reason)),
            lambda result: self._desk.tell(result.changes),
        )

    def show_present(self, others: tuple[Present, ...]) -> None:
        """Cases of the queue that somebody has open elsewhere."""
        self.screen.show_present(
            {
                reference: _("Open: {people}").format(people=", ".join(sorted(people)))
                for reference, people in _by_case(others, self._desk.user).items()
            }
        )


def _by_case(others: tuple[Present, ...], me: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for one in others:
        if one.person != me:
            found.setdefault(one.reference, set()).add(one.person)
    return found


def to_step(ways: Ways, step: DayStep) -> None:
    """The screen on which a step of practice is done."""
    if step.key == "take_in":
        ways.take_in()
    elif step.key == "backup":
        ways.to_dialog("backup")
    elif step.key == "judge":
        ways.to_hits(step.reference)
    elif step.key in _OF_REVIEWER and step.reference:
        ways.to_review(step.reference)
    elif step.reference:
        ways.to_case(step.reference, _ACTS.get(step.key, ""))
    else:
        ways.to_place("cases")
