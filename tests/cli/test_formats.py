"""The list of formats, and that the page in docs/ is the one that the program makes."""

from __future__ import annotations

import json

from tests.cli.conftest import ROOT, Pressmark

from pressmark.cli.formats import markdown
from pressmark.formats import registry


def test_the_page_in_docs_is_up_to_date() -> None:
    page = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
    assert page == markdown(), "make it anew: python dev.py cli formats --markdown > docs/formats.md"


def test_every_format_is_listed(here: Pressmark) -> None:
    done = here("formats")
    assert (done.code, done.err) == (0, "")
    articles, read, written = done.out.split("\n\n")
    kinds = {**registry.READERS, **registry.TABLES, **registry.ARCHIVES}
    for block, forms in ((articles, kinds), (read, registry.DATASETS), (written, registry.WRITERS)):
        assert [line.split()[0] for line in block.splitlines()[1:]] == list(forms)


def test_programs_learn_what_each_holds(here: Pressmark) -> None:
    found = json.loads(here("formats", "--json").out)
    rows = {row["name"]: row for row in found["datasets"]}
    assert set(rows) == {*registry.DATASETS, *registry.WRITERS}
    assert rows["jsonl"]["holds"] == [
        "text", "overlaps", "attributes", "relations", "status", "origin", "notes", "tokens", "metadata", "zones",
    ]  # fmt: skip
    assert (rows["jsonl"]["read"], rows["jsonl"]["written"], rows["jsonl"]["lossless"]) == (True, True, True)
    assert (rows["bio"]["holds"], rows["bio"]["extensions"]) == (["tokens"], [".bio"])


def test_a_table_of_one_way_or_the_other(here: Pressmark) -> None:
    done = here("formats", "--json", "--markdown")
    assert done.code == 2
    assert "not allowed with argument --json" in done.err
