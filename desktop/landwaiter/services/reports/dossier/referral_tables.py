"""Tables of a referral to the licensing authority: question, parameters, copies, reply form."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from landwaiter.domain.base.facts import Content
from landwaiter.domain.base.terms import named, shown_source
from landwaiter.domain.cases.case import Action, ActionKind, Candidate, Case, Track, TrackLetter
from landwaiter.domain.cases.tracks import held_by
from landwaiter.domain.law.control_codes import order_of
from landwaiter.i18n import N_, Words, _, joined
from landwaiter.reports.dossier.dossier import Cell, CellMark, CellType, DossierColumn, Table
from landwaiter.services.base.wording import or_not_stated, shown_date, shown_value
from landwaiter.services.cases.case_view import CaseView
from landwaiter.services.cases.clocks import asked_until
from landwaiter.services.registers.document_words import stated_licences
from landwaiter.services.reports.dossier.reply_form import reply_form
from landwaiter.services.reports.kinds.questions import (
    ASKING,
    asking_tracks,
    expired_tracks,
    open_questions,
)

_QUESTIONS = {
    TrackLetter.L: (
        N_(
            "Are the goods of {items} listed in Annex I to Reg. (EU) 2021/821 (considered: "
            "{codes}), and is there an authorisation for this export?"
        )
    ),
    TrackLetter.A: (
        N_(
            "Do you maintain the authorisation {licences} for {items}, or do you act under Art. "
            "16(1) of Reg. (EU) 2021/821?"
        )
    ),
    TrackLetter.B: (
        N_("Do you act under Art. 4(1) of Reg. (EU) 2021/821 for {items}, which are not listed?")
    ),
    TrackLetter.S: N_("Is the supply of {items} prohibited or subject to authorisation ({basis})?"),
    TrackLetter.N: N_("Is the export of {items} prohibited or subject to authorisation ({basis})?"),
    TrackLetter.T: N_("Do you prohibit the transit of {items} under Art. 7 of Reg. (EU) 2021/821?"),
}


class _Asked(NamedTuple):
    """A question, as it is printed and as it may be replied to."""

    text: Words
    ground: Cell
    by: Cell
    replies: tuple[str, ...]
    """Of `REPLIES`, in their order."""


def question_table(view: CaseView) -> Table:
    """What exactly is asked, of whom, by when."""
    rows = tuple(
        (str(number), CellMark(asked.text, strong=True), asked.ground, asked.by)
        for number, asked in enumerate(_questions(view), start=1)
    )
    return Table(
        id="question",
        title=_("Question"),
        columns=(
            DossierColumn("no", _("No."), Content.OPEN, width=8),
            DossierColumn("question", _("The question"), Content.OPEN, width=76),
            DossierColumn("ground", _("Ground"), Content.OPEN, width=34),
            DossierColumn("reply_by", _("Reply by"), Content.OPEN, width=36),
        ),
        rows=rows,
        notes=(*_expired(view), *_addressed(view.case)),
    )


def _questions(view: CaseView) -> Iterator[_Asked]:
    """Those that are neither answered nor past; none twice."""
    case = view.case
    stated = [action for action in open_questions(view) if action.question]
    for action in stated:
        ground = action.basis or _ground(case, action)
        yield _Asked(action.question, ground, _by(view, action), tuple(REPLIES))
    tracks = asking_tracks(view)
    for track in tracks:
        yield _Asked(
            _question(view, track),
            _("track {letter}: {basis}").format(letter=track.letter.value, basis=track.basis),
            _reply_by(view, track),
            _REPLIES_ON[track.letter],
        )
    if not tracks and not stated:
        yield _Asked(_transfer_question(view), _kind_basis(case), _waiting(view), tuple(REPLIES))


def _expired(view: CaseView) -> Iterator[str]:
    """Of a period that ended without a reply: what the law then asks, and what still holds."""
    for one in expired_tracks(view):
        others = [
            _("track {letter} still holds {items}").format(
                letter=other.letter.value,
                items=joined(", ", (_("item {no}").format(no=no) for no in held)),
            )
            for other in asking_tracks(view)
            if (held := sorted({*held_by(other)} & {*held_by(one.track)}))
        ]
        said = _(
            "Track {letter}: expired on {day} without a reply, so that Art. 21(4) Reg. (EU) "
            "2021/821 requires release"
        ).format(letter=one.track.letter.value, day=shown_date(one.due))
        yield joined("", (joined("; ", (said, *others)), "."))


def _question(view: CaseView, track: Track) -> Words:
    numbers = held_by(track) or track.items
    codes = _considered(c for c in view.case.candidates if c.item_no in numbers)
    return _(_QUESTIONS[track.letter]).format(
        items=joined(", ", (_("item {no}").format(no=no) for no in numbers)),
        codes=", ".join(codes) or _("no entry"),
        licences=stated_licences(view) or _("that the declaration names"),
        basis=track.basis,
    )


def _considered(candidates: Iterable[Candidate]) -> tuple[str, ...]:
    """The entries in their order, each with the paragraphs that its reasons name."""
    shown = {candidate.code: candidate.shown for candidate in candidates}
    return tuple(shown[code] for code in sorted(shown, key=order_of))


def _transfer_question(view: CaseView) -> Words:
    codes = _considered(view.case.candidates)
    text = _(
        "Is an authorisation needed (considered: {codes}), is there one, and do you act under "
        "Art. 4(1) of Reg. (EU) 2021/821?"
    )
    return text.format(codes=", ".join(codes) or _("no entry"))


def _ground(case: Case, action: Action) -> str:
    track = next((one for one in case.tracks if one.id == action.track_id), None)
    return (
        _("track {letter}: {basis}").format(letter=track.letter.value, basis=track.basis)
        if track
        else _kind_basis(case)
    )


def _kind_basis(case: Case) -> str:
    return case.of_kind.basis if case.of_kind else or_not_stated(None)


def _reply_by(view: CaseView, track: Track) -> str:
    """The date of law, with its cap; a track without a clock has only the office's own date."""
    clock = next((one for one in view.clocks if one.about == track.id), None)
    if clock is None:
        own = [a for a in open_questions(view) if a.track_id in {None, track.id}]
        if own and own[-1].due:
            return _("{day}, no date in law").format(day=_by(view, own[-1]))
        return _("no date in law")
    due = shown_date(view.countdowns[clock].due)
    if clock.cap is None:
        return due
    return _("{due}; {cap} only if you ask for the extension").format(
        due=due, cap=shown_date(clock.cap)
    )


