"""Whether a destination counts as under an arms embargo for Art. 4(1)(b) of Reg. (EU) 2021/821.

Art. 2(19) counts decisions and common positions of the Council, decisions of the OSCE and
resolutions of the Security Council: where such an act prohibits arms altogether the embargo is one
by law. Where it is in part (recipient, kind of arms), or each state reads it in its own way, the
office's policy says; it is asked, and never assumed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

ALWAYS_ASKED: Final[Mapping[str, str]] = {"CN": "china", "HK": "hong_kong"}
"""Destinations whose embargo is the practice of each state, with or without a matrix."""
_ASKED, _BY_LAW = "_arms_embargo_triggers_art4", "_arms_embargo_by_law"


@dataclass(frozen=True, slots=True)
class Embargo:
    """Whether a destination counts, and whether the law itself says so."""

    counts: bool | None
    """None: the office's policy is asked and not set."""
    by_law: bool = False


Policy = Mapping[str, bool | None]
"""Of one case: name of the policy, or of the embargo by law, of each destination → its value."""


def policy_name(country: str) -> str:
    """The setting with the office's policy on a destination, without its prefix."""
    return f"{ALWAYS_ASKED.get(country, country.lower())}{_ASKED}"


def by_law_name(country: str) -> str:
    """What says in a policy that the embargo on a destination is one by law."""
    return f"{country.lower()}{_BY_LAW}"


def country_of(name: str) -> str:
    """The destination that a policy is about."""
    stem = name.removesuffix(_ASKED)
    known = {title: country for country, title in ALWAYS_ASKED.items()}
    return known.get(stem, stem.upper())


def embargo_of(country: str | None, policy: Policy) -> Embargo | None:
    """What is known of a destination; None: no arms embargo on it is known."""
    if not country:
        return None
    if policy.get(by_law_name(country)):
        return Embargo(counts=True, by_law=True)
    name = policy_name(country)
    asked = name in policy or country in ALWAYS_ASKED
    return Embargo(policy.get(name)) if asked else None


def embargoes_of(policy: Policy) -> Mapping[str, Embargo]:
    """Every destination that a policy says something of, those always asked first."""
    stems = [name.removesuffix(_BY_LAW).upper() for name in policy if name.endswith(_BY_LAW)]
    asked = [country_of(name) for name in policy if name.endswith(_ASKED)]
    known = {country: embargo_of(country, policy) for country in (*ALWAYS_ASKED, *asked, *stems)}
    return {country: found for country, found in known.items() if found is not None}


def needs_no_embargo(basis: str) -> bool:
    """True for a track on weapons of mass destruction, or on parts of unauthorised exports."""
    return any(limb in basis for limb in ("4(1)(a)", "4(1)(c)"))
