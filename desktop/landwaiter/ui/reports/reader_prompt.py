"""For whom a report is made: asked before its files are named."""

from landwaiter.domain.base.terms import low
from landwaiter.domain.reports.profiles import Profile
from landwaiter.i18n import _
from landwaiter.ui.kit.fields import Field
from landwaiter.ui.kit.prompts import Prompts

_OFFICE = "office"
"""What is chosen for the office itself: nothing is left out."""


def ask_reader(
    prompts: Prompts, title: str, usual: Profile | None
) -> tuple[Profile | None, str] | None:
    """The reader, and who gets it; None where nobody answers.

    A kind of report that is made for somebody outside is never made whole.
    """
    own = () if usual else ((_OFFICE, _("the office itself")),)
    readers = Field(
        "reader",
        _("For whom"),
        (*own, *((one.value, low(one)) for one in Profile)),
        value=usual.value if usual else _OFFICE,
        hint=_("What this reader may not see is left out."),
    )
    to = Field("to", _("Addressee"), hint=_("Who gets it: what is its own is shown."))
    answers = prompts.ask(title, _("Next"), (readers, to))
    if answers is None:
        return None
    chosen = answers["reader"]
    if chosen == _OFFICE:
        return None, ""
    return Profile(chosen), answers["to"].strip()
