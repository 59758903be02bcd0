"""Doing acts on a case from a form at the foot of its screen; what is typed outlives a refusal."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from landwaiter.domain.cases.deed_on_case import CaseDeed
from landwaiter.domain.cases.deeds import APPROVE, PROPOSE
from landwaiter.domain.deeds.shape import Choices, Lookup, arguments
from landwaiter.domain.law.result_codes import codes_offered
from landwaiter.domain.table.deeds import ON_CASE
from landwaiter.errors import Conflict, Fault
from landwaiter.i18n import _, joined
from landwaiter.services.base.decision_words import outcome_words
from landwaiter.services.base.wording import sentence
from landwaiter.services.casebook import casebooks
from landwaiter.services.cases.case_view import CaseView
from landwaiter.services.deeds.engine import do
from landwaiter.services.office.reason_templates import filled_templates
from landwaiter.services.people.colleagues import everybody
from landwaiter.services.warm.session import Session
from landwaiter.ui.deeds.form import fields_of, said_of
from landwaiter.ui.deeds.propose_page import ProposePage, proposal_fields
from landwaiter.ui.deeds.reason_field import with_templates
from landwaiter.ui.deeds.stale_save_dialog import StaleSaveDialog, is_stale_save, show_stale_save
from landwaiter.ui.deeds.template_panel import show_templates
from landwaiter.ui.frame.changed_topics import DeedChanges
from landwaiter.ui.frame.desk import Desk
from landwaiter.ui.frame.undo import Sequel
from landwaiter.ui.goods.entry_fields import CANDIDATE, entries_offered
from landwaiter.ui.kit.act_form import ActForm
from landwaiter.ui.kit.fields import Field, TemplateLine
from landwaiter.ui.kit.words import clock_time, day, local_day

Saying = Callable[[Session], Sequence[Any]]
"""What is said: deeds of one kind, in order. Asked for where it is done, it may be refused."""
PASSWORD = "password"  # noqa: S105  # the name of a field
_SUBJECTS = ("item", CANDIDATE, "code", "flag", "hit", "party", "motion", "remark", "letter")
"""Fields that a draft belongs to: another flag has another reason."""


@dataclass(frozen=True, slots=True)
class FieldBasis:
    """What a form is made from: the deed, the case, what is chosen already, the users."""

    deed: CaseDeed[Any]
    view: CaseView
    chosen: Mapping[str, str]
    people: Choices = ()
    """Their names, and by which words each is chosen."""
    fixed: Mapping[str, Any] = field(default_factory=dict)
    """What the screen says itself and no field asks for."""
    demanded: Collection[str] = ()
    """What must be said here though the deed itself does without."""

    @property
    def case_named(self) -> Mapping[str, Any]:
        return {"reference": self.view.case.reference, **self.fixed}

    def fields(self) -> tuple[Field, ...]:
        """A deed that asks for nothing has none; one that signs asks for the password first."""
        offers = {
            Lookup.PEOPLE: self.people,
            Lookup.TAGS: tuple((name, name) for name in self.view.office_tags),
            Lookup.AUTHORITIES: tuple((name, name) for name in self.view.authorities),
            Lookup.LEGAL_BASES: tuple(
                (one.provision, one.provision) for one in self.view.legal_bases
            ),
            Lookup.CONTROL_RESULTS: codes_offered(self.view.result_codes),
            Lookup.CONTROL_ENTRIES: entries_offered(self.view.case, self.chosen),
        }
        made = fields_of(
            self.deed, self.view.case, self.case_named, stands=self.chosen, offers=offers
        )
        made = tuple(_demanded(one) if one.name in self.demanded else one for one in made)
        made = tuple(self._begun_from(one) if one.name == "reason" else one for one in made)
        if self.deed is PROPOSE:
            made = proposal_fields(made, self.view)
        password = Field(PASSWORD, _("Your password"), minimum=1, secret=True)
        return (password, *made) if self.deed.signs else made

    def _begun_from(self, field: Field) -> Field:
        """The reason with the office's templates for this deed, filled from the case."""
        item = str(self.chosen.get("item") or self.fixed.get("item") or "")
        found = filled_templates(self.view.reason_templates, self.view.case, self.deed.act, item)
        return with_templates(field, [TemplateLine(one.title, one.text) for one in found])

    def draft_key(self) -> str:
        """Another flag has another reason."""
        subject = "/".join(filter(None, (self.chosen.get(name, "") for name in _SUBJECTS)))
        return f"act/{self.view.case.id}/{self.deed.act}/{subject}"


