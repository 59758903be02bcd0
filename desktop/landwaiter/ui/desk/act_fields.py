"""The fields of an act's form, made from what the table of acts says it needs and takes."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from landwaiter.domain.acts import BY_NAME, ActArgs
from landwaiter.domain.case import Case, Evaluation, TrackLetter
from landwaiter.domain.control_codes import number_or_code
from landwaiter.domain.control_tree import TITLES
from landwaiter.domain.deeds.shape import SHORTEST_REASON
from landwaiter.domain.motions import MotionState
from landwaiter.domain.remarks import checked_place, open_remarks, place_words, remarks_of
from landwaiter.domain.tracks import BASIS, open_tracks
from landwaiter.domain.workflow import Allowed
from landwaiter.errors import Invalid
from landwaiter.i18n import _
from landwaiter.services.acts.findings import ENRICHED_PARTIES
from landwaiter.services.evidence_words import told_grade
from landwaiter.services.views import CaseView
from landwaiter.ui.desk import life_fields
from landwaiter.ui.desk.entry_fields import entry_field
from landwaiter.ui.fields import Field, why_no_date
from landwaiter.ui.words import low, word

Choices = tuple[tuple[str, str], ...]
PASSWORD = "password"  # noqa: S105  # the name of a field
_OUTCOMES_SAID: Mapping[str, Callable[[str], str]] = {"grade_evidence": told_grade}
"""Acts whose outcomes are codes → the words for one."""
_OUTCOME_TITLES = {
    "record_custody": "What happened",
    "grade_evidence": "Source and information",
    "confide_source": "The source is kept",
}
OUTCOME_OF = "outcome of "
"""Begins the names of the fields that give one item another outcome than the case."""
_REASONED = frozenset({"classify", "judge", "substantiate", "dismiss_flag"})
_SIGNED = frozenset({"approve", "countersign", "second"})
"""Acts that sign with the person's own key: the password is asked for again."""
_LEARNED = (
    "end_user",
    "end_use",
    "end_use.site",
    "intermediary",
    "owner",
    "bank",
    "notify",
    "consignee.kind",
    "consignee.incorporated",
    "intermediary.incorporated",
    "contract",
    "documents",
    "invoice",
    "exports",
    "params",
    "payment.payer",
    "payment.country",
)
"""Fields that rules read; any other may be typed."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the fields are made from: the act, the case, what is chosen already, the users."""

    verdict: Allowed
    view: CaseView
    chosen: Mapping[str, str]
    people: Sequence[str] = ()

    def needs(self, name: str) -> bool:
        return name in self.verdict.needs


def fields_of(asked: Asked) -> tuple[Field, ...]:
    """In the order of the table; an act that needs and takes nothing has none."""
    verdict = asked.verdict
    names = (*verdict.needs, *verdict.takes)
    made: list[Field] = [PARTS[name](asked) for name in names if name in PARTS]
    if "items" in names and len(asked.view.case.items) > 1:
        made += [_item_outcome(asked, item.no) for item in asked.view.case.items]
    if verdict.act in _SIGNED:
        made.insert(0, Field(PASSWORD, _("Your password"), minimum=1, secret=True))
    return tuple(made)


def args_of(answers: Mapping[str, str]) -> ActArgs:
    """What the answers of a form mean to the act."""
    given = {name: text.strip() for name, text in answers.items() if text.strip()}
    items = {
        int(name.removeprefix(OUTCOME_OF)): outcome
        for name, outcome in given.items()
        if name.startswith(OUTCOME_OF)
    }
    args: dict[str, Any] = {
        name: _READ.get(name, str)(text) for name, text in given.items() if name in PARTS
    }
    if "value" in given:
        args["value"] = _value(given["value"], given.get("field", ""))
        args["value_given"] = True
    return ActArgs(items=items, **args)


def _item_outcome(asked: Asked, no: int) -> Field:
    same: Choices = (("", _("as the case")),)
    title = _("Item {no}").format(no=no)
    return Field(f"{OUTCOME_OF}{no}", title, same + _outcomes(asked))


def _outcomes(asked: Asked) -> Choices:
    said = _OUTCOMES_SAID.get(asked.verdict.act, word)
    return tuple((str(choice), said(choice)) for choice in asked.verdict.choices)


def _choice(
    asked: Asked,
    name: str,
    title: str,
    choices: Choices,
    *,
    nothing: str | None = None,
    legal: bool = False,
) -> Field:
    """A choice; where the act can do without it, `nothing` stands first."""
    none: Choices = () if asked.needs(name) else (("", nothing or _("not named")),)
    return Field(
        name,
        title,
        none + choices or (("", _("none")),),
        minimum=1 if asked.needs(name) else 0,
        value=asked.chosen.get(name, ""),
        legal=legal,
    )


