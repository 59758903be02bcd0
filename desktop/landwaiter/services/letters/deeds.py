"""Carries out the deeds on letters."""

from landwaiter.domain.letters import deeds
from landwaiter.domain.letters.deeds import IssueLetter, KeepLetterText
from landwaiter.domain.letters.template_deeds import (
    PROPOSE_TEMPLATE,
    WITHDRAW_TEMPLATE,
    ProposeTemplate,
    WithdrawTemplate,
)
from landwaiter.services.deeds.handler import Handler, Job, Mover
from landwaiter.services.deeds.motion_form import MotionForm
from landwaiter.services.letters import letter_steps
from landwaiter.services.letters.issuing import issue_letter
from landwaiter.services.letters.letter_texts import keep_letter_text
from landwaiter.services.letters.office_templates import propose_template, withdrawn
from landwaiter.services.office import templates_by_two

_KEEP_TEXT: Handler[KeepLetterText, None] = Handler(deeds.KEEP_LETTER_TEXT, keep_letter_text)
_ISSUE: Job[IssueLetter] = Job(deeds.ISSUE_LETTER, issue_letter)
_PROPOSE: Job[ProposeTemplate] = Job(
    PROPOSE_TEMPLATE,
    propose_template,
    MotionForm(
        templates_by_two.propose_title,
        templates_by_two.template_object,
        templates_by_two.facts_of,
        templates_by_two.carry_out,
        at_once=True,
    ),
)
_WITHDRAW: Mover[WithdrawTemplate, None] = Mover(
    WITHDRAW_TEMPLATE,
    withdrawn,
    MotionForm(
        templates_by_two.withdraw_title,
        templates_by_two.template_object,
        templates_by_two.withdrawal_facts,
        templates_by_two.withdraw,
        at_once=True,
    ),
)
HANDLERS = (_ISSUE, _KEEP_TEXT, _PROPOSE, _WITHDRAW, *letter_steps.HANDLERS)
