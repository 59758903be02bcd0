"""What a hit lets a flag say of a party: no more than what was judged, or what is equal.

A listing is a fact once a person judged the hit the same. An equal identifier, an equal name with
its country, and a name alone are said as what they are, and that nobody judged them.
"""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Final

from landwaiter.domain.cases.case import CaseParty
from landwaiter.domain.entities.ownership.stated import HolderMark
from landwaiter.domain.flags.view import judged
from landwaiter.domain.lists.listing import Hit, Judgement, JudgementValue
from landwaiter.i18n import N_, _, day_said

ASSESSING: Final = "institutions"
"""The kind of list whose entries are assessments by third parties and no listings."""
KINDS_OF_INSTITUTION: Final[Mapping[str, str]] = {
    "university-seven-sons": N_("one of the Seven Sons of National Defence"),
    "pla-academy": N_("an academy of the armed forces"),
    "weapons-institute": N_("a weapons institute"),
    "university-civil-defence-lab": N_("a civil university with defence credentials"),
    "defence-soe": N_("a state group of the defence industry"),
    "defence-subsidiary-or-company": N_("a company of the defence industry"),
}


class HitGround(StrEnum):
    """Why a hit may be the party, the firmest first."""

    JUDGED = "judged"
    IDENTIFIER = "identifier"
    NAME_AND_COUNTRY = "name_and_country"
    NAME = "name"
    LIKENESS = "likeness"


def ground_of(hit: Hit) -> HitGround:
    """The firmest ground there is for taking the hit for the party."""
    if judged(hit) is JudgementValue.SAME:
        return HitGround.JUDGED
    if hit.match.identifier_equal:
        return HitGround.IDENTIFIER
    if hit.match.name_equal:
        return HitGround.NAME_AND_COUNTRY if hit.match.country_equal else HitGround.NAME
    return HitGround.LIKENESS


def claim_of(party: CaseParty, hit: Hit) -> str:
    """What may be said of the party for this hit, as one sentence."""
    ground = ground_of(hit)
    is_assessed = ground is HitGround.JUDGED and hit.list_kind == ASSESSING
    template = _assessed() if is_assessed else _SENTENCES[ground]()
    judgement = hit.judgement
    return template.format(
        role=role_name(party),
        name=party.name,
        list=hit.told_list,
        listed=hit.told_listing,
        edition=_("in confidence") if hit.confidential else hit.edition,
        kind=kind_of_institution(institution_type(hit)),
        identifier=_identifier(party, hit),
        score=hit.match.score,
        **_judgement(judgement),
    )


def _judgement(judgement: Judgement | None) -> dict[str, str]:
    if judgement is None:
        return {"user": "", "day": ""}
    return {"user": judgement.author, "day": day_said(judgement.at.date())}


def _assessed() -> str:
    return _(
        "The {role} {name} is judged the same as {listed}, which {list} assesses as {kind} (no "
        "listing)."
    )


_SENTENCES: Final[Mapping[HitGround, Callable[[], str]]] = {
    HitGround.JUDGED: lambda: _(
        "The {role} {name} stands on {list}, edition {edition}, as {listed} (judged the same by "
        "{user}, {day})."
    ),
    HitGround.IDENTIFIER: lambda: _(
        "The {role} {name} has the {identifier} of an entry of {list}, edition {edition}, "
        "{listed}; not judged yet."
    ),
    HitGround.NAME_AND_COUNTRY: lambda: _(
        "The {role} {name} has the name and country of an entry of {list}, edition {edition}, "
        "{listed}; nobody has judged it."
    ),
    HitGround.NAME: lambda: _(
        "The {role} {name} has the name of an entry of {list}, edition {edition}, {listed}, and "
        "nothing else to compare; nobody has judged it."
    ),
    HitGround.LIKENESS: lambda: _(
        "The {role} {name} resembles an entry of {list}, edition {edition}, {listed} ({score} of "
        "1000); nobody has judged it."
    ),
}


def claim_of_mark(name: str, mark: HolderMark) -> str:
    """What may be said of a holder further up, who is no party, as one sentence."""
    return _OF_MARKS[mark.ground if mark.ground in _OF_MARKS else HitGround.LIKENESS]().format(
        name=name, list=mark.told_list, listed=mark.told_name, edition=mark.told_edition
    )


_OF_MARKS: Final[Mapping[str, Callable[[], str]]] = {
    "": lambda: _("{name} is an entry of {list}, edition {edition}, {listed}."),
    HitGround.JUDGED: lambda: _(
        "{name} stands on {list}, edition {edition}, as {listed} (judged the same on another case)."
    ),
    HitGround.IDENTIFIER: lambda: _(
        "{name} has the identifier of an entry of {list}, edition {edition}, {listed}; not judged "
        "yet."
    ),
    HitGround.NAME_AND_COUNTRY: lambda: _(
        "{name} has the name and country of an entry of {list}, edition {edition}, {listed}; "
        "nobody has judged it."
    ),
    HitGround.LIKENESS: lambda: _(
        "{name} resembles an entry of {list}, edition {edition}, {listed}; nobody has judged it."
    ),
}


def _identifier(party: CaseParty, hit: Hit) -> str:
    """The identifier that both sides state; in words where it is not one of the party's own."""
    number = party.identifier
    listed = {_bare(one) for one in hit.listing.identifiers}
    is_shown = number and not hit.confidential and _bare(number) in listed
    return _("identifier {number}").format(number=number) if is_shown else _("identifier")


def _bare(number: str) -> str:
    return "".join(sign for sign in number.upper() if sign.isalnum()).removeprefix("IMO")


def role_name(party: CaseParty) -> str:
    """The party's role in words."""
    return _(party.role.value.replace("_", " "))


def institution_type(hit: Hit) -> str:
    """The type column of the assessed institution behind a hit."""
    return next(iter(hit.listing.programmes), "")


def kind_of_institution(type_: str) -> str:
    """The type of an assessed institution in words."""
    known = KINDS_OF_INSTITUTION.get(type_)
    return _(known) if known else type_
