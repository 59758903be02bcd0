"""A reply form that came back filled in, read into what the reply would be; nothing is recorded.

The report is known by the dossier that is attached, and what its form asks is taken from the
casebook's own dossier: of the file, only the values of the fields count. They are read by the
process that may do nothing else.
"""
# ruff: noqa: PLC0415 (imported where needed: the window starts fast)

import itertools
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Final, TypeVar

from landwaiter.canonical import sha256_hex
from landwaiter.domain.base.zones import local_date
from landwaiter.domain.cases.case import Action, ActionKind, Case, Reply
from landwaiter.domain.cases.clocks import BETWEEN_STATES
from landwaiter.domain.cases.deeds_on_tracks import (
    RECORD_ANSWER,
    RECORD_REPLY,
    RecordAnswer,
    RecordReply,
)
from landwaiter.domain.evidence.deeds import AddFile
from landwaiter.errors import Conflict, Fault, Invalid, NotAllowed
from landwaiter.i18n import N_, Words, _, in_english, joined
from landwaiter.reports.dossier.dossier import CellMark, Dossier, Table
from landwaiter.reports.dossier.signing import ReportSeal, read_manifest
from landwaiter.services.base.decoding import DecodingRefusal, words_of
from landwaiter.services.base.program_arguments import READ_FORM
from landwaiter.services.base.typed_days import day_typed
from landwaiter.services.deeds.handler import Tell, refuse
from landwaiter.services.evidence.adding_evidence import add_file
from landwaiter.services.evidence.evidence_files import case_of, piece_of
from landwaiter.services.reports.dossier.referral_tables import REPLIES
from landwaiter.services.reports.dossier.reply_form import FORM_ID
from landwaiter.services.reports.kinds.questions import ASKED_STATE, ASKING
from landwaiter.services.warm.session import Session
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.cases.case_load import load_case
from landwaiter.storage.cases.case_rows import case_id_of
from landwaiter.storage.reports import dossiers
from landwaiter.user_file import open_file

S = TypeVar("S", RecordAnswer, RecordReply)
LARGEST: Final = 32 << 20
"""Bytes of a form that came back."""
_FIELD: Final = re.compile(rf"{FORM_ID}(\d{{1,4}})-(\d{{1,4}})-(tick|words)")
_TRACK: Final = re.compile(r"track ([A-Z]):")
_CONTROLS: Final = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)
_OUTCOMES: Final[Mapping[str, Reply]] = {
    "maintain": Reply.MAINTAINED,
    "not_acting": Reply.NOT_ACTING,
    "act": Reply.ACTS,
    "extend": Reply.ASKS_EXTENSION,
}
"""What a tick means in law; other replies leave that to the person who records."""
_DATE: Final = N_("Date")


@dataclass(frozen=True, slots=True)
class FilledForm:
    """What a form says that came back; a person decides what of it is recorded."""

    reference: str
    report: str
    """Identity of the report that it is a part of, as printed."""
    questions: tuple[int, ...]
    """Their numbers in the report: those that are filled in and about the same request."""
    asked: tuple[Words, ...]
    """What each of them asks."""
    action: Action
    """The open request that it replies to."""
    outcome: Reply | None
    """The one that was ticked; None where none was, or where no tick means one."""
    reason: str
    """What was ticked and written, line by line."""
    day: date | None
    """What it says is its date, where that is a day on which it can have been replied."""
    file: str = ""
    sha256: str = ""
    remarks: tuple[Words, ...] = ()
    """What whoever records it should know of the file."""

    @property
    def act(self) -> str:
        """What records it: a consulted authority's reply has a meaning in law, if it is not another
        state's."""
        is_reply = self.action.kind is ActionKind.CONSULTATION and (
            self.action.basis not in BETWEEN_STATES
        )
        return (RECORD_REPLY if is_reply else RECORD_ANSWER).act

    def chosen(self) -> Mapping[str, str]:
        """For the form of the deed, what a person confirms or changes."""
        return {
            "action": self.action.id,
            "reason": self.reason,
            "outcome": self.outcome.value if self.outcome else "",
            "date": self.day.isoformat() if self.day else "",
        }


def form_in_evidence(session: Session, reference: str, number: int) -> FilledForm:
    """What a piece of evidence says as a filled form; Invalid with why it is none."""
    with session.reading() as conn:
        piece = piece_of(case_of(session, conn, reference), number)
    if piece.size > LARGEST:
        raise _too_large(piece.name)
    vault = session.casebook.vault
    with closing(vault.chunks(vault.name_of(piece.sha256))) as chunks:
        return _read(session, reference, chunks, piece.name, piece.sha256)


