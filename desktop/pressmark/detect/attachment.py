"""What a figure counts and what happened to it: by the dependency parse where there is one, else by the next words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from pressmark.core.span import Span
from pressmark.detect import units
from pressmark.detect.figure_words import (
    CHANGES,
    CONTAINERS,
    CROWDS,
    EVENT_ADJECTIVES,
    EVENT_LEMMAS,
    EVENT_NOUNS,
    FUNCTION_WORDS,
    HELPING_WORDS,
    LIGHT_VERBS,
    LIGHT_WITHOUT_OBJECT,
    PEOPLE,
    TOLL_WORDS,
    alternatives,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.tokens import Span as Phrase
    from spacy.tokens import Token as Word


class Attached(Struct, frozen=True):
    """Offsets inside the text that was given.

    Attributes:
        counted: the noun, or None.
        event: the verb, participle or noun, or None.
        lemma: of the event.
    """

    counted: Span | None = None
    event: Span | None = None
    lemma: str | None = None


NOTHING = Attached()
_NOUNS = frozenset({"NOUN", "PROPN", "PRON"})
_BEFORE_NOUNS = frozenset({"nummod", "quantmod", "predet", "nmod", "det", "compound", "amod"})
_INSIDE_NOUN_PHRASES = _BEFORE_NOUNS | {"conj", "appos", "poss", "prep", "npadvmod"}
_OF_VERBS = frozenset(
    {"nsubj", "nsubjpass", "dobj", "obj", "dative", "npadvmod", "oprd", "attr", "csubj", "ccomp", "conj"}
)
_AMONG_THEM = frozenset({"including", "like"})
"""Behind these stands a part of what was counted before: "37 people, including 12 children, were killed"."""
_KILLING = frozenset(word for word in EVENT_LEMMAS if word.endswith(("ing", "ed")))
"""Verb forms that are taken for nouns after a preposition: "in the blast, killing seven"."""
_LONGEST_CLIMB = 12


# -- by the parse ----------------------------------------------------------------------------------------------------


def by_parse(
    doc: Doc, low: str, start: int, end: int, *, phrase_start: int, phrase_end: int, has_unit: bool, is_paid: bool
) -> Attached:
    """From the figure's place in the tree of its sentence; where the tree has nothing, from the next words.

    Args:
        doc: tagged and parsed; its text is the piece that the offsets count in.
        start: of the figure, with its sign or unit.
        end: of the figure.
        low: its text, lowered.
        phrase_start: of a bound before the figure ("upwards of"), or of the figure.
        phrase_end: of a bound behind the figure ("-plus"), or of the figure.
        has_unit: it is an amount of money, a percentage or a quantity: the unit is not what is counted.
        is_paid: it is an amount of money or a percentage, which things are sold or set "at".
    """
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None or not len(span):
        return NOTHING
    head = span.root
    counted = _counted(head, span.start, span.end, has_unit=has_unit)
    if counted is None and not has_unit:
        counted = _crowd_of(head)
    if counted is not None and counted.lower_ in _TIMES and counted.nbor(-1).lower_ in _WHICH_TIME:
        counted = None  # "by nine votes to four last night"
    if counted is not None and end <= counted.idx < phrase_end:
        counted = None  # the "plus" of "2,000-plus"
    if counted is None and not has_unit:
        counted = _next_noun_of(doc, low, span.end, phrase_end)
    event = _event(head, counted, span.start, span.end, has_unit=has_unit, is_paid=is_paid)
    if counted is not None and counted.lower_ in EVENT_NOUNS - CONTAINERS:
        event = counted  # "23 deaths"
    if counted is not None and counted.i == span.end and counted.lower_ in EVENT_LEMMAS and event is not counted:
        counted, event = None, counted  # a headline's "37 die", taken for a noun
    if event is None and counted is not None and not has_unit:
        event = _any_participle(counted) or (
            _event(counted, None, span.start, span.end, has_unit=False, is_paid=False)
            if counted.i >= span.end
            else None
        )
    if event is None and not has_unit:
        event = next((found for word in span if (found := _verb_of(word))), None)
    if event is None and not has_unit and not _is_inside(counted, span.start):
        event = _next_verb(doc, span.start, span.end if counted is None else max(span.end, counted.i + 1))
    if counted is not None and (_MULTIPLIED.match(low, counted.idx) or _MULTIPLIED.match(low, phrase_end + 1)):
        counted = None
    if event is None and not has_unit:
        said = _event_beside(
            low, start, end, counted=None if counted is None else _place(counted), phrase_start=phrase_start
        )
        if said is not None:
            place = None if counted is None else _place(counted)
            return Attached(place, Span(*said.span("event")), EVENT_LEMMAS.get(said["event"], "die"))
    return Attached(
        None if counted is None else _place(counted),
        None if event is None else _event_place(event),
        None if event is None else EVENT_LEMMAS.get(event.lower_) or sane_lemma(event.lower_, event.lemma_.lower()),
    )


_TIMES = frozenset({"night", "morning", "afternoon", "evening", "day", "week", "weekend", "month", "season", "year"})
_WHICH_TIME = frozenset({"last", "this", "next", "that", "later", "earlier"})


def _crowd_of(head: Word) -> Word | None:
    """ "A crowd of 12,000", "the population of 3.2 million": the noun before says who they are."""
    of = head.head
    if head.dep_ == "pobj" and of.lower_ == "of" and of.head.lower_ in CROWDS and of.head.i == of.i - 1:
        return of.head
    return None


def _parts(word: Word) -> bool:
    """Whether a word parts a figure from a noun behind it."""
    return word.pos_ == "VERB" or (word.is_punct and word.text != "-")


_MULTIPLIED = re.compile(r"times (?:as|more|less|fewer|the|its|their|his|her|what|that|[a-z]{2,12}er)\b")
""" "Three times as many": how often something is held against something else is no count of times."""


def _next_noun_of(doc: Doc, low: str, last: int, at: int) -> Word | None:
    """Where the tree does not say what is counted: the next noun, if the tagger agrees and the clause goes on to it."""
    place = _next_noun(low, at, has_unit=False)
    if place is None:
        return None
    found = doc.char_span(place.start, place.end)
    if found is None or len(found) != 1:
        return None
    between = doc[last : found.start]
    if found[0].pos_ not in _NOUNS or any(map(_parts, between)):
        return None
    return found[0]


def _verb_of(word: Word) -> Word | None:
    """ "Three out of four firms said": the verb whose subject or object a word of the figure is."""
    if word.dep_ not in ("nsubj", "nsubjpass", "dobj") or word.head.pos_ != "VERB":
        return None
    return None if word.head.lemma_.lower() in LIGHT_VERBS else word.head


def _is_inside(counted: Word | None, first: int) -> bool:
    """ "A survey of 2,100 owners found": what is counted belongs to a noun before the figure, which has the verb."""
    if counted is None or counted.dep_ != "pobj":
        return False
    owner = counted.head.head
    return owner.i < first and owner.pos_ == "NOUN" and owner.lower_ not in CONTAINERS


def _next_verb(doc: Doc, first: int, last: int) -> Word | None:
    """ "Around 60,000 marched": a finite verb right behind a figure, or what it counts, that has no other subject."""
    if last >= len(doc) or doc[last].tag_ != "VBD" or doc[last].lemma_.lower() in LIGHT_VERBS:
        return None
    subjects = [child for child in doc[last].children if child.dep_ in ("nsubj", "nsubjpass")]
    return doc[last] if all(child.i >= first for child in subjects) else None


_SHORT_STEM = re.compile(r"(?:qu|[^aeiou\W]){0,4}[aeiou][^aeiouwxy\W]")


def sane_lemma(word: str, lemma: str) -> str:
    """The model's lemma, with the "e" that it may have dropped: "fined" is "fine", since "fin" would be "finned".

    A stem of one short vowel and one consonant doubles that consonant before "-ed" and "-ing".
    """
    ending = next((end for end in ("ed", "ing") if word == lemma + end), None)
    return f"{lemma}e" if ending is not None and _SHORT_STEM.fullmatch(lemma) else lemma


def _place(word: Word) -> Span:
    return Span(word.idx, word.idx + len(word))


def _event_place(event: Word) -> Span:
    """The event; "toll" with the word that says of what."""
    for child in event.children:
        if child.dep_ == "compound" and child.i == event.i - 1 and event.lower_ == "toll":
            return Span(child.idx, event.idx + len(event))
    return _place(event)


def _counted(head: Word, first: int, last: int, *, has_unit: bool) -> Word | None:
    of = _of_phrase(head.doc[first:last])
    if of is not None:
        return None if has_unit and first and _lies_within(of, head.doc[first - 1]) else of
    noun = head.head
    outside = not first <= noun.i < last
    if has_unit or not outside:
        return None
    if noun.pos_ in _NOUNS and noun.i > head.i and head.dep_ in _BEFORE_NOUNS:
        return _head_of_compound(noun)
    of_all = head.dep_ == "quantmod" and last < noun.i and head.doc[last].lower_ == "of"  # "312 of 400 seats"
    if (head.dep_ == "compound" or of_all) and noun.pos_ == "NUM":
        return _counted(noun, first, last, has_unit=False)
    return None


def _lies_within(of: Word, before: Word) -> bool:
    """ "Within 500 metres of the rock" says where something is; nothing is counted."""
    return before.lower_ == "within" and any(child.dep_ in ("det", "poss") for child in of.children)


def _head_of_compound(noun: Word) -> Word:
    """ "Two veteran politicians" are politicians; "a two-goal lead" and "two party leader" keep the first noun."""
    head = noun.head
    if noun.dep_ != "compound" or noun.tag_ != "NN" or head.tag_ != "NNS" or head.i != noun.i + 1:
        return noun
    return noun if noun.doc[noun.i - 1].text == "-" else head


def _of_phrase(figure: Phrase) -> Word | None:
    """ "hundreds of people", "two-thirds of services", "20 tonnes of grain", "half of the dead"."""
    for word in reversed(list(figure)):
        for child in word.children:
            if child.dep_ == "prep" and child.lower_ == "of":
                for grandchild in child.children:
                    if grandchild.dep_ in ("pobj", "pcomp") and not _is_no_noun(grandchild):
                        return grandchild
    return None


def _is_no_noun(word: Word) -> bool:
    """ "One of 85", "half of what it asked for"; but "ten of the injured" are counted."""
    return word.pos_ in ("NUM", "VERB", "AUX") and (word.i == 0 or word.nbor(-1).lower_ != "the")


def _event(head: Word, counted: Word | None, first: int, last: int, *, has_unit: bool, is_paid: bool) -> Word | None:
    """Climbs from the figure, or what it counts, to the verb or noun that says what happened."""
    word = head
    if counted is None and last < len(head.doc) and not has_unit and _happens(following := head.doc[last]):
        return following  # "37 killed"
    if counted is not None and counted.is_ancestor(head):
        word = counted
    for modified in (word, counted):
        near = None if modified is None else _participle(modified)
        if near is not None:
            return near
    for _ in range(_LONGEST_CLIMB):
        up = word.head
        if up is word:
            break
        if word.dep_ in ("dobj", "nsubj", "nsubjpass") and (up.lower_ in EVENT_ADJECTIVES or up.lower_ in _KILLING):
            return up
        if up.pos_ in ("VERB", "AUX") and word.dep_ != "pobj":
            return _of_verb(up, word) if word.dep_ in _OF_VERBS else None
        if word.dep_ == "pobj":
            owner = up.head
            if owner.pos_ in ("NOUN", "PROPN") and owner.lower_ in EVENT_NOUNS:
                return owner
            if owner.pos_ in ("VERB", "AUX"):
                among = up.lower_ in _AMONG_THEM
                if among:
                    return _of_verb(owner, word)
                return _of_preposition(up, owner, word, has_unit=has_unit, is_paid=is_paid)
            if up.lower_ == "at" and owner.dep_ == "dobj" and owner.head.lemma_.lower() in _ESTIMATES:
                return _event_noun_of(owner.head, word) or (owner.head if is_paid else None)
            if owner.lower_ not in CONTAINERS and up.lower_ not in _AMONG_THEM:
                return None
            up = owner
        elif word.dep_ not in _INSIDE_NOUN_PHRASES:
            return None
        word = up
    return _verb_itself(word, first, last)


_ESTIMATES = frozenset({"put", "set", "estimate", "value", "price", "keep", "hold", "leave", "fix", "peg"})
""" "They put the cost at $3m": the amount belongs to the verb, whatever the parse hangs it on."""
_BEYOND = frozenset({"above", "below", "over", "under", "past", "beyond", "towards", "toward", "near"})


def _of_preposition(preposition: Word, verb: Word, word: Word, *, has_unit: bool, is_paid: bool) -> Word | None:
    """What a verb says of a noun behind its preposition: "rose by 3%", "spoke for 11,000"; not "left with 300"."""
    lemma = verb.lemma_.lower()
    changes = lemma in CHANGES or lemma in LIGHT_VERBS
    if changes:
        found = _event_noun_of(verb, word)
        if found is not None:
            return found
    way = preposition.lower_
    if (
        way in ("by", "for")
        or (way == "to" and (changes or has_unit))
        or (way == "from" and changes)
        or (way in _BEYOND and changes)
        or (way == "at" and is_paid)
    ):
        return None if lemma in LIGHT_VERBS else verb
    return None


def _verb_itself(word: Word, first: int, last: int) -> Word | None:
    """A headline's "37 killed" may be read as a noun with its participle, or the participle as the root."""
    if first <= word.i < last:
        following = word.doc[last] if last < len(word.doc) else None
        if following is not None and following.lower_ in EVENT_LEMMAS:
            return following
    return None


