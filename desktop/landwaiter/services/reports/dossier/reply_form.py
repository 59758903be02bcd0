"""A page that an authority fills in, on the screen or on paper, and sends back."""

from collections.abc import Iterable
from typing import Final

from landwaiter.domain.base.facts import Content
from landwaiter.i18n import Words, _
from landwaiter.reports.dossier.dossier import Blank, CellMark, CellType, DossierColumn, Table

FORM_ID: Final = "reply_form_"
"""Begins the identity of each form, before its number."""


def reply_form(
    number: int,
    title: Words,
    subtitle: Words,
    question: Words,
    replies: Iterable[tuple[Words, bool]],
) -> Table:
    """The form on one question: what may be replied, and whether that wants words, and who replies.

    Forms of one document have numbers of their own: a field is known by that of its form.
    """
    return Table(
        id=f"{FORM_ID}{number}",
        title=title,
        subtitle=subtitle,
        columns=(
            DossierColumn("tick", _("Tick"), Content.OPEN, CellType.BLANK, width=20),
            DossierColumn("reply", _("Reply"), Content.OPEN, width=60),
            DossierColumn("words", _("In words"), Content.OPEN, CellType.BLANK, width=82),
        ),
        rows=(
            ("", _("Question"), CellMark(question, strong=True)),
            *((Blank.TICK, text, Blank.LINE if wants else "") for text, wants in replies),
            ("", _("Items"), Blank.LINE),
            ("", _("Reply and reasons"), Blank.AREA),
            ("", _("Authority"), Blank.LINE),
            ("", _("Your reference number"), Blank.LINE),
            ("", _("Name"), Blank.LINE),
            ("", _("Address for questions"), Blank.LINE),
            ("", _("Date"), Blank.LINE),
            ("", _("Signature, if sent on paper"), Blank.HAND),
        ),
        new_page=True,
    )