def _text(asked: Asked, name: str, title: str, hint: str = "") -> Field:
    return Field(
        name,
        title,
        minimum=1 if asked.needs(name) else 0,
        value=asked.chosen.get(name, ""),
        hint=hint,
    )


def _item(asked: Asked) -> Field:
    sources = BY_NAME[asked.verdict.act].goods_from
    items = [i for i in asked.view.case.items if not sources or i.status in sources]
    choices = tuple((str(i.no), _("{no}, {status}").format(no=i.no, status=low(i.status)))
                    for i in items)  # fmt: skip
    return _choice(asked, "item", _("Item"), choices, nothing=_("whole case"))


def _hit(asked: Asked) -> Field:
    wants_judged = asked.verdict.act == "revoke_judgement"
    hits = [h for h in asked.view.case.hits if bool(h.judgement) or not wants_judged]
    choices = tuple((h.id, f"{h.match.name} ↔ {h.listing.name}") for h in hits)
    return _choice(asked, "hit", _("Hit"), choices)


def _flag(asked: Asked) -> Field:
    raised = [f for f in asked.view.case.flags if f.evaluation is Evaluation.RAISED]
    return _choice(asked, "flag", _("Flag"), tuple((f.rule, f.rule) for f in raised))


def _party(asked: Asked) -> Field:
    linked = asked.verdict.act == "unlink"
    parties = [p for p in asked.view.case.parties if bool(p.link) is linked]
    choices = tuple((p.id, f"{word(p.role)}, {p.name}") for p in parties)
    return _choice(asked, "party", _("Party"), choices)


def _action(asked: Asked) -> Field:
    waiting = [a for a in asked.view.case.actions if a.answered_at is None]
    choices = tuple((a.id, f"{word(a.kind)}, {a.addressee}") for a in waiting)
    return _choice(asked, "action", _("Request"), choices)


def _track(asked: Asked) -> Field:
    letters, ends = list(TrackLetter), asked.verdict.act == "end_track"
    if ends:
        letters = list(dict.fromkeys(track.letter for track in open_tracks(asked.view.case)))
    choices = tuple((letter.value, f"{letter.value}, {BASIS[letter]}") for letter in letters)
    return _choice(asked, "track", _("Track"), choices, legal=not ends)


def _outcome(asked: Asked) -> Field:
    title = _OUTCOME_TITLES.get(asked.verdict.act, "Outcome")
    return _choice(asked, "outcome", _(title), _outcomes(asked), legal=True)


def _reason(asked: Asked) -> Field:
    titles = {
        "note": _("Note"),
        "assign": _("Note"),
        "delegate": _("Note"),
        "record_event": _("What happened"),
        "record_answer": _("Answer"),
    }
    asks = asked.verdict.group == "action" and asked.verdict.act not in titles
    title = _("Question") if asks else titles.get(asked.verdict.act, _("Reason"))
    least = 1 if asked.needs("reason") else 0
    if asked.verdict.act in _REASONED:
        least = SHORTEST_REASON
    return Field("reason", title, minimum=least, long=True, value=asked.chosen.get("reason", ""))


def _to(asked: Asked) -> Field:
    if asked.people:
        return _choice(asked, "to", _("To"), tuple((name, name) for name in asked.people))
    titles = {
        "link": _("Entity, empty: the one with the same identifier, or a new one"),
        "merge": _("Reference of the other case"),
    }
    return _text(asked, "to", titles.get(asked.verdict.act, _("To")))


def _motion(asked: Asked) -> Field:
    waiting = [one for one in asked.view.case.motions if one.state is MotionState.OPEN]
    choices = tuple((one.id, f"{one.title} ({one.author})") for one in waiting)
    return (
        _choice(asked, "motion", _("Motion"), choices)
        if len(waiting) > 1
        else Field("motion", _("Motion"), choices, minimum=1)
    )


def _date(asked: Asked) -> Field:
    if asked.needs("date"):
        return Field("date", _("Last day"), minimum=1, hint="2026-03-27", check=why_no_date)
    today = _("empty: today") if asked.verdict.group != "action" else _("empty: by the rules")
    return Field("date", _("Date"), hint=f"2026-03-27, {today}", check=why_no_date)


def _place_of(name: str, asked: Asked) -> Field:
    return life_fields.place_field(asked.view, name, asked.chosen)


def _time(asked: Asked, name: str, title: str) -> Field:
    return life_fields.time_field(name, title, asked.needs(name))


