"""Types for an XMI file that came without its type system, from what the file shows of them.

INCEpTION always exports `TypeSystem.xml` beside its files, but people pass on the files alone. Without types cassis
leaves out every layer that it does not know. An element with `begin` and `end` is an annotation; an attribute that
holds ids of other elements, under one of the names that INCEpTION's layers use for references, refers to them; every
other attribute is text.
"""

from __future__ import annotations

from typing import Any

_SPACES = ("http:///", ".ecore")
_XMI = "{http://www.omg.org/XMI}id"
_OWN = frozenset({_XMI, "sofa", "begin", "end"})
_KNOWN = ("uima.cas.", "uima.tcas.")
_ONE = frozenset({"Governor", "Dependent", "next", "first", "target"})
_DKPRO = "de.tudarmstadt.ukp.dkpro.core."
_ANNOTATION, _BASE, _TOP = "uima.tcas.Annotation", "uima.cas.AnnotationBase", "uima.cas.TOP"
_STRING = "uima.cas.String"
_ARRAY, _STRINGS = "uima.cas.FSArray", "uima.cas.StringArray"


def add_seen(types: Any, root: Any) -> list[str]:
    """Adds to a type system of cassis what an XMI file uses beyond it; gives the short names of the new layers."""
    linked = {each.get(_XMI) for each in root if each.get("target") is not None}
    added: list[str] = []
    for element in root:
        name = _name(element)
        if name is None or name.startswith(_KNOWN):
            continue
        if not types.contains_type(name):
            placed = element.get("begin") is not None and element.get("end") is not None
            above = _ANNOTATION if placed else _BASE if element.get("sofa") is not None else _TOP
            types.create_type(name=name, supertypeName=above)
            if placed and not name.startswith(_DKPRO):
                added.append(name.rsplit(".", 1)[-1])
        there = types.get_type(name)
        known = {feature.name for feature in there.all_features}
        features = {key: _kind(str(key), str(value), linked) for key, value in element.attrib.items()}
        features |= {str(child.tag): _STRINGS for child in element if isinstance(child.tag, str)}
        for feature, kind in features.items():
            if feature not in _OWN and feature not in known:
                types.create_feature(domainType=there, name=feature, rangeType=kind)
                known.add(feature)
    return added


def _name(element: Any) -> str | None:
    """The UIMA name of an element's type; None for what is no feature structure."""
    if not isinstance(element.tag, str) or element.get(_XMI) is None:
        return None
    space, _, local = element.tag.removeprefix("{").rpartition("}")
    if not (space.startswith(_SPACES[0]) and space.endswith(_SPACES[1])):
        return None
    package = space[len(_SPACES[0]) : -len(_SPACES[1])].replace("/", ".")
    return local if package == "uima.noNamespace" else f"{package}.{local}"


def _kind(feature: str, value: str, linked: set[Any]) -> str:
    if feature in _ONE:
        return _ANNOTATION if feature != "target" else _TOP
    ids = value.split()
    return _ARRAY if ids and all(each in linked for each in ids) else _STRING