def form_in_file(session: Session, reference: str, path: Path, *, action: str = "") -> FilledForm:
    """The same of a file that is not kept yet."""
    with open_file(path) as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise _too_large(str(path))
    return _read(session, reference, iter((data,)), str(path), sha256_hex(data), action=action)


def with_form(session: Session, said: S, form: FilledForm, path: Path, tell: Tell) -> S:
    """The reply or answer as a person says it, with the form as evidence that it rests on.

    Who may not record it, and what the form contradicts, is told before the file is taken in.
    """
    if said.evidence is not None:
        raise Invalid(
            _("The form is the evidence itself."),
            file=form.file,
            field="evidence",
            value=str(said.evidence),
            remedy=_("Leave one of them out."),
        )
    if isinstance(said, RecordReply):
        _refuse_other(said, form)
    with session.reading() as conn:
        case = case_of(session, conn, said.reference)
        actor = session.actor(session.registry(conn))
    refuse(RECORD_REPLY if isinstance(said, RecordReply) else RECORD_ANSWER, actor, case)
    known = next((one for one in case.evidence if one.sha256 == form.sha256 and not one.wipe), None)
    number = known.no if known else _taken_in(session, form, path, tell)
    return replace(said, action=form.action.id, evidence=number)


def _refuse_other(said: RecordReply, form: FilledForm) -> None:
    """What is to be recorded must be what the form says, and of what it replies to."""
    if form.action.kind is not ActionKind.CONSULTATION:
        raise NotAllowed(
            _("The form replies to a referral, not to a consultation."),
            file=form.file,
            field="action",
            value=form.action.id,
            remedy=_("Record it as the answer to the referral."),
        )
    if form.outcome is not None and said.outcome is not form.outcome:
        raise Invalid(
            _("The form says another reply: {reply}.").format(reply=form.outcome.value),
            file=form.file,
            field="outcome",
            value=said.outcome.value,
            remedy=_("Record what it says, or record the reply without the form."),
        )


def _taken_in(session: Session, form: FilledForm, path: Path, tell: Tell) -> int:
    entered = add_file(
        session, AddFile(form.reference, path, received_from=form.action.addressee), tell
    )
    if entered.sha256 != form.sha256:
        raise Conflict(
            _("The file was changed while it was read."),
            file=form.file,
            remedy=_("It is evidence {no} now: look at it, and try again.").format(no=entered.no),
        )
    return entered.no


def _too_large(name: str) -> Invalid:
    return Invalid(
        _("The file is larger than {most} MiB.").format(most=LARGEST >> 20),
        file=name,
        remedy=_by_hand(),
    )


def _by_hand() -> str:
    return _("Take it in as evidence, read it yourself, and record the reply by hand.")


def _read(
    session: Session,
    reference: str,
    content: Iterable[bytes],
    file: str,
    sha256: str,
    *,
    action: str = "",
) -> FilledForm:
    try:
        said = _said(content)
        with session.reading() as conn:
            case = load_case(conn, case_id_of(conn, reference), session.registry(conn))
            kept = _report_of(conn, said["dossier"], case)
        reading = _FormReading(case, kept, said, session.today())
        return replace(reading.form(action), file=file, sha256=sha256)
    except Fault as fault:
        fault.file = fault.file or file
        raise


def _said(content: Iterable[bytes]) -> Mapping[str, Any]:
    """The answer of the process, held against what it may be: it may have been taken over."""
    try:
        text, _cut = words_of("form", iter(content), task=READ_FORM)
        said = json.loads(text)
        _refuse_misshapen(said)
    except DecodingRefusal as refused:
        if refused.cause == "encrypted":
            raise Invalid(
                _("The file is protected with a password: its fields cannot be read."),
                remedy=_("Ask for it without one."),
            ) from None
        raise Invalid(
            _("The file is not a readable PDF: it is damaged or cut off."),
            remedy=_("Ask the sender for the original file."),
        ) from None
    except (ValueError, TypeError, LookupError):
        raise Invalid(
            _("The file is not a readable PDF: it is damaged or cut off."),
            remedy=_("Ask the sender for the original file."),
        ) from None
    if said["runs"]:
        raise Invalid(
            _("The file holds a script or an action: no form of this office does."),
            remedy=_by_hand(),
        )
    if said["xfa"]:
        raise Invalid(
            _("The file holds a second form (XFA), which may say something else than the first."),
            remedy=_by_hand(),
        )
    return dict(said)


def _refuse_misshapen(said: Any) -> None:
    """ValueError for what no form answers."""
    fields = said["fields"]
    is_shaped = (
        isinstance(said["dossier"], str)
        and isinstance(said["manifest"], str)
        and isinstance(said["pages"], list)
        and isinstance(said["parts"], dict)
        and all(isinstance(said[name], bool) for name in ("runs", "xfa"))
        and all(isinstance(name, str) and isinstance(value, str) for name, value in fields)
    )
    if not is_shaped:
        raise ValueError("no answer about a form")


