"""The header of a case: reference, stage, goods, tracks, flags, clock, requests, the acts now."""

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from landwaiter.domain.base.terms import low
from landwaiter.domain.cases.appeals import appeal_words
from landwaiter.domain.cases.case import Action, Case
from landwaiter.domain.cases.countdown import Countdown
from landwaiter.domain.cases.prosecution import lead_words
from landwaiter.domain.intake.declaration import Role
from landwaiter.domain.table.workflow import Permission
from landwaiter.i18n import N_, _
from landwaiter.services.cases.case_view import CaseView
from landwaiter.services.cases.clock_words import end_words
from landwaiter.services.cases.clocks import asked_until
from landwaiter.services.flags.undecided import of_officer
from landwaiter.services.reports.dossier.types import REPORT_TYPES
from landwaiter.ui.cases.clock_box import ClockBox
from landwaiter.ui.kit import marks
from landwaiter.ui.kit.button import ActButton, ButtonKind
from landwaiter.ui.kit.cards import across, column, panel
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Gap, Inline, Line, Text
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.kit.words import day, local_day, not_stated, word
from landwaiter.ui.kit.wrapping import TwoParts

_SHOWN = (("propose", "edit", ""), ("record_reply", "note", "R"), ("approve", "tick", ""))
"""Acts with a button of their own: name, icon, key."""
_SHORT = {"propose": N_("Propose…"), "record_reply": N_("Record reply…")}
"""What a button says of an act that the menu says in full."""


class CaseHead(QWidget):
    """Signals: `act_asked(name)`, `evidence_asked`, `report_asked(name of a type)`."""

    act_asked = Signal(str)
    report_asked = Signal(str)
    evidence_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state, self._counts = MarkLabel().elastic(), MarkLabel()
        self.title, self._line = MarkLabel().elastic(), MarkLabel().elastic()
        self._court, self.tags = MarkLabel().elastic(), MarkLabel().elastic()
        self._requests, self._choices = MarkLabel().elastic(), MarkLabel()
        self.clock = ClockBox()
        self.evidence = ActButton(_("Add evidence"), icon="evidence")
        self.every = ActButton(_("Acts"), icon="down")
        self.reports = ActButton(_("Reports"), icon="reports")
        self.buttons: dict[str, ActButton] = {
            name: ActButton(
                "", icon=icon, keys=key, kind=ButtonKind.PRIMARY if key else ButtonKind.SECONDARY
            )
            for name, icon, key in _SHOWN
        }
        self._view: CaseView | None = None
        self._build()
        self.evidence.clicked.connect(self.evidence_asked)
        self.every.clicked.connect(self.show_every_act)
        self.reports.clicked.connect(self.show_reports)
        for name, button in self.buttons.items():
            button.clicked.connect(lambda _checked=False, name=name: self.act_asked.emit(name))

    def show_view(self, view: CaseView) -> None:
        self._view = view
        self._state.show_lines(state_line(view))
        self._counts.show_lines(counts_line(view))
        self.title.show_lines((Text(view.case.title, size=Size.TITLE, bold=True),))
        self._line.show_lines(about_line(view.case))
        self.tags.setVisible(bool(view.case.tags))
        self.tags.show_lines(tags_line(view.case))
        court = court_line(view.case)
        self._court.setVisible(bool(court))
        self._court.show_lines(court)
        self.clock.show_clock(view.row.clock, view.clocks)
        self._requests.show_lines(_requests(view))
        for verdict in view.acts:
            if verdict.act in self.buttons:
                self._follow(self.buttons[verdict.act], verdict)
        replies = next((v.choices for v in view.acts if v.act == "record_reply" and v.allowed), ())
        said = " · ".join(low(choice) for choice in replies)
        self._choices.setVisible(bool(replies))
        self._choices.show_lines(
            (Text(_("Reply: "), "muted", Size.SMALL), Text(said, "text2", Size.SMALL, whole=True))
            if replies
            else ()
        )

    def _follow(self, button: ActButton, verdict: Permission) -> None:
        button.follow(verdict)
        if verdict.allowed and verdict.act in _SHORT:
            button.allow(_(_SHORT[verdict.act]))

    def show_every_act(self) -> None:
        """A menu of every act; those refused say why."""
        menu = self.act_menu()
        menu.popup(self.every.mapToGlobal(QPoint(0, self.every.height())))

    def show_reports(self) -> None:
        """A menu of the reports there are; those that do not fit the case say why."""
        self.report_menu().popup(self.reports.mapToGlobal(QPoint(0, self.reports.height())))

    def report_menu(self) -> QMenu:
        menu = QMenu(self)
        for kind in REPORT_TYPES if self._view else ():
            why_not = kind.why_not(self._view) if self._view else ""
            action = QAction(why_not or _("{title}…").format(title=_(kind.title)), menu)
            action.setEnabled(not why_not)
            action.triggered.connect(
                lambda _checked=False, name=kind.name: self.report_asked.emit(name)
            )
            menu.addAction(action)
        return menu

    def act_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        group = ""
        for verdict in self._view.acts if self._view else ():
            if group and verdict.group != group:
                menu.addSeparator()
            group = verdict.group
            action = QAction(verdict.title if verdict.allowed else verdict.why_not, menu)
            action.setEnabled(verdict.allowed)
            action.triggered.connect(
                lambda _checked=False, name=verdict.act: self.act_asked.emit(name)
            )
            menu.addAction(action)
        return menu

    def _build(self) -> None:
        buttons = across(self.evidence, *self.buttons.values(), self.reports, self.every, 0)
        acts = QWidget()
        acts.setLayout(column(buttons, across(self._choices, 0), gap=3))
        head = panel("head")
        head.setLayout(
            column(
                across(self._state, self._counts),
                self.title,
                self._line,
                self.tags,
                self._court,
                TwoParts(self.clock, acts),
                self._requests,
                gap=4,
                margins=(16, 9, 16, 8),
            )
        )
        self.setLayout(column(head))


