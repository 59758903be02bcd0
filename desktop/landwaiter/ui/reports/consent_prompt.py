"""What the owner of a business secret said: asked for one passage of a report to another state."""

from landwaiter.domain.base.terms import capital
from landwaiter.domain.deeds.shape import Argument, arguments
from landwaiter.domain.reports.consent_deeds import RECORD_CONSENT, RecordOwnersConsent
from landwaiter.domain.reports.consents import ConsentOutcome
from landwaiter.i18n import _, joined
from landwaiter.services.reports.withheld_passages import WithheldOfReport
from landwaiter.ui.kit.fields import Field
from landwaiter.ui.kit.prompts import Prompts

_ASKED = {one.name: one for one in arguments(RecordOwnersConsent)}


def ask_consent(prompts: Prompts, found: WithheldOfReport) -> RecordOwnersConsent | None:
    """What was said of which of the passages; None where nobody answers."""
    outcomes = tuple((one.value, capital(one)) for one in ConsentOutcome)
    places = tuple((one.place, joined(": ", (one.place, one.said))) for one in found.passages)
    fields = (
        Field("place", _("Passage"), places, deed=RECORD_CONSENT.name),
        _field("owner"),
        Field("outcome", _(_ASKED["outcome"].ask.title), outcomes, legal=True),
        _field("day", is_day=True),
        _field("document"),
    )
    note = _("For {addressee}: once its owner agrees, reports to it print the passage.").format(
        addressee=found.addressee or _("an addressee whom the report does not name")
    )
    title = _(RECORD_CONSENT.title)
    answers = prompts.ask(title, _("Record"), fields, note=note)
    if answers is None:
        return None
    said = {name: one.read(answers[name]) for name, one in _ASKED.items() if name in answers}
    return RecordOwnersConsent(dossier=found.dossier, **said)


def _field(name: str, *, is_day: bool = False) -> Field:
    asked: Argument = _ASKED[name]
    hint = _(asked.ask.hint)
    return Field(name, _(asked.ask.title), minimum=1, hint=hint, day=is_day)
