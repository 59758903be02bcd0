"""Which declaration a reference of the declarant means, where no EORI says whose it is.

Two traders may give the same one. A message is on the declaration that alone fits, among cases and
in the trade store together; what else bears the same reference is told, for a person knows better.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from landwaiter.domain.intake.declaration import Declaration
from landwaiter.formats.base.declaration_file import ReadRequest
from landwaiter.i18n import _, joined, row_said
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.intake import declarations
from landwaiter.storage.trade import sifted_rows
from landwaiter.storage.trade.sifted_rows import KnownRow

Found = tuple[str | None, KnownRow | None]
"""The case of a declaration, and its newest version in the trade store."""
_NOTHING: Found = (None, None)


@dataclass(frozen=True, slots=True)
class ReadPlace:
    """Where something was read."""

    file: str
    row: int | None


def found_requested(conn: Reader, read: ReadRequest) -> Found:
    """What a message is on."""
    request = read.request
    eori = request.declarant_eori or (read.amended.declarant_eori if read.amended else None)
    return found_named(conn, mrn=request.mrn, local_reference=request.local_reference, eori=eori)


def found_named(
    conn: Reader, *, mrn: str | None, local_reference: str | None, eori: str | None
) -> Found:
    """By MRN, else by reference and EORI; without EORI only where one declaration alone fits."""
    by_mrn = _found(conn, mrn, None, eori)
    if local_reference is None or (eori is None and any(by_mrn)):
        return by_mrn
    case_id, row = found = _found(conn, mrn, local_reference, eori)
    if eori is not None:
        return found
    on_cases = declarations.numbers_beside(conn, local_reference)
    in_store = sifted_rows.numbers_beside(conn, local_reference)
    if (on_cases and case_id is None) or (in_store and row is None):
        return _NOTHING
    is_one = {one.eori for one in on_cases} & {one.eori for one in in_store}
    return found if is_one or case_id is None or row is None else _NOTHING


def _found(conn: Reader, mrn: str | None, reference: str | None, eori: str | None) -> Found:
    return (
        declarations.find_requested(conn, mrn=mrn, local_reference=reference, eori=eori),
        sifted_rows.requested_version(conn, mrn=mrn, local_reference=reference, eori=eori),
    )


def odd_of_match(before: Declaration, after: Declaration, at: ReadPlace) -> Iterator[str]:
    """That an amendment was matched by its reference alone."""
    if None in (before.mrn, after.mrn) and None in (before.declarant_eori, after.declarant_eori):
        yield _(
            "{place}: this amends the declaration with the same reference, and not both state an "
            "EORI of declarant or exporter. If they are of two traders, give the EORI or the MRN "
            "in both files, and take both in again."
        ).format(place=_place(at, after))


def odd_of_new(conn: Reader, declared: Declaration, at: ReadPlace) -> Iterator[str]:
    """That others bear the reference of what amends nothing, and it may be of one of them."""
    reference, eori = declared.local_reference, declared.declarant_eori
    if not reference:
        return
    beside = declarations.numbers_beside(conn, reference) | sifted_rows.numbers_beside(
        conn, reference
    )
    others = {
        one.eori or _("not stated")
        for one in beside
        if one.may_be(declared.mrn) and None in (one.eori, eori)
    }
    if others:
        yield _(
            "{place}: another declaration has the same reference (declarant: {others}), and "
            "nothing was amended. If this one (declarant: {now}) amends it, give the MRN, or the "
            "EORI of declarant or exporter in both, and take the file in again."
        ).format(
            place=_place(at, declared),
            others=joined(", ", sorted(others)),
            now=eori or _("not stated"),
        )


def _place(at: ReadPlace, declared: Declaration) -> str:
    """Such as “march.csv, row 12, LW-1”."""
    row = row_said(at.row) if at.row is not None else ""
    number = declared.mrn or declared.local_reference
    return joined(", ", (part for part in (at.file, row, number) if part))
