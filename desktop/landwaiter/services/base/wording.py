"""How dates, amounts and codes read in sentences of reports and lists."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from functools import cache

from babel import Locale

from landwaiter.domain.base.terms import low, named
from landwaiter.domain.base.zones import local_date
from landwaiter.domain.cases.case import Case, DeclarationVersion, GoodsItem, Reply
from landwaiter.domain.cases.life_cycle import CallNote
from landwaiter.domain.flags.rule import ANY, EVERY
from landwaiter.domain.goods.candidates import spaced
from landwaiter.domain.goods.strongest_candidate import StrongestCandidate
from landwaiter.domain.intake.case_kind import CaseKind
from landwaiter.domain.intake.declaration import Item, Money, TransportMeans
from landwaiter.domain.law.word_lists import folded
from landwaiter.i18n import MONTHS, N_, _, capitalised, day_said, figure, joined

DAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))
_NOT_STATED = N_("not stated")
_LANGUAGES = (
    "en", "bg", "cs", "da", "de", "el", "es", "et", "fi", "fr", "ga", "hr", "hu", "it", "lt", "lv",
    "mt", "nl", "pl", "pt", "ro", "sk", "sl", "sv",
)  # fmt: skip
"""Official languages of the Union."""
REPLIES: Mapping[str, str] = {
    Reply.MAINTAINED.value: N_("the authority maintains the licence"),
    Reply.NOT_ACTING.value: N_("the authority does not act"),
    Reply.ACTS.value: N_("the authority acts, no release"),
    Reply.ASKS_EXTENSION.value: N_("extension asked"),
}
"""What the consulted authority answered (Art. 21(4)), in words."""


def shown_date(day: date | None) -> str:
    """“9 Apr 2026”; absent dates are not stated."""
    return _(_NOT_STATED) if day is None else day_said(day)


def weekday(day: date) -> str:
    """“Tue 14 Apr”."""
    return _("{weekday} {day} {month}").format(
        weekday=_(DAYS[day.weekday()]), day=day.day, month=_(MONTHS[day.month - 1])
    )


def shown_day(day: date) -> str:
    """“Tue 14 Apr 2026”."""
    return _("{weekday} {day} {month} {year}").format(
        weekday=_(DAYS[day.weekday()]), day=day.day, month=_(MONTHS[day.month - 1]), year=day.year
    )


def shown_money(money: Money | None) -> str:
    """“EUR 412,000.00”."""
    if money is None:
        return _(_NOT_STATED)
    return _("{currency} {amount}").format(currency=money.currency, amount=figure(money.amount, 2))


def shown_mass(mass: Decimal | None) -> str:
    """“9,800 kg”."""
    if mass is None:
        return _(_NOT_STATED)
    return _("{mass} kg").format(mass=figure(mass.normalize()))


def shown_code(cn: str | None) -> str:
    """“8457 10 10”."""
    return spaced(cn) if cn else _(_NOT_STATED)


@cache
def _territories() -> Mapping[str, str]:
    return Locale("en").territories


@cache
def country_codes() -> Mapping[str, str]:
    """Name of a country in any official language of the Union, or its code → its code; folded."""
    found = {code.casefold(): code for code in _territories() if len(code) == 2}
    for language in _LANGUAGES:
        for code, name in Locale(language).territories.items():
            if len(code) == 2:  # numbers are parts of the world
                found.setdefault(folded(name), code)
    return found


def language_in_itself(code: str) -> str:
    """“Polski”: a language in its own words, so that who reads no other finds it."""
    return capitalised(Locale(code).get_language_name(code) or code)


def shown_country(code: str | None) -> str:
    """“China (CN)”; a code without a name stays as it is. The English name is a message."""
    if not code:
        return _(_NOT_STATED)
    name = _territories().get(code)
    return _("{country} ({code})").format(country=_(name), code=code) if name else code


def is_country_code(code: str) -> bool:
    """Whether two letters are the code of a state, a territory or a union of states."""
    return code in _territories()


_NO_STATE = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})


def is_state_code(code: str) -> bool:
    """Whether two letters are the code of a state or a territory, to which goods can go."""
    return is_country_code(code) and code not in _NO_STATE


def countries_offered() -> tuple[tuple[str, str], ...]:
    """Codes and names of states and territories, by their names as the reader spells them."""
    codes = (code for code in _territories() if len(code) == 2 and code not in _NO_STATE)
    return tuple(sorted(((code, shown_country(code)) for code in codes), key=lambda one: one[1]))


def shown_score(thousandths: int, places: int = 2) -> str:
    """0.92 of 916 thousandths."""
    return figure(Decimal(f"{thousandths / 1000:.{places}f}"))


def authorised_said(found: StrongestCandidate) -> str:
    return _(_AUTHORISED[found.authorised])


_AUTHORISED: Mapping[bool | None, str] = {
    True: N_("authorisation stated or registered"),
    False: N_("not authorised"),
    None: N_("authorisation not known"),
}


def candidate_said(found: StrongestCandidate | None) -> str | None:
    """Code, score and authorisation of the strongest candidate; None where there is none."""
    if found is None:
        return None
    return _("{code} {score}, {authorised}").format(
        code=found.code, score=shown_score(found.score), authorised=authorised_said(found)
    )


def or_not_stated(text: str | None) -> str:
    return text or _(_NOT_STATED)


def sentence(text: str) -> str:
    """The text with a capital letter at its beginning."""
    return capitalised(text)


_EVENTS = frozenset({"released", "exited", "seized", "destroyed", "returned"})


def shown_status(status: str, day: date) -> str:
    """“held since 3 Feb 2026”; what happened to the goods once is told with its day."""
    template = _("{status} on {day}") if status in _EVENTS else _("{status} since {day}")
    return template.format(status=low(status), day=shown_date(day))


def shown_whereabouts(item: GoodsItem, state: str) -> str:
    """The status of an item and its day in the Member State."""
    return shown_status(item.status.value, local_date(item.since, state))


def shown_edition(edition: str) -> str:
    """The edition by its name; that of a register is the instant of its newest entry."""
    if not edition.endswith("+00:00"):
        return edition
    return _("{time} UTC").format(time=edition[:16].replace("T", " "))


def goods_sentence(case: Case) -> str:
    """What the goods are, in one line."""
    items = case.declaration.items if case.declaration else ()
    if not items:
        project = case.project or {}
        technology = project.get("technology")
        if case.kind is CaseKind.AUDIT:
            return _("Exports of earlier years, headings {hs6}.").format(
                hs6=or_not_stated(project.get("hs6"))
            )
        if project.get("goods"):
            return _("{goods}. No customs declaration.").format(goods=project["goods"])
        return _("No goods. Technology {technology}: {topic}.").format(
            technology=or_not_stated(technology), topic=or_not_stated(project.get("topic"))
        )
    first = _item_sentence(items[0])
    if len(items) == 1:
        return first
    return _("{first} Items in all: {count}.").format(first=first, count=len(items))


def _item_sentence(item: Item) -> str:
    value = item.statistical_value or item.invoice_value
    return _("{goods}, CN {code}, {mass}, {value}.").format(
        goods=or_not_stated(item.description),
        code=shown_code(item.cn),
        mass=shown_mass(item.net_mass_kg),
        value=shown_money(value),
    )


_MEANS: Mapping[str, str] = {
    "10": N_("IMO {id}"),
    "41": N_("aircraft {id}"),
    "30": N_("road vehicle {id}"),
}


def shown_means(means: TransportMeans) -> str:
    """A means of transport with the kind of its identification."""
    template = _MEANS.get(means.id_type or "")
    number = means.identifier or ""
    if template and number:
        number = _(template).format(id=number)
    return joined(" ", (part for part in (number, means.name) if part)) or _(_NOT_STATED)


def shown_value(value: object) -> str:
    """An enrichment's value as a person reads it."""
    match value:
        case None:
            return _("asked for, not known")
        case bool():
            return _("yes") if value else _("no")
        case Mapping():
            return joined(
                "; ",
                (
                    joined(": ", (named(str(name)), shown_value(item)))
                    for name, item in value.items()
                ),
            )
        case str():
            return value
        case list() | tuple():
            return joined(", ", (shown_value(item) for item in value))
    return str(value)


