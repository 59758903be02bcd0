"""The queue of the sift in its tab: read off the GUI thread, marked at once, sealed by a form."""

import json
from functools import partial

from landwaiter.domain.deeds.shape import SHORTEST_REASON
from landwaiter.domain.trade.sift_marks import MARK_WORDS, SiftMark
from landwaiter.domain.trade.sift_reasons import OPENING, REASON_WORDS, SiftReason
from landwaiter.errors import Fault
from landwaiter.i18n import _, plural
from landwaiter.services.base.page import Page
from landwaiter.services.trade import sift_desk, sift_marks
from landwaiter.services.trade.sift_desk import SiftHeads, SiftPage, SiftQuery
from landwaiter.services.trade.sift_marks import Group, MarkRow, SealReport
from landwaiter.services.trade.views import note_declaration_viewed
from landwaiter.services.warm.session import Session
from landwaiter.ui.frame.changed_topics import ChangedTopics
from landwaiter.ui.frame.desk import Desk
from landwaiter.ui.frame.navigation import Ways
from landwaiter.ui.frame.tab_view import PlainPlace
from landwaiter.ui.kit.fields import Field
from landwaiter.ui.kit.table import Order
from landwaiter.ui.trade.sift_list import ListedRow, under_headings
from landwaiter.ui.trade.sift_screen import SiftScreen

KEY = "sift"
MOST_TOLD = 12


