"""What is left of a text once the name of a source is taken out of it: nothing of the name.

Cases by somebody who tried to be found: other scripts, double names, names of files, quotations in
quotations, inflected forms, a part of a firm's name, initials.
"""

import pytest

from landwaiter.domain.reports.finds import FindOutcome
from landwaiter.domain.reports.profiles import Profile
from landwaiter.reports.dossier.paper_reader import PaperReader
from landwaiter.reports.dossier.source_finds import between, finds_with_spans
from landwaiter.services.reports.sources.source_names import SourceNames
from landwaiter.services.reports.sources.unbroken import unbroken

JAN = "Jan Kowalski"
FIRM, OMEGA = "Baltic Freight Services Sp. z o.o.", "Omega Freight Services Sp. z o.o."


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
        (JAN, "JK again", "[…] again"),
        (JAN, "K0walski, kowa1skiego", "[…], […]"),
        (FIRM, "BFS told us, B.F.S. too", "[…] told us, B.F.S. too"),
        ('Biuro Celne "Odra-Trans" S.A.', "BCOT rang", "[…] rang"),
        ("Kowalski, Jan", "said Jan K. and Jan", "said […] and Jan"),
        ("김철수", "heard of Kim Chul-soo, Chulsoo Kim", "heard of […], […]"),
        ("Kim Chul-soo", "heard of 김철수 today", "heard of […] today"),
        ("Zhang Xiaoming", "file of Chang Hsiao-ming", "file of […]"),
        ("Wang Jianguo", "不要提到王先生。", "不要提到[…]。"),
        ("محمد الخطيب", "Mohammed said so", "[…] said so"),
        ("Ouyang Lihua", "mail of Ms Ou Yang", "mail of Ms […]"),
        ("Van den Berghe, Luc", "tip of Vandenberghe", "tip of […]"),
        ("Li Na", "a call from Ms Li today", "a call from Ms […] today"),
        ("Wójcik, Małgorzata", "as Gosia W. has it", "as […] has it"),
        ("Хмельницький, Богдан", "of one Chmielnicki", "of one […]"),
    ],
)
def test_nothing_of_the_name_is_left(name: str, text: str, rest: str) -> None:
    assert left(name, text) == rest


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Piotr Lis", "PL told us"),
        ("Ewa Nowak", "EN told us"),
        ("Zieliński, Marek", "by Marek Dudek"),
        ("Stefania Wrona", "Niusia told us"),
        (FIRM, "the freight services told us"),
        ("Kowal, Jan", "z kowalem"),
    ],
)
def test_what_is_not_seen_is_known(name: str, text: str) -> None:
    """The manual says so; once it is seen the manual says less."""
    assert left(name, text) == text


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (JAN, "J.K.L. Ltd, by K.J.M."),
        (JAN, "SEEN BY JK AND NOBODY"),
        (JAN, "H2O, 2B001, TCLU6014472, B2B"),
        ("Sara Adamska", "Hydraulika Przykład S.A."),
        (OMEGA, "Optyka Sp. z o.o., the freight services of a Baltic port"),
        ("Kowal, Jan", "prasa kowalska"),
        ("Rose, Valentina", "Valentina Esposito sent it"),
        ("김철수", "Kim Young-min, Chul"),
        ("Zhang Xiaoming", "Chang Hsiao-yen"),
        ("Wang Jianguo", "张先生"),
        ("محمد الخطيب", "a Mohair coat, a Mihrab"),
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
