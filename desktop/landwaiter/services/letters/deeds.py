"""Carries out the deeds on letters."""

from landwaiter.domain.letters import deeds
from landwaiter.domain.letters.deeds import KeepLetterText
from landwaiter.services.deeds.handler import Handler
from landwaiter.services.letters.letter_texts import keep_letter_text

_KEEP_TEXT: Handler[KeepLetterText, None] = Handler(deeds.KEEP_LETTER_TEXT, keep_letter_text)
HANDLERS = (_KEEP_TEXT,)
