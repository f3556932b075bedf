"""What verbs that read datasets share."""

from __future__ import annotations

from pressmark.cli.verbs import UsageError
from pressmark.core.errors import UserError


def check_readable(name: str) -> None:
    """Tells before anything is opened that no format of that name can be read.

    Raises:
        UsageError: naming those that there are.
    """
    from pressmark.formats import registry

    try:
        registry.readable(name)
    except UserError as error:
        raise UsageError(str(error)) from error
