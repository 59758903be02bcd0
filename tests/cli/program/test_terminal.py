"""At a terminal: passwords are asked for without echo, long work shows a bar on standard error."""

import io
import sys
from pathlib import Path

import pytest
from tests.cli.terminal import ADMIN, ANALYST, PASSWORDS, REVIEWER, Desk, typed

from landwaiter.cli.base import call as calls
from landwaiter.cli.base.progress import progress_bar
from landwaiter.cli.casebook import key_commands


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


def test_each_founder_types_the_own_password_twice(tmp_path: Path, asked: Asked) -> None:
    asked.answers = [PASSWORDS[ADMIN]] * 2 + [PASSWORDS[REVIEWER]] * 2
    seen = typed(
        "casebook", "create", "--casebook", tmp_path / "c", "--user", ADMIN, "--state", "PL",
        "--founder", f"{REVIEWER}=reviewer", "--json",
    )  # fmt: skip
    assert seen.code == 0, seen.err
    assert [share["holder"] for share in seen.data["recovery_shares"]] == [ADMIN, REVIEWER]
    assert sorted(asked.prompts).count("Once more: ") == 2
    assert f"Password of {REVIEWER}: " in asked.prompts
    assert typed("case", "list", "--casebook", tmp_path / "c", user=REVIEWER).code == 0


def test_a_half_is_shown_to_its_holder_alone_and_typed_back(
    desk: Desk, asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked.answers = [PASSWORDS[REVIEWER], PASSWORDS[ADMIN]]
    shown: list[str] = []
    answers = iter([REVIEWER, ADMIN, "", "", "????", "end", "", "end"])

    def answer(text: str, **_more: object) -> str:
        given = next(answers)
        return shown[-1][-4:] if given == "end" else given

    def echo(text: str, **_more: object) -> None:
        if len(text) > 40:
            shown.append(text)

    monkeypatch.setattr(key_commands, "can_ask", lambda: True)
    monkeypatch.setattr("typer.prompt", answer)
    monkeypatch.setattr("typer.echo", echo)
    seen = desk.types("casebook", "recovery", "renew")
    assert seen.code == 0, seen.err
    assert len(shown) == 2
    assert f"Only {REVIEWER} looks at the screen now." in seen.err
    assert "That is not how it ends." in seen.err
    assert not any(half in seen.out + seen.err for half in shown)
