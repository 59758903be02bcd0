"""What one person signs of a deed that takes two, and where that stands in the audit chain."""

from collections.abc import Mapping
from typing import Any

from landwaiter.canonical import instant
from landwaiter.i18n import shown
from landwaiter.storage.audit.statements import load_registry
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.people.open_casebook import Casebook
from landwaiter.trust.pairs import sealed_deed
from landwaiter.trust.signed import FORM, SignedContent, signed


def sign_deed(
    work: UnitOfWork, casebook: Casebook, deed: str, content: Mapping[str, Any]
) -> SignedContent:
    """The signed text of a deed: bound to the casebook, the audit head and the newest statement.

    It says in which words it was read: what it is about has no language. The next entry of the unit
    of work names it, so that the place of the signature is in the chain.
    """
    newest = load_registry(work.conn).heads
    made = signed(
        {
            "v": FORM,
            "casebook": casebook.id,
            "deed": deed,
            "by": casebook.user.id,
            "at": instant(work.now),
            "head": {"seq": str(work.head.seq), "sha256": work.head.sha256},
            "registry": {"seq": str(len(newest)), "sha256": newest[-1].sha256},
            "shown": shown(),
            **content,
        },
        [casebook.own_key],
    )
    work.signed(sealed_deed(deed, made))
    return made


def columns_of(made: SignedContent) -> dict[str, Any]:
    """The columns key, statement and signature of a row that holds a signed deed."""
    ((key, signature),) = made.signatures
    return {"key": key, "statement": made.text, "signature": bytes.fromhex(signature)}
