"""A review in its tab: approve or countersign with the own password, or return with remarks."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QObject, QTimer

from landwaiter.domain.cases.deeds_between_people import ReadProposal
from landwaiter.domain.cases.remarks import REMARKS
from landwaiter.domain.review.reading import ReviewSection
from landwaiter.i18n import _
from landwaiter.services.audit import viewing
from landwaiter.services.cases.case_view import CaseView
from landwaiter.services.cases.search import PaletteRow
from landwaiter.services.deeds.engine import do
from landwaiter.services.review import similar
from landwaiter.services.review.reading import ProposalReading, proposal_to_read
from landwaiter.ui.deeds.acting import CaseActs
from landwaiter.ui.frame.changed_topics import ChangedTopics
from landwaiter.ui.frame.desk import Desk
from landwaiter.ui.frame.navigation import Ways
from landwaiter.ui.review.review_screen import ReviewScreen

_ACTS = ("approve", "return", "countersign")
GATHER_MS = 150
"""Sections that come into view together are recorded together."""


class ReviewTab(QObject):
    def __init__(self, desk: Desk, ways: Ways, reference: str) -> None:
        self.screen = ReviewScreen()
        super().__init__(self.screen)
        self._why_not_read = self._restored = ""
        self._read: list[ReviewSection] = []
        self._desk, self._ways, self._reference = desk, ways, reference
        self.acting = CaseActs(
            desk, self.screen, self._case, reload=self.reload, on_done=self._tell
        )
        screen = self.screen
        screen.approve_asked.connect(lambda _reference: self.act("approve"))
        screen.return_asked.connect(lambda _reference: self.act("return"))
        screen.countersign_asked.connect(lambda _reference: self.act("countersign"))
        screen.section_read.connect(self._section_read)
        screen.remarks_typed.connect(self._remarks_typed)
        screen.remark_lost.connect(
            lambda: desk.warn(_("Click a value, or go to it with Tab: a remark is on a value."))
        )
        screen.review_asked.connect(ways.to_review)
        screen.act_asked.connect(self._act_on_case)
        screen.place_asked.connect(self.go_to)
        screen.case_asked.connect(ways.to_case)
        desk.note_view(partial(viewing.note_case_opened, reference=reference, through="review"))

    def reload(self) -> None:
        self._desk.read(
            lambda session: proposal_to_read(session, self._reference),
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
        elif name == "return":
            remarks = tuple(self.screen.remarks.remarks().items())
            self.acting.begin(name, fixed={"remarks": remarks})
        else:
            self.acting.begin(name)

    def _act_on_case(self, act: str) -> None:
        """After it was decided: in the tab of the case."""
        self._ways.to_case(self._reference, "" if act == "open_case" else act)

    def _section_read(self, section: ReviewSection) -> None:
        """Shown to its end: recorded, together with what else is on its way."""
        if self._why_not_read or section not in self.screen.to_read.unread():
            return
        self._read.append(section)
        if len(self._read) == 1:
            QTimer.singleShot(GATHER_MS, self.screen, self._record)

    def _record(self) -> None:
        sections, self._read = tuple(self._read), []
        case = self._case()
        if case is None or case.case.decision is None or not sections:
            return
        said = ReadProposal(self._reference, sections, case.case.decision.version)
        self._desk.write(
            lambda session: do(session, said).changes,
            lambda _changes: self.reload(),
            on_fault=lambda _fault: self.reload(),
        )

    @property
    def _draft(self) -> str:
        case = self._case()
        return f"{REMARKS}{case.case.decision.id}" if case and case.case.decision else ""

    def _remarks_typed(self, remarks: dict[str, str]) -> None:
        """Kept as a draft: as long as there is one, the writer signs nothing."""
        if remarks:
            self._desk.drafts.keep(self._draft, remarks)
            return
        self._desk.drafts.forget(self._draft)
        self._desk.write(lambda _session: None, lambda _none: self.reload())

    def go_to(self, place: str) -> None:
        """Where something stands in the case: a hit among the hits, the rest in its section."""
        kind, _slash, name = place.partition("/")
        if kind == "hits":
            self._ways.to_hits(self._reference, name)
        else:
            self._ways.to_case(self._reference, f"at:{place}")

    def _case(self) -> CaseView | None:
        return self.screen.view.view if self.screen.view else None

    def _show(self, found: ProposalReading) -> None:
        view, self._why_not_read = found.review, found.why_not_read
        self.screen.show_view(view, found.sections, waiting=found.waiting)
        self.acting.tell_theirs(view.view)
        if self._draft and self._draft != self._restored:
            self._restored = self._draft
            self.screen.remarks.empty_out()
            self._desk.drafts.restore(self._draft, self.screen.remarks.fill, owner=self.screen)
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
        if act == "return":
            self._desk.drafts.forget(self._draft)
            self.screen.remarks.empty_out()
        done = {
            "approve": _("Approved and signed as {name}.").format(name=self._desk.user),
            "countersign": _("Countersigned as {name}.").format(name=self._desk.user),
            "return": _("Returned to its author, with your reason."),
        }
        self._desk.say(done.get(act, ""))
