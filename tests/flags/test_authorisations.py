"""RF-G14 by example: which licence, code or general authorisation counts for a candidate."""

from typing import Any

import pytest
from tests.domain.packs import shipped
from tests.flags.driver import SAYS, Example, Given, Loaded, Offices, check, given
from tests.flags.test_unauthorised import (
    CHEESE,
    CONVERTER,
    FULL,
    PRECURSOR,
    SCOPE,
    VEST,
    goods,
    quiet,
    raised,
)

ACID = {"issuer": "PL", "ref": "PL-77", "type": "individual", "valid_to": "2026-12-31",
        "consignee": "Aurora Import", "destination": "BR", "items": "1C350.9"}  # fmt: skip
"""A licence of the precursor to Brazil, entered in the office's register."""


def licensed(**changes: Any) -> Loaded:
    """The register holds one licence: `ACID` but for these changes."""
    return Loaded(also=FULL.also, packs={"licences:licence_register": ({**ACID, **changes},)})


REGISTERED = licensed()
BARE = licensed(items="")
"""The licence does not say what it is for."""
CODES = tuple(shipped("code_sets").rows)


def coded(*more: dict[str, str]) -> Loaded:
    """The office's own sets of document codes: those shipped and these."""
    return Loaded(
        without=("code_sets",), also=FULL.also, packs={"code_sets": ({"set": ""}, *CODES, *more)}
    )


MILITARY_CODE = coded({"set": "military_authorisation", "code": "X999", "means": ""})
TWO_ACTS = Loaded(
    also=("item_groups", *FULL.also[2:]),
    packs={
        "embargo_matrix": tuple(
            {
                "instrument": act,
                "title": act,
                "destination": "IR",
                "way": "export",
                "item_group": "dual_use",
                "standing": "prohibited",
                "source": "Art. 2",
            }
            for act in ("REG-267-2012", "REG-765-2006")
        )
    },
)
"""Two acts that prohibit the same goods to the same country."""
SCOPED = {
    "annex2:general_authorisations": (
        {"authorisation": "EU003", "destination": "BR", "covered": "true"},
        {"authorisation": "EU004", "destination": "BR", "covered": "false"},
        {"authorisation": "EU005", "destination": "BR", "covered": "true"},
        {"authorisation": "EU001", "destination": "US", "covered": "true"},
        {"authorisation": "EU003", "destination": "IR", "covered": "true"},
    )
}
EMPTY = {"licences:licence_register": ({"issuer": "PL", "ref": ""},)}
ANNEX_2 = Loaded(also=FULL.also, packs={**SCOPED, **EMPTY})
"""The office's table of general authorisations, and a register of licences without an entry."""


def stated(
    line: dict[str, str], country: str, docs: str = "", *, ref: str = "PL-77", **more: Any
) -> Given:
    """A line that states a licence beside its document codes."""
    return goods({**line, "licence_ref": ref}, country, docs, **more)


REGISTER: tuple[Example, ...] = (
    quiet("a licence of the register names entry, destination and consignee",
          goods(PRECURSOR, "BR"), loaded=REGISTERED),
    raised("high", "the licence is for another destination", goods(PRECURSOR, "CL"),
           loaded=REGISTERED),
    raised("high", "the licence has expired", goods(PRECURSOR, "BR"),
           loaded=licensed(valid_to="2026-03-26")),
    raised("high", "the licence is for another consignee",
           goods(PRECURSOR, "BR", consignee_name="Zodiac Import"), loaded=REGISTERED),
    raised("high", "the licence is for another entry", goods(PRECURSOR, "BR"),
           loaded=licensed(items="2B350")),
    quiet("the entry is one of several", goods(PRECURSOR, "BR"),
          loaded=licensed(items="2B350|1C350.9")),
    raised("high", "a licence that names no entry and is not stated", goods(PRECURSOR, "BR"),
           loaded=BARE),
    quiet("the same licence where it is stated", stated(PRECURSOR, "BR", "X002:PL-77", ref=""),
          loaded=BARE),
    quiet("a stated licence names the commodity code", stated(PRECURSOR, "BR"),
          loaded=licensed(items="281217")),
    raised("high", "a stated licence of another destination",
           goods(PRECURSOR, "CL", "X002:PL-77"), f"{SAYS}declared: X002", loaded=BARE),
    raised("high", "a stated licence that the register does not hold",
           goods(PRECURSOR, "BR", "X002:PL-78"), loaded=BARE),
    raised("high", "a licence of another item of the declaration",
           given({**PRECURSOR, "licence_ref": "PL-78"}, {**CHEESE, "licence_ref": "PL-77"}),
           "items/1/cn8", loaded=BARE),
)  # fmt: skip

