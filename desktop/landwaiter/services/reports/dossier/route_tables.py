"""The way of the goods as a strip: drawn on paper, rows in Excel."""

from landwaiter.domain.base.facts import Content
from landwaiter.domain.chart.route_strip import Stop
from landwaiter.domain.flags.embargo.embargo_words import standing_word
from landwaiter.domain.flags.embargo.matrix import Standing
from landwaiter.i18n import _, joined
from landwaiter.reports.dossier.dossier import Cell, CellMark, DossierColumn, Table, TableForm
from landwaiter.services.base.wording import shown_country
from landwaiter.services.cases.case_view import CaseView


def strip_table(view: CaseView) -> Table | None:
    """Each stop, what it is on the way, what applies there; None where one stop is all."""
    if len(view.route) < 2:  # a way has two ends
        return None
    return Table(
        id="way",
        title=_("Way of the goods"),
        subtitle=_("as declared and learned; heavy frame: an instrument prohibits"),
        columns=(
            DossierColumn("stop", _("Stop"), Content.OPEN, width=34),
            DossierColumn("why", _("On the way as"), Content.OPEN, width=40),
            DossierColumn("applies", _("Applies"), Content.OPEN, width=40),
            DossierColumn("matrix", _("Embargoes"), Content.OPEN, width=20),
            DossierColumn("rules", _("Rules"), Content.OPEN, width=20),
        ),
        rows=tuple(_row(stop) for stop in view.route),
        form=TableForm.STRIP,
    )


def _row(stop: Stop) -> tuple[Cell, ...]:
    said = standing_word(stop.standing) if stop.standing else ""
    return (
        shown_country(stop.country) if stop.country else stop.place,
        joined(", ", dict.fromkeys(stop.why)),
        joined(", ", stop.tags) or None,
        CellMark(said, strong=stop.standing is Standing.PROHIBITED) if said else None,
        ", ".join(stop.rules) or None,
    )
