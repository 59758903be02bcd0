"""Files whose words are read, and what the process that reads them is asked for."""

from collections.abc import Mapping

from landwaiter.formats.base.mail_answer import MAIL_WORDS

OFFICE_HEAD = b"PK\x03\x04"
EXTRACTED: Mapping[str, str] = {
    "compound": MAIL_WORDS,
    "mail": MAIL_WORDS,
    "office": "office_words",
    "pdf": "pdf_words",
    "text": "text_words",
}
"""Kind of file → what the process is asked for. A compound file without words is no mail."""
IN_PARTS: Mapping[str, str] = {
    "compound": "mail_lines",
    "mail": "mail_lines",
    "office": "office_parts",
    "pdf": "pdf_pages",
    "text": "text_lines",
}
"""The same for its words part by part."""
