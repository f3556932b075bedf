"""Stands in the bundle for the module of this name which Shiboken carries inside of its library.

Shiboken, which connects Python and Qt, writes signatures and the text of errors by Python code that it loads at each
start, with half of the standard library: a sixth of the time until an empty window stands. Here its functions have the
names that Shiboken asks for, and load that code when one of them is called for the first time: when somebody called
something of Qt's wrongly, or asked for a signature or a docstring.

It also replaces Python's import by one that reads the source of each module, to see whether it is to have Qt's names in
another spelling (`from __feature__ import snake_case`). A bundle holds no sources, and nothing in it asks for that.

Source: Shiboken 6.9.3, `signature_globals.cpp`, `signature_bootstrap.py` and `loader.py`.
"""

import _thread
import sys

try:
    import quick_enums
except ImportError:  # it stays out where Python makes them otherwise
    quick_enums = None


def bootstrap():
    """What has the functions below: this module. Shiboken has set its own functions on it by now."""
    if quick_enums is not None:
        quick_enums.install()
    # Shiboken takes this one from the table of modules before it tells an error, holds on to what is in it, and calls
    # this function first.
    stand_in = sys.modules[_MAPPING] = type(sys)(_MAPPING)
    stand_in.update_mapping = _update_mapping  # pyright: ignore[reportAttributeAccessIssue]
    return sys.modules[__name__]


_MAPPING = "shibokensupport.signature.mapping"
_loading = _thread.RLock()


def _update_mapping():
    _loader()
    return sys.modules[_MAPPING].update_mapping()


def _loader():
    """Shiboken's own module of these functions, loaded by the first call."""
    with _loading:
        mapping = sys.modules[_MAPPING]
        if mapping.__spec__ is None:
            from importlib.machinery import PathFinder

            from shibokensupport import signature  # pyright: ignore[reportMissingImports]

            spec = PathFinder.find_spec(_MAPPING, signature.__path__)
            assert spec is not None
            assert spec.loader is not None
            mapping.__spec__, mapping.__loader__, mapping.__file__ = spec, spec.loader, spec.origin
            mapping.__package__ = signature.__name__
            signature.mapping = mapping
            spec.loader.exec_module(mapping)  # into the same module, of which Shiboken holds on to the contents
        from shibokensupport.signature import loader  # pyright: ignore[reportMissingImports]

        return loader


def pyside_type_init(type_key, sig_strings):
    """The signatures of a class, read from their text."""
    return _loader().pyside_type_init(type_key, sig_strings)


def create_signature(props, key):
    """One signature, as `inspect` has them."""
    return _loader().create_signature(props, key)


def seterror_argument(args, func_name, info):
    """The class and the text of the error for a wrong call."""
    return _loader().seterror_argument(args, func_name, info)


def make_helptext(func):
    """A function's docstring."""
    return _loader().make_helptext(func)


def finish_import(module):
    """Would add deprecated functions to a module of Qt's, of which there are none (`build/lean.py` makes sure)."""


def feature_import(*args, **named):
    """Whether this import was about spelling: never."""


def feature_imported(module):
    """Would look how a module that was imported wants Qt's names spelled."""


def post_init():
    """Would replace Python's import."""
