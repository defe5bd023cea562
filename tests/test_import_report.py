"""The import report: every character shown, the most uncertain first, hostile text as text."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from generator.article import Article, Byline, Photo, Source
from generator.faults import UserError
from generator.importer import report as report_module
from generator.importer.page import DateEvidence, Doubt, Masthead, Page, Role, Span, TakenApart
from generator.importer.report import Report
from generator.importer.report_view import page_view
from generator.importer.settle import Fate, Outcome, Story

# Each line of the page: whose it is (0: nobody's), what it is, its text. "|" parts two pieces of one line.
LINES = [
    (0, Role.MASTHEAD, "江城晚报　2021年8月18日　星期二　第4版"),
    (None, None, ""),
    (1, Role.COLUMN, "街巷纪事"),
    (1, Role.HEAD, "老渡口添了新伙计"),
    (1, Role.HEAD, "三名大学生上船学摆渡，客人说船更稳了"),
    (1, Role.BYLINE, "本报讯 记者林知秋报道| 清晨的江面上起了薄雾，老船工周伯已经把头一船人送到对岸。他走了三十年，"
     "每一块礁石都记在心里，闭着眼也知道船头该朝哪边偏。今年夏天，船上多了三张年轻的面孔。"),
    (1, Role.BODY, "他们是附近农学院的学生，趁假期来学摆渡。头一个星期只许看，第二个星期学系缆、看水色；到第三个"),
    (None, None, ""),
    (2, Role.HEAD, "菜市场改造完工？"),
    (2, Role.BODY, "农贸市场的摊位从八十个增加到一百二十个，菜农不用再半夜排队。市民说价钱公道，秤也准，停车也方便。"),
    (1, Role.BODY, "星期，周伯才把橹交到他们手里。“手上的劲是练出来的，心里的稳也是练出来的。”"),
    (2, Role.SUBHEAD, "棚顶换了，雨天不湿脚"),
    (2, Role.BODY, "新棚顶用了透光板，白天不用开灯。市场办说，每月电费能省下三成，省下来的钱用来补贴摊位费。"),
    (3, Role.CAPTION, "图为学生们在渡口学系缆绳。"),
    (3, Role.CREDIT, "林知秋 摄"),
    (1, Role.BODY, "开学前，三个人都拿到了见习证。他们约好，明年暑假再来。"),
    (0, Role.REPEATED, "新棚顶用了透光板，白天不用开灯。"),
    (0, Role.NOTICE, "本版投稿信箱：渡口路一号副刊部收"),
    (0, Role.ADVERTISEMENT, "旺铺出租　临街两间　面议"),
]  # fmt: skip


def taken(lines: list[tuple[int | None, Role | None, str]] = LINES, file: str = "2021/04.txt") -> TakenApart:
    page = Page(file, "\n".join(text.replace("|", "") for _, _, text in lines))
    spans = []
    for number, (story, role, text) in enumerate(lines, start=1):
        at = 0
        for part, piece in enumerate(text.split("|")):
            if story is not None and role:
                start = at + len(piece) - len(piece.lstrip())
                kind = Role.BODY if part else role
                spans.append(Span(number, start, at + len(piece), kind, story - 1 if story else None))
            at += len(piece)
    source = Source(file, "3-7,11,16")
    drafts = (
        Article(
            id="2021-08-18-a4c1b2c3-01",
            title="老渡口添了新伙计",
            deck="三名大学生上船学摆渡，客人说船更稳了",
            column="街巷纪事",
            body="清晨的江面上升起一层薄雾。\n\n他们是附近农学院的学生。\n\n开学前，三个人都拿到了见习证。",
            byline=Byline("本报讯 记者林知秋报道", ("林知秋",)),
            source=source,
        ),
        Article(id="2021-08-18-a4c1b2c3-02", title="菜市场改造完工？", body="## 棚顶换了\n\n新棚顶。", source=source),
        Article(
            id="2021-08-18-a4c1b2c3-03",
            title="图为学生们在渡口学系缆绳。",
            photos=(Photo("图为学生们在渡口学系缆绳。", "林知秋 摄"),),
            truncated=("end",),
            source=source,
        ),
    )
    doubts = (
        Doubt(11, 0, "接在第 7 行之后", "“第三个”与“星期”合成一词，句子到这里还没有完", "是第二篇的一段", 0.71),
        Doubt(9, 1, "第二篇的标题", "短行，前面是没有说完的句子", "第一篇的小标题", 0.55),
        Doubt(14, 2, "单独成篇的图片", "说明里没有第二篇的人和地点", "第一篇的配图", 0.62),
        Doubt(17, None, "重复的文字", "与第 13 行开头相同", "第二篇的一句", 0.8),
    )
    contradictions = ("报头写星期二，而 2021 年 8 月 18 日是星期三。",)
    masthead = Masthead("2021-08-18", "masthead", "江城晚报", 11895, "4", contradictions)
    return TakenApart(page, masthead, drafts, (0.93, 0.55, 0.62), tuple(spans), doubts)


def outcome(of: TakenApart, fates: tuple[Fate, ...] = (Fate.NEW, Fate.PERSONS, Fate.UNCHANGED)) -> Outcome:
    stories = tuple(
        Story(draft, "", fate, "标题、正文 2 段" if fate is Fate.PERSONS else "")
        for draft, fate in zip(of.drafts, fates, strict=True)
    )
    return Outcome(taken=of, masthead=of.masthead, stories=stories, doubts=of.doubts)


def written(path: Path, *pages: TakenApart) -> str:
    report = Report(path)
    for page in pages:
        report.add(outcome(page), page)
    report.write()
    return path.read_text("utf-8")


def test_every_character_is_shown_with_its_role_and_story() -> None:
    page = taken()
    view = page_view(1, outcome(page), page)
    assert ["".join(piece.text for piece in line.pieces) for line in view.lines] == page.page.lines
    assert view.lost == 0
    assert dict(view.characters)["报头"] == len("江城晚报2021年8月18日星期二第4版")
    assert sum(count for _, count in view.characters) == len("".join(page.page.text.split()))
    assert [piece.label for piece in view.lines[5].pieces if piece.label] == ["署名", "正文"]


def test_characters_that_nobody_accounts_for_are_shown_as_our_fault() -> None:
    page = taken()
    page = replace(page, spans=tuple(span for span in page.spans if span.line != 13))
    view = page_view(1, outcome(page), page)
    assert view.lost == len(LINES[12][2])
    assert view.lines[12].pieces[0].label == "没有归处"


def test_doubts_come_first_with_reason_and_other_choice_and_lead_to_their_line(tmp_path: Path) -> None:
    html = written(tmp_path / "r.html", taken())
    order = [html.index(f"把握 {share}%") for share in (55, 62, 71, 80)]
    assert order == sorted(order)
    assert "短行，前面是没有说完的句子" in html and "第一篇的小标题" in html
    targets = set(re.findall(r'\bid="([^"]+)"', html))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= targets
    assert {"p1-l9", "p1-d1", "p1-s3"} <= targets


def test_what_belongs_to_no_article_is_listed(tmp_path: Path) -> None:
    html = written(tmp_path / "r.html", taken())
    furniture = html[html.index("不属于任何文章的文字") :]
    for name in ("报头", "启事", "广告", "重复的文字"):
        assert f"<h4>{name}</h4>" in furniture
    assert "旺铺出租" in furniture


def test_contradictions_and_peoples_articles_are_told(tmp_path: Path) -> None:
    html = written(tmp_path / "r.html", taken())
    assert "2021 年 8 月 18 日是星期三" in html
    assert "导入本来会改：标题、正文 2 段" in html


def test_what_a_date_was_told_by_is_shown_with_line_and_weight(tmp_path: Path) -> None:
    clues = tuple(DateEvidence("日子", f"3月{n}日", 6, f"第{n}处，多半不久", 4.0 - n / 10) for n in range(1, 16))
    page = replace(taken(), masthead=Masthead(date="2024-03/2024-04", date_from="text", evidence=clues))
    html = written(tmp_path / "r.html", page)
    assert "<span>2024-03/2024-04（据正文推断）</span>" in html
    assert "根据 15 处说到时间的话" in html
    shown = html[html.index('class="clues"') : html.index("另有 3 处")]
    assert shown.count('href="#p1-l6"') == 12
    assert "第1处，多半不久" in shown and "+3.9" in shown


def test_where_no_date_could_be_told_the_report_says_what_was_read(tmp_path: Path) -> None:
    page = replace(taken(), masthead=Masthead(evidence=(DateEvidence("往事", "1956年", 6, "报纸不早于1956年"),)))
    html = written(tmp_path / "r.html", page)
    assert "<span>日期不详</span>" in html
    assert "正文里有 1 处说到时间，不够定出日期" in html and "报纸不早于1956年" in html


def test_hostile_text_is_text(tmp_path: Path) -> None:
    evil = "<script>alert(1)</script>{{ 7*7 }}</style>\"'&"
    page = taken([(1, Role.BODY, evil)], file=f"{evil}.txt")
    drafts = tuple(
        replace(draft, title=evil, body=evil, kicker=evil, byline=Byline(evil, (evil,)), photos=(Photo(evil, evil),))
        for draft in page.drafts
    )
    doubts = (Doubt(1, 0, evil, evil, evil, 0.5),)
    masthead = Masthead(publication=evil, page=evil, contradictions=(evil,))
    html = written(tmp_path / "r.html", replace(page, drafts=drafts, doubts=doubts, masthead=masthead))
    assert html.count("<script>") == html.count("</script>") == html.count("</style>") == 1
    assert "49" not in html
    assert html.count("&lt;script&gt;alert(1)") > 10


def test_the_file_needs_nothing_else(tmp_path: Path) -> None:
    html = written(tmp_path / "r.html", taken())
    assert not re.search(r"https?://|src=|@import|url\(|<link", html)
    assert [path.name for path in tmp_path.iterdir()] == ["r.html"]


def test_the_most_uncertain_pages_come_first_and_only_they_in_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report_module, "IN_FULL", 3)
    pages = [
        replace(taken(file=f"{number}.txt"), doubts=(Doubt(1, 0, "什么", "为什么", "也可能", number / 10),))
        for number in (9, 5, 7, 6, 8)
    ]
    html = written(tmp_path / "r.html", *pages)
    assert re.findall(r'<h2 id="p\d-name">(\d)\.txt', html) == ["5", "6", "7"]
    assert re.findall(r"<tr><td>(?:<a[^>]*>)?(\d)\.txt", html) == ["5", "6", "7", "8", "9"]
    assert "只展开最拿不准的 3 版" in html


def test_no_page_at_all_is_said(tmp_path: Path) -> None:
    assert "没有页文件" in written(tmp_path / "r.html")


def test_a_place_that_cannot_be_written_is_a_fault(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "nowhere" / "r.html"):
        with pytest.raises(UserError, match="报告"):
            Report(path)
