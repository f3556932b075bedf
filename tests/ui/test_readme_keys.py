"""The README's table of keys is the action table's; `python -m tests.ui.test_readme_keys` writes it anew."""

from __future__ import annotations

import re
from pathlib import Path

from pressmark.ui.actions import TABLE

README = Path(__file__).parents[2] / "README.md"
_BEGIN, _END = "<!-- keys -->\n", "<!-- end of keys -->\n"


def keys_table() -> str:
    lines = ["| what | keys |", "|---|---|"]
    for spec in TABLE:
        if spec.keys:
            words = re.sub(r"&(.)", r"\1", spec.text).removesuffix("…")
            lines.append(f"| {words} | {' or '.join(f'`{key}`' for key in spec.keys)} |")
    return "\n".join(lines) + "\n"


def test_the_readme_has_every_key_as_it_is() -> None:
    text = README.read_text(encoding="utf-8")
    assert text.partition(_BEGIN)[2].partition(_END)[0] == keys_table()


if __name__ == "__main__":
    before, _, rest = README.read_text(encoding="utf-8").partition(_BEGIN)
    README.write_text(before + _BEGIN + keys_table() + _END + rest.partition(_END)[2], encoding="utf-8")
