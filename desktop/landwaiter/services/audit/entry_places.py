"""What a sentence on an entry of the audit chain may name: its facts in the reader's words.

An identity has no words of its own. What it stands for is looked up, and where nothing is found
the place is empty, and the sentence says less.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, cast

from landwaiter.domain.base.days import told_day
from landwaiter.domain.base.facts import Fact
from landwaiter.domain.base.identity import is_identity
from landwaiter.domain.base.terms import low, shown_source
from landwaiter.domain.base.zones import local_date, local_time
from landwaiter.domain.cases.appeals import TITLES as APPEAL_STEPS
from landwaiter.domain.cases.before_proposal import KIND_TITLES, OpenKind
from landwaiter.domain.cases.case import Stage
from landwaiter.domain.cases.court import AppealLaw, AppealStep, OutgoingKind
from landwaiter.domain.cases.deeds_on_findings import LEARNED
from landwaiter.domain.cases.prosecution import KINDS as CONSENTS
from landwaiter.domain.cases.stages import stage_title
from landwaiter.domain.entities.entity import FACT_KINDS
from landwaiter.domain.evidence.custody import label
from landwaiter.domain.goods.facts import ITEM
from landwaiter.domain.intake.consignment_facts import CONTAINER, DOCUMENT, PARTY, TRANSPORT
from landwaiter.domain.intake.facts import DECLARATION
from landwaiter.domain.law.periods import DayChange
from landwaiter.domain.retention.privacy import NOTICE_WORDS, STEP_WORDS, BreachStep, NoticeTo
from landwaiter.domain.review.returns import ReturnKind, return_words
from landwaiter.domain.table.deeds import TITLES
from landwaiter.domain.trade.sift_reasons import in_order, reasons_said
from landwaiter.i18n import (
    N_,
    Message,
    _,
    capitalised,
    form_of,
    in_words,
    joined,
    plural,
)
from landwaiter.message import is_form
from landwaiter.services.audit.deed_titles import deed_title
from landwaiter.services.base.decision_words import worded
from landwaiter.services.base.wording import (
    REPLIES,
    language_in_itself,
    shown_date,
    shown_day,
    shown_value,
)
from landwaiter.storage.audit import chain
from landwaiter.storage.audit import object_names as names
from landwaiter.storage.base.reader import Reader

_HASH: Final = re.compile("[0-9a-f]{40,}")
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_MONTH: Final = re.compile(r"\d{4}-\d{2}")
_INSTANT: Final = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}[0-9:.]*(Z|[+-]\d{2}:\d{2})")
_CHANGE: Final = re.compile(r"(?:items\[(\d+)\]\.)?(.+?): (.*) → (.*)", re.DOTALL)
_CODE: Final = re.compile(r"[a-z0-9]+(_[a-z0-9]+)+")
"""A word of the program's own, such as `not_presented`."""
_MOST: Final = 5
"""Of what is told several times, so many; the stored entry has them all."""


@dataclass(frozen=True, slots=True)
class ChainNames:
    """What identities stand for, and on which clock times are told: that of a Member State."""

    conn: Reader
    state: str


@dataclass(frozen=True, slots=True)
class EntryWords:
    """An entry with its facts in words: days, times and messages in the reader's language."""

    row: chain.AuditRow
    facts: Mapping[str, Any]
    """As they are stored, with words for whatever has some."""
    names: ChainNames

    def place(self, name: str) -> str:
        """What is put in a sentence under this name; empty where the entry does not say it."""
        if name in _PLACES:
            return _PLACES[name](self)
        of_change, _end, side = name.rpartition("_")
        if side in _SIDES and isinstance(pair := self.facts.get(of_change), list):
            return _shown(of_change, pair[_SIDES[side]]) if len(pair) == len(_SIDES) else ""
        return _shown(name, self.facts.get(name))

    def path(self, kind: str) -> str:
        """What follows a kind in the path of its object: `case/ID/task/ID`."""
        parts = self.row.object.split("/")
        return parts[parts.index(kind) + 1] if kind in parts[:-1] else ""


_SIDES: Final = {"was": 0, "is": 1}


def entry_of(row: chain.AuditRow, names: ChainNames) -> EntryWords | None:
    """The entry with what it says; None once that was erased."""
    if row.payload is None:
        return None
    stored = json.loads(row.payload)
    told = in_words(_with_words(stored, names.state))
    more = told.get("custody")
    return EntryWords(row, {**(more if isinstance(more, Mapping) else {}), **told}, names)


