"""What a document code itself tells: its kind, and whether it is an export licence."""

import re
from collections.abc import Iterable

from landwaiter.domain.intake.declaration import Document, DocumentKind

LICENCE = re.compile(r"X(002|06[0-9]|07[01])")
"""TARIC codes of dual-use export authorisations: X002 before 9.9.2021, X060 to X071 since."""

KINDS = (
    (re.compile(r"Y"), DocumentKind.ADDITIONAL_REFERENCE),
    (re.compile(r"N7"), DocumentKind.TRANSPORT),
    (re.compile(r"[0-9]{5}$"), DocumentKind.ADDITIONAL_INFORMATION),
)
"""By the first figures of the code; everything else is a supporting document."""


def kind_of(code: str) -> DocumentKind:
    return next((kind for shape, kind in KINDS if shape.match(code)), DocumentKind.SUPPORTING)


def licence_reference(documents: Iterable[Document], item_no: int) -> str | None:
    """The reference of the first licence that covers the item, its own before the common ones."""
    licences = [
        document
        for document in documents
        if document.item_no in (None, item_no)
        and document.reference
        and LICENCE.fullmatch(document.code)
    ]
    licences.sort(key=lambda document: document.item_no is None)
    return licences[0].reference if licences else None
