"""`keys.json` and the database say the same, wherever a deed about users was stopped."""

import shutil
from pathlib import Path

import pytest
from tests.storage import sample
from tests.storage.sample import ADMIN, ANALYST, LATER, PASSWORDS

from landwaiter.errors import NotAllowed, NotFound, Unavailable
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.casebook.check import check_casebook
from landwaiter.storage.casebook.lifecycle import Casebook, open_casebook
from landwaiter.storage.keys.key_file import KEY_FILE
from landwaiter.storage.people import user_keys, users

NEW = "a new sentence for bob"


class Stopped(BaseException):
    """The process ends here."""


@pytest.fixture
def stopped_before(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder as it was when the new key file lay beside the old one and nothing was saved."""
    return stopped(path, tmp_path, monkeypatch, committed=False)


@pytest.fixture
def stopped_after(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder as it was right after the commit."""
    return stopped(path, tmp_path, monkeypatch, committed=True)


def stopped(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, committed: bool
) -> Path:
    complete, left = UnitOfWork.complete, tmp_path / "left"

    def stop(work: UnitOfWork, commit: object) -> None:
        def commit_or_not() -> None:
            if committed:
                commit()  # type: ignore[operator]  # as the unit of work gave it
            shutil.copytree(path, left)
            raise Stopped

        complete(work, commit_or_not)

    with sample.opened(path, ANALYST) as casebook, monkeypatch.context() as patch:
        patch.setattr(UnitOfWork, "complete", stop)
        with pytest.raises(Stopped):
            change_password(casebook)
    return left


def change_password(casebook: Casebook) -> None:
    with casebook.write("password", now=LATER) as work:
        user_keys.change_password(work, casebook, old_password=PASSWORDS[ANALYST], new_password=NEW)


def waiting(path: Path) -> list[Path]:
    return list(path.glob("keys.*.waiting.json"))


def test_stopped_before_the_commit_the_old_password_holds(stopped_before: Path) -> None:
    assert waiting(stopped_before)
    with pytest.raises(Unavailable, match="password is wrong"):
        open_casebook(stopped_before, user=ANALYST, password=NEW)
    with sample.opened(stopped_before, ANALYST) as casebook:
        assert check_casebook(casebook).sound
    assert not waiting(stopped_before)


def test_stopped_after_the_commit_the_new_password_holds(stopped_after: Path) -> None:
    with open_casebook(stopped_after, user=ANALYST, password=NEW) as casebook:
        assert check_casebook(casebook).sound
    assert not waiting(stopped_after)
    with pytest.raises(Unavailable, match="password is wrong"):
        sample.opened(stopped_after, ANALYST)


def test_the_old_password_does_not_open_what_was_committed(stopped_after: Path) -> None:
    with pytest.raises(Unavailable, match="password is wrong"):
        sample.opened(stopped_after, ANALYST)
    assert not waiting(stopped_after)


def test_anybody_who_opens_it_settles_it(stopped_after: Path) -> None:
    sample.opened(stopped_after, ADMIN).close()
    assert not waiting(stopped_after)
    open_casebook(stopped_after, user=ANALYST, password=NEW).close()


def test_a_deed_that_fails_leaves_no_file_that_waits(path: Path) -> None:
    with (  # noqa: PT012  # what is raised inside passes through the unit of work
        sample.opened(path) as casebook,
        pytest.raises(RuntimeError),
        casebook.write("add", now=LATER) as work,
    ):
        users.add_user(work, casebook, name="Dan", roles=["analyst"], password=NEW)
        raise RuntimeError
    assert not waiting(path)
    with pytest.raises(NotFound):
        open_casebook(path, user="Dan", password=NEW)


def test_an_older_key_file_put_back_is_found(path: Path) -> None:
    old = (path / KEY_FILE).read_bytes()
    with sample.opened(path, ANALYST) as casebook:
        change_password(casebook)
        assert check_casebook(casebook).sound
    (path / KEY_FILE).write_bytes(old)
    with sample.opened(path, ADMIN) as casebook:
        findings = check_casebook(casebook).findings
        assert "can be read and not changed" in " ".join(casebook.warnings)
        with (
            pytest.raises(Unavailable, match="can be read and not changed"),
            casebook.write("note", now=LATER),
        ):
            pytest.fail("nothing is written beside an older key file")
    assert [finding.check for finding in findings] == ["key file", "key file"]
    assert "an older one" in findings[0].message
    assert f"The slot of {ANALYST}" in findings[1].message


def test_it_opens_nothing_with_the_password_of_then(path: Path) -> None:
    old = (path / KEY_FILE).read_bytes()
    with sample.opened(path, ANALYST) as casebook:
        change_password(casebook)
    (path / KEY_FILE).write_bytes(old)
    with pytest.raises(NotAllowed, match="a key that is no longer in force"):
        sample.opened(path, ANALYST)
    with pytest.raises(Unavailable, match="password is wrong"):
        open_casebook(path, user=ANALYST, password=NEW)
