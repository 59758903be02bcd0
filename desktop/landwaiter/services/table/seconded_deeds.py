"""How each deed of the office that waits for a second person is moved, by its motion."""

from collections.abc import Mapping

from landwaiter.services.audit import erasure
from landwaiter.services.deeds.handler import MotionForm
from landwaiter.services.evidence import evidence_wipe
from landwaiter.services.flags import embargo_practice, rule_settings
from landwaiter.services.law import seconded_imports, seconded_lists, seconded_roots
from landwaiter.services.office import four_eyes_settings
from landwaiter.services.registers import changes as registers

OLD_FORMS: Mapping[str, MotionForm] = {
    "import_pack": MotionForm(
        seconded_imports.pack_title,
        seconded_imports.pack_object,
        seconded_imports.pack_facts,
        seconded_imports.import_pack,
        at_once=True,
    ),
    seconded_lists.CONFIRM: MotionForm(
        seconded_lists.confirm_title,
        seconded_lists.list_object,
        seconded_lists.confirm_facts,
        seconded_lists.confirm,
        declined=seconded_lists.take_out,
    ),
    seconded_lists.REMOVE: MotionForm(
        seconded_lists.remove_title,
        seconded_lists.list_object,
        seconded_lists.remove_facts,
        seconded_lists.remove,
        at_once=True,
    ),
    seconded_roots.DEED: MotionForm(
        seconded_roots.root_title,
        seconded_roots.root_object,
        seconded_roots.root_facts,
        seconded_roots.accept_root,
        at_once=True,
    ),
    "set_policy": MotionForm(
        four_eyes_settings.policy_title,
        four_eyes_settings.policy_object,
        four_eyes_settings.policy_facts,
        four_eyes_settings.set_policy,
    ),
    embargo_practice.DEED: MotionForm(
        embargo_practice.practice_title,
        embargo_practice.practice_object,
        embargo_practice.practice_facts,
        embargo_practice.carry_out_practice,
    ),
    rule_settings.DEED: MotionForm(
        rule_settings.rule_title,
        rule_settings.rule_object,
        rule_settings.rule_facts,
        rule_settings.carry_out_rule,
    ),
    evidence_wipe.DEED: MotionForm(
        evidence_wipe.wipe_title,
        evidence_wipe.wipe_object,
        evidence_wipe.wipe_facts,
        evidence_wipe.wipe,
    ),
    erasure.DEED: MotionForm(
        erasure.erase_title,
        erasure.erase_object,
        erasure.erase_facts,
        erasure.erase,
    ),
    registers.DEED: MotionForm(
        registers.change_title,
        registers.change_object,
        registers.change_facts,
        registers.carry_out_change,
    ),
}
