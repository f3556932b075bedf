"""An amount in a currency whose name several countries share, in articles about one or the other."""

from __future__ import annotations

import pytest

from pressmark.core.span import Span
from pressmark.detect import figures


def unit_of(text: str, amount: str) -> str:
    start = text.index(amount)
    reading = figures.read(text, Span(start, start + len(amount)), "MONEY")
    assert reading is not None
    return reading["unit"]


@pytest.mark.parametrize(
    ("text", "amount", "unit"),
    [
        ("Damage was put at 900 million pesos.", "900 million pesos", "MXN"),
        ("MANILA - Damage was put at 900 million pesos.", "900 million pesos", "PHP"),
        ("The Philippines raised fares.\nA ride costs 13 pesos.", "13 pesos", "PHP"),
        ("Inflation in Argentina fell.\nA coffee costs 4,000 pesos there.", "4,000 pesos", "ARS"),
        ("The Philippines and Mexico signed. Mexico will pay 40 million pesos.", "40 million pesos", "MXN"),
        ("Flour costs 120 rupees a kilo in Pakistan.", "120 rupees", "PKR/kg"),
        ("Pakistan pays more: India sells it at 40 rupees.", "40 rupees", "INR"),
        ("Uganda fined the bank 3 billion shillings.", "3 billion shillings", "UGX"),
        ("Denmark set aside 200 million kroner.", "200 million kroner", "DKK"),
        ("Norway set aside 200 million kroner.", "200 million kroner", "NOK"),
        ("Serbia's minister spent 40,000 dinars.", "40,000 dinars", "RSD"),
        ("Australia sold wheat for 20 million dollars.", "20 million dollars", "USD"),
        ("Egypt paid 20 million pounds.", "20 million pounds", "GBP"),
        ("The Philippines paid $20 million.", "$20 million", "USD"),
        ("Chile paid 30 million Mexican pesos.", "30 million Mexican pesos", "MXN"),
        ("Japan paid 30 million pesos.", "30 million pesos", "MXN"),
    ],
)
def test_the_countries_of_an_article_say_whose_money_is_meant(text: str, amount: str, unit: str) -> None:
    assert unit_of(text, amount) == unit
