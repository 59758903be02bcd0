"""What was withheld from the reader of a report, with the salts that prove it."""

from dataclasses import dataclass

from landwaiter.domain.reports.deeds import WITHHELD_READ
from landwaiter.domain.reports.profiles import Profile, ReadingRight, right_of
from landwaiter.errors import NotFound
from landwaiter.i18n import Words, _
from landwaiter.reports.dossier.dossier import Dossier
from landwaiter.reports.dossier.passages import WithheldPassage, passages_of
from landwaiter.services.reports.kept_dossiers import refuse_reader
from landwaiter.services.warm.session import Session
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.reports import dossiers


@dataclass(frozen=True, slots=True)
class WithheldOfCase:
    """A passage that a kept report of a case withholds."""

    case_id: str
    report_type: str
    profile: Profile
    addressee: str
    passage: WithheldPassage


@dataclass(frozen=True, slots=True)
class WithheldOfReport:
    """What a kept report of a case withholds, and its reader may get in a certain way."""

    dossier: str
    """As its pages name it."""
    profile: Profile
    addressee: str
    passages: tuple[WithheldPassage, ...]


def passage_of_case(conn: Reader, dossier: str, place: str) -> WithheldOfCase:
    """What a kept report of a case withholds there; NotFound where it is nothing."""
    kept = dossiers.redacted_of_case(conn, dossier)
    found = passages_of(kept.withheld) if kept else ()
    for one in found:
        if kept is not None and one.place == place:
            return WithheldOfCase(
                kept.case_id, kept.report_type, Profile(kept.profile), kept.addressee, one
            )
    raise NotFound(
        _("Nothing is withheld there."),
        field="place" if found else "dossier",
        value=place if found else dossier,
        remedy=_("Name a report on a case as its pages do, and a place as its manifest does."),
    )


def passages_with(
    session: Session, dossier_id: str, right: ReadingRight, refusal: Words
) -> WithheldOfReport:
    """Of a stored dossier by its identity, what its reader gets in this way; reading is audited.

    NotFound, which says the refusal, where it withholds nothing of the kind.
    """
    with session.reading() as conn:
        dossier = Dossier.from_bytes(dossiers.dossier_body(conn, dossier_id))
    part = dossier.redaction
    marks = part.withheld if part is not None else ()
    if part is None or all(right_of(part.profile, one.content) is not right for one in marks):
        raise NotFound(refusal, field="dossier", value=dossier.id)
    passages = withheld_passages(session, dossier.id)
    wanted = tuple(one for one in passages if right_of(part.profile, one.content) is right)
    return WithheldOfReport(dossier.id, part.profile, part.addressee, wanted)


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
