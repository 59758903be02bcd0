"""A year in an office of one, two, three and thirty people: what the law hurries never stands
still, and nothing is approved by one hand."""

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from tests.services import sample_office as sample
from tests.services.sample_office import PACKS, PASSWORD, REASON, Clock, Office, two_items
from tests.taking_in import taken_in

from landwaiter.domain.casebook.deeds import (
    AcceptOlder,
    AnswerForAuthority,
    BackUp,
    NameAuthority,
    SetRecovery,
    TakeAnswer,
)
from landwaiter.domain.cases.case import Decision, GoodsStatus
from landwaiter.domain.intake.deeds import TakeIn
from landwaiter.domain.people.deeds import (
    AddUser,
    ChangePassword,
    ConfirmKey,
    DisableUser,
    ResetPassword,
    SecondChange,
    SetRoles,
)
from landwaiter.errors import Conflict, Fault, Invalid, NotAllowed, Unavailable
from landwaiter.resources import root
from landwaiter.services.casebook import casebooks
from landwaiter.services.casebook.casebook_keys import ask_authority, rekey
from landwaiter.services.casebook.casebooks import Founder
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.law import packs
from landwaiter.services.table import sessions
from landwaiter.services.warm.session import Session
from landwaiter.storage.people.users import UserRow

ADAM, BEA, CID, DAN = "Adam Nowak", "Bea Kowalska", "Cid Lis", "Dan Wrona"
pytestmark = pytest.mark.thorough

FIRST = "a first password for somebody"
NEXT = "another sentence, long enough"
WORKS = ("analyst", "reviewer")
NAMES = (
    "Alfa Bravo Charlie Delta Echo Foxtrot Golf Hotel India Juliett Kilo Lima Mike November Oscar "
    "Papa Quebec Romeo Sierra Tango Uniform Victor Whiskey Xray Yankee Zulu"
)


class Desk(Office):
    """An office that is founded by these people, and what they do there."""

    passwords: dict[str, str]
    recovery: str

    def session(self, name: str) -> Session:
        if name not in self._sessions:
            opened = sessions.open_casebook(
                self.path, user=name, password=self.passwords[name], now=self.clock
            )
            self._open.enter_context(opened.casebook)
            self._sessions[name] = opened
        return self._sessions[name]

    def leaves(self, name: str) -> None:
        """Signed out: the next session is a new sign-in."""
        self._sessions.pop(name).casebook.close()

    def take_in_one(self, who: str, lrn: str) -> str:
        """A case of one declaration, whose reference it gives."""
        rows = two_items(lrn=lrn)
        (result,) = taken_in(
            self.session(who), TakeIn((sample.write_csv(self.path.parent / "in.csv", rows),))
        )
        (reference,) = result.cases
        return str(reference)

    def held(self, who: str, reference: str) -> None:
        """Held at once, by one hand."""
        self.act(who, "hold", reference=reference, item=1)
        view = self.view(reference, who=who)
        assert view.case.items[0].status is GoodsStatus.HELD

    def proposed(self, who: str, reference: str) -> None:
        self.act(who, "assess", reference=reference)
        self.act(who, "except_hearing", reference=reference, basis="UCC Art. 22(6)", reason=REASON)
        self.act(
            who,
            "propose",
            reference=reference,
            outcome="refuse",
            reason=REASON,
            appeal="within 14 days",
        )

    def approved(self, who: str, reference: str) -> Decision:
        self.act(who, "approve", reference=reference)
        return self.decision(who, reference)

    def decision(self, who: str, reference: str) -> Decision:
        found = self.view(reference, who=who).case.decision
        assert found is not None
        return found

    def row(self, name: str, *, by: str) -> UserRow:
        return next(r for r in casebooks.list_users(self.session(by)) if r.name == name)

    def signs_in_first(self, name: str, password: str) -> None:
        opened = sessions.sign_in_first(
            self.path, user=name, password=FIRST, new_password=password, now=self.clock
        )
        opened.casebook.close()
        self.passwords[name] = password

    def confirms(self, by: str, name: str) -> None:
        do(self.session(by), ConfirmKey(name, self.row(name, by=by).key))

    def adds(self, by: str, name: str, roles: Sequence[str], *, second: str) -> None:
        """The whole way of a new colleague, with a second person who agrees and confirms first."""
        do(self.session(by), AddUser(name, frozenset(roles), FIRST))
        self.signs_in_first(name, PASSWORD)
        self.confirms(second, name)
        do(self.session(second), SecondChange(name))
        self.confirms(by, name)

    def sound(self, by: str) -> None:
        assert casebooks.check(self.session(by)).findings == ()