def _waiting(view: CaseView) -> str:
    waiting = open_questions(view)
    return _by(view, waiting[-1]) if waiting else _("no date in law")


def referral_asks(view: CaseView) -> str:
    """For the first lines: a referral asks its question before anything was sent, too."""
    if open_questions(view):
        return ""
    return _("Answer the question below on the reply form; no date is set yet.")


def _by(view: CaseView, action: Action) -> str:
    left = asked_until(action, view.countdowns)
    return shown_date(left.due if left else action.due)


def _addressed(case: Case) -> tuple[str, ...]:
    asked = dict.fromkeys(a.addressee for a in case.actions if a.kind in ASKING)
    if not asked:
        return (_("No consultation or referral is recorded on the case yet."),)
    return (_("Addressed to: {who}.").format(who=joined("; ", asked)),)


def parameters_table(view: CaseView) -> Table:
    """Deciding values: known, asked for and not known, or never asked."""
    return Table(
        id="parameters",
        title=_("Parameters known, asked for, refused"),
        columns=(
            DossierColumn("item", _("Item"), Content.OPEN, width=16),
            DossierColumn("parameter", _("Parameter"), Content.OPEN, width=58),
            DossierColumn("value", _("Value"), Content.BUSINESS, width=22),
            DossierColumn("state", _("Status"), Content.OPEN, width=40),
            DossierColumn("source", _("Source"), Content.OPEN, width=18),
        ),
        rows=tuple(_parameters(view.case)),
        empty=_("No deciding value was stated or found missing."),
    )


