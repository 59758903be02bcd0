"""What is left of a text once the name of a source is taken out of it: nothing of the name.

Cases by somebody who tried to be found: other scripts, double names, names of files, quotations in
quotations, inflected forms, a part of a firm's name, initials.
"""

import pytest

from landwaiter.domain.reports.finds import FindOutcome
from landwaiter.domain.reports.profiles import Profile
from landwaiter.reports.dossier.paper_reader import PaperReader
from landwaiter.reports.dossier.source_finds import between, finds_with_spans
from landwaiter.services.reports.source_names import SourceNames
from landwaiter.services.reports.unbroken import unbroken

JAN = "Jan Kowalski"
FIRM = "Baltic Freight Services Sp. z o.o."


def left(name: str, text: str) -> str:
    """The text with […] where each find was judged to be the name alone."""
    names = SourceNames((name,))
    reader = PaperReader(
        Profile.MINISTRY,
        names=lambda said: names.found_beside((), said),
        judged=lambda _digest, _text, _words: FindOutcome.NAME,
    )
    _finds, spans = finds_with_spans(reader, "facts/1/value", text)
    return "[…]".join(between(text, spans))


@pytest.mark.parametrize(
    ("name", "text", "rest"),
    [
        (JAN, "contract 2026/118, seen by Jan Kowalski.", "contract 2026/118, seen by […]."),
        (JAN, "said K. Kowalski, the clerk", "said […], the clerk"),
        (JAN, "Kowalski, J. told it", "[…] told it"),
        (JAN, "Kowalski's yard", "[…] yard"),
        (JAN, "mail j.kowalski@posta.example, or call", "mail […], or call"),
        (JAN, "see protokol_kowalski-2026_final.pdf on the disk", "see […] on the disk"),
        (JAN, r"as D:\notes\KowalskiJan\1.docx", r"as D:\notes\[…]\1.docx"),
        (JAN, "»she wrote ‘told by „Jan Kowalski”’«", "»she wrote ‘told by „[…]”’«"),
        (JAN, "#JanKowalski, @jan_kowalski", "#[…], @[…]"),
        (JAN, "Ｊａｎ Ｋｏｗａｌｓｋｉ said", "[…] said"),
        (JAN, "Jan Kow\u200balski said", "[…] said"),
        (JAN, "Jan Kowal-\nski says boilers", "[…] says boilers"),
        (JAN, "J a n  K o w a l s k i says boilers", "[…] says boilers"),
        (JAN, "J.K. told it, and J. K. again", "[…] told it, and […] again"),
        (JAN, "Jan K. saw the crates", "[…] saw the crates"),
        (JAN, "a label that was cut off: Kowa", "a label that was cut off: […]"),
        (JAN, "Nowak/Kowalski/Lis", "Nowak/[…]/Lis"),
        ("Anna Kowalska-Nowak", "wg Anny Kowalskiej-Nowak dziś", "wg […] dziś"),
        ("Marek Kupiec", "od Kupca, z Kupcem", "od […], z […]"),
        ("Jan Dudek", "rozmowa z Dudkiem; u Dudka", "rozmowa z […]; u […]"),
        ("Ewa Zielińska", "powiedziała Zielińskiej", "powiedziała […]"),
        ("Szabó Gábor", "Szabónak adta, Gáborral", "[…] adta, […]"),
        ("Jonas Petrauskas", "Petrausko kieme, su Petrausku", "[…] kieme, su […]"),
        ("Γιώργος Παπαδόπουλος", "του Παπαδόπουλου; Papadopoulou", "του […]; […]"),
        ("გიორგი მაისურაძე", "ამბობს გიორგი მაისურაძემ; მაისურაძის ეზო", "ამბობს […]; […] ეზო"),
        ("გიორგი მაისურაძე", "told by G. Maisuradze at the yard", "told by […] at the yard"),
        ("Արամ Խաչատրյան", "Khachatryan, Aram said so", "[…] said so"),
        ("Сергей Волков", "со слов Сергея Петровича Волкова, S.P. Volkov", "со слов […]"),
        ("محمد الخطيب", "from Dr. El Khateeb", "from Dr. […]"),
        (FIRM, "as Baltic Freight told us", "as […] told us"),
        ("+48 600 100 200", "call 600-100-200 now", "call […] now"),
    ],
)
def test_nothing_of_the_name_is_left(name: str, text: str, rest: str) -> None:
    assert left(name, text) == rest


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (JAN, "JK again"),
        (JAN, "K0walski"),
        (FIRM, "BFS told us"),
        ("김철수", "heard of Kim Chul-soo"),
    ],
)
def test_what_is_not_seen_is_known(name: str, text: str) -> None:
    """The manual says so; once it is seen the manual says less."""
    assert left(name, text) == text


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (JAN, "J.K.L. Ltd, by K.J.M."),
        (JAN, "Jan said; the janitor of Kowary"),
        (JAN, "Kow, a cut in the middle: Kowa, Ko"),
        ("Jonas Petrauskas", "Peter, petrified"),
        ("გიორგი მაისურაძე", "George told of Maisons"),
    ],
)
def test_other_words_stay(name: str, text: str) -> None:
    assert left(name, text) == text


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Kowal-\n  ski\tx", "Kowalski x"),
        ("z\u0301o\u0301l\u0301t", "źóĺt"),
        ("K o w a l  s", "Kowals"),
        ("\u1100\u1161\u11a8 a", "각 a"),
        ("", ""),
    ],
)
def test_each_sign_remembers_where_it_stood(text: str, whole: str) -> None:
    found = unbroken(text)
    assert found.text == whole
    assert len(found.places) == len(whole)
    edges = [edge for place in found.places for edge in place]
    assert edges == sorted(edges)
    if whole:
        assert found.span(0, len(whole))[1] == len(text)
