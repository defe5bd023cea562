"""Names sound as people say them, and stand where readers look for them."""

from __future__ import annotations

import pytest

from generator.personal_names import COMPOUND, SINGLE
from generator.pinyin import COMPOUNDS, OTHER, SURNAMES, sound

SAID = {
    "单田芳": "shan tian fang",
    "解海龙": "xie hai long",
    "仇英": "qiu ying",
    "曾志伟": "zeng zhi wei",
    "查良镛": "zha liang yong",
    "任长霞": "ren chang xia",
    "区楚良": "ou chu liang",
    "朴树": "piao shu",
    "盖叫天": "ge jiao tian",
    "尉迟恭": "yu chi gong",
    "万俟卨": "mo qi xie",
    "长孙无忌": "zhang sun wu ji",
    "澹台灭明": "tan tai mie ming",
    "欧阳修": "ou yang xiu",
    "华罗庚": "hua luo geng",
    "乐嘉": "yue jia",
    "缪昌文": "miao chang wen",
    "翟志刚": "zhai zhi gang",
    "覃俊": "qin jun",
    "纪晓岚": "ji xiao lan",
    "肖战": "xiao zhan",
    "秘增信": "bi zeng xin",
    "召明": "shao ming",
    "员晓": "yun xiao",
    "种师道": "chong shi dao",
    "黑伯龙": "he bo long",
    "逄先知": "pang xian zhi",
    "佴荣本": "nai rong ben",
    "燕青": "yan qing",
    "葛优": "ge you",
    "吕梁": "lv liang",
    "曾": "ceng",  # alone it is no surname
    "單田芳": "shan tian fang",
    "阿卜杜拉·买买提": "a bu du la · mai mai ti",
}


@pytest.mark.parametrize(("name", "spoken"), SAID.items())
def test_surnames_are_read_as_surnames(name: str, spoken: str) -> None:
    assert " ".join(syllable for syllable, _, _ in sound(name).characters) == spoken


def test_people_stand_by_letter_then_sound_then_tone_and_others_last() -> None:
    names = ["3号", "章亦", "张三", "Smith", "单田", "掌心", "《", "解读", "宋江", "安安", "Ärzte"]
    assert sorted(names, key=sound) == [
        *("Ärzte", "安安", "Smith", "单田", "宋江", "解读", "张三", "章亦", "掌心"),
        *("3号", "《"),
    ]
    assert [sound(name).initial for name in ("解读", "Smith", "3号", "")] == ["X", "S", OTHER, OTHER]


def test_what_people_say_of_a_name_goes_before_the_table() -> None:
    assert sound("乐嘉", "Lè Jiā").characters == (("le", 4, "乐"), ("jia", 1, "嘉"))


def test_all_of_one_surname_stand_together() -> None:
    names = ["章一", "张一", "章二", "张二", "掌一", "张三"]
    assert "".join(name[0] for name in sorted(names, key=sound)) == "张张张章章掌"


def test_every_surname_has_a_reading() -> None:
    assert [name for name in (*SINGLE, *COMPOUND, *SURNAMES, *COMPOUNDS) if sound(f"{name}明").initial == OTHER] == []
