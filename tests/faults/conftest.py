"""The sample casebook of the storage tests."""

from tests.storage.conftest import casebook, path

__all__ = ["casebook", "path"]
