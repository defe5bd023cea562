"""Chinese personal names as newspapers print them: where one ends and the next begins.

A name is a surname with one or two more characters, or parts joined by · (阿卜杜拉·买买提). Papers pad names of two
characters with a space (李 刚) and part names with spaces, commas, or nothing at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

# Surnames by frequency, about. Left out are rare ones that far more often begin another word (从, 和): where a byline
# has its slot for names, a name is accepted without a known surname anyway.
COMMON = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾"
    "夏韦付傅方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹"
    "申欧耿关兰焦俞左柳甘祝包宁舒阮柯纪梅童凌毕单季裴霍涂成苗谷曲盛冉骆蓝路游靳辛管柴蒙鲍华喻祁蒲房滕屈饶解牟艾"
    "張劉陳楊黃趙吳孫馬鄭謝許韓馮鄧蕭蔣葉蘇魏呂盧鍾譚陸範廖賈韋鄒閻龍陶賀顧龔萬錢嚴湯溫龐顏倪莊聶魯嶽齊喬關蘭畢紀單駱藍鮑喻歐寧"
)
RARE = frozenset(
    "尤阳时穆农卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明"
    "佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼哈尚蔺楼盘满闻厉伊仝郜阚花权强帅屠豆朴练廉禹井祖漆巴丰支卿国狄平索"
    "宣初门云容敬扈晁芮普阙浦戈伏鹿薄邸雍辜羊乌裘亓修邰赫杭况那宿鲜隆茹诺慕危玉银亢嵇公湛宾戎勾茅於呼居揭尉斯元文尚符司束檀衣阴昝"
    "植衡富尧闭诸羿贲郗璩濮扶堵宰郦璧寸暴昌鱼殳耒竺逄鄂酆岩巨仰锺邴洪茆钭籍俸呙滑禤眭亚山申俱母操幸占侍巢矫智蹇尚钮糜"
)
SINGLE = COMMON | RARE
COMPOUND = frozenset(
    re.findall(
        "..",
        "欧阳太史端木上官司马东方独孤南宫万俟闻人夏侯诸葛尉迟公羊赫连澹台皇甫宗政濮阳公冶太叔申屠公孙慕容仲孙钟离"
        "长孙宇文司徒鲜于司空闾丘子车亓官司寇巫马公西颛孙壤驷公良漆雕乐正宰父谷梁拓跋夹谷轩辕令狐段干百里呼延东郭南门"
        "羊舌微生梁丘左丘东门西门南荣第五纳兰完颜那拉叶赫歐陽東方獨孤南宮聞人諸葛尉遲濮陽公孫仲孫鍾離長孫司馬鮮于",
    )
)
NEVER_IN_NAMES = frozenset("的了在到是与对将把被这您我你他她它们吗呢吧啊获悉讯电报摄说称及或等很没么什")
NEVER_FIRST = NEVER_IN_NAMES | frozenset("从就也都已还有为由和自去来当不一二三两今昨每各")
ENDS_NO_NAME = frozenset("市县区镇乡村省路街厅局部会团队化节年日者们的了里处场站馆院校店厂所版期号们性度率量")
HAN = r"\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003134f"
DOTS = "·•・‧∙⋅"
_DOTTED = re.compile(rf"[{HAN}]{{1,8}}(?:[{DOTS}][{HAN}]{{1,8}}){{1,3}}\Z")
_ALL_HAN = re.compile(rf"[{HAN}]+\Z")
_SEPARATORS = re.compile(r"[、,;/&|]+")
_ANY_DOT = re.compile(f"[{DOTS}]")
LONGEST_RUN = 12  # characters of names printed without anything between them


def has_surname(name: str) -> bool:
    """Whether a name of two to four characters begins as a surname does and is long enough for it, or is dotted."""
    if name[:2] in COMPOUND and len(name) > 2:
        return len(name) <= 4
    return (2 <= len(name) <= 3 and name[0] in SINGLE) or _double_surname(name) or bool(_DOTTED.match(name))


def looks_like_name(text: str) -> bool:
    """Whether a word alone could be a name: a known surname, and none of the characters that names avoid."""
    return has_surname(text) and text[-1] not in ENDS_NO_NAME and NEVER_IN_NAMES.isdisjoint(text[1:])


def names_in(text: str, slot: bool) -> tuple[str, ...] | None:
    """The names in `text`, without inner spaces; None when something in it is no name.

    `slot`: the place says that these are names (behind 记者, before 摄), so that a surname need not be known.
    A run that can be parted in several ways gives no names and is no fault: ().
    """
    names: list[str] = []
    for part in _SEPARATORS.split(text):
        for word in _padded(part.split()):
            found = _word(word, slot)
            if found is None:
                return None
            names += found
    return tuple(dict.fromkeys(names))


def _padded(words: Sequence[str]) -> Iterator[str]:
    """Words with names put together that spaces were set into: 李 刚, 李 小刚, 欧阳 修, 李 刚 王 芳, 温 雅 琴."""
    at = 0
    while at < len(words):
        run = sum(1 for _ in takewhile(lambda word: len(word) == 1, words[at:]))
        rest = words[at + 1] if at + 1 < len(words) else ""
        if run > 1:
            length = 3 if run == 3 else 2
        elif (run and len(rest) == 2) or (words[at] in COMPOUND and len(rest) == 1):
            length = 2
        else:
            length = 1
        yield "".join(words[at : at + length])
        at += length


def _word(word: str, slot: bool) -> tuple[str, ...] | None:
    if _DOTTED.match(word):
        return (_ANY_DOT.sub("·", word),)
    if not _ALL_HAN.match(word) or not 2 <= len(word) <= LONGEST_RUN or not NEVER_IN_NAMES.isdisjoint(word[1:]):
        return None
    if len(word) <= 3 or (len(word) == 4 and word[:2] in COMPOUND):
        return (word,) if has_surname(word) or (slot and word[0] not in NEVER_FIRST) else None
    partings = list(_partings(word, COMMON))
    if len(word) == 4 and not partings and (slot or _double_surname(word)):
        return (word,)  # 木呷伍各, 陈方安生
    partings = partings or list(_partings(word, SINGLE))
    if not partings:
        return None
    return tuple(partings[0]) if len(partings) == 1 else ()


def _partings(run: str, surnames: frozenset[str]) -> Iterator[list[str]]:
    """All ways to read a run as names that begin with one of `surnames` or a compound surname."""
    if not run:
        yield []
    lengths = (3, 4) if run[:2] in COMPOUND else (2, 3) if run[:1] in surnames else ()
    for length in lengths:
        if len(run) >= length:
            for rest in _partings(run[length:], surnames):
                yield [run[:length], *rest]


def _double_surname(name: str) -> bool:
    return len(name) == 4 and name[0] in SINGLE and name[1] in SINGLE
