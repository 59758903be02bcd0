"""Find in texts: the search in its own unit of work, since who sees what is noted; own searches."""

from dataclasses import dataclass
from functools import partial

from landwaiter.domain.evidence.custody import label
from landwaiter.domain.finding.place import TextKind
from landwaiter.errors import Fault
from landwaiter.i18n import _
from landwaiter.services.base.page import Page
from landwaiter.services.evidence.text_reading import ReadingCount, read_texts
from landwaiter.services.finding import saved_searches as saving
from landwaiter.services.finding.deeds import tags_known
from landwaiter.services.finding.find import FindQuery, Gaps, TextMatch, find, gaps
from landwaiter.services.finding.saved_searches import SavedSearch
from landwaiter.services.warm.session import Session
from landwaiter.ui.cases.case_tab import AT
from landwaiter.ui.finding.find_screen import FindAnswer, FindScreen
from landwaiter.ui.frame.changed_topics import TEXTS, ChangedTopics
from landwaiter.ui.frame.desk import Desk
from landwaiter.ui.frame.navigation import Ways
from landwaiter.ui.frame.tab_view import PlainPlace
from landwaiter.ui.kit.prompts import Field
from landwaiter.ui.kit.table import PAGE_ROWS

_PLACES = {
    TextKind.NOTES: "actions",
    TextKind.CALLS: "actions",
    TextKind.ANSWERS: "actions",
    TextKind.DECISIONS: "reason",
    TextKind.REMARKS: "reason",
}
"""Where on the page of its case a text stands."""


@dataclass(frozen=True, slots=True)
class _Own:
    """What the screen shows before anything is asked."""

    searches: tuple[SavedSearch, ...]
    tags: tuple[str, ...]
    gaps: Gaps


class FindPlace(PlainPlace):
    def __init__(self, desk: Desk, ways: Ways) -> None:
        self.screen = FindScreen(desk.known_session.today())
        super().__init__(self.screen)
        self._desk, self._ways = desk, ways
        self._asked: FindQuery | None = None
        screen = self.screen
        screen.asked.connect(self._find)
        screen.more_asked.connect(self._find_more)
        screen.opened.connect(self._open)
        screen.read_asked.connect(self._read)
        screen.save_asked.connect(self._save)
        screen.remove_asked.connect(self._remove)

    def reload(self) -> None:
        self._desk.read(_own, self._show_own, slot="finding", owner=self.screen)
        if self._asked is not None:
            self._find(self._asked)

    def concerned(self, touched: ChangedTopics) -> bool:
        return touched.concerns("tags") or touched.concerns(TEXTS)

    def _show_own(self, own: _Own) -> None:
        self.screen.show_saved(own.searches)
        self.screen.show_tags(own.tags)
        if self._asked is None:
            self.screen.show_gaps(own.gaps)

    def _find(self, query: FindQuery) -> None:
        """On the writer: who sees words of evidence is noted with it."""
        self._asked = query
        self._desk.write(partial(_answer, query=query), self._show)

    def _show(self, answer: FindAnswer) -> None:
        if answer.query == self._asked:
            self.screen.show_answer(answer)

    def _find_more(self, after: str) -> None:
        query = self._asked
        if query is not None:
            self._desk.write(
                lambda session: find(session, query, after=after, limit=PAGE_ROWS),
                lambda page: self._add(query, page),
                on_fault=self._give_up,
            )

    def _give_up(self, fault: Fault) -> None:
        self.screen.model.rest()
        self._desk.show_fault(fault)

    def _add(self, query: FindQuery, page: Page[TextMatch]) -> None:
        if query == self._asked:
            self.screen.model.add_page(page)

    def _open(self, row: TextMatch) -> None:
        """The case at the place of the match; a piece of evidence with its page."""
        if row.evidence is not None:
            self._ways.to_case(row.reference, f"{AT}evidence/{label(row.evidence)}/{row.page or 1}")
        else:
            place = _PLACES.get(row.kind, "")
            self._ways.to_case(row.reference, f"{AT}{place}" if place else "")

    def _read(self) -> None:
        """A job in the tray: what was read until it is cancelled stays."""
        self._desk.run(_("Reading texts of evidence"), read_texts, self._read_done)

    def _read_done(self, done: ReadingCount) -> None:
        self._desk.say(done.sentence())
        self.reload()

    def _save(self, query: FindQuery) -> None:
        asked = Field("name", _("Name"), minimum=1, value=query.words)
        answers = self._desk.prompts.ask(_("Save the search"), _("Save"), (asked,))
        if answers:
            self._desk.write(
                lambda session: saving.save_search(session, answers["name"], query),
                lambda _saved: self.reload(),
            )

    def _remove(self, name: str) -> None:
        said = _("The search “{name}” is yours alone; no text is touched.").format(name=name)
        if self._desk.prompts.confirm(_("Remove the search"), said, _("Remove")):
            self._desk.write(
                lambda session: saving.remove_search(session, name), lambda _gone: self.reload()
            )


def _own(session: Session) -> _Own:
    return _Own(
        saving.saved_searches(session),
        tuple(one.name for one in tags_known(session)),
        gaps(session, FindQuery("")),
    )


def _answer(session: Session, *, query: FindQuery) -> FindAnswer:
    page = find(session, query, limit=PAGE_ROWS, counted=True)
    return FindAnswer(query, page, gaps(session, query))
