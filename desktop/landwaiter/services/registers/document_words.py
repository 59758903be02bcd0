"""The words for declared documents: a licence is no more than stated until a register answered."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from landwaiter.domain.registers.document_checks import DocumentCheck
from landwaiter.i18n import _, joined

if TYPE_CHECKING:
    from landwaiter.services.cases.case_view import CaseView


def codes_said(view: "CaseView", item_no: int) -> tuple[str, ...]:
    """The document codes of an item; one that claims an authorisation says if nobody checked it.

    “Y901”, “X060 (not checked)”.
    """
    declaration = view.case.declaration
    codes = [one.code for one in declaration.documents_of(item_no)] if declaration else []
    unchecked = {one.code for one in view.documents if one.item == item_no and one.unchecked}
    return tuple(
        _("{code} (not checked)").format(code=code) if code in unchecked else code
        for code in dict.fromkeys(codes)
    )


def named(check: DocumentCheck) -> str:
    """The code, or that the number stands on the line without one."""
    return check.code or _("licence without a code")


def unchecked_sentences(view: "CaseView") -> Iterator[str]:
    """Per item what is claimed and nobody asked the issuer about."""
    for check in view.documents:
        if check.unchecked:
            yield _("Item {no}, {code}: {said}.").format(
                no=check.item, code=named(check), said=check.answer_said
            )


def stated_licences(view: "CaseView") -> str:
    """The references of the licences that the declaration names, whether checked or not."""
    found = [one.ref for one in view.licences]
    stated = [one.reference for one in view.documents if one.claims and one.reference]
    return joined(", ", dict.fromkeys((*found, *stated)))
