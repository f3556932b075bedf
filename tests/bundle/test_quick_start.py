"""What makes the bundle's start quick: the stand-in for Qt's signatures, and the one file of modules."""

from __future__ import annotations

import importlib
import json
import marshal
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build"
MODULE, PACKAGE, WITHOUT_CODE = 0, 1, 3


def part(name: str) -> ModuleType:
    return importlib.import_module(name)


_WRONG_CALLS = """
import json, os, sys
import PySide6
from PySide6.QtCore import QObject, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

app = QApplication([])

class Sender(QObject):
    said = Signal(object, int)

heard, sender = [], Sender()
sender.said.connect(lambda *what: heard.append(what))
sender.said.emit(None, 3)
label, widget = QLabel(), QWidget()
right = [QPoint(1, 2).x(), QSize(3, 4).height(), QColor("red").name(), heard, label.wordWrap()]
before = sorted(name for name in sys.modules if name.startswith("shibokensupport"))
told = []
for call in (
    lambda: QPoint("here"),
    lambda: QPoint(1, 2, 3, 4),
    lambda: label.setText(5),
    lambda: label.setText(),
    lambda: QPushButton("a", nothing=3),
    lambda: QTimer.singleShot("soon", print),
    lambda: widget.resize(1, "2"),
    lambda: sender.said.emit(1),
    lambda: Qt.NoSuchThing,
    lambda: QColor.fromRgbF("a"),
):
    try:
        told.append(repr(call()))
    except Exception as error:
        told.append([type(error).__name__, str(error)])
told += [QPoint.__doc__, QLabel.setText.__doc__]
told += [str(PySide6.support.signature.get_signature(call)) for call in (QWidget.resize, QLabel.wordWrap, QPoint)]
json.dump({"right": right, "told": told, "before": before, "import": repr(__import__)}, sys.stdout)
sys.stdout.flush()
os._exit(0)  # without taking Qt's objects apart in whatever order
"""
_AS_IN_THE_BUNDLE = """
import importlib.util, sys
from pathlib import Path
sys.path += {places!r}
import lean
spec = importlib.util.find_spec("shiboken6")
module = sys.modules["shiboken6"] = importlib.util.module_from_spec(spec)
exec(lean.shiboken(Path(spec.origin).read_bytes()), module.__dict__)
"""


