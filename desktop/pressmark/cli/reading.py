"""What verbs that read datasets share."""

from __future__ import annotations

from pressmark.cli.verbs import UsageError


def check_readable(name: str) -> None:
    """Tells before anything is opened that no format of that name can be read.

    Raises:
        UsageError: naming those that there are.
    """
    from pressmark.formats import registry

    forms = {**registry.article_kinds(), **registry.datasets()}
    if name not in forms:
        raise UsageError(f"there is no format “{name}” that can be read; choose one of {', '.join(forms)}")
