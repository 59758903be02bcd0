"""Gates of the rules about the goods and what is claimed of them."""

from typing import Final

from landwaiter.domain.flags import descriptions, nomenclature
from landwaiter.domain.flags.gates.gate import (
    RuleGate,
    has_hits,
    is_classified,
    is_interviewed,
    is_known,
    is_loaded,
    is_stated,
    once,
)
from landwaiter.domain.flags.gates.register_gates import is_denied_buyer, is_licensed_buyer
from landwaiter.domain.flags.rules.claims import declared_lines
from landwaiter.domain.flags.rules.goods import ARMS, declared_entries
from landwaiter.domain.flags.strength import LISTS
from landwaiter.domain.flags.view import View
from landwaiter.domain.interviews import criterion


def is_priority_item_abroad(view: View) -> bool:
    """A line on the high-priority list goes to a country that is no partner of Annex VIII."""
    return any(
        view.priority_row(line) is not None
        and view.in_set("annex_viii", view.destination_of(line)) is False
        for line in view.goods
    )


@once
def is_claimed_unlisted(view: View) -> bool:
    """A declared line with a code of any list carries a document code by which it is not listed."""
    return any(
        view.carries(line, "not_listed") and view.codes(line) for line in declared_lines(view)
    )


def is_read_as_listed(view: View) -> bool:
    """A candidate of Annex I against which no word speaks."""
    return any(one.list == "eu" and "against" not in one.kinds for one in view.case.candidates)


def has_parts_seen(view: View) -> bool:
    """Other cases found something of a part that an item names."""
    return bool(view.facts.bases.parts)


def is_met_unstated(view: View) -> bool:
    """The office's table has an entry that goods meet of which nothing is stated."""
    deciding = view.packs.get(criterion.PACK_ID)
    return deciding is not None and criterion.has_entry_met_unstated(deciding)


def _carries(view: View, codes: tuple[str, ...]) -> bool:
    documents = view.declaration.documents if view.declaration else ()
    return any(document.code in codes for document in documents)


def claims_licence(view: View) -> bool:
    """A document code of a licence is declared."""
    return _carries(view, view.code_set("licence") or ())


def claims_general_authorisation(view: View) -> bool:
    """A document code of a general authorisation is declared."""
    return _carries(view, tuple(view.means_of("general")))


def is_described_and_coded(view: View) -> bool:
    """A declared line has a description and a commodity code."""
    return any(line.description and line.cn for line in declared_lines(view))


def is_described(view: View) -> bool:
    """A declared line has a description, be it an empty one."""
    return any(line.description is not None for line in declared_lines(view))


def is_under_heading_of_arms(view: View) -> bool:
    return any(view.under_heading(line, "firearm_heading") for line in declared_lines(view))


def says_arms(view: View) -> bool:
    """A description has a word of firearms or of goods of torture."""
    return any(view.words(name, line.description) for line in declared_lines(view) for name in ARMS)


def is_in_annex_of_arms(view: View) -> bool:
    """A row of a loaded annex of firearms or of goods of torture covers a line."""
    packs = ("annex_258_2012", "annex_2019_125")
    return any(view.annex_rows(line, name) for name in packs for line in declared_lines(view))


def is_under_military_heading(view: View) -> bool:
    return any(view.under_heading(line, "military_heading") for line in declared_lines(view))


def says_military(view: View) -> bool:
    """A description has a word of the military list."""
    return any(view.words("military_list", line.description) for line in declared_lines(view))


def writes_military_code(view: View) -> bool:
    """An entry of the military list is written in a description or in a document."""
    return any(declared_entries(view, line) for line in declared_lines(view))


def has_origin(view: View) -> bool:
    """The origin of a declared line is stated, whichever."""
    return any(line.item and line.item.origin for line in view.goods)


def has_candidate_of_lists(view: View) -> bool:
    """A declared line has a candidate of Annex I or of the military list."""
    found = {one.item_no for one in view.case.candidates if one.list in LISTS}
    return bool(found) and any(line.no in found for line in declared_lines(view))


PRIORITY: Final = RuleGate(((is_priority_item_abroad,),))
"""RF-G01: its two conditions, of one line."""

Y901: Final = RuleGate(
    (
        (is_claimed_unlisted,),
        (
            has_hits,
            is_interviewed,
            is_met_unstated,
            is_read_as_listed,
            is_classified,
            has_parts_seen,
            is_denied_buyer,
            is_licensed_buyer,
        ),
    )
)
"""RF-G02: the line carries the code and correlates, so that it has a code; and something speaks
against it: a hit that was judged, values that meet an entry, words that read like one, a code that
a person confirmed, a part seen before, a denial or a licence of the same buyer."""

OFFICIAL: Final = RuleGate(((is_loaded("correlation_official"),),))
"""RF-G03: only the official table can say so."""

LICENCE_CODE: Final = RuleGate(((claims_licence,),))
"""RF-G04: it looks at documents with a code of the set."""

GENERAL_CODE: Final = RuleGate(((is_loaded("annex2"),), (claims_general_authorisation,)))
"""RF-G05: it looks at documents with a code of the set, and needs the annex to judge them."""

OTHER_CHAPTER: Final = RuleGate(((is_loaded(nomenclature.PACK),), (is_described_and_coded,)))
"""RF-G06: it compares the description with the texts of the code declared, by the nomenclature."""

VAGUE: Final = RuleGate((*((is_loaded(name),) for name in descriptions.PACKS), (is_described,)))
"""RF-G07: it needs both packs, and looks at descriptions."""

VALUES: Final = RuleGate(((is_interviewed, is_met_unstated),))
"""RF-G08: `items.params` is True where values meet an entry, or where the table has an entry that
is met by goods of which nothing is stated."""

ARMS_GOODS: Final = RuleGate(((is_under_heading_of_arms, says_arms, is_in_annex_of_arms),))
"""RF-G09: heading, word or annex; a row that means a part of its heading opens the gate too."""

MILITARY_LIST: Final = RuleGate(
    ((is_under_military_heading, says_military, writes_military_code, is_classified),)
)
"""RF-G10: heading, entry that is written or that a person confirmed, or a word."""

USED: Final = RuleGate(((is_stated("state"),),))
"""RF-G11: the state of an item is read from statements under this field."""

OF_US: Final = RuleGate(((is_known("evidence.text"), has_origin),))
"""RF-G12: words of the papers, or an origin."""

CONFIRMED: Final = RuleGate(((is_classified,),))
"""RF-G13: a code that a person confirmed."""

CANDIDATE: Final = RuleGate(((has_candidate_of_lists,),))
"""RF-G14: it looks at the candidates of these lists, line by line."""