def _basis(asked: Asked) -> Field:
    if (field := life_fields.basis_field(asked.verdict.act)) is not None:
        return field
    if asked.verdict.act == "start_clock":
        return _text(asked, "basis", _("Law and article"))
    if "track" not in asked.verdict.needs:
        return _text(asked, "basis", _("Basis"))
    usual = tuple((basis, basis) for basis in dict.fromkeys(BASIS.values()))
    return Field("basis", _("Basis"), usual, minimum=1, open=True,
                 value=asked.chosen.get("basis", ""))  # fmt: skip


def _control_list(asked: Asked) -> Field:
    lists: Choices = (("", _("as the code is spelled")),)
    lists += tuple((name, _(title)) for name, title in TITLES.items())
    return Field("list", _("List"), lists, value=asked.chosen.get("list", ""))


def _field(asked: Asked) -> Field:
    if asked.verdict.act == "revoke_answer":
        standing = dict.fromkeys(one.parameter for one in asked.view.case.answers if one.stands)
        named = tuple((name, word(name)) for name in standing)
        return _choice(asked, "field", _("Answer"), named)
    choices = tuple((name, word(name.replace(".", " "))) for name in _LEARNED)
    return Field("field", _("What was learned"), choices, minimum=1, open=True,
                 value=asked.chosen.get("field", ""))  # fmt: skip


def _piece(asked: Asked) -> Field:
    choices = tuple((str(e.no), f"{e.label}, {e.name}") for e in asked.view.case.evidence)
    return _choice(asked, "evidence", _("Evidence"), choices)


def _remarks(asked: Asked) -> Field:
    return Field(
        "remarks",
        _("Remarks, one a line: place = what is missing, such as items/2/code = why no code?"),
        long=True,
        value=asked.chosen.get("remarks", ""),
        check=lambda text: _why_no_remarks(asked.view.case, text),
    )


def _why_no_remarks(case: Case, text: str) -> str:
    try:
        for place, _said in remarks_of(text.splitlines()):
            checked_place(case, place)
    except Invalid as fault:
        return fault.sentence()
    return ""


def _remark(asked: Asked) -> Field:
    case = asked.view.case
    choices = tuple((r.id, f"{place_words(case, r.place)}: {r.text}") for r in open_remarks(case))
    return _choice(asked, "remark", _("Remark"), choices)


PARTS: Mapping[str, Callable[[Asked], Field]] = {
    "item": _item,
    "hit": _hit,
    "flag": _flag,
    "party": _party,
    "action": _action,
    "track": _track,
    "outcome": _outcome,
    "to": _to,
    "code": lambda asked: entry_field(asked.view.case, asked.chosen),
    "list": _control_list,
    "field": _field,
    "value": lambda asked: _text(asked, "value", _("Value"), _("a party: name, CC; or JSON")),
    "source": lambda asked: _text(asked, "source", _("Source")),
    "evidence": _piece,
    "seal": lambda asked: _text(asked, "seal", _("Seal number")),
    "place": lambda asked: _text(asked, "place", _("Place")),
    "basis": _basis,
    "date": _date,
    "motion": _motion,
    "reason": _reason,
    "remarks": _remarks,
    "remark": _remark,
    **{name: partial(_place_of, name) for name in ("office", "container", "storage_cost", "told")},
    "presented_at": lambda asked: _time(asked, "presented_at", _("Presented at")),
    "cut_off": lambda asked: _time(asked, "cut_off", _("Vessel cut-off")),
    "start": lambda asked: _time(asked, "start", _("Began at")),
    "period": lambda asked: life_fields.period_field(asked.needs("period")),
    "calendar": lambda asked: life_fields.calendar_field(asked.view),
    "remind": lambda asked: life_fields.remind_field(),
    "numbers": lambda asked: life_fields.numbers_field(asked.view),
    "take_over": lambda asked: life_fields.take_over_field(),
    "clock": lambda asked: life_fields.clock_field(asked.view),
    "appeal": lambda asked: life_fields.appeal_field(asked.chosen),
}
"""Argument of an act → its field."""

_READ: Mapping[str, Callable[[str], Any]] = {
    **life_fields.READ,
    "evidence": int,
    "item": int,
    "track": TrackLetter,
    "date": date.fromisoformat,
    "remarks": lambda text: remarks_of(text.splitlines()),
}


def _value(text: str, field: str) -> Any:
    """JSON where it is, else the text; “Fjord Sensor AS, NO” where a party is asked for."""
    try:
        return json.loads(text, parse_float=number_or_code)
    except ValueError:
        if field not in ENRICHED_PARTIES:
            return text
    name, _comma, country = text.rpartition(",")
    if name and len(country.strip()) == 2:
        return {"name": name.strip(), "country": country.strip().upper()}
    return {"name": text}
