"""A review in its tab: approve with the own password, or return with a reason."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QObject

from landwaiter.i18n import _
from landwaiter.services import review, viewing
from landwaiter.services.views import CaseView, Found, ReviewView
from landwaiter.ui.desk.acting import Acting
from landwaiter.ui.desk.desk import Desk
from landwaiter.ui.desk.touched import Touched
from landwaiter.ui.desk.ways import Ways
from landwaiter.ui.screens.review import ReviewScreen


class ReviewTab(QObject):
    def __init__(self, desk: Desk, ways: Ways, reference: str) -> None:
        self.screen = ReviewScreen(desk.user)
        super().__init__(self.screen)
        self._desk, self._ways, self._reference = desk, ways, reference
        self.screen.history.all_asked.connect(lambda: ways.to_audit_of(reference))
        desk.note_view(partial(viewing.note_case_opened, reference=reference, through="review"))
        self.acting = Acting(desk, self.screen, self._case, reload=self.reload, on_done=self._tell)
        self.screen.approve_asked.connect(lambda _reference: self.act("approve"))
        self.screen.return_asked.connect(lambda _reference: self.act("return"))
        self.screen.evidence_asked.connect(lambda _source: ways.to_case(reference))

    def reload(self) -> None:
        self._desk.read(
            lambda session: review.review_view(session, self._reference),
            self._show,
            slot=f"review-{self._reference}",
            owner=self.screen,
            bar=self.screen.bar,
        )

    def concerned(self, touched: Touched) -> bool:
        case = self._case()
        ids = (case.case.id, self._reference) if case else (self._reference,)
        return touched.concerns("cases", *ids) or touched.concerns("reference")

    def acts(self) -> Iterable[Found]:
        for verdict in self.screen.view.view.acts if self.screen.view else ():
            if verdict.allowed and verdict.act in ("approve", "return"):
                yield Found("act", verdict.act, verdict.title, self._reference)
        yield Found("act", "open_case", _("Open the case"), self._reference)

    def act(self, name: str) -> None:
        if name == "open_case":
            self._ways.to_case(self._reference)
        else:
            self.acting.begin(name)

    def _case(self) -> CaseView | None:
        return self.screen.view.view if self.screen.view else None

    def _show(self, view: ReviewView) -> None:
        self.screen.show_view(view)
        self.acting.tell_theirs(view.view)
        self.show_as_of()

    def show_as_of(self) -> None:
        """Which day's law the decision rests on."""
        case = self._case()
        if case is not None and self._desk.view is self:
            self._desk.show_judged_as_of(case.case)

    def _tell(self, act: str) -> None:
        done = {
            "approve": _("Approved and signed as {name}.").format(name=self._desk.user),
            "return": _("Returned to its author, with your reason."),
        }
        self._desk.say(done.get(act, ""))
