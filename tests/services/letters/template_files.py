"""Files of templates that an office proposes."""

from pathlib import Path

from landwaiter.domain.letters.letter_fields import LetterKind
from landwaiter.services.letters.model_letters import model_letter

OWN = "These are the words of the Customs Office of Gdynia."


def template_file(
    folder: Path, kind: LetterKind = LetterKind.HOLD, language: str = "en", *, more: str = OWN
) -> Path:
    """The model with a paragraph of the office's own at its end."""
    file = folder / f"{kind}.{language}.md"
    source = model_letter(kind, language).source
    file.write_text(f"{source.rstrip()}\n\n{more}\n", encoding="utf-8")
    return file
