"""Run by the bundle's programs before anything else: all their modules are read from one file beside them.

PyInstaller puts modules into the program, packed one by one, finds each by a search of folders, opens the program anew
to read it and unpacks it. Here they lie unpacked in `modules.bin`, which is mapped into memory once: a module is looked
up by its name in one table, and its code is made from where it lies. Both programs of the Windows bundle share it, and
each process that Pressmark starts is such a program too. Files are laid out by `build/modules.py`.

PyInstaller's finder stays behind this one, with the same file to read from: it knows paths that a package has changed
and packages without code. Modules, their loaders and their files are as it would make them. Where compiled modules lie
stands in the table too.

PyInstaller also prepares some modules of other people at each start, and loads them for it (`inspect`, `ctypes`,
Qt, …). The same is done here, by its own code, when one of them has been loaded because somebody asked for it.
"""

import _thread
import marshal
import mmap
import os
import sys
from _frozen_importlib import ModuleSpec
from _frozen_importlib_external import ExtensionFileLoader

import pyimod01_archive  # pyright: ignore[reportMissingImports]
import pyimod02_importers  # pyright: ignore[reportMissingImports]
import pyimod03_ctypes  # pyright: ignore[reportMissingImports]

_PLACE: str = sys._MEIPASS  # pyright: ignore[reportAttributeAccessIssue]
_MODULE, _PACKAGE = pyimod01_archive.PYZ_ITEM_MODULE, pyimod01_archive.PYZ_ITEM_PKG


class Archive(pyimod01_archive.ZlibArchiveReader):
    """The file of modules, in the place of PyInstaller's archive.

    Attributes:
        toc: a module's kind (PyInstaller's), first byte and length, by its name.
        compiled: a compiled module's file below the folder of the bundle, by its name.
        preparing: where code lies that is to be run when a module has been loaded, by the module's name.
    """

    def __init__(self, path):
        self._filename, self._start_offset = path, 0
        with open(path, "rb") as file:  # noqa: PTH123 - pathlib is not loaded yet
            self._bytes = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        magic = pyimod01_archive.PYTHON_MAGIC_NUMBER
        if self._bytes[: len(magic)] != magic:
            raise ImportError(f"{path} was made by another Python.")
        at = int.from_bytes(self._bytes[len(magic) : len(magic) + 8], "little")
        self.toc, self.compiled, self.preparing = marshal.loads(self._bytes[at:])

    def extract(self, name, raw=False):
        """The code of a module, or its marshalled bytes."""
        _, at, length = self.toc[name]
        if not length:  # a package without code
            return None
        return bytes(self._bytes[at : at + length]) if raw else marshal.loads(self._bytes[at : at + length])

    def prepare(self, module):
        """Runs what is to be run when a module has been loaded."""
        for at, length in self.preparing.get(module, ()):
            exec(marshal.loads(self._bytes[at : at + length]), {"__name__": "__main__"})


class Loader(pyimod02_importers.PyiFrozenLoader):
    """PyInstaller's loader, for a module that has to be prepared."""

    def exec_module(self, module):
        """Runs a module's code, and what prepares it."""
        super().exec_module(module)
        if self.name == "inspect":
            _postpone(
                module, "getsourcefile"
            )  # all that its preparation replaces, and it reads a list of files for that
        else:
            if self.name == "ctypes":
                _prepare_ctypes()
            _archive.prepare(self.name)


def _postpone(module, name):
    """Has a module prepared when one of its functions is called for the first time, which is replaced by that."""
    ordinary = getattr(module, name)

    def first(*args, **named):
        if getattr(module, name) is first:
            setattr(module, name, ordinary)
            _archive.prepare(module.__name__)
        return getattr(module, name)(*args, **named)

    setattr(module, name, first)


class Later(type(sys)):
    """A module whose code is run when something of it is asked for, as Python's `importlib.util.LazyLoader` has it.

    That one runs the code when the module is imported for the second time too, and in two threads at once.
    """

    def __getattribute__(self, name):
        """Runs the module's code before the first answer; what imports ask about a module is known without it."""
        ordinary = type(sys).__getattribute__
        if name in _KNOWN:
            return ordinary(self, name)  # pyright: ignore[reportCallIssue]
        with _running:
            if type(self) is Later and id(self) not in _under_way:
                _under_way.add(id(self))
                try:
                    ordinary(self, "__loader__").run(self)  # pyright: ignore[reportCallIssue]
                    self.__class__ = type(sys)
                finally:
                    _under_way.discard(id(self))
        return ordinary(self, name)  # pyright: ignore[reportCallIssue]


class LaterLoader(pyimod02_importers.PyiFrozenLoader):
    """PyInstaller's loader, for a module that can wait."""

    def exec_module(self, module):
        """Has the module's code run later."""
        module.__class__ = Later

    def run(self, module):
        """Runs the module's code."""
        super().exec_module(module)


_LATER = frozenset(("bz2", "copy", "ipaddress", "lzma", "pickle", "queue", "shutil", "socket", "tempfile", "traceback"))
"""Modules of Python's that others import whole at each start and use when something is wrong, or not at all. None of
them is asked for anything while what it imports itself is loaded, so that two threads can't wait for each other."""
_KNOWN = frozenset(("__class__", "__spec__", "__loader__", "__name__", "__file__", "__package__", "__path__"))
_running = _thread.RLock()
_under_way = set()


class Finder:
    """Finds modules in the file by their names."""

    @staticmethod
    def find_spec(fullname, path=None, target=None):
        """How a module is loaded, or None where it is for the finders behind this one."""
        entry = _archive.toc.get(fullname)
        file = None if entry else _archive.compiled.get(fullname)
        if not entry and not file:
            return None
        package, _, name = fullname.rpartition(".")
        folder = f"{_PLACE}{os.sep}{package.replace('.', os.sep)}" if package else _PLACE
        if path is not None and (len(path) != 1 or path[0] != folder):
            return None  # a package may have been told to look elsewhere; the other finders know what that means
        if file:
            origin = f"{_PLACE}{os.sep}{file}"
            spec = ModuleSpec(fullname, ExtensionFileLoader(fullname, origin), origin=origin)
            spec.has_location = True
            return spec
        kind = entry[0]
        if kind not in (_MODULE, _PACKAGE):
            return None
        is_package = kind == _PACKAGE
        kind_of_loader = pyimod02_importers.PyiFrozenLoader
        if fullname in _prepared:
            kind_of_loader = Loader
        elif fullname in _LATER:
            kind_of_loader = LaterLoader
        loader = kind_of_loader(fullname, _archive, fullname, is_package)
        spec = ModuleSpec(fullname, loader, origin=loader.path, is_package=is_package)
        spec.has_location = True
        if is_package:
            folder, name = f"{folder}{os.sep}{name}", "__init__"
            spec.submodule_search_locations = [folder]
        # What Python would put together more slowly.
        spec.cached = f"{folder}{os.sep}__pycache__{os.sep}{name}.{sys.implementation.cache_tag}.pyc"
        return spec


_archive = Archive(f"{_PLACE}{os.sep}modules.bin")
_prepared = {"ctypes", *_archive.preparing}
_prepare_ctypes = pyimod03_ctypes.install
if "ctypes" not in sys.modules:  # on macOS PyInstaller has loaded it by now
    pyimod03_ctypes.install = lambda: None
# What PyInstaller does next is to make a reader of the program's own archive, in which nothing is.
pyimod01_archive.ZlibArchiveReader = lambda *_, **__: _archive
sys.meta_path.insert(0, Finder)
