"""What web pages put around an article: forms, share buttons, links, credits. Lines are judged by their words.

When in doubt a line belongs to the article: a link that is read as text costs a second, a sentence that is hidden
costs its annotations.
"""

from __future__ import annotations

import re

LONGEST = 200
"""A line of more code points is never judged to be furniture by its words, but for a copyright notice."""

_SITES = (
    r"facebook|twitter|x|whats\s?app|telegram|linked-?in|reddit|pinterest"
    r"|instagram|youtube|tiktok|vk|viber|messenger|threads|bluesky|mastodon|rss"
)
_END = r"[\s.!:…»›>→*)]*"

# Whole lines that no article contains as its own text, wherever they stand.
_ANYWHERE = re.compile(
    rf"""(?:
    your\s+(?:full\s+)?(?:name|e-?mail(?:\s+address)?|comment|message)(?:\s*\(?(?:required|optional
    |will\s+not\s+be\s+published)\)?)?
    | (?:leave|add|post|write)\s+(?:a|your)\s+(?:comment|reply|response)(?:\s+below)? | post\s+comment
    | (?:share|print|save|e-?mail|tweet|forward)\s+(?:this(?:\s+(?:article|story|page|post|news|link))?|article|story)
      (?:\s+(?:on|via|with|to)\s+[\w ,]+)?
    | share\s+(?:(?:on|via|by|to)\s+(?:{_SITES}|e-?mail|mail|social\s+media)|with\s+(?:friends|a\s+friend
    |your\s+friends))
    | (?:send|tell|e-?mail|recommend)\s+(?:this\s+)?(?:to\s+)?(?:a|your)\s+friends?
    | follow\s+(?:us|me|our)\b.{{0,60}}
    | (?:subscribe|sign\s*up|register)\s+(?:now|here|today|free|(?:to|for)\b.{{0,80}})
    | (?:get|receive)\s+(?:our|the)\s+(?:\w+\s+){{0,3}}newsletters?\b.{{0,60}}
    | advertisements? | sponsored\s+(?:content|post|links?) | promoted\s+(?:content|stories)
    | (?:article\s+)?continues?\s+(?:below|after)(?:\s+(?:the\s+|this\s+)?advert\w*)? | story\s+continues\s+below
    | (?:read|see|watch|view|listen)\s*(?:more|also|next|too)\s*:.{{0,160}} | (?:also|more)\s+read\s*:?.{{0,160}}
    | (?:related|recommended)(?:\s+(?:articles?|stor(?:y|ies)|news|posts?|topics?|links?|content|reading|coverage
    |items?))?
      \s*:.{{0,180}}
    | (?:related|recommended)\s+(?:articles?|stor(?:y|ies)|news|posts?|topics?|links?|content|reading|coverage)
    | you\s+(?:may|might)\s+(?:also\s+)?(?:like|be\s+interested(?:\s+in)?)\b.{{0,40}} | recommended\s+for\s+you
    | most\s+(?:read|popular|viewed|commented|shared)(?:\s+(?:articles|stories|news))? | trending(?:\s+now)?
    | (?:tags?|keywords?|topics?|filed\s+under|categor(?:y|ies))\s*:.{{0,180}}
    | (?:click|tap)\s+here\b.{{0,80}} | skip\s+to\s+(?:main\s+)?(?:content|navigation)
    | (?:was|is)\s+this\s+(?:page|article|story|information)\s+(?:useful|helpful|interesting)\b.{{0,40}}
    | (?:we|this\s+(?:web)?site)\s+uses?\s+cookies\b.{{0,160}} | (?:accept|manage)\s+(?:all\s+)?cookies
    | all\s+rights\s+reserved | terms\s+(?:of\s+(?:use|service)|and\s+conditions) | privacy\s+policy
    | (?:copyright\s*)?(?:©|\(c\))\s*\w.{{0,160}} | copyright\s*(?:\d{{4}}|by\b|:).{{0,160}}
    | \(?\s*(?:photo(?:graph)?s?|image|picture|pic|file\s+photo)(?:\s+(?:credits?|by|courtesy(?:\s+of)?|source))?\s*:
      \s*.{{0,120}}
    | \(?(?:photo(?:graph)?|image|picture)\s+(?:credit|by|courtesy\s+of)\s+.{{0,100}}
    | \(?(?:reporting|writing|editing)\s+by\s+[^.;]+;\s*(?:additional\s+)?(?:reporting|writing
    |editing)\s+by\s+.{{0,140}}
    ){_END}""",
    re.VERBOSE | re.IGNORECASE,
)

