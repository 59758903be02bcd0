"""What this machine and account have seen of a casebook, kept in the profile of the account.

An older folder put in the place of a newer one is sound in itself: only what somebody remembers
outside shows it. The mark is signed by who signed in, is written after each deed, and shows a
casebook that is behind it, or beside it, at the next sign-in. It holds against whoever cannot
write the profile of the other account.
"""

import contextlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import platformdirs

from landwaiter.canonical import canonical_bytes
from landwaiter.storage.audit import chain
from landwaiter.storage.audit.sealed_chain import StoredChain
from landwaiter.storage.audit.statements import load_registry
from landwaiter.storage.base.reader import Reader
from landwaiter.trust.mark import MachineMark, mark_of
from landwaiter.trust.signed import FORM, signature_fits
from landwaiter.user_file import file_bytes
from landwaiter.whole_file import aside_of, new_file

_MOST_BYTES = 1 << 16


@dataclass(frozen=True, slots=True)
class MachineFinding:
    """What was found of the casebook on this machine."""

    mark: MachineMark | None
    """None: the casebook was never opened here, or what was kept of it is not readable."""
    behind: str = ""
    """Why the casebook is older than, or beside, what was seen, as a sentence; else empty."""


def place_of(casebook_id: str) -> Path:
    """The file of the mark."""
    return platformdirs.user_state_path("landwaiter") / "seen" / f"{casebook_id}.json"


def look(connection: Reader, public_key: str, sign: Callable[[bytes], bytes]) -> MachineFinding:
    """The casebook held against the mark of this machine, which goes on where it is not behind."""
    registry = load_registry(connection)
    mark = _read(registry.casebook)
    if mark is not None:
        behind = mark.why_behind(registry, StoredChain(connection))
        if behind:
            return MachineFinding(mark, behind)
    now = mark_of(registry, StoredChain(connection), chain.head(connection).seq)
    remember(now, public_key, sign)
    return MachineFinding(mark)


def remember(mark: MachineMark, public_key: str, sign: Callable[[bytes], bytes]) -> None:
    """Write down what is there now; where the profile cannot be written nothing is remembered."""
    said = _said(mark)
    signature = sign(canonical_bytes(said)).hex()
    content = canonical_bytes({**said, "key": public_key, "signature": signature})
    place = place_of(mark.casebook)
    aside = aside_of(place)
    with contextlib.suppress(OSError):
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            # Not waited for: where the machine stops first, an earlier mark is there.
            with new_file(aside) as file:
                file.write(content)
            aside.replace(place)
        finally:
            aside.unlink(missing_ok=True)


def _said(mark: MachineMark) -> dict[str, Any]:
    return {
        "v": FORM,
        "casebook": mark.casebook,
        "audit": {"seq": str(mark.audit_seq), "sha256": mark.audit_sha256},
        "statements": {"seq": str(mark.statements), "sha256": mark.statement_sha256},
    }


def _read(casebook_id: str) -> MachineMark | None:
    try:
        content = json.loads(file_bytes(place_of(casebook_id), most=_MOST_BYTES))
        mark = MachineMark(
            str(content["casebook"]),
            int(content["audit"]["seq"]),
            str(content["audit"]["sha256"]),
            int(content["statements"]["seq"]),
            str(content["statements"]["sha256"]),
        )
        is_signed = signature_fits(
            str(content["key"]), str(content["signature"]), canonical_bytes(_said(mark))
        )
    except Exception:  # noqa: BLE001  # a damaged mark is none: it is told, and stops nobody
        return None
    return mark if is_signed and mark.casebook == casebook_id else None
