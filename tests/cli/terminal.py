"""A person at the command line: types, reads both streams, sees the exit code."""

import io
import json
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any
from unittest import mock

from typer.main import get_command

from landwaiter.cli.base.answer import Window
from landwaiter.cli.program import program
from landwaiter.cli.program.program import build, run
from landwaiter.services.demo.self_test import Grab

ADMIN, ANALYST, REVIEWER = "Anna Baran", "Bob Cole", "Cyd Dorn"
PASSWORDS = {
    ADMIN: "anna keeps the keys",
    ANALYST: "bob reads declarations",
    REVIEWER: "cyd looks twice at it",
}
NOW = datetime(2026, 4, 1, 9, 30, tzinfo=UTC)
SAMPLES = Path(__file__).resolve().parents[2] / "resources" / "samples"


def founding(folder: Path) -> tuple[str, ...]:
    """Options that make analyst and reviewer founders, with files of their passwords."""
    options: list[str] = []
    for name, role in ((ANALYST, "analyst"), (REVIEWER, "reviewer")):
        file = folder / f"{role}.password"
        file.write_text(PASSWORDS[name] + "\n", encoding="utf-8")
        options += ["--founder", f"{name}={role}@{file}"]
    return tuple(options)


def commands(_word: str | None = None) -> Any:
    """All commands, whichever is named, as the parser has them: put together once."""
    return _every_command()


@cache
def _every_command() -> Any:
    return get_command(build())


@dataclass(frozen=True)
class Seen:
    """What one call left behind."""

    code: int | Window
    out: str
    err: str

    @property
    def data(self) -> Any:
        """Standard output as one JSON value, and nothing beside it."""
        return json.loads(self.out)


def typed(
    *arguments: object,
    user: str | None = None,
    environment: dict[str, str] | None = None,
    now: Callable[[], datetime] = lambda: NOW,
    grab: Grab | None = None,
) -> Seen:
    """Run the program in this process with exactly these arguments."""
    out, err = io.StringIO(), io.StringIO()
    told = {"LANDWAITER_USER": user, "LANDWAITER_PASSWORD": PASSWORDS[user]} if user else {}
    with (
        mock.patch.dict("os.environ", {**told, **(environment or {})}),
        mock.patch.object(sys, "stdin", io.StringIO()),
        mock.patch.object(program, "commands", commands),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        code = run([str(argument) for argument in arguments], now=now, grab=grab)
    return Seen(code, out.getvalue(), _without_news(err.getvalue()))


def _without_news(err: str) -> str:
    """Every test is a new machine to its copy of the casebook: what is said of that is no news."""
    lines = err.splitlines(keepends=True)
    return "".join(line for line in lines if "was not opened on this machine before" not in line)


def left_open(case: Any) -> list[str]:
    """A reason for everything that is open on a case, as it is typed."""
    given = (("--open", f"{one['kind']}=left open knowingly here")
             for one in case["before_proposal"]["unsettled"])  # fmt: skip
    return [word for option in given for word in option]


@dataclass(frozen=True)
class Desk:
    """A person who works on one casebook."""

    path: Path
    user: str

    def types(self, *arguments: object, **more: Any) -> Seen:
        return typed(*arguments, "--casebook", self.path, user=self.user, **more)

    def gets(self, *arguments: object, code: int = 0) -> Any:
        """The JSON answer of a call that must end with this code and without a complaint."""
        seen = self.types(*arguments, "--json")
        assert (seen.code, seen.err) == (code, ""), seen.err
        return seen.data

    def with_care(self, name: str, case: str) -> list[str]:
        """Options that an act on the case asks for beside its own; what is signed is read."""
        if name == "approve":
            self.gets("case", "read", case)
        if name != "propose":
            return []
        return left_open(self.gets("case", "show", case))

    def agreed(self) -> list[str]:
        """The reviewer agrees to every pack and list that waits; what is said of it."""
        said: list[str] = []
        other = self.colleague(REVIEWER)
        for row in other.gets("motions", "list"):
            if row.get("object", "").startswith(("pack/", "list/", "bundle/")):
                said += other.gets("motions", "second", row["id"])["said"]
        return said

    def colleague(self, user: str) -> "Desk":
        return Desk(self.path, user)