ARMS: tuple[Example, ...] = (
    quiet("a licence is stated and no code of Annex I", stated(SCOPE, "RS", "N380:7")),
    raised("medium", "no licence is stated", goods(SCOPE, "RS", "N380:7")),
    raised("medium", "the licence is the one that a code of Annex I declares",
           stated(SCOPE, "RS", "X060:PL-77")),
    quiet("the office's own code of military authorisations", goods(SCOPE, "RS", "X999:PL-1"),
          loaded=MILITARY_CODE),
    raised("medium", "another code beside it", goods(SCOPE, "RS", "N380:7"), loaded=MILITARY_CODE),
    raised("medium", "a registered licence that names no entry, declared as one of Annex I",
           goods(SCOPE, "RS", "X060:PL-77"), loaded=licensed(destination="RS", items="")),
    raised("medium", "a registered licence of an entry of Annex I",
           stated(SCOPE, "RS", "X060:PL-77"), f"{SAYS}ML5",
           loaded=licensed(destination="RS", items="6A002")),
    quiet("a registered licence of the entry, whatever code declares it",
          goods(SCOPE, "RS", "X060:PL-77", consignee_name="Zodiac"),
          loaded=licensed(destination="RS", items="ML5|ML1|ML15|6A002|6A003", consignee="")),
    raised("medium", "EU001 says nothing of arms", goods(SCOPE, "US", "X061"), f"{SAYS}ML5",
           loaded=ANNEX_2),
)  # fmt: skip

PROHIBITED: tuple[Example, ...] = (
    quiet("a derogation of the act that prohibits", goods(PRECURSOR, "IR", "C067:1")),
    raised("high", "an authorisation of Annex I where an act prohibits",
           goods(PRECURSOR, "IR", "X060:PL-1")),
    quiet("a licence of the register, granted for where the act prohibits",
          goods(PRECURSOR, "IR", "X060:PL-77"), loaded=licensed(destination="IR", items="")),
    quiet("the same of arms, stated beside no code of Annex I", stated(VEST, "MM"),
          loaded=licensed(destination="MM", items="")),
    raised("high", "a derogation of another act", goods(PRECURSOR, "IR", "X858:1")),
    raised("high", "a derogation of one of two acts", goods(PRECURSOR, "IR", "C067:1"),
           loaded=TWO_ACTS),
    quiet("derogations of both", goods(PRECURSOR, "IR", "C067:1|X858:2"), loaded=TWO_ACTS),
    raised("high", "a general authorisation where an act prohibits",
           goods(PRECURSOR, "IR", "X063"), loaded=ANNEX_2),
)  # fmt: skip

GENERAL: tuple[Example, ...] = (
    quiet("the office's table says that it covers", goods(PRECURSOR, "BR", "X063"),
          loaded=ANNEX_2),
    raised("high", "the table says that it does not", goods(PRECURSOR, "BR", "X064"),
           loaded=ANNEX_2),
    raised("high", "the table covers, and the authorisation is of other goods",
           goods(PRECURSOR, "BR", "X065"), loaded=ANNEX_2),
    raised("medium", "one does not cover, and of another it is not known",
           goods(CONVERTER, "BR", "X061|X063"), f"{SAYS}X061, X063 is declared"),
)  # fmt: skip

EXAMPLES: tuple[Example, ...] = (*REGISTER, *ARMS, *PROHIBITED, *GENERAL)


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_what_counts_as_an_authorisation(offices: Offices, example: Example) -> None:
    check(offices, example)
