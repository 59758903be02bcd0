"""Where reports come from: whether the key sheets given answer for every signature in them.

A key sheet holds the signed statements of a casebook, so that the readers of `trust` judge here as
they do in the casebook. Of several sheets of one casebook the longest is read, and the others must
be how it begins; a sheet that expired answers only for what was signed before.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import Protocol

from landwaiter.i18n import _
from landwaiter.reports.dossier.dossier import ChainHead, Dossier, Voucher
from landwaiter.reports.dossier.sections import fingerprint
from landwaiter.reports.proof.approval import (
    Signature,
    TwoHands,
    entries_of,
    signatures_of,
    two_hands_of,
)
from landwaiter.reports.proof.audit_entries import KnownEntries
from landwaiter.reports.proof.key_sheet import KeySheet
from landwaiter.reports.proof.sources import Source, sources_of
from landwaiter.trust.pairs import is_by_one, why_not_two
from landwaiter.trust.registry import AUTHORITY, Key, Registry


class Origin(StrEnum):
    """What is known of where the reports come from."""

    PROVEN = "proven"
    NOT_PROVEN = "not_proven"
    """Consistent in itself; no key sheet was given, or the newest does not reach so far."""
    REFUTED = "refuted"
    """No key sheet answers for the keys, or a file is changed or falsely signed."""


class SignedFile(Protocol):
    """Of a checked file: who signed it, and its content."""

    @property
    def file(self) -> str: ...
    @property
    def key(self) -> str: ...
    @property
    def signer(self) -> str: ...
    @property
    def registry(self) -> ChainHead: ...
    @property
    def content(self) -> Dossier: ...
    @property
    def other_layout(self) -> bool: ...
    @property
    def consistent(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class OriginVerdict:
    origin: Origin
    closing: str
    office: str = ""
    cautions: tuple[str, ...] = ()
    """What the recipient should know of an origin that is proven."""


def origin_of(
    files: Sequence[SignedFile], same: bool | None, sheets: Sequence[KeySheet]
) -> OriginVerdict:
    """The casebook that the reports name must answer for every signature in all files."""
    if same is False or not all(file.consistent for file in files):
        first = sheets[0].office if sheets else ""
        return OriginVerdict(Origin.REFUTED, _("Not consistent: origin not proven."), first)
    if not sheets:
        return OriginVerdict(Origin.NOT_PROVEN, _("Consistent; origin not proven."))
    source = sources_of(sheets).get(files[0].content.casebook)
    if source is None:
        return _of_another(files[0], sheets[0])
    if source.contradiction is not None:
        return _contradicted(*source.contradiction)
    doubts = [doubt for file in files for doubt in _doubts(file, source)]
    worst = sorted(doubts, key=lambda one: one.origin is not Origin.REFUTED)
    if worst:
        return worst[0]
    said = _("Origin proven: signed by {name}, key {key}…, key sheet of {office}.").format(
        name=files[0].signer, key=files[0].key[:16], office=source.office
    )
    cautions = tuple(told for file in files for told in _retired_since(file, source))
    return OriginVerdict(Origin.PROVEN, said, source.office, cautions)


def _retired_since(file: SignedFile, source: Source) -> Iterator[str]:
    """Whoever kept a retired key can claim the time before: nothing in a file shows when it was
    signed, and the casebook knows which reports it made."""
    for signature in (_of_report(file), *signatures_of(file.content)):
        key = _key(signature, source)
        if key is not None and key.until is not None:
            yield _(
                "{file}: the key {key}… of {name}, who signed {what}, was retired since. That it "
                "signed before is what the report says; ask the office whether it made {dossier}."
            ).format(
                file=file.file,
                key=signature.key[:16],
                name=signature.name,
                what=signature.what,
                dossier=file.content.id,
            )


def _of_another(file: SignedFile, sheet: KeySheet) -> OriginVerdict:
    said = _(
        "Consistent; origin not proven: {file} is of casebook {own}, and the key sheet of {office} "
        "of another, {other}."
    ).format(
        file=file.file,
        office=sheet.office,
        own=fingerprint(file.content.casebook) or _("unknown"),
        other=fingerprint(sheet.registry.casebook),
    )
    return OriginVerdict(Origin.REFUTED, said, sheet.office)


def _contradicted(one: KeySheet, other: KeySheet) -> OriginVerdict:
    said = _(
        "Consistent; origin not proven: two key sheets of {office} contradict each other, that of "
        "{one}, signed by {signer}, and that of {two}, signed by {second}. Ask the office."
    ).format(
        office=other.office,
        one=one.made_at.date(),
        signer=one.signer,
        two=other.made_at.date(),
        second=other.signer,
    )
    return OriginVerdict(Origin.REFUTED, said, other.office)


def _doubts(file: SignedFile, source: Source) -> Iterator[OriginVerdict]:
    """Everything for which the sheet does not answer, in the order of the signatures."""
    dossier = file.content
    chain = source.longest.entries.with_others(entries_of(dossier), dossier.audit_head)
    if chain.contradict:
        yield _refuted(file, source, _other_chain())
    if file.other_layout:
        yield OriginVerdict(
            Origin.NOT_PROVEN, _other_layout().format(file=file.file), source.office
        )
    signatures = (_of_report(file), *signatures_of(dossier))
    for signature in signatures:
        yield from _signature_doubts(signature, file, source)
    if any(_lacks_statement(signature, source) for signature in signatures):
        return  # what it lacks may be what speaks for the rest
    yield from _pair_doubts(file, source, chain)
    if any(_is_misnamed(signature, source) for signature in signatures):
        yield _refuted(file, source, _misnamed())
    if dossier.founded_by_one is not source.registry.is_alone:
        yield _refuted(file, source, _other_founding())


def _of_report(file: SignedFile) -> Signature:
    made_at = file.content.made_at
    return Signature(file.signer, file.key, made_at, _("the report"), file.registry)


def _signature_doubts(
    signature: Signature, file: SignedFile, source: Source
) -> Iterator[OriginVerdict]:
    """The first test that fails, if one does."""
    for fails, said, origin in _TESTS:
        if fails(signature, source):
            sheet = source.longest
            sentence = said().format(
                key=signature.key[:16],
                name=signature.name,
                what=signature.what,
                file=file.file,
                office=sheet.office,
                made=sheet.made_at.date(),
                expires=sheet.expires.date(),
            )
            yield OriginVerdict(origin, sentence, sheet.office)
            return


def _lacks_statement(signature: Signature, source: Source) -> bool:
    return signature.registry.seq > len(source.registry.heads)


def _other_statement(signature: Signature, source: Source) -> bool:
    seq, heads = signature.registry.seq, source.registry.heads
    return seq < 1 or heads[seq - 1].sha256 != signature.registry.sha256


def _key(signature: Signature, source: Source) -> Key | None:
    """The key under the name that the signature bears."""
    registry = source.registry
    return (
        registry.keys.get(signature.key)
        if registry.name_of(signature.key) == signature.name
        else None
    )


def _not_in_force(signature: Signature, source: Source) -> bool:
    """The statement that was the newest decides, not a time that somebody claims."""
    key, place = _key(signature, source), source.registry.heads[signature.registry.seq - 1].place
    if key is None or key.since is None or key.since > place:
        return True
    return key.until is not None and key.until <= place


def _is_misnamed(signature: Signature, source: Source) -> bool:
    """The report says of a key what the statements do not; it need not know of later ones."""
    key, said = _key(signature, source), signature.vouched
    if key is None or said is None:
        return False
    now = vouched_for(source.registry, key)
    return (
        said.founder is not now.founder
        or not {*said.by} <= {*now.by}
        or (said.authority and not now.authority)
    )


def vouched_for(registry: Registry, key: Key) -> Voucher:
    """By whom a key is confirmed, as reports say it."""
    names = (registry.people[one].name for one in key.confirmers - {AUTHORITY})
    return Voucher(key.is_founders, tuple(sorted(names)), AUTHORITY in key.confirmers)


_TESTS: tuple[tuple[Callable[[Signature, Source], bool], Callable[[], str], Origin], ...] = (
    (
        _lacks_statement,
        lambda: _(
            "Consistent; origin not proven: the key sheet of {office} of {made} is older than what "
            "{what} in {file} rests on. Ask the office for a newer one."
        ),
        Origin.NOT_PROVEN,
    ),
    (
        _other_statement,
        lambda: _(
            "Consistent; origin not proven: {what} in {file} rests on other statements about "
            "people and keys than the key sheet of {office} holds."
        ),
        Origin.REFUTED,
    ),
    (
        lambda signature, source: _key(signature, source) is None,
        lambda: _(
            "Consistent; origin not proven: the key {key}… of {name}, who signed {what} in "
            "{file}, is not in the key sheet of {office}."
        ),
        Origin.REFUTED,
    ),
    (
        _not_in_force,
        lambda: _(
            "Consistent; origin not proven: the key {key}… of {name} was not valid when {what} "
            "in {file} was signed."
        ),
        Origin.REFUTED,
    ),
    (
        lambda signature, source: source.longest.expires < signature.at,
        lambda: _(
            "Consistent; origin not proven: the key sheet of {office} expired on {expires}, before "
            "{what} in {file} was signed. Ask the office for a newer one."
        ),
        Origin.NOT_PROVEN,
    ),
)
"""In which cases a sheet does not answer for a signature, in this order, and what is said: an old
sheet knows nothing of what came later, the others speak against the signature."""


def _pair_doubts(file: SignedFile, source: Source, chain: KnownEntries) -> Iterator[OriginVerdict]:
    """Second signatures that are not another person's assent to the decision."""
    for hands in two_hands_of(file.content):
        why_not = _why_not_two(hands, source.registry, chain)
        if why_not:
            said = _(
                "Consistent; origin not proven: {what} in {file} is not shown to be a second "
                "person’s. {why_not}"
            ).format(what=hands.what, file=file.file, why_not=why_not)
            yield OriginVerdict(Origin.REFUTED, said, source.office)


def _why_not_two(hands: TwoHands, registry: Registry, chain: KnownEntries) -> str:
    author, other = hands.deeds
    judged = partial(
        why_not_two,
        registry,
        chain,
        hands.first,
        hands.second,
        deeds=(author.name, other.name),
        roles=(author.roles, other.roles),
    )
    if hands.alone and is_by_one(*judged.args, **judged.keywords):
        return ""
    return judged()


def _other_chain() -> str:
    return _(
        "Consistent; origin not proven: the audit entries in {file} are not of the chain of the "
        "key sheet of {office}."
    )


def _other_layout() -> str:
    return _(
        "Consistent; origin not proven: another version of Landwaiter made {file}. Verify it with "
        "that version, which can compare it with its dossier."
    )


def _misnamed() -> str:
    return _(
        "Consistent; origin not proven: {file} says of a key that others confirmed it than the key "
        "sheet of {office} does."
    )


def _other_founding() -> str:
    return _(
        "Consistent; origin not proven: by how many people the casebook was founded is not what "
        "{file} says."
    )


def _refuted(file: SignedFile, source: Source, said: str) -> OriginVerdict:
    sentence = said.format(file=file.file, office=source.office)
    return OriginVerdict(Origin.REFUTED, sentence, source.office)
