"""Making bundles, for those who publish reference data: keys, roots, releases."""

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)
from securesystemslib.signer import CryptoSigner, SSlibKey
from tuf.api.exceptions import RepositoryError
from tuf.api.metadata import (
    DelegatedRole,
    Delegations,
    Key,
    Metadata,
    MetaFile,
    Role,
    Root,
    Snapshot,
    TargetFile,
    Targets,
    Timestamp,
)
from tuf.api.serialization.json import JSONSerializer

from landwaiter.domain.law.pack import Pack
from landwaiter.errors import Invalid
from landwaiter.formats.law.bundles.archive import SNAPSHOT, TARGETS, TIMESTAMP
from landwaiter.formats.law.bundles.reading import CONTENT, MADE, OFFICIAL
from landwaiter.formats.law.bundles.roots import UNREADABLE, reason_of
from landwaiter.i18n import _

_FIRST: Final = (1980, 1, 1, 0, 0, 0)
"""The same release gives the same bytes, whenever it is made."""
_WRITTEN = JSONSerializer(compact=False)


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who may sign which packs."""

    name: str
    keys: tuple[str, ...]
    """Public keys as PEM."""
    packs: tuple[str, ...]
    """Patterns of pack ids, such as `eu_*`."""
    official: bool = False


@dataclass(frozen=True, slots=True)
class Scheme:
    """What a root and its list of publishers are to say."""

    root_keys: tuple[str, ...]
    release_keys: tuple[str, ...]
    publishers: tuple[Publisher, ...]
    threshold: int
    expires: datetime


def new_key(password: str) -> tuple[bytes, bytes]:
    """A new Ed25519 key: the private part under the password, and the public one; both PEM."""
    private = Ed25519PrivateKey.generate()
    sealed = BestAvailableEncryption(password.encode())
    return (
        private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, sealed),
        private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo),
    )


def signer_of(private: bytes, password: str, *, file: str) -> CryptoSigner:
    """The key of a file; Invalid for a wrong password, or a file that is no key."""
    try:
        key = load_pem_private_key(private, password.encode())
    except (ValueError, TypeError):
        raise Invalid(
            _("The key cannot be opened: the password is wrong, or the file is no key."),
            file=file,
            remedy=_("Give the password under which the key was made."),
        ) from None
    if not isinstance(key, Ed25519PrivateKey):
        raise _no_key(file)
    return CryptoSigner(key)


def public_key_of(public: bytes, *, file: str) -> SSlibKey:
    """A public key in PEM; Invalid for anything but Ed25519."""
    try:
        key = load_pem_public_key(public)
    except ValueError:
        raise _no_key(file) from None
    if not isinstance(key, Ed25519PublicKey):
        raise _no_key(file)
    return SSlibKey.from_crypto(key)


def figures_of(key: Any) -> str:
    """The public key as people compare it."""
    return str(key.keyval["public"])


def _no_key(file: str) -> Invalid:
    return Invalid(
        _("This is no Ed25519 key."), file=file, remedy=_("Make one: landwaiter bundle keys.")
    )


def unsigned_root(scheme: Scheme, version: int) -> tuple[bytes, bytes]:
    """`root.json` and `targets.json` as the scheme says, for the root keys to sign."""
    own = [_key(one) for one in scheme.root_keys]
    release = [_key(one) for one in scheme.release_keys]
    _refuse_few(scheme)
    keys: dict[str, Key] = {key.keyid: key for key in (*own, *release)}
    by_root = Role([key.keyid for key in own], scheme.threshold)
    by_release = Role([key.keyid for key in release], 1)
    roles = {
        "root": by_root,
        "targets": Role(list(by_root.keyids), scheme.threshold),
        "snapshot": by_release,
        "timestamp": Role(list(by_release.keyids), 1),
    }
    root = Root(version, expires=scheme.expires, keys=keys, roles=roles, consistent_snapshot=False)
    targets = Targets(version, expires=scheme.expires, delegations=_delegations(scheme.publishers))
    return Metadata(root).to_bytes(_WRITTEN), Metadata(targets).to_bytes(_WRITTEN)


def _refuse_few(scheme: Scheme) -> None:
    if scheme.threshold < 2 or len(set(scheme.root_keys)) < scheme.threshold:
        raise Invalid(
            _("A root needs at least two keys, and two of them to sign."),
            field="threshold",
            value=str(scheme.threshold),
            remedy=_("Name the public keys of two people or more."),
        )


def _delegations(publishers: Sequence[Publisher]) -> Delegations:
    keys: dict[str, Key] = {}
    roles: dict[str, DelegatedRole] = {}
    for one in publishers:
        own = [_key(pem) for pem in one.keys]
        keys |= {key.keyid: key for key in own}
        roles[one.name] = DelegatedRole(
            one.name,
            [key.keyid for key in own],
            1,
            terminating=True,
            paths=[f"packs/{pattern}.zip" for pattern in one.packs],
            unrecognized_fields={OFFICIAL: one.official},
        )
    return Delegations(keys, roles)


def _key(pem: str) -> SSlibKey:
    return public_key_of(pem.encode(), file=_("public key"))


def signed_also(content: bytes, signers: Iterable[CryptoSigner], *, file: str) -> bytes:
    """Metadata with more signatures; those that are there stay."""
    try:
        found: Metadata[Any] = Metadata.from_bytes(content)
        for signer in signers:
            found.sign(signer, append=True)
    except (*UNREADABLE, RepositoryError) as error:
        raise Invalid(
            _("It cannot be signed: {reason}.").format(reason=reason_of(error)),
            file=file,
            remedy=_("Give a root.json or targets.json that “bundle root” wrote."),
        ) from None
    return found.to_bytes(_WRITTEN)


def signed_by(content: bytes) -> tuple[int, int]:
    """How many keys of its own have signed a root, and how many must."""
    root = Metadata[Root].from_bytes(content)
    result = root.signed.get_verification_result("root", root.signed_bytes, root.signatures)
    return len(result.signed), result.threshold


@dataclass(frozen=True, slots=True)
class Release:
    """What one release is to be."""

    version: int
    made_at: datetime
    expires: datetime


def bundle_of(
    roots: Mapping[int, bytes],
    targets: bytes,
    packs: Iterable[tuple[Pack, bytes]],
    signers: Sequence[CryptoSigner],
    release: Release,
) -> bytes:
    """The zip: each pack signed by its publisher's key, the whole by the release key.

    Invalid where nobody among the signers may sign a pack, or the release.
    """
    root = Metadata[Root].from_bytes(roots[max(roots)]).signed
    publishers = Metadata[Targets].from_bytes(targets).signed.delegations
    by_id = {signer.public_key.keyid: signer for signer in signers}
    files = {f"packs/{pack.id}.zip": (pack, content) for pack, content in packs}
    signed: dict[str, bytes] = {}
    left = set(files)
    for name, role in ((publishers.roles if publishers else None) or {}).items():
        mine = {path: files[path] for path in sorted(left) if role.is_delegated_path(path)}
        keys = [by_id[keyid] for keyid in role.keyids if keyid in by_id]
        if not keys:
            said = _("No key was given that may sign for {publisher}.")
            raise _nobody(said.format(publisher=name))
        left -= mine.keys()
        own = Targets(release.version, expires=release.expires, targets=_targets(mine))
        signed[name] = _signed(own, keys)
    if left:
        raise _nobody(_("No publisher may sign {packs}.").format(packs=", ".join(sorted(left))))
    meta = {TARGETS: _meta(targets), **{f"{name}.json": _meta(t) for name, t in signed.items()}}
    keeper = [by_id[keyid] for keyid in root.roles["timestamp"].keyids if keyid in by_id]
    if not keeper:
        raise _nobody(_("No key was given that may sign a release."))
    snapshot = _signed(Snapshot(release.version, expires=release.expires, meta=meta), keeper)
    timestamp = _signed(
        Timestamp(
            release.version,
            expires=release.expires,
            snapshot_meta=_meta(snapshot),
            unrecognized_fields={MADE: release.made_at.isoformat()},
        ),
        keeper,
    )
    return _zip(
        {
            **{f"root/{number}.root.json": content for number, content in sorted(roots.items())},
            TIMESTAMP: timestamp,
            SNAPSHOT: snapshot,
            TARGETS: targets,
            **{f"publishers/{name}.json": text for name, text in signed.items()},
            **{path: content for path, (_pack, content) in sorted(files.items())},
        }
    )


def _targets(mine: Mapping[str, tuple[Pack, bytes]]) -> dict[str, TargetFile]:
    found = {}
    for path, (pack, content) in mine.items():
        target = TargetFile.from_data(path, content, ["sha256"])
        target.unrecognized_fields["custom"] = {CONTENT: pack.sha256, "edition": pack.edition}
        found[path] = target
    return found


def _meta(content: bytes) -> MetaFile:
    version = Metadata[Any].from_bytes(content).signed.version
    return MetaFile.from_data(version, content, ["sha256"])


def _signed(said: Any, signers: Iterable[CryptoSigner]) -> bytes:
    found = Metadata(said)
    for signer in signers:
        found.sign(signer, append=True)
    return found.to_bytes(_WRITTEN)


def _nobody(said: str) -> Invalid:
    return Invalid(said, field="key", remedy=_("Give the key file of who may sign it, with --key."))


def pack_zip(files: Mapping[str, bytes]) -> bytes:
    """A pack as a zip of its own; the same files give the same bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(name, _FIRST), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def _zip(members: Mapping[str, bytes]) -> bytes:
    """Members lie open, so that what is hashed is what lies there."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name, _FIRST), content)
    return stream.getvalue()
