"""What letters are written with, kind by kind and language by language, and its pages."""

from dataclasses import dataclass
from pathlib import Path

from landwaiter.domain.letters.letter_fields import LetterKind
from landwaiter.domain.letters.office_template import OfficeTemplate, template_on
from landwaiter.services.letters.letter_form import LetterPage, drawn_pages
from landwaiter.services.letters.letter_output import letter_lines, letter_sheet
from landwaiter.services.letters.model_letters import model_languages, model_letter
from landwaiter.services.letters.office_templates import used_template
from landwaiter.services.letters.sample_letters import sample_letter
from landwaiter.services.office.templates_by_two import templates_of_two
from landwaiter.services.warm.session import Session
from landwaiter.whole_file import whole_file


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """A letter of a kind in a language, and the office's own template where it has one."""

    kind: LetterKind
    language: str
    title: str
    own: OfficeTemplate | None
    """The one in use today; None: the model."""
    ahead: OfficeTemplate | None
    """A version that is agreed and whose day has not come."""

    @property
    def key(self) -> str:
        return f"{self.kind} {self.language}"


@dataclass(frozen=True, slots=True)
class SamplePages:
    """What a template says of a case that does not exist."""

    key: str
    pages: tuple[LetterPage, ...]
    lines: tuple[str, ...]


def template_rows(session: Session) -> tuple[TemplateRow, ...]:
    """Every kind in every language that there are models in."""
    today = session.today()
    with session.reading() as conn:
        known = templates_of_two(conn, session.registry(conn)).templates
    rows = []
    for kind in LetterKind:
        for language in model_languages():
            same = [one for one in known if (one.kind, one.language) == (kind, language)]
            ahead = [one for one in same if one.since > today and one.body]
            title = model_letter(kind, language).template.title
            own = template_on(same, kind, language, today)
            rows.append(TemplateRow(kind, language, title, own, ahead[-1] if ahead else None))
    return tuple(rows)


def sample_pages(session: Session, row: TemplateRow, *, holds: bool) -> SamplePages:
    """Draft pages of what such letters are written with today."""
    from landwaiter.reports.paper.letter_pdf import letter_pdf  # noqa: PLC0415  # slow to import

    day = session.today()
    with session.reading() as conn:
        known = templates_of_two(conn, session.registry(conn))
    letter = used_template(known, row.kind, row.language, day).letter
    draft = sample_letter(letter, day, holds=holds)
    pages = drawn_pages(letter_pdf(letter_sheet(draft)))
    return SamplePages(row.key, pages, tuple(letter_lines(draft)))


def write_template(session: Session, row: TemplateRow, path: Path) -> None:
    """The text of what is used today, to begin another version from."""
    with session.reading() as conn:
        known = templates_of_two(conn, session.registry(conn))
    letter = used_template(known, row.kind, row.language, session.today()).letter
    with whole_file(path) as aside:
        aside.write_bytes(letter.source.encode())
