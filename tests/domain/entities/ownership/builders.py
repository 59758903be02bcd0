"""Small graphs of ownership, in words: `held("A", "F", 60)`."""

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction

from hypothesis import strategies as st

from landwaiter.domain.entities.ownership.graph import Graph, graph_on
from landwaiter.domain.entities.ownership.rules import OwnershipRule, RuleReading
from landwaiter.domain.entities.ownership.stated import (
    Holder,
    HoldingStatement,
    OwnershipStatements,
)

DAY = date(2026, 3, 27)
HALF = Fraction(1, 2)
MORE_THAN_HALF = RuleReading(">", True, HALF, "steps")
HALF_IS_ENOUGH = RuleReading(">=", True, HALF, "steps")


def held(owner: str, owned: str, percent: object = "", **more: object) -> HoldingStatement:
    """A statement of shares; `kind=` makes it one of control."""
    fields: dict[str, object] = {"source": "company register", **more}
    return HoldingStatement(f"{owner}>{owned}", owner, owned, percent=str(percent), **fields)  # type: ignore[arg-type]  # free keywords


PERSONS = ("L", "M", "N", "P")
"""Names of persons; all others are firms."""


def a_graph(*rows: HoldingStatement, on: date = DAY) -> Graph:
    names = dict.fromkeys(name for row in rows for name in (row.owner, row.owned))
    holders = tuple(Holder(n, n, "person" if n in PERSONS else "organisation") for n in names)
    return graph_on(OwnershipStatements(holders, rows), on)


def a_rule(**changes: object) -> OwnershipRule:
    fields: dict[str, object] = {
        "id": "eu",
        "name": "European Union",
        "percent": HALF,
        "operator": ">",
        "aggregate": True,
        "carries": "steps",
        "tests": ("board majority", "golden share"),
        "lists": ("eu_fsf", "un"),
        "state": "in_force",
        "basis": "the regulation",
        "source": "guidance",
        "trust": "own-knowledge",
        "edition": "ownership_rules@2026-11",
        **changes,
    }
    return OwnershipRule(**fields)  # type: ignore[arg-type]  # free keywords


Parts = Mapping[str, Mapping[str, Fraction]]
OWNER, OTHER = "L", "P"
FIRMS = ("F", "A", "B", "C", "D")


@st.composite
def parts(draw: st.DrawFn, *, rings: bool = True) -> Parts:
    """Firm → holder → twentieths, for up to five firms and two persons; sums at most 1."""
    found: dict[str, dict[str, Fraction]] = {}
    for place, firm in enumerate(FIRMS):
        others = [*(FIRMS if rings else FIRMS[place + 1 :]), OWNER, OTHER]
        owners = draw(st.lists(st.sampled_from(others), unique=True, max_size=3))
        left = 20
        for owner in owners:
            if owner != firm and left:
                share = draw(st.integers(1, left))
                left -= share
                found.setdefault(firm, {})[owner] = Fraction(share, 20)
    return found


UNSTATED = st.lists(
    st.tuples(st.sampled_from((*FIRMS, OWNER, OTHER)), st.sampled_from(FIRMS)),
    max_size=2,
    unique=True,
)
"""Holder and firm of holdings without a share."""


def graph_of(given: Parts, unstated: Iterable[tuple[str, str]] = ()) -> Graph:
    """The graph of such parts; `unstated` are holders whose share nobody states."""
    rows = [
        held(owner, firm, int(part * 100))
        for firm, owners in given.items()
        for owner, part in owners.items()
    ]
    rows += [
        held(owner, firm)
        for owner, firm in unstated
        if owner != firm and owner not in given.get(firm, {})
    ]
    holders = tuple(Holder(name, name, "organisation") for name in FIRMS)
    people = tuple(Holder(name, name, "person") for name in (OWNER, OTHER))
    return graph_on(OwnershipStatements((*holders, *people), tuple(rows)), DAY)
