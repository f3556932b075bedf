"""Sentences that can be said in another language: the English text, and what travels with it."""

from __future__ import annotations

import pickle
from pathlib import Path

from pressmark.core.errors import FaultError, UserError
from pressmark.core.messages import Message, filled


def test_a_message_is_its_english_text() -> None:
    said = Message("{name} has {count:,} lines.", name=Path("a.txt"), count=12_000)
    assert said == "a.txt has 12,000 lines."
    assert f"{said} {said!s}" == "a.txt has 12,000 lines. a.txt has 12,000 lines."
    assert (said.template, said.values) == ("{name} has {count:,} lines.", {"name": "a.txt", "count": 12_000})


def test_braces_of_a_value_and_of_the_text_stay() -> None:
    assert Message('Write {{"a": 1}}, not {what}.', what="{b}") == 'Write {"a": 1}, not {b}.'


def test_one_and_many() -> None:
    one, many = (Message.counted("{n:,} mark of {name}.", "{n:,} marks of {name}.", n=n, name="x") for n in (1, 2_000))
    assert (one, many) == ("1 mark of x.", "2,000 marks of x.")
    assert one.template == many.template == "{n:,} marks of {name}."
    assert (one.number, many.number) == (1, 2_000)


def test_messages_in_a_message_and_behind_one_another() -> None:
    inner = Message("line {n}", n=3)
    assert Message("{where}: it is empty.", where=inner).values["where"] is inner
    both = Message.joined(" ", [inner, Message("It is kept.")])
    assert both == "line 3 It is kept."
    assert filled(both.template, both.values, lambda value, _: str(value).upper()) == "LINE 3 IT IS KEPT."


def test_they_travel_between_processes_with_all_they_are_made_of() -> None:
    error = UserError("{name} cannot be read: {why}", name="a", why=Message("line {n}", n=3), details="errno 5")
    again = pickle.loads(pickle.dumps(error))
    assert isinstance(again, UserError)
    assert (again.sentence, again.details, str(again)) == ("a cannot be read: line 3", "errno 5", str(error))
    assert again.sentence.template == "{name} cannot be read: {why}"
    why = again.sentence.values["why"]
    assert isinstance(why, Message)
    assert why.template == "line {n}"


def test_a_fault_tells_its_sentence() -> None:
    fault = FaultError("“{word}” is no number", word="x")
    assert (str(fault), fault.sentence.template) == ("“x” is no number", "“{word}” is no number")