@dataclass(frozen=True, slots=True)
class _Kept:
    """The casebook's own dossier of the report that came back."""

    body: bytes
    dossier: Dossier


def _report_of(conn: Reader, sha256: str, case: Case) -> _Kept:
    if not sha256:
        raise Invalid(
            _("The file carries no report: it was printed, scanned or flattened."),
            remedy=_by_hand(),
        )
    found = dossiers.body_of_sha256(conn, sha256)
    if found is None:
        raise Invalid(
            _("The file is no form of this casebook, or was changed."),
            field="dossier",
            value=sha256,
            remedy=_("Ask for the form that was sent, or record the reply by hand."),
        )
    dossier = Dossier.from_bytes(found.body)
    if found.case_id != case.id:
        raise Invalid(
            _("The form belongs to another case: {report}.").format(report=dossier.id),
            field="case",
            value=dossier.reference,
            remedy=_("Record the reply on that case."),
        )
    return _Kept(found.body, dossier)


class _FormReading:
    """One file, held against the dossier of its report and against what is open on the case."""

    def __init__(self, case: Case, kept: _Kept, said: Mapping[str, Any], today: date) -> None:
        self._case, self._kept, self._said, self._today = case, kept, said, today

    def form(self, action: str) -> FilledForm:
        """The one form that was filled in; with `action`, the one that replies to it."""
        values = self._values()
        if not values:
            raise Invalid(
                _("No field of the form is filled in, or it was flattened."), remedy=_by_hand()
            )
        found = {number: self._action(number) for number in values if self._is_asked(number)}
        wanted = {no: one for no, one in found.items() if action in {"", one.id, one.kind.value}}
        if action and not wanted:
            other = next(iter(found.values()))
            raise Invalid(
                _("The form replies to another question: {question}.").format(
                    question=other.question or other.addressee
                ),
                field="action",
                value=action,
                remedy=_("Leave the request out, or name that one: {id}.").format(id=other.id),
            )
        requests = {one.id: one for one in wanted.values()}
        if len(requests) > 1:
            raise Invalid(
                _("The forms of more than one question are filled in."),
                field="action",
                value=joined(", ", requests),
                remedy=_("Record them one by one: say which request is meant."),
            )
        (one,) = requests.values()
        return self._form_of(one, {number: values[number] for number in sorted(wanted)})

    def _values(self) -> Mapping[int, Mapping[int, Mapping[str, str]]]:
        """Question → row → what is ticked and written there."""
        from landwaiter.reports.paper.form_answer import LONGEST_VALUE

        found: dict[int, dict[int, dict[str, str]]] = {}
        for name, value in self._said["fields"]:
            match = _FIELD.fullmatch(name)
            table = self._table(int(match[1])) if match else None
            if match is None or table is None or not 1 <= int(match[2]) <= len(table.rows):
                raise Invalid(
                    _("The form has a field that it did not have."),
                    field=_shortened(name),
                    value=_shortened(value),
                    remedy=_by_hand(),
                )
            if len(value) > LONGEST_VALUE:
                raise Invalid(
                    _("The field holds more than {most} characters.").format(most=LONGEST_VALUE),
                    field=name,
                    value=_shortened(value),
                    remedy=_by_hand(),
                )
            text = _CONTROLS.sub(" ", value).replace("\r\n", "\n").replace("\r", "\n").strip()
            if text:
                row = found.setdefault(int(match[1]), {}).setdefault(int(match[2]) - 1, {})
                row[match[3]] = text
        return found

    def _table(self, number: int) -> Table | None:
        wanted = f"{FORM_ID}{number}"
        every = (*self._kept.dossier.tables, *self._kept.dossier.closing)
        return next((one for one in every if one.id == wanted), None)

    def _is_asked(self, number: int) -> bool:
        return self._table(number) is not None

    def _question(self, number: int) -> str:
        """What the form asks, in the words that it was asked in."""
        table = self._table(number)
        return "" if table is None else _plain(table.rows[0][2]).strip()

    def _action(self, number: int) -> Action:
        """The open request that a question is about; Invalid where there is none."""
        question, letter = self._question(number), self._letter(number)
        tracks = {track.id: track.letter.value for track in self._case.tracks}
        asking = [one for one in self._case.actions if one.kind in ASKING]
        about = [one for one in asking if in_english(one.question).strip() == question]
        about = about or [
            one for one in asking if letter and tracks.get(one.track_id or "") == letter
        ]
        if not about and letter:  # whom the case is referred to is asked about its tracks, too
            about = [one for one in asking if one.kind is ActionKind.REFERRAL]
        waiting = [one for one in about if one.answered_at is None]
        if waiting:
            return waiting[-1]
        said = (
            _("The question of the form is answered already.")
            if about
            else _("The question of the form is not asked on the case.")
        )
        raise Invalid(
            said,
            field="question",
            value=question or str(number),
            remedy=_("Look at the requests of the case, and record the reply by hand."),
        )

    def _letter(self, number: int) -> str:
        """The track that a question of a referral is about; empty: none, or another document."""
        for table in self._kept.dossier.tables:
            if table.id == "question" and 1 <= number <= len(table.rows):
                match = _TRACK.match(_plain(table.rows[number - 1][2]))
                return match[1] if match else ""
            if table.id == ASKED_STATE:
                return ""
        return ""

    def _form_of(
        self, action: Action, values: Mapping[int, Mapping[int, Mapping[str, str]]]
    ) -> FilledForm:
        filled = [
            _FilledTable(table, rows)
            for number, rows in values.items()
            if (table := self._table(number)) is not None
        ]
        outcomes = list(dict.fromkeys(one for table in filled for one in table.outcomes()))
        if len(outcomes) > 1:
            raise Invalid(
                _("The form ticks replies that exclude each other."),
                field="outcome",
                value=joined(", ", (one.value for one in outcomes)),
                remedy=_("Ask the authority which of them it means."),
            )
        days = list(dict.fromkeys(one for table in filled for one in table.days()))
        first = local_date(action.sent_at, self._case.member_state)
        fit = [day for text in days if (day := _day(text, first, self._today)) is not None]
        return FilledForm(
            reference=self._case.reference,
            report=self._kept.dossier.id,
            questions=tuple(values),
            asked=tuple(one.asked for one in filled),
            action=action,
            outcome=outcomes[0] if outcomes else None,
            reason="\n".join(line for table in filled for line in table.lines()),
            day=fit[0] if len(fit) == len(days) == 1 else None,
            remarks=(
                *(
                    _("The date of the form, “{day}”, is not taken over.").format(
                        day=_shortened(text)
                    )
                    for text in days
                    if len(days) > 1 or not fit
                ),
                *self._changed(),
            ),
        )

    def _changed(self) -> tuple[Words, ...]:
        """Whether more of the file than its fields is not what went out."""
        from landwaiter.reports.paper.pdf import render_pdf
        from landwaiter.reports.proof.compare import rendered_again

        manifest = self._said["manifest"].encode("utf-8", errors="replace")
        render = partial(render_pdf, files=())
        seal = ReportSeal(dossier=self._kept.body, manifest=manifest, signature=b"")
        with suppress(Fault):
            made = rendered_again(render, self._kept.dossier, seal).manifest
            own = read_manifest(manifest)
            if (own.get("layout"), own.get("engine")) != (made["layout"], made["engine"]):
                return (_("Whether more than its fields was changed is not known here."),)
            if all(made[name] == self._said.get(name) for name in ("pages", "shared", "parts")):
                return ()
        return (
            _(
                "More than its fields was changed since it was sent: compare what it asks with the "
                "report."
            ),
        )


