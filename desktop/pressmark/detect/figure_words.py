"""The words around numbers, as tables that can be read and extended: bounds, currencies, units, identifiers, events."""

from __future__ import annotations

import re


def _words(text: str) -> frozenset[str]:
    """A table of single words, written as they are read."""
    return frozenset(text.split())


PRECISION_BEFORE = {
    "about": "about",
    "around": "about",
    "some": "about",
    "approximately": "about",
    "roughly": "about",
    "nears": "about",
    "approaching": "about",
    "passes": "more_than",
    "tops": "more_than",
    "topped": "more_than",
    "exceeds": "more_than",
    "exceeded": "more_than",
    "surpasses": "more_than",
    "surpassed": "more_than",
    "wider than": "more_than",
    "longer than": "more_than",
    "taller than": "more_than",
    "bigger than": "more_than",
    "older than": "more_than",
    "heavier than": "more_than",
    "deeper than": "more_than",
    "faster than": "more_than",
    "shorter than": "less_than",
    "smaller than": "less_than",
    "lighter than": "less_than",
    "younger than": "less_than",
    "slower than": "less_than",
    "narrower than": "less_than",
    "cheaper than": "less_than",
    "nearing": "about",
    "an estimated": "about",
    "estimated": "about",
    "almost": "about",
    "nearly": "about",
    "close to": "about",
    "as estimated": "about",
    "circa": "about",
    "in the region of": "about",
    "in the order of": "about",
    "or so": "about",
    "at least": "at_least",
    "no fewer than": "at_least",
    "no less than": "at_least",
    "not less than": "at_least",
    "not fewer than": "at_least",
    "as few as": "at_least",
    "as little as": "at_least",
    "at the least": "at_least",
    "at the most": "at_most",
    "at the very most": "at_most",
    "slightly over": "more_than",
    "slightly above": "more_than",
    "a little over": "more_than",
    "a little more than": "more_than",
    "little more than": "more_than",
    "slightly under": "less_than",
    "slightly below": "less_than",
    "a little under": "less_than",
    "well under": "less_than",
    "well above": "more_than",
    "well short of": "less_than",
    "virtually": "about",
    "practically": "about",
    "approx": "about",
    "approx.": "about",
    "very nearly": "about",
    "more like": "about",
    "anything up to": "at_most",
    "a maximum": "at_most",
    "a minimum": "at_least",
    "a mere": "exact",
    "short of": "less_than",
    "north of": "more_than",
    "south of": "less_than",
    "beyond": "more_than",
    "past": "more_than",
    "not quite": "less_than",
    "getting on for": "about",
    "anywhere near": "about",
    "a minimum of": "at_least",
    "minimum of": "at_least",
    "at the very least": "at_least",
    "at most": "at_most",
    "up to": "at_most",
    "as many as": "at_most",
    "as much as": "at_most",
    "no more than": "at_most",
    "not more than": "at_most",
    "a maximum of": "at_most",
    "maximum of": "at_most",
    "more than": "more_than",
    "much more than": "more_than",
    "far more than": "more_than",
    "greater than": "more_than",
    "higher than": "more_than",
    "larger than": "more_than",
    "over": "more_than",
    "well over": "more_than",
    "just over": "more_than",
    "above": "more_than",
    "just above": "more_than",
    "exceeding": "more_than",
    "in excess of": "more_than",
    "upwards of": "more_than",
    "upward of": "more_than",
    "slightly more than": "more_than",
    "less than": "less_than",
    "fewer than": "less_than",
    "lower than": "less_than",
    "under": "less_than",
    "just under": "less_than",
    "below": "less_than",
    "just below": "less_than",
    "well below": "less_than",
    "slightly less than": "less_than",
    "just short of": "less_than",
}
PRECISION_SIGNS = {"~": "about", "≈": "about", ">": "more_than", "<": "less_than", "≥": "at_least", "≤": "at_most"}
"""Right before the digits or their currency sign."""
PRECISION_BEHIND = {
    "or more": "at_least",
    "and more": "at_least",
    "or above": "at_least",
    "at least": "at_least",
    "+": "at_least",
    "-plus": "at_least",
    "or less": "at_most",
    "or fewer": "at_most",
    "at most": "at_most",
    "or so": "about",
    "-odd": "about",
    "-ish": "about",
}

