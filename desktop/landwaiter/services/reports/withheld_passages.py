"""What was withheld from the reader of a report, with the salts that prove it."""

from landwaiter.domain.reports.deeds import WITHHELD_READ
from landwaiter.errors import NotFound
from landwaiter.i18n import _
from landwaiter.reports.dossier.passages import WithheldPassage, passages_of
from landwaiter.services.reports.kept_dossiers import refuse_reader
from landwaiter.services.warm.session import Session
from landwaiter.storage.reports import dossiers


def withheld_passages(
    session: Session, dossier: str, *, place: str = ""
) -> tuple[WithheldPassage, ...]:
    """Of the dossier that prints this name, those of one place or all; reading is audited.

    NotFound where nothing was taken out of it; NotAllowed where it says of colleagues what the
    person may not read.
    """
    with session.reading() as conn:
        kept = dossiers.withheld_of(conn, dossier)
        if kept is not None:
            refuse_reader(session, conn, kept[0])
    found = passages_of(kept[1]) if kept is not None else ()
    wanted = tuple(one for one in found if not place or one.place == place)
    if not wanted:
        raise NotFound(
            _("Nothing is withheld there."),
            field="place" if found else "dossier",
            value=place if found else dossier,
            remedy=_("Name a dossier as its pages do, and a place as its manifest does."),
        )
    with session.writing(WITHHELD_READ) as work:
        read = {"dossier": dossier, "passages": len(wanted)}
        work.audit(WITHHELD_READ, f"dossier/{dossier}", read | ({"place": place} if place else {}))
        work.changed("audit")
    return wanted
