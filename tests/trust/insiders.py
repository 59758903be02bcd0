"""Random insiders: whatever one person does to the files, no second person comes of it unnoticed.

The insider has every key that was ever in an old key file, every first password and one half of the
recovery key, keeps the casebook of every day, and writes statements, entries, seals and pairs. What
nobody notices becomes the state on which the honest people go on.
"""

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from tests.trust.world import Pair, World

PEOPLE = ("A", "B", "C", "D")
INVENTED = "P"
ANYBODY = st.sampled_from((*PEOPLE, INVENTED))
COLLEAGUE = st.sampled_from(PEOPLE)
ROLES = st.sampled_from((("analyst",), ("reviewer",), ("administrator", "reviewer"), ("service",)))


class Insiders(RuleBasedStateMachine):
    """An office of two founders and a third person; one of them is the insider."""

    @initialize(insider=st.sampled_from(("A", "B", "C")))
    def found(self, insider: str) -> None:
        self.world = World(insider)
        self.holder: dict[str, str] = {}
        self.days: list[World] = []
        self.honest_pairs: list[tuple[Pair, bool]] = []
        self.forged: list[Pair] = []
        self.world.full_member("C")
        self._see()

    # Honest people

    def _honestly(self, deed: Callable[[World], Any]) -> bool:
        """Their program verifies first and does what would have an effect, or nothing."""
        tried = self.world.copy()
        try:
            deed(tried)
        except (KeyError, StopIteration):
            return False
        is_right = (
            not tried.faults() and tried.registry().problems == self.world.registry().problems
        )
        if is_right:
            self.world = tried
            self._see()
        return is_right

    def _see(self) -> None:
        self.world.see()
        self.days.append(self.world.copy())

    @rule(who=COLLEAGUE)
    def changes_the_password(self, who: str) -> None:
        if who != self.world.insider:
            self._honestly(lambda world: world.rotate(who))

    @rule(roles=ROLES)
    def d_is_added(self, roles: tuple[str, ...]) -> None:
        self._honestly(lambda world: world.add("A", "D", roles))

    @rule(who=COLLEAGUE)
    def signs_in_first(self, who: str) -> None:
        if who != self.world.insider:
            self._honestly(lambda world: world.make_key(who))

    @rule(who=COLLEAGUE)
    def is_away(self, who: str) -> None:
        if who != self.world.insider:
            self._honestly(lambda world: world.away(who, who))

    @rule(who=COLLEAGUE)
    def is_back(self, who: str) -> None:
        if who != self.world.insider:
            self._honestly(lambda world: world.away(who, who, kind="absence_ended"))

    @rule(who=COLLEAGUE, absent=COLLEAGUE)
    def is_named_as_deputy(self, who: str, absent: str) -> None:
        self._honestly(lambda world: world.deputise("A", who, absent, "reviewer"))

    @rule(by=COLLEAGUE, who=COLLEAGUE)
    def compares_the_fingerprint(self, by: str, who: str) -> None:
        """An honest person confirms the key that its holder shows, and no other."""
        key = self.world.registry().key_of(who)
        if key is None or self.world.insider == by or key.public != self.world.mine.get(who):
            return
        if who == self.world.insider or key.public not in self.world.known:
            self._honestly(lambda world: world.confirm(by, key.public))

    @rule(by=COLLEAGUE, who=COLLEAGUE)
    def agrees_to_roles(self, by: str, who: str) -> None:
        if by != self.world.insider:
            self._honestly(lambda world: world.second(by, who))

    @rule(who=COLLEAGUE)
    def gets_a_new_first_password(self, who: str) -> None:
        self._honestly(lambda world: world.reset("A", who))

    @rule(author=COLLEAGUE, approver=COLLEAGUE)
    def two_sign(self, author: str, approver: str) -> None:
        if author == approver or self.world.insider in (author, approver):
            return
        made: list[Pair] = []
        if self._honestly(lambda world: made.append(world.pair(author, approver))):
            self.honest_pairs.append((made[0], not self.world.verdict(made[0])))

    # The insider

    def _secretly(self, deed: Callable[[World], Any]) -> None:
        """What nobody's program names is the state they all work on from then on."""
        tried = self.world.copy()
        try:
            deed(tried)
        except (KeyError, StopIteration):
            return
        if not tried.faults():
            self.world = tried

    @rule(who=ANYBODY)
    def uses_a_first_password(self, who: str) -> None:
        self._secretly(lambda world: world.make_key(who, world.key_for(world.insider)))

    @rule(roles=ROLES, who=st.sampled_from(("D", INVENTED)))
    def invents_a_person(self, who: str, roles: tuple[str, ...]) -> None:
        self._secretly(lambda world: world.add(world.insider, who, roles))

    @rule(by=ANYBODY, who=ANYBODY)
    def vouches(self, by: str, who: str) -> None:
        """With any key that the insider has, also an old one, for any key there is."""

        def deed(world: World) -> None:
            key = world.registry().key_of(who)
            signer = _key_of(world, by)
            if key and signer:
                said = {"kind": "key_confirmed", "key": key.public}
                world.state(said, [signer], by, signer)

        self._secretly(deed)

    @rule(by=ANYBODY, who=ANYBODY)
    def agrees(self, by: str, who: str) -> None:
        def deed(world: World) -> None:
            signer = _key_of(world, by)
            waiting = next(one for one in world.registry().waiting.values() if one.about == who)
            if signer:
                said = {"kind": "seconded", "of": str(waiting.seq), "of_sha256": waiting.sha256}
                world.state(said, [signer], by, signer)

        self._secretly(deed)

    @rule(who=ANYBODY, roles=ROLES)
    def gives_roles(self, who: str, roles: tuple[str, ...]) -> None:
        self._secretly(lambda world: world.set_roles(world.insider, who, *roles))

    @rule(who=ANYBODY, absent=COLLEAGUE)
    def names_a_deputy(self, who: str, absent: str) -> None:
        self._secretly(lambda world: world.deputise(world.insider, who, absent, "reviewer"))

    @rule(who=COLLEAGUE)
    def sends_away(self, who: str) -> None:
        self._secretly(lambda world: world.away(world.insider, who))

    @rule(who=COLLEAGUE)
    def resets(self, who: str) -> None:
        self._secretly(lambda world: world.reset(world.insider, who))

    @rule(who=COLLEAGUE)
    def recovers(self, who: str) -> None:
        """With one half, the own: the recovery key of two is never in one hand."""

        def deed(world: World) -> None:
            world.recover(world.insider, who, [world.halves.get(world.insider, "")])

        self._secretly(deed)

    @rule(who=COLLEAGUE)
    def follows_an_old_key(self, who: str) -> None:
        """An old key file and its password say which key comes after it."""

        def deed(world: World) -> None:
            old = _key_of(world, who, newest=False)
            if old:
                new = world.key_for(world.insider)
                said = {"kind": "key_rotated", "old": old, "key": new}
                world.state(said, [old, new], who, new)

        self._secretly(deed)

    @rule(data=st.data())
    def puts_back_an_older_day(self, data: st.DataObject) -> None:
        """The files of that day, with what has come into the insider's hands since."""
        before = data.draw(st.sampled_from(self.days))

        def deed(world: World) -> None:
            for name in ("records", "lines", "seals", "mine", "tickets"):
                setattr(world, name, getattr(before, name).copy())

        self._secretly(deed)

    @rule(data=st.data())
    def forges_a_pair(self, data: st.DataObject) -> None:
        keys = [key for key in sorted(self.world.known) if key in self.world.registry().keys]
        if not keys:
            return
        tried = self.world.copy()
        first, second = (data.draw(st.sampled_from(keys)) for _time in range(2))
        people = tried.registry().keys
        pair = tried.two(people[first].user_id, first, people[second].user_id, second)
        if not tried.faults():
            assert tried.verdict(pair), "one person signed as two"
            self.forged.append(pair)
            self.world = tried

    # The insider with an aim: what takes several steps in the right order, taken in one go

    def _claims(self, first: str, second: str) -> None:
        """A pair signed with two keys that are in the insider's hand."""
        people = self.world.registry().keys
        if not {first, second} <= self.world.known & {*people}:
            return
        tried = self.world.copy()
        pair = tried.two(people[first].user_id, first, people[second].user_id, second)
        if not tried.faults():
            assert tried.verdict(pair), "one person signed as two"
            self.forged.append(pair)
            self.world = tried

    @rule(roles=ROLES)
    def takes_the_first_password_of_a_newcomer(self, roles: tuple[str, ...]) -> None:
        """Who did not give it out signs in first with it, vouches, agrees, and works for two."""
        insider = self.world.insider
        self.d_is_added(roles)
        self.uses_a_first_password("D")
        self.vouches(insider, "D")
        self.agrees(insider, "D")
        mine, theirs = self.world.mine[insider], _key_of(self.world, "D")
        self._claims(theirs, mine)
        self._claims(mine, theirs)

    @rule(who=COLLEAGUE)
    def has_yesterdays_key_file(self, who: str) -> None:
        """Somebody changes the password; the old key, from a file, is followed by a new one."""
        self.changes_the_password(who)
        self.follows_an_old_key(who)
        mine, theirs = self.world.mine[self.world.insider], _key_of(self.world, who)
        self._claims(mine, theirs)
        self._claims(theirs, mine)

    @rule(turned=st.booleans())
    def borrows_an_approval(self, turned: bool) -> None:
        """What a colleague then approves of another stands under the insider's own proposal."""
        insider = self.world.insider
        tried = self.world.copy()
        made = tried.sign_deed("proposal", insider, tried.mine[insider], text="t")
        if tried.faults():
            return
        self.world = tried
        others = [who for who in ("A", "B", "C") if who != insider]
        self.two_sign(*(reversed(others) if turned else others))
        for _proposal, approval in (pair for pair, _counted in self.honest_pairs[-1:]):
            assert self.world.verdict((made, approval)), "one person signed as two"

    @rule(who=COLLEAGUE)
    def writes_in_anothers_name(self, who: str) -> None:
        insider = self.world.insider
        if who == insider:
            return
        tried = self.world.copy()
        tried.entry(who, "case/1", tried.mine[insider])
        assert tried.faults(), "an entry in another's name is unnoticed"

    # What must hold

    @invariant()
    def one_hand_approves_nothing(self) -> None:
        if not hasattr(self, "world"):
            return
        for pair in self.forged:
            assert self.world.verdict(pair), "one person signed as two"

    @invariant()
    def no_key_of_the_insider_approves_in_another_name(self) -> None:
        if not hasattr(self, "world"):
            return
        registry, insider = self.world.registry(), self.world.insider
        for public in self.world.known & {*registry.keys}:
            key = registry.keys[public]
            is_mine = key.user_id == insider or not key.in_force
            assert is_mine or not registry.approves(key), "one person approves as another"

    @invariant()
    def what_counted_counts(self) -> None:
        for pair, counted in getattr(self, "honest_pairs", ()):
            assert not counted or not self.world.verdict(pair), "an approval was voided"


def _key_of(world: World, who: str, *, newest: bool = True) -> str:
    """A key of the person that the insider has: the newest, else the oldest; "" for none."""
    keys = world.registry().keys
    own = [key for key in world.known if key in keys and keys[key].user_id == who]
    own.sort(key=lambda key: keys[key].made)
    return (own[-1] if newest else own[0]) if own else ""