CURRENCY_SIGNS = {
    "us$": "USD", "a$": "AUD", "au$": "AUD", "c$": "CAD", "ca$": "CAD", "nz$": "NZD", "hk$": "HKD", "s$": "SGD",
    "r$": "BRL", "mex$": "MXN", "mx$": "MXN", "nt$": "TWD", "j$": "JMD", "ec$": "XCD", "tt$": "TTD",
    "$": "USD", "£": "GBP", "€": "EUR", "¥": "JPY", "₹": "INR", "₽": "RUB", "₩": "KRW", "₺": "TRY",
    "₼": "AZN", "₾": "GEL", "₴": "UAH", "₦": "NGN", "₫": "VND", "₱": "PHP", "₪": "ILS", "₸": "KZT", "₡": "CRC",
    "֏": "AMD", "rs": "INR", "rs.": "INR", "r": "ZAR", "sfr": "CHF", "zł": "PLN",
}  # fmt: skip
CURRENCY_WORDS = {
    "dollar": "USD", "u.s. dollar": "USD", "american dollar": "USD", "greenback": "USD", "pound sterling": "GBP",
    "british pound": "GBP", "sterling": "GBP", "quid": "GBP", "peseta": "ESP", "guilder": "NLG",
    "escudo": "CVE", "bitcoin": "BTC", "yen": "JPY", "yuan": "CNY", "renminbi": "CNY",
    "franc": "CHF", "zloty": "PLN", "zlotys": "PLN", "rouble": "RUB", "ruble": "RUB", "lira": "TRY", "lire": "ITL",
    "manat": "AZN", "dram": "AMD", "rupee": "INR", "won": "KRW", "peso": "MXN", "rand": "ZAR", "dirham": "AED",
    "riyal": "SAR", "dinar": "IQD", "rial": "IRR", "krona": "SEK", "kronor": "SEK", "krone": "NOK",
    "kroner": "NOK", "koruna": "CZK", "crown": "CZK", "shilling": "KES", "real": "BRL", "reais": "BRL", "leu": "RON",
    "kwacha": "ZMW", "meticais": "MZN",
    "lei": "RON", "deutschmark": "DEM", "cent": "cent", "penny": "penny", "pence": "penny",
}  # fmt: skip
"""Names without a country, and the one of several currencies of that name that is most written of; the CLDR has the
names with a country ("Hong Kong dollars") and those that one currency alone has ("forints", "ringgits")."""
NO_CURRENCIES = _words("mark marks real unit units som sum rights value soles cupon austral crown crowns")
"""Not a currency when it stands alone behind a number."""

PERCENTS = {
    "percentage points": "percentage_point",
    "percentage point": "percentage_point",
    "percentage-points": "percentage_point",
    "percentage-point": "percentage_point",
    "pp": "percentage_point",
    "ppts": "percentage_point",
    "percent": "%",
    "per-cent": "%",
    "pc": "%",
    "per cent": "%",
    "pct": "%",
    "%": "%",
}