def _run(code: str) -> Any:
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONFAULTHANDLER": "1",
    }
    line = [sys.executable, "-c", code]
    done = subprocess.run(line, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def told(build_importable: None, tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, Any]:
    folder = tmp_path_factory.mktemp("signatures")
    names = part("lean").signatures(folder)
    assert {"shibokensupport", "shibokensupport.signature.loader", "shibokensupport.feature"} <= set(names)
    places = [str(folder), str(BUILD / "in_bundle"), str(BUILD)]
    return _run(_AS_IN_THE_BUNDLE.format(places=places) + _WRONG_CALLS), _run(_WRONG_CALLS)


class TestSignatures:
    def test_nothing_is_loaded_before_it_is_needed(self, told: tuple[Any, Any]) -> None:
        bundle, checkout = told
        assert bundle["before"] == ["shibokensupport.signature.mapping"]  # an empty one, of which Shiboken is told
        assert "__feature_import__" in checkout["import"]
        assert "__feature_import__" not in bundle["import"]
        assert "shibokensupport.signature.loader" in checkout["before"]

    def test_right_calls_do_the_same(self, told: tuple[Any, Any]) -> None:
        bundle, checkout = told
        assert bundle["right"] == checkout["right"] == [1, 4, "#ff0000", [[None, 3]], False]

    def test_wrong_calls_are_told_in_the_same_words(self, told: tuple[Any, Any]) -> None:
        bundle, checkout = told
        assert bundle["told"] == checkout["told"]
        assert "Supported signatures:" in bundle["told"][0][1]

    def test_another_shiboken_is_noticed(self) -> None:
        with pytest.raises(RuntimeError, match="made otherwise"):
            part("lean").shiboken(b"__version__ = '7'\nimport something")


def test_qts_enumerations_are_as_python_makes_them() -> None:
    assert part("lean").enums_made_otherwise() == []


def test_enumerations_that_are_not_plain_are_pythons(build_importable: None) -> None:
    code = """
import enum, json, sys
import quick_enums
quick_enums.install()
Words = enum.Enum("Words", {"A": "a", "B": "b"})
Twice = enum.IntEnum("Twice", [("one", 1), ("uno", 1), ("two", 2)])
Named = enum.Enum("Named", [("name", 1), ("other", 2)])
Flags = enum.Flag("Flags", [("A", 1), ("B", 2), ("AB", 3)], boundary=enum.KEEP)
try:
    enum.Enum("Same", [("a", 1), ("a", 2)])
except TypeError as error:
    refused = str(error)
json.dump([Words.B.value, Twice.uno.name, Twice(2).name, len(Twice), Twice.two + 1, Named.name.value,
    [one.name for one in Flags], (Flags.A | Flags.B).name, Flags(8).value, Flags.__module__, refused], sys.stdout)
"""
    got = _run(f"import sys\nsys.path.insert(0, {str(BUILD / 'in_bundle')!r})\n{code}")
    assert got[:-1] == ["b", "one", "two", 2, 3, 1, ["A", "B"], "AB", 8, "__main__"]
    assert "'a' already defined" in got[-1]


_PYINSTALLERS = """
import marshal, os, sys, types

def made(name, **what):
    sys.modules[name] = module = types.ModuleType(name)
    vars(module).update(what)
    return module

class PyiFrozenLoader:
    def __init__(self, name, archive, entry, is_package):
        self.name, self._archive, self._entry = name, archive, entry
        parts = entry.split(".") + (["__init__"] if is_package else [])
        self.path = os.path.join(sys._MEIPASS, *parts) + ".py"

    def create_module(self, spec):
        return None

    def get_code(self, name):
        return self._archive.extract(self._entry)

    def exec_module(self, module):
        exec(self.get_code(module.__name__), module.__dict__)

from importlib.util import MAGIC_NUMBER
made("pyimod01_archive", ZlibArchiveReader=object, PYZ_ITEM_MODULE=0, PYZ_ITEM_PKG=1, PYTHON_MAGIC_NUMBER=MAGIC_NUMBER)
made("pyimod02_importers", PyiFrozenLoader=PyiFrozenLoader)
made("pyimod03_ctypes", install=lambda: print("ctypes prepared"))
sys.modules.pop("inspect", None)
sys.modules.pop("ctypes", None)
"""
"""What PyInstaller has loaded when the bundle's first script runs, as far as that script uses it."""


class TestModules:
    @staticmethod
    def bundle(
        folder: Path,
        modules: dict[str, tuple[int, str | None]],
        preparing: dict[str, str] | None = None,
        files: dict[str, str] | None = None,
    ) -> None:
        compiled = {
            name: (kind, None if text is None else marshal.dumps(compile(text, f"{name.replace('.', '/')}.py", "exec")))
            for name, (kind, text) in modules.items()
        }
        scripts = {}
        for module, text in (preparing or {}).items():
            scripts[module] = [folder / f"prepare_{module}.py"]
            scripts[module][0].write_text(text, "utf-8")
        part("modules").write(folder / "modules.bin", compiled, files or {}, scripts)

    @staticmethod
    def run(folder: Path, code: str) -> list[str]:
        first = f"exec(compile(open({str(BUILD / 'in_bundle' / 'modules.py')!r}).read(), 'modules.py', 'exec'))"
        program = f"import sys\nsys._MEIPASS = {str(folder)!r}\n{_PYINSTALLERS}\n{first}\n{code}"
        line = [sys.executable, "-I", "-c", program]
        done = subprocess.run(line, capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout.splitlines()

    def test_modules_are_as_if_they_lay_in_the_folder(self, tmp_path: Path) -> None:
        self.bundle(tmp_path, {"whole": (PACKAGE, "from . import part"), "whole.part": (MODULE, "number = 7")})
        shown = (
            "import whole, importlib.util\n"
            "print(whole.part.number, whole.__file__, whole.__path__, whole.part.__file__, whole.part.__package__)\n"
            "print(whole.__spec__.origin, whole.part.__spec__.parent, importlib.util.find_spec('whole.none'))"
        )
        first, inner = tmp_path / "whole" / "__init__.py", tmp_path / "whole" / "part.py"
        assert self.run(tmp_path, shown) == [
            f"7 {first} [{str(first.parent)!r}] {inner} whole",
            f"{first} whole None",
        ]

    def test_compiled_modules_are_loaded_from_their_files(self, tmp_path: Path) -> None:
        import _ctypes  # one that is a file on every system

        source = Path(_ctypes.__file__ or "")
        (tmp_path / "lib").mkdir()
        (tmp_path / "lib" / source.name).write_bytes(source.read_bytes())
        self.bundle(tmp_path, {}, files={"_ctypes": f"lib{os.sep}{source.name}"})
        shown = "import _ctypes; print(_ctypes.__file__, _ctypes.__spec__.has_location, callable(_ctypes.sizeof))"
        assert self.run(tmp_path, shown) == [f"{tmp_path / 'lib' / source.name} True True"]

    def test_where_compiled_modules_lie(self) -> None:
        dynamic = f"python3.11{os.sep}lib-dynload{os.sep}_struct.cpython-311.so"
        inner = f"PySide6{os.sep}QtCore.abi3.so"
        binaries = [(dynamic, "", "EXTENSION"), (inner, "", "EXTENSION"), ("libQt6Core.so.6", "", "BINARY")]
        assert part("modules").compiled(binaries) == {"_struct": dynamic, "PySide6.QtCore": inner}

    def test_a_traceback_names_file_and_line(self, tmp_path: Path) -> None:
        self.bundle(
            tmp_path, {"whole": (PACKAGE, ""), "whole.part": (MODULE, "def fail():\n\n    raise ValueError(3)")}
        )
        shown = "import traceback, whole.part\ntry: whole.part.fail()\nexcept ValueError: print(traceback.format_exc())"
        assert '  File "whole/part.py", line 3, in fail' in self.run(tmp_path, shown)

    def test_what_a_package_looks_for_elsewhere_is_left_to_others(self, tmp_path: Path) -> None:
        self.bundle(
            tmp_path, {"whole": (PACKAGE, ""), "whole.part": (MODULE, "number = 7"), "bare": (WITHOUT_CODE, None)}
        )
        elsewhere = tmp_path / "elsewhere"
        elsewhere.mkdir()
        (elsewhere / "part.py").write_text("number = 8", "utf-8")
        shown = (
            f"import whole; whole.__path__.insert(0, {str(elsewhere)!r})\n"
            "import whole.part; print(whole.part.number)\n"
            "print(Finder.find_spec('bare'), Finder.find_spec('absent'))"
        )
        assert self.run(tmp_path, shown) == ["8", "None None"]

    def test_modules_are_prepared_when_they_are_loaded(self, tmp_path: Path) -> None:
        modules: dict[str, tuple[int, str | None]] = {
            "whole": (MODULE, "print('loaded')"),
            "ctypes": (MODULE, ""),
            "inspect": (MODULE, "def getsourcefile(what):\n    return f'file of {what}'"),
        }
        replaces = "import inspect\nold = inspect.getsourcefile\ninspect.getsourcefile = lambda it: f'other {old(it)}'"
        self.bundle(tmp_path, modules, {"whole": "print('prepared')", "inspect": replaces})
        shown = (
            "sys.modules['pyimod03_ctypes'].install(); print('started')\n"
            "import whole, ctypes, inspect; first = inspect.getsourcefile\n"
            "print(first(1)); print(first(2)); print(inspect.getsourcefile(3))"
        )
        assert self.run(tmp_path, shown) == [
            *("started", "loaded", "prepared", "ctypes prepared"),
            *("other file of 1", "other file of 2", "other file of 3"),
        ]

    def test_some_modules_are_run_when_something_of_them_is_asked_for(self, tmp_path: Path) -> None:
        code = "import time; print('run'); time.sleep(0.2); number = 7; __all__ = ['number']"
        self.bundle(tmp_path, {"ipaddress": (MODULE, code)})
        shown = (
            "import threading, types\n"
            "sys.modules.pop('ipaddress', None)\n"
            "import ipaddress, ipaddress as again\n"
            "print('imported', ipaddress.__name__, ipaddress.__file__, ipaddress is again)\n"
            "told = []\n"
            "asking = [threading.Thread(target=lambda: told.append(ipaddress.number)) for _ in range(3)]\n"
            "for thread in asking: thread.start()\n"
            "for thread in asking: thread.join()\n"
            "from ipaddress import *\n"
            "print(told, number, type(ipaddress) is types.ModuleType, sys.modules['ipaddress'] is ipaddress)"
        )
        assert self.run(tmp_path, shown) == [
            f"imported ipaddress {tmp_path / 'ipaddress.py'} True",
            "run",
            "[7, 7, 7] 7 True True",
        ]

    def test_a_module_that_can_wait_fails_each_time_it_is_asked(self, tmp_path: Path) -> None:
        self.bundle(tmp_path, {"ipaddress": (MODULE, "print('run'); number = 1 / 0")})
        shown = (
            "sys.modules.pop('ipaddress', None)\n"
            "import ipaddress\n"
            "for _ in range(2):\n"
            "    try: ipaddress.number\n"
            "    except ZeroDivisionError as error: print(error)"
        )
        assert self.run(tmp_path, shown) == ["run", "division by zero"] * 2

    def test_a_file_for_another_python_is_refused(self, tmp_path: Path) -> None:
        self.bundle(tmp_path, {"whole": (MODULE, "")})
        data = (tmp_path / "modules.bin").read_bytes()
        (tmp_path / "modules.bin").write_bytes(b"\0" + data[1:])
        with pytest.raises(AssertionError, match=r"modules\.bin was made by another Python"):
            self.run(tmp_path, "")

    def test_scripts_that_can_wait_do(self) -> None:
        scripts = [(name, f"/{name}.py", "PYSOURCE") for name in ("pyi_rth_inspect", "pyi_rth_other", "__main__")]
        left, waiting = part("modules").without_hooks(scripts)
        assert [name for name, _, _ in left] == ["pyi_rth_other", "__main__"]
        assert waiting == {"inspect": [Path("/pyi_rth_inspect.py")]}
