"""What people ask about a deed, and the answer; the rest of its page is made from its row."""

from collections.abc import Mapping

from landwaiter.i18n import N_
from landwaiter.services.help.help_page import HelpQuestion

QUESTIONS: Mapping[str, tuple[HelpQuestion, ...]] = {
    "case.propose": (
        HelpQuestion(
            N_("Why can it not be handed over yet?"),
            N_(
                "Beside the form stands what is still open. Settle it, or give a reason for "
                "leaving it open."
            ),
        ),
        HelpQuestion(
            N_("May it be changed once it is proposed?"),
            N_("No: withdraw it and propose anew; what the second person read stays on record."),
        ),
    ),
    "case.approve": (
        HelpQuestion(
            N_("What exactly is signed?"),
            N_("The text that the screen shows, and everything it rests on, as it was proposed."),
        ),
    ),
    "case.return": (
        HelpQuestion(
            N_("What is a good remark?"),
            N_("One that names the place and what is missing there; its author answers each."),
        ),
    ),
    "case.release": (
        HelpQuestion(
            N_("Why can an item not be released?"),
            N_("A track still holds it: end the track with a reason first."),
        ),
    ),
    "case.stay_held": (
        HelpQuestion(
            N_("Why is another track needed?"),
            N_("Once the period of Art. 21(4) ran out, only another law can hold the goods."),
        ),
    ),
    "case.classify": (
        HelpQuestion(
            N_("What if a value that decides it is not known?"),
            N_("Ask for it in the interview; until then the candidate stays undecided."),
        ),
    ),
    "case.judge": (
        HelpQuestion(
            N_("Does one judgement count for other cases?"),
            N_("Same and different are taken over for the same pair; unsure never is."),
        ),
    ),
    "case.record_answer": (
        HelpQuestion(
            N_("The answer came by mail: where does the mail go?"),
            N_("Add it as evidence first; then say which request it answers."),
        ),
    ),
    "case.dismiss": (
        HelpQuestion(
            N_("When is a case dismissed and not decided?"),
            N_("Where nothing has to be decided; what weighs against it may need a second person."),
        ),
    ),
    "user.password_changed": (
        HelpQuestion(
            N_("Do my earlier signatures still count?"),
            N_("Yes: each stays with the key that it was made with."),
        ),
    ),
}
"""Deed → questions."""
