"""Windows: what is asked of the system, on one that takes everything; nobody tried a real one."""

import ctypes
import importlib.util
import sys
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest

from landwaiter.services.base import confinement, job_object

linux = pytest.mark.skipif(sys.platform == "win32", reason="it would confine the test itself")


def as_on_windows(monkeypatch: pytest.MonkeyPatch, module: ModuleType) -> ModuleType:
    """The module loaded anew as it is on Windows."""
    monkeypatch.setattr(sys, "platform", "win32")
    spec = importlib.util.spec_from_file_location("as_on_windows", str(module.__file__))
    assert spec is not None
    assert spec.loader is not None
    loaded = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "as_on_windows", loaded)
    spec.loader.exec_module(loaded)
    return loaded


def test_what_nobody_tried_on_windows_is_told_as_not_confined(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[object] = []
    monkeypatch.setattr(job_object, "apply", lambda **most: asked.append(most), raising=False)
    loaded = as_on_windows(monkeypatch, confinement)
    assert loaded.confine().missing == ("windows",)
    assert not loaded.confine().files
    assert asked[0] == {"memory": 1 << 30, "cpu_s": 15}


class FakeWindows:
    """Takes every call as done and keeps its name; a token holds two privileges."""

    def __init__(self, *, refuses: str = "") -> None:
        self.calls: list[str] = []
        self.refuses = refuses
        self.privileges = b""

    def __getattr__(self, name: str) -> Callable[..., int]:
        def call(*given: Any) -> int:
            self.calls.append(name)
            if name == "GetTokenInformation" and given[2] is not None:
                ctypes.memmove(given[2], bytes([2]), 1)
            elif name == "GetTokenInformation":
                given[4]._obj.value = 256
            elif name == "AdjustTokenPrivileges":
                self.privileges = given[2].raw
            return 0 if name == self.refuses else 1

        call.restype = None  # type: ignore[attr-defined]  # as functions of a library have one
        self.__dict__[name] = call
        return call


def on_fake_windows(monkeypatch: pytest.MonkeyPatch, fake: FakeWindows) -> None:
    monkeypatch.setattr(ctypes, "WinDLL", lambda *_a, **_k: fake, raising=False)
    monkeypatch.setattr(ctypes, "get_last_error", lambda: 5, raising=False)
    monkeypatch.setattr(ctypes, "WinError", lambda code: OSError(code, "refused"), raising=False)
    as_on_windows(monkeypatch, job_object).apply(memory=1 << 30, cpu_s=15)


@linux
def test_on_windows_the_job_comes_first_and_privileges_and_integrity_follow(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fake = FakeWindows()
    on_fake_windows(monkeypatch, fake)
    assert [name for name in fake.calls if not name.startswith("Get")] == [
        "CreateJobObjectW",
        "SetInformationJobObject",
        "AssignProcessToJobObject",
        "OpenProcessToken",
        "AdjustTokenPrivileges",
        "SetTokenInformation",
    ]
    assert fake.privileges.count(4) == 2


@linux
@pytest.mark.parametrize("call", ["SetInformationJobObject", "AssignProcessToJobObject"])
def test_without_a_job_the_process_does_not_work(
    monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    with pytest.raises(OSError, match="refused"):
        on_fake_windows(monkeypatch, FakeWindows(refuses=call))


@linux
@pytest.mark.parametrize("call", ["AdjustTokenPrivileges", "SetTokenInformation"])
def test_what_is_not_claimed_may_be_refused(monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    fake = FakeWindows(refuses=call)
    on_fake_windows(monkeypatch, fake)
    assert call in fake.calls
