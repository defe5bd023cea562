"""How Chinese names sound, and so where they stand in an index: readings from the pypinyin package's table (disk).

A surname has its own reading (单 Shàn, 解 Xiè), which no table of characters knows first. pypinyin itself is not
imported: that takes a third of a second, most of it for phrases, which names are not.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import orjson

from generator.personal_names import COMPOUND

OTHER = "其他"  # the initial of what begins with no letter; stands behind Z
# Surnames that are read otherwise than the character mostly is, from the usual lists of such surnames.
SURNAMES = {
    "单": "shàn", "單": "shàn", "解": "xiè", "仇": "qiú", "曾": "zēng", "查": "zhā", "任": "rén", "区": "ōu",
    "區": "ōu", "朴": "piáo", "盖": "gě", "蓋": "gě", "华": "huà", "華": "huà", "甯": "nìng", "乐": "yuè",
    "樂": "yuè", "隗": "wěi", "缪": "miào", "繆": "miào", "翟": "zhái", "折": "shé", "种": "chóng", "員": "yùn",
    "员": "yùn", "秘": "bì", "祕": "bì", "召": "shào", "么": "yāo", "过": "guō", "過": "guō", "黑": "hè",
    "那": "nā", "佴": "nài", "能": "nài", "乜": "niè", "粘": "nián", "覃": "qín", "繁": "pó", "燕": "yān",
    "於": "yū", "郇": "xún", "哈": "hǎ", "纪": "jǐ", "紀": "jǐ", "阚": "kàn", "卜": "bǔ", "葛": "gě", "句": "gōu",
    "观": "guàn", "相": "xiàng", "都": "dū", "祭": "zhài", "占": "zhān", "薄": "bó", "闕": "quē", "少": "shào",
    "肖": "xiāo",
}  # fmt: skip
# The same for characters of given names.
GIVEN = {
    "长": "cháng", "少": "shào", "曾": "zēng", "为": "wéi", "卜": "bǔ", "都": "dū", "晟": "shèng", "冠": "guàn",
    "翘": "qiáo", "率": "shuài", "泊": "bó", "伽": "jiā", "斗": "dǒu",
}  # fmt: skip
COMPOUNDS = {
    "尉迟": "yù chí", "尉遲": "yù chí", "万俟": "mò qí", "萬俟": "mò qí", "长孙": "zhǎng sūn", "長孫": "zhǎng sūn",
    "澹台": "tán tái", "澹臺": "tán tái", "单于": "chán yú", "單于": "chán yú", "鲜于": "xiān yú", "鮮于": "xiān yú",
    "令狐": "líng hú", "宰父": "zǎi fǔ", "亓官": "qí guān", "闾丘": "lǘ qiū", "濮阳": "pú yáng", "濮陽": "pú yáng",
    "皇甫": "huáng fǔ", "呼延": "hū yán", "拓跋": "tuò bá", "谷梁": "gǔ liáng", "穀梁": "gǔ liáng", "乐正": "yuè zhèng",
    "夹谷": "jiá gǔ", "叶赫": "yè hè", "那拉": "nà lā", "司空": "sī kōng", "漆雕": "qī diāo", "子车": "zǐ jū",
    "子車": "zǐ jū", "段干": "duàn gān", "宗政": "zōng zhèng", "完颜": "wán yán", "纳兰": "nà lán", "颛孙": "zhuān sūn",
    "第五": "dì wǔ", "南宫": "nán gōng", "南宮": "nán gōng", "夏侯": "xià hóu", "诸葛": "zhū gě", "諸葛": "zhū gě",
}  # fmt: skip


class Sound(NamedTuple):
    """How a name is ordered: by its initial (A to Z, then OTHER), then character by character.

    Each is a syllable in plain letters, its tone and the character itself, so that all 张 stand before the first 章.
    """

    initial: str
    characters: tuple[tuple[str, int, str], ...]


def sound(name: str, pinyin: str = "") -> Sound:
    """How a name sounds; `pinyin` is its reading in syllables ("Shàn Tiānfāng") where somebody has said it."""
    spoken = pinyin.split() or _reading(name)
    signs = [*name, *[""] * (len(spoken) - len(name))]
    characters = tuple((_plain(one), _tone(one), sign) for one, sign in zip(spoken, signs, strict=False))
    first = characters[0][0][:1].upper() if characters else ""
    initial = first if "A" <= first <= "Z" else OTHER
    return Sound(initial, characters)


def _reading(name: str) -> list[str]:
    """The syllables of a name; what is no Chinese stands for itself."""
    start = 2 if name[:2] in COMPOUNDS or (name[:2] in COMPOUND and len(name) > 2) else 1
    surname = name[:start]
    if surname in COMPOUNDS:
        spoken = COMPOUNDS[surname].split()
    elif surname in SURNAMES and len(name) > 1:
        spoken = [SURNAMES[surname]]
    else:
        spoken = [*map(_character, surname)]
    return [*spoken, *(GIVEN.get(sign) or _character(sign) for sign in name[start:])]


def _character(sign: str) -> str:
    return _table().get(str(ord(sign)), sign).partition(",")[0]


@cache
def _table() -> dict[str, str]:
    """Code points -> readings with tone marks, the most usual first, parted by commas."""
    spec = find_spec("pypinyin")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("No module named 'pypinyin'", name="pypinyin")
    readings: dict[str, str] = orjson.loads(
        (Path(spec.submodule_search_locations[0]) / "pinyin_dict.json").read_bytes()
    )
    return readings


MARKS = {"\u0304": 1, "\u0301": 2, "\u030c": 3, "\u0300": 4}


def _plain(syllable: str) -> str:
    """A syllable in plain letters; ü is written v, as on keyboards, and so stands behind u."""
    spread = unicodedata.normalize("NFD", syllable.replace("ü", "v").casefold())
    return "".join(sign for sign in spread.replace("u\u0308", "v") if not unicodedata.combining(sign))


def _tone(syllable: str) -> int:
    """1 to 4, 5 for none."""
    return next((MARKS[sign] for sign in unicodedata.normalize("NFD", syllable) if sign in MARKS), 5)