SMALLER_UNITS = {("ft", "in"): 12, ("lb", "oz"): 16, ("stone", "lb"): 14}
"""Two units of one quantity, and how many of the second make one of the first: "6ft 4in", "8lb 3oz"."""
KEPT_UNITS = {
    "area-acre": "acre", "volume-bushel": "bushel", "mass-carat": "carat", "speed-knot": "knot", "mass-tonne": "t",
    "mass-ton": "t", "angle-degree": "degree", "length-light-year": "ly", "mass-stone": "stone", "digital-byte": "B",
    "digital-bit": "bit", "temperature-generic": "degree",
}  # fmt: skip
"""Symbols that are exported for a unit of the CLDR in place of its own."""
MORE_UNITS: dict[str, tuple[str, ...]] = {
    "km": ("kms",),
    "kg": ("kilo", "kilos", "kgs"),
    "lb": ("lbs",),
    "t": ("tonne", "tonnes", "metric ton", "metric tons", "metric tonne", "metric tonnes", "long tons", "short tons"),
    "km/h": ("kph", "kmh", "kmph", "km/hr", "km per hour"),
    "mph": ("m.p.h",),
    "nmi": ("nautical mile", "nautical miles", "sea miles"),
    "°C": ("°c", "c", "degrees c", "degrees centigrade", "degree centigrade", "centigrade", "celsius", "degs c"),
    "°F": ("°f", "f", "degrees f", "fahrenheit"),
    "degree": ("°", "degrees", "degree"),
    "bbl/day": ("bpd", "b/d"),
    "kt": ("kiloton", "kilotons", "kilotonne", "kilotonnes"),
    "Mt": ("megaton", "megatons"),
    "MB": ("mb", "megs"),
    "GB": ("gigs",),
    "Mbps": ("mbps", "mbit/s", "megabits per second"),
    "Gbps": ("gbps", "gbit/s", "gigabits per second"),
    "T": ("tesla", "teslas"),
    "A": ("amp", "amps"),
    "Sv": ("sievert", "sieverts"),
    "mSv": ("msv", "millisievert", "millisieverts"),
    "Bq": ("becquerel", "becquerels"),
    "dB": ("db", "decibel", "decibels"),
    "g": ("g",),
    "W": ("w",),
    "V": ("v",),
    "l": ("l",),
    "MP": ("megapixel", "megapixels", "mp"),
    "cc": ("cc",),
    "in": ("inches", "in"),
    "ml": ("ml", "mls"),
    "basis_point": ("basis point", "basis points", "bps"),
}
"""What newspapers write beside the CLDR's names: unit as it is exported, and its forms, lowered, hyphens as spaces."""
NO_UNITS = _words(
    """
    # in a b d e g h j k l n q s u v w pt dr ac rev revs rad deg cal bu ct cd st au em c. pn qt gr mc mpt dsp smi tn ev
    bar bars cup cups grain grains dram drams drop drops pinch pinches jigger jiggers dot dots point points item items
    mole moles mol stones light revolution revolutions bit bits radian radians karat karats kn kt fur fth ea gs cc. px
    tv tm tg gm gg gv pm pa pc da
    """
)
"""Of the CLDR's forms those that mean something else in a newspaper, or too little alone. "30 stone" is a weight, "30
stones" are stones."""
DENOMINATORS = {
    "hour": "hour", "hr": "hour", "h": "hour", "minute": "minute", "second": "second", "day": "day", "night": "night",
    "week": "week", "month": "month", "year": "year", "annum": "year", "decade": "decade", "quarter": "quarter",
    "share": "share", "head": "head", "person": "person", "capita": "capita", "household": "household",
    "student": "student", "pupil": "student", "ticket": "ticket", "vote": "vote", "copy": "copy", "unit": "unit",
    "dose": "dose", "piece": "piece", "seat": "seat", "game": "game", "word": "word", "bottle": "bottle",
    "barrel": "bbl", "tonne": "t", "ton": "t", "litre": "l", "liter": "l", "ounce": "oz", "pound": "lb", "bushel":
    "bushel", "gallon": "gal", "kilo": "kg", "mile": "mi", "acre": "acre", "hectare": "ha", "metre": "m", "meter": "m",
}  # fmt: skip
"""What an amount is counted by behind "a" or "per" ("$80 a barrel"), and how it is exported ("USD/bbl")."""
PARTS_OF_ONE = {"point": "point", "percentage point": "percentage_point"}
"""Units of which halves are written ("half a point"); "three points" are more often a team's."""
ONLY_GLUED = frozenset({"c", "°", "f", "g", "w", "v", "l", "in"})
"""Units that count only without a space before them ("5 c" is nothing)."""

