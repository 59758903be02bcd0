"""Tables of a case report on document codes and on the assessment under Art. 4."""

from landwaiter.domain.document_checks import POINTS, DocumentCheck
from landwaiter.i18n import _
from landwaiter.reports.dossier import CellType, Column, Table
from landwaiter.services.views import CaseView
from landwaiter.services.wording import or_not_stated


def documents_table(view: CaseView) -> Table | None:
    """Each document code: what it means as far as that is known, and what the register says."""
    if not view.documents:
        return None
    return Table(
        id="document_codes",
        title=_("Documents and authorisations"),
        subtitle=_("a meaning is printed as the pack of document codes has it"),
        columns=(
            Column("item", _("Item"), width=9),
            Column("code", _("Code"), CellType.CODE, width=10),
            Column("meaning", _("Meaning"), width=42),
            Column("reference", _("Reference"), CellType.CODE, width=26),
            Column("register", _("Register of the issuer"), width=34),
            Column("points", _("Compared with this export"), width=52),
        ),
        rows=tuple(
            (
                _("Item {no}").format(no=check.item),
                check.code,
                meaning_said(check),
                or_not_stated(check.reference or None),
                check.answer_said,
                points_said(check) or "–",
            )
            for check in view.documents
        ),
    )


def meaning_said(check: DocumentCheck) -> str:
    """What the code means; what is not verified says so."""
    if not check.meaning:
        return _("not in the pack of document codes")
    if check.is_verified:
        return check.meaning
    return _("{meaning} (unverified: {status})").format(meaning=check.meaning, status=check.status)


def points_said(check: DocumentCheck) -> str:
    """Each point that was compared, and how it came out."""
    answers = {True: _("yes"), False: _("NO"), None: _("cannot tell")}
    said = _("{point}: {answer}")
    stated = _("{point}: {answer} ({said})")
    return "\n".join(
        (stated if point.said else said).format(
            point=_(POINTS[point.name]), answer=answers[point.holds], said=point.said
        )
        for point in check.points
    )
