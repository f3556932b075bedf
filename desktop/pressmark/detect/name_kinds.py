"""Nouns that say of what kind a name is when they stand beside it, and names of peoples; tables to read and extend.

How much each kind speaks for a person, a place or an organisation, and in which position, is learned from gold
(`name_weights`), so a noun only needs the right row here. Each row has an example of ours, which is run as a test.
"""

from __future__ import annotations

from functools import cache

from msgspec import Struct

from pressmark.detect.name_words import word_set


class Kind(Struct, frozen=True):
    """Nouns for one kind of thing.

    Attributes:
        words: in the singular, parted by spaces.
        example: a sentence of ours in which one of them stands right before the name between brackets.
    """

    name: str
    words: str
    example: str


KINDS = (
    Kind(
        "person",
        "politician singer musician actor actress footballer writer author guitarist bassist drummer keyboardist "
        "pianist violinist saxophonist trumpeter vocalist rapper composer conductor songwriter producer director "
        "screenwriter playwright dramatist novelist poet journalist reporter editor columnist critic blogger "
        "photographer painter sculptor artist architect designer scientist mathematician physicist chemist biologist "
        "botanist geologist astronomer economist historian philosopher theologian psychologist linguist engineer "
        "inventor professor teacher lecturer scholar student lawyer judge prosecutor attorney barrister banker "
        "businessman businesswoman industrialist entrepreneur executive founder co-founder cofounder chairman "
        "chairwoman chairperson president vice-president chancellor premier minister secretary senator congressman "
        "congresswoman lawmaker governor mayor councillor ambassador diplomat envoy spokesman spokeswoman "
        "spokesperson king queen prince princess emperor sultan duke duchess earl baron baroness knight general "
        "colonel captain major lieutenant sergeant corporal admiral commander officer soldier pilot astronaut "
        "cosmonaut sailor wrestler boxer golfer swimmer skier cyclist runner athlete sprinter jockey driver player "
        "striker midfielder defender goalkeeper winger pitcher catcher outfielder quarterback batsman bowler skater "
        "surfer coach manager trainer referee umpire priest bishop archbishop cardinal pope rabbi imam cleric monk "
        "nun missionary saint pastor preacher prophet doctor surgeon nurse physician dentist activist campaigner "
        "dissident rebel terrorist gunman killer murderer suspect detective inspector sheriff policeman constable "
        "victim witness survivor refugee farmer fisherman mother father son daughter brother sister wife husband "
        "widow cousin uncle aunt nephew niece grandson granddaughter grandfather grandmother friend colleague "
        "boyfriend girlfriend comedian dancer choreographer model chef cartoonist illustrator animator filmmaker "
        "presenter host hostess analyst expert researcher explorer navigator mountaineer settler pioneer chief "
        "chieftain leader nobleman merchant slave wizard villain gambler magician spy hacker whistleblower "
        "programmer developer",
        "The prize went to novelist [Ilse Tarvin].",
    ),
    Kind(
        "band",
        "band duo trio quartet quintet sextet orchestra ensemble choir supergroup",
        "The band [Gorsefield] split up.",
    ),
    Kind("team", "team club squad side franchise", "He left the club [Lorvale Rovers]."),
    Kind(
        "company",
        "company firm corporation conglomerate manufacturer maker retailer supermarket startup start-up brewery brewer "
        "operator consortium subsidiary distributor publisher airline bank insurer lender carmaker automaker utility "
        "dealership label studio vendor supplier contractor partnership chain boutique giant",
        "Shares of the insurer [Velmont] fell.",
    ),
    Kind(
        "organisation",
        "organization organisation association society federation union council committee commission ministry "
        "department bureau agency institute institution foundation charity think-tank nonprofit authority board "
        "fraternity sorority cooperative group syndicate watchdog regulator",
        "The charity [Open Gates] feeds hundreds.",
    ),
    Kind(
        "party", "party faction movement coalition alliance militia gang cartel junta", "The militia [Dawn Guard] fled."
    ),
    Kind(
        "school", "university college school academy seminary polytechnic campus", "She left the college [Brennford]."
    ),
    Kind(
        "military",
        "army navy regiment battalion brigade division squadron unit corps platoon fleet wing",
        "The regiment [Hesk Rifles] marched.",
    ),
    Kind(
        "media",
        "newspaper magazine journal weekly daily tabloid broadsheet newsletter periodical broadcaster network",
        "The tabloid [Evening Lantern] printed it.",
    ),
    Kind("station", "station channel", "It ran on the channel [Norvell One]."),
    Kind("website", "website site blog portal wiki forum app", "The website [Tarnpost] was down."),
    Kind(
        "league",
        "league conference championship tournament cup competition contest race regatta rally marathon trophy title "
        "playoff final finals olympics games",
        "They entered the tournament [Ostrin Masters].",
    ),
    Kind(
        "event",
        "war battle siege conflict uprising revolution rebellion revolt massacre crisis disaster earthquake hurricane "
        "cyclone typhoon storm flood festival holiday celebration ceremony parade concert tour exhibition expo fair "
        "summit convention symposium election referendum treaty agreement accord act law bill scandal trial case "
        "operation campaign project mission program programme initiative scheme",
        "The hurricane [Odile] came ashore.",
    ),
    Kind(
        "work",
        "album song single ep lp track film movie novel book poem play opera musical symphony sonata ballet painting "
        "sculpture sitcom serial series show documentary episode cartoon comic manga anime soundtrack compilation "
        "trilogy memoir autobiography biography essay article story tale fable screenplay videogame game sequel "
        "remake dvd cd hymn anthem ballad tune mixtape masterpiece portrait mural fresco",
        "They recorded the album [Northbound] at home.",
    ),
    Kind(
        "product",
        "aircraft airplane plane jet fighter bomber helicopter airliner glider missile rocket satellite spacecraft "
        "probe shuttle rifle pistol gun tank vehicle car sedan coupe truck motorcycle locomotive engine computer "
        "laptop console processor phone smartphone tablet camera printer software browser framework library format "
        "protocol font drug vaccine medicine beer wine whisky soda cereal toy guitar amplifier synthesizer keyboard "
        "device gadget brand trademark",
        "Pilots liked the glider [Kestrel Two].",
    ),
    Kind(
        "ship",
        "ship vessel boat yacht frigate destroyer cruiser submarine battleship carrier ferry liner tanker freighter "
        "schooner steamer",
        "The ferry [Lady Ossett] ran aground.",
    ),
    Kind("prize", "award prize medal honor honour scholarship fellowship degree", "She got the award [Golden Quill]."),
    Kind(
        "town",
        "village town city commune municipality hamlet suburb township settlement parish borough ward neighborhood "
        "neighbourhood district arrondissement capital community port resort",
        "Floods reached the village [Aldersey].",
    ),
    Kind(
        "region",
        "province county region state country nation republic kingdom territory département oblast prefecture canton "
        "governorate emirate island archipelago peninsula continent constituency riding area zone",
        "Snow fell in the canton [Ardell].",
    ),
    Kind(
        "water",
        "river lake creek stream bay sea ocean gulf strait canal reservoir waterfall lagoon fjord harbour harbor basin",
        "The river [Ossa] rose.",
    ),
    Kind(
        "land",
        "mountain hill peak range volcano valley canyon gorge desert forest jungle plateau plain cave glacier beach "
        "reef cape coast park reserve garden formation oilfield crater planet moon asteroid star comet galaxy "
        "constellation",
        "The volcano [Harrun] smoked.",
    ),
    Kind(
        "building",
        "building tower skyscraper castle palace fortress fort mansion house villa hotel restaurant pub bar café "
        "theatre theater cinema hall stadium arena gym gymnasium venue mall museum gallery hospital clinic prison "
        "jail church cathedral chapel mosque temple synagogue monastery abbey convent shrine cemetery monument "
        "memorial bridge dam tunnel airport airfield airbase base facility factory plant mine lighthouse observatory "
        "zoo complex center centre courthouse embassy farm ranch estate plantation winery",
        "They met in the hotel [Grand Sarun].",
    ),
    Kind(
        "road",
        "road street avenue highway motorway freeway expressway boulevard lane route square plaza intersection "
        "roundabout circuit raceway racecourse speedway railway railroad line tramway metro subway halt terminal "
        "junction depot",
        "Cars crossed the square [Velm Cross].",
    ),
    Kind(
        "people",
        "people tribe clan nationality dynasty caste sect religion faith denomination language dialect ideology "
        "doctrine descent",
        "He speaks the dialect [Tovari].",
    ),
    Kind(
        "species",
        "species genus breed animal tree flower bird fish insect fungus mineral disease syndrome virus",
        "They study the bird [Hesk Warbler].",
    ),
)

