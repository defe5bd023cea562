"""Advertising, notices and mere lists: found like all else, and shown below it. Pure."""

from __future__ import annotations

import re

from generator.article import Article

# In a column or tag these name the kind of the whole text; as the end of a title too.
KIND = re.compile(r"广告|启事|公告|遗失|声明|招聘|招标|拍卖|讣告|更正|分类信息|名单|名录|节目预告|天气预报")
TITLE = re.compile(r"(?:启事|公告|声明|公示|通告|名单|名录|一览表?|节目预告|广告)[)）】\]”\"]?$")
LONG = 12  # a list has at least so many lines
SHORT = 16  # letters: what is shorter and does not end a sentence is a line of a list
SENTENCE_END = tuple('。！？!?…”"')


def is_minor(article: Article) -> bool:
    """Whether an article is an advertisement, a notice or a list rather than a story."""
    if TITLE.search(article.title.strip()) or any(KIND.search(name) for name in (article.column, *article.tags)):
        return True
    lines = [line.strip() for line in article.body.split("\n") if line.strip()]
    entries = sum(len(line) <= SHORT and not line.endswith(SENTENCE_END) for line in lines)
    return len(lines) >= LONG and entries * 4 >= len(lines) * 3
