"""Tables of a case report on document codes and on the assessment under Art. 4."""

from collections.abc import Iterator

from landwaiter.domain.base.facts import Content
from landwaiter.domain.base.terms import low, shown_source
from landwaiter.domain.evidence.custody import label
from landwaiter.domain.flags.catch_all import Assessment
from landwaiter.domain.registers.document_checks import POINTS, DocumentCheck
from landwaiter.domain.registers.facts import CHECKED
from landwaiter.i18n import _, joined
from landwaiter.reports.dossier.dossier import CellType, DossierColumn, Table
from landwaiter.services.base.wording import or_not_stated, shown_edition
from landwaiter.services.cases.case_view import CaseView
from landwaiter.services.registers.document_words import named
from landwaiter.services.reports.dossier.columns import columns_of
from landwaiter.services.reports.dossier.read_in import read_in


def documents_table(view: CaseView) -> Table | None:
    """Each document code: what it means as far as that is known, and what the register says."""
    if not view.documents:
        return None
    return Table(
        id="document_codes",
        title=_("Documents and authorisations"),
        subtitle=_("a meaning is printed as the pack of document codes has it"),
        columns=columns_of(
            CHECKED,
            {"item": 14, "code": 10, "meaning": 42, "reference": 26, "register": 34, "points": 52},
        ),
        rows=tuple(
            (
                _("Item {no}").format(no=check.item),
                named(check),
                meaning_said(check),
                or_not_stated(check.reference or None),
                check.answer_said,
                points_said(check) or "–",
            )
            for check in view.documents
        ),
        notes=(*read_in(view, _CODE_PACKS), *_registers_read(view)),
    )


_CODE_PACKS = ("doc_codes", "code_sets")
"""What a code means, and which of them claim an authorisation."""


def _registers_read(view: CaseView) -> tuple[str, ...]:
    said = _(
        "{register}: as of the day of the declaration, from what was recorded up to "
        "{edition} (SHA-256 {sha256})."
    )
    return tuple(
        said.format(register=one.id, edition=shown_edition(one.edition), sha256=one.sha256[:16])
        for one in view.registers
    )


def meaning_said(check: DocumentCheck) -> str:
    """What the code means; what is not verified says so."""
    if not check.code:
        return _("a licence number on the line")
    if not check.meaning:
        return _("not in the pack of document codes")
    if check.is_verified:
        return check.meaning
    return _("{meaning} (unverified: {status})").format(meaning=check.meaning, status=check.status)


def points_said(check: DocumentCheck) -> str:
    """Each point that was compared, and how it came out."""
    answers = {True: _("yes"), False: _("NO"), None: _("cannot tell")}
    said, stated = _("{point}: {answer}"), _("{point}: {answer} ({said})")
    return joined(
        "\n",
        (
            (stated if point.said else said).format(
                point=_(POINTS[point.name]), answer=answers[point.holds], said=point.said
            )
            for point in check.points
        ),
    )


def catch_all_table(view: CaseView) -> Table | None:
    """The assessment of unlisted items: each answer with its source, then what follows."""
    if not view.assessments:
        return None
    texts = {question.id: question for question in view.questions}
    rows = tuple(
        (
            _("Item {no}").format(no=one.item) if one.item else _("case"),
            _(texts[name].text) if name in texts else name,
            texts[name].article if name in texts else "–",
            _(given.reply.value),
            shown_source(given.source) or "–",
            label(given.evidence) if given.evidence else "–",
            given.note or "–",
        )
        for one in view.assessments
        for name, given in one.answers.items()
    )
    return Table(
        id="catch_all",
        title=_("Assessment of unlisted items"),
        subtitle=_("Art. 4 and 5 Reg. (EU) 2021/821, Art. 2a(1aa) Reg. 833/2014"),
        columns=(
            DossierColumn("item", _("For"), Content.OPEN, width=12),
            DossierColumn("question", _("Question"), Content.OPEN, width=52),
            DossierColumn("article", _("Article"), Content.OPEN, width=30),
            DossierColumn("answer", _("Answer"), Content.DELIBERATION, width=11),
            DossierColumn("source", _("Source"), Content.OPEN, width=22),
            DossierColumn("evidence", _("Evidence"), Content.OPEN, CellType.CODE, width=10),
            DossierColumn("note", _("Note"), Content.INTERNAL, width=34),
        ),
        rows=rows,
        notes=tuple(said for one in view.assessments for said in _conclusions(one)),
    )


def _conclusions(one: Assessment) -> Iterator[str]:
    about = _("Item {no}").format(no=one.item) if one.item else _("The case")
    said = _("{about}: {conclusion}. Stated by {author} on {at}, statement {number}, on {edition}.")
    yield said.format(
        about=about,
        conclusion=one.conclusion,
        author=one.author,
        at=one.at,
        number=one.statement,
        edition=one.edition,
    )
    for limb in one.limbs:
        level = low(limb.level.value)
        if limb.missing:
            open_said = _("{about}, Art. {limb}: {level}; not answered: {names}.")
            yield open_said.format(
                about=about, limb=limb.name, level=level, names=joined(", ", limb.missing)
            )
        else:
            yield _("{about}, Art. {limb}: {level}.").format(
                about=about, limb=limb.name, level=level
            )
    if one.policy:
        yield one.embargo_words