IDENTIFIED_ALWAYS = _words(
    """
    no no. nos number article articles story chapter page pages pp paragraph resolution flight route highway
    motorway room version windows iphone android boeing airbus formula episode volume vol docket psalm
    directive gate platform release section clause subsection annex schedule verse
    """
)
"""Behind these words, however they are written, digits name a thing."""
IDENTIFIED_CAPITALISED = _words(
    """
    area group level phase type division zone unit ward district sector block bill proposition law act
    order rule section gate platform line building apartment channel category class grade stage season
    part book code model series case file box day week game round war pope king apollo falcon studio
    court reactor terminal tower exit car bus train radio brigade regiment battalion school world covid
    """
)
"""Behind these words a number names a thing, if the word is written with a capital inside a sentence."""

NOT_AFTER_FIRST = _words(
    """
    lady ladies minister aid name names hand responder responders class person floor gentleman degree
    and foremost
    """
)
"""Behind "first", "second", "third" these make a word of their own."""

ONE_BEFORE = _words(
    """
    no any every each some the this that another which such loved little big right wrong good new
    old young
    """
)
ONE_BEHIND = _words(
    """
    another who that which is was were are has had in on to at for and but or as with by from can
    could may might must should would will after before when while because 's ’s day says said told
    thing does did
    """
)

LIGHT_VERBS = _words(
    """
    weigh measure near close trade
    be have do reach pass stand become remain exceed say tell include number total comprise equal mean
    make-up seem appear contain range average hover
    """
)
"""They state a number; they do not say what happened."""
LIGHT_WITHOUT_OBJECT = _words("close tell trade")
"""Light verbs that say what happened to their object: "closed four sites", "told thousands"; not "closed at 74"."""
CHANGES = _words(
    """
    rise fall climb grow increase decrease drop jump soar surge reach stand pass exceed go come bring put top hit be
    raise lift lower cut slow hold reduce push drag trim sink slip slide shrink widen narrow swell double near
    dip ease edge inch tumble plunge plummet rocket leap rebound recover retreat gain advance decline contract expand
    creep tick swing slump spike balloon accelerate trade close end settle firm strengthen weaken
    """
)

