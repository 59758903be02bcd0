"""Examples of deeds on declarations that have no case."""

from typing import Any

from tests.deeds.scene import AGREED, HELD, Example, Scene
from tests.services.sample_office import HEAD, REASON, declared, write_csv

from landwaiter.domain.trade.again_deeds import SiftAgain
from landwaiter.domain.trade.deeds import (
    OpenTradeCase,
    SetAside,
    SetSiftReason,
    SetSiftSample,
    Sift,
)
from landwaiter.domain.trade.erasure import Effect
from landwaiter.domain.trade.erasure_deeds import (
    CarryOutErasure,
    EraseTrade,
    LiftRestriction,
    RectifyTrade,
    RestrictTrade,
    SetTradePeriod,
)
from landwaiter.domain.trade.sift_reasons import SiftReason
from landwaiter.services.trade.keeping import restrictions

SIFTED = HELD
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
    SetTradePeriod: lambda _: SetTradePeriod(3, "Archive Act, Art. 6", REASON),
    EraseTrade: lambda _: EraseTrade(REASON, numbers=(AGREED,)),
    CarryOutErasure: lambda _: CarryOutErasure(),
    RestrictTrade: lambda _: RestrictTrade(Effect.RESTRICTION, "Art. 18", REASON, number=SIFTED),
    LiftRestriction: lambda scene: LiftRestriction(
        restrictions(scene.office.session(HEAD))[0].id, REASON
    ),
    RectifyTrade: lambda _: RectifyTrade(SIFTED, "the consignee is another", REASON),
}
