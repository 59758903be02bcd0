"""Carries out the change of the table of four eyes."""

from landwaiter.domain.deeds.four_eyes import SET_POLICY, SetPolicy
from landwaiter.services.deeds.handler import Doing, MotionForm, Mover, Plain
from landwaiter.services.motions import office_deeds


def change(doing: Doing, said: SetPolicy, _none: None) -> Plain:
    return {"key": said.key, "value": said.value}


_SET_POLICY: Mover[SetPolicy, None] = Mover(
    SET_POLICY,
    change,
    MotionForm(
        office_deeds.policy_title,
        office_deeds.policy_object,
        office_deeds.policy_facts,
        office_deeds.set_policy,
    ),
)
HANDLERS = (_SET_POLICY,)
