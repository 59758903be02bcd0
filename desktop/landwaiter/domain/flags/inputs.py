"""Which inputs of a rule are known on a case: one table of names, one of prefixes."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Final

from landwaiter.domain.cases.case import ActionKind, ClassificationState
from landwaiter.domain.flags.rule import Need, Rule
from landwaiter.domain.flags.rules.exits import released_on
from landwaiter.domain.flags.view import Goods, View, imo_numbers, judged, value_eur
from landwaiter.domain.intake.declaration import Role
from landwaiter.domain.lists.listing import JudgementValue

Known = Callable[[View], bool]


def missing_inputs(
    rule: Rule, known: Collection[str], still_open: Collection[str] = ()
) -> tuple[str, ...]:
    """Needs of the rule that are not met, as the pack writes them; parts do not count.

    Of facts that each could raise the rule those that its predicate found open, one by one; all of
    them where none is known.
    """
    missing: list[str] = []
    for need in rule.needs:
        if need.for_a_part:
            continue
        if need.every:
            missing += _open_of(need, known, still_open)
        elif not _is_met(need, known):
            missing.append(str(need))
    return tuple(missing)


def _open_of(need: Need, known: Collection[str], still_open: Collection[str]) -> tuple[str, ...]:
    """Names of a need that keep the rule open."""
    found = tuple(name for name in need.names if name in still_open)
    return found or (() if _is_met(need, known) else need.names)


def _is_met(need: Need, known: Collection[str]) -> bool:
    return any(name in known for name in need.names)


def is_known(name: str, view: View) -> bool:
    """True when the input `name` is known on the case."""
    found = view.known.get(name)
    if found is None:
        found = view.known[name] = bool(_is_known(name, view))
    return found


def known_of(names: Iterable[str], view: View) -> tuple[str, ...]:
    """Those of the names that are known; most were asked for by another rule."""
    known = view.known
    return tuple([n for n in names if (known[n] if n in known else is_known(n, view))])


def _is_known(name: str, view: View) -> bool:
    prefix, colon, rest = name.partition(":")
    if colon:
        return _PREFIXES[prefix](view, rest)
    known = _NAMES.get(name)
    return known(view) if known else view.value(name) is not None


def list_ids(view: View, name: str) -> tuple[str, ...]:
    """Ids of the loaded lists that a rule means by `name`."""
    return tuple(
        list_id
        for list_id, edition in view.facts.lists.items()
        if means(name, list_id, edition.kind)
    )


def means(name: str, list_id: str, kind: str) -> bool:
    """Whether a list with this id and kind is the one a rule calls `name`."""
    if name in ("any", list_id):
        return True
    if name == "vessels":
        return kind == "vessel_list"
    if name in ("eu_fsf", "un"):
        authority = name.partition("_")[0]
        return kind == "asset_freeze" and re.match(rf"{authority}(_|$)", list_id) is not None
    return name == "us_csl" and kind == "export_list" and not _OF_OTHERS.match(list_id)


_OF_OTHERS: Final = re.compile(r"(eu|un|jp|uk)(_|$)")
"""Export lists whose name says that another authority keeps them."""


def _register(view: View, name: str) -> bool:
    registers = view.facts.registers
    return {
        "licences": registers.licence_issuers,
        "denials": registers.denials,
        "informed_exporters": registers.informed_exporters,
        "findings": registers.findings,
    }[name] is not None


def _base(view: View, name: str) -> bool:
    bases = view.facts.bases
    loaded = {
        "addresses": bases.addresses,
        "price_lines": bases.prices,
        "vessels": bases.vessels,
    }
    return loaded[name] is not None


def _setting(view: View, name: str) -> bool:
    return any(re.search(rf"\.{name}(\.|$)", key) for key in view.facts.settings)


_PREFIXES: Final[Mapping[str, Callable[[View, str], bool]]] = {
    "pack": lambda view, name: name in view.packs,
    "list": lambda view, name: bool(list_ids(view, name)),
    "register": _register,
    "base": _base,
    "setting": _setting,
    "threshold": lambda view, name: False,
    "source": lambda view, name: name in view.sources,
    "import": lambda view, name: view.value(name) is not None,
}


def _goods(has: Callable[[Goods], object]) -> Known:
    return lambda view: any(has(goods) for goods in view.goods)


def _item(name: str) -> Known:
    return _goods(lambda goods: goods.item and getattr(goods.item, name))


def _named(*roles: Role) -> Known:
    return lambda view: bool(view.parties(*roles))


def _declared(name: str) -> Known:
    return lambda view: bool(view.declaration and getattr(view.declaration, name))


def _project(name: str) -> Known:
    return lambda view: (view.case.project or {}).get(name) is not None


def _addressed(*roles: Role) -> Known:
    return lambda view: any(p.address.street or p.address.city for p in view.parties(*roles))


def _trade(name: str) -> Known:
    return lambda view: bool(view.facts.trade and getattr(view.facts.trade, name))


def _all_judged(view: View) -> bool:
    hits = [hit for _party, hit in view.hits() if hit.list_kind == "institutions"]
    return all(judged(hit) is JudgementValue.SAME for hit in hits)


def _has_confirmed(view: View) -> bool:
    states = (found.state for found in view.case.classifications)
    return ClassificationState.CONFIRMED in states


def _has_request(view: View) -> bool:
    requests = (a for a in view.case.actions if a.kind is ActionKind.INFORMATION_REQUEST)
    return any(action.due for action in requests)


def _is_held(view: View) -> bool:
    """Something is stated of who holds the entities behind the parties."""
    return view.facts.ownership is not None


_NAMES: Final[Mapping[str, Known]] = {
    "amendments": lambda view: len(view.case.versions) > 1,
    "actions.information_request.due": _has_request,
    "consignee.address": _addressed(Role.CONSIGNEE),
    "consignee.name": _named(Role.CONSIGNEE),
    "container": _declared("containers"),
    "country_destination": lambda view: view.destination is not None,
    "country_routing": _declared("country_routing"),
    "delivery_place": _declared("delivery_place"),
    "end_user.address": _addressed(Role.END_USER),
    "end_user.name": lambda view: bool(view.end_user_names) or view.end_user_asked,
    "exporter.eori": lambda view: any(p.identifier for p in view.parties(Role.EXPORTER)),
    "exporter.name": _named(Role.EXPORTER),
    "exports.coverage": _trade("coverage"),
    "exports.destination": _trade("destination"),
    "exports.history": _trade("history_eur"),
    "exports.hs6": _trade("hs6"),
    "hits.judgement": _all_judged,
    "items.classification": lambda view: view.classified,
    "items.classification.confirmed": _has_confirmed,
    "items.cn8": _goods(lambda goods: goods.hs6),
    "items.description": _goods(lambda goods: goods.description),
    "items.docs": _goods(lambda goods: goods.item),
    "items.gross_mass_kg": _item("gross_mass_kg"),
    "items.licence_ref": _item("licence_ref"),
    "items.net_mass_kg": _item("net_mass_kg"),
    "items.origin": _item("origin"),
    "items.params": lambda view: any(view.params(goods) for goods in view.goods),
    "items.state": lambda view: view.value("state") is not None,
    "items.units": _item("supplementary_units"),
    "items.value_eur": _goods(lambda goods: goods.item and value_eur(goods)),
    "mrn": _declared("mrn"),
    "office_exit": _declared("office_exit"),
    "owner.name": _named(Role.OWNER),
    "ownership": lambda view: view.value("ownership") is not None or _is_held(view),
    "ownership.changes": (
        lambda view: view.value("ownership.changes") is not None or _is_held(view)
    ),
    "parties.address": _addressed(),
    "parties.country": lambda view: any(p.country for p in view.parties()),
    "parties.name": _named(),
    "payment.bank": _named(Role.BANK),
    "project.funding": _project("funding"),
    "project.medium": _project("medium"),
    "project.partner": _project("partner"),
    "project.technology": _project("technology"),
    "released_at": lambda view: released_on(view) is not None,
    "transport.id": lambda view: bool(view.declaration and imo_numbers(view)),
}
"""Inputs that are not enrichment; every other name is read from the enrichment of that field."""