# Words of buttons and menus, which can also be a subheading: furniture above and below the article only.
_WORD = rf"""(?:
    share | tweet | print | save | e-?mail | mail | like | send | submit | copy\s+link | bookmark | listen
    | comments? | reply
    | (?:no|\d+)\s+(?:comments?|shares?|likes?|replies) | comments?\s*\(\s*\d+\s*\) | share\s+by\s+mail | share\s+link
    | print\s+(?:this\s+)?(?:page|article|story) | tell\s+a\s+friend | follow\s+us | contact(?:\s+us)?
    | about(?:\s+us)?
    | (?:{_SITES}) | related | subscribe | newsletter | sign\s+(?:up|in) | log\s?in | register | search | menu | home
    | name\s*\*? | e-?mail\s*(?:address)?\s*\*? | web\s?site | captcha | next | previous | back(?:\s+to\s+top)? | top
    | load(?:ing)?(?:\s+more)? | show\s+more | see\s+(?:all|more) | view\s+all | read\s+(?:more|next|also)
    | see\s+also
    | yes | no | advertising | sponsored | promoted | tags? | gallery | photos? | videos? | advert | ad | ads
    | cancel | close | accept | more
    )"""
_WORDS = re.compile(rf"{_WORD}(?:\s*(?:[|·•/,:›»>&]|\s-\s)\s*{_WORD})*{_END}", re.VERBOSE | re.IGNORECASE)

_BELOW = re.compile(
    rf"""(?:more\s+(?:from|on|about|in)\s+.{{1,60}} | more\s+(?:stories|news|articles|headlines)
    | latest\s+(?:news|stories|headlines|articles) | also\s+(?:on|in)\s+.{{1,40}} | what\s+to\s+read\s+next
    | support\s+(?:us|our\s+(?:journalism|work)) | join\s+(?:us|the\s+(?:conversation|discussion)).{{0,60}}
    | (?:got|have)\s+a\s+(?:tip|story|question)\?.{{0,60}}){_END}""",
    re.VERBOSE | re.IGNORECASE,
)
_ABOVE = re.compile(
    rf"""(?:world|news|politics|business|economy|markets?|sports?|science|tech(?:nology)?|opinion|culture|health
    |society
    |international|national|local|region(?:al)?|europe|asia|africa|americas?|middle\s+east|caucasus|home\s+news
    |breaking(?:\s+news)?|world\s+news|latest\s+news|top\s+stor(?:y|ies)|analysis|features?
    |home\s*[>›»/|]\s*.{{1,80}}){_END}""",
    re.VERBOSE | re.IGNORECASE,
)
_LIST_HEADING = re.compile(
    rf"""(?:(?:related|recommended)\s+(?:articles?|stor(?:y|ies)|news|posts?|topics?|links?|content|reading|coverage)
    | (?:read|see)\s+(?:more|also|next) | more\s+(?:stories|news|articles|headlines)
    | latest\s+(?:news|stories|headlines|articles)
    | most\s+(?:read|popular|viewed|commented|shared)(?:\s+(?:articles|stories|news))? | trending(?:\s+now)?
    | you\s+(?:may|might)\s+(?:also\s+)?(?:like|be\s+interested\s+in) | recommended\s+for\s+you
    | what\s+to\s+read\s+next
    ){_END}""",
    re.VERBOSE | re.IGNORECASE,
)


# Every line that `_ANYWHERE` takes begins with one of these; looking at one word spares most lines the long pattern.
_FIRST_WORDS = frozenset(
    re.findall(
        r"\S+",
        """your leave add post write share print save e-mail email tweet forward send tell recommend follow subscribe
        sign signup register get receive advertisement advertisements sponsored promoted article continues continue
        story read see watch view listen also more related recommended you most trending tag tags keyword keywords topic
        topics filed category categories click tap skip was is we this accept manage all terms privacy copyright
        photo photos photograph photographs image images picture pictures pic pics file reporting writing editing""",
    )
)
_FIRST = re.compile(r"\(?\s*([a-z-]+)", re.IGNORECASE)


def is_furniture(line: str) -> bool:
    """Whether a line is furniture wherever it stands."""
    if len(line) > LONGEST:
        return False
    first = _FIRST.match(line)
    known = first is not None and first[1].lower() in _FIRST_WORDS
    return (known or line[0] == "©" or line[:3].lower() == "(c)") and bool(_ANYWHERE.fullmatch(line))


def is_button(line: str) -> bool:
    """Whether a line is made of words that stand on buttons and in menus ("Email | Copy link | Print")."""
    return len(line) <= LONGEST and bool(_WORDS.fullmatch(line))


def is_below(line: str) -> bool:
    """Whether a line is furniture when the article is over."""
    return is_button(line) or (len(line) <= LONGEST and bool(_BELOW.fullmatch(line)))


def is_above(line: str) -> bool:
    """Whether a line is furniture when the article has not begun: buttons, a section's name, a trail of links."""
    return is_button(line) or (len(line) <= LONGEST and bool(_ABOVE.fullmatch(line)))


def heads_a_list(line: str) -> bool:
    """Whether a line announces links to other articles."""
    return len(line) <= LONGEST and bool(_LIST_HEADING.fullmatch(line))