def _with_words(value: Any, state: str, name: str = "", *, in_form: bool = False) -> Any:
    """Plain values, in each form too, with days and times as people write them.

    In a form, which is a sentence already, a deed has its title, and a hash its beginning.
    """
    match value:
        case dict():
            form = _counting(value)
            inside = in_form or is_form(form)
            return {
                key: _with_words(item, state, key, in_form=inside) for key, item in form.items()
            }
        case list():
            return [_with_words(item, state, name, in_form=in_form) for item in value]
        case str() if in_form:
            return form_of(_in_form(_day_or_time(value, state, name)))
        case str():
            return form_of(_day_or_time(value, state, name))
    return value


def _counting(value: Mapping[str, Any]) -> Mapping[str, Any]:
    """A form that counts with its number: the chain stores every figure as a text."""
    is_text = "p" in value and str(value.get("n")).isdecimal()
    return {**value, "n": int(value["n"])} if is_text else value


def _day_or_time(text: str, state: str, name: str) -> str:
    """A day, a month or a time as people write it; any other text as it is."""
    if _INSTANT.fullmatch(text):
        return _time_of(text, state)
    if _DAY.fullmatch(text):
        return _day_of(text, weekday=name in _AHEAD)
    if name != _EDITION and _MONTH.fullmatch(text):
        return told_day(text)
    return text


def _in_form(text: str) -> str:
    if text in TITLES:
        return deed_title(text)
    return f"{text[:_SHORT]}…" if _HASH.fullmatch(text) else text


_AHEAD: Final = frozenset(
    {"due", "due_before", "until", "remind", "promised", "first_day", "last_day", "expires"}
)
"""Facts that are days to come: those of law above all, of which the day of the week is told."""
_EDITION: Final = "edition"
"""A name that publishers give, which may be a month."""
_SHORT: Final = 8


def _day_of(text: str, *, weekday: bool) -> str:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return text
    return shown_day(day) if weekday else shown_date(day)


def _time_of(text: str, state: str) -> str:
    try:
        at = local_time(datetime.fromisoformat(text), state)
    except ValueError:
        return text
    return _("{day}, {time}").format(day=shown_day(at.date()), time=at.strftime("%H:%M"))


def _shown(name: str, value: Any) -> str:
    match value:
        case None:
            return ""
        case str():
            return _text_shown(name, value)
        case list():
            said = [part for item in value[:_MOST] if (part := _shown(name, item))]
            return joined(", ", (*said, "…") if len(value) > _MOST else said)
        case Mapping():
            return _members(value)
    return shown_value(value)


def _text_shown(name: str, text: str) -> str:
    if isinstance(text, Message):
        return text
    if is_identity(text) or _HASH.fullmatch(text):
        return ""
    if name == "kind" and text in FACT_KINDS:
        return _(FACT_KINDS[text].title)
    if name in _TERMS:
        return low(text.replace("-", " "))
    is_code = name not in _TYPED and _CODE.fullmatch(text)
    return text.replace("_", " ") if is_code else text


_TYPED: Final = frozenset(
    {"answer", "file", "name", "note", "question", "reason", "tag", "text", "title", "to", "who"}
)
"""Facts in somebody's own words, which stay as they were written."""


def _members(value: Mapping[str, Any]) -> str:
    """The members of a value: one alone says what it is, of several each has its name."""
    said = {name: text for name, item in value.items() if (text := _shown(name, item))}
    if len(said) == 1:
        return next(iter(said.values()))
    return joined(", ", (joined(" ", (_member(name), text)) for name, text in said.items()))


MEMBERS: Final = frozenset(
    {
        *("answer", "article", "attribution", "by", "condition", "contract", "contract_date"),
        *("country", "holds", "instrument", "items", "name", "note", "percent", "reason", "role"),
        *("source", "text", "who", "wording"),
    }
)
"""Members of values that are said as words."""


def _member(name: str) -> str:
    return low(name) if name in MEMBERS else name.replace("_", " ")


_TERMS: Final = frozenset(
    {
        *("after", "before", "certainty", "judgement", "kind", "law"),
        *("regime", "register", "roles", "state", "status", "what"),
    }
)
"""Facts whose values are words of the program."""


def _step(step: str) -> str:
    """Of an appeal, or of a breach of personal data."""
    if step in {one.value for one in BreachStep}:
        return _(STEP_WORDS[BreachStep(step)])
    return _(APPEAL_STEPS[AppealStep(step)])


def _word_of(name: str, words: Callable[[str], str]) -> Callable[[EntryWords], str]:
    def place(entry: EntryWords) -> str:
        value = entry.facts.get(name)
        return words(str(value)) if value else ""

    return place


