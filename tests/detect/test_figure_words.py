"""Every row of the tables of `figure_words`, in that table's example."""

from __future__ import annotations

from typing import Any

import pytest

from pressmark.core.span import Span
from pressmark.detect import figure_words, figures, units
from pressmark.detect.figure_words import EXAMPLES


def read(text: str) -> dict[str, dict[str, Any]]:
    part = Span(0, len(text))
    return {c.span.of(text): {"label": c.label, **c.attributes} for c in figures.find(text, part)}


def example(table: str, row: str) -> str:
    return EXAMPLES[table].format(row=row)


def rows(table: str) -> list[str]:
    return sorted(getattr(figure_words, table))


@pytest.mark.parametrize("row", rows("PRECISION_BEFORE"))
def test_a_bound_before(row: str) -> None:
    figure = read(text := example("PRECISION_BEFORE", row))["37"]
    assert figure["precision"] == figure_words.PRECISION_BEFORE[row]
    assert text[figure["phrase"]["start"] : figure["phrase"]["end"]] == f"{row} 37 boats"


@pytest.mark.parametrize("row", rows("PRECISION_BEHIND"))
def test_a_bound_behind(row: str) -> None:
    words = f" {row}" if row[0].isalpha() else row
    figure = read(text := example("PRECISION_BEHIND", words))["37"]
    assert figure["precision"] == figure_words.PRECISION_BEHIND[row]
    assert text[figure["phrase"]["start"] : figure["phrase"]["end"]] == f"37{words}"


@pytest.mark.parametrize("row", rows("CURRENCY_SIGNS"))
def test_a_sign_of_money(row: str) -> None:
    written = row.upper() if row.isascii() else row
    (figure,) = read(example("CURRENCY_SIGNS", written)).values()
    assert (figure["label"], figure["value"], figure["unit"]) == ("MONEY", 37, figure_words.CURRENCY_SIGNS[row])


@pytest.mark.parametrize("row", rows("CURRENCY_WORDS"))
def test_a_name_of_money(row: str) -> None:
    if row in figure_words.NO_CURRENCIES:
        return
    (figure,) = read(example("CURRENCY_WORDS", row)).values()
    assert (figure["label"], figure["value"], figure["unit"]) == ("MONEY", 4000, figure_words.CURRENCY_WORDS[row])


@pytest.mark.parametrize("row", [(unit, word) for unit, words in figure_words.MORE_UNITS.items() for word in words])
def test_a_unit_of_ours(row: tuple[str, str]) -> None:
    unit, word = row
    gap = "" if word in figure_words.ONLY_GLUED or not word[0].isalpha() else " "
    (figure,) = read(example("MORE_UNITS", gap + word)).values()
    assert (figure["label"], figure["value"], figure["unit"]) == ("QUANTITY", 37, unit)


@pytest.mark.parametrize("row", rows("DENOMINATORS"))
def test_what_money_is_paid_by(row: str) -> None:
    figure = read(example("DENOMINATORS", row))["$5"]
    assert figure["unit"] == f"USD/{figure_words.DENOMINATORS[row]}"


@pytest.mark.parametrize("row", rows("IDENTIFIED_ALWAYS"))
def test_a_number_behind_such_a_word_names_a_thing(row: str) -> None:
    assert read(example("IDENTIFIED_ALWAYS", row)) == {}


@pytest.mark.parametrize("row", rows("IDENTIFIED_CAPITALISED"))
def test_a_number_behind_such_a_name_is_part_of_it(row: str) -> None:
    assert read(example("IDENTIFIED_CAPITALISED", row.capitalize())) == {}


@pytest.mark.parametrize("row", rows("NOT_AFTER_FIRST"))
def test_first_with_such_a_word_ranks_nothing(row: str) -> None:
    assert read(example("NOT_AFTER_FIRST", row)) == {}


@pytest.mark.parametrize("row", rows("TOLL_WORDS"))
def test_between_toll_and_number(row: str) -> None:
    figure = read(example("TOLL_WORDS", row))["37"]
    assert (figure["event"]["text"], figure["event"]["lemma"]) == ("toll", "die")


@pytest.mark.parametrize("row", rows("HELPING_WORDS"))
def test_between_nobody_and_harm(row: str) -> None:
    figure = read(example("HELPING_WORDS", row))["No one"]
    assert (figure["value"], figure["event"]["text"]) == (0, "injured")


@pytest.mark.parametrize(
    ("words", "symbol"),
    [
        ("kilometres", "km"),
        ("kilometers", "km"),
        ("square miles", "mi2"),
        ("sq km", "km2"),
        ("cubic metres", "m3"),
        ("megawatt-hours", "MWh"),
        ("gigajoules", "GJ"),
        ("micrograms", "µg"),
        ("miles an hour", "mph"),
        ("metres per second", "m/s"),
        ("degrees Fahrenheit", "°F"),
        ("light-years", "ly"),
        ("parts per billion", "ppb"),
        ("horsepower", "hp"),
        ("troy ounces", "oz t"),
    ],
)
def test_a_unit_of_the_cldr(words: str, symbol: str) -> None:
    text = f"It took 37 {words}."
    assert {words: figure["unit"] for words, figure in read(text).items()} == {f"37 {words}": symbol}


@pytest.mark.parametrize("words", ["bars", "cups", "points", "items", "days", "people", "stones", "revolutions"])
def test_a_word_of_the_cldr_that_is_no_unit_in_a_newspaper(words: str) -> None:
    assert read(f"It took 37 {words}.")["37"]["unit"] is None
    assert words not in units.written()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Hong Kong dollars", "HKD"),
        ("Azerbaijani manats", "AZN"),
        ("Swiss francs", "CHF"),
        ("forints", "HUF"),
        ("ringgit", "MYR"),
        ("South African rand", "ZAR"),
        ("KZT", "KZT"),
    ],
)
def test_a_currency_of_the_cldr(words: str, code: str) -> None:
    assert read(f"It cost 4000 {words}.")[f"4000 {words}"]["unit"] == code


def test_a_code_counts_in_capitals_only() -> None:
    assert read("They ate 50 all told.")["50"]["unit"] is None
    assert read("It cost ALL 50.")["ALL 50"]["unit"] == "ALL"
