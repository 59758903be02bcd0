"""Each protection taken away alone: the attack that it stops then succeeds.

An attack that fails anyway would prove nothing about the protection.
"""

import importlib
import importlib.util
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from tests.trust import test_attacks, test_deputies

import landwaiter.trust

ATTACKS, DEPUTIES = "tests.trust.test_attacks", "tests.trust.test_deputies"
OF_TRUST = ("landwaiter.trust.", "tests.trust.")


@dataclass(frozen=True, slots=True)
class Protection:
    """A piece of a module of `trust`, what stands there without it, and the attack it stops."""

    name: str
    module: str
    text: str
    without: str
    attack: str
    arguments: tuple[Any, ...] = ()
    attacks: str = ATTACKS

    def __str__(self) -> str:
        return self.name


PROTECTIONS = (
    Protection("the sealing entry", "statements",
               "sealing is None or sealing.object != sealed_as(seq, statement)", "False",
               "test_20_a_statement_that_no_entry_seals"),
    Protection("entries name statements that are here", "statements",
               "list(chain.statements()) == here", "True",
               "test_18_the_last_statement_taken_off_and_its_entry_left"),
    Protection("one form of bytes", "statements", "not is_canonical or", "",
               "test_43_the_same_meaning_in_other_bytes"),
    Protection("time does not run backwards", "statements", 'str(said["at"]) < registry.at',
               "False", "test_07_a_statement_dated_back", ("1000",)),
    Protection("who gave it out is not the first", "kinds",
               "key.since is None and by == key.issuer and not registry.is_alone", "False",
               "test_02_a_first_password_used_before_its_owner_and_confirmed_alone"),
    Protection("all halves", "kinds", "len(halves) < max(1, registry.recovery_needs)", "False",
               "test_10_one_half_recovers_nothing"),
    Protection("who answers for a recovery", "kinds", "if not others and not own:", "if not own:",
               "test_12_a_recovery_that_nobody_answers_for_while_others_are_there"),
    Protection("the ticket and the key itself", "kinds",
               'person.ticket is None or sorted(said.signers) != '
               'sorted((person.ticket.public, said["key"]))', "False",
               "test_44_a_key_made_without_the_first_password"),
    Protection("only a key in force is rotated", "kinds",
               "old.until is not None or registry.people[old.user_id].disabled", "False",
               "test_04_an_old_key_says_that_it_is_followed_by_mine"),
    Protection("every holder renews the recovery key", "kinds",
               "holders != {*halves} or {*said.signers} != {*own, *halves.values()}", "False",
               "test_09_a_recovery_key_renewed_by_one"),
    Protection("two hands", "kinds", "not least <= needed <= len(halves)", "False",
               "test_41_two_founders_and_a_recovery_key_in_one_hand", (("A",),)),
    Protection("the subject seconds nothing", "kinds",
               "if user_id == waiting.about and not registry.is_alone:", "if False:",
               "test_45_the_subject_seconds_its_own_roles"),
    Protection("what is seconded is what was asked", "kinds",
               "found is None or found.sha256", "found.sha256",
               "test_28_roles_exchanged_between_asking_and_seconding"),
    Protection("administrators administer", "kinds",
               "found.user_id not in registry.administrators()", "False",
               "test_26_a_reviewer_does_what_administrators_do", ("user_disabled",)),
    Protection("the last administrator stays", "kinds",
               "    if registry.lasting_administrators() == {person.user_id}:", "    if False:",
               "test_30_the_last_administrator_is_disabled"),
    Protection("a deputy has no more roles than who is away", "kinds",
               "not roles <= registry.people[absent].own", "False",
               "test_a_deputy_has_no_more_roles_than_who_is_away", attacks=DEPUTIES),
    Protection("a deputy does not begin the own roles", "kinds",
               "person.user_id in registry.people[by].deputises", "False",
               "test_a_deputy_does_not_begin_the_own_roles", attacks=DEPUTIES),
    Protection("who says that somebody is away seconds", "kinds",
               "not registry.people[user_id].roles(place) & SECONDERS", "False",
               "test_an_analyst_sends_nobody_away", attacks=DEPUTIES),
    Protection("a deputy is agreed to by two", "kinds",
               "not roles <= person.deputises.get(absent, frozenset())", "False",
               "test_one_person_names_no_deputy", attacks=DEPUTIES),
    Protection("keys end at a place", "registry",
               "begun and (self.until is None or place < self.until)", "begun",
               "test_29_a_disabled_person_signs"),
    Protection("two look at a key that approves", "registry", "len(key.confirmers) > 1",
               "len(key.confirmers) > 0",
               "test_13_a_stolen_first_password_confirmed_by_the_thief"),
    Protection("nobody vouches for the own counterpart", "registry",
               "key.user_id == person or key.public in seen", "key.public in seen",
               "test_13_a_stolen_first_password_confirmed_by_the_thief"),
    Protection("who gave out a key is no counterpart", "pairs",
               "key.issuer == other.user_id and not _looked_at(key, other)", "False",
               "test_who_reset_a_key_pairs_with_it_once_two_others_looked_at_it"),
    Protection("two are not one", "pairs", "author.user_id == approver.user_id", "False",
               "test_37_one_person_under_two_keys"),
    Protection("the text that was approved", "pairs",
               'approver.said.get("of") != first.sha256', "False",
               "test_36_a_second_signature_for_another_proposal"),
    Protection("the casebook of an approval", "pairs",
               'said["casebook"] != registry.casebook or', "",
               "test_22_an_approval_of_another_casebook"),
    Protection("the place of an approval", "pairs",
               "not _names(own, deed, signed)", "False",
               "test_05_an_approval_by_an_old_key_under_an_old_head"),
    Protection("entries are of who sealed them", "seals",
               'by != self._owner or by == ""', "self._owner is None",
               "test_31_an_entry_in_somebody_elses_name"),
    Protection("a seal by a key that counts", "seals",
               "key.made > seal.last or (key.until is not None and key.until <= seal.last)",
               "False", "test_03_an_old_key_file_with_its_password_signs_nothing"),
    Protection("signatures of seals, in full", "seals",
               "self._full and (fault := _fault(tile, self._registry.casebook))", "False",
               "test_46_a_seal_in_the_middle_is_found_by_the_full_reading_alone"),
    Protection("signatures of seals, of the last ones", "seals",
               "for one in self._newest.values()))",
               "for one in ()))", "test_35_the_last_seal_of_a_key_is_forged", (False,)),
    Protection("no entry without a seal", "seals", "if self._unsealed:", "if False:",
               "test_32_an_entry_that_nobody_sealed"),
    Protection("what the machine has seen", "mark",
               "self._is_in(registry, chain)", "True",
               "test_06_the_chain_written_anew_from_before_the_rotation"),
    Protection("the casebook that the machine has seen", "mark",
               "registry.casebook != self.casebook", "False", "test_15_an_invented_founder"),
)  # fmt: skip