@pytest.fixture
def founded(tmp_path: Path) -> Iterator[Any]:
    made: list[Desk] = []

    def of(*people: tuple[str, Sequence[str]], folder: str = "casebook") -> Desk:
        first, *others = people
        clock = Clock()
        shipped = {pack.id: pack for pack in packs.shipped_packs(root())}
        opened = sessions.create_casebook(
            tmp_path / folder,
            office=sessions.CasebookOffice("PL1", "PL"),
            user=first[0],
            password=PASSWORD,
            founders=[Founder(name, tuple(roles), PASSWORD) for name, roles in others],
            now=clock,
            packs=[shipped[name] for name in PACKS],
        )
        desk = Desk(tmp_path / folder, clock)
        desk.passwords = {name: PASSWORD for name, _roles in people}
        desk.recovery = opened.recovery_key
        opened.session.casebook.close()
        made.append(desk)
        return desk

    yield of
    for desk in made:
        desk.close()


def test_an_office_of_one_works_and_approves_nothing(founded: Any, tmp_path: Path) -> None:
    desk = founded((ADAM, ()))
    reference = desk.take_in_one(ADAM, "LW-1")
    desk.held(ADAM, reference)
    desk.proposed(ADAM, reference)
    decision = desk.approved(ADAM, reference)
    assert decision.approval is not None
    assert decision.approval.by_one
    assert not decision.approval.valid
    assert "one person" in decision.approval.why_not
    desk.act(ADAM, "execute", reference=reference)
    desk.sound(ADAM)

    # Somebody comes: one person's word makes no second of anybody.
    do(desk.session(ADAM), AddUser(BEA, frozenset(WORKS), FIRST))
    desk.signs_in_first(BEA, PASSWORD)
    desk.confirms(ADAM, BEA)
    do(desk.session(ADAM), SecondChange(BEA))
    second = desk.take_in_one(BEA, "LW-2")
    desk.proposed(BEA, second)
    decision = desk.approved(ADAM, second)
    assert decision.approval is not None
    assert not decision.approval.valid
    desk.leaves(BEA)

    # A lost password, of the one who is alone with the recovery key.
    do(desk.session(ADAM), DisableUser(BEA))
    desk.leaves(ADAM)
    casebooks.recover_alone(
        desk.path, recovery_key=desk.recovery, name=ADAM, new=NEXT, now=desk.clock
    )
    desk.passwords[ADAM] = NEXT
    desk.sound(ADAM)

    # A restored backup is accepted alone, and called so by the chain.
    kept = tmp_path / "kept"
    shutil.copytree(desk.path, kept)
    desk.take_in_one(ADAM, "LW-3")
    desk.leaves(ADAM)
    shutil.rmtree(desk.path)
    shutil.copytree(kept, desk.path)
    assert desk.session(ADAM).casebook.seen.behind
    assert do(desk.session(ADAM), AcceptOlder()).outcome
    desk.sound(ADAM)


def test_an_office_of_two_goes_on_when_one_is_away(founded: Any) -> None:
    desk = founded((ADAM, ()), (BEA, WORKS))
    do(desk.session(ADAM), SetRoles(ADAM, frozenset(("administrator", *WORKS))))
    do(desk.session(BEA), SecondChange(ADAM))
    first = desk.take_in_one(ADAM, "LW-1")
    desk.held(ADAM, first)
    desk.proposed(ADAM, first)
    with pytest.raises(NotAllowed, match="never approves their own"):
        desk.act(ADAM, "approve", reference=first)
    decision = desk.approved(BEA, first)
    assert decision.approval is not None
    assert decision.approval.valid

    # Bea is on holiday: holding goes on, approving waits.
    desk.clock.move(days=20)
    second = desk.take_in_one(ADAM, "LW-2")
    desk.held(ADAM, second)
    desk.proposed(ADAM, second)
    with pytest.raises(NotAllowed):
        desk.act(ADAM, "approve", reference=second)
    decision = desk.approved(BEA, second)
    assert decision.approval is not None
    assert decision.approval.valid

    # Bea forgot the password. Adam resets it: the two pair no more, whatever Adam confirms.
    do(desk.session(ADAM), ResetPassword(BEA, FIRST))
    desk.leaves(BEA)
    desk.signs_in_first(BEA, NEXT)
    with pytest.raises(NotAllowed, match="not who gave it out"):
        desk.confirms(ADAM, BEA)
    third = desk.take_in_one(BEA, "LW-3")
    desk.held(BEA, third)
    desk.act(ADAM, "assess", reference=third)
    desk.act(ADAM, "except_hearing", reference=third, basis="UCC Art. 22(6)", reason=REASON)
    desk.act(
        ADAM, "propose", reference=third, outcome="refuse", reason=REASON, appeal="within 14 days"
    )
    with pytest.raises(NotAllowed, match="signing key does not count"):
        desk.act(BEA, "approve", reference=third)
    # What both signed before stays.
    for reference in (first, second):
        before = desk.decision(ADAM, reference).approval
        assert before is not None
        assert before.valid
    desk.sound(ADAM)


