"""The answer to a person who asks for access: what is held, where it came from, who was told.

Nobody is named who spoke in confidence, whatever persons said of the entry.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from landwaiter.canonical import sha256_hex
from landwaiter.domain.base.facts import Content
from landwaiter.domain.cases.case import Case
from landwaiter.domain.reports.subjects import SubjectReport
from landwaiter.domain.retention.access_deeds import GIVE_OUT, REPORT_ACCESS_ANSWER, GiveOut
from landwaiter.domain.retention.access_request import redacted
from landwaiter.errors import Conflict, Invalid, NotAllowed
from landwaiter.i18n import Words, _
from landwaiter.reports.dossier.dossier import (
    CellMark,
    CellType,
    ChainHead,
    Dossier,
    DossierColumn,
    Table,
    TableForm,
)
from landwaiter.services.base.wording import shown_date
from landwaiter.services.evidence.evidence_words import source_of
from landwaiter.services.reports.dossier.compose import Frame, blank_dossier
from landwaiter.services.reports.files import rendering
from landwaiter.services.reports.kept_dossiers import DossierSubject, keep
from landwaiter.services.reports.paper_readers import SourceFinder, finder
from landwaiter.services.retention.access_requests import (
    ROLES,
    AccessAnswer,
    AccessEntry,
    answered,
    of_person,
)
from landwaiter.services.retention.disclosures import Disclosure, disclosed, disclosure_of
from landwaiter.services.retention.person_search import TRADE_PARTY
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.cases.case_load import load_case
from landwaiter.storage.keys.place import write_durably
from landwaiter.storage.retention import access_requests as stored
from landwaiter.user_file import open_file
from landwaiter.whole_file import writable

_EVIDENCE = "evidence"
_TEXT, _PDF, _XLSX = ".txt", ".pdf", ".xlsx"


@dataclass(frozen=True, slots=True)
class AccessRecipient:
    """Who was told of a case that the person stands in, when, and on which basis."""

    name: str
    day: str
    basis: str
    reference: str


@dataclass(frozen=True, slots=True)
class AccessFacts:
    """All that an answer says, in whatever form it is written."""

    answer: AccessAnswer
    given: tuple[AccessEntry, ...]
    withheld: tuple[AccessEntry, ...]
    recipients: tuple[AccessRecipient, ...]
    untold: int
    """Disclosures of cases of which something is withheld: who was told would show what."""
    office: str
    day: date

    @property
    def title(self) -> Words:
        return _("Data of {name} held by {office}").format(
            name=self.answer.request.name, office=self.office
        )

    @property
    def about(self) -> Words:
        return _("Request {no} of {received}, answered on {day}.").format(
            no=self.answer.request.no,
            received=shown_date(self.answer.request.received),
            day=shown_date(self.day),
        )


def answer(session: Session, number: int) -> AccessAnswer:
    """A request with all entries as they are judged now."""
    with session.reading() as conn:
        session.require(conn, *ROLES)
        return _answer(session, conn, number)


def _answer(session: Session, conn: Reader, number: int) -> AccessAnswer:
    """Each entry with its source, and with the words that name one in confidence blacked out."""
    found = answered(conn, number)
    on_cases = {one.case_id for one in found.entries if one.case_id}
    wanted = {one.case_id for one in found.entries if one.case_id and one.kind == _EVIDENCE}
    wanted |= stored.cases_told_in_confidence(conn, on_cases)
    registry = session.registry(conn)
    cases = {one: load_case(conn, one, registry) for one in sorted(wanted)}
    finders = {one: finder(conn, case) for one, case in cases.items()}
    return replace(found, entries=tuple(_with_source(one, cases, finders) for one in found.entries))


def _with_source(
    entry: AccessEntry, cases: Mapping[str, Case], finders: Mapping[str, SourceFinder | None]
) -> AccessEntry:
    if entry.kind == TRADE_PARTY:
        return replace(entry, source=_("customs declarations, as the declarants stated it"))
    case = cases.get(entry.case_id or "")
    if case is None:
        return entry
    known = finders[case.id]
    own = entry.matched.casefold()
    named = known.names.found_in(entry.text) if known else ()
    # Who asks for the own data reads the own name.
    told = replace(entry, confided=tuple(one for one in named if one.casefold() not in own))
    return replace(told, source=_source(told, case))


def _source(entry: AccessEntry, case: Case) -> Words:
    """From whom the piece came; of other rows none is recorded."""
    key = entry.object.rpartition("/")[2]
    pieces = (one for one in case.evidence if key in (one.id, str(one.no)))
    piece = next(pieces, None) if entry.kind == _EVIDENCE else None
    if piece is None:
        return ""
    if piece.received_from == piece.author:
        return _("the office")
    return (
        source_of(piece)
        if piece.is_in_confidence
        else redacted(piece.received_from, entry.blacked_out)
    )


def _facts(session: Session, conn: Reader, found: AccessAnswer) -> AccessFacts:
    mine = of_person(found)
    given = tuple(one for one in mine if one.ground is None)
    withheld = tuple(one for one in mine if one.ground is not None)
    kept_back = {one.case_id for one in withheld}
    told: list[AccessRecipient] = []
    untold = 0
    for case_id in sorted({one.case_id for one in mine if one.case_id}):
        rows = stored.disclosures(conn, case_id=case_id)
        if case_id in kept_back:
            untold += len(rows)
        else:
            told += [
                AccessRecipient(row["recipient"], row["at"][:10], row["basis"], row["reference"])
                for row in rows
            ]
    office, today = session.casebook.office_code, session.today()
    return AccessFacts(found, given, withheld, tuple(told), untold, office, today)


def freeze_open_answer(session: Session, number: int) -> Dossier:
    """The answer to a request, kept; NotAllowed where it is open no more, or not yet judged."""
    with session.reading() as conn:
        found = answered(conn, number)
        actor = session.actor(session.registry(conn))
    if why_not := REPORT_ACCESS_ANSWER.refuses(found, actor):
        raise NotAllowed(why_not, remedy=_("Show the request to see its entries."))
    return _freeze(session, number)


def _freeze(session: Session, number: int) -> Dossier:
    with session.writing(REPORT_ACCESS_ANSWER.name) as work:
        facts = _facts(session, work.conn, _answer(session, work.conn, number))
        about = DossierSubject(
            deed=REPORT_ACCESS_ANSWER,
            kind=SubjectReport.ACCESS_ANSWER,
            key=str(number),
            letter="AR",
            said={"request": number},
        )
        state = session.casebook.member_state
        return keep(session, work, about, partial(access_dossier, facts, member_state=state))


def access_dossier(
    facts: AccessFacts, frame: Frame, head: ChainHead, *, member_state: str
) -> Dossier:
    """The frozen content of an answer: the office's own places of entries are left out of it."""
    return replace(
        blank_dossier(
            frame,
            _("Answer to a request for access"),
            reference=f"AR-{facts.answer.request.no}",
            title=facts.title,
            kind=_("request for access"),
            member_state=member_state,
            head=head,
        ),
        tables=(
            _head(facts),
            _entries(facts.given),
            _recipients(facts),
            _withheld(facts.withheld),
        ),
        not_checked=(
            _("A search by name found what stands here; files without words are not in it."),
        ),
    )


