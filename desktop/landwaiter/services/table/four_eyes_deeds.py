"""Carries out the change of the table of four eyes."""

from landwaiter.domain.deeds.four_eyes import SET_POLICY, SetPolicy
from landwaiter.services.deeds.handler import Doing, MotionForm, Mover, Plain
from landwaiter.services.office import four_eyes_settings


def change(doing: Doing, said: SetPolicy, _none: None) -> Plain:
    return {"key": said.key, "value": said.value}


_SET_POLICY: Mover[SetPolicy, None] = Mover(
    SET_POLICY,
    change,
    MotionForm(
        four_eyes_settings.policy_title,
        four_eyes_settings.policy_object,
        four_eyes_settings.policy_facts,
        four_eyes_settings.set_policy,
    ),
)
HANDLERS = (_SET_POLICY,)
