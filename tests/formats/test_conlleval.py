"""What the evaluation script of the shared tasks, and seqeval after it, take for a name is what was marked.

The script's rules of where a chunk starts and ends, written anew from its description, read every scheme of ours.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.formats.strategies import annotated_articles, article_of, several, write

from pressmark.core.ports import AnnotatedArticle
from pressmark.core.tokens import Scheme
from pressmark.formats import conll, registry
from pressmark.formats.base import WriteOptions

quick = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


def ends(before: str, sign: str, before_type: str, now_type: str) -> bool:
    """Whether a chunk ended between two words."""
    if before in ("E", "L", "S", "U"):
        return True
    if before in ("B", "I") and sign in ("B", "S", "U", "O"):
        return True
    return before != "O" and before_type != now_type


def starts(before: str, sign: str, before_type: str, now_type: str) -> bool:
    """Whether a chunk starts at a word."""
    if sign in ("B", "S", "U"):
        return True
    if before in ("E", "L", "S", "U", "O") and sign in ("I", "E", "L"):
        return True
    return sign != "O" and before_type != now_type


def chunks(rows: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The words of each chunk and its type, of rows of a word and a tag; ("", "O") stands between sentences."""
    found: list[tuple[list[str], str]] = []
    before, before_type, inside = "O", "", False
    for word, tag in rows:
        sign, _, kind = tag.partition("-")
        if inside and ends(before, sign, before_type, kind):
            inside = False
        if starts(before, sign, before_type, kind):
            found.append(([], kind))
            inside = True
        if inside:
            found[-1][0].append(word)
        before, before_type = sign, kind
    return [("".join(words), kind) for words, kind in found]


def rows_of(content: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for line in content.split("\n"):
        columns = line.split()
        named = columns and columns[0] != "-DOCSTART-"
        found.append((columns[0], columns[-1]) if named else ("", "O"))
    return found


@pytest.mark.parametrize("form", ["conll", "bio", "conll2000", "conll2002"])
@pytest.mark.parametrize("scheme", list(Scheme))
def test_neighbours_and_single_words(tmp_path: Path, form: str, scheme: Scheme) -> None:
    one = article_of("A b C d E.\nF g", (0, 1, "X"), (2, 5, "X"), (6, 7, "Y"), (8, 9, "X"), (11, 14, "X"))
    path = tmp_path / "a.conll"
    write(registry.writer(form), [one], path, WriteOptions(scheme=scheme))
    assert chunks(rows_of(path.read_text("utf-8"))) == [
        ("A", "X"), ("bC", "X"), ("d", "Y"), ("E", "X"), ("Fg", "X"),
    ]  # fmt: skip


@quick
@given(several(annotated_articles), st.sampled_from(Scheme))
def test_every_mark_that_was_written_is_a_chunk(
    tmp_path: Path, articles: list[AnnotatedArticle], scheme: Scheme
) -> None:
    path = tmp_path / "a.bio"
    write(registry.writer("bio"), articles, path, WriteOptions(scheme=scheme))
    read = [
        ("".join(a.span.of(one.article.text).split()), a.label) for one in conll.read(path) for a in one.annotations
    ]
    assert chunks(rows_of(path.read_bytes().decode("utf-8"))) == read
