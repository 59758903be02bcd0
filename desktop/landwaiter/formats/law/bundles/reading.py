"""A bundle verified from its root down to the last byte, and then read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final, TypeVar

from tuf.api.exceptions import LengthOrHashMismatchError
from tuf.api.metadata import (
    DelegatedRole,
    Metadata,
    MetaFile,
    Root,
    Snapshot,
    TargetFile,
    Targets,
    Timestamp,
)

from landwaiter.domain.law.pack import Pack
from landwaiter.errors import Invalid
from landwaiter.formats.law.bundles.archive import SNAPSHOT, TARGETS, TIMESTAMP, members_of
from landwaiter.formats.law.bundles.roots import (
    UNREADABLE,
    fingerprint,
    followed,
    public_keys,
    reason_of,
    roots_in,
    verify,
)
from landwaiter.formats.law.pack_folder import pack_of_zip
from landwaiter.i18n import _, plural

T = TypeVar("T", Snapshot, Targets, Timestamp)
MADE: Final = "x-landwaiter-made"
OFFICIAL: Final = "x-landwaiter-official"
CONTENT: Final = "sha256"
"""Of the custom fields of a pack: the hash that it is known by in casebooks."""
LONGEST: Final = timedelta(days=35)
"""For which a release may call itself fresh."""


@dataclass(frozen=True, slots=True)
class SignedPack:
    """A pack with who signed it, and whether that publisher may call it official."""

    pack: Pack
    publisher: str
    official: bool


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle that is what its publishers signed."""

    version: int
    made_at: datetime
    expires_at: datetime
    """The earliest day that any part of it names."""
    root_version: int
    root_fingerprint: str
    new_roots: tuple[bytes, ...]
    """That follow the accepted one, oldest first."""
    packs: tuple[SignedPack, ...]
    metadata: Mapping[str, str]
    """What was signed, by name, without the packs: enough to verify the signatures again."""


def read_bundle(data: bytes, accepted: bytes, *, file: str) -> Bundle:
    """All of a bundle, or Invalid; `accepted` is the root that two persons agreed to."""
    members = members_of(data, file=file)
    root, new_roots = followed(accepted, roots_in(members), file=file)
    signed = _signed_texts(members, root.signed, file)
    _refuse_strangers(members, signed, file)
    packs = tuple(_packs(members, signed, file))
    made_at = _made_at(signed.timestamp, file)
    return Bundle(
        version=signed.timestamp.version,
        made_at=made_at,
        expires_at=min(root.signed.expires, *(one.expires for one in signed.all())),
        root_version=root.signed.version,
        root_fingerprint=fingerprint(root),
        new_roots=new_roots,
        packs=packs,
        metadata={
            name: content.decode() for name, content in members.items() if name.endswith(".json")
        },
    )


@dataclass(frozen=True, slots=True)
class _Signed:
    """Metadata whose signatures hold."""

    timestamp: Timestamp
    snapshot: Snapshot
    targets: Targets
    publishers: Mapping[str, tuple[DelegatedRole, Targets]]

    def all(self) -> Iterator[Timestamp | Snapshot | Targets]:
        yield from (self.timestamp, self.snapshot, self.targets)
        yield from (targets for _role, targets in self.publishers.values())


def signed_packs(
    metadata: Mapping[str, str], accepted: bytes
) -> Iterator[tuple[tuple[str, str], bool]]:
    """((pack id, hash), official) of what was signed, the signatures verified once more.

    `accepted` is the root under which it was signed; Invalid where it does not hold.
    """
    members = {name: text.encode() for name, text in metadata.items()}
    file = TIMESTAMP
    root, _new = followed(accepted, roots_in(members), file=file)
    for role, own in _signed_texts(members, root.signed, file).publishers.values():
        official = role.unrecognized_fields.get(OFFICIAL) is True
        for path, target in own.targets.items():
            if role.is_delegated_path(path):
                yield (_pack_id(path), str((target.custom or {}).get(CONTENT))), official


def _signed_texts(members: Mapping[str, bytes], root: Root, file: str) -> _Signed:
    timestamp = _under(members, TIMESTAMP, Timestamp, root, "timestamp", file)
    _fits(timestamp.snapshot_meta, members[SNAPSHOT], SNAPSHOT, file)
    snapshot = _under(members, SNAPSHOT, Snapshot, root, "snapshot", file)
    _of_version(snapshot.version, timestamp.snapshot_meta, SNAPSHOT, file)
    targets = _listed(members, TARGETS, TARGETS, snapshot, root, "targets", file)
    publishers = {}
    for name, role in _roles(targets).items():
        place = f"publishers/{name}.json"
        own = _listed(members, place, f"{name}.json", snapshot, targets, name, file)
        public_keys(targets.delegations.keys if targets.delegations else {}, role)
        publishers[name] = (role, own)
    if targets.targets or any(own.delegations for _role, own in publishers.values()):
        raise _wrong(_("Packs are signed by publishers, and publishers name no others."), file)
    return _Signed(timestamp, snapshot, targets, publishers)


