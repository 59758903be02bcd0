"""A form while its deed is written; after a refusal the password is typed anew where it was."""

from pytestqt.qtbot import QtBot

from landwaiter.ui.kit.act_form import ActForm
from landwaiter.ui.kit.fields import Field
from landwaiter.ui.kit.label import MarkLabel


def test_the_cursor_goes_back_to_the_password(qtbot: QtBot) -> None:
    fields = (
        Field("password", "Your password", minimum=1, secret=True),
        Field("reason", "Reason", long=True),
    )
    form = ActForm("Approve", "Approve and sign", fields)
    qtbot.addWidget(form)
    form.inputs["password"].setText("wrong")  # type: ignore[attr-defined]  # a line of text
    form.inputs["reason"].setFocus()
    form.show_refusal("The password is wrong.")
    assert form.focusWidget() is form.inputs["password"]


def test_while_it_is_written_the_button_says_so_and_takes_no_second_press(qtbot: QtBot) -> None:
    form = ActForm("Note", "Write it", (Field("text", "Text"),))
    qtbot.addWidget(form)
    given: list[object] = []
    form.given.connect(given.append)
    form.give()
    form.give()
    form.act.click()
    assert len(given) == 1
    assert form.act.title == "Being written…"
    assert not form.act.isEnabled()
    form.show_refusal("It is closed.")
    assert (form.act.title, form.act.keys) == ("Write it", "Ctrl+Enter")
    assert form.act.isEnabled()


def test_what_an_empty_day_means_can_be_read_whole(qtbot: QtBot) -> None:
    hint = "2026-03-27, empty: two weeks after it was sent, by the calendar of the office"
    form = ActForm("Ask", "Ask for it", (Field("remind", "Remind me", hint=hint, day=True),))
    qtbot.addWidget(form)
    form.resize(900, 400)
    form.show()
    (shown,) = (one for one in form.findChildren(MarkLabel) if one.words() == hint)
    assert shown.isVisible()
    assert shown.width() >= shown.sizeHint().width()
