"""Texts of the office that its letters hold: kept, and told."""

from landwaiter.domain.letters.deeds import KeepLetterText
from landwaiter.domain.letters.letter_text import LETTER_TEXTS, LetterText
from landwaiter.errors import Invalid
from landwaiter.i18n import _
from landwaiter.services.deeds.handler import Account, Doing
from landwaiter.services.letters.model_letters import model_languages
from landwaiter.services.warm.session import Session
from landwaiter.storage.letters import letter_texts as stored

LONGEST_TEXT = 4_000


def texts_known(session: Session) -> tuple[LetterText, ...]:
    """What the office says, by field and language."""
    with session.reading() as conn:
        return stored.letter_texts(conn)


def keep_letter_text(doing: Doing, said: KeepLetterText, _none: None) -> Account:
    """Invalid for a language without templates, an end before the beginning, too long a text."""
    text = LetterText(
        said.field,
        said.lang.strip().lower(),
        said.text.strip(),
        said.source.strip(),
        said.since or doing.session.today(),
        said.until,
        doing.work.actor,
        doing.work.now,
    )
    _refuse_unfit(text)
    known = (one for one in stored.letter_texts(doing.conn) if _place(one) == _place(text))
    before = next((one.text for one in known), None)
    stored.keep_text(doing.conn, text)
    stated = {
        "field": text.field,
        "language": text.language,
        "text": [before, text.text],
        "source": text.source,
        "since": text.since,
        "until": text.until,
    }
    about = f"letter-text/{text.field}/{text.language}"
    return Account(about, stated, (about,), made=text.field)


def _place(text: LetterText) -> tuple[str, str]:
    return text.field, text.language


def _refuse_unfit(text: LetterText) -> None:
    if text.field not in LETTER_TEXTS:
        raise Invalid(
            _("Letters have no such field."),
            field="field",
            value=text.field,
            remedy=_("Give one of: {wanted}.").format(wanted=", ".join(LETTER_TEXTS)),
        )
    if text.language not in model_languages():
        raise Invalid(
            _("There is no template in this language."),
            field="lang",
            value=text.language,
            remedy=_("Use one of {kinds}.").format(kinds=", ".join(model_languages())),
        )
    if text.until is not None and text.until < text.since:
        raise Invalid(
            _("It would end before it begins."),
            field="until",
            value=text.until.isoformat(),
            remedy=_("Give a later day, or none."),
        )
    if len(text.text) > LONGEST_TEXT:
        raise Invalid(
            _("{title}: this does not fit.").format(title=_("Text")),
            field="text",
            value=f"{text.text[:40]}…",
            remedy=_("Give text of at most {most} characters.").format(most=LONGEST_TEXT),
        )
