"""Consents of owners: what they said of a passage that a report to another state withholds."""

from landwaiter.domain.base.facts import Content
from landwaiter.domain.reports.consent_deeds import RecordOwnersConsent
from landwaiter.domain.reports.consents import ConsentOutcome, OwnerConsent, consent_label
from landwaiter.domain.reports.profiles import Profile, ReadingRight, right_of
from landwaiter.errors import Invalid, NotAllowed
from landwaiter.i18n import _
from landwaiter.reports.dossier.dossier import Dossier
from landwaiter.reports.dossier.paper_reader import OwnersWord, PassageMark
from landwaiter.services.deeds.handler import Account, Doing
from landwaiter.services.reports.paper_readers import ReportReader
from landwaiter.services.reports.withheld_passages import (
    WithheldOfCase,
    WithheldOfReport,
    passage_of_case,
    passages_with,
)
from landwaiter.services.warm.session import Session
from landwaiter.storage.base import records
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.cases.case_rows import case_id_of, reference_of
from landwaiter.storage.deeds.signed_deeds import columns_of, sign_deed
from landwaiter.storage.reports.consent_rows import RECORD, consent_stated, consents_of


def consent_passage(doing: Doing, said: RecordOwnersConsent) -> WithheldOfCase:
    """The passage that the deed names; NotFound where the report withholds none there."""
    return passage_of_case(doing.conn, said.dossier, said.place)


def record_consent(doing: Doing, said: RecordOwnersConsent, found: WithheldOfCase) -> Account:
    """Signed for this very passage and addressee; the audit entry says neither it nor its owner."""
    _refuse_unfit(doing, said, found)
    one, work = found.passage, doing.work
    doing.session.require_key(doing.session.registry(doing.conn))
    known = consents_of(doing.conn, found.case_id)
    number = max((earlier.no for earlier in known), default=0) + 1
    row = {
        "id": work.new_id(),
        "case_id": found.case_id,
        "no": number,
        "report_type": found.report_type,
        "addressee": found.addressee,
        "place": one.place,
        "content": one.content.value,
        "salt": one.salt,
        "commitment": one.commitment,
        "context": one.context,
        "owner": said.owner.strip(),
        "outcome": said.outcome.value,
        "day": said.day.isoformat(),
        "document": said.document.strip(),
        "author": work.actor,
    }
    made = sign_deed(work, doing.session.casebook, RECORD, consent_stated(row))
    records.add(work.conn, "owner_consent", at=work.now, **row, **columns_of(made))
    label = consent_label(number)
    stated = {
        "reference": reference_of(doing.conn, found.case_id),
        "owner_consent": label,
        "outcome": said.outcome.value,
        "dossier": said.dossier,
        "place": one.place,
        "day": said.day.isoformat(),
    }
    about = f"case/{found.case_id}/consent/{row['id']}"
    return Account(about, stated, (found.case_id,), made=label)


def _refuse_unfit(doing: Doing, said: RecordOwnersConsent, found: WithheldOfCase) -> None:
    if not _is_asked(found.profile, found.passage.content):
        raise NotAllowed(
            _(
                "Nobody is asked for consent there: it is no business secret that is kept from "
                "another state."
            ),
            remedy=_("What each reader gets of each class: landwaiter report classes."),
        )
    if not found.addressee:
        raise Invalid(
            _("The report names no addressee: an owner agrees to a certain reader."),
            field="dossier",
            value=said.dossier,
            remedy=_("Make the report anew and name who gets it."),
        )
    if said.day > doing.session.today():
        raise Invalid(_("This day is still to come."), field="day", value=said.day.isoformat())


def secrets_withheld(session: Session, dossier_id: str) -> WithheldOfReport:
    """What an owner may be asked about, of a stored dossier by its identity; reading is audited.

    NotFound where it withholds no secret that an owner may let its reader have.
    """
    none = _("This report withholds no business secret that its owner may let the reader have.")
    return passages_with(session, dossier_id, ReadingRight.ASK, none)


def _is_asked(profile: Profile, content: Content) -> bool:
    return right_of(profile, content) is ReadingRight.ASK


def consents_known(session: Session, reference: str) -> tuple[OwnerConsent, ...]:
    """Everything that owners said on a case, by number; nothing that nobody signed."""
    with session.reading() as conn:
        return consents_of(conn, case_id_of(conn, reference))


def owners_said(conn: Reader, case_id: str, reader: ReportReader | None) -> tuple[OwnersWord, ...]:
    """What owners said of this addressee, the last of a passage last; nothing for other readers."""
    if reader is None or reader.profile is not Profile.PARTNER_STATE or not reader.to:
        return ()
    return tuple(
        OwnersWord(
            PassageMark(one.place, Content(one.content), one.salt, one.commitment, one.context),
            one.outcome is ConsentOutcome.AGREED,
        )
        for one in consents_of(conn, case_id)
        if _alike(one.addressee, reader.to)
    )


def _alike(one: str, other: str) -> bool:
    return " ".join(one.casefold().split()) == " ".join(other.casefold().split())


def lapsed_consents(
    session: Session, reference: str, report_type: str, dossier: Dossier
) -> tuple[str, ...]:
    """Where an owner agreed and the report withholds: another passage is there now."""
    part = dossier.redaction
    if part is None or part.profile is not Profile.PARTNER_STATE:
        return ()
    with session.reading() as conn:
        known = consents_of(conn, case_id_of(conn, reference))
    last = {
        one.place: one.outcome
        for one in known
        if one.report_type == report_type and _alike(one.addressee, part.addressee)
    }
    kept = {one.place for one in part.withheld}
    return tuple(
        place for place, said in last.items() if said is ConsentOutcome.AGREED and place in kept
    )