@pytest.mark.parametrize("protection", PROTECTIONS, ids=str)
def test_without_it_the_attack_succeeds(
    protection: Protection, monkeypatch: pytest.MonkeyPatch
) -> None:
    weakened = anew(monkeypatch, protection)
    with pytest.raises(AssertionError):
        _attack(protection, weakened)


@pytest.mark.parametrize("protection", PROTECTIONS, ids=str)
def test_with_it_the_attack_fails(protection: Protection) -> None:
    _attack(protection, WHOLE[protection.attacks])


WHOLE = {ATTACKS: test_attacks, DEPUTIES: test_deputies}
"""The attacks as they fail."""


def _attack(protection: Protection, attacks: Any) -> None:
    attack: Callable[..., None] = getattr(attacks, protection.attack)
    attack(*protection.arguments)


def anew(monkeypatch: pytest.MonkeyPatch, protection: Protection | None = None) -> Any:
    """The attacks with modules of their own, one of them without its protection."""
    for name in [name for name in sys.modules if name.startswith(OF_TRUST)]:
        monkeypatch.delitem(sys.modules, name)
    for file in Path(landwaiter.trust.__path__[0]).glob("[a-z]*.py"):
        monkeypatch.delattr(landwaiter.trust, file.stem, raising=False)
    if protection is not None:
        _put(monkeypatch, protection)
    return importlib.import_module(protection.attacks if protection else ATTACKS)


def _put(monkeypatch: pytest.MonkeyPatch, protection: Protection) -> None:
    name = f"landwaiter.trust.{protection.module}"
    spec = importlib.util.find_spec(name)
    assert spec
    assert spec.origin
    source = Path(spec.origin).read_text(encoding="utf-8")
    assert source.count(protection.text) == 1, protection.text
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, name, module)
    weakened = source.replace(protection.text, protection.without)
    exec(compile(weakened, spec.origin, "exec"), module.__dict__)  # noqa: S102  # our own source
    monkeypatch.setattr(landwaiter.trust, protection.module, module, raising=False)
