"""Examples of the deeds on motions and on the table of four eyes."""

from typing import Any

from tests.deeds.scene import Example
from tests.services.sample_office import REASON

from landwaiter.domain.deeds.four_eyes import SetPolicy
from landwaiter.domain.deeds.motion_deeds import (
    DeclineOpenMotion,
    SecondOpenMotions,
    WithdrawOpenMotion,
)

EXAMPLES: dict[type[Any], Example] = {
    SecondOpenMotions: lambda scene: SecondOpenMotions((scene.motion,)),
    DeclineOpenMotion: lambda scene: DeclineOpenMotion(scene.motion, REASON),
    WithdrawOpenMotion: lambda scene: WithdrawOpenMotion(scene.motion, REASON),
    SetPolicy: lambda _: SetPolicy("four_eyes.embargo_practice", "true", REASON),
}