EVENT_LEMMAS = {
    "dead": "die",
    "death": "die",
    "deaths": "die",
    "toll": "die",
    "fatality": "die",
    "fatalities": "die",
    "casualties": "casualty",
    "casualty": "casualty",
    "killing": "kill",
    "killings": "kill",
    "killed": "kill",
    "kills": "kill",
    "kill": "kill",
    "injured": "injure",
    "injuries": "injure",
    "injury": "injure",
    "injuring": "injure",
    "wounded": "wound",
    "wounding": "wound",
    "hurt": "hurt",
    "missing": "missing",
    "displaced": "displace",
    "displacing": "displace",
    "homeless": "homeless",
    "arrested": "arrest",
    "detained": "detain",
    "evacuated": "evacuate",
    "rescued": "rescue",
    "died": "die",
    "die": "die",
    "dies": "die",
    "drown": "drown",
    "flee": "flee",
    "perish": "perish",
    "perished": "perish",
    "slain": "slay",
    "beheaded": "behead",
    "lynched": "lynch",
    "electrocuted": "electrocute",
    "maimed": "maim",
    "shot": "shoot",
    "stabbed": "stab",
    "tortured": "torture",
    "imprisoned": "imprison",
    "deported": "deport",
    "expelled": "expel",
    "uprooted": "uproot",
    "buried": "bury",
    "saved": "save",
    "freed": "free",
    "released": "release",
    "sickened": "sicken",
    "indicted": "indict",
    "convicted": "convict",
    "quarantined": "quarantine",
    "dying": "die",
    "drowned": "drown",
    "executed": "execute",
    "kidnapped": "kidnap",
    "abducted": "abduct",
    "captured": "capture",
    "hospitalised": "hospitalise",
    "hospitalized": "hospitalize",
    "infected": "infect",
    "vaccinated": "vaccinate",
    "sentenced": "sentence",
    "charged": "charge",
    "trapped": "trap",
    "stranded": "strand",
    "damaged": "damage",
    "destroyed": "destroy",
    "murdered": "murder",
    "massacred": "massacre",
    "jailed": "jail",
    "deployed": "deploy",
    "affected": "affect",
    "fled": "flee",
    "fined": "fine",
}
"""What happens to people and things in the news, in the forms in which it stands beside a number."""
EVENT_NOUNS = _words(
    """
    death deaths toll fatality fatalities casualty casualties killing killings murder murders execution
    arrest injury injuries evacuation rescue displacement deployment massacre drowning abduction
    kidnapping loss
    """
)
EVENT_ADJECTIVES = _words(
    """
    dead missing injured wounded hurt homeless displaced unaccounted ill sick infected trapped stranded
    """
)
TOLL_WORDS = _words(
    """
    has have had is are was were been now so far already currently officially likely rises rose risen rising climbs
    climbed climbing reaches reached reaching passes passed passing nears neared nearing tops topped topping hits hit
    hitting stands stood standing put at to by of over from exceeds exceeded jumps jumped grew grown growing surges
    surged soars soared mounts mounted the a an another some about around at least least more than nearly almost
    above up and still feared
    """
)
"""Between "toll" and its number: "the death toll has now risen to at least 37"."""
HELPING_WORDS = _words(
    """
    was were is are be been being has have had got gets is thought believed feared reported known said to have
    seriously badly immediately reportedly apparently also either left
    """
)
"""Between somebody and what happened to them: "no one is believed to have been hurt"."""
CONTAINERS = _words(
    """
    number total life lives group crowd majority team force toll handful convoy array estimate figure average
    """
)
"""Nouns that hold what is counted: "a group of 37 hikers was rescued"."""

CROWDS = _words("crowd audience population staff workforce membership crew congregation electorate readership")
"""Nouns that are what is counted when nothing else is: "a crowd of 12,000"."""

PEOPLE = _words(
    """
    people men women children police troops personnel civilians soldiers dead others staff crew cattle
    sheep fish aircraft vessels deaths injuries jobs homes seats votes points
    """
)
FUNCTION_WORDS = _words(
    """
    the a an of in on at to by for from with and or but nor as than that which who whom whose is are was
    were be been being has have had do does did will would can could may might must shall should not it
    its they their them he she his her this these those there then so if when while after before since
    until during over under between into through about against within without across per each every both
    either neither all any some more most less least other such only own same too very just also now
    here including compared according because where
    """
)


EXAMPLES = {
    "PRECISION_BEFORE": "They counted {row} 37 boats.",
    "PRECISION_BEHIND": "They counted 37{row} that day.",
    "CURRENCY_SIGNS": "It cost {row}37 there.",
    "CURRENCY_WORDS": "It cost 4000 {row} there.",
    "MORE_UNITS": "It took 37{row} there.",
    "DENOMINATORS": "It cost $5 a {row}, they said.",
    "IDENTIFIED_ALWAYS": "They saw {row} 37 there.",
    "IDENTIFIED_CAPITALISED": "They saw {row} 37, which was late.",
    "NOT_AFTER_FIRST": "They met the first {row} there.",
    "TOLL_WORDS": "The toll {row} 37.",
    "HELPING_WORDS": "No one {row} injured.",
}
"""Each row of a table is read in the sentence of that table by `tests/detect/test_figure_words.py`."""


def alternatives(words: object) -> str:
    """Words as the alternatives of a regular expression, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))  # type: ignore[call-overload]
