"""Today: what is mine, what waits for me, what changed."""

from landwaiter.domain.cases.deeds import TakeCase
from landwaiter.domain.deeds.shape import SHORTEST_REASON
from landwaiter.domain.law.deeds import EndTask
from landwaiter.domain.people.deeds import EXPORT_CALENDAR
from landwaiter.i18n import _
from landwaiter.services.deeds.engine import do
from landwaiter.services.law.edition_tasks import EditionTask
from landwaiter.services.people import today
from landwaiter.services.people.presence import Present
from landwaiter.ui.deeds.begin import DeskDeeds
from landwaiter.ui.frame.changed_topics import ChangedTopics
from landwaiter.ui.frame.desk import Desk
from landwaiter.ui.frame.navigation import Ways
from landwaiter.ui.frame.tab_view import PlainPlace
from landwaiter.ui.kit.prompts import Field
from landwaiter.ui.today.today_screen import TodayScreen


class TodayPlace(PlainPlace):
    def __init__(self, desk: Desk, ways: Ways) -> None:
        self.screen = TodayScreen()
        super().__init__(self.screen)
        self._desk = desk
        self.screen.case_asked.connect(ways.to_case)
        self.screen.review_asked.connect(ways.to_review)
        self.screen.hits_asked.connect(ways.to_hits)
        self.screen.duty_asked.connect(ways.to_duty)
        self.screen.motions_asked.connect(lambda: ways.to_dialog("motions"))
        self._deeds = DeskDeeds(desk)
        self.screen.calendar_asked.connect(lambda: self._deeds.begin(EXPORT_CALENDAR))
        self.screen.take_in_asked.connect(ways.take_in)
        self.screen.import_asked.connect(lambda: ways.to_place("reference"))
        self.screen.task_asked.connect(self._end_task)
        self.screen.take_asked.connect(self._take)
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

    def concerned(self, touched: ChangedTopics) -> bool:
        return bool(touched.topics & {"cases", "reference", "settings", "duty", "motions"})

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