_INPUTS: Mapping[str, str] = {
    "list:any": N_("a watch list"),
    "list:bic": N_("the BIC register of container owners"),
    "list:eu_765_annex_v": N_("the list of Annex V to Reg. 765/2006"),
    "list:eu_833_annex_iv": N_("the list of Annex IV to Reg. 833/2014"),
    "list:eu_fsf": N_("the EU asset-freeze list"),
    "list:eu_transaction_ban": N_("the list of transaction bans"),
    "list:jp_eul": N_("the Japanese end-user list"),
    "list:uk_eul": N_("the UK end-user list"),
    "list:un": N_("the UN list"),
    "list:us_csl": N_("the US consolidated screening list"),
    "list:vessels": N_("a vessel list"),
    "register:denials": N_("the denial register"),
    "register:findings": N_("the register of findings"),
    "register:informed_exporters": N_("the register of informed exporters"),
    "register:licences": N_("the licence register"),
    "base:addresses": N_("enough addresses in the casebook"),
    "base:price_lines": N_("100 lines of this CN code in the casebook"),
    "base:vessels": N_("vessels in the casebook"),
    "source:contract": N_("a contract on file"),
    "source:end_use_statement": N_("an end-use statement on file"),
    "source:exporter_answer": N_("the exporter's answer"),
    "hits.judgement": N_("a judgement of the hit"),
    "analyst_note": N_("an analyst's note"),
    "import:ais": N_("an AIS track"),
    "ownership": N_("who owns the parties"),
    "ownership.changes": N_("changes of owners or directors"),
    "setting:control_tests": N_("the office's tests of control"),
    "setting:ownership_operator": N_("the office's operator of ownership"),
    "amendments": N_("a later version of the declaration"),
    "actions.information_request.due": N_("a request for information that is overdue"),
    "consignee.address": N_("the consignee's address"),
    "consignee.incorporated": N_("when the consignee was founded"),
    "consignee.kind": N_("what kind of firm the consignee is"),
    "consignee.name": N_("the consignee's name"),
    "container": N_("a container number"),
    "contract.date": N_("the date of the contract"),
    "contract.military_items": N_("whether the contract is on military items"),
    "contract.no_re_export_clause": N_("whether the contract forbids re-export"),
    "country_destination": N_("the country of destination"),
    "country_routing": N_("the countries on the way"),
    "delivery.date": N_("the date of delivery"),
    "delivery_place": N_("the place of delivery"),
    "end_use": N_("the end use"),
    "end_use.site": N_("the site of the end use"),
    "end_user.address": N_("the end user's address"),
    "end_user.name": N_("the end user's name"),
    "evidence.text": N_("the text of a document on file"),
    "exit_messages": N_("exit messages"),
    "exporter.eori": N_("the exporter's EORI number"),
    "exporter.name": N_("the exporter's name"),
    "exports.coverage": N_("what the trade figures cover"),
    "exports.destination": N_("the destination of earlier exports"),
    "exports.history": N_("figures of earlier exports"),
    "exports.hs6": N_("the headings of earlier exports"),
    "invoice": N_("the invoice"),
    "items.classification": N_("a classification of the goods"),
    "items.classification.confirmed": N_("a confirmed classification of the goods"),
    "items.cn8": N_("the CN code"),
    "items.description": N_("the description of the goods"),
    "items.docs": N_("the document codes"),
    "items.gross_mass_kg": N_("the gross mass"),
    "items.licence_ref": N_("the number of the licence"),
    "items.net_mass_kg": N_("the net mass"),
    "items.origin": N_("the origin of the goods"),
    "items.params": N_("technical values of the goods"),
    "items.state": N_("whether the goods are new or used"),
    "items.units": N_("the number of units"),
    "items.value_eur": N_("the value"),
    "mrn": N_("the MRN"),
    "office_exit": N_("the office of exit"),
    "order.date": N_("the date of the order"),
    "owner.name": N_("the owner's name"),
    "parties.address": N_("addresses of the parties"),
    "parties.country": N_("countries of the parties"),
    "parties.directors": N_("directors of the parties"),
    "parties.domain": N_("web domains of the parties"),
    "parties.name": N_("names of the parties"),
    "parties.phone": N_("telephone numbers of the parties"),
    "payment.bank": N_("the bank that pays"),
    "payment.country": N_("the country that pays"),
    "payment.payer": N_("who pays"),
    "project.funding": N_("who funds the project"),
    "project.medium": N_("how the technology goes over"),
    "project.partner": N_("the partner of the project"),
    "project.technology": N_("the technology of the project"),
    "released_at": N_("when the goods were released"),
    "transport.id": N_("the identification of the means of transport"),
    "pack:annex2": N_("Annex II to Reg. 2021/821 (general authorisations)"),
    "pack:annex_2019_125": N_("the annexes to Reg. 2019/125 (torture)"),
    "pack:annex_258_2012": N_("Annex I to Reg. 258/2012 (firearms)"),
    "pack:annex_xxxvii": N_("Annex XXXVII to Reg. 833/2014"),
    "pack:chpl": N_("the common high priority list"),
    "pack:correlation_official": N_("the Commission's correlation table"),
    "pack:embargo_annexes": N_("goods annexes of the embargo regulations"),
    "pack:eu_765_annexes": N_("the goods annexes of Reg. 765/2006"),
    "pack:eu_833_annexes": N_("the goods annexes of Reg. 833/2014"),
    "pack:hs_control": N_("the correlation of headings and control entries"),
    "pack:hs_nomenclature": N_("the text of the nomenclature"),
    "pack:prc_entities": N_("the pack of assessed institutions"),
    "pack:route_table": N_("a table of plausible routes"),
    "setting:operating_point": N_("the office's operating point"),
    "setting:value_thresholds": N_("the office's value thresholds"),
}


