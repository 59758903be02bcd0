"""A review in its tab: approve or countersign with the own password, or return with remarks."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QPlainTextEdit

from landwaiter.domain.cases.remarks import place_words
from landwaiter.i18n import _
from landwaiter.services.audit import viewing
from landwaiter.services.cases.case_view import CaseView
from landwaiter.services.cases.search import PaletteRow
from landwaiter.services.review import review_view, similar
from landwaiter.services.review.review_view import ReviewView
from landwaiter.ui.deeds.acting import CaseActs
from landwaiter.ui.frame.changed_topics import ChangedTopics
from landwaiter.ui.frame.desk import Desk
from landwaiter.ui.frame.navigation import Ways
from landwaiter.ui.kit.act_form import ActForm
from landwaiter.ui.review.review_screen import ReviewScreen

_ACTS = ("approve", "return", "countersign")


class ReviewTab(QObject):
    def __init__(self, desk: Desk, ways: Ways, reference: str) -> None:
        self.screen = ReviewScreen(desk.user)
        super().__init__(self.screen)
        self._desk, self._ways, self._reference = desk, ways, reference
        self.acting = CaseActs(
            desk, self.screen, self._case, reload=self.reload, on_done=self._tell
        )
        screen = self.screen
        screen.approve_asked.connect(lambda _reference: self.act("approve"))
        screen.return_asked.connect(lambda _reference: self.act("return"))
        screen.countersign_asked.connect(lambda _reference: self.act("countersign"))
        screen.remark_asked.connect(self.remark)
        screen.place_asked.connect(self.go_to)
        screen.case_asked.connect(ways.to_case)
        screen.history.all_asked.connect(lambda: ways.to_audit_of(reference))
        desk.note_view(partial(viewing.note_case_opened, reference=reference, through="review"))

    def reload(self) -> None:
        self._desk.read(
            lambda session: review_view.review_view(session, self._reference),
            self._show,
            slot=f"review-{self._reference}",
            owner=self.screen,
            bar=self.screen.bar,
        )

    def concerned(self, touched: ChangedTopics) -> bool:
        case = self._case()
        ids = (case.case.id, self._reference) if case else (self._reference,)
        return touched.concerns("cases", *ids) or touched.concerns("reference")

    def acts(self) -> Iterable[PaletteRow]:
        for verdict in self.screen.view.view.acts if self.screen.view else ():
            if verdict.allowed and verdict.act in _ACTS:
                yield PaletteRow("act", verdict.act, verdict.title, self._reference)
        yield PaletteRow("act", "open_case", _("Open the case"), self._reference)

    def act(self, name: str) -> None:
        if name == "open_case":
            self._ways.to_case(self._reference)
        else:
            self.acting.begin(name)

    def remark(self, place: str) -> None:
        """The form of a return with one more line, begun with the place."""
        line = f"{place} = " if place else ""
        form = self.acting.form
        if isinstance(form, ActForm) and "remarks" in form.inputs:
            _begin_line(form, line)
        else:
            self.acting.begin("return", {"remarks": line}, at="remarks")
        case = self._case()
        if place and case is not None:
            self._desk.say(_("A remark on {place}.").format(place=place_words(case.case, place)))

    def go_to(self, place: str) -> None:
        """Where something stands in the case: a hit among the hits, the rest in its section."""
        kind, _slash, name = place.partition("/")
        if kind == "hits":
            self._ways.to_hits(self._reference, name)
        else:
            self._ways.to_case(self._reference, f"at:{place}")

    def _case(self) -> CaseView | None:
        return self.screen.view.view if self.screen.view else None

    def _show(self, view: ReviewView) -> None:
        self.screen.show_view(view)
        self.acting.tell_theirs(view.view)
        self.show_as_of()
        self._desk.read(
            lambda session: similar.similar_cases(session, self._reference),
            self.screen.show_similar,
            slot=f"similar-{self._reference}",
            owner=self.screen,
        )

    def show_as_of(self) -> None:
        """Which day's law the decision rests on."""
        case = self._case()
        if case is not None and self._desk.view is self:
            self._desk.show_judged_as_of(case.case)

    def _tell(self, act: str) -> None:
        done = {
            "approve": _("Approved and signed as {name}.").format(name=self._desk.user),
            "countersign": _("Countersigned as {name}.").format(name=self._desk.user),
            "return": _("Returned to its author, with your reason."),
        }
        self._desk.say(done.get(act, ""))


def _begin_line(form: ActForm, line: str) -> None:
    """A new last line of the remarks, with the cursor behind the place."""
    area = form.inputs["remarks"]
    if not isinstance(area, QPlainTextEdit):
        return
    before = area.toPlainText().rstrip()
    area.setPlainText(f"{before}\n{line}" if before else line)
    form.begin_at("remarks")
