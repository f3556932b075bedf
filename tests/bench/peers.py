"""The libraries that dates and figures are compared with: `.venv-peers` (tests/environments.py).

`dev.py bench --peers` makes it first. What stands in it is put behind our own packages, so it changes nothing that we
measure.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[2]))
from tests.environments import PEERS


def on_the_path() -> None:
    """Lets Python find the libraries, behind our own packages."""
    place = PEERS.packages()
    if place is not None and str(place) not in sys.path:
        sys.path.append(str(place))
