"""The named attacks of one insider on statements, seals and pairs; numbers as in docs/evidence.md.

The insider has one password, every file of every day and the source code. What the insider writes
has no effect, is named by the check, or makes no valid pair.
"""

import json
from typing import Any

import pytest
from tests.trust.world import SECRETS, World, new_key, sign

from landwaiter.canonical import canonical_bytes
from landwaiter.trust.kinds import authority_word
from landwaiter.trust.signed import SignedContent
from landwaiter.trust.statements import sealed_as

NO_SIGNATURE = "00" * 64


def an_office(insider: str = "A", **more: Any) -> World:
    """Two founders and two more people, all confirmed by two; everybody has seen it."""
    made = World(insider, **more)
    made.full_member("C")
    made.full_member("D", ("reviewer",))
    made.see()
    return made


def says(world: World, content: dict[str, Any], *keys: str, **over: Any) -> None:
    """A statement that the insider makes and seals."""
    world.state(content, keys, world.insider, **over)


def without_effect(world: World, reason: str) -> None:
    registry = world.registry()
    assert not registry.broken
    assert any(reason in one for one in registry.problems), registry.problems


def named(world: World, reason: str) -> None:
    faults = world.faults()
    assert any(reason in one for one in faults), faults


def test_01_a_first_password_after_the_first_sign_in_makes_no_key() -> None:
    world = an_office()
    key = world.key_for("A")
    said = {"kind": "key_made", "user_id": "C", "key": key}
    world.state(said, [world.tickets["C"], key], "C", key)
    without_effect(world, "no such first password")


def test_02_a_first_password_used_before_its_owner_and_confirmed_alone() -> None:
    world = an_office()
    world.add("A", "E", ("reviewer",))
    key = world.make_key("E", world.key_for("A"))
    world.confirm("A", key)
    without_effect(world, "not who gave it out")
    assert "does not count there" in world.verdict(world.pair("A", "E"))


def test_03_an_old_key_file_with_its_password_signs_nothing() -> None:
    world = an_office()
    old = world.rotate("C")
    world.see()
    assert "does not count there" in world.verdict(world.two("A", world.mine["A"], "C", old))
    named(world, "the key did not count there")


def test_04_an_old_key_says_that_it_is_followed_by_mine() -> None:
    world = an_office()
    old, key = world.rotate("C"), world.key_for("A")
    says(world, {"kind": "key_rotated", "old": old, "key": key}, old, key)
    without_effect(world, "the old key is not in force")


def test_05_an_approval_by_an_old_key_under_an_old_head() -> None:
    world = an_office()
    head, newest = world.head(), world.registry().heads[-1].sha256
    count = str(len(world.records))
    old = world.rotate("C")
    first = world.sign_deed("proposal", "A", world.mine["A"])
    said = {
        "deed": "approval",
        "casebook": world.registry().casebook,
        "by": "C",
        "head": head,
        "of": first.sha256,
        "registry": {"seq": count, "sha256": newest},
    }
    second = sign(said, [old])
    world.entry("C", f"approval/{second.sha256}", old)
    assert "does not stand in the audit chain" in world.verdict((first, second))


def test_06_the_chain_written_anew_from_before_the_rotation() -> None:
    world = an_office("B")
    cut = world.copy()
    world.rotate("C")
    cut.known.add(cut.mine["C"])
    world.see()
    cut.marks = world.marks
    assert cut.verdict(cut.pair("B", "C")) == "", "the rollback is the attack"
    named(cut, "older than what this machine has seen")


@pytest.mark.parametrize("at", ["0", "1000", "1003"])
def test_07_a_statement_dated_back(at: str) -> None:
    world = an_office()
    says(world, {"kind": "roles_set", "user_id": "C", "roles": []}, world.mine["A"], at=at)
    without_effect(world, "its time is before")


def test_08_a_statement_dated_ahead_gives_nothing() -> None:
    world = an_office()
    world.add("A", "E", ("reviewer",))
    key = world.key_for("A")
    said = {"kind": "key_made", "user_id": "E", "key": key}
    world.state(said, [world.tickets["E"], key], "E", key, at="9999999")
    registry = world.registry()
    assert registry.keys[key].since is None
    assert not registry.people["E"].grants


