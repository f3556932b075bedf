"""Whether "a third", "a quarter" or "half" is a share of something, by the words around it."""

from __future__ import annotations

import re

_SHARE_BEHIND = re.compile(
    r" of |[.,;:)]|$| (?:less|more|higher|lower|cheaper|down|up|from|on|as|in|to|compared|since)\b"
)
_OF_MANY = re.compile(r" (?:are|were|have|do|did|say|said|want|live|think|believe)\b")
"""Behind "a third": a plural verb; "a third is missing" speaks of the third one."""
_SHARE_BEFORE = re.compile(r"\b(?:by|than|about|around|nearly|almost|over|under|to|roughly|some|only|just|up|down)$")
_AGAINST = re.compile(
    r" (?:more|less|fewer|higher|lower|bigger|larger|smaller|longer|shorter|taller|heavier|lighter|cheaper|faster"
    r"|slower)(?: [a-z]+)? than\b"
)
"""Behind "a third": how much one thing is held to be above or below another."""
_THAT = re.compile(r" that(?: (?:amount|number|figure|sum|size|age|rate|price|time|of|for|in|at|from)\b|[.,;])")
"""Behind "half": a number that was told before."""
_WHICH = re.compile(r"\bof wh(?:ich|om)$")


def is_share(low: str, start: int, behind: str, part: str) -> bool:
    """Whether "a third", "a quarter" or "half" is a share of something, and not the third one or three months."""
    if behind.startswith((" of ", " or so of ")) or behind == " of":
        return True
    before = low[max(0, start - 12) : start].rstrip()
    if part == "second":
        return False
    if _WHICH.search(before) or (_OF_MANY.match(behind) and part != "half"):
        return True
    if before.endswith("between") and behind.startswith(" and "):
        return True
    if _AGAINST.match(behind) or (part == "half" and _THAT.match(behind)):
        return True
    return bool(_SHARE_BEHIND.match(behind)) and bool(_SHARE_BEFORE.search(before))
