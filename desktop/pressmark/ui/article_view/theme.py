"""How the article page looks: colours as text, families by name, sizes at 100 %."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from pressmark.core.labels import Label

SERIF = ("Source Serif 4", "Noto Serif", "DejaVu Serif", "Times New Roman", "serif")
SANS = ("Inter", "Noto Sans", "DejaVu Sans", "Segoe UI", "sans-serif")


class PageTheme(Struct, frozen=True, kw_only=True):
    """Colours ("#rrggbb") and type of the page. Sizes are pixels at 100 % zoom.

    Attributes:
        accent: the ring around what is selected, the text cursor, the current search hit's frame.
        tint: how much of a label's colour an accepted mark's ground takes, 0 to 1.
        tint_number: the same for the number inside a figure's phrase.
        tint_selected: the same for the selected mark.
        measure: the widest line, in average characters of the body face.
        pitch: from one baseline to the next.
    """

    name: str
    is_dark: bool
    background: str
    ink: str
    dim: str
    faint: str
    accent: str
    selection: str
    hit: str
    hit_current: str
    card: str
    card_edge: str
    unknown_label: str
    tint: float
    tint_number: float
    tint_selected: float
    serif: tuple[str, ...] = SERIF
    sans: tuple[str, ...] = SANS
    body_size: int = 19
    pitch: int = 35
    headline_size: int = 28
    headline_pitch: int = 34
    meta_size: int = 13
    name_size: int = 10
    card_size: int = 13
    measure: int = 66

    @classmethod
    def light(cls) -> PageTheme:
        """Warm paper."""
        return cls(
            name="light",
            is_dark=False,
            background="#f4f1ea",
            ink="#22252a",
            dim="#686c73",
            faint="#dedad0",
            accent="#2c5c9a",
            selection="#c9d9ee",
            hit="#f6e3a1",
            hit_current="#f3c94f",
            card="#ffffff",
            card_edge="#e6e2d9",
            unknown_label="#5b6068",
            tint=0.15,
            tint_number=0.27,
            tint_selected=0.27,
        )

    @classmethod
    def dark(cls) -> PageTheme:
        """The same page at night."""
        return cls(
            name="dark",
            is_dark=True,
            background="#17191c",
            ink="#e6e3dc",
            dim="#9aa0a8",
            faint="#2c3036",
            accent="#7fb0e8",
            selection="#2b4566",
            hit="#5a4a14",
            hit_current="#755b0c",
            card="#1f2327",
            card_edge="#2a2e33",
            unknown_label="#a9afb8",
            tint=0.23,
            tint_number=0.36,
            tint_selected=0.36,
        )

    @classmethod
    def built_in(cls, *, dark: bool) -> PageTheme:
        """One of the two built-in themes."""
        return cls.dark() if dark else cls.light()

    def set_in(self, typeface: str, *, measure: int) -> PageTheme:
        """The same page in another face ("" for the usual one) and with lines of another width, in characters."""
        return replace(self, serif=(typeface, *SERIF) if typeface else SERIF, measure=measure)

    def label_color(self, label: Label | None) -> str:
        """The colour of a label on this page; grey for a label that the project does not have."""
        if label is None:
            return self.unknown_label
        return label.color_dark if self.is_dark else label.color

    def ground(self, color: str, share: float) -> str:
        """The page's ground with a share (0 to 1) of `color` in it."""
        return mixed(self.background, color, share)

    def readable(self, color: str, ground: str) -> str:
        """`color`, moved towards the ink as little as it takes to be read on `ground` (contrast 4.5)."""
        share = 0.0
        while share < 1.0 and contrast(mixed(color, self.ink, share), ground) < 4.5:
            share += 0.05
        return mixed(color, self.ink, min(share, 1.0))


def channels(color: str) -> tuple[int, int, int]:
    """Red, green and blue (0 to 255) of "#rrggbb".

    Raises:
        ValueError: for anything else.
    """
    if len(color) != 7 or color[0] != "#":
        raise ValueError(f"not a colour: {color!r}")
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


def mixed(color: str, other: str, share: float) -> str:
    """`color` with a share (0 to 1) of `other` in it."""
    pairs = zip(channels(color), channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def luminance(color: str) -> float:
    """Relative luminance, 0 (black) to 1 (white), as WCAG 2.2 defines it."""
    linear = [
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (channel / 255 for channel in channels(color))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(color: str, ground: str) -> float:
    """Contrast ratio, 1 to 21, as WCAG 2.2 defines it."""
    first, second = luminance(color), luminance(ground)
    return (max(first, second) + 0.05) / (min(first, second) + 0.05)
