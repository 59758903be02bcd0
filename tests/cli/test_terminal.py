"""At a terminal: passwords are asked for without echo, long work shows a bar on standard error."""

import io
import sys
from pathlib import Path

import pytest
from tests.cli.terminal import ADMIN, ANALYST, PASSWORDS, Desk, typed

from landwaiter.cli import call as calls
from landwaiter.cli.progress import progress_bar


class Asked:
    """Answers prompts in their order and remembers them."""

    def __init__(self, *answers: str) -> None:
        self.answers = list(answers)
        self.prompts: list[str] = []

    def __call__(self, prompt: str, stream: object = None) -> str:
        assert stream is sys.stderr
        self.prompts.append(prompt)
        return self.answers.pop(0)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    prompts = Asked()
    monkeypatch.setattr(calls, "can_ask", lambda: True)
    monkeypatch.setattr("getpass.getpass", prompts)
    return prompts


def test_the_password_is_asked_for(reader: Desk, asked: Asked) -> None:
    asked.answers = [PASSWORDS[ANALYST]]
    seen = typed("case", "list", "--casebook", reader.path, "--user", ANALYST, "--json")
    assert (seen.code, len(seen.data)) == (0, 3)
    assert asked.prompts == [f"Password of {ANALYST}: "]


def test_a_password_that_is_set_is_asked_for_twice(desk: Desk, asked: Asked) -> None:
    asked.answers = ["quite another one", "quite another one"]
    assert desk.types("casebook", "users", "password", ANALYST).code == 0
    assert asked.prompts == [f"New password of {ANALYST}: ", "Once more: "]


def test_two_different_new_passwords_set_none(desk: Desk, asked: Asked) -> None:
    asked.answers = ["quite another one", "quite an other one"]
    seen = desk.types("casebook", "users", "password", ANALYST)
    assert seen.code == 1
    assert "not the same" in seen.err
    assert desk.types("case", "list").code == 0


def test_the_password_of_a_new_casebook_is_asked_for_twice(tmp_path: Path, asked: Asked) -> None:
    asked.answers = [PASSWORDS[ADMIN], PASSWORDS[ADMIN]]
    seen = typed(
        "casebook", "create", "--casebook", tmp_path / "c", "--user", ADMIN, "--state", "PL"
    )
    assert seen.code == 0, seen.err
    assert len(asked.prompts) == 2


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_bar_is_drawn_on_standard_error_of_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    with progress_bar() as tell:
        assert tell is not None
        tell(2, 5, "one file")
    assert "2/5" in screen.getvalue()


def test_no_bar_is_drawn_where_nobody_watches() -> None:
    with progress_bar() as tell:
        assert tell is None
