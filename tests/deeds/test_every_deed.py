"""Every deed of the table × every role: who may is written twice, and all callers agree."""

import io
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import fields
from functools import partial
from typing import Any
from unittest import mock

import pytest
from tests.cli.terminal import commands
from tests.deeds.by_hand import other_four_eyes, other_roles, other_titles
from tests.deeds.command_line import command_of
from tests.deeds.examples import EXAMPLES, TYPED
from tests.deeds.scene import PEOPLE, Scene, a_scene, nothing_is_saved
from tests.services.sample_office import NOW
from tests.who_may import told

from landwaiter.cli.base.call import Call
from landwaiter.cli.program import program
from landwaiter.domain.base.people import UserRole
from landwaiter.domain.deeds.shape import arguments
from landwaiter.domain.table.deeds import BY_NAME, DEEDS, EVENTS, TITLES
from landwaiter.errors import Fault, NotAllowed, Unavailable
from landwaiter.services.audit.deed_titles import deed_title
from landwaiter.services.deeds.engine import run
from landwaiter.services.table.handlers import HANDLERS
from landwaiter.ui.deeds.form import fields_of

NEEDS = "needs the role"
NAMED = "The unit of work has begun."


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    scene = a_scene(tmp_path_factory.mktemp("deeds"))
    with nothing_is_saved():
        yield scene
    scene.office.close()


def test_every_deed_has_its_line_its_example_and_its_handler() -> None:
    assert told("deed").keys() == BY_NAME.keys()
    assert EXAMPLES.keys() == {deed.args for deed in DEEDS} == HANDLERS.keys()
    assert len(BY_NAME) == len(DEEDS)


def test_who_may_is_as_written_by_hand() -> None:
    assert not list(other_roles(DEEDS))


def test_four_eyes_are_as_written_by_hand() -> None:
    assert not other_four_eyes(DEEDS)


def test_titles_in_the_audit_trail_are_as_written_by_hand() -> None:
    assert not other_titles(DEEDS)
    assert EVENTS.items() <= TITLES.items()


@pytest.mark.parametrize("role", UserRole)
@pytest.mark.parametrize("name", BY_NAME)
def test_the_engine_does_it_for_who_may_and_for_nobody_else(
    scene: Scene, name: str, role: UserRole
) -> None:
    said = EXAMPLES[BY_NAME[name].args](scene)
    refused = is_refused(lambda: run(scene.session(role), said))
    assert refused is (role not in told("deed")[name])


@pytest.mark.parametrize("role", UserRole)
def test_no_unit_of_work_begins_under_its_name_for_who_may_not(
    scene: Scene, role: UserRole
) -> None:
    def begin(name: str) -> None:
        with scene.session(role).writing(name):
            raise Unavailable(NAMED)

    for name in BY_NAME:
        assert is_refused(partial(begin, name)) is (role not in told("deed")[name]), name


@pytest.mark.parametrize("role", UserRole)
@pytest.mark.parametrize("name", BY_NAME)
def test_its_command_refuses_whom_the_engine_refuses(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, name: str, role: UserRole
) -> None:
    monkeypatch.setattr(Call, "session", lambda _call: scene.session(role))
    monkeypatch.setattr(Call, "screening_session", lambda _call: scene.session(role))
    deed = BY_NAME[name]
    said = EXAMPLES[deed.args](scene)
    words = TYPED[deed.args](scene) if deed.args in TYPED else command_of(deed, said)
    lacks = any(one.ask.secret for one in arguments(deed.args))
    user = ("--casebook", str(scene.office.path), "--user", PEOPLE[role])
    error = failing(*words, *user, lacks_secret=lacks)
    refused = error["kind"] == "not_allowed" and NEEDS in str(error)
    if role is UserRole.SERVICE and name in ASKED_BEFORE_SIGNING_IN:
        return  # such a user is shut out as it signs in: tests/cli/intake/test_watch.py
    assert refused is (role not in told("deed")[name]), error


ASKED_BEFORE_SIGNING_IN = (
    "user.password_recovered",
    "user.password_changed",
    "casebook.recovery_made",
)
"""Deeds of everybody whose command wants a secret first: no other role is refused them."""


@pytest.mark.parametrize("name", BY_NAME)
def test_it_has_words_for_every_place_where_it_is_met(name: str) -> None:
    deed = BY_NAME[name]
    assert deed.title
    assert deed.done.endswith(".")
    assert deed_title(deed.entry) != deed.entry
    assert deed.args.__doc__
    assert all(one.ask.title for one in arguments(deed.args))


@pytest.mark.parametrize("name", BY_NAME)
def test_a_secret_stands_in_no_text_of_it(name: str) -> None:
    secrets = {one.name for one in arguments(BY_NAME[name].args) if one.ask.secret}
    assert not any(one.repr for one in fields(BY_NAME[name].args) if one.name in secrets)


@pytest.mark.parametrize("name", BY_NAME)
def test_its_form_asks_for_every_argument(name: str, scene: Scene) -> None:
    deed = BY_NAME[name]
    chosen = {one.name: getattr(EXAMPLES[deed.args](scene), one.name)
              for one in arguments(deed.args) if one.ask.given}  # fmt: skip
    asked = {field.name for field in fields_of(deed, None, chosen)}
    plain = {
        one.name
        for one in arguments(deed.args)
        if one.is_field and not (one.is_record or one.is_each)
    }
    assert plain - chosen.keys() <= asked


def is_refused(work: Callable[[], object]) -> bool:
    """Whether the role kept it from being done; it may still be refused for another reason."""
    try:
        work()
    except NotAllowed as fault:
        return NEEDS in fault.sentence()
    except Fault:
        return False
    return False


def failing(*arguments: str, lacks_secret: bool = False) -> dict[str, Any]:
    """What a command ended with: the fault it names, or none where there was nothing to save.

    A secret that nobody is there to type is wrong usage.
    """
    out = io.StringIO()
    with (
        mock.patch.object(sys, "stdin", io.StringIO()),
        mock.patch.object(program, "commands", commands),
        redirect_stdout(out),
        redirect_stderr(io.StringIO()) as err,
    ):
        code = program.run([*arguments, "--json"], now=lambda: NOW)
    assert code in (0, 1) or (code == 2 and lacks_secret), err.getvalue()
    found = json.loads(out.getvalue()).get("error", {}) if code == 1 else {}
    return {"kind": "", **found}
