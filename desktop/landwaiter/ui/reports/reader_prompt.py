"""For whom a report is made: asked before its files are named."""

from collections.abc import Mapping
from typing import NamedTuple

from landwaiter.domain.base.terms import low
from landwaiter.domain.reports.profiles import Profile
from landwaiter.i18n import _
from landwaiter.ui.kit.fields import Field
from landwaiter.ui.kit.prompts import Prompts


class AskedReader(NamedTuple):
    """For whom, to whom, and what else was asked."""

    profile: Profile | None
    to: str
    others: Mapping[str, str]


_OFFICE = "office"
"""What is chosen for the office itself: nothing is left out."""


def ask_reader(
    prompts: Prompts, title: str, usual: Profile | None, besides: tuple[Field, ...] = ()
) -> AskedReader | None:
    """The reader, who gets it, and what is asked `besides`; None where nobody answers.

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
    answers = prompts.ask(title, _("Next"), (readers, to, *besides))
    if answers is None:
        return None
    chosen = answers["reader"]
    others = {one.name: answers[one.name] for one in besides}
    if chosen == _OFFICE:
        return AskedReader(None, "", others)
    return AskedReader(Profile(chosen), answers["to"].strip(), others)
