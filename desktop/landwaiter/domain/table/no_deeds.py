"""Units of work that are no deeds: nobody asks for them, and no row says who may."""

from collections.abc import Mapping

QUIET: Mapping[str, str] = {
    "save_draft": "what a person is typing is nobody else's, and nothing yet",
    "set_preferences": "how a person likes the window is nobody else's, and decides nothing",
    "save_case_view": "how a person looks at the list of cases is their own, and decides nothing",
    "show_presence": "who has a case open helps colleagues, and is gone with the window",
    "index_list": "an index follows from a list in the casebook, and is made again at will",
    "read_texts": "the text of evidence follows from its file, and is read again at will",
    "save_search": "what a person searches for again and again is nobody else's",
    "screen_file": "parts of a long search are kept so that it can go on, for a week",
}
"""Name → why it writes no entry of the audit chain."""
NOTED: Mapping[str, str] = {
    "read_audit": "whoever reads the audit trail is noted in it, once a day for each filter",
    "note_view": "whoever looks at a sensitive entity is noted, once a day",
    "view_evidence": "whoever looks at evidence is noted, once a day",
    "keep_anchor": "an anchor that is due is written by itself, on the office's own medium",
    "keep_backup": "a backup that is due is made by itself, where and as often as the office says",
    "mark_sample": "a casebook is marked as a sample while it is founded",
    "stage_import": "what waits for a second person lies in the vault before the motion is moved",
}
"""Name → what the program notes in the audit chain by itself, beside what a person does."""
