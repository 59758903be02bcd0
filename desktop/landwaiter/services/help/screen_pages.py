"""The page of each screen: the one source of the help by F1 and of docs/manual/screens.md."""

from collections.abc import Mapping

from landwaiter.i18n import N_, _
from landwaiter.services.help import screen_keys
from landwaiter.services.help.help_page import (
    HelpPart,
    HelpQuestion,
    ScreenPage,
    TopicKind,
    TopicPage,
    told_questions,
)

PAGES: Mapping[str, ScreenPage] = {
    "today": ScreenPage(
        N_("What waits for you, with what presses first."),
        (
            HelpPart("next", N_("Opens the case that presses most.")),
            HelpPart("take_in", N_("Takes in a file of declarations.")),
            HelpPart("queue", N_("Your cases: why each of them waits, and how long it has.")),
            HelpPart("days", N_("How much falls due on each of the next ten working days.")),
        ),
        (
            HelpQuestion(
                N_("Why does a case stand above the others?"),
                N_(
                    "What ran out by law comes first, then what was returned to you, then the "
                    "shortest clock."
                ),
            ),
        ),
        ("cases", "duty", "hit"),
    ),
    "intake": ScreenPage(
        N_("Takes declarations from a file into the casebook."),
        (
            HelpPart("columns", N_("Which column of the file says what, beside samples of it.")),
            HelpPart("next", N_("Goes a step on: rows to mend, a dry run, and at last taking in.")),
            HelpPart("leave", N_("Leaves the file; nothing of it is saved.")),
        ),
        (
            HelpQuestion(
                N_("What becomes of rows that cannot be read?"),
                N_("The dry run names each of them; they can be mended before anything is saved."),
            ),
        ),
        ("cases",),
    ),
    "duty": ScreenPage(
        N_("Who is away, who stands in, and what falls due that nobody sees to."),
        (
            HelpPart("unit", N_("Each person, with cases and absence.")),
            HelpPart("enter", N_("Enters an absence.")),
            HelpPart("print", N_("Writes the handover sheet that is shown.")),
            HelpPart("report", N_("Makes the sheet of the whole office for the next shift.")),
        ),
        (
            HelpQuestion(
                N_("How is an absence changed?"),
                N_("Never: take it back and enter it anew."),
            ),
        ),
        ("today",),
    ),
    "on_call": ScreenPage(
        N_("What was held outside office hours, until a head has said whether it stays so."),
        (
            HelpPart("list", N_("Each hold: who made it when, on which goods, and why.")),
            HelpPart("release", N_("Lets the goods go; first the tracks end that hold them.")),
            HelpPart("keep", N_("Says why they stay held, and on which basis.")),
            HelpPart("next", N_("Goes to the next hold.")),
        ),
        (
            HelpQuestion(
                N_("Why may I not decide on a hold of my own?"),
                N_("Another head looks at it: nobody is their own second."),
            ),
            HelpQuestion(
                N_("What counts as outside office hours?"),
                N_(
                    "Days that are no working days, and the hours outside the setting Office "
                    "hours. Without that setting each hold is shown."
                ),
            ),
        ),
        ("duty", "today"),
    ),
    "monitoring": ScreenPage(
        N_("Sets of rules over what was taken in, with figures that can be made again."),
        (
            HelpPart("new", N_("Begins a programme.")),
            HelpPart("run_now", N_("Counts anew, by the rules that stand now.")),
            HelpPart("export", N_("Writes the report of the run that is shown.")),
        ),
        (
            HelpQuestion(
                N_("Do new rules change the figures of earlier runs?"),
                N_("No: each run keeps the version of the rules that it was made with."),
            ),
        ),
        ("cases", "reports"),
    ),
    "statistics": ScreenPage(
        N_("What the office checked, held, asked and decided in a period, table by table."),
        (
            HelpPart("first", N_("The first day; the last day stands beside it.")),
            HelpPart("count", N_("Counts the period anew.")),
            HelpPart("report", N_("Freezes the tables as PDF and Excel, and keeps them.")),
        ),
        (
            HelpQuestion(
                N_("Why does a figure read “s”?"),
                N_(
                    "It counts one or two, or another could be worked out with it. For the office "
                    "alone nothing is withheld, and each figure shows what it counts."
                ),
            ),
            HelpQuestion(
                N_("Where are the declarations behind what was sifted?"),
                N_(
                    "Withhold nothing, and choose a figure of T13: its items stand in the side, as "
                    "many as it says. Enter tells their declaration."
                ),
            ),
            HelpQuestion(
                N_("Why is a figure not known?"),
                N_("No case and no register holds it. It is not 0, and none is made up."),
            ),
            HelpQuestion(
                N_("Why does a figure differ from an earlier report?"),
                N_(
                    "Something was entered, changed or removed since. A later report names each "
                    "such figure, and why."
                ),
            ),
        ),
        ("reports", "cases"),
    ),
    "letter": ScreenPage(
        N_("A letter to a party of the case, with its pages as they would go out."),
        (
            HelpPart("kind", N_("Which letter; those that may not be made now stand below.")),
            HelpPart("to", N_("Who gets it; a representative gets it in the place of a party.")),
            HelpPart("language", N_("Its language; left alone, that of the recipient's state.")),
            HelpPart("preview", N_("Its pages; what is missing stands in them in brackets.")),
            HelpPart("save", N_("Writes the draft as a file, without a number.")),
            HelpPart("issue", N_("Asks on which basis it goes out, and gives it its number.")),
        ),
        (
            HelpQuestion(
                N_("Why can the letter not be issued?"),
                N_(
                    "Something that it must say is missing, and is named: say it, record it on the "
                    "case, or have an administrator save the text of the office."
                ),
            ),
            HelpQuestion(
                N_("Is what was typed lost when the screen is left?"),
                N_("No: it stands there again, for you alone, until the letter is issued."),
            ),
        ),
        ("case", "reports"),
    ),
    "cases": ScreenPage(
        N_("The cases of the office, as a view shows them."),
        (
            HelpPart("views", N_("The views: those of everybody, of the office, and your own.")),
            HelpPart("search", N_("Words that a case must have, or filters, typed.")),
            HelpPart("filters", N_("Filters, to be chosen.")),
            HelpPart("list", N_("The cases that are found.")),
        ),
        (
            HelpQuestion(
                N_("How is something done to many cases?"),
                N_(
                    "Tick them; before the deed is done it says for how many of them it is "
                    "possible, and why not for the rest."
                ),
            ),
        ),
        ("case", "finding", "today"),
    ),
    "finding": ScreenPage(
        N_("Finds what was written: notes, evidence, decisions, remarks, calls and cases."),
        (
            HelpPart("words", N_("Words, in any order; case and accents do not count.")),
            HelpPart("kind", N_("Only one kind of text.")),
            HelpPart("list", N_("Each place, with the words around it.")),
        ),
        (
            HelpQuestion(
                N_("Why is a piece of evidence not found?"),
                N_("It must be read once before; letters in pictures are never read."),
            ),
        ),
        ("cases", "case"),
    ),
    "case": ScreenPage(
        N_("One case: what it waits for, what is known of it, and who did what."),
        (
            HelpPart("head.clock", N_("The clock that presses, and when it runs out.")),
            HelpPart("head.primary", N_("What the case waits for.")),
            HelpPart("head.every", N_("Everything that can be done, and why not now.")),
            HelpPart("sections", N_("The parts of the case.")),
            HelpPart("side", N_("Who did what, entry by entry.")),
        ),
        (
            HelpQuestion(
                N_("Why can something not be done?"),
                N_("The list of acts says the reason beside it."),
            ),
            HelpQuestion(
                N_("How is something taken back?"),
                N_(
                    "Small deeds can be undone for some seconds, until they are sealed; what is "
                    "sealed stays in the audit trail."
                ),
            ),
        ),
        ("hit", "review", "chart"),
    ),
    "chart": ScreenPage(
        N_("Who and what is linked, and on what each link rests."),
        (
            HelpPart("canvas", N_("The drawing of the links.")),
            HelpPart("filters", N_("What of it is drawn, and of which period.")),
            HelpPart("side", N_("The same as lists, and what is known of the node.")),
            HelpPart("seeking", N_("Finds the ways between two nodes.")),
        ),
        (
            HelpQuestion(
                N_("Why is a link dashed?"),
                N_("It is alleged, or it accuses somebody and is not established."),
            ),
        ),
        ("case", "entity"),
    ),
    "hit": ScreenPage(
        N_("Somebody says whether a party is the one that a list names."),
        (
            HelpPart("pairs", N_("The names of both, pair by pair.")),
            HelpPart("against", N_("What speaks against it.")),
            HelpPart("reason", N_("Your reason; reports print it.")),
            HelpPart("act", N_("Judges the hit and shows the next.")),
        ),
        (
            HelpQuestion(
                N_("What if it cannot be told?"),
                N_("Unsure is a judgement too; it is never taken over to other cases."),
            ),
        ),
        ("case", "screening"),
    ),
    "review": ScreenPage(
        N_("What another person proposed, to be read and then approved or returned."),
        (
            HelpPart("to_read", N_("What must be read before it can be approved.")),
            HelpPart("remarks", N_("Remarks to the person who proposed it.")),
            HelpPart("reading", N_("The text that is signed.")),
            HelpPart("returning", N_("Gives it back with a reason.")),
            HelpPart("approving", N_("Signs exactly what was proposed.")),
        ),
        (
            HelpQuestion(
                N_("When is a section read?"),
                N_("Once it was shown to its end; the audit trail keeps that it was."),
            ),
            HelpQuestion(
                N_("May I approve what I proposed?"),
                N_("No: a decision counts when another person has signed it."),
            ),
        ),
        ("case", "today"),
    ),
    "entities": ScreenPage(
        N_("Companies, bodies, persons and ships that stand behind parties."),
        (
            HelpPart("search", N_("Narrows the list by name or identifier.")),
            HelpPart("new", N_("Records a new entity.")),
            HelpPart("alike", N_("Lists those that may be the same.")),
            HelpPart("list", N_("The entities that are found.")),
        ),
        (
            HelpQuestion(
                N_("Who sees that I opened an entity?"),
                N_("Where it is sensitive, the audit trail says once a day who looked at it."),
            ),
        ),
        ("entity",),
    ),
    "entity": ScreenPage(
        N_("What is stated of one entity, by which source, and where it stands."),
        (
            HelpPart("state", N_("States something, with its source.")),
            HelpPart("list", N_("What is stated of it.")),
            HelpPart("behind", N_("Cases, hits and evidence in which it stands.")),
        ),
        (
            HelpQuestion(
                N_("What is the difference between grade and certainty?"),
                N_("The grade rates a source; certainty says what the office makes of it."),
            ),
        ),
        ("chart", "entities"),
    ),
    "screening": ScreenPage(
        N_("Compares names with the watch lists that the casebook holds."),
        (
            HelpPart("name_form", N_("The name, and what else is known.")),
            HelpPart("name_hits", N_("Entries of lists that are like it, and why.")),
        ),
        (
            HelpQuestion(
                N_("Does it mean something that nothing is found?"),
                N_(
                    "Only that no list that was searched has it; what was not stated was not "
                    "compared."
                ),
            ),
        ),
        ("hit", "reference"),
    ),
    "sift": ScreenPage(
        N_("Declarations that were judged without a case, and wait for a person, by reason."),
        (
            HelpPart("files", N_("Judges declarations of files without a case each.")),
            HelpPart("search", N_("Narrows the queue to a number or a party.")),
            HelpPart("list", N_("What waits, under the first reason that holds.")),
            HelpPart("side.why", N_("Each reason alone, and how often it became a case.")),
            HelpPart("seal", N_("Seals what is marked: one reason for each group.")),
        ),
        (
            HelpQuestion(
                N_("Is a declaration clear in which no reason was found?"),
                N_(
                    "No. What could not be judged was not judged; a sample of the rest says how "
                    "much may be missed."
                ),
            ),
            HelpQuestion(
                N_("Who sees my marks?"),
                N_(
                    "Nobody else. They stay when the window is closed, and nothing is done by them."
                ),
            ),
            HelpQuestion(
                N_("What if somebody opened or amended it meanwhile?"),
                N_("It is told by its number and keeps your mark; the others are sealed."),
            ),
        ),
        ("screening", "today"),
    ),
    "reference": ScreenPage(
        N_("What cases are judged by: packs, lists and calendars, each with its edition."),
        (
            HelpPart("packs", N_("Imports a pack.")),
            HelpPart("lists", N_("Imports a watch list.")),
            HelpPart("list", N_("The editions in force, those past their age limit first.")),
        ),
        (
            HelpQuestion(
                N_("What does an edition past its age limit change?"),
                N_("It still counts; reports that use it say how old it is."),
            ),
            HelpQuestion(
                N_("Why do sifted declarations wait?"),
                N_(
                    "They were judged before something changed. Sifting again judges those for "
                    "which it can matter; what was found before stays beside it."
                ),
            ),
        ),
        ("screening",),
    ),
    "reports": ScreenPage(
        N_("Reports that were made, and the check whether a file is one of them unchanged."),
        (
            HelpPart("list", N_("The reports that were made.")),
            HelpPart("pdf", N_("Writes the same report again.")),
            HelpPart("gists", N_("Sentences that stand for what a report withholds.")),
            HelpPart("consent", N_("Records what the owner of a withheld secret said.")),
            HelpPart("sheet", N_("Writes the keys by which others check a report.")),
            HelpPart("verify", N_("Checks reports that somebody has.")),
        ),
        (
            HelpQuestion(
                N_("Is a report that is written again the same?"),
                N_("It is made from the content that was kept when it was made first."),
            ),
        ),
        ("audit",),
    ),
    "audit": ScreenPage(
        N_("Every deed: who, when, what and why."),
        (
            HelpPart("case", N_("Only one case; persons, deeds and days beside it.")),
            HelpPart("verify", N_("Checks that no entry was changed, removed or moved.")),
            HelpPart("export", N_("Writes the entries to a file.")),
            HelpPart("list", N_("The entries, the newest first.")),
        ),
        (
            HelpQuestion(
                N_("Is reading it recorded?"),
                N_("Yes, once a day for each filter, and every export."),
            ),
        ),
        ("reports",),
    ),
    "settings": ScreenPage(
        N_("How the window looks and behaves for you, on every computer."),
        (
            HelpPart("card", N_("Language, theme, size of the text, keys, undo, and locking.")),
            HelpPart("others", N_("How this computer keeps files of others from harming.")),
        ),
        (
            HelpQuestion(
                N_("Single letters do things that I did not mean: what now?"),
                N_("Turn single keys off here; keys that are pressed together stay."),
            ),
        ),
        ("today", "start"),
    ),
    "sign_in": ScreenPage(
        N_("Opens the casebook in your name."),
        (
            HelpPart("user", N_("Your name.")),
            HelpPart("password", N_("Your password.")),
            HelpPart("enter", N_("Opens the casebook.")),
        ),
        (
            HelpQuestion(
                N_("What if a password is forgotten?"),
                N_("An administrator gives a first password again."),
            ),
        ),
        ("start",),
    ),
    "start": ScreenPage(
        N_("Makes a casebook, opens one, or shows the program on fictional data."),
        (
            HelpPart("create_card", N_("Makes a new casebook.")),
            HelpPart("open_button", N_("Opens a casebook that exists.")),
            HelpPart("sample_button", N_("Makes a casebook with fictional cases.")),
            HelpPart("practice_button", N_("Makes a casebook to practise in.")),
        ),
        (
            HelpQuestion(
                N_("What is a casebook?"),
                N_("The encrypted folder that holds the cases of an office and its audit trail."),
            ),
        ),
        ("sign_in",),
    ),
}


def page_of_screen(name: str) -> TopicPage:
    """The page of a screen, in the language spoken."""
    page = PAGES[name]
    return TopicPage(
        name,
        _(screen_keys.TITLES[name]),
        TopicKind.SCREEN,
        _(page.purpose),
        parts=tuple(_(part.words) for part in page.parts),
        questions=told_questions(page.questions),
        keys=screen_keys.SCREENS[name],
        see=page.see,
    )