def _demanded(field: Field) -> Field:
    """The field with an answer that is needed; where it is a choice, there is none beforehand."""
    choices = tuple(one for one in field.choices if one[0])
    return replace(field, choices=choices, minimum=max(field.minimum, 1))


def form_of(asked: FieldBasis, user: str) -> ActForm:
    """A proposal has a page of its own; every other deed has the form of its row."""
    title, note = _(asked.deed.title), _effect(asked.deed, asked.view)
    if asked.deed is PROPOSE:
        return ProposePage(title, asked.fields(), asked.view, note=note, author=user)
    form = ActForm(title, title, asked.fields(), note=note)
    form.topic = asked.deed.name
    return form


@dataclass(frozen=True, slots=True)
class _FormText:
    """What stands in a form, and the key of its draft."""

    draft: str
    answers: dict[str, str]


class HasForm(Protocol):
    """A screen with room for a form in place of its middle."""

    def show_form(self, form: QWidget | None) -> None: ...


class CaseActs(QObject):
    """Acts on one case, as its screen shows it; `on_done(act)` once one is committed.

    Signal: `place_asked(place)` where something in the case is to be settled first.
    """

    place_asked = Signal(str)

    def __init__(
        self,
        desk: Desk,
        screen: QWidget,
        view: Callable[[], CaseView | None],
        *,
        reload: Callable[[], None],
        on_done: Callable[[str], None] = lambda act: None,
    ) -> None:
        super().__init__(screen)
        self._desk, self._screen, self._view = desk, screen, view
        self._reload, self._on_done = reload, on_done
        self.form: ActForm | None = None
        self.dialog: StaleSaveDialog | None = None
        self._conflicted = False
        self._seen = self._seen_seq = 0
        self._asked_at: QWidget | None = None

    def begin(
        self,
        act: str,
        chosen: Mapping[str, str] | None = None,
        *,
        at: str = "",
        fixed: Mapping[str, Any] | None = None,
        demanded: Collection[str] = (),
    ) -> None:
        """Open the form of an act with what is chosen already, the cursor in `at`."""
        view, deed = self._view(), ON_CASE[act]
        if view is None or self._told_why_not(deed, view):
            return
        asked = FieldBasis(deed, view, chosen or {}, fixed=fixed or {}, demanded=demanded)
        if any(one.ask.lookup is Lookup.PEOPLE for one in arguments(deed.args)):
            self._desk.read(
                lambda session: tuple(one.choice for one in everybody(session)),
                lambda people: self._open(replace(asked, people=people), at),
                owner=self._screen,
            )
        else:
            self._open(asked, at)

    def _told_why_not(self, deed: CaseDeed[Any], view: CaseView) -> bool:
        """True, and said, where it cannot be done now."""
        why_not = next((one.why_not for one in view.acts if one.act == deed.act), "")
        if why_not:
            self._desk.warn(why_not)
        return bool(why_not)

    def confirm(self, *said: Any, note: str) -> None:
        """A form that asks nothing: it says what will be done, all of one kind, in order."""
        view, deed = self._view(), _deed_of(said)
        if view is None or self._told_why_not(deed, view):
            return
        form = ActForm(_(deed.title), _(deed.title), (), note=note)
        form.topic = deed.name
        form.given.connect(
            lambda _none: self._give(
                deed, lambda _session: said, again=lambda: self.confirm(*said, note=note)
            )
        )
        self._show_form(form, view)

    def do(self, *said: Any, on_fault: Callable[[Fault], None] | None = None) -> None:
        """Do what is said, all of one kind, in order."""
        view = self._view()
        if view is not None:
            self._do(view.case.revision, said, on_fault or self._desk.show_fault)

    def _do(self, seen: int, said: tuple[Any, ...], on_fault: Callable[[Fault], None]) -> None:
        if self._view() is None:
            return
        deed = _deed_of(said)

        def refused(fault: Fault) -> None:
            if not is_stale_save(fault) or not isValid(self._screen):
                on_fault(fault)
                return
            self._reload()
            newest = fault.revision if isinstance(fault, Conflict) else None
            self.dialog = show_stale_save(
                fault,
                self._screen,
                on_mine=lambda: self._do(newest or seen, said, on_fault),
            )

        self._carry_out(
            deed,
            lambda _session: said,
            seen=seen,
            told=Sequel(partial(self._done, deed.act), on_refused=self._look_again),
            on_begun=lambda: None,
            on_fault=refused,
        )

    def _carry_out(
        self,
        deed: CaseDeed[Any],
        saying: Saying,
        *,
        seen: int,
        told: Sequel,
        on_begun: Callable[[], None],
        on_fault: Callable[[Fault], None],
    ) -> None:
        """Let it wait where it can be undone, else do it."""
        write = self._desk.screen if deed.screens else self._desk.write
        if deed.undo:
            self._desk.undo.begin(
                saying, told, seen=seen, on_begun=on_begun, on_fault=on_fault, write=write
            )
            return

        def done(changes: DeedChanges) -> None:
            on_begun()
            told.on_sealed(changes)

        write(
            lambda session: _each(session, seen=seen, said=saying(session)), done, on_fault=on_fault
        )

    def leave(self) -> None:
        """Close the form; what was typed stays as a draft."""
        form, self.form = self.form, None
        if form is not None and isValid(form):
            self._host.show_form(None)
            back_to(self._asked_at, self._screen)

    @property
    def _host(self) -> HasForm:
        return self._screen  # type: ignore[return-value]  # every screen that acts has one

    def _open(self, asked: FieldBasis, at: str = "") -> None:
        deed, form = asked.deed, form_of(asked, self._desk.user)
        if isinstance(form, ProposePage):
            form.settle_asked.connect(self.place_asked)
        form.templates_asked.connect(partial(show_templates, form))
        key = asked.draft_key()
        form.given.connect(
            lambda answers: self._give(
                deed,
                partial(_answered, asked, answers=answers),
                again=lambda: self.begin(deed.act, asked.chosen, at=at, demanded=asked.demanded),
                typed=_FormText(key, _open_text(answers)),
            )
        )
        form.typed.connect(lambda answers: self._desk.drafts.keep(key, _open_text(answers)))
        self._show_form(form, asked.view)
        self._desk.drafts.restore(key, lambda draft: _restore(form, draft, at), owner=form)
        if at:
            form.begin_at(at)

    def _show_form(self, form: ActForm, view: CaseView) -> None:
        """In place of the one before; where it was asked for gets the focus back."""
        asked_at = self._asked_at if self.form is not None else QApplication.focusWidget()
        self.leave()
        form.left.connect(self.leave)
        self.form, self._conflicted, self._asked_at = form, False, asked_at
        self._seen, self._seen_seq = view.case.revision, view.audit_seq
        self._host.show_form(form)
        form.show()  # at once: what is typed next is the form's, and no key of the screen
        form.begin()

    def _give(
        self,
        deed: CaseDeed[Any],
        saying: Saying,
        *,
        again: Callable[[], None],
        typed: _FormText | None = None,
    ) -> None:
        """Do what the form in front asks for, on what was seen; a refusal is said in it.

        `again` opens it once more, with what was `typed`.
        """
        form = self.form
        if form is None:
            return

        def begun() -> None:
            if self.form is form:
                if not deed.undo:
                    self._asked_at = None  # the screen is read anew, and what had the focus
                self.leave()
            if typed is not None:
                self._desk.drafts.forget(typed.draft)

        def undone() -> None:
            if typed is not None:
                self._desk.drafts.keep(typed.draft, typed.answers)
            if isValid(self._screen):
                again()

        def refused(fault: Fault) -> None:
            self._refused(form, fault)
            self._offer(form, fault, lambda: self._give(deed, saying, again=again, typed=typed))

        self._carry_out(
            deed,
            saying,
            seen=self._seen,
            told=Sequel(partial(self._done, deed.act), undone, self._look_again),
            on_begun=begun,
            on_fault=refused,
        )

    def _offer(self, form: ActForm, fault: Fault, repeat: Callable[[], None]) -> None:
        """A stale save: theirs, or mine once more on what is there now; Esc leads to the form."""
        if not isValid(form) or not isinstance(fault, Conflict) or not is_stale_save(fault):
            return
        newest = fault.revision or self._seen

        def on_mine() -> None:
            self._seen = newest
            repeat()

        self.dialog = show_stale_save(fault, self._screen, on_mine=on_mine, on_theirs=self.leave)

    def _look_again(self) -> None:
        if isValid(self._screen):
            self._reload()

    def _done(self, act: str, changes: DeedChanges) -> None:
        self._desk.tell(changes)
        if isValid(self._screen):
            self._on_done(act)
        if changes.said:
            self._desk.say(" ".join(changes.said))

    def _refused(self, form: ActForm, fault: Fault) -> None:
        """In the form, if it is there still. After a conflict the case is read anew first."""
        if not isValid(form):
            self._desk.show_fault(fault)
            return
        form.show_refusal(fault.sentence())
        self._conflicted = isinstance(fault, Conflict)
        if self._conflicted:
            self._reload()

    def tell_theirs(self, view: CaseView) -> None:
        """After a conflict: who changed what; the form keeps what was typed."""
        form = self.form
        if form is None or not isValid(form) or not view.history:
            return
        self._follow(view)
        if not self._conflicted:
            return
        self._conflicted = False
        newest = view.history[0]
        said = _("{actor} changed the case on {day} at {time}. {told}.").format(
            actor=newest.actor,
            day=day(local_day(newest.at)),
            time=clock_time(newest.at),
            told=newest.text,
        )
        form.show_refusal(_("{said} Look at it, then do yours again.").format(said=said))

    def _follow(self, view: CaseView) -> None:
        """What this person did meanwhile is known to them: the form is on that."""
        since = [row for row in view.history if row.seq > self._seen_seq]
        if all(row.actor == self._desk.user for row in since):
            self._seen, self._seen_seq = view.case.revision, view.audit_seq


