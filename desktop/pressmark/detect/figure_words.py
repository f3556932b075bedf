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
    "r$": "BRL", "$": "USD", "£": "GBP", "€": "EUR", "¥": "JPY", "₹": "INR", "₽": "RUB", "₩": "KRW", "₺": "TRY",
    "₼": "AZN", "₾": "GEL", "₴": "UAH", "₦": "NGN", "₫": "VND", "₱": "PHP", "₪": "ILS", "₸": "KZT", "₡": "CRC",
    "֏": "AMD", "rs": "INR", "rs.": "INR", "r": "ZAR", "sfr": "CHF", "zł": "PLN",
}  # fmt: skip
CURRENCY_CODES = _words(
    """
    usd eur gbp jpy cny rmb chf aud cad nzd sek nok dkk pln czk huf ron bgn rub uah try azn gel amd kzt
    inr pkr bdt lkr idr myr sgd hkd krw twd thb vnd php brl mxn ars clp cop pen zar ngn kes egp mad aed
    sar qar kwd ils irr iqd
    """
)
CURRENCY_WORDS = {
    "dollar": "USD", "us dollar": "USD", "u.s. dollar": "USD", "australian dollar": "AUD", "canadian dollar": "CAD",
    "hong kong dollar": "HKD", "new zealand dollar": "NZD", "singapore dollar": "SGD", "euro": "EUR",
    "pound sterling": "GBP", "yen": "JPY", "yuan": "CNY", "renminbi": "CNY", "swiss franc": "CHF", "franc": "CHF",
    "swedish krona": "SEK", "norwegian krone": "NOK", "danish krone": "DKK", "zloty": "PLN", "forint": "HUF",
    "ruble": "RUB", "rouble": "RUB", "hryvnia": "UAH", "lira": "TRY", "manat": "AZN", "lari": "GEL", "dram": "AMD",
    "tenge": "KZT", "indian rupee": "INR", "pakistani rupee": "PKR", "rupee": "INR", "taka": "BDT", "rupiah": "IDR",
    "ringgit": "MYR", "won": "KRW", "baht": "THB", "dong": "VND", "mexican peso": "MXN", "peso": "MXN",
    "brazilian real": "BRL", "rand": "ZAR", "naira": "NGN", "shekel": "ILS", "dirham": "AED", "riyal": "SAR",
    "deutschmark": "DEM", "dinar": "IQD", "rial": "IRR", "cent": "cent", "penny": "penny", "pence": "penny",
}  # fmt: skip
"""Names of one currency among several of that name ("peso", "franc") mean the one most written of."""

PERCENTS = {
    "percentage points": "percentage_point",
    "percentage point": "percentage_point",
    "percent": "%",
    "per cent": "%",
    "pct": "%",
    "%": "%",
}

