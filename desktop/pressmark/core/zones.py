"""The parts of an article: what it says, what is said about it, and what the web page put around it."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from pressmark.core.span import Span


class ZoneKind(StrEnum):
    """What a stretch of an article is."""

    HEADLINE = "headline"
    PUBLISHED = "published"
    STORY_CODE = "story_code"
    BYLINE = "byline"
    DATELINE = "dateline"
    BODY = "body"
    FURNITURE = "furniture"


READ_ZONES = frozenset({ZoneKind.HEADLINE, ZoneKind.DATELINE, ZoneKind.BODY})
"""The zones that detection runs on: what the article itself says."""


class Zone(Struct, frozen=True, order=True, gc=False):
    """One part. Zones of an article never overlap; text between them is white space."""

    span: Span
    kind: ZoneKind