def _looked_up(look: Callable[[Reader, str], str], *facts: str) -> Callable[[EntryWords], str]:
    """By the first of the facts that the entry has; a fact with a slash is of its object."""

    def place(entry: EntryWords) -> str:
        for fact in facts:
            found = entry.path(fact[1:]) if fact.startswith("/") else entry.facts.get(fact)
            if found:
                return look(entry.names.conn, str(found))
        return ""

    return place


def _party(look: Callable[[Reader, str], tuple[str, str]], fact: str) -> Callable[..., str]:
    def place(entry: EntryWords) -> str:
        role, name = look(entry.names.conn, str(entry.facts.get(fact) or ""))
        return _("{role} {name}").format(role=low(role), name=name) if name else ""

    return place


def _stage(side: int) -> Callable[[EntryWords], str]:
    def place(entry: EntryWords) -> str:
        pair = entry.facts.get("stage")
        if not isinstance(pair, list) or len(pair) != len(_SIDES) or pair[0] == pair[1]:
            return ""
        return stage_title(Stage(pair[side]))

    return place


def _titled(look: Callable[[Reader, str], str], *facts: str) -> Callable[[EntryWords], str]:
    """The title of a list or pack; what it is called by the office where it is gone."""
    named = _looked_up(look, *facts)
    called = _looked_up(lambda _conn, known: known, *facts)
    return lambda entry: named(entry) or called(entry)


def _when(entry: EntryWords) -> str:
    """The day of what happened, where that is not the day on which it was entered."""
    stored = json.loads(entry.row.payload or "{}").get("at")
    if not isinstance(stored, str) or not _INSTANT.fullmatch(stored):
        return ""
    state = entry.names.state
    day = local_date(datetime.fromisoformat(stored), state)
    return "" if day == local_date(entry.row.at, state) else shown_date(day)


def _changes(entry: EntryWords) -> str:
    """What an amendment changed, each as it was and as it is."""
    changes = entry.facts.get("changes") or []
    said = [_change(str(one)) for one in changes[:_MOST]]
    more = len(changes) - len(said)
    if more:
        said.append(plural(more, "{n} more change", "{n} more changes"))
    return joined("; ", said)


_FACT_TITLES: Final[Mapping[str, str]] = {
    fact.name: fact.title
    for facts in (CONTAINER, DOCUMENT, PARTY, TRANSPORT, DECLARATION, ITEM)
    for fact in cast("tuple[Fact[Any], ...]", facts)
}


def _change(line: str) -> str:
    found = _CHANGE.fullmatch(line)
    if found is None:
        return line
    item, path, was, now = found.groups()
    fact = _fact_named(path)
    if item is None:
        return _("{fact} was {was}, is {now}").format(fact=fact, was=was, now=now)
    return _("{fact} of item {item} was {was}, is {now}").format(
        fact=fact, item=item, was=was, now=now
    )


def _fact_named(path: str) -> str:
    """A fact of a declaration by its title; one without, by its words."""
    parts = (path,) if path in _FACT_TITLES or path in LEARNED else path.split(".")
    return capitalised(joined(", ", map(_part_named, parts)))


def _part_named(part: str) -> str:
    if part in _FACT_TITLES:
        return _(_FACT_TITLES[part])
    if part in LEARNED:
        return low(part.replace(".", " "))
    return re.sub(r"[_\[\]]+", " ", part).strip()


def _limbs(entry: EntryWords) -> str:
    limbs: Mapping[str, str] = entry.facts.get("limbs") or {}
    said = _("Art. {article} {answer}")
    return joined(
        ", ", (said.format(article=name, answer=low(value)) for name, value in limbs.items())
    )


def _left_open(entry: EntryWords) -> str:
    """What was knowingly left open, each kind with its reason."""
    kinds: Mapping[str, str] = entry.facts.get("left_open") or {}
    said = _("{what} (“{reason}”)")
    return joined(
        ", ",
        (
            said.format(what=_(KIND_TITLES[OpenKind(kind)]), reason=reason)
            for kind, reason in kinds.items()
        ),
    )


def _enriched(entry: EntryWords) -> str:
    """What was learned; “asked for, not known” is an answer too."""
    value = entry.facts.get("value")
    return shown_value(None) if value is None else _shown("value", value)


_TRUTH: Final = {"true": "yes", "false": "no"}


