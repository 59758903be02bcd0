"""Carries out the deeds on letters."""

from landwaiter.domain.letters import deeds
from landwaiter.domain.letters.deeds import IssueLetter, KeepLetterText
from landwaiter.services.deeds.handler import Handler, Job
from landwaiter.services.letters import letter_steps
from landwaiter.services.letters.issuing import issue_letter
from landwaiter.services.letters.letter_texts import keep_letter_text

_KEEP_TEXT: Handler[KeepLetterText, None] = Handler(deeds.KEEP_LETTER_TEXT, keep_letter_text)
_ISSUE: Job[IssueLetter] = Job(deeds.ISSUE_LETTER, issue_letter)
HANDLERS = (_ISSUE, _KEEP_TEXT, *letter_steps.HANDLERS)
