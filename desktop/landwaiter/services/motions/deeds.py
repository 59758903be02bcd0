"""How each deed of the office that waits for a second person is moved, by its motion."""

from collections.abc import Mapping

from landwaiter.services.deeds.handler import MotionForm
from landwaiter.services.motions import imports, lists, office_deeds, practice, roots, rules
from landwaiter.services.registers import changes as registers

OLD_FORMS: Mapping[str, MotionForm] = {
    "import_pack": MotionForm(
        imports.pack_title,
        imports.pack_object,
        imports.pack_facts,
        imports.import_pack,
        at_once=True,
    ),
    lists.CONFIRM: MotionForm(
        lists.confirm_title,
        lists.list_object,
        lists.confirm_facts,
        lists.confirm,
        declined=lists.take_out,
    ),
    lists.REMOVE: MotionForm(
        lists.remove_title,
        lists.list_object,
        lists.remove_facts,
        lists.remove,
        at_once=True,
    ),
    roots.DEED: MotionForm(
        roots.root_title,
        roots.root_object,
        roots.root_facts,
        roots.accept_root,
        at_once=True,
    ),
    "set_policy": MotionForm(
        office_deeds.policy_title,
        office_deeds.policy_object,
        office_deeds.policy_facts,
        office_deeds.set_policy,
    ),
    practice.DEED: MotionForm(
        practice.practice_title,
        practice.practice_object,
        practice.practice_facts,
        practice.carry_out_practice,
    ),
    rules.DEED: MotionForm(
        rules.rule_title,
        rules.rule_object,
        rules.rule_facts,
        rules.carry_out_rule,
    ),
    registers.DEED: MotionForm(
        registers.change_title,
        registers.change_object,
        registers.change_facts,
        registers.carry_out_change,
    ),
}
