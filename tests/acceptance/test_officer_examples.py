"""Examples by a customs officer who has not read the code: typed as commands, read back."""

import re
import shlex
import shutil
import subprocess
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any, Final

import msgspec
import pytest
from tests.cli.terminal import Seen, typed

TABLE: Final = Path(__file__).with_name("officer_examples.toml")
PASSWORD: Final = "a long walk along the quay"
ROLES: Final = {
    "Adam": "administrator",
    "Nowak": "analyst,reviewer",
    "Zych": "analyst",
    "Wrona": "reviewer",
    "Lis": "head",
}
"""Who works in the office; all of them found it, so that nobody's key waits for a word."""
FOUNDED: Final = datetime(2026, 9, 1, 8, tzinfo=UTC)


@dataclass(frozen=True)
class Step:
    """A command, who types it on which day, and what has to come of it."""

    do: str
    by: str = "Nowak"
    on: str = ""
    refused: tuple[str, ...] = ()
    prints: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    named: str = ""


@dataclass(frozen=True)
class Example:
    """A situation: files that lie on the desk, and the steps of it in their order."""

    no: str
    title: str
    backed_by: str
    step: tuple[Step, ...]
    today: str = "2026-11-29"
    file: dict[str, str] = field(default_factory=dict)


def _examples() -> tuple[Example, ...]:
    table = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    for row in table["example"]:
        for step in row["step"]:
            if "as" in step:
                step["named"] = step.pop("as")
    return msgspec.convert(table["example"], tuple[Example, ...])


EXAMPLES: Final = _examples()


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office in Gdynia with its people, and nothing on its desks."""
    return found(tmp_path_factory.mktemp("officer"))


def found(folder: Path) -> Path:
    """Found the office in a folder: the casebook."""
    path, password = folder / "casebook", folder / "password"
    password.write_text(PASSWORD, encoding="utf-8")
    others = [
        word
        for name, roles in ROLES.items()
        if name != "Adam"
        for word in ("--founder", f"{name}={roles}@{password}")
    ]
    made = typed(
        "casebook", "create", "--casebook", path, "--state", "PL", "--office", "PL1", *others,
        environment=_signed_in("Adam"), now=lambda: FOUNDED,
    )  # fmt: skip
    assert made.code == 0, made.err
    return path


def _signed_in(name: str) -> dict[str, str]:
    return {"LANDWAITER_USER": name, "LANDWAITER_PASSWORD": PASSWORD}


@dataclass
class Told:
    """One example on its way: the office as it is, and the identities of what was made."""

    casebook: Path
    folder: Path
    names: dict[str, str] = field(default_factory=dict)
    minutes: Any = field(default_factory=partial(count, 1))

    def takes(self, step: Step, today: str) -> tuple[Seen, str]:
        """What one command said: the call, and its words with those of the paper it made."""
        words = shlex.split(re.sub(r"\{(\w+)\}", self._named, step.do))
        at = datetime.fromisoformat(f"{step.on or today}T08:00:00+00:00")
        if "T" in step.on:
            at = datetime.fromisoformat(step.on)
        now: Callable[[], datetime] = partial(
            lambda when: when, at + timedelta(seconds=next(self.minutes))
        )
        paper = self.folder / "paper.pdf"
        if words[0] == "report":
            words += ["--pdf", str(paper)]
        elif step.named:
            words.append("--json")
        seen = typed(*words, "--casebook", self.casebook, environment=_signed_in(step.by), now=now)
        said = seen.out + seen.err
        if words[0] == "report" and seen.code == 0:
            said += _text_of(paper)
        if step.named and seen.code == 0:
            self.names[step.named] = _identity(seen.data)
        return seen, even(said)

    def _named(self, found: re.Match[str]) -> str:
        return self.names.get(found[1], str(self.folder) if found[1] == "here" else found[0])


def _identity(answer: Any) -> str:
    if isinstance(answer, list):
        return _identity(answer[0])
    if cases := answer.get("cases"):
        return str(cases[0])
    for key in ("hit", "reference", "made", "incident", "proposal", "motion", "id"):
        if answer.get(key):
            return str(answer[key])
    raise AssertionError(answer)


def _text_of(paper: Path) -> str:
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("pdftotext is not installed: what is on paper cannot be read back")
    out = subprocess.run([program, "-raw", paper, "-"], check=True, capture_output=True)
    return out.stdout.decode()


def even(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def begin(founded: Path, folder: Path, example: Example) -> Told:
    """An office of its own for one example, with the files of it."""
    casebook = folder / "casebook"
    shutil.copytree(founded, casebook)
    for name, text in example.file.items():
        (folder / name).write_text(text, encoding="utf-8")
    return Told(casebook, folder)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: f"{one.no} {one.title}")
def test_the_program_does_what_the_officer_expects(
    founded: Path, tmp_path: Path, example: Example
) -> None:
    told = begin(founded, tmp_path, example)
    for step in example.step:
        seen, said = told.takes(step, example.today)
        assert (seen.code == 0) is not bool(step.refused), f"{step.do}\n{said}"
        for words in (*step.refused, *step.prints):
            assert words in said, f"{step.do}\n{words!r} not in\n{said}"
        for words in step.never:
            assert words not in said, f"{step.do}\n{words!r} in\n{said}"
