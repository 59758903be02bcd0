"""A declaration that comes again: taken on its case, and what is odd of it, wherever it is kept."""

from collections.abc import Iterable, Iterator

from landwaiter.canonical import sha256_hex
from landwaiter.domain.intake.declaration import Declaration
from landwaiter.domain.trade.sift_reasons import reasons_said
from landwaiter.formats.base.declaration_file import ReadRequest
from landwaiter.i18n import _
from landwaiter.services.base.content_forms import content_bytes
from landwaiter.services.intake.amendments import take_version
from landwaiter.services.intake.openings import RawFile
from landwaiter.services.intake.readings import Arrival, Readings, VoidedDecision
from landwaiter.services.intake.same_reference import ReadPlace, odd_of_match, odd_of_new
from landwaiter.services.intake.staged_files import StagedFile
from landwaiter.services.intake.waiting_messages import stored_of
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.intake import declarations
from landwaiter.storage.trade import sifted_rows
from landwaiter.storage.trade.sifted_rows import KnownRow


def take_again(
    readings: Readings, one: StagedFile, case_id: str, declaration: Declaration, raw: RawFile
) -> Arrival:
    """What came again of the declaration of a case is kept there; its file notes what is odd."""
    before = declarations.current_version(readings.work.conn, case_id).declaration
    arrival, ended = take_version(readings, case_id, declaration, raw)
    one.voided.update(dict.fromkeys(ended))
    if arrival is Arrival.AMENDMENT:
        at = ReadPlace(one.path.name, raw.row)
        one.warnings.update(dict.fromkeys(odd_of_version(before, declaration, at)))
    if arrival is Arrival.REREADING:
        one.warnings[_reread(declaration)] = None
    return arrival


def odd_of_version(before: Declaration, after: Declaration, at: ReadPlace) -> Iterator[str]:
    """What is odd of a later version: another declarant or none, or an acceptance that came
    earlier."""
    yield from odd_of_match(before, after, at)
    if before.declarant_eori != after.declarant_eori:
        yield _("{name}: the declarant is {now}, and was {before} in the version before.").format(
            name=_name(after),
            now=after.declarant_eori or _("not stated"),
            before=before.declarant_eori or _("not stated"),
        )
    if before.accepted and after.accepted and after.accepted < before.accepted:
        yield _("{name}: this version was accepted before the one that is current.").format(
            name=_name(after)
        )


def odd_of_sifted(
    conn: Reader, known: KnownRow, after: Declaration, at: ReadPlace
) -> Iterator[str]:
    """The same of a version in the trade store; nothing where it says the same."""
    row = sifted_rows.sifted(conn, known.id)
    if row is not None and row.content_sha256 != sha256_hex(content_bytes(after)):
        yield from odd_of_version(row.declaration, after, at)


def odd_of_amendment(
    conn: Reader, case_id: str | None, read: ReadRequest, file: str
) -> Iterator[str]:
    """What is odd of a message that carries an amended declaration whole (CC513C)."""
    if read.amended is None:
        return
    at = ReadPlace(file, read.row)
    if case_id is not None:
        before = declarations.current_version(conn, case_id).declaration
        if before != read.amended:
            yield from odd_of_version(before, read.amended, at)
    elif known := stored_of(conn, read):
        yield from odd_of_sifted(conn, known, read.amended, at)
    else:
        yield from amends_nothing(conn, read.amended, at)


def amends_nothing(conn: Reader, amended: Declaration, at: ReadPlace) -> Iterator[str]:
    """What is told of an amendment whose declaration is not there, or not for certain."""
    if beside := tuple(odd_of_new(conn, amended, at)):
        yield from beside
        return
    yield _("{name}: this amends a declaration that is not in the casebook.").format(
        name=_name(amended)
    )


def reasons_gone(amended: Declaration, reasons: Iterable[str]) -> str:
    """What is told of an amendment that takes a reason, for which a declaration waited."""
    return _(
        "{name}: the version before waited with a reason that this one does not have ({reasons}); "
        "nobody had looked at it. “trade show” tells both."
    ).format(name=_name(amended), reasons=reasons_said(reasons))


def ended_said(one: VoidedDecision, *, dry_run: bool) -> str:
    """The decision that rested on the declaration as it was before."""
    if dry_run:
        said = _("{case}: the amendment would end the decision of {person} ({state}).")
    else:
        said = _("{case}: the amendment ended the decision of {person} ({state}).")
    return said.format(case=one.case, person=one.by, state=_(one.state))


def _reread(declaration: Declaration) -> str:
    return _(
        "{name}: this version of the program reads the declaration otherwise than it was kept. "
        "The declaration is the same: it is noted in the history, and nothing was reopened."
    ).format(name=_name(declaration))


def _name(declaration: Declaration) -> str:
    return declaration.mrn or declaration.local_reference or ""
