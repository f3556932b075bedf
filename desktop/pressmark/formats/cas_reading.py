"""What a UIMA CAS says of its text: marks of every layer, relations, slots and chains, words and their tags."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pressmark.core.annotation import Status
from pressmark.core.article import ArticleMeta, Token
from pressmark.core.messages import Message
from pressmark.core.ports import AnnotatedArticle
from pressmark.core.span import Span
from pressmark.core.text import canonical
from pressmark.formats import standoff
from pressmark.formats.standoff import Arrow, Mark
from pressmark.formats.webanno_layers import NAMED_ENTITY, SILENT, label_column, told_apart
from pressmark.formats.words import value_of

_TOKEN = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token"
_SENTENCE = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Sentence"
_WORDS = (*SILENT, "de.tudarmstadt.ukp.dkpro.core.api.lexmorph.type.", "de.tudarmstadt.ukp.dkpro.core.api.metadata.")
_NO_FEATURES = frozenset({"begin", "end", "sofa"})
_PLAIN = (str, int, float, bool)


def article_of(cas: Any, name: str, *, written: bool, remarks: Sequence[Message]) -> AnnotatedArticle:
    """The article of a CAS.

    Args:
        written: it was written by this program, so that its document id is the article's.

    Raises:
        standoff.ArticleError: where marks do not fit the text.
    """
    return _Reading(cas, name, written=written, remarks=remarks).article()


class _Reading:
    def __init__(self, cas: Any, name: str, *, written: bool, remarks: Sequence[Message]) -> None:
        views = [each for each in (cas.get_view(sofa.sofaID) for sofa in cas.sofas) if each.sofa_string]
        if not views and any(each.sofaURI or each.sofaArray for each in cas.sofas):
            raise standoff.ArticleError("its text is not in this file, or there as bytes. Export it with its text.")
        self._cas = views[0] if views else cas
        self._name = name
        self._written = written
        self._remarks = list(remarks)
        if len(views) > 1:
            self._remarks.append(
                Message("Of the {count} texts in {name}, the first was read.", count=len(views), name=name)
            )
        self._ids: dict[int, str] = {}
        self._marks: list[Mark] = []

    def article(self) -> AnnotatedArticle:
        """What the CAS says."""
        text = self._cas.sofa_string or ""
        every = list(self._cas.select_all_annotations())
        relations = [each for each in every if _is_relation(each)]
        for each in every:
            if each.begin is None or each.end is None or _is_relation(each) or _is_of_words(each.type.name):
                continue
            self._take(each)
        arrows = [*self._arrows(relations), *self._features_as_arrows(every)]
        meta = ArticleMeta(source=self._name, language=self._language())
        known = self._document_id() if self._written else None
        moved = standoff.moves(text, canonical(text))
        return standoff.article(
            text,
            told_apart(self._marks),
            arrows,
            form="cas",
            meta=meta,
            name=self._name,
            units=(standoff.OffsetUnit.CODE_POINTS,),
            article_id=known,
            tokens=self._tokens(every, text) if moved is None else (),
            remarks=self._remarks,
        )

    def _take(self, found: Any) -> None:
        values = {
            feature.name: getattr(found, feature.name, None)
            for feature in found.type.all_features
            if feature.name not in _NO_FEATURES
        }
        plain = {name: value for name, value in values.items() if isinstance(value, _PLAIN)}
        names = list(values)
        place = label_column([name for name in names if values[name] is None or isinstance(values[name], _PLAIN)])
        usual = "value" if found.type.name == NAMED_ENTITY else names[place] if place is not None and names else ""
        short = found.type.name.rsplit(".", 1)[-1]
        if found.type.name.endswith(("CoreferenceLink", "Link")) and "referenceType" in values:
            usual = "referenceType"
            plain.pop("referenceRelation", None)
        label = str(plain.pop(usual, "") or "").strip() and str(values[usual])
        attributes, note, status = dict(plain), "", Status.ACCEPTED
        if found.type.name == NAMED_ENTITY:
            own = value_of(str(attributes.pop("attributes", "{}")))
            note = str(attributes.pop("note", ""))
            said = str(attributes.pop("status", ""))
            status = Status(said) if said in set(Status) else Status.ACCEPTED
            attributes |= own if isinstance(own, dict) else {"attributes": own}
        elif label:
            attributes["layer"] = short
        number = f"m{len(self._marks) + 1}"
        self._ids[id(found)] = number
        self._marks.append(
            Mark(found.begin, found.end, label or short, id=number, attributes=attributes, note=note, status=status)
        )

    def _arrows(self, relations: Sequence[Any]) -> Iterator[Arrow]:
        for each in relations:
            head, child = self._ids.get(id(each.Governor)), self._ids.get(id(each.Dependent))
            short = each.type.name.rsplit(".", 1)[-1]
            if head is None or child is None:
                self._remark(Message("Relations between words, not marks, were passed over."))
                continue
            features = [
                f.name for f in each.type.all_features if f.name not in (*_NO_FEATURES, "Governor", "Dependent")
            ]
            place = label_column(features)
            value = getattr(each, features[place]) if place is not None else None
            yield Arrow(head, child, value if isinstance(value, str) and value.strip() else short)

    def _features_as_arrows(self, every: Sequence[Any]) -> Iterator[Arrow]:
        """Slots, links of chains, and features whose value is another mark."""
        for each in every:
            head = self._ids.get(id(each))
            if head is None:
                continue
            for feature in each.type.all_features:
                value = getattr(each, feature.name, None)
                for label, target in _targets(each, feature.name, value):
                    child = self._ids.get(id(target))
                    if child is not None:
                        yield Arrow(head, child, label if label.strip() else feature.name)

    def _tokens(self, every: Sequence[Any], text: str) -> list[Token]:
        starts = {each.begin for each in every if each.type.name == _SENTENCE}
        found: list[Token] = []
        for each in every:
            if each.type.name != _TOKEN or each.begin is None or not each.begin < (each.end or 0) <= len(text):
                continue
            tag = getattr(getattr(each, "pos", None), "PosValue", None)
            if found and each.begin < found[-1].span.end:
                continue
            found.append(Token(Span(each.begin, each.end), tag if isinstance(tag, str) else "", each.begin in starts))
        return found

    def _language(self) -> str | None:
        found = self._cas.document_language
        return found if isinstance(found, str) and len(found) == 2 else None

    def _document_id(self) -> str | None:
        for each in self._cas.select_all_fs():
            found = getattr(each, "documentId", None)
            if isinstance(found, str) and found:
                return found
        return None

    def _remark(self, sentence: Message) -> None:
        if sentence not in self._remarks:
            self._remarks.append(sentence)


def _is_relation(found: Any) -> bool:
    return hasattr(found, "Governor") and hasattr(found, "Dependent")


def _is_of_words(name: str) -> bool:
    return name.startswith(_WORDS) or name in ("uima.tcas.DocumentAnnotation", "uima.tcas.Annotation")


def _targets(found: Any, name: str, value: Any) -> Iterator[tuple[str, Any]]:
    """Each annotation that a feature leads to, with the label of the way there."""
    elements = getattr(value, "elements", None)
    for each in elements if isinstance(elements, list) else [value]:
        target = getattr(each, "target", None)
        if target is not None:
            yield str(getattr(each, "role", None) or name), target
        elif name == "next":
            yield str(getattr(found, "referenceRelation", None) or "coref"), each
        elif hasattr(each, "begin"):
            yield name, each