def _value(side: int) -> Callable[[EntryWords], str]:
    """A setting before and after; the text of a program's own form tells a person nothing."""

    def place(entry: EntryWords) -> str:
        pair = entry.facts.get("value")
        if not isinstance(pair, list) or len(pair) != len(_SIDES):
            return ""
        if any(str(one).startswith(("{", "[")) for one in pair):
            return ""
        value = str(pair[side] or "")
        if not value:
            return _("not set")
        return low(_TRUTH[value]) if value in _TRUTH else value

    return place


def _piece(entry: EntryWords) -> str:
    number = str(entry.facts.get("no") or "")
    return label(int(number)) if number.isdecimal() else ""


def _return_kind(entry: EntryWords) -> str:
    """What the proposal lacked; of another kind tells the reason alone."""
    kind = str(entry.facts.get("kind") or "")
    return "" if kind in ("", ReturnKind.OTHER) else return_words(kind)


def _period_set(entry: EntryWords) -> str:
    """The period of retention that holds from now on."""
    rule = (entry.facts.get("rule") or [None, None])[1]
    if rule is None:
        return ""
    return plural(
        int(rule["years"]),
        "{purpose}, {n} year",
        "{purpose}, {n} years",
        purpose=low(rule["purpose"]),
    )


def _people(entry: EntryWords) -> str:
    founders = entry.facts.get("founders") or []
    return joined(", ", (str(one["name"]) for one in founders))


def _files(entry: EntryWords) -> str:
    files = entry.facts.get("files") or ()
    return _several(one["file"] if isinstance(one, Mapping) else one for one in files)


def _several(said: Iterable[str]) -> str:
    found = list(said)
    return joined(", ", (*found[:_MOST], "…") if len(found) > _MOST else found)


def _sift_reasons(entry: EntryWords) -> str:
    return reasons_said(in_order(entry.facts.get("reasons") or ()))


def _listing_count(entry: EntryWords) -> str:
    count = str(entry.facts.get("listings") or "")
    return plural(int(count), "{n} listing", "{n} listings") if count.isdecimal() else ""


def _case_count(entry: EntryWords) -> str:
    count = str(entry.facts.get("cases") or "")
    return plural(int(count), "{n} case", "{n} cases") if count.isdecimal() else ""


def _country_pair(entry: EntryWords) -> str:
    states = entry.facts.get("states") or ""
    return joined(", ", states) if isinstance(states, list) else str(states).replace("-", ", ")


_DAY_CHANGES: Final = {DayChange.ADD: N_("holiday added"), DayChange.REMOVE: N_("no holiday")}

_LAWS: Final = {
    AppealLaw.CUSTOMS: N_("customs legislation"),
    AppealLaw.NATIONAL: N_("national law"),
}

_PLACES: Final[Mapping[str, Callable[[EntryWords], str]]] = {
    "account": _looked_up(names.user_named, "/user", "user_id"),
    "addressee": _looked_up(names.addressee_named, "action"),
    "answered_kind": _word_of("kind", low),
    "case_count": _case_count,
    "change": _word_of("change", lambda change: _(_DAY_CHANGES[DayChange(change)])),
    "changes": _changes,
    "consent": _word_of("what", lambda what: _(CONSENTS[OutgoingKind(what)])),
    "enriched": _enriched,
    "fact": _word_of("field", lambda field: _fact_named(field.removeprefix("project."))),
    "files": _files,
    "founders": _people,
    "hit_party": _party(names.party_of_hit, "hit"),
    "left_open": _left_open,
    "law_named": _word_of("law", lambda law: _(_LAWS[AppealLaw(law)])),
    "limbs": _limbs,
    "list_title": _titled(names.list_titled, "list", "/list"),
    "listing_count": _listing_count,
    "pack_title": _titled(names.pack_titled, "pack", "/pack"),
    "party": _party(names.party_named, "party"),
    "piece": _piece,
    "purpose_kept": _word_of("purpose", low),
    "same_person": _word_of("person", low),
    "reply": _word_of("reply", lambda reply: _(REPLIES[reply])),
    "period_set": _period_set,
    "text_language": _word_of("language", language_in_itself),
    "return_kind": _return_kind,
    "setting": lambda entry: entry.path("setting"),
    "sift_reasons": _sift_reasons,
    "source": _word_of("source", shown_source),
    "stage_is": _stage(1),
    "stage_was": _stage(0),
    "states": _country_pair,
    "step": _word_of("step", _step),
    "audience": _word_of("audience", lambda to: _(NOTICE_WORDS[NoticeTo(to)])),
    "moved": _word_of("deed", deed_title),
    "outcome": _word_of("outcome", worded),
    "value_is": _value(1),
    "value_was": _value(0),
    "when": _when,
}