def _head(facts: AccessFacts) -> Table:
    request = facts.answer.request
    return Table(
        id="access",
        title=_("Access request"),
        subtitle=facts.about,
        columns=(
            DossierColumn("what", _("What"), Content.OPEN, width=34),
            DossierColumn("said", _("As stated"), Content.PERSONAL, width=120),
        ),
        rows=(
            (_("Name"), CellMark(request.name, strong=True)),
            (_("Received"), shown_date(request.received)),
            (_("Entries given"), str(len(facts.given))),
            (_("Entries withheld"), str(len(facts.withheld))),
        ),
        form=TableForm.FACTS,
    )


def _entries(given: Iterable[AccessEntry]) -> Table:
    return Table(
        id="access_entries",
        title=_("What is held"),
        columns=(
            DossierColumn("no", _("No."), Content.OPEN, CellType.CODE, width=9),
            DossierColumn("case", _("Case"), Content.OPEN, CellType.CODE, width=27),
            DossierColumn("kind", _("What"), Content.OPEN, width=22),
            DossierColumn("text", _("Text"), Content.PERSONAL, width=76),
            DossierColumn("source", _("Source"), Content.PERSONAL, width=30),
        ),
        rows=tuple(
            (str(number), one.reference or None, word_of(one), one.shown_text, one.source or None)
            for number, one in enumerate(given, start=1)
        ),
        empty=_("Nothing is held, or nothing is given."),
    )


def word_of(entry: AccessEntry) -> str:
    """What kind of row or file it is."""
    return entry.kind.replace("_", " ")


