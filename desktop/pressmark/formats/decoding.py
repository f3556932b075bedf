"""From bytes to text: the encoding is found, never guessed silently where the guess reads badly."""

from __future__ import annotations

import codecs
import unicodedata
from pathlib import Path

from pressmark.core.errors import UserError
from pressmark.core.messages import Message

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 65_536

REMEDY = Message("Open it in its own program and save or copy its text as .txt (UTF-8).")
"""What to do with a file that is no text."""

# What files of other kinds begin with, and what they are. The remedy is the same for all: save the text as text.
_SIGNATURES = (
    (b"%PDF", Message("a PDF")),
    (b"PK\x03\x04", Message("a packed file (a Word document, a spreadsheet, an e-book or a ZIP archive)")),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Message("a document of an older Microsoft Office")),
    (b"{\\rtf", Message("a Rich Text document")),
    (b"SQLite format 3\x00", Message("a database")),
    (b"\x89PNG", Message("a picture")),
    (b"\xff\xd8\xff", Message("a picture")),
    (b"GIF8", Message("a picture")),
    (b"\x1f\x8b", Message("a compressed file")),
    (b"BZh9", Message("a compressed file")),
    (b"7z\xbc\xaf\x27\x1c", Message("a compressed file")),
    (b"\x7fELF", Message("a program")),
    (b"MZ\x90", Message("a program")),
)

# The letters that each encoding is there for. The same bytes mean other letters in its neighbours, so that the
# encoding whose own letters come out, in words that look like words, is the one that was meant.
_LETTERS = {
    "cp1252": "àáâãäåæçèéêëìíîïñòóôõöøùúûüßÀÁÂÃÄÅÆÇÈÉÊËÍÎÏÑÓÔÖØÚÜœŒšžŠŽÿ",
    "cp1254": "âçğıîöşûüÂÇĞİÎÖŞÜ",
    "cp1250": "ąáâäăćçčďđéęëěíîłľĺńňóôöőřśşšťţúůűüýźżžĄÁÂĂĆČĎĐÉĘÍÎŁĽŃÓÖŐŘŚŞŠŤŢÚŰÜÝŹŻŽß",
    "cp1251": "абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґўђјљњћџАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯЁІЇЄҐЎ",
    "cp1253": "αβγδεζηθικλμνξοπρςστυφχψωάέήίόύώϊϋΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩΆΈΉΊΌΎΏ",
    "cp1255": "אבגדהוזחטיךכלםמןנסעףפץצקרשת",
    "cp1256": "ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءأإآؤئپچژگ،؛؟",
    "cp1257": "āčēģīķļņšūžąęėįųõäöüĀČĒĢĪĶĻŅŠŪŽĄĘĖĮŲÕÄÖÜ",
    "koi8_u": "абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯЁІЇЄҐ",
    "iso8859_2": "ąáâäăćçčďđéęëěíîłľĺńňóôöőřśşšťţúůűüýźżžĄÁÂĂĆČĎĐÉĘÍÎŁĽŃÓÖŐŘŚŞŠŤŢÚŰÜÝŹŻŽß",
    "iso8859_9": "âçğıîöşûüÂÇĞİÎÖŞÜ",
    "iso8859_5": "абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєўђјљњћџАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯЁІЇЄЎ",
    "mac_roman": "àáâãäåæçèéêëìíîïñòóôõöøùúûüßÀÁÂÃÄÅÆÇÈÉÊËÍÎÏÑÓÔÖØÚÜœŒÿ",
}
# Letters of a neighbour that are common, each worth more where it appears than an everyday letter.
_TYPOGRAPHY = frozenset("“”‘’–—…€£«»§°•·©®™„‚¿¡\u00a0\u00ad№½¼¾²³‰")


def what_it_is(content: bytes) -> Message | None:
    """What a file that is no text is, by its first bytes ("a PDF"); None where they say nothing."""
    return next((what for signature, what in _SIGNATURES if content.startswith(signature)), None)