def test_an_office_of_two_that_named_an_authority_goes_on_after_a_reset(
    founded: Any, tmp_path: Path
) -> None:
    desk = founded((ADAM, ()), (BEA, WORKS))
    ministry = founded(("Mina", ()), ("Paul", WORKS), folder="ministry")
    do(desk.session(ADAM), SetRoles(ADAM, frozenset(("administrator", *WORKS))))
    do(desk.session(BEA), SecondChange(ADAM))
    key = ministry.row("Mina", by="Mina").key
    assert not do(desk.session(ADAM), NameAuthority(key, "the ministry")).outcome
    with pytest.raises(NotAllowed, match="asked for it"):
        do(desk.session(ADAM), NameAuthority(key, "the ministry"))
    with pytest.raises(Conflict, match="asked for this key as the ministry"):
        do(desk.session(BEA), NameAuthority(key, "a friend"))
    assert do(desk.session(BEA), NameAuthority(key, "the ministry")).outcome

    do(desk.session(ADAM), ResetPassword(BEA, FIRST))
    desk.leaves(BEA)
    desk.signs_in_first(BEA, NEXT)
    asked, answered = tmp_path / "asked.json", tmp_path / "answered.json"
    ask_authority(desk.session(ADAM), BEA, asked)
    with pytest.raises(Invalid, match="not signed by the authority"):
        do(desk.session(ADAM), TakeAnswer(asked))
    do(ministry.session("Paul"), AnswerForAuthority(asked, answered))
    with pytest.raises(NotAllowed, match="no such authority was named"):
        do(desk.session(ADAM), TakeAnswer(answered))
    answered.unlink()
    do(ministry.session("Mina"), AnswerForAuthority(asked, answered))
    do(desk.session(ADAM), TakeAnswer(answered))

    one = desk.take_in_one(ADAM, "LW-1")
    desk.proposed(ADAM, one)
    decision = desk.approved(BEA, one)
    assert decision.approval is not None
    assert decision.approval.valid
    assert desk.row(BEA, by=ADAM).confirmed_by == ("an authority",)
    desk.sound(ADAM)


def test_an_office_of_three_survives_a_lost_password_a_stolen_laptop_and_a_farewell(
    founded: Any,
) -> None:
    desk = founded((ADAM, ()), (BEA, WORKS), (CID, ("analyst", "reviewer", "head")))
    do(desk.session(ADAM), SetRoles(ADAM, frozenset(("administrator", "analyst"))))
    do(desk.session(BEA), SecondChange(ADAM))

    # Cid forgot the password; Adam gives out another first one, Bea looks at the key first.
    do(desk.session(ADAM), ResetPassword(CID, FIRST))
    desk.signs_in_first(CID, NEXT)
    desk.confirms(BEA, CID)
    one = desk.take_in_one(BEA, "LW-1")
    desk.proposed(BEA, one)
    with pytest.raises(NotAllowed, match="not confirmed by two others"):
        desk.act(CID, "approve", reference=one)
    desk.confirms(ADAM, CID)
    decision = desk.approved(CID, one)
    assert decision.approval is not None
    assert decision.approval.valid
    # With who gave out the first password, Cid pairs once two others have looked.
    two = desk.take_in_one(ADAM, "LW-2")
    desk.held(ADAM, two)
    desk.proposed(ADAM, two)
    with pytest.raises(NotAllowed, match="gave out the key"):
        desk.act(CID, "approve", reference=two)
    assert desk.approved(BEA, two).approval is not None

    # Bea's laptop is stolen, with keys.json and the password on a slip of paper.
    stolen = (desk.path / "keys.json").read_bytes()
    do(desk.session(BEA), ChangePassword(PASSWORD, NEXT))
    desk.passwords[BEA] = NEXT
    now = (desk.path / "keys.json").read_bytes()
    (desk.path / "keys.json").write_bytes(stolen)
    with pytest.raises(NotAllowed, match="no longer in force"):
        sessions.open_casebook(desk.path, user=BEA, password=PASSWORD, now=desk.clock)
    (desk.path / "keys.json").write_bytes(now)
    for name in (ADAM, BEA, CID):
        desk.leaves(name)
    rekey(desk.path, user=ADAM, password=PASSWORD, now=desk.clock)
    (desk.path / "keys.json").write_bytes(now)
    with pytest.raises(Fault):
        sessions.open_casebook(desk.path, user=BEA, password=NEXT, now=desk.clock)
    rest = desk.path / "keys.json"
    assert rest.read_bytes() == now


