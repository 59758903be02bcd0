"""Deeds beside the acts on a case that wait for a second person: one table."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from landwaiter.services import erasure, evidence_wipe, removal
from landwaiter.services.motions import imports, lists, office_deeds, practice, roots, rules
from landwaiter.services.registers import changes as registers
from landwaiter.services.session import Session
from landwaiter.storage.unit_of_work import UnitOfWork

Given = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class SecondedDeed:
    """What a deed needs so that one person can move it and another can have it carried out."""

    name: str
    """Also a row of the table of four eyes, and the deed in the audit chain."""
    title: Callable[[Given, Given], str]
    """From arguments and facts: what the second person is asked, in one sentence."""
    object: Callable[[Given], str]
    """What it is about, as the audit chain names it."""
    facts: Callable[[Session, Any, Given], Given]
    """What it rests on, in plain values; raises a Fault where it cannot be done."""
    carry_out: Callable[[Session, UnitOfWork, Given, str], Given]
    """Writes the rows, given the arguments and the motion; the payload of the audit entry."""
    at_once: bool = False
    """An office of one does it in the unit of work that moves it, by one person."""
    declined: Callable[[UnitOfWork, Given], None] | None = None
    """Takes back what was done before it was seconded; such a motion is not withdrawn."""


DEEDS: Mapping[str, SecondedDeed] = {
    deed.name: deed
    for deed in (
        SecondedDeed(
            "import_pack",
            imports.pack_title,
            imports.pack_object,
            imports.pack_facts,
            imports.import_pack,
            at_once=True,
        ),
        SecondedDeed(
            lists.CONFIRM,
            lists.confirm_title,
            lists.list_object,
            lists.confirm_facts,
            lists.confirm,
            declined=lists.take_out,
        ),
        SecondedDeed(
            lists.REMOVE,
            lists.remove_title,
            lists.list_object,
            lists.remove_facts,
            lists.remove,
            at_once=True,
        ),
        SecondedDeed(
            roots.DEED,
            roots.root_title,
            roots.root_object,
            roots.root_facts,
            roots.accept_root,
            at_once=True,
        ),
        SecondedDeed(
            "set_policy",
            office_deeds.policy_title,
            office_deeds.policy_object,
            office_deeds.policy_facts,
            office_deeds.set_policy,
        ),
        SecondedDeed(
            practice.DEED,
            practice.practice_title,
            practice.practice_object,
            practice.practice_facts,
            practice.carry_out_practice,
        ),
        SecondedDeed(
            rules.DEED,
            rules.rule_title,
            rules.rule_object,
            rules.rule_facts,
            rules.carry_out_rule,
        ),
        SecondedDeed(
            evidence_wipe.DEED,
            evidence_wipe.wipe_title,
            evidence_wipe.wipe_object,
            evidence_wipe.wipe_facts,
            evidence_wipe.wipe,
        ),
        SecondedDeed(
            erasure.DEED,
            erasure.erase_title,
            erasure.erase_object,
            erasure.erase_facts,
            erasure.erase,
        ),
        SecondedDeed(
            removal.REMOVE_CASE,
            removal.removal_title,
            removal.removal_object,
            removal.removal_facts,
            removal.carry_out_removal,
        ),
        SecondedDeed(
            registers.DEED,
            registers.change_title,
            registers.change_object,
            registers.change_facts,
            registers.carry_out_change,
        ),
    )
}
