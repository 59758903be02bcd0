"""Every act on a case as the panel lists it: what the case waits for, by group, and why not."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from landwaiter.domain.cases.case import Case
from landwaiter.domain.reports.bundle_deeds import BUNDLE, REPORT_BUNDLE
from landwaiter.domain.reports.case_reports import SlipKind
from landwaiter.domain.table.deeds import ON_CASE
from landwaiter.domain.table.owed import WaitReason, undecided, unjudged
from landwaiter.domain.table.workflow import Permission
from landwaiter.i18n import N_, _, catalogue, languages, plural
from landwaiter.services.cases.case_view import CaseView
from landwaiter.services.help import screen_keys
from landwaiter.services.reports.dossier.types import REPORT_TYPES
from landwaiter.services.reports.kinds.paper_kinds import paper_kinds, why_no_paper
from landwaiter.ui.kit import keys

REPORT = "report_"
"""Begins the act that makes a type of report."""
WAITS, LETTERS, FINDINGS, GOODS, PEOPLE, DECISION, REPORTS = (
    N_("What the case waits for"),
    N_("Letters and requests"),
    N_("Findings"),
    N_("Goods"),
    N_("People"),
    N_("Decision"),
    N_("Reports"),
)
ORDER = (WAITS, LETTERS, FINDINGS, GOODS, PEOPLE, DECISION, REPORTS)
_GROUPS: Mapping[str, str] = {
    "action": LETTERS,
    "letter": LETTERS,
    "note": LETTERS,
    "goods_entry": FINDINGS,
    "hit": FINDINGS,
    "flag": FINDINGS,
    "enrichment": FINDINGS,
    "entity": FINDINGS,
    "ground": FINDINGS,
    "evidence": FINDINGS,
    "goods": GOODS,
    "record": GOODS,
    "track": GOODS,
    "people": PEOPLE,
    "motion": PEOPLE,
    "stage": DECISION,
    "court": DECISION,
}
_HANDED = frozenset({"take", "assign", "delegate", "recall"})
"""Acts of stages that say who has the case."""
_KEYS = {
    "record_reply": "",
    "classify": "classify",
    "judge": "judge",
    "add_evidence": "evidence",
    "note": "note",
    "propose": "propose",
    "answer_question": "interview",
    "answer_remark": "answer_remark",
}
"""Act → the name of its key on the screen of a case."""
_WHY: Mapping[WaitReason, str] = {
    WaitReason.RAN_OUT: N_("the clock ran out"),
    WaitReason.LATE_ANSWER: N_("the answer is late"),
    WaitReason.SIGNATURE: N_("waits for a second person"),
    WaitReason.REMARK: N_("a remark is not answered"),
    WaitReason.STAGE: N_("nobody has begun it"),
    WaitReason.HIT: N_("not judged yet"),
    WaitReason.ANSWER: N_("no answer yet"),
    WaitReason.CANDIDATE: N_("not decided yet"),
    WaitReason.DECISION: "",
}


@dataclass(frozen=True, slots=True)
class ActRow:
    """One act: what is asked for, in which group, why it cannot be done now."""

    act: str
    title: str
    group: str
    detail: str = ""
    why_not: str = ""
    key: str = ""
    chosen: tuple[tuple[str, str], ...] = ()
    """What is known already of what it asks for."""
    words: str = ""
    """What it is found by, beside its title."""


def acts_of(view: CaseView) -> tuple[ActRow, ...]:
    """Each act once: what the case waits for stands there alone, and not in its group again."""
    waits = {row.act: row for row in waiting_acts(view)}
    groups = [row for row in (*_deeds(view), *_reports(view)) if row.act not in waits]
    found = (*waits.values(), *groups)
    return tuple(sorted(found, key=lambda row: ORDER.index(row.group)))


def found_in(rows: Iterable[ActRow], typed: str) -> tuple[ActRow, ...]:
    """Those in which each word that was typed is found, whatever its accents."""
    wanted = _plain(typed).split()
    return tuple(
        row
        for row in rows
        if all(word in _plain(f"{row.title} {row.detail} {row.words}") for word in wanted)
    )


def words_of_acts() -> Mapping[str, str]:
    """Act → its title in each language that the window speaks. It reads all catalogues."""
    spoken = [catalogue(language) for language in languages()]
    titles = {deed.act: deed.title for deed in ON_CASE.values()}
    titles |= {f"{REPORT}{kind.name}": kind.title for kind in REPORT_TYPES}
    titles["letter"] = "Write a letter"
    titles |= {slip.value: paper_kinds()[slip.value].title for slip in SlipKind}
    titles[BUNDLE] = REPORT_BUNDLE.title
    return {
        act: " ".join({title, *(words.text(title) for words in spoken)})
        for act, title in titles.items()
    }


def with_words(rows: Iterable[ActRow], words: Mapping[str, str]) -> tuple[ActRow, ...]:
    return tuple(replace(row, words=words.get(row.act, "")) for row in rows)


def waiting_acts(view: CaseView) -> Iterator[ActRow]:
    """What the case waits for from whom it is shown to, the most pressing first."""
    titles = {verdict.act: verdict.title for verdict in view.acts}
    for number, one in enumerate(view.owed):
        why = _(_WHY[one.why]) if _WHY[one.why] else ""
        if one.why is WaitReason.RAN_OUT and "item" in one.chosen:
            item = _("item {no}").format(no=one.chosen["item"])
            why = f"{item} · {why}"
        yield ActRow(
            one.act,
            _asks(titles[one.act]),
            WAITS,
            _detail(view.case, one.act) or why,
            key="R" if number == 0 and keys.counts("R") else _key(one.act),
            chosen=tuple(one.chosen.items()),
        )


def _deeds(view: CaseView) -> Iterator[ActRow]:
    for verdict in view.acts:
        group = PEOPLE if verdict.act in _HANDED else _GROUPS[verdict.group]
        if verdict.allowed:
            detail = _detail(view.case, verdict.act)
            yield ActRow(verdict.act, _asks(verdict.title), group, detail, key=_key(verdict.act))
        else:
            yield ActRow(verdict.act, verdict.title, group, why_not=_reason(verdict))


def _reports(view: CaseView) -> Iterator[ActRow]:
    for kind in REPORT_TYPES:
        why_not, title = kind.why_not(view), _(kind.title)
        yield ActRow(f"{REPORT}{kind.name}", _asks(title), REPORTS, why_not=why_not)
    for slip in SlipKind:
        why_not, title = why_no_paper(slip.value, view), _(paper_kinds()[slip.value].title)
        yield ActRow(slip.value, _asks(title), REPORTS, why_not=why_not)
    why_not = why_no_paper(BUNDLE, view)
    yield ActRow(BUNDLE, _asks(_(REPORT_BUNDLE.title)), REPORTS, why_not=why_not)
    yield ActRow("letter", _asks(_("Write a letter")), LETTERS)


def _reason(verdict: Permission) -> str:
    """The sentence, without the title that stands beside it."""
    return verdict.why_not.removeprefix(f"{verdict.title}: ").rstrip(".")


def _detail(case: Case, act: str) -> str:
    """How much of it there is on the case."""
    if act == "classify" and (count := undecided(case)):
        return plural(count, "{n} candidate undecided", "{n} candidates undecided")
    if act == "judge" and (count := unjudged(case)):
        return plural(count, "{n} hit not judged", "{n} hits not judged")
    if act in ("record_reply", "record_answer"):
        return ", ".join(one.addressee for one in case.actions if one.answered_at is None)
    return ""


def _key(act: str) -> str:
    name = _KEYS.get(act, "")
    found = next((one.keys for one in screen_keys.SCREENS["case"] if name and one.name == name), "")
    return found if found and keys.counts(found) else ""


def _asks(title: str) -> str:
    """It opens a form, or where it is done: nothing is done from the panel."""
    return _("{title}…").format(title=title)


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))