def test_an_office_of_three_in_which_one_leaves(founded: Any) -> None:
    desk = founded((ADAM, ()), (BEA, WORKS), (CID, ("analyst", "reviewer", "head")))
    do(desk.session(ADAM), SetRoles(ADAM, frozenset(("administrator", "analyst"))))
    do(desk.session(BEA), SecondChange(ADAM))
    old = desk.take_in_one(ADAM, "LW-1")
    desk.proposed(ADAM, old)
    desk.approved(BEA, old)

    do(desk.session(ADAM), DisableUser(BEA))
    with pytest.raises(NotAllowed):
        sessions.open_casebook(desk.path, user=BEA, password=PASSWORD, now=desk.clock)
    approval = desk.decision(ADAM, old).approval
    assert approval is not None
    assert approval.valid
    one = desk.take_in_one(ADAM, "LW-2")
    desk.held(ADAM, one)
    desk.proposed(ADAM, one)
    decision = desk.approved(CID, one)
    assert decision.approval is not None
    assert decision.approval.valid

    # New halves of the recovery key, without the one who left.
    halves = run(desk.session(ADAM), SetRecovery({ADAM: PASSWORD, CID: PASSWORD}))
    assert [half.holder for half in halves] == [ADAM, CID]

    # Dan comes: with Cid's and Adam's word he approves Cid's work and theirs his.
    desk.adds(ADAM, DAN, WORKS, second=CID)
    two = desk.take_in_one(CID, "LW-3")
    desk.proposed(CID, two)
    decision = desk.approved(DAN, two)
    assert decision.approval is not None
    assert decision.approval.valid
    desk.sound(ADAM)


def test_an_office_of_thirty(founded: Any) -> None:
    desk = founded((ADAM, ()), (BEA, WORKS), (CID, ("analyst", "reviewer", "head")))
    names = NAMES.split()
    for name in names:
        desk.adds(ADAM, name, WORKS, second=BEA)
    assert len(casebooks.list_users(desk.session(ADAM))) == 29
    assert all(desk.row(name, by=ADAM).approves for name in names)

    # Any two of them pair, whoever is away.
    for author, approver in zip(names[::2], names[1::2], strict=True):
        reference = desk.take_in_one(author, f"LW-{author}")
        desk.held(author, reference)
        desk.proposed(author, reference)
        decision = desk.approved(approver, reference)
        assert decision.approval is not None
        assert decision.approval.valid, decision.approval.why_not
    desk.sound(ADAM)


def test_after_a_restored_backup_authoring_goes_on_and_approving_waits_for_two(
    founded: Any, tmp_path: Path
) -> None:
    desk = founded((ADAM, ()), (BEA, WORKS), (CID, ("analyst", "reviewer", "head")))
    backup = tmp_path / "backup.tar"
    run(desk.session(ADAM), BackUp(backup))
    desk.take_in_one(BEA, "LW-1")
    for name in (ADAM, BEA):
        desk.leaves(name)
    shutil.rmtree(desk.path)
    casebooks.restore(backup, desk.path, user=ADAM, password=PASSWORD)
    reference = desk.take_in_one(BEA, "LW-1")
    desk.held(BEA, reference)
    desk.proposed(BEA, reference)
    with pytest.raises(NotAllowed, match="older than what this machine has seen"):
        desk.act(CID, "approve", reference=reference)
    assert not do(desk.session(ADAM), AcceptOlder()).outcome
    assert do(desk.session(BEA), AcceptOlder()).outcome
    desk.leaves(CID)
    decision = desk.approved(CID, reference)
    assert decision.approval is not None
    assert decision.approval.valid
    desk.sound(ADAM)


def test_no_file_of_an_authority_is_overwritten_and_a_place_that_is_none_is_named(
    founded: Any, tmp_path: Path
) -> None:
    desk, ministry = founded((ADAM, ()), (BEA, WORKS)), founded(("Mina", ()), folder="ministry")
    asked, there = tmp_path / "asked.json", tmp_path / "there.json"
    there.write_text("kept")
    ask_authority(desk.session(ADAM), BEA, asked)
    with pytest.raises(Conflict, match="there already"):
        ask_authority(desk.session(ADAM), BEA, there)
    with pytest.raises(Unavailable):
        ask_authority(desk.session(ADAM), BEA, tmp_path / "no folder" / "asked.json")
    with pytest.raises(Invalid, match="of this name already"):
        do(ministry.session("Mina"), AnswerForAuthority(asked, there))
    assert there.read_text() == "kept"
