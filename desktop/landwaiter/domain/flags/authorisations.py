"""Which authorisation counts for what: each for its own list, a general one where it covers.

An authorisation of Annex I says nothing of the military list, a self-declaration authorises
nothing, and where an embargo prohibits, only that act's own derogation counts.
"""

from collections.abc import Collection

from landwaiter.domain.flags.claims import outside_authorisation
from landwaiter.domain.flags.finding import either_strict
from landwaiter.domain.flags.licensing import authorised
from landwaiter.domain.flags.view import Goods, View

ANNEX_1: str = "eu"
MILITARY: str = "cml"
_DEROGATION = "derogation_"


def is_authorised(
    view: View, line: Goods, list_id: str, head: str, prohibited_by: Collection[str] = ()
) -> bool | None:
    """Whether an authorisation that counts for the entry is declared or stands in the register.

    `prohibited_by` are the instruments that prohibit the export of it. None: a general
    authorisation is declared, and nothing on file says whether it covers destination and entry.
    """
    if view.facts.registers.licence_issuers is not None and authorised(view, line):
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