class SiftPlace(PlainPlace):
    """Marks are shown at once and kept behind; what is sealed is done one declaration at a time."""

    def __init__(self, desk: Desk, ways: Ways) -> None:
        self.screen = SiftScreen(partial(_page, desk.known_session), desk.jobs)
        super().__init__(self.screen)
        self._desk, self._ways = desk, ways
        self._undone: list[tuple[int, SiftMark | None]] = []
        """What was marked in this tab, each with the mark before."""
        screen = self.screen
        screen.shown.connect(self._look)
        screen.marked.connect(self._mark)
        screen.unmark_asked.connect(self.undo_mark)
        screen.seal_asked.connect(self._ask)
        screen.let_go_asked.connect(self._let_go)
        screen.narrowed.connect(lambda _query: self._read_heads())
        screen.files_asked.connect(ways.sift_files)
        screen.reasons_asked.connect(lambda: ways.to_dialog("sift_reasons"))

    def reload(self) -> None:
        self.screen.refresh()
        self._read_heads()

    def concerned(self, touched: ChangedTopics) -> bool:
        return "trade" in touched.topics

    def undo_mark(self) -> bool:
        """Take the last mark back; those of a window before go one by one, the newest first."""
        if not (self._undone or self.screen.marks):
            return False
        if self._undone:
            self._keep(*self._undone.pop())
        else:
            self._keep(tuple(self.screen.marks)[-1], None)
        return True

    def _read_heads(self) -> None:
        query = self.screen.query
        self._desk.read(
            lambda session: sift_desk.heads(session, query),
            self._show_heads,
            slot="sift-heads",
            owner=self.screen,
        )

    def _show_heads(self, heads: SiftHeads) -> None:
        self.screen.show_heads(heads)

    def _look(self, number: int) -> None:
        """The declaration first; which rules could not be judged takes longer."""
        self._desk.read(
            lambda session: sift_desk.sift_page(session, number),
            self._show_page,
            slot="sift-page",
            owner=self.screen,
        )
        self._desk.read(
            lambda session: sift_desk.not_evaluated(session, number),
            lambda rules: self.screen.show_not_judged(number, rules),
            slot="sift-rules",
            owner=self.screen,
        )

    def _show_page(self, page: SiftPage | None) -> None:
        self.screen.show_page(page)
        if page is not None:
            row = page.row
            self._desk.note_view(
                lambda session: note_declaration_viewed(session, row.id, row.number, through="sift")
            )

    def _mark(self, number: int, said: SiftMark) -> None:
        self._undone.append((number, self.screen.marks.get(number)))
        self._keep(number, said)

    def _keep(self, number: int, said: SiftMark | None) -> None:
        marks = {one: mark for one, mark in self.screen.marks.items() if one != number}
        if said is not None:
            marks[number] = said
        self.screen.show_marks(marks)
        self._desk.note(
            lambda session: sift_marks.mark(session, (number,), said),
            lambda _none: None,
            on_fault=self._refused,
        )

    def _refused(self, fault: Fault) -> None:
        self._desk.show_fault(fault)
        self._read_heads()

    def _ask(self) -> None:
        self._desk.read(sift_marks.marked_rows, self._ask_reasons, owner=self.screen)

    def _ask_reasons(self, rows: tuple[MarkRow, ...]) -> None:
        """One reason for each group; what others changed meanwhile is told before."""
        groups = sift_marks.groups(rows)
        stale = [row.problem for row in rows if row.problem]
        if not groups:
            self._desk.warn(" ".join(stale) or _("Nothing is marked that could be sealed."))
            return
        fields = tuple(
            Field(_name(group), _title(group, count), minimum=SHORTEST_REASON, long=True)
            for group, count in groups.items()
        )
        total = sum(groups.values())
        button = plural(total, "Seal {n} mark", "Seal {n} marks")
        note = _("One reason for each group; it stands in the audit trail at each declaration.")
        told = "\n".join((note, *stale[:MOST_TOLD]))
        answers = self._desk.prompts.ask(_("Seal the marks"), button, fields, note=told)
        if answers is None:
            return
        reasons = {group: answers[_name(group)].strip() for group in groups}
        bench = self._desk.known_bench
        bench.run(
            self.screen,
            _("Sealing marks of the sift"),
            lambda tell: sift_marks.seal(bench.session, reasons, tell),
            self._sealed,
            self._refused,
            on_ended=self.reload,  # what was sealed before somebody cancelled is sealed
        )

    def _sealed(self, report: SealReport) -> None:
        self._undone.clear()
        self._desk.tell(ChangedTopics(report.changes.topics | {"trade"}, frozenset(report.cases)))
        said = sealed_said(report)
        if not report.refused:
            self._desk.say(said)
            return
        kept = plural(len(report.refused), "{n} keeps its mark.", "{n} keep their marks.")
        why = "\n".join(f"{one.number}: {one.why}" for one in report.refused[:MOST_TOLD])
        show = partial(self._desk.prompts.tell, _("What was not sealed"), why)
        self._desk.warn(f"{said} {kept}", (_("Why"), show))

    def _let_go(self) -> None:
        def gone(count: int) -> None:
            self._undone.clear()
            self._desk.say(
                plural(count, "{n} mark is taken away.", "{n} marks are taken away.")
                if count
                else _("Every mark can be sealed still.")
            )
            self._read_heads()

        self._desk.note(sift_marks.let_go, gone)


def sealed_said(report: SealReport) -> str:
    """“9 cases opened. 17 set aside.”"""
    return " ".join(
        (
            plural(report.opened, "{n} case opened.", "{n} cases opened."),
            plural(report.aside, "{n} set aside.", "{n} set aside."),
        )
    )


def _name(group: Group) -> str:
    return f"{group[0].value}:{group[1].value}"


def _title(group: Group, count: int) -> str:
    said = plural(count, "{n} declaration", "{n} declarations")
    return _("{mark}: {why}, {count}").format(
        mark=_(MARK_WORDS[group[0]]), why=_(REASON_WORDS[group[1]]), count=said
    )


def _page(
    session: Session, after: str | None, _order: Order, query: SiftQuery | None
) -> Page[ListedRow]:
    asked = query or SiftQuery()
    page = sift_desk.queue_page(session, asked, after=after)
    return under_headings(page, _above(after, asked))


def _above(after: str | None, query: SiftQuery) -> SiftReason | None:
    """The reason of the last row of the page before."""
    if after is None:
        return None
    return query.reason or tuple(OPENING)[json.loads(after)[0]]
