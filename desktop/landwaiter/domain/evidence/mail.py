"""What a mail says of itself, as it was stated: nobody proved any of it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MailHead:
    """The head of a mail, decoded; each text is as its sender or a server on the way wrote it."""

    sender: str = ""
    to: str = ""
    copy_to: str = ""
    subject: str = ""
    date: str = ""
    """As the head states it; when the piece was taken in stands in its custody."""
    message_id: str = ""
    replies_to: tuple[str, ...] = ()
    """Identities of the mails that it says it answers, In-Reply-To first."""
    received: int = 0
    """How many servers wrote that they passed it on."""
    notes: tuple[str, ...] = ()
    """What was found in it or left within it: words of `services.evidence.mail_words.NOTES`."""
