"""Every form under which a division may stand in a text, what it may mean, and what must speak for it. Pure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from generator.places.division import Division, Level
from generator.places.gazetteer import Gazetteer
from generator.places.names import full_forms, short_name

GENERIC = re.compile(
    r"[城郊矿东西南北中市新]区|市[中南北东西]区|城[中东西南北厢]区|[新老][市城]区|解放区|市郊区|海港区|港口区|市辖区|山城区"
)
# Short names whose other meaning is all that a paper means by them; they are places only in full.
NEVER = frozenset(["南部", "公安", "资源", "合作", "比如", "新区", "互助", "通道"])
# Words that begin like a place and are none; found first, as the longer form.
BLOCKERS = re.findall(
    r"\w+",
    "三明治 大理石 大理岩 大理寺 四平八稳 四平方 周口店 兴安岭 小兴安岭 复合肥 出海口 入海口 长春花 长春藤 黄石公 "
    "合作社 合作化 光明日报 长安街 吉林大街 大庆典 古田会议 "
    "湖南岸 湖北岸 湖西岸 河南岸 河北岸 江西岸 江北岸 山东麓 山西麓 山南麓",
)
BARE = frozenset("和成任达应随代富开单涉户易")  # 和县, 成县: the first character says something of its own


class Trust(IntEnum):
    """What must speak for a form before it is a place."""

    SURE = 1  # nothing: 绍兴市
    EDGE = 2  # that a word begins or ends where it does: 浙江
    START = 3  # that a word begins where it does: 绍兴
    WORD = 4  # that it is a word of the text: 泰顺, 宁县
    TOWN = 5  # that its county is spoken of: 织里镇
    MORE = 6  # what else the text says: 江山, 北仑
    PARENT = 7  # what it lies in, right before it: 郊区


@dataclass(slots=True)
class Form:
    """What a text form may mean, by the code of today, and how far to trust it."""

    trust: Trust
    meanings: dict[str, list[Division]] = field(default_factory=dict)


class Forms:
    """All forms by name; those of towns, which are many and of which a text has few, made when they are asked for."""

    def __init__(self, gazetteer: Gazetteer, ordinary: Collection[str], home: str) -> None:
        """home: the first two digits of the region that the texts come from, "" for none."""
        self._towns_named = gazetteer.towns_named
        self._forms = _forms_of(gazetteer.divisions, ordinary, home)
        self._towns = gazetteer.names_of_towns() - self._forms.keys()
        for word in BLOCKERS:
            if word not in self._towns:
                self._forms.setdefault(word, Form(Trust.PARENT))

    @property
    def names(self) -> list[str]:
        """Every form's, none twice."""
        return [*self._forms, *self._towns]

    def get(self, name: str) -> Form | None:
        """The form of this name, if it is one."""
        form = self._forms.get(name)
        if form is None and name in self._towns:
            form = self._forms[name] = Form(Trust.TOWN, _meanings(self._towns_named(name)))
        return form


def _forms_of(divisions: Iterable[Division], ordinary: Collection[str], home: str) -> dict[str, Form]:
    """Those of provinces, cities and counties.

    Where a form is both a full and a short name (吉林市, 宁县), the full one counts; of short ones the highest level.
    """
    full: defaultdict[str, list[Division]] = defaultdict(list)
    short: defaultdict[str, list[Division]] = defaultdict(list)
    for division in divisions:
        for name in full_forms(division.name):
            full[name].append(division)
        short[short_name(division.name)].append(division)
    forms = {name: Form(_trust_in_full(name), _meanings(of)) for name, of in full.items()}
    for name, of in short.items():
        if name not in forms and name not in NEVER:
            highest = min(division.level for division in of)
            meant = [division for division in of if division.level == highest]
            forms[name] = Form(_trust_in_short(name, meant, ordinary, home), _meanings(meant))
    return forms


def heir(division: Division) -> str:
    """The code that stands for a division today; its own where it stands or left nobody."""
    return division.successors[0] if not division.stands and division.successors else division.code


def _meanings(divisions: Iterable[Division]) -> dict[str, list[Division]]:
    meanings: defaultdict[str, list[Division]] = defaultdict(list)
    for division in divisions:
        meanings[heir(division)].append(division)
    return dict(meanings)


def _trust_in_full(name: str) -> Trust:
    if GENERIC.fullmatch(name):
        return Trust.PARENT
    if len(name) > 2:
        return Trust.SURE
    return Trust.MORE if name[0] in BARE else Trust.WORD


def _trust_in_short(name: str, meant: Sequence[Division], ordinary: Collection[str], home: str) -> Trust:
    if name in ordinary:
        return Trust.MORE
    highest = min(division.level for division in meant)
    if highest < Level.COUNTY:
        return Trust.EDGE if highest is Level.PROVINCE else Trust.START
    if any(not _is_district(division) or division.code[:2] == home for division in meant):
        return Trust.WORD
    return Trust.MORE


def _is_district(division: Division) -> bool:
    """A district of a city: said in short only at home. 浦东新区 is spoken of like a city of its own."""
    return division.name.endswith("区") and not division.name.endswith("新区")
