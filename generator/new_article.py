"""The article that `new` begins: an id of date and title, and a header to fill in. Pure."""

from __future__ import annotations

import hashlib
import json
import re

from generator import date_faults, dates
from generator.config import Config
from generator.faults import Fault, UserError

# what YAML may not hold, also between quotation marks: controls and halves of characters
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
TEXT = """\
---
id: {id}
title: {title}
date: {date}
{date_from}publication: {publication}
# 下面各项需要时去掉行首的 #，填好；不需要的删去。
# kicker: 引题
# deck: 副题
# column: 栏目
# issue: 11895          # 总第几期
# page: "4"             # 版
# byline: {{text: 本报讯 记者某某, reporters: [某某], correspondents: [], photographers: [], authors: []}}
# dateline: 杭州
# regions: ["330103"]   # GB/T 2260 代码，主要的在前
# tags: [标签]
# photos: [{{caption: 说明, credit: 某某 摄, image: ""}}]
---
正文写在这里，段与段之间空一行。小标题前加 ## 和一个空格。
"""


def draft(title: str, when: str, config: Config) -> tuple[str, str]:
    """Where the file of a new article stands below content/articles, and its text; raises UserError.

    `when` is EDTF, or empty where the date is not known.
    """
    title, when = " ".join(title.split()), when.strip() or dates.UNKNOWN
    if not title:
        raise UserError([Fault("", 0, "标题是空的。", '例如 python build.py new "标题"')])
    try:
        year = dates.read(when).year
    except ValueError:
        raise UserError([Fault("--date", 0, *date_faults.explain(when, "不知道就不写 --date"))]) from None
    digest = hashlib.blake2b(title.encode("utf-8", "surrogatepass"), digest_size=3).hexdigest()
    name = f"{re.sub(r'[^0-9]+', '-', when).strip('-') or 'undated'}-{digest}"
    text = TEXT.format(
        id=name,
        title=_quoted(title),
        date=_quoted(when),
        date_from="" if when == dates.UNKNOWN else "date_from: editor\n",
        publication=_quoted(config.publication),
    )
    return f"{f'{year:04}' if year else 'undated'}/{name}.md", text


def _quoted(text: str) -> str:
    """A line of text as YAML: as it is where nothing in it could be misread, else in quotation marks."""
    if re.fullmatch(r"\d{4}-\d[\d/~-]*|XXXX|[\u4e00-\u9fff][\w，。、《》“”（）]*", text):
        return text
    return json.dumps(CONTROL.sub("", text), ensure_ascii=False)
