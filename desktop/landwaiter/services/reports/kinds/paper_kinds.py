"""Which documents there are, which may be made of a case now, and why others may not."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from landwaiter.domain.reports.paper_kinds import (
    PaperForm,
    PaperKind,
    PaperLanguage,
    PaperSubject,
)
from landwaiter.domain.reports.profiles import Profile
from landwaiter.errors import Invalid
from landwaiter.i18n import Catalogue, _, catalogue_here, languages, refuse_unspoken, spoken
from landwaiter.services.cases.case_view import CaseView
from landwaiter.services.reports.kinds.conditions import CONDITIONS
from landwaiter.storage.reports.paper_kind_files import read_paper_kinds


@dataclass(frozen=True, slots=True)
class KindNow:
    """A kind of document, and why none may be made now."""

    kind: PaperKind
    why_not: str
    """Empty where one may be made."""


@cache
def paper_kinds() -> Mapping[str, PaperKind]:
    """Every kind by its name, in the order of the table."""
    return read_paper_kinds(frozenset(CONDITIONS))


def audience_of(name: str) -> Profile | None:
    """For whom such a document is made where nobody says.

    None: for the office itself, or a form, which holds its fields alone, whoever reads it.
    """
    kind = paper_kinds().get(name)
    return kind.audience if kind and kind.form is PaperForm.REPORT else None


def has_second_language(name: str) -> bool:
    """Whether such a document may have a second language beside the first."""
    return paper_kinds()[name].language is PaperLanguage.TWO


def second_language(name: str, code: str) -> Catalogue | None:
    """The texts of a second language for such a document; None where none is asked for.

    Invalid for a kind that is in one language, a language without texts, and the first once more.
    """
    wanted = code.strip().lower()
    if not wanted:
        return None
    if not has_second_language(name):
        raise Invalid(
            _("This kind of document is in one language."),
            field="and",
            value=code,
            remedy=_("Leave the second language out; `report kinds` says which have two."),
        )
    refuse_unspoken(wanted, [one for one in languages() if one != spoken().language])
    return catalogue_here(wanted)


def why_no_paper(name: str, view: CaseView) -> str:
    """Why no document of this kind may be made of the case now; empty where one may."""
    reasons = (CONDITIONS[one](view) for one in paper_kinds()[name].asks)
    return next((why for why in reasons if why), "")


def kinds_now(view: CaseView) -> tuple[KindNow, ...]:
    """Every kind on a case but for letters, and why none may be made of it now."""
    return tuple(
        KindNow(kind, why_no_paper(kind.name, view))
        for kind in paper_kinds().values()
        if kind.about is PaperSubject.CASE and kind.form is not PaperForm.LETTER
    )