def state_line(view: CaseView) -> Line:
    """Stage, kind, goods status and tracks side by side, each in its own form."""
    line: list[Inline] = [
        Text(view.case.reference, "muted", Size.BODY, mono=True, whole=True),
        Gap(8),
        marks.stage_pill(view.case.stage),
        Gap(8),
        marks.chip(word(view.case.kind)),
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
    mrn = (case.declaration.mrn if case.declaration else None) or not_stated()
    return (
        Text(_("End user "), "text2"),
        Text(users[0] if users else not_stated(), "text" if users else "muted"),
        Text(_(" · MRN "), "text2"),
        Text(mrn, "text2", mono=True),
        Text(
            _(" · received {day} from {source} · assigned to {assignee}").format(
                day=day(case.received),
                source=case.source,
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


def _requests(view: CaseView) -> Line:
    open_actions = [action for action in view.case.actions if action.answered_at is None]
    line: list[Inline] = []
    if open_actions:
        line.append(Text(_("Pending"), "muted"))
    for action in open_actions:
        line += [
            Gap(8),
            marks.action(action.kind, _detail(action, asked_until(action, view.countdowns))),
        ]
    for number, sentence in enumerate(view.at_expiry):
        lead = _("At expiry ") if number == 0 else ""
        line += [Gap(14), Text(lead, "muted"), Text(sentence, "text2")]
    return tuple(line)


def _detail(action: Action, left: Countdown | None) -> str:
    answer = _("answered in part") if action.answer else _("no answer")
    if left is not None and left.ran_out:
        return _("{answer}, {says}").format(answer=answer, says=end_words(left))
    if action.due is None:
        return answer
    return _("{answer}, due {day}").format(
        answer=answer, day=day(action.due, today=local_day(action.sent_at))
    )
