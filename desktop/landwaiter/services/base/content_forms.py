"""The forms in which content is hashed, sealed and compared, and its identity in each of them.

A form says what members mean and what their defaults are. A new field with a default changes no
form, since what says nothing is left out (`canonical.stated`). A changed meaning or default makes a
form with the next number: its function goes into the table beside the older ones, which from then
on make their form of what the program holds now. They stay for ever: what was hashed in a form can
be made again in it, and compared in it.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from landwaiter.canonical import bytes_of_plain, sha256_hex, stated
from landwaiter.domain.flags.verdict_basis import Verdict
from landwaiter.domain.intake.declaration import (
    Declaration,
    DeclarationRequest,
    DeclaredParty,
    Item,
)
from landwaiter.errors import Unavailable
from landwaiter.i18n import _

Making = Callable[[Any], Any]
"""Content as the program holds it now → the plain content of one form, as `canonical.plain` has it.
"""


FORMS: Final[Mapping[str, dict[int, Making]]] = {
    "declaration": {1: stated},
    "item": {1: stated},
    "party": {1: stated},
    "request": {1: stated},
    "verdict": {1: stated},
}
"""What is hashed → number of the form → the function that makes it. Numbers are only added."""

_KINDS: Final[tuple[tuple[type, str], ...]] = (
    (Declaration, "declaration"),
    (Item, "item"),
    (DeclaredParty, "party"),
    (DeclarationRequest, "request"),
    (Verdict, "verdict"),
)


def newest_form(kind: str) -> str:
    """The form in which a kind of content is hashed now, such as `declaration/1`."""
    return f"{kind}/{max(FORMS[kind])}"


def form_of(content: Any) -> str:
    """The newest form of this content."""
    return newest_form(next(name for cls, name in _KINDS if isinstance(content, cls)))


def number_of(form: str) -> str:
    """`1` of `declaration/1`, as people are told it."""
    return form.rpartition("/")[2]


def in_form(content: Any, form: str) -> dict[str, Any]:
    """What is hashed: the content in a form, with its name. Unavailable for one not known here."""
    kind = form.partition("/")[0]
    known = {f"{kind}/{number}": making for number, making in FORMS.get(kind, {}).items()}
    if form not in known:
        raise Unavailable(
            _("Content is kept in the form {form}, which this version does not know.").format(
                form=form
            ),
            field="form",
            value=form,
            remedy=_("Open the casebook with the newest version of Landwaiter."),
        )
    return {"form": form, "content": known[form](content)}


def identity(content: Any, form: str = "") -> str:
    """SHA-256 of the canonical bytes of the content in a form, else in the newest of its kind."""
    return sha256_hex(content_bytes(content, form))


def content_bytes(content: Any, form: str = "") -> bytes:
    """The canonical bytes of the content in a form, else in the newest of its kind."""
    return bytes_of_plain(in_form(content, form or form_of(content)))
