"""The request that a mail may answer, over the list of evidence: a person says how much of it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from landwaiter.domain.base.terms import low
from landwaiter.domain.cases.case import ActionKind
from landwaiter.domain.cases.life_cycle import MailJudgement
from landwaiter.domain.cases.mail_answers import MailProposal
from landwaiter.i18n import N_, _, capitalised, joined
from landwaiter.ui.kit.button import ActButton
from landwaiter.ui.kit.cards import Banner, across
from landwaiter.ui.kit.inline import Gap, Text

_REPLIES: tuple[tuple[MailJudgement, str], ...] = (
    (MailJudgement.IN_PART, N_("In part…")),
    (MailJudgement.IN_FULL, N_("In full…")),
    (MailJudgement.NOTHING, N_("No…")),
)
"""None of them is the usual one; each opens the form, which asks the rest and seals."""


class AnswerStrip(Banner):
    """One proposal. `replied(MailProposal, MailJudgement)`: which form to open."""

    replied = Signal(object, object)

    def __init__(self, proposal: MailProposal) -> None:
        self.buttons = {one: ActButton(_(title), small=True) for one, title in _REPLIES}
        if proposal.kind == ActionKind.CONSULTATION:
            # What a consulted authority replies has a meaning in law, and a deed, of its own.
            self.buttons.pop(MailJudgement.IN_FULL)
        held = QWidget()
        held.setLayout(across(*self.buttons.values(), gap=6))
        asked = _("Does {label} answer the request to {addressee} ({kind})?").format(
            label=proposal.label,
            addressee=proposal.addressee,
            kind=low(proposal.kind),
        )
        why = joined(", ", proposal.why)
        super().__init__(
            Text(asked, bold=True), Gap(8), Text(capitalised(why), "text2"), act=held, wrap=True
        )
        self.setAccessibleName(joined(" ", (asked, why)))
        for judgement, button in self.buttons.items():
            button.clicked.connect(
                lambda _checked=False, judgement=judgement: self.replied.emit(proposal, judgement)
            )
