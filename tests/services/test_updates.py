from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from pressmark.core.errors import UserError
from pressmark.services import updates


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ('{"address": "https://updates.invalid/x.json"}', "https://updates.invalid/x.json"),
        ('{"address": "http://updates.invalid/x.json"}', None),
        ('{"address": 3}', None),
        ("[]", None),
        ("{", None),
    ],
)
def test_the_address_is_what_the_build_names(tmp_path: Path, text: str, address: str | None) -> None:
    (tmp_path / "update.json").write_text(text, "utf-8")
    assert updates.address(tmp_path) == address


def test_a_build_that_names_none_asks_nobody(tmp_path: Path) -> None:
    assert updates.address(tmp_path) is None
    assert updates.address(Path(__file__).resolve().parents[2] / "resources") is None


class _Answering(BaseHTTPRequestHandler):
    code, body = 200, b"{}"
    asked: list[tuple[str, dict[str, str]]] = []  # noqa: RUF012

    def do_GET(self) -> None:
        self.asked.append((self.path, dict(self.headers)))
        self.send_response(self.code)
        self.end_headers()
        self.wfile.write(self.body)

    def log_message(self, *_: object) -> None:
        return


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setattr(_Answering, "asked", [])
    listening = HTTPServer(("127.0.0.1", 0), _Answering)
    thread = threading.Thread(target=listening.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{listening.server_port}/newest.json"
    listening.shutdown()
    thread.join()
    listening.server_close()


@pytest.mark.parametrize(
    ("answer", "version", "page", "newer"),
    [
        ({"version": "99.0", "page": "https://x.invalid/"}, "99.0", "https://x.invalid/", True),
        ({"tag_name": "v99.0.1", "html_url": "http://x.invalid/"}, "99.0.1", "", True),
        ({"version": "0.0.1"}, "0.0.1", "", False),
    ],
)
def test_the_answer_is_read(
    server: str, monkeypatch: pytest.MonkeyPatch, answer: dict[str, str], version: str, page: str, newer: bool
) -> None:
    monkeypatch.setattr(_Answering, "body", json.dumps(answer).encode())
    found = updates.newest(server)
    assert (found.version, found.page, found.newer) == (version, page, newer)
    ((path, headers),) = _Answering.asked
    assert path == "/newest.json"
    assert headers["User-Agent"] == "Pressmark"


@pytest.mark.parametrize(
    ("code", "body", "words"),
    [(200, b"<html>", "can't be asked now"), (200, b"[1]", "did not answer with a version"), (404, b"", "(404)")],
)
def test_what_is_no_answer_is_told(
    server: str, monkeypatch: pytest.MonkeyPatch, code: int, body: bytes, words: str
) -> None:
    monkeypatch.setattr(_Answering, "code", code)
    monkeypatch.setattr(_Answering, "body", body)
    with pytest.raises(UserError) as caught:
        updates.newest(server)
    assert words in caught.value.sentence
    assert "127.0.0.1" in caught.value.sentence
