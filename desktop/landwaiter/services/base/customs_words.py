"""What customs state, in words."""

from landwaiter.domain.intake.customs_standing import STATUS_WORDS, CustomsStanding
from landwaiter.i18n import Words, _
from landwaiter.services.base.wording import shown_date


def customs_said(found: CustomsStanding) -> Words:
    """Such as “released for export, 27 March 2026 (CC529C)”."""
    status = _(STATUS_WORDS[found.status])
    if found.day is None:
        return _("{status} ({message})").format(status=status, message=found.message)
    return _("{status}, {day} ({message})").format(
        status=status, day=shown_date(found.day), message=found.message
    )
