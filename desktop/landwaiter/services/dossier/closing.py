"""The last tables of a report: chronology, editions used, evidence with hashes."""

from landwaiter.canonical import instant
from landwaiter.i18n import _
from landwaiter.reports.dossier import Cell, CellType, Column, Mark, Table, TableForm
from landwaiter.services.views import CaseView, EditionRow

_CALENDAR = "calendar"


def history_table(view: CaseView) -> Table:
    return Table(
        id="chronology",
        title=_("Chronology"),
        subtitle=_("from the sealed audit chain"),
        columns=(
            Column("at", _("When"), CellType.INSTANT, width=24),
            Column("deed", _("What"), width=26),
            Column("who", _("Who"), width=20),
            Column("text", _("Content"), width=60),
            Column("seq", "#", CellType.CODE, width=9),
        ),
        rows=tuple(
            (instant(entry.at), entry.deed, entry.actor, entry.text, str(entry.seq))
            for entry in reversed(view.history)
        ),
    )


def editions_table(view: CaseView, editions: tuple[EditionRow, ...]) -> Table:
    """Of the calendars, only the one of the case's own authorities is named."""
    own = f"calendar_{view.case.member_state}"
    return Table(
        id="editions",
        title=_("Editions used"),
        subtitle=_("bold: past its age limit"),
        columns=(
            Column("title", _("Edition used"), width=40),
            Column("edition", _("edition"), width=22),
            Column("trust", _("age, trust"), width=26),
        ),
        rows=tuple(_edition_row(row) for row in editions if row.kind != _CALENDAR or row.id == own),
        form=TableForm.HALVES,
    )


def _edition_row(row: EditionRow) -> tuple[Cell, ...]:
    age = (
        _("{days} d, {trust}").format(days=row.age_days, trust=row.trust)
        if row.age_days is not None
        else row.trust
    )
    return row.title, row.edition, Mark(age, strong=row.stale)


def evidence_table(view: CaseView) -> Table:
    return Table(
        id="evidence",
        title=_("Evidence"),
        columns=(
            Column("no", _("No."), CellType.CODE, width=8),
            Column("name", _("File"), width=36),
            Column("from", _("Received from"), width=24),
            Column("at", _("When"), CellType.INSTANT, width=24),
            Column("sha256", "SHA-256", CellType.CODE, width=50),
        ),
        rows=tuple(
            (f"E-{e.no:02d}", e.name, e.received_from, instant(e.at), e.sha256)
            for e in view.case.evidence
        ),
        empty=_("No file was added as evidence."),
    )
