"""Files of texts that an office supplies."""

from pathlib import Path

OWN = 'msgid "Reference"\nmsgstr "Akta"\n'
"""A heading of the list of cases, said otherwise."""


def texts_file(folder: Path, language: str = "pl", *entries: str) -> Path:
    """A file of gettext in `folder`, with these entries or else with one."""
    head = f'msgid ""\nmsgstr ""\n"Language: {language}\\n"\n'
    file = folder / f"{language}.po"
    file.write_text("\n".join((head, *(entries or (OWN,)))), encoding="utf-8")
    return file