def _recipients(facts: AccessFacts) -> Table:
    note = _("Disclosures that are not told, as something of their case is withheld: {count}.")
    return Table(
        id="access_recipients",
        title=_("Recipients"),
        columns=(
            DossierColumn("to", _("To whom"), Content.PERSONAL, width=50),
            DossierColumn("day", _("Day"), Content.OPEN, CellType.DATE, width=20),
            DossierColumn("basis", _("Basis"), Content.OPEN, width=50),
            DossierColumn("case", _("Case"), Content.OPEN, CellType.CODE, width=27),
        ),
        rows=tuple((one.name, one.day, one.basis, one.reference) for one in facts.recipients),
        notes=(note.format(count=facts.untold),) if facts.untold else (),
        empty=_("No disclosure is recorded."),
    )


def _withheld(withheld: Iterable[AccessEntry]) -> Table:
    return Table(
        id="access_withheld",
        title=_("Withheld, each on its ground"),
        columns=(
            DossierColumn("ground", _("Ground"), Content.OPEN, width=70),
            DossierColumn("basis", _("Basis"), Content.OPEN, width=46),
            DossierColumn("provision", _("National provision"), Content.OPEN, width=46),
        ),
        rows=tuple(
            (_(one.ground.title), one.ground.basis, one.provision)
            for one in withheld
            if one.ground is not None
        ),
        empty=_("Nothing is withheld."),
    )


def give_out(session: Session, said: GiveOut, _tell: object) -> Disclosure:
    """What was logged: to whom, on which basis, with the hash of the file that is written.

    The form follows the name: .txt, .pdf or .xlsx; the latter two are the report, kept and signed.
    """
    _refuse_file(said.file)
    with session.reading() as conn:
        found = _answer(session, conn, said.number)
        facts = _facts(session, conn, found)
        actor = session.actor(session.registry(conn))
    if why := GIVE_OUT.refuses(found, actor):
        raise Invalid(
            why, field="entry", remedy=_("Say of each whether it is about the same person.")
        )
    form = said.file.suffix.lower()
    with writable(said.file):
        if form == _TEXT:
            write_durably(said.file.absolute(), _as_text(facts))
        else:
            _write_report(session, said, form)
    with open_file(said.file) as written:
        sha256 = sha256_hex(written.read())
    with session.writing(GIVE_OUT.name) as work:
        _log(work, said, facts, sha256)
    return disclosure_of(session, sha256)


def _refuse_file(file: Path) -> None:
    forms = (_TEXT, _PDF, _XLSX)
    if file.suffix.lower() not in forms:
        raise Invalid(
            _("The answer is written as text, PDF or Excel."),
            file=str(file),
            remedy=_("Name a file that ends in {endings}.").format(endings=", ".join(forms)),
        )
    if file.exists():
        raise Conflict(
            _("There is a file of this name already."),
            file=str(file),
            remedy=_("Choose another name; nothing was written."),
        )


def _write_report(session: Session, said: GiveOut, form: str) -> None:
    rendering.opened(session, None)
    dossier = _freeze(session, said.number)
    pdf, xlsx = (said.file, None) if form == _PDF else (None, said.file)
    rendering.render(session, dossier, pdf, xlsx)


def _log(work: UnitOfWork, said: GiveOut, facts: AccessFacts, sha256: str) -> None:
    told = _("Access request {no}; entries given: {given}, withheld: {withheld}").format(
        no=said.number, given=len(facts.given), withheld=len(facts.withheld)
    )
    logged = {"recipient": said.to.strip(), "basis": said.basis.strip(), "what": told}
    logged |= {"file": said.file.name, "sha256": sha256}
    disclosed(work, logged, request=said.number)


def _as_text(facts: AccessFacts) -> bytes:
    return ("\n".join(map(str, _lines(facts))) + "\n").encode()


def _lines(facts: AccessFacts) -> Iterator[Words]:
    yield facts.title
    yield facts.about
    yield ""
    for number, one in enumerate(facts.given, start=1):
        yield f"{number}. " + " · ".join(filter(None, (one.reference, word_of(one))))
        yield one.shown_text
        if one.source:
            yield _("Source: {source}").format(source=one.source)
        yield ""
    if facts.recipients:
        yield _("Recipients")
        for to in facts.recipients:
            yield f"- {to.name}, {to.day}, {to.basis}, {to.reference}"
        yield ""
    if facts.withheld:
        yield _("Withheld, each on its ground:")
        yield ""
        for one in facts.withheld:
            if one.ground is not None:
                yield f"- {_(one.ground.title)}: {one.ground.basis}; {one.provision}"
