"""The sample articles that come with the program."""

from __future__ import annotations

from pathlib import Path

_SUFFIXES = (".txt", ".md", ".html")
_FIRST = "kalbajar-handover"


def sample_files(seeds: Path) -> list[Path]:
    """The articles of the seeds folder, without the notes and the gold beside them; the Kalbajar story first."""
    files = [file for file in sorted(seeds.iterdir()) if file.suffix in _SUFFIXES and file.stem != "README"]
    return sorted(files, key=lambda file: file.stem != _FIRST)
