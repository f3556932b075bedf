"""What is done to articles on their way into a dataset, whatever its format: pure functions over values.

Each gives the article as it goes on and what it cost: a `Loss` for every annotation that is not in it any more. Choices
of the user that take annotations away by name (labels, statuses) are no losses; nothing else goes without being listed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from pressmark.core.annotation import Annotation, Relation, Status
from pressmark.core.annotations import Annotations
from pressmark.core.article import Tokens
from pressmark.core.errors import SpanError, UserError
from pressmark.core.messages import Message
from pressmark.core.overlap import Keep, flatten
from pressmark.core.ports import AnnotatedArticle, Loss, by_position
from pressmark.core.span import Span
from pressmark.core.tokens import completed
from pressmark.formats.base import loss

LabelMap = Mapping[str, str | None]
"""New names by old ones; None: annotations of this label are left out. "*" stands for every label not named."""

OTHERS = "*"

LABEL_MAPS: dict[str, LabelMap] = {
    # The four classes of CoNLL-2003, as its guidelines draw them: a GPE or a building is a place; nationalities,
    # events, works, laws, languages and products are other names; dates and figures are no names.
    "conll-4": {
        "PERSON": "PER",
        "ORG": "ORG",
        "GPE": "LOC",
        "LOC": "LOC",
        "FAC": "LOC",
        "NORP": "MISC",
        "EVENT": "MISC",
        "WORK_OF_ART": "MISC",
        "LAW": "MISC",
        "LANGUAGE": "MISC",
        "PRODUCT": "MISC",
        "PER": "PER",
        "MISC": "MISC",
        OTHERS: None,
    },
}
"""Those that the program knows by name."""


class Figures(StrEnum):
    """What stands for a figure."""

    NUMBER = "number"  # "30,000"
    PHRASE = "phrase"  # "some 30,000 people", where the reading has a phrase


class Sentences(StrEnum):
    """Where a format of tokens begins a sentence."""

    DETECTED = "detected"
    PARAGRAPHS = "paragraphs"  # one for each line of the text
    NONE = "none"  # one for the whole article


def label_map(words: Iterable[str]) -> dict[str, str | None]:
    """A mapping from what people write: names of `LABEL_MAPS`, pairs "A=B,C=D" ("A=": left out) and files of pairs.

    Later words go before earlier ones. A file holds a JSON object, or one pair a line, with `#` before remarks.

    Raises:
        UserError: for what is none of these.
    """
    found: dict[str, str | None] = {}
    for word in words:
        if word in LABEL_MAPS:
            found.update(LABEL_MAPS[word])
        elif "=" in word and not Path(word).is_file():
            found.update(_pair(piece, "the mapping") for piece in word.split(","))
        else:
            found.update(_file_of_pairs(Path(word)))
    return found


def _pair(words: str, where: str) -> tuple[str, str | None]:
    old, sign, new = (part.strip() for part in words.partition("="))
    if not sign or not old:
        raise UserError(
            "“{words}” in {where} is no pair of labels. Write OLD=NEW, or OLD= to leave it out.",
            words=words.strip(),
            where=where,
        )
    return old, new or None


def _file_of_pairs(path: Path) -> dict[str, str | None]:
    try:
        content = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(
            "“{path}” is no mapping of labels: neither one of {label_maps}, nor pairs such as PERSON=PER, "
            "nor a file of them that can be read.",
            path=path,
            label_maps=", ".join(LABEL_MAPS),
        ) from error
    if path.suffix.lower() == ".json":
        try:
            row = json.loads(content)
        except json.JSONDecodeError as error:
            raise UserError(
                "{name}, line {lineno}: this is not JSON ({msg}). Mend it.",
                name=path.name,
                lineno=error.lineno,
                msg=error.msg,
            ) from error
        if not isinstance(row, dict) or not all(value is None or isinstance(value, str) for value in row.values()):
            raise UserError('{name} holds no pairs of labels. Write {{"PERSON": "PER", "DATE": null}}.', name=path.name)
        return {str(old): new or None for old, new in row.items()}
    lines = (line.partition("#")[0] if line.lstrip().startswith("#") else line for line in content.splitlines())
    return dict(_pair(line, f"{path.name}, line {number}") for number, line in enumerate(lines, 1) if line.strip())


def chosen(
    article: AnnotatedArticle, *, statuses: frozenset[Status], labels: frozenset[str] | None
) -> AnnotatedArticle:
    """The article with the annotations that are asked for, and the relations between these."""
    annotations = Annotations.of(article.annotations).chosen(statuses, labels)
    return article if annotations is article.annotations else _with(article, annotations)


def renamed(label: str, mapping: LabelMap) -> str | None:
    """What a label is called by a mapping, None where it is left out."""
    others = mapping.get(OTHERS, "")
    return mapping.get(label, label if others == "" else others)


def mapped(article: AnnotatedArticle, mapping: LabelMap) -> tuple[AnnotatedArticle, list[Loss]]:
    """The article with other labels."""
    if not mapping:
        return article, []
    losses: list[Loss] = []
    kept: list[tuple[Annotation, Annotation]] = []
    for each in article.annotations:
        new = renamed(each.label, mapping)
        if new is None:
            losses.append(
                loss(article, each, "left out", Message("The mapping of labels leaves {label} out.", label=each.label))
            )
        else:
            kept.append((each, each if new == each.label else each.but(label=new)))
    why = Message("Through the mapping of labels it became the same as another mark.")
    return _with(article, _distinct(article, kept, why, losses)), losses


def with_phrases(article: AnnotatedArticle, figures: Figures) -> tuple[AnnotatedArticle, list[Loss]]:
    """The article with figures that cover what they count; the number's own place is kept in the attributes."""
    if figures is Figures.NUMBER:
        return article, []
    losses: list[Loss] = []
    kept = [(each, _as_phrase(each, article.article.text)) for each in article.annotations]
    why = Message("Through widening figures to their phrases it became the same as another mark.")
    return _with(article, _distinct(article, kept, why, losses)), losses


