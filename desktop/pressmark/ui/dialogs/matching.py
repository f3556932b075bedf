"""How well typed letters fit a name."""

from __future__ import annotations

import unicodedata


def folded(text: str) -> str:
    """For comparing: no case, no accents, so that "Agdam" finds "Ağdam"."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("ı", "i"))
    return "".join(char for char in plain if not unicodedata.combining(char))


def fit(query: str, name: str) -> int | None:
    """How well a query fits a name: the higher the better, None where it does not fit.

    Every word of the query must be found: best at the start of the name, then at the start of a word, then
    anywhere; at last as letters of the whole query that follow each other in the name ("nxu" in "Next undecided").
    An empty query fits everything alike.
    """
    wanted, text = folded(query).split(), folded(name)
    if not wanted:
        return 0
    total = 0
    for word in wanted:
        score = _fit_word(word, text)
        if score is None:
            return _fit_letters("".join(wanted), text)
        total += score
    return 1000 + total // len(wanted) - min(len(text), 200)


def _fit_word(word: str, text: str) -> int | None:
    at = text.find(word)
    if at < 0:
        return None
    if at == 0:
        return 900 if len(word) == len(text) else 800
    while at > 0:
        if not text[at - 1].isalnum():
            return 600 - min(at, 100)
        at = text.find(word, at + 1)
    return 300


def _fit_letters(letters: str, text: str) -> int | None:
    at, gaps = -1, 0
    for letter in letters:
        found = text.find(letter, at + 1)
        if found < 0:
            return None
        starts_word = found == 0 or not text[found - 1].isalnum()
        if at >= 0 and found != at + 1 and not starts_word:
            gaps += found - at
        elif at < 0 and not starts_word:
            return None  # letters that begin amid a word are chance, not meaning
        at = found
    return max(1, 200 - 5 * gaps) if gaps <= 2 * len(letters) else None
