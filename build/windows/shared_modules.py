"""Run by both programs of the Windows bundle before anything else: their modules lie in one archive beside them.

PyInstaller puts all modules into each program, 13 MB packed, and they are the same. `pressmark.spec` gives each program
an archive with nothing in it and runs this first, which reads the common one in its place.
"""

import os
import sys

import pyimod01_archive  # pyright: ignore[reportMissingImports]
import pyimod02_importers  # pyright: ignore[reportMissingImports]

_PLACE: str = sys._MEIPASS  # pyright: ignore[reportAttributeAccessIssue]
_COMMON = pyimod01_archive.ZlibArchiveReader(f"{_PLACE}{os.sep}modules.pyz", check_pymagic=True)
# The finders that are there by now hold on to the empty archive, so it is made to be the other, not replaced.
vars(pyimod02_importers.pyz_archive).update(vars(_COMMON))
