"""A second language for a form, as a field that is asked before its files are named."""

from landwaiter import i18n
from landwaiter.i18n import _
from landwaiter.services.base.wording import language_in_itself
from landwaiter.services.reports.kinds.paper_kinds import has_second_language
from landwaiter.ui.kit.fields import Field

SECOND = "second"
"""Its name among the answers."""


def second_language_field(kind: str) -> tuple[Field, ...]:
    """The field, of a kind that may be in two languages; nothing of another."""
    if not has_second_language(kind):
        return ()
    others = (one for one in i18n.languages() if one != i18n.language())
    choices = (("", _("none")), *((one, language_in_itself(one)) for one in others))
    hint = _("Headings and labels stand in it too.")
    return (Field(SECOND, _("Second language"), choices, hint=hint),)
