"""Many listings, searchable: cheap candidates first, the scorer decides."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process

from landwaiter.domain.listing import Listing, Match
from landwaiter.screening.features import identifier_keys, kind_asked
from landwaiter.screening.name import Word, parse
from landwaiter.screening.postings import Postings, PostingsBuilder
from landwaiter.screening.query import Query
from landwaiter.screening.rarity import Rarity
from landwaiter.screening.romanise import rough_sound, skeleton
from landwaiter.screening.scorer import compare, name_score

_CANDIDATES = 200
_CUT = 40
_MOST_FEATURES_ADD = 150
"""No features but an identifier lift a score by more than this: 30 + 60, with room."""

_KIND_OF_SCHEMA = {"Person": "person", "Vessel": "vessel"}


@dataclass(frozen=True, slots=True, eq=False)
class Index:
    """Listings with their postings; never changes after `build`, so threads may share it."""

    listings: tuple[Listing, ...]
    rarity: Rarity
    _names: tuple[str, ...]
    """All names and aliases, folded to their sound."""
    _owners: npt.NDArray[np.int32]
    """Place in `_names` → place in `listings`."""
    _originals: tuple[str, ...]
    _postings: Postings
    _by_identifier: dict[str, tuple[int, ...]]

    @classmethod
    def build(cls, listings: Iterable[Listing]) -> "Index":
        """An index of `listings` as they are now."""
        kept = tuple(listings)
        builder = PostingsBuilder()
        names: list[str] = []
        originals: list[str] = []
        owners: list[int] = []
        counts: dict[str, int] = {}
        identifiers: dict[str, list[int]] = {}
        for place, listing in enumerate(kept):
            kind = _KIND_OF_SCHEMA.get(listing.schema)
            for key in sorted(identifier_keys(listing.identifiers)):
                identifiers.setdefault(key, []).append(place)
            for name in dict.fromkeys((listing.name, *listing.aliases)):
                words = parse(name, kind).words
                builder.add(_features(words))
                names.append(_folded(words))
                originals.append(name)
                owners.append(place)
                for text in {spelling for word in words for spelling in word.spellings}:
                    counts[text] = counts.get(text, 0) + 1
        return cls(
            listings=kept,
            rarity=Rarity(counts, len(names)),
            _names=tuple(names),
            _owners=np.array(owners, dtype=np.int32),
            _originals=tuple(originals),
            _postings=builder.build(),
            _by_identifier={key: tuple(places) for key, places in identifiers.items()},
        )

    def search(self, query: Query, *, threshold: int, limit: int) -> tuple[Match, ...]:
        """Matches scoring at least `threshold`, best first, then by listing identifier."""
        matches = (
            compare(query, self.listings[place], rarity=self.rarity)
            for place in self._plausible(query, threshold - _MOST_FEATURES_ADD)
        )
        found = [match for match in matches if match.score >= threshold]
        found.sort(key=lambda match: (-match.score, match.listing_id))
        return tuple(found[:limit])

    def _plausible(self, query: Query, least: int) -> list[int]:
        """Places of listings whose best candidate name, or identifier, may reach `least`."""
        places: dict[int, None] = {
            place: None
            for key in sorted(identifier_keys(query.identifiers))
            for place in self._by_identifier.get(key, ())
        }
        for name in (query.name, *query.aliases):
            words = parse(name, query.kind).words
            for candidate in self._candidates(words):
                place = int(self._owners[candidate])
                if place in places:
                    continue
                listed = self._originals[candidate]
                kind = kind_asked(query, self.listings[place])
                if name_score(name, listed, kind, self.rarity) >= least:
                    places[place] = None
        return list(places)

    def _candidates(self, words: Sequence[Word]) -> list[int]:
        found = self._postings.best(_features(words), _CANDIDATES)
        if len(found) <= _CUT:
            return found
        folded = [self._names[at] for at in found]
        by_sound = process.extract(
            _folded(words), folded, scorer=fuzz.token_sort_ratio, limit=_CUT // 2
        )
        return list(
            dict.fromkeys([*found[: _CUT // 2], *(found[place] for _, _, place in by_sound)])
        )


def _folded(words: Sequence[Word]) -> str:
    return " ".join(sorted(rough_sound(word.text) for word in words))


def _features(words: Sequence[Word]) -> list[str]:
    """Whole words by sound, their consonants, and trigrams; each once, in order."""
    found: list[str] = []
    for word in words:
        for spelling in word.spellings:
            sound = rough_sound(spelling)
            found.append(f"={sound}")
            if word.script in {"arabic", "hebrew"} or len(sound) > 3:
                found.append(f"~{skeleton(spelling)}")
            padded = f"^{sound}$"
            found.extend(padded[at : at + 3] for at in range(len(padded) - 2))
    return list(dict.fromkeys(found))
