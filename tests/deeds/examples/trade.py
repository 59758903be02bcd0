"""Examples of deeds on declarations that have no case."""

from typing import Any

from tests.deeds.scene import Example, Scene
from tests.services.sample_office import REASON, declared, write_csv

from landwaiter.domain.trade.again_deeds import SiftAgain
from landwaiter.domain.trade.deeds import (
    OpenTradeCase,
    SetAside,
    SetSiftReason,
    SetSiftSample,
    Sift,
)
from landwaiter.domain.trade.sift_reasons import SiftReason

SIFTED = "LW-77"
"""A declaration of the trade store."""


def _sifted(scene: Scene) -> Sift:
    return Sift((write_csv(scene.folder / "sift.csv", [declared(lrn="LW-78")]),))


EXAMPLES: dict[type[Any], Example] = {
    Sift: _sifted,
    SiftAgain: lambda _: SiftAgain(),
    OpenTradeCase: lambda _: OpenTradeCase(SIFTED, REASON),
    SetAside: lambda _: SetAside(SIFTED, REASON),
    SetSiftReason: lambda _: SetSiftReason(SiftReason.OTHER_HIT, 5, REASON),
    SetSiftSample: lambda _: SetSiftSample(100, REASON),
}