PEOPLES = word_set(
    "Afghan Albanian Algerian American Andorran Angolan Argentine Argentinian Argentinean Armenian Australian "
    "Austrian Azerbaijani Azeri Bahamian Bahraini Bangladeshi Barbadian Belarusian Belgian Belizean Beninese "
    "Bhutanese Bolivian Bosnian Brazilian British Bruneian Bulgarian Burmese Burundian Cambodian Cameroonian "
    "Canadian Chadian Chilean Chinese Colombian Congolese Croatian Croat Cuban Cypriot Czech Czechoslovak Danish "
    "Dane Djiboutian Dominican Dutch Ecuadorian Egyptian Emirati English Eritrean Estonian Ethiopian Fijian "
    "Filipino Finnish Finn French Gabonese Gambian Georgian German Ghanaian Greek Grenadian Guatemalan Guinean "
    "Guyanese Haitian Honduran Hungarian Icelandic Icelander Indian Indonesian Iranian Iraqi Irish Israeli Italian "
    "Ivorian Jamaican Japanese Jordanian Kazakh Kazakhstani Kenyan Korean Kosovar Kuwaiti Kyrgyz Laotian Latvian "
    "Lebanese Liberian Libyan Lithuanian Luxembourgish Macedonian Malagasy Malawian Malaysian Maldivian Malian "
    "Maltese Mauritanian Mauritian Mexican Micronesian Moldovan Monegasque Mongolian Montenegrin Moroccan "
    "Mozambican Namibian Nepalese Nepali Nicaraguan Nigerian Nigerien Norwegian Omani Pakistani Palestinian "
    "Panamanian Paraguayan Peruvian Polish Pole Portuguese Qatari Romanian Russian Rwandan Salvadoran Samoan Saudi "
    "Scottish Scot Senegalese Serbian Serb Seychellois Singaporean Slovak Slovakian Slovene Slovenian Somali "
    "Spanish Spaniard Sudanese Surinamese Swazi Swede Swedish Swiss Syrian Taiwanese Tajik Tanzanian Thai Tibetan "
    "Togolese Tongan Trinidadian Tunisian Turk Turkish Turkmen Tuvaluan Ugandan Ukrainian Uruguayan Uzbek "
    "Vanuatuan Venezuelan Vietnamese Welsh Yemeni Yemenite Yugoslav Yugoslavian Zambian Zimbabwean Soviet European "
    "African Asian Arab Arabian Arabic Kurd Kurdish Jew Jewish Muslim Christian Catholic Protestant Orthodox "
    "Buddhist Hindu Sikh Sunni Shia Shiite Islamic Hasidic Anglican Lutheran Methodist Presbyterian Baptist Mormon "
    "Quaker Calvinist Puritan Celtic Gaelic Norman Saxon Anglo-Saxon Viking Roman Byzantine Ottoman Prussian "
    "Bavarian Catalan Basque Flemish Walloon Breton Cossack Tatar Chechen Uyghur Uighur Pashtun Tamil Sinhalese "
    "Bengali Punjabi Gujarati Berber Hutu Tutsi Zulu Xhosa Hausa Yoruba Igbo Maori Inuit Cherokee Navajo Apache "
    "Sioux Aztec Maya Mayan Inca Latin Hispanic Latino Slavic Slav Germanic Nordic Scandinavian Baltic Balkan "
    "Mediterranean Caribbean Californian Texan Hawaiian Alaskan Sicilian Corsican Venetian Florentine Parisian "
    "Londoner Republican Democrat Democratic Nazi Communist Marxist Maoist Leninist Stalinist Zionist Islamist "
    "Hebrew Sanskrit Farsi Persian Urdu Hindi Mandarin Cantonese Swahili Yiddish Welshman Frenchman Englishman "
    "Irishman Dutchman Scotsman"
)
"""Peoples, faiths, languages and convictions, in the singular."""


@cache
def kinds() -> dict[str, str]:
    """Kind by noun in small letters; a plural has the kind with an "s"."""
    found: dict[str, str] = {}
    for kind in KINDS:
        for word in kind.words.split():
            found.setdefault(word, kind.name)
    for word, name in list(found.items()):
        found.setdefault(_plural(word), f"{name}s")
    return found


@cache
def peoples() -> frozenset[str]:
    """Singulars and plurals."""
    return PEOPLES | {word + "s" for word in PEOPLES if not word.endswith(("s", "ese", "ish", "ch", "man"))}


def _plural(word: str) -> str:
    if word.endswith("y") and word[-2] not in "aeo":
        return word[:-1] + "ies"
    if word.endswith(("s", "x", "ch", "sh")):
        return word + "es"
    if word.endswith("man"):
        return word[:-2] + "en"
    return word + "s"