def _as_phrase(annotation: Annotation, text: str) -> Annotation:
    phrase = annotation.attributes.get("phrase")
    if not isinstance(phrase, Mapping):
        return annotation
    try:
        span = Span(phrase["start"], phrase["end"])
        span.of(text)
    except (KeyError, TypeError, SpanError):
        return annotation  # a reading that a dataset brought along, and that means nothing here
    if span == annotation.span or not span.contains(annotation.span):
        return annotation
    number: dict[str, Any] = {"start": annotation.span.start, "end": annotation.span.end}
    number["text"] = text[annotation.span.start : annotation.span.end]
    return annotation.but(span=span, attributes={**annotation.attributes, "number": number})


def _distinct(
    article: AnnotatedArticle, pairs: Sequence[tuple[Annotation, Annotation]], why: Message, losses: list[Loss]
) -> tuple[Annotation, ...]:
    """The second of each pair, without those that have become equal to another one; a decision goes first."""
    taken: dict[tuple[Span, str], str] = {}
    for _, after in sorted(pairs, key=lambda pair: (pair[1].status is not Status.ACCEPTED, pair[0] is not pair[1])):
        taken.setdefault((after.span, after.label), after.id)
    found: list[Annotation] = []
    for before, after in pairs:
        if taken[after.span, after.label] == after.id:
            found.append(after)
        else:
            losses.append(loss(article, before, "left out", why))
    return tuple(by_position(found))


def flattened(article: AnnotatedArticle, keep: Keep, *, form: str) -> tuple[AnnotatedArticle, list[Loss]]:
    """The article without overlaps, for a format that holds none; `form` is its name."""
    kept, dropped = flatten(article.annotations, keep)
    if not dropped:
        return article, []
    why = Message("It overlaps a mark that is kept; {form} holds no overlap.", form=form)
    return _with(article, tuple(kept)), [loss(article, each, "left out", why) for each in dropped]


def with_sentences(article: AnnotatedArticle, sentences: Sentences) -> AnnotatedArticle:
    """The article with tokens for all of its text, and sentences that begin where they are to begin."""
    if sentences is Sentences.DETECTED:
        return article
    text = article.article.text
    tokens = completed(text, article.tokens)
    between = zip([0, *tokens.ends], tokens.starts, strict=False)
    paragraphs = sentences is Sentences.PARAGRAPHS
    begins = [not number or (paragraphs and "\n" in text[end:start]) for number, (end, start) in enumerate(between)]
    return replace(article, tokens=Tokens(tokens.starts, tokens.ends, tokens.pos, begins))


def _with(article: AnnotatedArticle, annotations: Sequence[Annotation]) -> AnnotatedArticle:
    """The article with these annotations and the relations between them."""
    if not article.relations:
        return replace(article, annotations=annotations)
    ids = {each.id for each in annotations}
    relations = tuple(each for each in article.relations if each.head in ids and each.child in ids)
    return replace(article, annotations=annotations, relations=relations)


def lost_relations(article: AnnotatedArticle, kept: Iterable[Relation], why: Message) -> list[Loss]:
    """What is reported of the relations of an article that are not among `kept`; `why` is a sentence.

    A relation is told at its head, with the words of both ends and its own label.
    """
    ids = {each.id for each in kept}
    gone = [each for each in article.relations if each.id not in ids]
    marks = {each.id: each for each in article.annotations} if gone else {}
    text, meta = article.article.text, article.article.meta
    losses: list[Loss] = []
    for each in gone:
        head, child = marks[each.head].span, marks[each.child].span
        words = f"{text[head.start : head.end]} → {text[child.start : child.end]}"
        losses.append(Loss(article.article.id, meta.source, head, words, each.label, "left out", why))
    return losses
