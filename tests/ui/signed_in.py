"""The window as it stands while somebody works, and while nobody has signed in."""

from dataclasses import replace
from datetime import date

from tests.ui import fiction

from landwaiter.i18n import day_said
from landwaiter.services.casebook.casebooks import Status
from landwaiter.ui.frame.shell import Shell
from landwaiter.ui.kit import words
from landwaiter.ui.window.offer_table import OFFERS

REVIEWER = replace(fiction.STATUS, user="Jan Wójcik", roles=("reviewer",))
DEPUTY = replace(REVIEWER, roles=("reviewer", "head"))
"""He holds the role of the head, who is away."""


def signed_in(shell: Shell, status: Status = fiction.STATUS, on: date = fiction.TODAY) -> None:
    """With the menus, who it is, and the day."""
    shell.show_status(status)
    shell.top.show_as_of(f"today, {day_said(on)}")
    words.reckon(lambda: on)
    shell.offer([one.line(lambda: None) for one in OFFERS if one.menu])


def nobody_in(shell: Shell) -> None:
    """With the menus of the window, of which little is offered."""
    shell.offer([one.line(lambda: None, offered=False) for one in OFFERS if one.menu])