@dataclass(frozen=True, slots=True)
class _FilledTable:
    """The form on one question, and what was ticked and written in its rows."""

    table: Table
    rows: Mapping[int, Mapping[str, str]]

    @property
    def asked(self) -> Words:
        return _cell(self.table.rows[0][2])

    def outcomes(self) -> Iterator[Reply]:
        """What the ticks mean in law."""
        names = {text: name for name, (text, _wants) in REPLIES.items()}
        for row, said in sorted(self.rows.items()):
            name = names.get(_plain(self.table.rows[row][1]), "")
            if "tick" in said and name in _OUTCOMES:
                yield _OUTCOMES[name]

    def days(self) -> Iterator[str]:
        """What stands at the date."""
        for row, said in self.rows.items():
            if "words" in said and _plain(self.table.rows[row][1]) == _DATE:
                yield said["words"]

    def lines(self) -> Iterator[str]:
        """What was ticked and written, in the order of the form."""
        for row, said in sorted(self.rows.items()):
            label = str(_cell(self.table.rows[row][1])).rstrip(":")
            yield ": ".join(part for part in (label, said.get("words", "")) if part)


def _day(text: str, first: date, today: date) -> date | None:
    """The day that is meant, where a reply can have been of it."""
    with suppress(Invalid):
        day = day_typed(text, today=today)
        return day if day is not None and first <= day <= today else None
    return None


def _cell(cell: Any) -> Words:
    return cell.text if isinstance(cell, CellMark) else (cell or "")


def _plain(cell: Any) -> str:
    return in_english(_cell(cell))


def _shortened(text: str) -> str:
    plain = _CONTROLS.sub(" ", text)
    return "".join(itertools.islice(plain, 80)) + ("…" if len(plain) > 80 else "")
