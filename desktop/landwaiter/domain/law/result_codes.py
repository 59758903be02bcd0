"""Codes of control results: from packs that an office imports, each with its edition and trust.

None is shipped: which codes there are, a customs system says.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from landwaiter.domain.law.pack import Pack
from landwaiter.errors import Invalid
from landwaiter.i18n import _, joined

CONTROL_RESULTS: Final = "control_results"
"""The kind of pack: columns `code` and `words`."""
_CODE: Final = re.compile(r"[A-Z0-9]{2}\Z")
_SHOWN: Final = 20


@dataclass(frozen=True, slots=True)
class ResultCode:
    """One code, as a list names it."""

    code: str
    words: str
    pack: str
    """Identity of the list."""
    listed: str
    """Title and edition of the list; empty: no list was in force."""
    trust: str


def listed_results(packs: Iterable[Pack]) -> tuple[ResultCode, ...]:
    """The codes of every list, in the order of lists and rows."""
    return tuple(
        ResultCode(
            row["code"].strip().upper(),
            row.get("words", "").strip(),
            pack.id,
            f"{pack.title}, {pack.edition}",
            pack.trust,
        )
        for pack in sorted(packs, key=lambda one: one.id)
        if pack.kind == CONTROL_RESULTS
        for row in pack.rows
        if row.get("code")
    )


def name_of(one: ResultCode, known: Iterable[ResultCode]) -> str:
    """How a code is named: by itself, or with its list where it stands in several."""
    alike = [other for other in known if other.code == one.code]
    return one.code if len(alike) == 1 else f"{one.pack}:{one.code}"


def codes_offered(known: tuple[ResultCode, ...]) -> tuple[tuple[str, str], ...]:
    """Each by its name, with what it says."""
    named = ((name_of(one, known), one.words) for one in known)
    return tuple((name, joined(", ", filter(None, (name, words)))) for name, words in named)


def code_named(text: str, known: tuple[ResultCode, ...]) -> ResultCode:
    """The code that is meant; where no list is in force, what was typed, without words.

    Invalid where the lists do not have it, or several do.
    """
    said = text.strip()
    if not known:
        return ResultCode(_as_typed(said), "", "", "", "")
    found = [one for one in known if said.casefold() == name_of(one, known).casefold()]
    if len(found) == 1:
        return found[0]
    names = [name_of(one, known) for one in known]
    more = ", …" if len(names) > _SHOWN else ""
    raise Invalid(
        _("No list of control results in force has this code."),
        field="code",
        value=text,
        remedy=_("Use one of {names}.").format(names=", ".join(names[:_SHOWN]) + more),
    )


def _as_typed(text: str) -> str:
    """Two letters or figures (format an2 of the messages)."""
    code = text.upper()
    if not _CODE.match(code):
        raise Invalid(
            _("A code of a control result is two letters or figures."),
            field="code",
            value=text,
            remedy=_("Give it as the customs system asks for it."),
        )
    return code
