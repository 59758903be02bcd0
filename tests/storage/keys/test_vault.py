"""The vault: what is put there comes back, or its damage is noticed."""

import io
import os
import shutil
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from landwaiter.canonical import sha256_hex
from landwaiter.errors import Invalid, NotFound, Unavailable
from landwaiter.storage.keys.casebook_keys import sub_keys
from landwaiter.storage.keys.vault import CHUNK, Vault, sealed_size

SIZES = [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK]
HEADER, SEALED = 31, CHUNK + 16


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return Vault(tmp_path, sub_keys(bytes(32), "casebook"))


def content(size: int) -> bytes:
    return (b"consignee " * (size // 10 + 1))[:size]


@pytest.mark.parametrize("size", SIZES)
def test_what_is_put_comes_back(vault: Vault, size: int) -> None:
    stored = vault.put(io.BytesIO(content(size)))
    assert (stored.size, stored.sha256) == (size, sha256_hex(content(size)))
    assert vault.read(stored.name) == content(size)


def test_neither_name_nor_file_tells_the_content(vault: Vault) -> None:
    stored = vault.put(io.BytesIO(content(1000)))
    assert stored.sha256 not in stored.name
    assert b"consignee" not in (vault.folder / stored.name).read_bytes()


def test_the_same_content_is_kept_once(vault: Vault) -> None:
    first = vault.put(io.BytesIO(b"same"))
    assert vault.put(io.BytesIO(b"same")) == first
    assert vault.names() == (first.name,)


def test_putting_content_again_mends_a_damaged_file(vault: Vault) -> None:
    stored = vault.put(io.BytesIO(b"same"))
    (vault.folder / stored.name).write_bytes(b"rubbish")
    vault.put(io.BytesIO(b"same"))
    assert vault.read(stored.name) == b"same"


def chunk(data: bytes, number: int) -> bytes:
    return data[HEADER + number * SEALED : HEADER + (number + 1) * SEALED]


def rebuilt(data: bytes, *numbers: int) -> bytes:
    return data[:HEADER] + b"".join(chunk(data, number) for number in numbers)


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "last chunk cut": lambda data: rebuilt(data, 0, 1),
    "all chunks cut": lambda data: data[:HEADER],
    "header cut": lambda data: data[:10],
    "cut inside a chunk": lambda data: data[:-1],
    "two swapped": lambda data: rebuilt(data, 1, 0, 2),
    "one repeated": lambda data: rebuilt(data, 0, 1, 1, 2),
    "one left out": lambda data: rebuilt(data, 0, 2),
    "bytes appended": lambda data: data + b"x",
    "a chunk appended": lambda data: rebuilt(data, 0, 1, 2, 2),
    "a bit flipped in a chunk": lambda data: data[:5000] + bytes([data[5000] ^ 1]) + data[5001:],
    "a bit flipped in the header": lambda data: data[:12] + bytes([data[12] ^ 1]) + data[13:],
    "another mark": lambda data: b"LWVAULT2" + data[8:],
    "empty": lambda data: b"",
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_every_damage_is_noticed(vault: Vault, damage: str) -> None:
    stored = vault.put(io.BytesIO(content(3 * CHUNK)))
    file = vault.folder / stored.name
    file.write_bytes(DAMAGES[damage](file.read_bytes()))
    with pytest.raises(Unavailable, match="damaged"):
        vault.read(stored.name)
    assert "damaged" in vault.fault(stored.name)


def test_a_file_cut_between_chunks_gives_nothing_of_its_false_end(vault: Vault) -> None:
    stored = vault.put(io.BytesIO(content(3 * CHUNK)))
    file = vault.folder / stored.name
    file.write_bytes(rebuilt(file.read_bytes(), 0, 1))
    given = vault.chunks(stored.name)
    assert next(given) == content(CHUNK)
    with pytest.raises(Unavailable, match="damaged"):
        next(given)


def test_a_file_under_the_name_of_another_is_noticed(vault: Vault) -> None:
    one, two = (vault.put(io.BytesIO(data)) for data in (b"one", b"two"))
    (vault.folder / one.name).replace(vault.folder / two.name)
    assert "damaged" in vault.fault(two.name)


def test_a_missing_file_is_not_found(vault: Vault) -> None:
    with pytest.raises(NotFound, match="missing from the vault"):
        vault.read("ab" * 32)


@pytest.mark.parametrize("name", ["../keys.json", "", "AB" * 32])
def test_only_names_of_the_vault_are_opened(vault: Vault, name: str) -> None:
    with pytest.raises(ValueError, match="vault"):
        vault.read(name)


def test_a_stream_that_fails_leaves_nothing(vault: Vault) -> None:
    class Failing(io.RawIOBase):
        def read(self, size: int = -1) -> bytes:
            raise OSError(28, "No space left on device")

    with pytest.raises(Unavailable, match="disk is full"):
        vault.put(Failing())
    assert list(vault.folder.iterdir()) == []


def test_a_stream_that_gives_little_at_a_time_is_read_to_its_end(vault: Vault) -> None:
    reading, writing = os.pipe()
    os.write(writing, b"abc")
    os.close(writing)
    with os.fdopen(reading, "rb", buffering=0) as stream:
        assert vault.read(vault.put(stream).name) == b"abc"


def test_half_written_files_of_a_killed_process_are_swept(vault: Vault) -> None:
    (vault.folder / "0123.part").write_bytes(b"half")
    assert vault.sweep_parts() == 1
    assert list(vault.folder.iterdir()) == []


def test_a_half_written_file_still_in_use_is_left(vault: Vault) -> None:
    class Sweeping(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            swept.append(vault.sweep_parts())
            return super().read(size)

    swept: list[int] = []
    stored = vault.put(Sweeping(b"kept"))
    assert set(swept) == {0}
    assert vault.read(stored.name) == b"kept"


def test_only_old_files_nobody_refers_to_are_swept(vault: Vault) -> None:
    kept, old, young = (vault.put(io.BytesIO(data)) for data in (b"kept", b"old", b"young"))
    past = time.time() - 7200
    for stored in (kept, old):
        os.utime(vault.folder / stored.name, (past, past))
    limit = datetime.now(UTC) - timedelta(hours=1)
    assert vault.sweep([kept.name], older_than=limit) == 1
    assert set(vault.names()) == {kept.name, young.name}


@pytest.mark.parametrize("size", SIZES)
def test_the_size_of_a_sealed_file_is_known_before(vault: Vault, size: int) -> None:
    stored = vault.put(io.BytesIO(bytes(size)))
    assert (vault.folder / stored.name).stat().st_size == sealed_size(size)
    assert vault.has(stored.name, size)
    assert not vault.has(stored.name, size + 1)
    assert not vault.has("ab" * 32)


def test_progress_is_told_chunk_by_chunk(vault: Vault) -> None:
    told: list[int] = []
    vault.put(io.BytesIO(bytes(2 * CHUNK + 5)), tell=told.append)
    assert told == [CHUNK, 2 * CHUNK, 2 * CHUNK + 5]


class Enough(BaseException):
    """Leaves the work through its own telling."""


def test_a_put_that_is_given_up_leaves_nothing(vault: Vault) -> None:
    def stop(done: int) -> None:
        if done > CHUNK:
            raise Enough

    with pytest.raises(Enough):
        vault.put(io.BytesIO(bytes(3 * CHUNK)), tell=stop)
    assert list(vault.folder.iterdir()) == []


def test_content_that_grows_beyond_the_most_while_it_is_read_is_refused(vault: Vault) -> None:
    with pytest.raises(Invalid, match="larger than"):
        vault.put(io.BytesIO(bytes(2 * CHUNK)), most=CHUNK)
    assert list(vault.folder.iterdir()) == []


def test_where_the_disk_is_too_small_it_is_said_with_figures(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    free = type("Usage", (), {"free": 70 << 20})
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: free)
    vault.require_room(1 << 20)
    with pytest.raises(Unavailable, match=r"needs 165 MiB .* which has 70"):
        vault.require_room(100 << 20)


def test_a_destroyed_file_is_gone_and_its_header_with_it(vault: Vault) -> None:
    stored = vault.put(io.BytesIO(b"kept"))
    kept = vault.folder / "copy"
    kept.hardlink_to(vault.folder / stored.name)
    vault.destroy(stored.name)
    assert not vault.has(stored.name)
    assert not kept.read_bytes().startswith(b"LWVAULT1")
    vault.destroy(stored.name)


FIRST_NAME = "6b8675efcc488b816e5afeddf8cfb0d6c7ccca1c1c9b52c48c8ee9947629b997"
FIRST_FILE = (
    "4c575641554c5431fb8d6683441596134dd2aeefed039b767fad957e7de570"
    "312a8dc9a6dfabfe87b9242d053b287f91369a8b3221437fbc05ab346330"
)
"""Sealed by the first version, with the keys of these tests."""


def test_a_file_that_the_first_version_sealed_is_read(vault: Vault) -> None:
    (vault.folder / FIRST_NAME).write_bytes(bytes.fromhex(FIRST_FILE))
    assert vault.read(FIRST_NAME) == b"kept for years"
