"""Roots of bundles: two different Ed25519 keys at least, and nothing that only looks like one."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from securesystemslib.signer import CryptoSigner
from tuf.api.metadata import Metadata, Role, Root

from landwaiter.errors import Invalid
from landwaiter.formats.law.bundles.roots import root_head

EXPIRES = datetime(2028, 1, 1, tzinfo=UTC)
Change = Callable[[Root, list[CryptoSigner]], None]


def a_root(change: Change | None = None) -> bytes:
    """A root of two keys that both have signed, after a change."""
    signers = [CryptoSigner.generate_ed25519() for _ in range(2)]
    keys = {one.public_key.keyid: one.public_key for one in signers}
    roles = {name: Role(list(keys), 2) for name in ("root", "targets")}
    roles |= {name: Role([signers[0].public_key.keyid], 1) for name in ("snapshot", "timestamp")}
    root = Root(1, expires=EXPIRES, keys=dict(keys), roles=roles, consistent_snapshot=False)
    if change:
        change(root, signers)
    found: Metadata[Any] = Metadata(root)
    for signer in signers:
        found.sign(signer, append=True)
    return found.to_bytes()


def test_a_root_of_two_keys_says_whose_they_are() -> None:
    head = root_head(a_root(), file="root.json")
    assert (head.version, head.threshold, len(head.keys), len(head.release_keys)) == (1, 2, 2, 1)


def test_more_signatures_change_no_fingerprint() -> None:
    data = a_root()
    found: Metadata[Any] = Metadata.from_bytes(data)
    found.sign(CryptoSigner.generate_ed25519(), append=True)
    again = root_head(found.to_bytes(), file="root.json")
    assert again.fingerprint == root_head(data, file="root.json").fingerprint


def one_signature(_root: Root, signers: list[CryptoSigner]) -> None:
    signers.pop()


def threshold_of_one(root: Root, _signers: list[CryptoSigner]) -> None:
    root.roles["root"].threshold = 1


def publishers_by_one(root: Root, _signers: list[CryptoSigner]) -> None:
    root.roles["targets"].threshold = 1


def one_key_under_two_names(root: Root, signers: list[CryptoSigner]) -> None:
    """The same key would sign twice."""
    first, second = list(root.keys.values())
    second.keyval = dict(first.keyval)


def another_kind_of_key(root: Root, signers: list[CryptoSigner]) -> None:
    signers[1] = CryptoSigner.generate_ecdsa()
    key = signers[1].public_key
    root.keys[key.keyid] = key
    for name in ("root", "targets"):
        root.roles[name].keyids[1] = key.keyid


@pytest.mark.parametrize(
    "change",
    [
        one_signature,
        threshold_of_one,
        publishers_by_one,
        one_key_under_two_names,
        another_kind_of_key,
    ],
)
def test_a_root_that_one_key_could_change_is_refused(change: Change) -> None:
    with pytest.raises(Invalid):
        root_head(a_root(change), file="root.json")


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b"{" * 5000, b"\xff", b"null"])
def test_what_is_no_root_is_refused_in_a_sentence(data: bytes) -> None:
    with pytest.raises(Invalid, match="no root of bundles"):
        root_head(data, file="root.json")
