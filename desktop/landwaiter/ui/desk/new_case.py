"""A case that has no customs declaration: research partners, transfers, referrals."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from landwaiter.domain.case import CaseKind
from landwaiter.i18n import _
from landwaiter.services.openings import Origin, open_without_declaration
from landwaiter.services.session import Session
from landwaiter.ui.desk.desk import Desk
from landwaiter.ui.desk.touched import Touched
from landwaiter.ui.prompts import Field
from landwaiter.ui.words import word

_PROJECT = ("partner", "partner_country", "topic", "technology", "medium", "start")


class NewCase(QObject):
    def __init__(self, desk: Desk, show: Callable[[str], None]) -> None:
        super().__init__(desk)
        self._desk, self._show = desk, show

    def ask(self) -> None:
        """Ask what is known, open the case, show it."""
        answers = self._desk.prompts.ask(_("New case"), _("Open the case"), _fields())
        if answers is not None:
            self._desk.write(lambda session: _opened(session, answers), self._opened)

    def _opened(self, reference: str) -> None:
        self._desk.tell(Touched(frozenset({"cases"})))
        self._show(reference)


def _fields() -> tuple[Field, ...]:
    kinds = tuple((str(kind), word(kind)) for kind in CaseKind)
    return (
        Field("kind", _("Kind"), kinds, value=str(CaseKind.RESEARCH)),
        Field("title", _("Title"), minimum=1),
        Field("partner", _("Partner")),
        Field("partner_country", _("Country of the partner, two letters")),
        Field("topic", _("Topic")),
        Field("technology", _("Technology or control code")),
        Field("medium", _("How it goes: e-mail, visit, cloud")),
        Field("start", _("Begins, as 2026-03-27")),
        Field("source", _("Who referred it"), minimum=1, value="referral"),
    )


def _opened(session: Session, answers: dict[str, str]) -> str:
    project = {name: answers[name].strip() for name in _PROJECT if answers[name].strip()}
    if "partner_country" in project:
        project["partner_country"] = project["partner_country"].upper()
    return open_without_declaration(
        session,
        Origin(CaseKind(answers["kind"]), answers["source"].strip(), session.today()),
        title=answers["title"].strip(),
        project=project or None,
    )
