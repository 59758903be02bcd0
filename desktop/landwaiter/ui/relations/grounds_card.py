"""Background that officers made a ground of a case, at the head of what was found."""

from collections.abc import Sequence

from landwaiter.domain.base.certainty import source_said
from landwaiter.domain.cases.ground import CaseGround
from landwaiter.i18n import _
from landwaiter.ui.kit.cards import Card, column, panel
from landwaiter.ui.kit.inline import Line, Text
from landwaiter.ui.kit.label import MarkLabel


def grounds_card(grounds: Sequence[CaseGround]) -> Card:
    """Each as it was quoted, how sure it is, and why it matters here."""
    said: list[Line] = [(Text(_("Quoted as it stood then; background feeds no flag."), "text2"),)]
    for one in grounds:
        sure = source_said(one.certainty, one.source, one.grade)
        said.append((Text(one.quoted, bold=True),))
        said.append((Text(sure, "muted"),))
        said.append((Text(_("{reason} ({author})").format(reason=one.reason, author=one.author)),))
    holder = panel("base")
    holder.setLayout(column(MarkLabel(*said, wrap=True), margins=(12, 8, 12, 8)))
    return Card(_("Grounds from the background"), head=30).add(holder)