def _participle(noun: Word) -> Word | None:
    """ "37 people killed in …", "two people missing", "a man who was wounded": only what the news counts by."""
    for child in noun.children:
        if child.i < noun.i:
            continue
        if child.dep_ in ("acl", "amod") and child.i - noun.i <= 2 and _happens(child):
            return child
        if child.dep_ == "relcl" and child.i - noun.i <= 4 and _happens(child):
            return child
    return None


def _any_participle(noun: Word) -> Word | None:
    """ "There were 37 films made there": where no verb says it, the participle right behind the noun does."""
    for child in noun.children:
        if child.dep_ == "acl" and child.tag_ == "VBN" and 0 < child.i - noun.i <= 2:
            return child
    return None


def _happens(word: Word) -> bool:
    return word.lower_ in EVENT_LEMMAS and word.pos_ != "NOUN"


def _of_verb(verb: Word, word: Word) -> Word | None:
    """The event that a verb tells about one of its nouns: itself, or what it says about them ("left 37 dead")."""
    for child in verb.children:
        if child.dep_ in ("oprd", "acomp", "attr", "advcl", "xcomp", "ccomp") and child.lower_ in EVENT_ADJECTIVES:
            return child
    lemma = verb.lemma_.lower()
    if lemma in LIGHT_WITHOUT_OBJECT and word.dep_ == "dobj":
        return verb
    if lemma in CHANGES or lemma in LIGHT_VERBS:
        found = _event_noun_of(verb, word)
        if found is not None:
            return found
    if lemma in LIGHT_VERBS or verb.pos_ == "AUX":
        for child in verb.children:
            if child.dep_ in ("xcomp", "acomp") and child.pos_ == "VERB" and child.lemma_.lower() not in LIGHT_VERBS:
                return child
        return None
    return verb


