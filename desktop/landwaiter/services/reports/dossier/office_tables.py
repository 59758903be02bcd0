"""The table of every report on what the office itself has set."""

from landwaiter.domain.base.facts import Content
from landwaiter.i18n import _
from landwaiter.reports.dossier.dossier import CellMark, DossierColumn, Table
from landwaiter.services.reports.office_statements import OfficeSetting


def office_table(settings: tuple[OfficeSetting, ...]) -> Table:
    """Practices, thresholds that are not the edition's, and rules that are off."""
    return Table(
        id="office_settings",
        title=_("Settings of the office"),
        subtitle=_(
            "practices that are asked and never assumed, own thresholds, rules that are off"
        ),
        columns=(
            DossierColumn("what", _("What"), Content.OPEN, width=62),
            DossierColumn("value", _("Setting"), Content.OPEN, width=22),
            DossierColumn("stated", _("Of the edition"), Content.OPEN, width=22),
            DossierColumn("said", _("Set by, when, why"), Content.INTERNAL, width=48),
        ),
        rows=tuple(
            (
                one.what,
                CellMark(one.value, strong=True) if one.value else _("not set"),
                one.stated or "–",
                one.said or "–",
            )
            for one in settings
        ),
    )