def test_09_a_recovery_key_renewed_by_one() -> None:
    world = an_office()
    mine, others = world.key_for("A"), world.key_for("A")
    said = {"kind": "recovery_set", "halves": {"A": mine, "B": others}, "recovery_needs": "2"}
    says(world, said, world.mine["A"], mine, others)
    without_effect(world, "not every holder")
    ticket = {"kind": "key_recovered", "user_id": "C", "ticket": new_key()}
    says(world, ticket, mine, others, world.mine["A"])
    without_effect(world, "not enough halves")


def test_10_one_half_recovers_nothing() -> None:
    world = an_office()
    world.recover("A", "C", [world.halves["A"]])
    without_effect(world, "not enough halves")


def test_11_who_recovers_confirms_proposes_and_approves() -> None:
    world = an_office()
    world.recover("A", "C", world.halves.values())
    key = world.make_key("C", world.key_for("A"))
    world.confirm("A", key)
    without_effect(world, "not who gave it out")
    world.confirm("B", key)  # a second person looks away
    world.set_roles("A", "A", "administrator", "reviewer")
    world.second("B", "A")
    assert "gave out the key" in world.verdict(world.pair("C", "A"))
    assert "not confirmed by two others" in world.verdict(world.pair("A", "C"))


def test_12_a_recovery_that_nobody_answers_for_while_others_are_there() -> None:
    world = an_office()
    said = {"kind": "key_recovered", "user_id": "C", "ticket": new_key()}
    says(world, said, *world.halves.values())
    without_effect(world, "its signer's key does not count")


def test_13_a_stolen_first_password_confirmed_by_the_thief() -> None:
    world = an_office("B")
    world.add("A", "E", ("reviewer",))
    key = world.make_key("E", world.key_for("B"))
    world.confirm("B", key)
    world.second("B", "E")
    assert "not confirmed by two others" in world.verdict(world.pair("B", "E"))
    assert "vouches for the key" in world.verdict(world.pair("E", "B"))
    world.add("A", "F", ("reviewer",))
    world.make_key("F", world.key_for("B"))
    world.confirm("E", world.mine["F"])  # the first stolen key vouches for the second
    world.second("B", "F")
    assert "vouches for the key" in world.verdict(world.pair("F", "B"))


def test_14_invented_people_who_confirm_each_other() -> None:
    world = an_office()
    for who in ("P", "Q"):
        world.add("A", who, ("reviewer", "administrator"))
        world.make_key(who, world.key_for("A"))
    for by, of in (("A", "P"), ("A", "Q"), ("P", "Q"), ("Q", "P")):
        world.confirm(by, world.mine[of])
    keys = world.registry().keys
    assert [keys[world.mine[who]].since for who in ("P", "Q")] == [None, None]


def test_15_an_invented_founder() -> None:
    world = an_office()
    key = world.key_for("A")

    def invent(records: list[SignedContent]) -> None:
        said = json.loads(records[0].text)
        said["founders"].append(
            {"user_id": "P", "name": "Krystyna", "roles": ["reviewer"], "key": key}
        )
        records[0] = sign(said, [*records[0].keys, key])

    world.relink(invent)
    named(world, "another casebook than this machine has seen")


def test_16_an_invented_person_inserted_and_everything_linked_anew() -> None:
    world = an_office()

    def invent(records: list[SignedContent]) -> None:
        said = {**json.loads(records[1].text), "user_id": "P", "name": "Krystyna"}
        records.insert(1, sign(said, [world.mine["A"]]))

    world.relink(invent)
    named(world, "older than what this machine has seen, or was written anew")


def _removed(records: list[SignedContent]) -> None:
    del records[3]


def _exchanged(records: list[SignedContent]) -> None:
    records[3], records[4] = records[4], records[3]


def _doubled(records: list[SignedContent]) -> None:
    records.insert(4, records[3])


@pytest.mark.parametrize(("how", "place"), [(_removed, 4), (_exchanged, 4), (_doubled, 5)])
def test_17_statements_removed_exchanged_doubled(how: Any, place: int) -> None:
    world = an_office()
    how(world.records)
    named(world, f"Statement {place} and what follows do not count")


def test_18_the_last_statement_taken_off_and_its_entry_left() -> None:
    world = an_office()
    world.records.pop()
    named(world, "names statements that are not in the casebook")


