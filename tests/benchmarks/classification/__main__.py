"""Run the three strata and print Markdown tables."""

import csv
import os
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tests.benchmarks.classification import strata
from tests.benchmarks.classification.baselines import Bm25, CharacterTfIdf, documents_of
from tests.benchmarks.classification.strata import Asked

from landwaiter.domain.goods.candidates import classify
from landwaiter.domain.law.pack import Pack, Trust
from landwaiter.formats.law.pack_folder import read_pack
from landwaiter.resources import root

RANKS = (1, 5, 10)
Ranker = Callable[[Asked], Sequence[str]]
SPEED_ITEMS = 10_000
OWN = "Landwaiter"


@dataclass(frozen=True)
class Result:
    """Share of questions answered within the first 1, 5 and 10."""

    asked: int
    recall: tuple[float, ...]


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")


def shipped() -> dict[str, Pack]:
    folders = (entry for entry in (root() / "packs").iterdir() if (entry / "pack.toml").is_file())
    return {pack.id: pack for pack in map(read_pack, sorted(folders, key=lambda one: one.name))}


def text_pack(rows: Iterable[Mapping[str, str]]) -> Pack:
    return Pack(
        id="annex1_text",
        kind="control_text",
        edition="2022",
        title="Annex I, text of 2022",
        source="benchmark",
        licence="benchmark",
        trust=Trust.TRANSCRIBED,
        sha256="",
        rows=tuple(rows),
    )


def own(packs: Mapping[str, Pack], *, with_code: bool) -> Ranker:
    def rank(asked: Asked) -> Sequence[str]:
        found = classify(asked.text, packs, cn=asked.cn if with_code else None)
        return [one.code for one in found]

    return rank


def baseline(index: Bm25 | CharacterTfIdf) -> Ranker:
    return lambda asked: index.rank(asked.text)


def measured(ranker: Ranker, questions: Sequence[Asked]) -> list[int | None]:
    """For each question the place (from 0) of the first answer; None where there is none."""
    places: list[int | None] = []
    for asked in questions:
        wanted = set(asked.heads)
        found = ranker(asked)
        places.append(next((at for at, head in enumerate(found) if head in wanted), None))
    return places


def result(places: Sequence[int | None]) -> Result:
    count = max(1, len(places))
    shares = (sum(p is not None and p < rank for p in places) / count for rank in RANKS)
    return Result(len(places), tuple(shares))


def table(title: str, rows: Iterable[tuple[str, Result]]) -> None:
    say(f"\n### {title}\n")
    say("| | questions | top 1 | top 5 | top 10 |\n|---|---|---|---|---|")
    for name, one in rows:
        shares = " | ".join(f"{share:.3f}" for share in one.recall)
        say(f"| {name} | {one.asked} | {shares} |")


def split(questions: Sequence[Asked], places: Sequence[int | None], by: str) -> None:
    groups: dict[str, list[int | None]] = {}
    for asked, place in zip(questions, places, strict=True):
        groups.setdefault(str(getattr(asked, by)), []).append(place)
    table(f"by {by}", ((name, result(group)) for name, group in sorted(groups.items())))


def stratum(title: str, questions: Sequence[Asked], rankers: Mapping[str, Ranker]) -> None:
    places = {name: measured(ranker, questions) for name, ranker in rankers.items()}
    table(title, ((name, result(found)) for name, found in places.items()))
    if questions and OWN in places:
        for by in ("list", "language", "length"):
            if len({getattr(asked, by) for asked in questions}) > 1:
                split(questions, places[OWN], by)


def misses(questions: Sequence[Asked], ranker: Ranker) -> None:
    """What is not among the first five, for those who build terms (never for a single line)."""
    for asked, place in zip(questions, measured(ranker, questions), strict=True):
        if place is None or place >= RANKS[1]:
            say(f"{asked.text} {asked.heads} {list(ranker(asked))[: RANKS[1]]}")


def speed(packs: Mapping[str, Pack], questions: Sequence[Asked]) -> None:
    """Items per second with the index built, over lines that are all different."""
    classify("warm", packs)
    items = [
        replace(questions[n % len(questions)], text=f"{questions[n % len(questions)].text} L{n}")
        for n in range(SPEED_ITEMS)
    ]
    start = time.perf_counter()
    for asked in items:
        classify(asked.text, packs, cn=asked.cn)
    taken = time.perf_counter() - start
    say(f"\n{SPEED_ITEMS} items in {taken:.1f} s: {SPEED_ITEMS / taken:.0f} per second.")


def main(arguments: Sequence[str]) -> None:
    packs = shipped()
    glossary = [row for row in packs["glossary"].rows if row["kind"] != "not"]
    glossary += [
        {"head": row["code"], "term": row["title"]}
        for pack_id in ("annex1", "cml")
        for row in packs[pack_id].rows
    ]
    documents = documents_of(glossary, "head", "term")
    baselines = {
        index.name: baseline(index) for index in (Bm25(documents), CharacterTfIdf(documents))
    }
    without = {OWN: own(packs, with_code=False), **baselines}
    sets = (
        ("written first", strata.LINES),
        ("second set", strata.SECOND_LINES),
        ("third set", strata.THIRD_LINES),
        ("fourth set", strata.FOURTH_LINES),
    )
    for name, path in sets:
        if path.is_file():
            lines = strata.trade_lines(path)
            stratum(f"Trade lines ({name}), description alone", lines, without)
            coded = [line for line in lines if line.cn]
            stratum(f"Trade lines ({name}), with a code", coded, {OWN: own(packs, with_code=True)})
            if "--misses" in arguments:
                misses(lines, without[OWN])
    testdata = os.environ.get("LANDWAITER_TESTDATA")
    if testdata:
        of_lists(packs, Path(testdata))
    if "--speed" in arguments:
        speed(packs, strata.trade_lines())


def of_lists(packs: Mapping[str, Pack], testdata: Path) -> None:
    """The strata that need the published texts."""
    rows = strata.annex_rows(testdata)
    texts = documents_of(rows, "code", "text")
    loaded = {**packs, "annex1_text": text_pack(rows)}
    rankers = {
        OWN: own(loaded, with_code=False),
        "BM25": baseline(Bm25(texts)),
        "character TF-IDF": baseline(CharacterTfIdf(texts)),
    }
    heads = {row["code"] for row in packs["annex1"].rows} & set(texts)
    paragraphs = [one for one in strata.same_text(rows) if one.heads[0] in heads]
    stratum("Same text (every fifth paragraph)", paragraphs[::5], rankers)
    stratum("US headlines, Annex I alone", strata.american_text(testdata, heads), rankers)
    stratum("US items, Annex I alone", strata.american_items(testdata, heads), rankers)
    stratum(
        "US headlines, terms alone (no text loaded)",
        strata.american_text(testdata, heads),
        {OWN: own(packs, with_code=False)},
    )


if __name__ == "__main__":
    csv.field_size_limit(1 << 24)
    main(sys.argv[1:])
