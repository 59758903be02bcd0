"""After a refusal a password is typed anew where it was, never into an open field."""

from pytestqt.qtbot import QtBot

from landwaiter.ui.kit.act_form import ActForm
from landwaiter.ui.kit.fields import Field


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
