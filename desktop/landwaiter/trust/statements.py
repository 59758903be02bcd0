"""The registry as a pure function of the statements and of the audit entries that seal them.

Each statement names the one before and the head of the audit chain; the very next audit entry names
the statement. What breaks that (bytes, order, casebook, seal) ends the reading: nothing from there
on counts. What is well formed and not allowed, or not rightly signed, has no effect and is named.
"""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, Protocol

from landwaiter.canonical import canonical_bytes, sha256_hex
from landwaiter.i18n import _
from landwaiter.trust.kinds import FOUNDED, RULES, NoEffect, SoundStatement
from landwaiter.trust.registry import Registry, StatementHead
from landwaiter.trust.signed import FORM, GENESIS, ChainEntry, SignedContent

_NUMBER = re.compile(r"(0|[1-9][0-9]{0,17})\Z")
"""Of an entry: more figures, or those of another script, not every reader makes a number of."""


class Chain(Protocol):
    """The audit chain as far as its own hashes hold."""

    def entry(self, seq: int) -> ChainEntry | None:
        """The entry of this number, from 1 on."""

    def statements(self) -> Iterable[str]:
        """What every entry that seals a statement names, in order."""


class BrokenChain(Exception):
    """What of the chain of statements does not hold; an end of a sentence."""


def sealed_as(seq: int, statement: SignedContent) -> str:
    """What the audit entry that seals a statement names."""
    return f"statement/{seq}/{statement.sha256}"


def read(
    statements: Sequence[SignedContent], chain: Chain, known: Registry | None = None
) -> Registry:
    """Everything the statements vouch for; `known` is what an earlier reading of the first gave."""
    registry = known or Registry()
    for seq, statement in enumerate(statements, start=1):
        if seq <= len(registry.heads) or registry.broken:
            continue
        try:
            said = _placed(registry, seq, statement, chain)
        except BrokenChain as fault:
            sentence = _("Statement {seq} and what follows do not count: {reason}.")
            registry = replace(registry, broken=sentence.format(seq=seq, reason=fault))
        else:
            registry = _with(registry, said, statement)
    return registry if registry.broken else _compared(registry, chain)


def _compared(registry: Registry, chain: Chain) -> Registry:
    """Broken where the audit chain names other statements than those that are here."""
    here = [f"statement/{seq}/{one.sha256}" for seq, one in enumerate(registry.heads, start=1)]
    if list(chain.statements()) == here:
        return registry
    return replace(
        registry, broken=_("The audit chain names statements that are not in the casebook.")
    )


def _placed(registry: Registry, seq: int, statement: SignedContent, chain: Chain) -> dict[str, Any]:
    """What a statement says, when its bytes, its order and its seal hold."""
    said = _parsed(statement.text)
    casebook = sha256_hex(statement.text) if seq == 1 else registry.casebook
    before = registry.heads[-1] if registry.heads else StatementHead(0, GENESIS)
    if said.get("seq") != str(seq) or said.get("prev") != before.sha256:
        raise BrokenChain(_("it does not follow the one before it"))
    if seq > 1 and said.get("casebook") != casebook:
        raise BrokenChain(_("it is of another casebook"))
    if (seq == 1) != (said.get("kind") == FOUNDED):
        raise BrokenChain(_("the founding is the first statement and no other"))
    head = said.get("head")
    if not isinstance(head, dict) or not _NUMBER.match(str(head.get("seq", ""))):
        raise BrokenChain(_("it names no head of the audit chain"))
    number = int(head["seq"])
    last, sealing = chain.entry(number), chain.entry(number + 1)
    if number < before.place or (seq == 1 and number):
        raise BrokenChain(_("its place in the audit chain is not after the one before it"))
    if head.get("sha256") != (last.sha256 if last else GENESIS) or (number and last is None):
        raise BrokenChain(_("the audit head it names is not in the chain"))
    if sealing is None or sealing.object != sealed_as(seq, statement):
        raise BrokenChain(_("the audit entry that follows does not seal it"))
    return said


def _parsed(text: bytes) -> dict[str, Any]:
    """Statements have one form of bytes: another with the same meaning is refused."""
    try:
        said = json.loads(text)
        is_canonical = canonical_bytes(said) == text
    except (ValueError, TypeError, RecursionError) as fault:
        raise BrokenChain(_("it is not readable")) from fault
    if not is_canonical or not isinstance(said, dict) or said.get("v") != FORM:
        raise BrokenChain(_("it is not in the form of statements"))
    return said


def _with(registry: Registry, said: dict[str, Any], statement: SignedContent) -> Registry:
    place, seq = int(said["head"]["seq"]) + 1, len(registry.heads) + 1
    registry = replace(
        registry,
        casebook=registry.casebook or sha256_hex(statement.text),
        heads=(*registry.heads, StatementHead(place, statement.sha256)),
    )
    try:
        return _after(registry, said, statement, place)
    except NoEffect as reason:
        fault = str(reason)
    except (KeyError, TypeError, ValueError, AttributeError):
        fault = _("what it says is not complete")
    sentence = _("Statement {seq} has no effect: {reason}.").format(seq=seq, reason=fault)
    return replace(registry, problems=(*registry.problems, sentence))


def _after(
    registry: Registry, said: dict[str, Any], statement: SignedContent, place: int
) -> Registry:
    if not statement.is_sound:
        raise NoEffect(_("a signature does not fit"))
    if str(said["at"]) < registry.at:
        raise NoEffect(_("its time is before that of an earlier one"))
    rule = RULES.get(str(said["kind"]))
    if rule is None:
        raise NoEffect(_("its kind is unknown"))
    stated = SoundStatement(
        str(said["kind"]), int(said["seq"]), statement.sha256, place, statement.keys, said
    )
    return replace(rule(registry, stated), at=str(said["at"]))
