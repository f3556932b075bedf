"""Sentences for people that say what they are made of, so that the window can say them in another language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from string import Formatter
from typing import Any, LiteralString, Self


class Message(str):
    """A sentence in English, with the template and the values that it was made from.

    It is the English text wherever a text is wanted: on the command line, in logs and in reports. The window
    translates the template, fills in the values anew and shows that (`ui.wording.told`). A value may be a message.

    The template must be a literal in the call: `dev.py translations` collects it from the source.

    Args:
        template: as `str.format` takes it; a brace of the text itself is doubled.
        values: for the names in the template. Numbers with `:,` are written as the language writes them.

    Attributes:
        template: what is translated; of a counted message that for many.
        values: by name.
        number: what the form of a counted message depends on, else None.
    """

    __slots__ = ("number", "template", "values")

    template: str
    values: Mapping[str, object]
    number: int | None

    def __new__(cls, template: LiteralString, /, **values: object) -> Self:
        """Makes the English text at once."""
        return cls._made(template, template, None, values)

    @classmethod
    def counted(cls, one: LiteralString, many: LiteralString, /, *, n: int, **values: object) -> Self:
        """A sentence whose form depends on a number, `{n}` in both; literals as `template` is."""
        return cls._made(one if n == 1 else many, many, n, {"n": n, **values})

    @classmethod
    def joined(cls, between: str, parts: list[Message]) -> Self:
        """Messages one behind the other, with a separator that every language can use (", ", "; ", a line end)."""
        names = [f"part{number}" for number in range(len(parts))]
        # Its template is of names alone, so that there is nothing in it to translate.
        template = between.join(f"{{{name}}}" for name in names)
        return cls._made(template, template, None, dict(zip(names, parts, strict=True)))

    @classmethod
    def _made(cls, shown: str, template: str, number: int | None, values: Mapping[str, object]) -> Self:
        kept = {
            name: value if isinstance(value, str | int | float) else str(value) for name, value in values.items()
        }  # paths and errors as text: what travels between processes should not depend on their classes
        made = super().__new__(cls, filled(shown, kept))
        made.template = template
        made.values = kept
        made.number = number
        return made

    def __reduce__(self) -> tuple[Any, ...]:
        """Messages travel between processes with all that they are made of."""
        return _again, (str(self), self.template, self.number, self.values)


def _again(text: str, template: str, number: int | None, values: Mapping[str, object]) -> Message:
    made = str.__new__(Message, text)
    made.template, made.number, made.values = template, number, values
    return made


def filled(
    template: str, values: Mapping[str, object], written: Callable[[object, str], str | None] | None = None
) -> str:
    """The template with the values in it.

    Args:
        template: as `str.format` takes it, with names only.
        values: by name.
        written: gives a value, with its format, as text; None from it means as Python writes it.
    """
    if not values and "{" not in template and "}" not in template:
        return template
    return _Filling(written).vformat(template, (), values)


class _Filling(Formatter):
    def __init__(self, written: Callable[[object, str], str | None] | None) -> None:
        self._written = written

    def format_field(self, value: object, format_spec: str) -> str:
        if self._written is not None and (words := self._written(value, format_spec)) is not None:
            return words
        return format(value, format_spec)