def decode(content: bytes, *, name: str, declared: str | None = None) -> str:
    """The text of a file.

    A byte order mark is believed first, then UTF-8 where every byte fits, then UTF-16 and UTF-32 by their pattern,
    then what the file declares, then the eight-bit encoding whose letters make words.

    Args:
        content: the whole file.
        name: the file's name, for messages.
        declared: an encoding that the file itself names (HTML).

    Raises:
        UserError: for a file that is no text, or whose encoding cannot be told.
    """
    what = what_it_is(content)
    if what is not None:
        raise UserError("{name} is {what}, not a text file. {remedy}", name=name, what=what, remedy=REMEDY)
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strict(content, encoding, name)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        if "\x00" not in text:
            return _checked(text, name)
    wide = _wide(content)
    if wide is not None:
        return wide
    if content.count(0) > max(3, len(content) // 1000):
        raise _binary(name)
    if b"\x00" in content:
        # A few stray zero bytes, as broken tools leave them, say nothing.
        return decode(content.replace(b"\x00", b""), name=name, declared=declared)
    if declared is not None:
        text = _as_declared(content, declared)
        if text is not None:
            return _checked(text, name)
    return _checked(_eight_bit(content, name), name)


def _strict(content: bytes, encoding: str, name: str) -> str:
    try:
        return _checked(content.decode(encoding), name)
    except UnicodeDecodeError as error:
        raise UserError(
            "{name} says that it is {encoding} but is damaged at byte {start:,}. "
            "Save it again as UTF-8, or get a whole copy.",
            name=name,
            encoding=encoding.removesuffix("-sig").upper(),
            start=error.start,
        ) from error


def _binary(name: str) -> UserError:
    return UserError("{name} is not a text file. {remedy}", name=name, remedy=REMEDY)


def _checked(text: str, name: str) -> str:
    """Text without the control characters that only binaries have."""
    sample = text[:_SAMPLE]
    controls = sum(1 for character in sample if character < " " and character not in "\t\n\r\f\v\x1b\x1a")
    if controls > max(2, len(sample) // 50):
        raise _binary(name)
    return text.replace("\x00", "")


def _wide(content: bytes) -> str | None:
    """UTF-16 or UTF-32 without a byte order mark: told by where the zero bytes stand, and by what comes out."""
    best: tuple[float, str] | None = None
    for encoding, width in (("utf-32-le", 4), ("utf-32-be", 4), ("utf-16-le", 2), ("utf-16-be", 2)):
        if len(content) % width or len(content) < width * 2:
            continue
        zeros = content[:_SAMPLE].count(0) / len(content[:_SAMPLE])
        if zeros < (0.4 if width == 4 else 0.01):
            continue
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        sample = text[:_SAMPLE]
        read = sum(1 for c in sample if c in " \n\r\t" or (c != "\x00" and unicodedata.category(c)[0] in "LNPMS"))
        spaces = sum(1 for c in sample if c in " \n")
        share = read / len(sample)
        if share > 0.97 and (spaces or len(sample) < 20) and (best is None or share + spaces / len(sample) > best[0]):
            best = (share + spaces / len(sample), text)
    return best[1] if best else None


def _as_declared(content: bytes, declared: str) -> str | None:
    """What a file declares, read as browsers do (Latin-1 means Windows-1252); None where it does not fit."""
    try:
        encoding = codecs.lookup(declared.strip()).name
    except (LookupError, UnicodeError):
        return None
    if encoding in ("iso8859-1", "ascii"):
        encoding = "cp1252"
    elif encoding == "iso8859-9":
        encoding = "cp1254"
    try:
        text = content.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None
    return text if isinstance(text, str) else None


def _eight_bit(content: bytes, name: str) -> str:
    sample = _sample(content)
    scores: dict[str, float] = {}
    for encoding in [*_LETTERS, *_more_candidates(sample)]:
        if encoding in scores:
            continue
        try:
            text = sample.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        scores[encoding] = _score(text, encoding)
    # The sort is stable: of encodings that read equally well the commoner one wins.
    for encoding in sorted(scores, key=lambda each: -scores[each]):
        if scores[encoding] < 0.4:
            break
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UserError(
        "The encoding of {name} cannot be told. Open it in the program that it comes from and save it as UTF-8.",
        name=name,
    )


def _sample(content: bytes) -> bytes:
    """Lines with bytes beyond ASCII, at most 64 kB, cut at line ends so that no character is cut."""
    if len(content) <= _SAMPLE:
        return content
    lines = bytearray()
    for line in content.splitlines(keepends=True):
        if not line.isascii():
            lines += line[:_SAMPLE]
            if len(lines) >= _SAMPLE:
                break
    return bytes(lines[:_SAMPLE])


def _more_candidates(sample: bytes) -> list[str]:
    """Encodings beyond the usual ones (East Asian, DOS …) that charset-normalizer thinks possible."""
    from charset_normalizer import from_bytes

    return [match.encoding for match in from_bytes(sample[:8192])][:6]


def _score(text: str, encoding: str) -> float:
    """How well text reads: 1 where every character beyond ASCII is one that this encoding is used for, inside words
    that look like words; below 0 for rubbish."""
    letters = _LETTERS.get(encoding, "")
    score = 0.0
    count = 0
    previous = " "
    for index, character in enumerate(text):
        if character.isascii():
            previous = character
            continue
        count += 1
        following = text[index + 1] if index + 1 < len(text) else " "
        score += _value(character, previous, following, letters)
        previous = character
    return score / count if count else 1.0


def _value(character: str, previous: str, following: str, letters: str) -> float:
    category = unicodedata.category(character)
    inside_word = previous.isalpha() and following.isalpha()
    if category in ("Cc", "Co", "Cn"):
        return -8
    if character.isalpha() or category[0] == "M":
        if character in letters:
            value = 1.0
        elif letters:
            value = -0.6
        else:
            value = 0.6
        if (character.isupper() and previous.islower()) or (character.islower() and following.isupper()):
            value -= 2
        # Quotation marks and dashes are letters in other encodings: letters alone, or right behind a comma.
        if _is_latin(character) and not inside_word and (previous in ",.;:!?" or not (previous + following).strip()):
            value -= 1
        # A word is written in one script: Latin letters beside Cyrillic or Arabic ones were other bytes once.
        for neighbour in (previous, following):
            if neighbour.isalpha() and neighbour.isascii() and not _is_latin(character):
                value -= 1
        return value
    if character in _TYPOGRAPHY:
        apostrophe = character in "’‘\u00ad·"
        return -1.5 if inside_word and not apostrophe else 0.9
    return -1.5 if previous.isalpha() or following.isalpha() else -0.2


def _is_latin(character: str) -> bool:
    return "LATIN" in unicodedata.name(character, "") or character in "ªºµ"


def content_of(path: Path, *, largest: int, too_large: Message) -> bytes:
    """All bytes of a file.

    Args:
        path: the file.
        largest: how many it may have.
        too_large: what is said of one with more, behind its name.

    Raises:
        UserError: for one that is gone, may not be read, or is too large.
    """
    try:
        with path.open("rb") as file:
            content = file.read(largest + 1)
    except OSError as error:
        raise unreadable(path, error) from error
    if len(content) > largest:
        raise UserError(too_large)
    return content


def unreadable(path: Path, error: OSError) -> UserError:
    """What is said of a file that the system does not give."""
    if isinstance(error, FileNotFoundError):
        return UserError("{name} is no longer there. Look where it has gone and try again.", name=path.name)
    if isinstance(error, PermissionError):
        return UserError("{name} may not be read. Give yourself the right to read it, or copy it.", name=path.name)
    if isinstance(error, IsADirectoryError):
        return UserError("{name} is a folder, not a file. Choose the files in it.", name=path.name)
    return UserError(
        "{name} could not be read. Copy it to this computer and try again.", name=path.name, details=str(error)
    )