_NO_HARM = frozenset({"net", "operating", "pretax", "pre-tax", "quarterly", "annual", "trading", "attributable"})
"""Before "loss": that of a company."""


def _event_noun_of(verb: Word, word: Word) -> Word | None:
    """The subject, where that is the event: "the death toll rose to 37", "the number of dead stands at 37"."""
    for child in verb.children:
        if child.dep_ in ("nsubj", "nsubjpass", "dobj") and child.i != word.i and child.lower_ in EVENT_NOUNS:
            if child.i and child.nbor(-1).lower_ in _NO_HARM:
                continue
            return child
    return None


# -- by the next words -----------------------------------------------------------------------------------------------

_WORD = re.compile(r" ?(?P<word>[^\W\d_][\w’'-]*)|(?P<other>.)", re.DOTALL)
_EVENTS = alternatives(set(EVENT_LEMMAS) - {"hurt", "toll"})
_EVENT_BEFORE = re.compile(rf"(?<!\w)(?P<event>{_EVENTS})(?: of| the| an?| another| to| rose to| reached){{0,4}} $")
_EVENT_BEHIND = re.compile(
    rf"(?: others?| more)?(?: (?:{alternatives(HELPING_WORDS | {'confirmed', 'still', 'who', 'or', 'and', 'people'})}))"
    rf"{{0,5}} (?P<event>{_EVENTS})(?!\w)"
)
_TOLL = re.compile(rf"(?<!\w)(?P<event>(?:death )?toll|deaths?|fatalities)(?: (?:{alternatives(TOLL_WORDS)})){{0,6}} $")
_MORE = re.compile(r" (?:more|other|further|additional|extra|such)(?= )")
_MOST_WORDS = 4


