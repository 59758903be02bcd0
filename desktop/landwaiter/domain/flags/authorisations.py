"""Which authorisation counts for what: each for its own list, a general one where it covers.

An authorisation of Annex I says nothing of the military list, a self-declaration authorises
nothing, and where an embargo prohibits, only that act's own derogation counts.
"""

from collections.abc import Collection
from typing import Final

from landwaiter.domain.flags.finding import either_strict
from landwaiter.domain.flags.inputs_of_rules import Licence
from landwaiter.domain.flags.rules.claims import outside_authorisation
from landwaiter.domain.flags.rules.licensing import licence_covers, licence_refs
from landwaiter.domain.flags.view import Goods, View
from landwaiter.domain.law.control_codes import head_of
from landwaiter.domain.law.word_lists import same_name

MILITARY: Final = "cml"
_DEROGATION: Final = "derogation_"


def is_authorised(
    view: View, line: Goods, list_id: str, head: str, prohibited_by: Collection[str] = ()
) -> bool | None:
    """Whether an authorisation that counts for the entry is declared or stands in the register.

    `prohibited_by` are the instruments that prohibit the export of it. None: a general
    authorisation is declared, and nothing on file says whether it covers destination and entry.
    """
    if _is_licensed(view, line, list_id):
        return True
    if prohibited_by:
        return all(view.carries(line, f"{_DEROGATION}{act}") for act in prohibited_by)
    if list_id == MILITARY:
        return bool(view.carries(line, "military_authorisation")) or _states_another(view, line)
    if view.carries(line, "annex1_authorisation"):
        return True
    general = view.means_of("general")
    declared = sorted(view.document_codes(line).intersection(general))
    if not declared:
        return False
    return either_strict(*(_covers(view, line, general[code], head) for code in declared))


def _is_licensed(view: View, line: Goods, list_id: str) -> bool:
    """Whether a licence of the register that is stated covers the line as goods of the list, or one
    that is not stated names an entry that the line may be, the destination and the consignee."""
    stated = (view.licence(ref) for ref in licence_refs(view, line))
    if any(
        licence and _is_of(view, line, list_id, licence) and licence_covers(view, line, licence)
        for licence in stated
    ):
        return True
    heads = {one.code for one in view.candidates_of(line) if one.list == list_id}
    return any(_is_for(view, line, heads, one) for one in view.facts.registers.licences)


def _is_of(view: View, line: Goods, list_id: str, licence: Licence) -> bool:
    """Whether a stated licence speaks of the list: of an entry that the line may be. One that names
    none is of Annex I where a document code of Annex I is declared."""
    entries = [part.code for part in licence.items if not part.code.isdigit()]
    if not entries:
        return list_id != MILITARY or not view.carries(line, "dual_use")
    return any(
        code.list == list_id and code.meets(entry) for code in view.codes(line) for entry in entries
    )


def _is_for(view: View, line: Goods, heads: Collection[str], licence: Licence) -> bool:
    return (
        licence.valid_on(view.day)
        and licence.destination == view.destination_of(line)
        and any(same_name(licence.consignee, name) for name in view.consignee_names)
        and any(head_of(part.code) in heads for part in licence.items)
    )


def _states_another(view: View, line: Goods) -> bool:
    """A licence is stated and no document code of Annex I declared: perhaps a national one."""
    return bool(line.item and line.item.licence_ref) and not view.carries(line, "dual_use")


def _covers(view: View, line: Goods, authorisation: str, head: str) -> bool | None:
    """Whether a Union general authorisation covers the destination and the kind of entry.

    The office's own table of general authorisations decides where it is loaded.
    """
    scope = view.means_of("general_scope").get(authorisation, "")
    if not head.startswith(scope):
        return False
    outside = outside_authorisation(view, line, authorisation)
    if outside is not None:
        return not outside
    destinations = view.country_set(authorisation.casefold())
    if not destinations:
        return None
    return view.destination_of(line) in destinations
