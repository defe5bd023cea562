"""The article that `new` begins: an id of date and title, and a header to fill in. Pure."""

from __future__ import annotations

import hashlib
import re

from generator import article_file, dates
from generator.article import Article
from generator.config import Config
from generator.faults import Fault, UserError

# what a person may want to fill in; a comment is all that YAML sees of it
TO_FILL_IN = """\
# 下面各项需要时去掉行首的 #，填好；不需要的删去。
# kicker: 引题
# deck: 副题
# column: 栏目
# issue: 11895          # 总第几期
# page: "4"             # 版
# byline: {text: 本报讯 记者某某, reporters: [某某], correspondents: [], photographers: [], authors: []}
# dateline: 杭州
# regions: ["330103"]   # GB/T 2260 代码，主要的在前
# tags: [标签]
# photos: [{caption: 说明, credit: 某某 摄, image: ""}]
"""
BODY = "正文写在这里，段与段之间空一行。小标题前加 ## 和一个空格。"


def draft(title: str, when: str, config: Config) -> tuple[Article, str]:
    """A new article and the folder below content/articles it belongs in; raises UserError for what cannot be."""
    title, when = " ".join(title.split()), when.strip() or dates.UNKNOWN
    if not title:
        raise UserError([Fault("", 0, "标题是空的。", '例如 python build.py new "标题"')])
    try:
        year = dates.read(when).year
    except ValueError:
        mend = "写成 2021-08-18、2021-08、2021、2024-04~（约）、2019-03/2019-04（之间），不知道就不写 --date。"
        raise UserError([Fault("--date", 0, f"日期“{when}”不是 EDTF 的写法，或没有这一天。", mend)]) from None
    digest = hashlib.blake2b(title.encode("utf-8", "surrogatepass"), digest_size=3).hexdigest()
    day = re.sub(r"[^0-9-]+", "-", when).strip("-") or "undated"
    article = Article(
        id=f"{day}-{digest}",
        title=title,
        body=BODY,
        date=when,
        date_from="editor" if when != dates.UNKNOWN else "",
        publication=config.publication,
    )
    return article, f"{year:04}" if year else "undated"


def text(article: Article) -> str:
    """The text of the article's file, with the fields to fill in at the end of its header."""
    return article_file.write(article).replace("\n---\n", f"\n{TO_FILL_IN}---\n", 1)
