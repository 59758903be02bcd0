"""What a case waits for from others: its open requests, and what the end of its clocks brings."""

from collections.abc import Iterator

from PySide6.QtCore import Signal

from landwaiter.domain.base.terms import low
from landwaiter.domain.cases.case import Action
from landwaiter.domain.cases.countdown import Countdown
from landwaiter.domain.cases.hearings import waits_for_service
from landwaiter.i18n import _
from landwaiter.services.cases.case_view import CaseView
from landwaiter.services.cases.clock_words import end_words
from landwaiter.services.cases.clocks import asked_until
from landwaiter.ui.kit import marks
from landwaiter.ui.kit.button import ActButton
from landwaiter.ui.kit.cards import Card, across, ruled
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Gap, Line, Text
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.kit.words import day, local_day

_ACTS = ("record_reply", "record_answer")


class PendingCard(Card):
    """`act_asked(name)` records a reply or an answer."""

    act_asked = Signal(str)

    def __init__(self, view: CaseView) -> None:
        waiting = [action for action in view.case.actions if action.answered_at is None]
        may = {verdict.act: verdict for verdict in view.acts if verdict.allowed}
        buttons = [self._button(act, may[act].title) for act in _ACTS if act in may]
        super().__init__(_("Pending"), str(len(waiting)) if waiting else "", acts=buttons)
        for line in (*_chips(waiting, view), *_besides(view)):
            self.add(ruled(across(MarkLabel(line, wrap=True), margins=(12, 6, 12, 6))))

    def _button(self, act: str, title: str) -> ActButton:
        button = ActButton(_("{title}…").format(title=title), small=True)
        button.clicked.connect(lambda: self.act_asked.emit(act))
        return button


def is_pending(view: CaseView) -> bool:
    """Whether there is anything to say in it."""
    return bool(view.at_expiry) or any(one.answered_at is None for one in view.case.actions)


def _chips(waiting: list[Action], view: CaseView) -> Iterator[Line]:
    for action in waiting:
        left = asked_until(action, view.countdowns)
        yield (marks.action(action.kind, _detail(action, left)), Gap(8), Text(action.addressee))


def _besides(view: CaseView) -> Iterator[Line]:
    replies = next((v.choices for v in view.acts if v.act == "record_reply" and v.allowed), ())
    if replies:
        said = " · ".join(low(choice) for choice in replies)
        yield (Text(_("Reply: "), "muted", Size.SMALL), Text(said, "text2", Size.SMALL))
    for sentence in view.at_expiry:
        yield (Text(_("At expiry "), "muted"), Text(sentence, "text2"))


def _detail(action: Action, left: Countdown | None) -> str:
    answer = _("answered in part") if action.answer else _("no answer")
    if left is not None and left.ran_out:
        return _("{answer}, {says}").format(answer=answer, says=end_words(left))
    if waits_for_service(action):
        return _("{answer}, {says}").format(answer=answer, says=_("not yet served"))
    if action.due is None:
        return answer
    return _("{answer}, due {day}").format(
        answer=answer, day=day(action.due, today=local_day(action.sent_at))
    )