def test_19_the_end_cut_off_with_entries_and_seals() -> None:
    cut = an_office()
    for files in (cut.records, cut.lines, cut.seals):
        files.pop()
    named(cut, "older than what this machine has seen")


def test_20_a_statement_that_no_entry_seals() -> None:
    world = an_office()
    said = world.said({"kind": "roles_set", "user_id": "C", "roles": []})
    world.records.append(sign(said, [world.mine["A"]]))
    named(world, "does not seal it")


def test_21_a_statement_of_another_casebook() -> None:
    world = an_office()
    other = World("A", founders=(("A", ("administrator",)),))
    other.add("A", "P", ("reviewer",))
    record = other.records[1]
    world.records.append(record)
    world.entry("A", sealed_as(len(world.records), record), world.mine["A"])
    named(world, "does not follow the one before it")


def test_22_an_approval_of_another_casebook() -> None:
    world, other = an_office(), World("A")
    assert "another casebook" in world.verdict(other.pair("A", "B"))


def test_23_the_same_first_password_twice() -> None:
    world = an_office()
    world.add("A", "E", ("reviewer",))
    world.make_key("E")
    key = world.key_for("A")
    said = {"kind": "key_made", "user_id": "E", "key": key}
    world.state(said, [world.tickets["E"], key], "E", key)
    without_effect(world, "no such first password")


def test_24_somebody_elses_key_taken_for_mine() -> None:
    world = an_office()
    world.add("A", "E", ("reviewer",))
    said = {"kind": "key_made", "user_id": "E", "key": world.mine["C"]}
    says(world, said, world.tickets["E"], world.mine["A"])
    without_effect(world, "the key is known already")


def test_25_a_key_brought_by_who_does_not_have_it() -> None:
    world = an_office()
    world.add("A", "E", ("reviewer",))
    says(world, {"kind": "key_made", "user_id": "E", "key": new_key()}, world.tickets["E"])
    without_effect(world, "no such first password")


@pytest.mark.parametrize(
    "kind",
    ["user_added", "key_reset", "roles_set", "user_disabled", "authority_named",
     "data_key_changed", "rollback_accepted"],
)  # fmt: skip
def test_26_a_reviewer_does_what_administrators_do(kind: str) -> None:
    world = an_office("B")
    about = "E" if kind == "user_added" else "C"
    said = {"kind": kind, "user_id": about, "name": "E", "roles": [], "ticket": new_key()}
    says(world, said, world.mine["B"])
    without_effect(world, "no administrator")


def test_27_own_roles_raised_and_seconded_by_oneself() -> None:
    world = an_office()
    world.set_roles("A", "A", "administrator", "reviewer")
    world.second("A", "A")
    without_effect(world, "about the person who signed it")
    assert world.registry().people["A"].roles_now == {"administrator"}


def test_28_roles_exchanged_between_asking_and_seconding() -> None:
    world = an_office()
    world.add("A", "E", ("analyst",))
    (asked,) = world.registry().waiting.values()
    world.set_roles("A", "E", "reviewer", "head")
    said = {"kind": "seconded", "of": str(asked.seq), "of_sha256": asked.sha256}
    world.state(said, [world.mine["B"]], "B")
    without_effect(world, "nothing such waits")


def test_29_a_disabled_person_signs() -> None:
    world = an_office("B")
    world.disable("A", "B")
    world.see()
    assert "does not count there" in world.verdict(world.pair("C", "B"))
    named(world, "the key did not count there")


def test_30_the_last_administrator_is_disabled() -> None:
    world = an_office("B")
    world.disable("A", "A")
    without_effect(world, "the last administrator stays")


def test_31_an_entry_in_somebody_elses_name() -> None:
    world = an_office()
    world.entry("C", "audit/60", world.mine["A"])
    named(world, "somebody else than who sealed it")


def test_32_an_entry_that_nobody_sealed() -> None:
    world = an_office()
    world.lines.append(("C", "case/1"))
    named(world, "sealed by nobody")


def test_33_an_entry_slipped_into_somebody_elses_unit() -> None:
    world = an_office()
    world.lines.insert(len(world.lines) - 1, ("D", "case/1"))
    named(world, "does not seal it")


