"""Two compiled packages without what the bundle has no use for (Linux, where there is a compiler).

- numpy's wheel brings OpenBLAS, 39 MB of kernels for every processor. spaCy multiplies by BLIS, and nothing else here
  multiplies matrices, so numpy is built from its source without a BLAS: as fast for us, and detection is the same.
- blis' wheel has the whole library twice. `blis.py`, 17 MB, only calls `blis.cy`, so it is compiled from the source in
  the wheel and linked with nothing.

The first takes seven minutes of a processor, so the wheel is kept below `/var/tmp/pressmark-wheels` (or
`PRESSMARK_WHEELS`). Where there is no compiler, or another Python than numpy 2.0 is for, the wheels stay as they are.
"""

from __future__ import annotations

import hashlib
import os
import platform
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

from common import HERE, ROOT, WORK, PackagingError, need, run, say

CACHE = Path(os.environ.get("PRESSMARK_WHEELS") or "/var/tmp/pressmark-wheels")
TOOLS = HERE / "linux" / "numpy-build.txt"
_LOCK = ROOT / "requirements-package.lock"
_NUMPY = "2.0.2"
_OPTIONS = ("-Dblas=", "-Dlapack=", "-Dallow-noblas=true", "-Dcpu-dispatch=SSE41 SSE42 AVX2 FMA3")


def replace(python: Path) -> None:
    """Puts the two in the place of their wheels.

    Args:
        python: of the environment that the bundle is made from.

    Raises:
        PackagingError: something could not be built that should have been.
    """
    why_not = _unfit(python)
    if why_not:
        say(f"numpy and blis stay as their wheels are, which makes the bundle 60 MB larger: {why_not}")
        return
    tools = _tools()
    wheel = _numpy(tools)
    run(
        [python, "-m", "pip", "install", "--no-deps", "--no-index", "--force-reinstall", "--no-input", wheel],
        minutes=5,
        what="installing numpy without a BLAS",
    )
    _blis(tools, python)
    code = "import numpy, blis.cy, blis.py as b; a = numpy.ones((3, 4), 'f'); assert (b.gemm(a, a.T.copy()) == 4).all()"
    run([python, "-c", code], minutes=2, what="multiplying with the smaller blis")
    code = "from numpy._core._multiarray_umath import __cpu_dispatch__ as d; assert 'AVX2' in d and 'AVX512F' not in d"
    run([python, "-c", code], minutes=2, what="asking numpy whether it was built with the options")


def _unfit(python: Path) -> str | None:
    if sys.platform != "linux" or platform.machine() != "x86_64":
        return "they are built on Linux for x86_64 only."
    if not any(_package(python, "numpy", _NUMPY)):
        return f"another numpy than {_NUMPY} is locked for this Python."
    header = Path(sysconfig.get_path("include")) / "Python.h"
    try:
        need({"gcc": "gcc", "g++": "g++"})
        if not header.is_file() and sys.prefix.startswith("/usr"):
            need({f"python3.{sys.version_info[1]}-config": f"python3.{sys.version_info[1]}-dev"})
    except PackagingError as error:
        return str(error)
    return None if header.is_file() else f"there is no {header}."


def _package(python: Path, name: str, version: str) -> list[Path]:
    return list(python.parent.parent.glob(f"lib/python3*/site-packages/{name}-{version}.dist-info"))


def _tools() -> Path:
    """The Python of an environment with the build tools, by their hashes."""
    venv = WORK / "build-venv"
    python = venv / "bin" / "python"
    stamp = venv / "tools.sha256"
    wanted = hashlib.sha256(TOOLS.read_bytes() + sys.version.encode()).hexdigest()
    if not stamp.is_file() or stamp.read_text("ascii") != wanted:
        shutil.rmtree(venv, ignore_errors=True)
        base = getattr(sys, "_base_executable", None) or sys.executable
        run([base, "-m", "venv", venv], minutes=3, what="making the environment for building numpy")
        pip = [python, "-m", "pip", "install", "--require-hashes", "--only-binary", ":all:", "--no-input"]
        run([*pip, "-r", TOOLS], minutes=10, what="installing what numpy is built with")
        stamp.write_text(wanted, "ascii")
    return python


def _numpy(tools: Path) -> Path:
    """The wheel of numpy without a BLAS, built now unless it is kept."""
    block = next(
        part for part in re.split(r"\n(?=\S)", _LOCK.read_text("utf-8")) if part.startswith(f"numpy=={_NUMPY}")
    )
    compiler = subprocess.run(["gcc", "--version"], capture_output=True, text=True, check=True).stdout.split("\n")[0]
    # The options stand in the file: pip keeps those of its command line from what a file asks for.
    lines = [line for line in block.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    lines[-1] += "".join(f' --config-settings="setup-args={option}"' for option in _OPTIONS)
    wanted = "\n".join(lines)
    made_by = "\n".join((wanted, TOOLS.read_text("utf-8"), sys.version, *platform.libc_ver(), compiler))
    folder = CACHE / hashlib.sha256(made_by.encode()).hexdigest()[:16]
    kept = list(folder.glob("numpy-*.whl"))
    if kept:
        return kept[0]
    asked = WORK / "numpy.txt"
    asked.write_text(wanted + "\n", "utf-8")
    unfinished = folder.with_suffix(f".{os.getpid()}")
    shutil.rmtree(unfinished, ignore_errors=True)
    pip = [tools, "-m", "pip", "wheel", "--require-hashes", "--no-deps", "--no-binary", "numpy", "--no-build-isolation"]
    run(
        [*pip, "--no-input", "--no-cache-dir", "-w", unfinished, "-r", asked],
        minutes=40,
        what="building numpy without a BLAS",
        env={"PATH": f"{tools.parent}{os.pathsep}{os.environ['PATH']}"},
    )
    shutil.rmtree(folder, ignore_errors=True)
    unfinished.replace(folder)
    return next(folder.glob("numpy-*.whl"))


def _blis(tools: Path, python: Path) -> None:
    """Compiles `blis.py` from the source in its wheel, and takes it in place of the one with the whole library."""
    (packages,) = python.parent.parent.glob("lib/python3*/site-packages")
    place = WORK / "blis"
    shutil.rmtree(place, ignore_errors=True)
    (place / "blis").mkdir(parents=True)
    for path in (packages / "blis").iterdir():
        if path.suffix in (".py", ".pyx", ".pxd"):
            shutil.copy2(path, place / "blis")
    line = [tools.parent / "cython", "-3", "-I", packages, "blis/py.pyx", "-o", "py.c"]
    run(line, minutes=5, what="cython blis.py", cwd=place)
    target = packages / "blis" / f"py{sysconfig.get_config_var('EXT_SUFFIX')}"
    run(
        ["gcc", "-O2", "-w", "-shared", "-fPIC", "-I", sysconfig.get_path("include")]
        + ["-I", packages / "numpy/_core/include", "py.c", "-o", "py.so"],
        minutes=10,
        what="compiling blis.py",
        cwd=place,
    )
    target.unlink()  # not over it: a wheel's file may be a hard link to pip's cache
    shutil.copy2(place / "py.so", target)
