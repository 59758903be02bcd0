"""What a machine has seen of a casebook: older folders in its place show, and go on by two."""

import shutil
from pathlib import Path

import pytest
from tests.storage import sample
from tests.storage.sample import ADMIN, ANALYST, LATER, PASSWORDS, REVIEWER

from landwaiter.errors import Conflict, NotAllowed
from landwaiter.storage.audit import machine_mark
from landwaiter.storage.casebook.check import check_casebook
from landwaiter.storage.casebook.lifecycle import Casebook, Founder, create_casebook, open_casebook
from landwaiter.storage.people.assent import accept_older


def note(path: Path, user: str = ADMIN) -> None:
    with sample.opened(path, user) as casebook, casebook.write("note", now=LATER) as work:
        work.audit("case.note", "case/1", {"text": "a lathe"})


def an_older_one(path: Path) -> None:
    """The folder of before in the place of the one that this machine has seen."""
    older = Path(shutil.copytree(path, path.with_name("older")))
    note(path)
    shutil.rmtree(path)
    older.rename(path)


def accept(path: Path, user: str) -> str:
    with sample.opened(path, user) as casebook:
        with casebook.write("accept", now=LATER) as work:
            accept_older(work, casebook)
        return casebook.seen.behind


def findings(casebook: Casebook) -> set[str]:
    return {one.check for one in check_casebook(casebook).findings}


def test_a_casebook_that_goes_on_is_not_behind(path: Path) -> None:
    note(path)
    note(path, ANALYST)
    with sample.opened(path) as casebook:
        assert casebook.seen.mark is not None
        assert not casebook.seen.behind
        assert not findings(casebook)


def test_an_older_folder_in_its_place_is_named_at_the_next_sign_in(path: Path) -> None:
    note(path)
    an_older_one(path)
    with sample.opened(path) as casebook:
        assert "older than what this machine has seen" in casebook.seen.behind
        assert findings(casebook) == {"seen before"}


def test_what_is_written_meanwhile_does_not_hide_it(path: Path) -> None:
    note(path)
    an_older_one(path)
    for _time in range(3):
        note(path)
    with sample.opened(path) as casebook:
        assert casebook.seen.behind


def test_a_chain_written_anew_to_the_same_length_is_named(path: Path) -> None:
    note(path)
    other = Path(shutil.copytree(path, path.with_name("other")))
    note(path)
    shutil.rmtree(path)
    other.rename(path)
    home = machine_mark.place_of("x").parent
    kept = home.with_name("kept")
    home.rename(kept)
    note(path)  # on a machine that has not seen the other end
    shutil.rmtree(home)
    kept.rename(home)
    with sample.opened(path) as casebook:
        assert casebook.seen.behind


def test_two_persons_accept_it_and_it_goes_on(path: Path) -> None:
    note(path)
    an_older_one(path)
    assert accept(path, ADMIN)
    with pytest.raises(NotAllowed, match="asked for it"):
        accept(path, ADMIN)
    assert not accept(path, REVIEWER)
    note(path)
    with sample.opened(path) as casebook:
        assert not casebook.seen.behind
        assert not findings(casebook)


def test_one_who_is_no_administrator_asks_for_nothing(path: Path) -> None:
    note(path)
    an_older_one(path)
    with pytest.raises(NotAllowed, match="Only an administrator"):
        accept(path, ANALYST)


def test_alone_one_accepts_it_alone(tmp_path: Path) -> None:
    made = create_casebook(
        tmp_path / "alone",
        office_code="PL1",
        member_state="PL",
        founders=[Founder(ADMIN, ("administrator",), PASSWORDS[ADMIN])],
        now=LATER,
    )
    note(made.path)
    an_older_one(made.path)
    assert not accept(made.path, ADMIN)


def test_nothing_is_accepted_that_is_not_behind(path: Path) -> None:
    note(path)
    with pytest.raises(Conflict):
        accept(path, ADMIN)


@pytest.mark.parametrize("content", [b"", b"{}", b'{"v":"2"}', b"\xff"])
def test_a_damaged_mark_is_none_and_stops_nobody(path: Path, content: bytes) -> None:
    note(path)
    with sample.opened(path) as casebook:
        file = machine_mark.place_of(casebook.id)
    file.write_bytes(content)
    with sample.opened(path) as casebook:
        assert casebook.seen.mark is None
        assert not casebook.seen.behind


def test_a_mark_whose_heads_were_changed_is_none(path: Path) -> None:
    note(path)
    with sample.opened(path) as casebook:
        file = machine_mark.place_of(casebook.id)
    file.write_bytes(file.read_bytes().replace(b'"audit":{"seq":"', b'"audit":{"seq":"1'))
    with sample.opened(path) as casebook:
        assert casebook.seen.mark is None


def test_the_mark_of_another_casebook_counts_for_nothing(path: Path, tmp_path: Path) -> None:
    note(path)
    made = create_casebook(
        tmp_path / "other",
        office_code="PL1",
        member_state="PL",
        founders=[Founder(ADMIN, ("administrator",), PASSWORDS[ADMIN])],
        now=LATER,
    )
    with sample.opened(path) as casebook, sample.opened(made.path) as other:
        ours, theirs = (machine_mark.place_of(one.id) for one in (casebook, other))
    theirs.write_bytes(ours.read_bytes())
    with sample.opened(made.path) as other:
        assert other.seen.mark is None


def test_a_profile_that_cannot_be_written_stops_nobody(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    note(path)
    with open_casebook(path, user=ADMIN, password=PASSWORDS[ADMIN]) as casebook:
        assert casebook.seen.mark is None
