"""What goes into the bundle and what stays out. Used by `pressmark.spec`, inside PyInstaller's own Python."""

from __future__ import annotations

import importlib.metadata
import os
import sys
import tomllib
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

UNUSED_MODULES = (
    # Asked for by what we use only to test, to build or to draw in a notebook or a terminal.
    *("tkinter", "_tkinter", "turtle", "idlelib", "lib2to3", "ensurepip", "venv", "pydoc_data", "readline", "curses"),
    *("pytest", "_pytest", "hypothesis", "IPython", "ipykernel", "jupyter", "matplotlib", "pandas", "scipy"),
    *(
        "setuptools",
        "_distutils_hack",
        "pkg_resources",
        "distutils",
        "pip",
        "Cython",
        "numpy.f2py",
        "numpy.distutils",
        "numpy._core._simd",
    ),
    # Tests that came along with what we use.
    *("spacy.tests", "thinc.tests", "sqlalchemy.testing", "alembic.testing", "numpy.testing.tests", "srsly.tests"),
    # Engines that thinc would use instead of numpy, if they were there.
    *("torch", "tensorflow", "cupy", "mxnet", "jax", "os_signpost"),
    # Colours in terminals, which typer has only when it finds them.
    *("pygments", "rich", "markdown_it", "mdurl"),
    # Views of XML that nobody looks through, and comparing pages.
    *("lxml.objectify", "lxml.isoschematron", "lxml.html.diff", "lxml.html._difflib", "lxml.html.formfill"),
    # Databases that nobody keeps a project in, and the half of SQLAlchemy that `store` does without.
    *(f"sqlalchemy.dialects.{name}" for name in ("mssql", "mysql", "oracle")),
    *("sqlalchemy.orm", "sqlalchemy.ext.asyncio", "sqlalchemy.ext.automap", "sqlalchemy.ext.declarative"),
    *(f"sqlalchemy.ext.{name}" for name in ("associationproxy", "horizontal_shard", "hybrid", "mutable", "serializer")),
    *(f"sqlalchemy.ext.{name}" for name in ("baked", "indexable", "instrumentation", "mypy", "orderinglist")),
    # Parts of numpy that it imports when asked for, and nobody asks.
    *("numpy.ma", "numpy.polynomial", "numpy.fft", "numpy.testing", "numpy._pyinstaller", "PyInstaller"),
    # What spaCy's own command line would fetch with; it is imported only when that is run.
    *("anyio", "httpcore", "h11", "cloudpathlib", "smart_open", "wrapt"),
    # Tools for whoever writes programs, and what stands in for a compiled module that is there.
    *("pydoc", "pdb", "doctest", "unittest", "xmlrpc", "pydantic.mypy", "_pydecimal"),
    # Making catalogues of messages, and another program.
    *("babel.messages", "pypdfium2_cli"),
    # Parts of Qt that no module of ours imports.
    *(f"PySide6.{name}" for name in ("QtQml", "QtQuick", "QtDesigner", "QtSql", "QtTest", "QtNetwork", "QtOpenGL")),
    *(f"PySide6.{name}" for name in ("QtOpenGLWidgets", "QtPrintSupport", "QtUiTools", "QtHelp", "QtXml")),
)

_UNUSED_FILES = (
    # Sources of compiled modules, stubs, tests. Not *.cu, which thinc reads when it starts.
    *(
        "*.pyx",
        "*.pxd",
        "*.pxi",
        "*.cpp",
        "*.cc",
        "*.c",
        "*.h",
        "*.hh",
        "*.hpp",
        "*.pyi",
        "*/py.typed",
        "*.a",
        "*.lib",
        "*.sh",
    ),
    *("*/tests/*", "*/test/*", "*/testing/*", "*/_tests/*", "*/__pycache__/*", "*.typed"),
    # Qt's plugins for systems without a desktop, for networks, and for a theme engine that would load all of GTK.
    *(f"PySide6/*plugins/{kind}/*" for kind in ("tls", "networkinformation", "egldeviceintegrations", "generic")),
    *(f"PySide6/*plugins/{kind}/*" for kind in ("qmltooling", "sqldrivers", "designer", "printsupport", "qmllint")),
    *(f"PySide6/*plugins/platforms/*{name}*" for name in ("eglfs", "linuxfb", "vnc", "vkkhr", "minimal", "direct2d")),
    "PySide6/*plugins/platforminputcontexts/*virtualkeyboard*",
    "PySide6/*plugins/platformthemes/*gtk3*",
    "PySide6/*plugins/wayland-graphics-integration-server/*",
    *(f"PySide6/*plugins/wayland-shell-integration/*{name}*" for name in ("wl-shell", "ivi", "qt-shell", "fullscreen")),
    *(f"PySide6/*plugins/imageformats/*q{name}*" for name in ("pdf", "tga", "tiff", "wbmp", "webp", "icns")),
    *(f"PySide6/*Qt6{name}*" for name in ("Qml*", "Quick*", "Designer*", "Sql*", "Test*", "Pdf*", "VirtualKeyboard*")),
    "PySide6/Qt6Network.dll",  # nothing of ours asks for it; on Linux bundle.py sees to such libraries
    *(f"PySide6/*Qt{name}.framework/*" for name in ("Qml*", "Quick*", "Pdf*", "VirtualKeyboard")),
    *(f"*Qt6{name}*" for name in ("EglFS*", "WlShell*", "WaylandCompositor*", "WaylandEglCompositor*")),
    "PySide6/opengl32sw.dll",
    "PySide6/*/qml/*",
    # The window speaks English; Qt's own words in other languages would stand alone.
    "PySide6/*translations/*",
    # What a desktop brings itself, and must: two versions of these in one process crash.
    *("libgtk-3*", "libgdk-3*", "libgdk_pixbuf*", "libcairo*", "libpango*", "libatk*", "libharfbuzz*"),
    *("libwayland-*", "libxcb*", "libX11*", "libxkbcommon*", "libfontconfig*", "libfreetype*", "libEGL*", "libGL*"),
    *("libglib-2*", "libgobject-2*", "libgio-2*", "libgmodule-2*", "libdbus-1*", "libdrm*", "libgbm*"),
    *("libstdc++.so.6", "libgcc_s.so.1", "libX*.so.*", "libpng*", "libbsd*", "libmd.so*"),
    *("libsystemd*", "libudev*", "libbrotli*", "libuuid*", "libgcrypt*", "libgpg-error*", "libcap.so*", "libpcre2*"),
    # Every language's calendar; the reader of web pages asks for names of languages in English only.
    "babel/locale-data/[!er]*.dat",
    "babel/locale-data/e[!n]*.dat",
    "babel/locale-data/en_*.dat",
    "babel/locale-data/r[!o]*.dat",
    "babel/locale-data/ro[!o]*.dat",
    "babel/locale-data/ro.dat",
    # Lists of the commonest words, by which boilerplate is told; our web pages are in English.
    "justext/stoplists/[!E]*",
    "justext/stoplists/E[!n]*",
    # What a page in the form of TEI is held against, which is never asked for.
    "trafilatura/data/*",
    # Packages that read time zones have tzdata's.
    "pytz/zoneinfo/*",
    # What the excluded modules would have read, and a check of schemas in another language.
    *("lxml/isoschematron/*", "lxml/html/diff*", "lxml/html/_difflib*"),
    # Words on the other side of a build.
    *("resources/translations/*.ts", "*.dist-info/INSTALLER", "*.dist-info/REQUESTED", "*.dist-info/WHEEL"),
    "*.dist-info/RECORD",
    *("*.dist-info/top_level.txt", "*.dist-info/direct_url.json", "*.dist-info/zip-safe", "*.dist-info/sboms/*"),
)


