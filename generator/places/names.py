"""The names a division goes by: in full (景宁畲族自治县), without its people (景宁县), in short (景宁). Pure."""

from __future__ import annotations

import re

PEOPLES = (
    "蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|高山|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|达斡尔|"
    "仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|乌孜别克|俄罗斯|鄂温克|德昂|保安|裕固|京|塔塔尔|独龙|鄂伦春|赫哲|门巴|珞巴|基诺"
)
AUTONOMOUS = re.compile(rf"(?P<stem>.{{2,}}?)(?:(?:{PEOPLES}|各)族?)*自治(?P<kind>区|州|县|旗)")
# Nothing but the people stands before 自治.
PLAIN = {
    "内蒙古自治区": "内蒙古",
    "西藏自治区": "西藏",
    "东乡族自治县": "东乡",
    "鄂伦春自治旗": "鄂伦春",
    "鄂温克族自治旗": "鄂温克",
}
ENDINGS = ("特别行政区", "行政区", "地区", "林区", "特区", "新区", "省", "市", "县", "区", "盟", "旗")
WHOLE = re.compile(r".*([左右前后中]旗|矿区)\Z")  # 科尔沁右翼中旗, 井陉矿区: not said in short, or somebody else's name
TOWN_ENDINGS = ("民族乡", "街道", "镇", "乡")


def full_forms(name: str) -> tuple[str, ...]:
    """The names that are as good as the full one: itself, and 景宁县 or 恩施州 for autonomous ones."""
    found = AUTONOMOUS.fullmatch(name) if "自治" in name else None
    if not found or name in PLAIN or found["kind"] == "区":
        return (name,)
    return name, found["stem"] + found["kind"]


def short_name(name: str) -> str:
    """The name without what it is: 泰顺县 泰顺, 恩施土家族苗族自治州 恩施. The name itself where too little is left."""
    if name in PLAIN:
        return PLAIN[name]
    if "自治" in name and (found := AUTONOMOUS.fullmatch(name)):
        return found["stem"]
    if name[-1] in "旗区" and WHOLE.fullmatch(name):
        return name
    for ending in (*ENDINGS, *TOWN_ENDINGS):
        if name.endswith(ending) and len(name) - len(ending) >= 2:
            return name.removesuffix(ending)
    return name
