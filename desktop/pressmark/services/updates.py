"""Is there a newer version? Asked only when the user says so, and only where the build names an address to ask.

This project has no servers. Whoever builds packages for others may set `PRESSMARK_UPDATE_ADDRESS`, and the bundle then
carries `resources/update.json` with it; without that file there is nothing to ask, and the window shows no button.
"""

from __future__ import annotations

import json
import re
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

from msgspec import Struct

from pressmark import __version__
from pressmark.core.errors import UserError

_FILE = "update.json"
_SECONDS = 15.0
_MOST_BYTES = 1_000_000


class Release(Struct, frozen=True):
    """What the address says is the newest version.

    Attributes:
        page: where it can be had, https only; "" when the address does not say.
    """

    version: str
    page: str

    @property
    def newer(self) -> bool:
        """Whether it is newer than this program."""
        return _numbers(self.version) > _numbers(__version__)


def address(resources: Path) -> str | None:
    """The address that this build may ask, or None when it names none.

    Args:
        resources: the folder that comes with the program.
    """
    try:
        said = json.loads((resources / _FILE).read_text("utf-8"))["address"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return said if isinstance(said, str) and said.startswith("https://") else None


def host(asked: str) -> str:
    """The name of the computer behind an address."""
    return urllib.parse.urlsplit(asked).hostname or asked


def newest(asked: str) -> Release:
    """Asks the address. Blocks for up to fifteen seconds; for a worker's thread.

    The answer is a JSON object with `version` and `page`, or one as code hosts give for a newest release (`tag_name`
    and `html_url`). Nothing is sent along but the request itself.

    Raises:
        UserError: it does not answer, or not with a version.
    """
    request = urllib.request.Request(asked, headers={"User-Agent": "Pressmark", "Accept": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=_SECONDS) as answer:
            said = json.loads(answer.read(_MOST_BYTES))
    except urllib.error.HTTPError as error:
        error.close()
        raise UserError(
            "{host} refused to answer ({code}); try again later.", host=host(asked), code=error.code
        ) from error
    except (OSError, ValueError) as error:
        raise UserError(
            "{host} can't be asked now; check the network and try again.", host=host(asked), details=str(error)
        ) from error
    version = str(said.get("version") or said.get("tag_name") or "") if isinstance(said, dict) else ""
    if not _numbers(version):
        raise UserError("{host} did not answer with a version; ask whoever gave you this program.", host=host(asked))
    page = str(said.get("page") or said.get("html_url") or "")
    return Release(version.removeprefix("v"), page if page.startswith("https://") else "")


def _numbers(version: str) -> tuple[int, ...]:
    found = re.match(r"v?(\d+(?:\.\d+)*)", version)
    return tuple(map(int, found[1].split("."))) if found else ()
