"""Shared fixtures."""

import gc
import os
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlalchemy.util import LRUCache

from landwaiter.domain.pack import Pack
from landwaiter.formats import pack_folder
from landwaiter.storage import (
    approvals,
    backup_checks,
    keys,
    motions,
    reference,
    user_statements,
)
from landwaiter.storage.sqlite import engine


def pytest_collection_finish() -> None:
    """What stands once all tests are known stays: to look through it again is a tenth of a run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.fixture(scope="session", autouse=True)
def _passwords_stretched_once() -> Iterator[None]:
    """Argon2id takes a fifth of a second by design: each password and salt pays it once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keys, "_stretched", cache(keys._stretched))
        yield


@pytest.fixture(scope="session", autouse=True)
def _signatures_verified_once() -> Iterator[None]:
    """The same key, signature and content fit or not for ever: copies of a casebook share them."""
    known = cache(keys.signature_fits)
    with pytest.MonkeyPatch.context() as patch:
        for module in (keys, approvals, backup_checks, motions, user_statements):
            patch.setattr(module, "signature_fits", known)
        yield


@pytest.fixture(scope="session", autouse=True)
def _packs_decoded_once() -> Iterator[None]:
    """The very same bytes are the very same pack: thousands of sign-ins here decode the same few.

    What is derived from a pack is kept by the program itself as long as the pack is.
    """
    plain, known = pack_folder._pack, dict[Any, Pack]()

    def once(settings: Mapping[str, Any], data: bytes, name: str) -> Pack:
        key = (repr(settings), data, name)
        if key not in known:
            known[key] = plain(settings, data, name)
        return known[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pack_folder, "_pack", once)
        patch.setattr(reference, "_decoded", cache(reference._decoded))
        yield


@pytest.fixture(scope="session", autouse=True)
def _statements_compiled_once() -> Iterator[None]:
    """One dialect and one store of compiled statements for the thousands of casebooks opened here.

    The program opens one and fills the store as it goes, which would be begun anew in each test.
    """
    with pytest.MonkeyPatch.context() as patch:
        plain, first = engine._engine, engine.memory_engine()
        compiled = LRUCache[Any, Any](4096)
        with first.connect():
            pass  # the first connection tells the dialect the version of the database

        def alike(*arguments: Any, **pool: Any) -> Engine:
            made = plain(*arguments, **pool)
            made.dialect, made._compiled_cache = first.dialect, compiled
            return made

        patch.setattr(engine, "_engine", alike)
        yield
        first.dispose()


@pytest.fixture(scope="session", autouse=True)
def _commits_do_not_wait() -> Iterator[None]:
    """Nobody pulls the plug here: what is killed are processes, with settings of their own."""
    hasty = tuple(s.replace("synchronous = FULL", "synchronous = OFF") for s in engine._SETTINGS)
    assert hasty != tuple(engine._SETTINGS)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "_SETTINGS", hasty)
        yield


@pytest.fixture(scope="session")
def testdata() -> Path:
    """The folder of other people's real files, or a skip that says why."""
    folder = os.environ.get("LANDWAITER_TESTDATA")
    if not folder:
        pytest.skip("LANDWAITER_TESTDATA is not set: no third-party data to test on")
    path = Path(folder)
    if not path.is_dir():
        pytest.fail(f"LANDWAITER_TESTDATA names no folder: {path}")
    return path
