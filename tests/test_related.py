"""Related articles and reprints: what belongs together, and the same answer whatever is remembered."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from generator.article import Article, Byline
from generator.related.relations import ANSWER, MEMORY, relate
from tests.small_site import build_in, put, write_content

TOPICS = (
    "龙舟 赛龙舟 鼓手 划桨 端午 粽子 艾草 江面 观众 呐喊",
    "养老 敬老院 护工 老伴 血压 食堂 轮椅 探望 孤寡 低保",
    "果园 柑橘 采摘 果农 糖度 冷库 包装 订单 梯田 虫害",
    "古桥 石匠 桥墩 修补 图纸 拱券 洪水 文物 测绘 石料",
)
OTHERS = [one + other for one in "春夏秋冬东西南北" for other in "山水田林路桥村店"]
COMMON = ["今年", "我们", "一个", "这里", "大家", "时候", "没有", "已经", "他们", "开始", "出来", "知道"]


def written(number: int, chance: random.Random) -> Article:
    words = TOPICS[number % len(TOPICS)].split()
    body = "，".join(chance.sample(words, 6) + chance.sample(COMMON, 6) + chance.sample(OTHERS, 12))
    return Article(f"2021-08-{number % 28 + 1:02}-{number:04}", f"标题{number}", body=f"{body}。")


def archive(count: int = 80) -> list[Article]:
    chance = random.Random(2)
    return [written(number, chance) for number in range(count)]


class Kept(dict[str, bytes]):
    def get_bytes(self, name: str) -> bytes:
        return self.get(name, b"")


NOTHING: Callable[[str], bytes] = Kept().get_bytes


def test_related_articles_speak_of_the_same_and_there_are_five_at_most() -> None:
    articles = archive()
    found, _ = relate(articles, NOTHING)
    topic = {article.id: number % len(TOPICS) for number, article in enumerate(articles)}
    assert len(found.related) > 70
    for name, near in found.related.items():
        assert 1 <= len(near) <= 5
        assert name not in [one.id for one in near]
    same = [topic[one.id] == topic[name] for name, near in found.related.items() for one in near]
    assert sum(same) / len(same) > 0.95


def test_tags_regions_and_people_bring_articles_together() -> None:
    articles = [Article(f"a{n}", f"题{n}", body=OTHERS[n]) for n in range(6)]
    articles[0] = replace(articles[0], tags=("养犬",))
    articles[3] = replace(articles[3], tags=("养犬",))
    articles[4] = replace(articles[4], byline=Byline(reporters=("程雪",)))
    articles[5] = replace(articles[5], byline=Byline(authors=("程雪",)))
    found, _ = relate(articles, NOTHING)
    assert {name: [one.id for one in near] for name, near in found.related.items()} == {
        "a0": ["a3"],
        "a3": ["a0"],
        "a4": ["a5"],
        "a5": ["a4"],
    }


def test_reprints_are_one_group_and_named_once() -> None:
    articles = archive()
    twins = [replace(articles[8], id=f"2021-09-0{n}-x", title=f"又见标题{n}") for n in (1, 2)]
    found, _ = relate([*articles, *twins], NOTHING)
    group = {articles[8].id, *(twin.id for twin in twins)}
    for name in group:
        assert set(found.copies[name]) == group - {name}
        assert group.isdisjoint(one.id for one in found.related[name])
    assert found.copies.keys() == group
    showing = [near for name, near in found.related.items() if any(one.id in group for one in near)]
    assert showing
    for near in showing:
        assert [one.copies for one in near if one.id in group] == [2]
        assert all(one.copies == 0 for one in near if one.id not in group)


def test_what_is_remembered_changes_no_answer() -> None:
    chance = random.Random(7)
    articles, kept = archive(), Kept()
    for step in range(25):
        kind = chance.randrange(4)
        place = chance.randrange(len(articles))
        if kind == 0:
            articles[place] = replace(articles[place], body=written(chance.randrange(99), chance).body)
        elif kind == 1:
            articles.insert(place, replace(written(place, chance), id=f"new-{step}"))
        elif kind == 2:
            del articles[place]
        else:
            articles[place] = replace(articles[place], tags=(chance.choice("甲乙丙"),))
        found, keep = relate(articles, kept.get_bytes)
        kept.update(keep)
        assert found == relate(articles, NOTHING)[0], step
        assert relate(articles, kept.get_bytes) == (found, {})


@pytest.mark.parametrize("data", [b"", b"nonsense", b"PK\x03\x04", b"[]", b'{"key": 1}'])
def test_a_spoilt_memory_is_no_memory(data: bytes) -> None:
    articles = archive(20)
    found, keep = relate(articles, NOTHING)
    assert relate(articles, Kept({ANSWER: data, MEMORY: data}).get_bytes)[0] == found
    assert (
        relate(articles[1:], Kept({**keep, MEMORY: keep[MEMORY][:500]}).get_bytes)[0]
        == relate(articles[1:], NOTHING)[0]
    )


def test_few_or_no_articles() -> None:
    assert relate([], NOTHING)[0].related == {}
    one = [Article("a", "独自")]
    found, keep = relate(one, NOTHING)
    assert (found.related, found.copies) == ({}, {})
    assert relate([], Kept(keep).get_bytes)[0].related == {}
    assert relate([*one, Article("b", "")], Kept(keep).get_bytes)[0].related == {}


def test_one_edit_rewrites_few_pages(tmp_path: Path) -> None:
    articles = archive(200)
    content = write_content(tmp_path / "content", tuple(articles))
    build_in(tmp_path)
    put(content, replace(articles[50], title="改了的标题", body=articles[51].body))
    written = [path for path, _ in build_in(tmp_path).published.written if path.startswith("articles/")]
    assert 2 <= len(written) < 60
    assert build_in(tmp_path).published.written == ()


def test_pages_show_related_articles_and_reprints(tmp_path: Path) -> None:
    articles = archive(12)
    twin = replace(articles[4], id="twin", title="同一篇", publication="东山日报", date="2021-09-01")
    write_content(tmp_path / "content", (*articles, twin))
    build_in(tmp_path)
    page = (tmp_path / "site/articles/twin/index.html").read_text(encoding="utf-8")
    assert "同文另载</h2>" in page
    assert "相关稿件</h2>" in page
    other = (tmp_path / f"site/articles/{articles[0].id}/index.html").read_text(encoding="utf-8")
    assert "同文另载 1 处" in other


def test_nothing_of_a_withdrawn_article_is_kept(tmp_path: Path) -> None:
    articles = archive(12)
    content = write_content(tmp_path / "content", tuple(articles))
    build_in(tmp_path)
    put(content, replace(articles[0], withdrawn="应当事人请求"))
    build_in(tmp_path)
    for name in (ANSWER, MEMORY):
        assert articles[0].id.encode() not in (tmp_path / "site/.jianbao" / name).read_bytes()
