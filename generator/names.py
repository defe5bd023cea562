"""When two names (of tags, people, columns) are one name, and which names cannot be. Pure."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

LONGEST_TAG = 40  # characters; a longer one is a sentence, or a list whose commas were forgotten
PATH_SIGNS = re.compile(r"[/\\]|\.\.")
INVISIBLE = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")


@cache
def folded(name: str) -> str:
    """The form under which names are the same name: width, case, composition and outer white space apart."""
    return unicodedata.normalize("NFKC", name).strip().casefold()


def tag_problem(tag: str) -> tuple[str, str] | None:
    """What is wrong with a tag, and how to mend it; None for a good one."""
    if not folded(tag):
        return "有一个标签是空的。", "写上标签，或删去这一项。"
    if len(tag) > LONGEST_TAG:
        mend = "标签是一个词；几个标签之间用逗号隔开，例如 tags: [防汛, 社区]"
        return f"标签“{tag[:20]}……”有 {len(tag)} 个字，太长（最多 {LONGEST_TAG} 个）。", mend
    if PATH_SIGNS.search(tag):
        return f"标签“{tag}”里有 /、\\ 或 ..，不能用作网址。", "换一个写法，例如把 / 换成顿号或“与”，或拆成两个标签。"
    if INVISIBLE.search(tag):
        return f"标签“{INVISIBLE.sub('□', tag)}”里有看不见的字符（□ 处）。", "删去这个标签，重新打一遍。"
    return None