def wanted(destination: str) -> bool:
    """Whether a file goes into the bundle.

    Args:
        destination: where it would lie, below the folder of the bundle.
    """
    path = destination.replace("\\", "/")
    if path.startswith(("resources/", "seeds/")):
        return not path.endswith((".ts", "/.gitattributes", *(() if sys.platform == "darwin" else (".icns",))))
    return not any(fnmatchcase(path, pattern) for pattern in _UNUSED_FILES)


@dataclass(slots=True)
class Collected:
    """What PyInstaller can't find by following imports."""

    modules: list[str] = field(default_factory=list)
    datas: list[tuple[str, str]] = field(default_factory=list)


def collected(root: Path) -> Collected:
    """Everything of ours and of the distributions that we ask for.

    Args:
        root: the checkout.
    """
    from PyInstaller.utils.hooks import collect_data_files, collect_submodules  # pyright: ignore[reportMissingModuleSource]

    result = Collected()
    sys.path.insert(0, str(root / "desktop"))
    result.modules += collect_submodules("pressmark")
    for folder in ("resources", "seeds"):
        result.datas += [
            (str(path), str(path.parent.relative_to(root))) for path in (root / folder).rglob("*") if path.is_file()
        ]
    result.datas.append((str(root / "LICENSE"), "."))
    python = Path(os.__file__).parent / "LICENSE.txt"  # beside the standard library, but for Windows: above it
    python = python if python.is_file() else Path(sys.base_prefix) / "LICENSE.txt"
    result.datas.append((str(python), "licences/Python"))
    from pressmark.services.components import needed

    for distribution in needed(requirements(root)):
        modules = [name for name in top_level(distribution) if name not in UNUSED_MODULES]
        if not modules:
            continue
        result.datas += metadata_files(distribution)
        if modules == ["PySide6"] or modules == ["shiboken6"]:
            continue  # PyInstaller's own hooks know Qt
        # PyInstaller does not see what compiled modules import, nor what is looked up in a register of entry points.
        compiled = any(str(file).endswith((".so", ".pyd")) for file in distribution.files or ())
        registered = any(not point.group.endswith("_scripts") for point in distribution.entry_points)
        for module in modules:
            result.datas += collect_data_files(module, excludes=["**/*.pyx", "**/tests"])
            if compiled or registered:
                result.modules += collect_submodules(module, filter=_not_unused, on_error="ignore")
    return result


def _not_unused(module: str) -> bool:
    parts = module.split(".")
    above = (".".join(parts[: count + 1]) for count in range(len(parts)))
    return "tests" not in parts and not any(name in UNUSED_MODULES for name in above)


def requirements(root: Path) -> list[str]:
    """What Pressmark asks for, with what a shared project asks for."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return [*project["dependencies"], *project["optional-dependencies"]["postgres"]]


def top_level(distribution: importlib.metadata.Distribution) -> list[str]:
    """The importable names that a distribution brings, without private helpers beside them."""
    names = set()
    for file in distribution.files or ():
        first = PurePosixPath(file).parts[0]
        if len(file.parts) > 1 and first.isidentifier():
            names.add(first)
        elif len(file.parts) == 1 and file.suffix == ".py":
            names.add(file.stem)
    return sorted(names - {"__pycache__"})


def metadata_files(distribution: importlib.metadata.Distribution) -> list[tuple[str, str]]:
    """A distribution's record with its licences: what `importlib.metadata` and Help → About read."""
    return [
        (str(distribution.locate_file(file)), str(PurePosixPath(file).parent))
        for file in distribution.files or ()
        if file.parts[0].endswith(".dist-info") and file.name != "RECORD"
    ]
