"""The header of a case: reference, stage, goods, tracks, flags, clock; the acts it waits for."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from landwaiter.domain.cases.appeals import appeal_words
from landwaiter.domain.cases.case import Case
from landwaiter.domain.cases.prosecution import lead_words
from landwaiter.domain.intake.case_kind import kind_word
from landwaiter.domain.intake.declaration import Role
from landwaiter.domain.intake.deeds import DECLARED
from landwaiter.domain.table.owed import NextAct
from landwaiter.i18n import N_, _, capitalised
from landwaiter.services.base.customs_words import customs_cautions, customs_said
from landwaiter.services.cases.case_view import CaseView
from landwaiter.services.flags.undecided import of_officer
from landwaiter.ui.cases.clock_box import ClockBox
from landwaiter.ui.kit import marks
from landwaiter.ui.kit.button import ActButton, ButtonKind
from landwaiter.ui.kit.cards import across, column, held, panel
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Gap, Glyph, Inline, Line, Text
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.kit.words import day, local_day, not_stated
from landwaiter.ui.kit.wrapping import AlongLine, WrappedActs

_SHORT = {
    "propose": N_("Propose…"),
    "record_reply": N_("Record reply…"),
    "stay_held": N_("Keep held…"),
}
"""What a button says of an act that the panel says in full."""
_ON_ITEM = {"release": N_("Release item {no}…")}
_ICONS = {
    "propose": "edit",
    "record_reply": "note",
    "record_answer": "note",
    "approve": "tick",
    "countersign": "tick",
    "second": "tick",
    "stay_held": "lock",
    "judge": "screening",
}


class CaseHead(QWidget):
    """Marks, title, facts; the pressing clock, the first act that is owed, a second, and Acts.

    Signals: `act_asked(act, what is chosen with it)`, `acts_asked`, `side_asked`.
    """

    act_asked = Signal(str, object)
    acts_asked = Signal()
    side_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state, self._counts = MarkLabel(wrap=True), MarkLabel(wrap=True)
        self.title, self._line = MarkLabel().elastic(), MarkLabel().elastic()
        self._court = MarkLabel(wrap=True)
        self.restricted = MarkLabel(wrap=True)
        self.tags = MarkLabel(wrap=True)
        self.clock = ClockBox()
        self.primary = ActButton("", kind=ButtonKind.PRIMARY)
        self.second = ActButton("")
        self.every = ActButton(_("Acts"), icon="down", keys="A")
        self.side = ActButton("", icon="columns", small=True)
        self.side.setAccessibleName(_("History"))
        self.side.setToolTip(_("{words} ({key})").format(words=_("History"), key="F7"))
        self._owed: tuple[NextAct, ...] = ()
        self._view: CaseView | None = None
        self._build()
        self.every.clicked.connect(self.acts_asked)
        self.side.clicked.connect(self.side_asked)
        self.primary.clicked.connect(lambda: self._ask(0))
        self.second.clicked.connect(lambda: self._ask(1))

    def show_view(self, view: CaseView) -> None:
        self._state.show_lines(state_line(view))
        self._counts.show_lines(counts_line(view))
        self.title.show_lines((Text(view.case.title, size=Size.TITLE, bold=True),))
        self._line.show_lines(about_line(view.case))
        self.tags.setVisible(bool(view.case.tags))
        self.tags.show_lines(tags_line(view.case))
        court = court_line(view.case)
        self._court.setVisible(bool(court))
        self._court.show_lines(court)
        pressing = (*cautions(view.case), *marks.restrictions(view.restricted))
        self.restricted.setVisible(bool(pressing))
        self.restricted.show_lines(*pressing)
        self.clock.show_clock(view.row.clock, view.clocks)
        self._show_owed(view)
        self._view = view

    def show_waiting(self, drafted: CaseView) -> None:
        """Stage and holder as they are once what waits is sealed."""
        view = self._view
        if view is None:
            return
        state = marks.waiting_parts(state_line(view), state_line(drafted))
        self._state.show_lines(state)
        self._line.show_lines(marks.waiting_parts(about_line(view.case), about_line(drafted.case)))

    def show_title_alone(self, *, alone: bool) -> None:
        """Where a form needs the height."""
        for part in (self._above, self._below):
            part.setHidden(alone)

    def ask_first(self) -> None:
        """The first act that is owed, where there is one."""
        self._ask(0)

    def _show_owed(self, view: CaseView) -> None:
        self._owed = view.owed[:2]
        titles = {verdict.act: verdict.title for verdict in view.acts}
        for place, button in enumerate((self.primary, self.second)):
            button.setVisible(place < len(self._owed))
            if place < len(self._owed):
                one = self._owed[place]
                title = owed_title(one, titles[one.act])
                button.show_act(title, icon=_ICONS.get(one.act, "next"), keys="" if place else "R")

    def _ask(self, place: int) -> None:
        if place < len(self._owed):
            one = self._owed[place]
            self.act_asked.emit(one.act, dict(one.chosen))

    def _build(self) -> None:
        acts = WrappedActs((self.primary, self.second, self.every))
        marks_row = across(AlongLine(self._state, self._counts, apart=True), self.side)
        marks_row.setStretch(0, 1)
        marks_row.setAlignment(self.side, Qt.AlignmentFlag.AlignTop)
        head = panel("head")
        foot = AlongLine(self.clock, acts, apart=True)
        self._above = held(marks_row)
        parts = (self.restricted, self._line, self.tags, self._court, foot)
        self._below = held(column(*parts, gap=4))
        head.setLayout(column(self._above, self.title, self._below, gap=4, margins=(16, 9, 16, 8)))
        self.setLayout(column(head))


def owed_title(one: NextAct, title: str) -> str:
    """What a button says of an act that is owed; it opens its form, or where it is done."""
    if one.act in _ON_ITEM and "item" in one.chosen:
        return _(_ON_ITEM[one.act]).format(no=one.chosen["item"])
    return _(_SHORT[one.act]) if one.act in _SHORT else _("{title}…").format(title=title)


def state_line(view: CaseView) -> Line:
    """Stage, kind, goods status and tracks side by side, each in its own form."""
    line: list[Inline] = [
        Text(view.case.reference, "muted", Size.BODY, mono=True, whole=True),
        Gap(8),
        marks.stage_pill(view.case.stage),
        Gap(8),
        marks.chip(capitalised(kind_word(view.case.kind))),
        Gap(12),
    ]
    if len(view.case.items) == 1:
        line += marks.goods(view.case.items[0].status, prefix=_("Item 1"))
    else:
        line += marks.goods_counts(view.row.goods)
    for track in view.case.tracks:
        ended = (
            _("ended {day}").format(day=day(local_day(track.ended_at))) if track.ended_at else ""
        )
        line += [Gap(10), marks.track(track.letter, track.basis, ended=ended)]
    return tuple(line)


def cautions(case: Case) -> tuple[Line, ...]:
    """What customs let go while it is held here, a line each."""
    return tuple(
        (Glyph("warning", 11, "crit"), Gap(6), Text(said, "crit", bold=True))
        for said in customs_cautions(case)
    )


def court_line(case: Case) -> Line:
    """Who leads the case and where its appeal stands; empty where there is neither."""
    said = [one for one in (lead_words(case), appeal_words(case)) if one]
    chips = [(marks.chip(one, ink="med"), Gap(8)) for one in said]
    return tuple(part for chip in chips for part in chip)


def counts_line(view: CaseView) -> Line:
    lacking = marks.severity(None, count=len(of_officer(view.not_evaluated)))
    return (*marks.severities(view.row.flags, gap=16, said=True), Gap(16), *lacking)


def about_line(case: Case) -> Line:
    users = [party.name for party in case.parties if party.role is Role.END_USER]
    mrn = case.mrn or not_stated()
    return (
        Text(_("End user "), "text2"),
        Text(users[0] if users else not_stated(), "text" if users else "muted"),
        Text(_(" · MRN "), "text2"),
        Text(mrn, "text2", mono=True),
        *(
            (Text(_(" · customs: {said}").format(said=customs_said(case.customs)), "text2"),)
            if case.customs
            else ()
        ),
        Text(
            _(" · received {day} from {source} · assigned to {assignee}").format(
                day=day(case.received),
                source=_(DECLARED) if case.source == DECLARED else case.source,
                assignee=case.assignee or _("nobody"),
            ),
            "text2",
        ),
    )


def tags_line(case: Case) -> Line:
    """The tags of the office that the case has."""
    if not case.tags:
        return ()
    chips = (marks.chip(one.name, ground="tint", ink="accent") for one in case.tags)
    return (Text(_("Tags"), "muted"), *(piece for chip in chips for piece in (Gap(6), chip)))