UNITS: dict[str, tuple[str, ...]] = {
    "km": ("km", "kms", "kilometre", "kilometres", "kilometer", "kilometers"),
    "m": ("m", "metre", "metres", "meter", "meters"),
    "cm": ("cm", "centimetre", "centimetres", "centimeter", "centimeters"),
    "mm": ("mm", "millimetre", "millimetres", "millimeter", "millimeters"),
    "mi": ("mile", "miles"),
    "nmi": ("nautical mile", "nautical miles"),
    "ft": ("ft", "foot", "feet"),
    "in": ("inch", "inches"),
    "yd": ("yard", "yards"),
    "ly": ("light year", "light years", "light-year", "light-years"),
    "km2": ("sq km", "km2", "km²", "square kilometre", "square kilometres", "square kilometer", "square kilometers"),
    "m2": ("sq m", "m2", "m²", "square metre", "square metres", "square meter", "square meters"),
    "mi2": ("sq miles", "square mile", "square miles"),
    "ft2": ("sq ft", "square foot", "square feet"),
    "ha": ("hectare", "hectares"),
    "acre": ("acre", "acres"),
    "m3": ("m3", "m³", "cubic metre", "cubic metres", "cubic meter", "cubic meters"),
    "ft3": ("cubic foot", "cubic feet"),
    "l": ("litre", "litres", "liter", "liters"),
    "ml": ("ml", "millilitre", "millilitres", "milliliter", "milliliters"),
    "gal": ("gallon", "gallons"),
    "bbl": ("barrel", "barrels", "bpd"),
    "bushel": ("bushel", "bushels"),
    "kg": ("kg", "kgs", "kilo", "kilos", "kilogram", "kilograms", "kilogramme", "kilogrammes"),
    "g": ("gram", "grams", "gramme", "grammes"),
    "mg": ("mg", "milligram", "milligrams"),
    "t": ("tonne", "tonnes", "ton", "tons", "metric tons", "metric tonnes"),
    "lb": ("lb", "lbs"),
    "oz": ("oz", "ounce", "ounces"),
    "carat": ("carat", "carats"),
    "km/h": ("km/h", "kph", "kmh", "km an hour", "km per hour", "kilometres an hour", "kilometres per hour",
             "kilometers an hour", "kilometers per hour"),
    "mph": ("mph", "miles an hour", "miles per hour"),
    "m/s": ("m/s", "metres per second", "metres a second", "meters per second"),
    "knot": ("knot", "knots"),
    "°C": ("°c", "°", "c", "degrees celsius", "degree celsius", "degrees centigrade", "celsius"),
    "°F": ("°f", "degrees fahrenheit", "fahrenheit"),
    "degree": ("degree", "degrees"),
    "W": ("watt", "watts"),
    "kW": ("kw", "kilowatt", "kilowatts"),
    "MW": ("mw", "megawatt", "megawatts"),
    "GW": ("gw", "gigawatt", "gigawatts"),
    "kWh": ("kwh", "kilowatt-hour", "kilowatt-hours", "kilowatt hours"),
    "MWh": ("mwh", "megawatt-hours", "megawatt hours"),
    "V": ("volt", "volts"),
    "MB": ("mb", "megabyte", "megabytes"),
    "GB": ("gb", "gigabyte", "gigabytes"),
    "TB": ("tb", "terabyte", "terabytes"),
    "Hz": ("hz", "hertz"),
    "MHz": ("mhz", "megahertz"),
    "GHz": ("ghz", "gigahertz"),
    "kt": ("kiloton", "kilotons"),
    "Mt": ("megaton", "megatons"),
    "basis_point": ("basis point", "basis points"),
}  # fmt: skip
"""Unit as it is exported, and how it is written. Not here: "point", "in" and other words that are mostly not units."""
UNIT_OF = {word: unit for unit, words in UNITS.items() for word in words}
PARTS_OF_ONE = {"point": "point", "percentage point": "percentage_point"}
"""Units of which halves are written ("half a point"); "three points" are more often a team's."""
ONLY_GLUED = frozenset({"c", "°", "°c", "°f"})
"""Units that count only without a space before them ("5 c" is nothing)."""

IDENTIFIED_ALWAYS = _words(
    """
    no no. nos number article articles chapter page pages pp paragraph resolution flight route highway
    motorway room version windows iphone android boeing airbus formula episode volume vol docket psalm
    directive
    """
)
"""Behind these words, however they are written, digits name a thing."""
IDENTIFIED_CAPITALISED = _words(
    """
    area group level phase type division zone unit ward district sector block bill proposition law act
    order rule section gate platform line building apartment channel category class grade stage season
    part book code model series case file box day week game round war pope king apollo falcon studio
    court reactor terminal tower exit car bus train brigade regiment battalion school world covid
    """
)
"""Behind these words a number names a thing, if the word is written with a capital inside a sentence."""

NOT_AFTER_FIRST = _words(
    """
    lady ladies minister aid name names hand responder responders class person floor gentleman degree
    of-all and foremost
    """
)
"""Behind "first", "second", "third" these make a word of their own."""

ONE_BEFORE = _words(
    """
    no any every each some the this that another which only such loved little big right wrong good new
    old young
    """
)
ONE_BEHIND = _words(
    """
    of another who that which is was were are has had in on to at for and but or as with by from can
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
CHANGES = _words(
    """
    rise fall climb grow increase decrease drop jump soar surge reach stand pass exceed go come bring put top hit be
    raise lift lower cut slow hold reduce push drag trim sink slip slide shrink widen narrow swell double near
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
CONTAINERS = _words(
    """
    number total group crowd majority team force toll handful convoy array estimate figure average
    """
)
"""Nouns that hold what is counted: "a group of 37 hikers was rescued"."""

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


def alternatives(words: object) -> str:
    """Words as the alternatives of a regular expression, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))  # type: ignore[call-overload]