def test_34_a_seal_copied_onto_another_unit() -> None:
    world = an_office()
    world.lines.append(("C", "case/1"))
    copied = next(one for one in world.seals if one.key == world.mine["C"])
    world.seals.append(copied._replace(last=len(world.lines)))
    named(world, "signature is another")


@pytest.mark.parametrize("full", [True, False])
def test_35_the_last_seal_of_a_key_is_forged(full: bool) -> None:  # a parameter
    world = an_office()
    world.lines.append(("C", "case/1"))
    world.seal(world.mine["C"])
    world.seals[-1] = world.seals[-1]._replace(signature=NO_SIGNATURE)
    assert any("signature is another" in one for one in world.faults(full=full))


def test_36_a_second_signature_for_another_proposal() -> None:
    world = an_office()
    one, other = world.pair("C", "B"), world.pair("C", "B")
    assert world.verdict(one) == ""
    assert "about something else" in world.verdict((one[0], other[1]))


def test_37_one_person_under_two_keys() -> None:
    world = an_office("C")
    first = world.sign_deed("proposal", "C", world.mine["C"])
    world.rotate("C")
    second = world.sign_deed("approval", "C", world.mine["C"], of=first.sha256)
    assert "of one person" in world.verdict((first, second))


def test_38_an_honest_approval_outlives_rotation_reset_and_disabling() -> None:
    world = an_office("B")
    pair = world.pair("C", "D")
    world.rotate("D")
    world.reset("A", "C")
    world.disable("A", "D")
    assert world.verdict(pair) == ""
    assert not world.faults()


def test_39_one_founder_and_any_number_of_invented_people() -> None:
    world = World("A", founders=(("A", ("administrator", "analyst")),))
    for who in ("P", "Q", "R"):
        world.add("A", who, ("reviewer",))
        world.make_key(who, world.key_for("A"))
        for by in sorted({"A", "P"} - {who}):
            world.confirm(by, world.mine[who])
        world.second("A", who)
    assert world.registry().people["R"].roles_now == {"reviewer"}, "all of this is allowed"
    for author in ("P", "A"):
        assert "not confirmed by two others" in world.verdict(world.pair(author, "R"))


def test_40_an_authority_makes_two_people_of_an_office_of_one() -> None:
    ministry = new_key()
    founders = (("A", ("administrator", "analyst")),)
    world = World("A", founders=founders, authorities=(ministry,))
    world.add("A", "B", ("reviewer",))
    world.make_key("B")
    _the_authority_confirms(world, ministry, "B")
    world.second("A", "B")
    assert "vouches for the key" in world.verdict(world.pair("A", "B"))
    _the_authority_confirms(world, ministry, "A")
    assert world.verdict(world.pair("A", "B")) == ""


def _the_authority_confirms(world: World, authority: str, who: str, signer: str = "") -> None:
    """Its word, carried by A; `signer` is who signs it in truth."""
    word = authority_word(world.registry().casebook, world.mine[who])
    said = {
        "kind": "key_confirmed",
        "key": world.mine[who],
        "authority": authority,
        "word": SECRETS[signer or authority].sign(word).hex(),
    }
    world.state(said, [world.mine["A"]], "A")


def test_40_the_word_of_an_authority_that_it_never_gave() -> None:
    ministry, stranger = new_key(), new_key()
    world = World("A", authorities=(ministry,))
    world.add("A", "E", ("reviewer",))
    world.make_key("E", world.key_for("A"))
    _the_authority_confirms(world, ministry, "E", signer=world.mine["A"])
    without_effect(world, "the authority did not sign it")
    _the_authority_confirms(world, stranger, "E")
    without_effect(world, "no such authority was named")


@pytest.mark.parametrize("halves", [("A",), ("A", "A")])
def test_41_two_founders_and_a_recovery_key_in_one_hand(halves: tuple[str, ...]) -> None:
    world = World("A")
    said = json.loads(world.records[0].text)
    said |= {"halves": {who: world.halves[who] for who in halves}, "recovery_needs": "1"}
    keys = [world.mine["A"], world.mine["B"], world.halves["A"]]
    world.records = [sign(said, keys)]
    world.lines = [("A", sealed_as(1, world.records[0]))]
    assert not world.registry().people
    assert any("recover alone" in one for one in world.registry().problems)


