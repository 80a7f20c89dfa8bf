"""Reads what is asked of the bot by name: commands, the same in words, and join codes."""

import re
import unicodedata
from dataclasses import dataclass

_COMMAND = re.compile(r"/([A-Za-z0-9_]{1,32})(?:@(\w+))?(?:\s+(.*))?\Z", re.DOTALL)

ALIASES = {"help": "trogiup", "status": "tinhhinh", "invite": "moi", "leave": "roi"}

_BARRED_D = chr(0x111)
"""The one Vietnamese letter that does not decompose into a plain one and marks."""

_WORDS = {  # whole texts, without marks and case, on phones that show no menu
    "viec": ("viec", "viec cua toi", "xem viec", "danh sach viec"),
    "tinhhinh": ("tinh hinh", "tinhhinh", "xem tinh hinh", "tinh hinh thuc hien"),
    "moi": ("cap ma", "moi can bo", "moi chuyen vien", "moi pho phong", "moi dong nghiep"),
    "doimay": ("doi may", "doimay", "doi tai khoan", "doi dien thoai"),
    "kenh": ("kenh", "cac kenh", "kenh nhan tin"),
    "roi": ("roi khoi day", "thoi nhan tin", "huy lien ket"),
    "trogiup": ("tro giup", "trogiup", "huong dan", "help", "menu", "start", "bat dau"),
}
_BY_WORDS = {words: name for name, several in _WORDS.items() for words in several}

_FOR = ["cap", "ma", "cho"]
"""“Cấp mã cho Phòng QLKH” is “/moi Phòng QLKH”."""

_LONGEST_FOR = 24
"""Words; the longest name of a unit is shorter."""

_LETTER = "[A-HJ-NP-Z2-9]"
_CODE = re.compile(rf"(?:/?start\s+)?({_LETTER}{{4}}[\s-]?{_LETTER}{{4}})", re.IGNORECASE)
_CODE_AMONG_WORDS = re.compile(rf"(?<![\w-])({_LETTER}{{4}}-{_LETTER}{{4}})(?![\w-])")
_CODE_ANYWHERE = re.compile(
    rf"(?<![\w-])({_LETTER}{{4}})[-\u2010-\u2013]({_LETTER}{{4}})(?![\w-])", re.IGNORECASE
)
_AROUND = " .,:;\"'\u201c\u201d\n"
_FEW = 100

_MOST_CODES = 20
"""So many codes of one text are looked at: a sheet has one for each unit."""


@dataclass(frozen=True, slots=True)
class Command:
    """A command as typed, by its Vietnamese name."""

    name: str
    rest: str


def command(text: str, username: str | None = None) -> Command | None:
    """The command in a text; None if the text is none.

    `/viec@SomeBot` is a command for that bot alone: None unless `username` (without @) is its name.
    """
    match = _COMMAND.match(text.strip())
    if match is None or (match[2] and match[2].lower() != (username or "").lower()):
        return None
    name = match[1].lower()
    return Command(ALIASES.get(name, name), (match[3] or "").strip())


def in_words(text: str) -> Command | None:
    """The command that a whole text amounts to without a slash; None if it is none."""
    decomposed = unicodedata.normalize("NFD", text.casefold().replace(_BARRED_D, "d"))
    plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    words = plain.strip(" .!?/").split()
    name = _BY_WORDS.get(" ".join(words))
    if name is None and words[: len(_FOR)] == _FOR and len(words) <= _LONGEST_FOR:
        return Command("moi", " ".join(text.strip(" .!?/").split()[len(_FOR) :]))
    return Command(name, "") if name else None


def codes_in(text: str) -> list[str]:
    """Whatever in a text may be a join code: what a command is given, a whole text, all hyphened.

    However it is cased, also in a link; a command for another bot counts as well.
    """
    asked = _COMMAND.match(text.strip())
    alone = _CODE.fullmatch(text.strip(_AROUND))
    found = [asked[3]] if asked and asked[3] else []
    found += [alone[1]] if alone else []
    found += [f"{first}-{second}" for first, second in _CODE_ANYWHERE.findall(text)]
    return list(dict.fromkeys(found))[:_MOST_CODES]


def join_code(text: str) -> str | None:
    """The join code that a text is, however it is cased and hyphenated, or holds; None if none.

    Among other words it counts only as it is printed: in capitals, with its hyphen.
    """
    bare = text.strip(_AROUND)
    if found := _CODE.fullmatch(bare):
        return found[1]
    among = _CODE_AMONG_WORDS.findall(bare) if len(bare) <= _FEW else []
    return among[0] if len(among) == 1 else None