def back_to(asked_at: QWidget | None, screen: QWidget) -> None:
    """The focus where a form was asked for, if that is there still; else to its screen."""
    if asked_at is not None and isValid(asked_at) and screen.isAncestorOf(asked_at):
        asked_at.setFocus()
    else:
        screen.setFocus()


def _deed_of(said: Sequence[Any]) -> CaseDeed[Any]:
    (kind,) = {type(one) for one in said}
    return next(deed for deed in ON_CASE.values() if deed.args is kind)


def _each(session: Session, *, seen: int, said: Sequence[Any]) -> Any:
    """Deeds of one kind, in order; others' changes are looked for before the first."""
    changes = do(session, said[0], seen=seen).changes
    for more in said[1:]:
        changes |= do(session, more).changes
    return changes


def _answered(
    asked: FieldBasis, session: Session, *, answers: Mapping[str, str]
) -> tuple[Any, ...]:
    """What the answers of a form say, once the password is right where the deed signs."""
    if PASSWORD in answers:
        casebooks.confirm_password(session, answers[PASSWORD])
    return (said_of(asked.deed, answers, asked.case_named),)


def _restore(form: ActForm, draft: dict[str, str], at: str) -> None:
    """What was typed before; in the field where something was begun now, that follows it."""
    begun = form.fields.answers().get(at, "")
    if begun and draft.get(at) and not draft[at].endswith(begun):
        draft = {**draft, at: f"{draft[at].rstrip()}\n{begun}"}
    form.fields.fill(draft)
    if at:
        form.begin_at(at)


def _open_text(answers: dict[str, str]) -> dict[str, str]:
    """What may be kept as a draft: everything but the password."""
    return {name: text for name, text in answers.items() if name != PASSWORD}


def _outcomes(view: CaseView) -> Iterator[str]:
    """What is signed, outcome by outcome, with the items that have it."""
    case, decision = view.case, view.case.decision
    if decision is None:
        return
    items: dict[str, list[str]] = {}
    for no, outcome in sorted(decision.items.items()):
        items.setdefault(outcome_words(case, outcome, no), []).append(str(no))
    if not items:
        yield sentence(outcome_words(case, decision.outcome))
    for outcome, numbers in items.items():
        yield _("Item {no}: {outcome}").format(no=", ".join(numbers), outcome=outcome)


def _effect(deed: CaseDeed[Any], view: CaseView) -> str:
    if deed is PROPOSE:
        return _("A second person then approves and signs exactly this text.")
    if deed is APPROVE:
        said = _("You sign the proposed text with your own key.")
        return joined(" ", (said, joined(" · ", _outcomes(view))))
    return view.case.reference
