"""Which authorisation counts for what: each for its own list, a general one where it covers.

An authorisation of Annex I says nothing of the military list, a self-declaration authorises
nothing, and where an embargo prohibits, only that act's own derogation counts.
"""

from collections.abc import Collection
from typing import Final

from landwaiter.domain.control_codes import head_of
from landwaiter.domain.facts import Licence
from landwaiter.domain.flags.claims import outside_authorisation
from landwaiter.domain.flags.finding import either_strict
from landwaiter.domain.flags.licensing import authorised
from landwaiter.domain.flags.view import Goods, View
from landwaiter.domain.words import same_name

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
        return any(view.carries(line, f"{_DEROGATION}{act}") for act in prohibited_by)
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
    """Whether a licence of the register that is stated covers the line, or one that is not stated
    names an entry that the line may be, the destination and the consignee."""
    registers = view.facts.registers
    if registers.licence_issuers is not None and authorised(view, line):
        return True
    heads = {
        one.code for one in view.case.candidates if (one.item_no, one.list) == (line.no, list_id)
    }
    return any(_is_for(view, line, heads, licence) for licence in registers.licences)


def _is_for(view: View, line: Goods, heads: Collection[str], licence: Licence) -> bool:
    return (
        licence.valid_on(view.day)
        and licence.destination == view.destination_of(line)
        and any(same_name(licence.consignee, name) for name in view.consignee_names)
        and any(head_of(part.code) in heads for part in licence.items)
    )


def _states_another(view: View, line: Goods) -> bool:
    """A licence is stated that no document code of Annex I declares: perhaps a national one."""
    stated = line.item.licence_ref if line.item else None
    dual_use = view.code_set("dual_use") or ()
    of_annex_1 = {one.reference for one in view.documents_of(line) if one.code in dual_use}
    return bool(stated) and stated not in of_annex_1 and not of_annex_1


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