def test_42_one_of_two_signatures_taken_off() -> None:
    world = an_office()
    record = world.records[2]
    assert len(record.signatures) == 2
    world.records[2] = SignedContent(record.text, record.signatures[:1])
    named(world, "Statement 3 and what follows do not count")


def test_43_the_same_meaning_in_other_bytes() -> None:
    world = an_office()
    record = world.records[-1]
    text = json.dumps(json.loads(record.text)).encode()
    assert text != canonical_bytes(json.loads(record.text))
    world.records[-1] = SignedContent(text, record.signatures)
    named(world, "not in the form of statements")


def test_44_a_key_made_without_the_first_password() -> None:
    world = an_office("B")
    world.add("A", "E", ("reviewer",))
    key, mine = world.key_for("B"), world.key_for("B")
    said = {"kind": "key_made", "user_id": "E", "key": key}
    world.state(said, [mine, key], "E", key)
    without_effect(world, "no such first password")


def test_45_the_subject_seconds_its_own_roles() -> None:
    world = an_office("B")
    world.set_roles("A", "B", "reviewer", "head")
    world.second("B", "B")
    without_effect(world, "about the person who signed it")


def test_46_a_seal_in_the_middle_is_found_by_the_full_reading_alone() -> None:
    world = an_office()
    for _time in range(3):
        world.entry("C", "case/1", world.mine["C"])
    world.seals[-2] = world.seals[-2]._replace(signature=NO_SIGNATURE)
    named(world, "signature is another")
    assert not world.faults(full=False), "C has since signed over the same entries"


def test_85_a_founder_confirmed_later_voids_nothing() -> None:
    world = an_office("B")
    pair = world.pair("C", "B")
    assert world.verdict(pair) == ""
    world.confirm("A", world.mine["B"])
    assert world.verdict(pair) == ""
    assert not world.registry().problems


def test_an_older_state_goes_on_once_two_persons_accepted_it() -> None:
    world = an_office()
    cut = world.copy()
    world.entry("A", "case/1", world.mine["A"])
    world.see()
    cut.marks = world.marks
    seen = world.entries[-1].sha256
    said = {"kind": "rollback_accepted", "seen": seen, "accepted": cut.entries[-1].sha256}
    cut.state(said, [cut.mine["A"]], "A")
    named(cut, "older than what this machine has seen")
    (asked,) = cut.registry().waiting.values()
    second = {"kind": "seconded", "of": str(asked.seq), "of_sha256": asked.sha256}
    cut.state(second, [cut.mine["A"]], "A")
    without_effect(cut, "the person who asked for it")
    cut.state(second, [cut.mine["B"]], "B")
    assert not cut.faults()


def test_who_reset_a_key_pairs_with_it_once_two_others_looked_at_it() -> None:
    world = an_office("A")
    world.set_roles("A", "A", "administrator", "analyst")
    world.second("B", "A")
    world.reset("A", "C")
    key = world.make_key("C")
    world.confirm("B", key)
    world.confirm("A", key)
    assert "gave out the key" in world.verdict(world.pair("A", "C"))
    world.confirm("D", key)
    assert world.verdict(world.pair("A", "C")) == ""


def test_somebody_whose_roles_nobody_agreed_to_confirms_no_key() -> None:
    world = an_office()
    world.add("A", "E", ("reviewer",))
    world.make_key("E")
    world.confirm("B", world.mine["E"])
    world.add("A", "F", ("analyst",))
    world.make_key("F")
    world.confirm("E", world.mine["F"])
    without_effect(world, "who confirms holds no role")


@pytest.mark.parametrize("word", ["seconded", "declined"])
def test_an_analyst_has_no_say_in_the_roles_of_a_colleague(word: str) -> None:
    world = an_office("C")
    world.full_member("E", ("analyst",))
    world.set_roles("A", "D", "reviewer", "head")
    (waiting,) = (one for one in world.registry().waiting.values() if one.about == "D")
    said = {"kind": word, "of": str(waiting.seq), "of_sha256": waiting.sha256}
    world.state(said, [world.mine["E"]], "E")
    without_effect(world, "neither reviewer" if word == "seconded" else "no say in it")
    assert waiting.seq in world.registry().waiting
