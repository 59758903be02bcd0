"""Roots of bundles: who may sign what; each new one is signed by the keys of the old one."""

from collections.abc import Iterator, Mapping
from typing import Final

from tuf.api.exceptions import RepositoryError, UnsignedMetadataError
from tuf.api.metadata import Key, Metadata, Role, Root, Targets

from landwaiter.canonical import sha256_hex
from landwaiter.domain.law.bundles import RootHead
from landwaiter.errors import Invalid
from landwaiter.i18n import _

LEAST_SIGNERS: Final = 2
"""Of the keys of a root: one lost key changes nothing."""
UNREADABLE = (RepositoryError, ValueError, TypeError, KeyError, RecursionError)
"""What reading metadata that is none raises."""
ED25519: Final = "ed25519"


def root_head(data: bytes, *, file: str) -> RootHead:
    """What a root says; Invalid unless enough of its own keys signed it."""
    root = root_of(data, file=file)
    said = root.signed
    return RootHead(
        said.version,
        fingerprint(root),
        said.roles[Root.type].threshold,
        public_keys(said.keys, said.roles[Root.type]),
        public_keys(said.keys, said.roles["timestamp"]),
        said.expires,
    )


def fingerprint(root: Metadata[Root]) -> str:
    return sha256_hex(root.signed_bytes)


def root_of(data: bytes, *, file: str) -> Metadata[Root]:
    """A root that its own keys have signed, two of them at least."""
    root = _read(data, file)
    _refuse_weak(root.signed, file)
    verify(root.signed, Root.type, root, file=file)
    return root


def followed(
    known: bytes, given: Mapping[int, bytes], *, file: str
) -> tuple[Metadata[Root], tuple[bytes, ...]]:
    """The newest root that the known one leads to, and the new ones on the way.

    Each is signed by enough keys of the one before and of its own. Invalid for a bundle of another
    root, or of an older one.
    """
    root = root_of(known, file=file)
    same = given.get(root.signed.version)
    if same is None or fingerprint(_read(same, file)) != fingerprint(root):
        raise Invalid(
            _("The bundle is of another root than the one that this office accepted."),
            file=file,
            field="root",
            remedy=_("Ask its publisher; another root has to be accepted by two persons first."),
        )
    new: list[bytes] = []
    while (data := given.get(root.signed.version + 1)) is not None:
        following = root_of(data, file=file)
        if following.signed.version != root.signed.version + 1:
            raise _unsigned(file, "root")
        verify(root.signed, Root.type, following, file=file)
        root = following
        new.append(data)
    if max(given) > root.signed.version:
        raise Invalid(
            _("A root of the bundle does not follow the one before it."),
            file=file,
            field="root",
            remedy=_("Ask its publisher for a bundle with every root."),
        )
    return root, tuple(new)


def follows(before: bytes, after: bytes) -> bool:
    """Whether the keys of a root have signed the next one; Invalid for what is no root."""
    old, new = root_of(before, file="root.json"), root_of(after, file="root.json")
    verify(old.signed, Root.type, new, file="root.json")
    return new.signed.version == old.signed.version + 1


def _read(data: bytes, file: str) -> Metadata[Root]:
    try:
        root = Metadata[Root].from_bytes(data)
    except UNREADABLE as error:
        raise Invalid(
            _("This is no root of bundles: {reason}.").format(reason=reason_of(error)),
            file=file,
            remedy=_("Copy the file from its publisher again."),
        ) from None
    if root.signed.type != Root.type:
        raise Invalid(_("This is no root of bundles."), file=file, field=root.signed.type)
    return root


def _refuse_weak(root: Root, file: str) -> None:
    for name in (Root.type, Targets.type):
        role = root.roles[name]
        distinct = public_keys(root.keys, role)
        if role.threshold < LEAST_SIGNERS or len(distinct) < role.threshold:
            raise Invalid(
                _("One key alone would change who may sign: at least two are needed."),
                file=file,
                field=name,
                remedy=_("Ask its publisher for a root that two people sign."),
            )
    for role in root.roles.values():
        public_keys(root.keys, role)


def public_keys(keys: Mapping[str, Key], role: Role) -> tuple[str, ...]:
    """The distinct keys of a role; Invalid for one of another kind, or one that stands twice."""
    found = tuple(keys[keyid] for keyid in role.keyids)
    if any(key.keytype != ED25519 or key.scheme != ED25519 for key in found):
        raise Invalid(_("A key of the bundle is not of the kind Ed25519."))
    public = tuple(str(key.keyval["public"]) for key in found)
    if len(set(public)) != len(public):
        raise Invalid(_("A key of the bundle stands under two names."))
    return tuple(sorted(public))


def verify(
    delegator: Root | Targets, name: str, signed: Metadata[Root] | Metadata[Targets], *, file: str
) -> None:
    """Invalid unless enough keys that the delegator names for the role have signed."""
    try:
        delegator.verify_delegate(name, signed.signed_bytes, signed.signatures)
    except (UnsignedMetadataError, *UNREADABLE):
        raise _unsigned(file, name) from None


def _unsigned(file: str, name: str) -> Invalid:
    return Invalid(
        _("Not enough of the keys that may sign this have signed it."),
        file=file,
        field=name,
        remedy=_("Nothing of it was taken in. Ask its publisher."),
    )


def reason_of(error: BaseException) -> str:
    return (str(error) or type(error).__name__).rstrip(".")[:200]


def roots_in(members: Mapping[str, bytes]) -> Mapping[int, bytes]:
    """Version → root, of those that lie in a bundle."""
    return dict(_numbered(members))


def _numbered(members: Mapping[str, bytes]) -> Iterator[tuple[int, bytes]]:
    for name, data in members.items():
        if name.startswith("root/"):
            yield int(name.removeprefix("root/").partition(".")[0]), data