def by_next_words(low: str, start: int, end: int, *, phrase_start: int, has_unit: bool) -> Attached:
    """Without a parse: the next plural (or the word behind "of"), and a known event word beside it.

    Args:
        low: lowered text.
        start: of the figure.
        end: of the figure.
        phrase_start: of the word that bounds it ("some"), or of the figure.
        has_unit: as in `by_parse`.
    """
    counted = _next_noun(low, end, has_unit=has_unit)
    match = _event_beside(low, start, end, counted=counted, phrase_start=phrase_start)
    if match is None:
        return Attached(counted)
    event = Span(match.start("event"), match.end("event"))
    if counted is not None and counted.overlaps(event):
        counted = None
    return Attached(counted, event, EVENT_LEMMAS.get(match["event"], "die"))


def _event_beside(low: str, start: int, end: int, *, counted: Span | None, phrase_start: int) -> re.Match[str] | None:
    """A known word of harm right behind or before, or a toll in the same clause before."""
    behind = _EVENT_BEHIND.match(low, counted.end if counted is not None else end)
    if behind is None and counted is not None:
        behind = _EVENT_BEHIND.match(low, end)
    match = behind or _EVENT_BEFORE.search(low, max(0, phrase_start - 40), phrase_start)
    return match or _TOLL.search(low, max(0, start - 80), start)


def _next_noun(low: str, end: int, *, has_unit: bool) -> Span | None:
    at = end
    if low[at : at + 4] == " of ":
        at += 3
        for article in (" the", " its", " their", " his", " her", " all", " these", " those"):
            if low.startswith(article + " ", at):
                at += len(article)
                break
    elif has_unit:
        return None
    more = _MORE.match(low, at)
    at = more.end() if more is not None else at
    last: Span | None = None
    for _ in range(_MOST_WORDS):
        match = _WORD.match(low, at)
        word = None if match is None else match["word"]
        if match is None or word is None or low[at : at + 1] != " ":
            break
        if word in FUNCTION_WORDS or word in EVENT_LEMMAS or word in units.written():
            break
        last = Span(match.start("word"), match.end("word"))
        if word in PEOPLE or (word.endswith("s") and not word.endswith(("ss", "us", "is", "'s", "’s"))):
            return last
        at = match.end()
    return None