def _parameters(case: Case) -> Iterator[tuple[Cell, ...]]:
    newest: dict[tuple[int | None, str], tuple[object, str]] = {}
    for fact in case.enrichment:
        if fact.field == "params" and isinstance(fact.value, dict):
            for name, value in fact.value.items():
                newest[fact.item_no, name] = (value, fact.source)
    for (item, name), (value, source) in newest.items():
        known = value is not None
        yield (
            _item(item),
            named(name),
            shown_value(value) if known else "–",
            _("known") if known else _("asked for, not known"),
            shown_source(source),
        )
    wanted = {(c.item_no, label): c.shown for c in case.candidates for label in c.missing}
    asked = any(a.kind is ActionKind.INFORMATION_REQUEST for a in case.actions)
    for (number, label), code in wanted.items():
        yield (
            _item(number),
            _("{label}, for {code}").format(label=label, code=code),
            "–",
            _("missing; information was requested") if asked else _("missing, not asked for"),
            "–",
        )


def _item(number: int | None) -> str:
    return _("Item {no}").format(no=number) if number else _("technology")


def copies_table(view: CaseView) -> Table:
    """What goes with the referral, file by file."""
    case = view.case
    declared = [
        (v.file_name, _("declaration, version {no}").format(no=v.version), v.file_sha256)
        for v in case.versions
    ]
    pieces = [
        (piece.name, piece.label, piece.sha256) for piece in case.evidence if piece.wipe is None
    ]
    return Table(
        id="copies",
        title=_("Copies that go with it"),
        columns=(
            DossierColumn("file", _("File"), Content.OPEN, width=44),
            DossierColumn("what", _("What"), Content.OPEN, width=30),
            DossierColumn("sha256", "SHA-256", Content.OPEN, CellType.CODE, width=74),
        ),
        rows=tuple(
            (name or or_not_stated(None), what, digest)
            for name, what, digest in (*declared, *pieces)
        ),
        empty=_("No file goes with it."),
    )


REPLIES: Mapping[str, tuple[str, bool]] = {
    "maintain": (N_("The authorisation is maintained."), False),
    "not_acting": (N_("The authority does not act under Art. 4(1) or Art. 16(1)."), False),
    "act": (N_("The authority acts; the goods are not released. Decision and date:"), True),
    "extend": (
        N_("The reply is extended to 30 working days, exceptional circumstances. Reason:"),
        True,
    ),
    "listed": (N_("The goods are listed. Entry, edition:"), True),
    "not_listed": (N_("The goods are not listed in Annex I."), False),
    "need": (N_("Needed before a reply is possible:"), True),
}
"""What can be replied, and whether it wants words."""
_REPLIES_ON: Mapping[TrackLetter, tuple[str, ...]] = {
    TrackLetter.L: ("listed", "not_listed", "act", "need"),
    TrackLetter.A: ("maintain", "not_acting", "act", "extend", "need"),
    TrackLetter.B: ("not_acting", "act", "extend", "need"),
    TrackLetter.S: ("act", "need"),
    TrackLetter.N: ("act", "need"),
    TrackLetter.T: ("act", "need"),
}
"""What the law of a track knows: the extension is one of Art. 21(4). Else in one's own words."""


def reply_forms(view: CaseView) -> Iterator[Table]:
    """For each question a page that the authority fills in and sends back."""
    case = view.case
    for number, asked in enumerate(_questions(view), start=1):
        yield reply_form(
            number,
            _("Reply form, question {no}").format(no=number),
            _("to case {reference}, {title}").format(reference=case.reference, title=case.title),
            asked.text,
            ((_(text), wants) for text, wants in (REPLIES[name] for name in asked.replies)),
        )