def _roles(targets: Targets) -> Mapping[str, DelegatedRole]:
    return (targets.delegations.roles if targets.delegations else None) or {}


def _listed(  # noqa: PLR0917  # one line of a chain each
    members: Mapping[str, bytes],
    place: str,
    listed_as: str,
    snapshot: Snapshot,
    delegator: Root | Targets,
    name: str,
    file: str,
) -> Targets:
    """Targets of a delegator, exactly as the snapshot lists them."""
    meta = snapshot.meta.get(listed_as)
    if meta is None or place not in members:
        raise _wrong(_("The bundle lacks a file."), file, place)
    _fits(meta, members[place], place, file)
    targets = _under(members, place, Targets, delegator, name, file)
    _of_version(targets.version, meta, place, file)
    return targets


def _under(  # noqa: PLR0917  # one line of a chain each
    members: Mapping[str, bytes],
    place: str,
    kind: type[T],
    delegator: Root | Targets,
    name: str,
    file: str,
) -> T:
    try:
        found: Metadata[Any] = Metadata.from_bytes(members[place])
    except UNREADABLE as error:
        raise _wrong(
            _("It cannot be read: {reason}.").format(reason=reason_of(error)), file, place
        ) from None
    if not isinstance(found.signed, kind):
        raise _wrong(_("It is not what its name says."), file, place)
    verify(delegator, name, found, file=file)
    return found.signed


def _fits(listed: MetaFile | TargetFile, data: bytes, place: str, file: str) -> None:
    """Length and hash are those that were signed; neither may be left out."""
    if not listed.hashes or listed.length is None:
        raise _wrong(_("Length or hash of a file are not signed."), file, place)
    try:
        listed.verify_length_and_hashes(data)
    except LengthOrHashMismatchError:
        raise _wrong(
            _("A file of the bundle is not the one that was signed."), file, place
        ) from None


def _of_version(version: int, listed: MetaFile, place: str, file: str) -> None:
    if version != listed.version:
        raise _wrong(_("A file of the bundle is of another release."), file, place)


def _made_at(timestamp: Timestamp, file: str) -> datetime:
    try:
        made = datetime.fromisoformat(str(timestamp.unrecognized_fields[MADE])).astimezone(UTC)
    except (KeyError, ValueError):
        raise _wrong(_("The bundle does not say when it was made."), file, TIMESTAMP) from None
    if not made < timestamp.expires <= made + LONGEST:
        raise _wrong(
            plural(
                LONGEST.days,
                "The bundle calls itself fresh for more than {n} day.",
                "The bundle calls itself fresh for more than {n} days.",
            ),
            file,
            TIMESTAMP,
        )
    return made


def _refuse_strangers(members: Mapping[str, bytes], signed: _Signed, file: str) -> None:
    """What nobody signed is in no bundle."""
    known = {f"publishers/{name}.json" for name in signed.publishers}
    known |= {path for _role, own in signed.publishers.values() for path in own.targets}
    for name in members:
        if name.startswith(("publishers/", "packs/")) and name not in known:
            raise _wrong(_("The bundle holds a file that nobody signed."), file, name)


def _packs(members: Mapping[str, bytes], signed: _Signed, file: str) -> Iterator[SignedPack]:
    """Every byte is verified before the first pack is unpacked."""
    listed: dict[str, tuple[str, TargetFile, bool]] = {}
    for name, (role, own) in signed.publishers.items():
        official = role.unrecognized_fields.get(OFFICIAL) is True
        for path, target in own.targets.items():
            if not role.is_delegated_path(path):
                said = _("{publisher} signed a pack that is not its own to publish.")
                raise _wrong(said.format(publisher=name), file, path)
            if path in listed or path not in members:
                raise _wrong(_("A pack is signed twice, or is not there."), file, path)
            _fits(target, members[path], path, file)
            listed[path] = (name, target, official)
    for path, (name, target, official) in sorted(listed.items()):
        pack = pack_of_zip(members[path], f"{file}/{path}")
        known_as = (target.custom or {}).get(CONTENT)
        if pack.id != _pack_id(path) or pack.sha256 != known_as:
            raise _wrong(_("A pack is not the one that its publisher named."), file, path)
        yield SignedPack(pack, name, official)


def _pack_id(path: str) -> str:
    return path.removeprefix("packs/").removesuffix(".zip")


def _wrong(said: str, file: str, place: str = "") -> Invalid:
    return Invalid(
        said,
        file=file,
        field=place or None,
        remedy=_("Nothing of it was taken in. Ask its publisher for the bundle again."),
    )