def shown_missing(inputs: str) -> str:
    """What a rule lacks, in words; of `a|b` one is enough, of `a||b` each could raise it."""
    if EVERY in inputs:
        names = joined(", ", map(_shown_input, inputs.split(EVERY)))
        return _("each of {names}").format(names=names)
    return joined(_(" or "), map(_shown_input, inputs.split(ANY)))


def _shown_input(name: str) -> str:
    if name in _INPUTS:
        return _(_INPUTS[name])
    kind, colon, rest = name.partition(":")
    plain = (rest if colon else name).replace(".", " ").replace("_", " ")
    if kind == "pack" and colon:
        return _("the pack {name}").format(name=plain)
    if kind == "setting" and colon:
        return _("the office's setting {name}").format(name=plain)
    return plain


def suggestion(typed: str, names: Iterable[str]) -> str:
    """“Did you mean …? ” with the nearest of the names; empty where none is near."""
    near = get_close_matches(typed, list(names), n=1)
    return _("Did you mean {name}? ").format(name=near[0]) if near else ""


def told_promise(call: CallNote) -> str:
    """“promised by 3 Apr 2026: the drawings”; empty where nothing was promised."""
    if not call.promised:
        return ""
    if call.due is None:
        return _("promised: {what}").format(what=call.promised)
    return _("promised by {day}: {what}").format(day=shown_date(call.due), what=call.promised)


def told_mends(version: DeclarationVersion) -> tuple[str, ...]:
    """Each value that a person put beside the one in the file, with the name.

    Also those that one took as they stand, with the reason.
    """
    said = _("{field}, row {row}: “{was}” in the file, read as “{value}” by {person}")
    stands = _(
        "{field}, row {row}: “{was}” in the file, taken as “{value}” by {person} although its "
        "check digit is wrong: “{reason}”"
    )
    return tuple(
        (stands if one.reason else said).format(
            field=one.column,
            reason=one.reason,
            row=one.row,
            was=one.was or or_not_stated(None),
            value=one.value or or_not_stated(None),
            person=version.author,
        )
        for one in version.mends
    )
