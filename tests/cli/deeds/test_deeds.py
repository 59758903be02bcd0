"""`deeds`: the table as scripts and people read it."""

import json
from dataclasses import dataclass
from typing import Annotated

import pytest
from tests.cli.command_tree import walked
from tests.cli.terminal import Desk
from tests.who_may import told
from typer.main import get_command

from landwaiter.cli.program.program import build
from landwaiter.domain.base.people import UserRole
from landwaiter.domain.deeds.shape import HEADS, Ask, Deed, Reason
from landwaiter.domain.table import deeds as table

KEYS = {"name", "title", "subject", "command", "roles", "four_eyes", "arguments", "undo"}


def test_the_table_is_printed_without_a_casebook(desk: Desk) -> None:
    rows = json.loads(desk.types("deeds", "--json").out)
    assert {row["name"] for row in rows} == set(told("deed"))
    assert all(set(row) == KEYS for row in rows)
    removal = next(row for row in rows if row["name"] == "remove_case")
    assert removal["four_eyes"] == {"condition": "always", "roles": ["head", "reviewer"]}
    assert removal["command"] == "retention remove"
    assert [one["name"] for one in removal["arguments"]] == ["reference", "reason"]
    assert set(removal["arguments"][0]) == {"name", "title", "required", "choices", "unit"}


@pytest.mark.parametrize("role", UserRole)
def test_it_says_what_a_role_may_do(desk: Desk, role: UserRole) -> None:
    rows = json.loads(desk.types("deeds", "--role", role, "--json").out)
    assert {row["name"]: row["allowed"] for row in rows} == {
        name: role in roles for name, roles in told("deed").items()
    }


def test_an_unknown_role_is_wrong_usage(desk: Desk) -> None:
    seen = desk.types("deeds", "--role", "emperor")
    assert (seen.code, "analyst" in seen.err) == (2, True)


def test_it_is_read_as_a_table_too(desk: Desk) -> None:
    assert "State the regime" in desk.types("deeds").out


def test_each_command_has_one_line_that_says_all_it_does(desk: Desk) -> None:
    rows = json.loads(desk.types("deeds", "--json").out)
    lines = desk.types("deeds", "--role", "analyst").out.splitlines()
    assert len(lines) == 1 + len({row["command"] for row in rows}) < 1 + len(rows)
    (adding,) = (line for line in lines if "  evidence add  " in line)
    assert "Add evidence; Add a file as evidence" in adding
    (password,) = (line for line in lines if "  Reset the password" in line)
    assert password.split("  ", 1)[1].strip().startswith("Reset the password; My password")
    assert "administrator; administrator, analyst" in password
    assert password.endswith("no; yes")


@dataclass(frozen=True, slots=True)
class LendFile:
    """Lend the paper file of a case."""

    reference: Annotated[str, Ask("Case", given=True)]
    reason: Reason


LEND: Deed[LendFile, None] = Deed(
    LendFile,
    name="lend_file",
    subject="retention",
    title="Lend the file",
    done="It is lent.",
    command="retention lend",
    roles=HEADS,
    topics=("retention",),
)


def test_a_row_that_no_module_shows_has_its_command(monkeypatch: pytest.MonkeyPatch) -> None:
    before = dict(walked(get_command(build())))
    monkeypatch.setattr(table, "DEEDS", (*table.DEEDS, LEND))
    after = dict(walked(get_command(build())))
    (path,) = after.keys() - before.keys()
    assert path == "retention lend"
    assert after[path].help == "Lend the paper file of a case."
    names = [one.name for one in after[path].params]
    assert names[:2] == ["reference", "reason"]
    assert [one.required for one in after[path].params[:2]] == [True, True]
