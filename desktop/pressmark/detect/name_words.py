"""The words that say of what kind a name is, as tables to read and extend; each row has an example, run as a test."""

from __future__ import annotations

from msgspec import Struct


def word_set(text: str) -> frozenset[str]:
    """Words parted by spaces."""
    return frozenset(text.split())


class Row(Struct, frozen=True):
    """Words that speak for a label.

    Attributes:
        words: parted by spaces; "_" stands for a space inside one of them.
        example: a sentence of ours, with the name that it concerns between brackets.
    """

    label: str
    words: str
    example: str


LAST_WORDS = (
    Row(
        "ORG",
        "University College Institute Association Party Ministry Bank Council Committee Union Corporation Corp Corp. "
        "Company Inc Inc. Ltd Ltd. LLC PLC plc AG GmbH Holdings Partners Group Agency Commission Club Foundation "
        "Society League Orchestra Records School Department Board Army Navy Force Police Academy Congress Senate "
        "Parliament Assembly Federation Organization Organisation Airlines Airways Laboratory Laboratories Office "
        "Bureau Center Centre Corps Division Regiment Brigade Squadron Trust Museum Press Entertainment Pictures "
        "Studios Industries Times Post Herald Tribune Magazine News Network Band Hospital Clinic Church "
        "Alliance Movement Coalition Conservatives Democrats Republicans FC F.C. A.F.C. United Associates",
        "Nurses at [Lorvale General Hospital] went on strike.",
    ),
    Row(
        "FAC",
        "Airport Bridge Stadium Street Road Highway Tower Station Palace Castle Park Avenue Building Arena Square Dock "
        "Docks Tunnel Cathedral Temple Dam Reservoir Mall Railroad Railway Circuit Canal Zoo Cemetery Observatory Pier "
        "Harbor Harbour Expressway Boulevard",
        "Divers searched [Tarn Hollow Reservoir] for a second day.",
    ),
    Row(
        "LOC",
        "River Lake Mountain Mountains Bay Sea Ocean Island Islands Valley Desert Peninsula Forest Strait Gulf Canyon "
        "Beach Hills Hill Creek Mount Coast Range Basin Glacier Cape Falls",
        "The barge sank in the [Ossett River] overnight.",
    ),
    Row(
        "GPE",
        "County Province District City Township Republic Kingdom Emirates Village Parish Oblast Prefecture",
        "Schools in [Marden County] stay closed.",
    ),
    Row(
        "EVENT",
        "War Cup Olympics Games Open Championship Championships Festival Revolution Prix Marathon Summit Tournament "
        "Masters Trophy Bowl Derby",
        "She won the [Tellin Valley Marathon] twice.",
    ),
    Row("WORK_OF_ART", "Award Awards Prize Prizes Medal Symphony Sonata", "He refused the [Halvard Prize] in 1974."),
    Row(
        "LAW",
        "Act Treaty Constitution Amendment Protocol Accord Accords Convention Declaration Charter",
        "Lawyers cited the [Coastal Waters Act] of 1911.",
    ),
)
"""The last word of a name of two words or more; before "of" where there is one ("Bay of Plenty")."""

FIRST_WORDS = (
    Row(
        "ORG",
        "University Ministry Department Bank House Institute Association Museum Church",
        "He studied at the [University of Brennford].",
    ),
    Row("EVENT", "Battle Siege", "Thousands fell in the [Battle of Ostrin]."),
    Row("LAW", "Treaty", "The border goes back to the [Treaty of Velm]."),
    Row("LOC", "Gulf Sea Bay Isle Strait", "Ships left the [Gulf of Sarun]."),
    Row("GPE", "Republic Kingdom", "It joined the [Republic of Tovar] in 1920."),
    Row("ORG", "Order", "A house of the [Order of Hesk] burnt down."),
)
"""The first word of a name that goes on with "of" or "for"."""

LEADING_WORDS = (Row("LOC", "Lake Mount", "Climbers on [Mount Ardell] were warned."),)
"""The first word of any name."""

BEFORE = (
    Row(
        "ORG",
        "band group company firm newspaper charity team club agency airline",
        "The airline [Norvell] cut its flights.",
    ),
    Row(
        "GPE",
        "town_of village_of city_of cities_of towns_of villages_of county_of district_of province_of region_of "
        "state_of suburb_of municipality_of hamlet_of capital_of",
        "Shells fell on the town of [Hadrut].",
    ),
    Row("WORK_OF_ART", "album song novel film movie book opera", "They recorded the album [Northbound] at home."),
    Row(
        "PERSON",
        "Mr Mr. Mrs Mrs. Ms Ms. Miss Dr Dr. Sir Lord Lady Prof Prof. Professor President Senator Sen. Rep. Gov. "
        "Governor Gen. General Col. Colonel Captain Capt. Lt. Sgt. Judge Justice Chancellor Minister Secretary King "
        "Queen Prince Princess Pope Bishop Archbishop Rev. Reverend Sheikh Ayatollah Imam striker midfielder defender "
        "goalkeeper actor actress singer author novelist poet guitarist drummer lawyer spokesman spokeswoman",
        "It was signed by Colonel [Tarvin].",
    ),
)
"""The words right before a name."""

DEFINING = (
    Row(
        "GPE",
        "village town city commune municipality hamlet suburb district province county region borough",
        "[Aldersey] is a village in the north.",
    ),
    Row("LOC", "river lake island mountain peninsula glacier", "[Ossa] is a river in the south."),
    Row(
        "ORG",
        "band group company firm newspaper charity organization organisation party association club agency university "
        "airline bank",
        "[Norvell] is an airline with nine planes.",
    ),
    Row("WORK_OF_ART", "album film novel song book play opera", "[Northbound] was the third album of theirs."),
    Row(
        "PERSON",
        "politician singer musician actor actress footballer writer author guitarist scientist mathematician director "
        "wrestler boxer painter lawyer journalist economist physicist",
        "[Tarvin] (born 1951) is a retired boxer.",
    ),
)
"""The noun that a name is said to be: "X is a village"."""

TITLED = word_set(
    "album article called cover entitled episode essay film magazine movie musical novel opera painting play poem "
    "series show single singles song songs titled track version"
)
"""Words before a quoted name of one word that say that it is the title of a work."""

SMALL_WORDS = word_set("a an the of in on at to for and or with from by is it vs. de la le les el")
"""Words that stay small inside a title."""


def table(rows: tuple[Row, ...]) -> dict[str, str]:
    """Label by word."""
    return {word.replace("_", " "): row.label for row in rows for word in row.words.split()}
