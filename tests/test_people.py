"""content/people.yaml: variants joined, namesakes parted, and what is said of one that is written wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.archive import gather
from generator.article import Article, Byline
from generator.faults import UserError
from generator.people import parse
from tests.small_site import broken_links, build_in, write_content

TEXT = """\
程雪:
  also: [程 雪, 小雪]
  pinyin: Chéng Xuě
李伟（摄影）:
  signed: 李伟
  roles: [photographers]
  years: 2001-2009
李伟（清溪）:
  signed: 李伟
  publications: [清溪日报]
  articles: [c]
"""
ARTICLES = (
    Article("a", "甲", date="2005-01-01", byline=Byline("照印", ("小雪", "李伟"), (), ("李伟",))),
    Article("b", "乙", date="2015", publication="清溪日报", byline=Byline(authors=("李伟", "程雪"))),
    Article("c", "丙", date="XXXX", byline=Byline(photographers=("李伟",))),
    Article("d", "丁", date="2012", byline=Byline(photographers=("李伟",), reporters=("程 雪",))),
)


def faults(text: str) -> list[tuple[int, str]]:
    with pytest.raises(UserError) as caught:
        parse(text, "people.yaml")
    assert all(fault.path == "people.yaml" and fault.mend for fault in caught.value.faults)
    return [(fault.line, fault.what) for fault in caught.value.faults]


def test_variants_are_joined_and_namesakes_parted() -> None:
    archive = gather(ARTICLES, parse(TEXT, "people.yaml"))
    found = {person.name: sorted(article.id for article in person.articles) for person in archive.people.values()}
    assert found == {
        "程雪": ["a", "b", "d"],
        "李伟": ["a", "d"],
        "李伟（摄影）": ["a"],
        "李伟（清溪）": ["b", "c"],
    }
    assert {article.byline.text for article in archive.articles} == {"照印", ""}


def test_a_person_has_roles_with_counts_and_other_names() -> None:
    archive = gather(ARTICLES, parse(TEXT, "people.yaml"))
    snow = archive.credits["程雪"]
    assert (snow.roles, snow.also, snow.pinyin) == ({"reporters": 2, "authors": 1}, ("程 雪", "小雪"), "Chéng Xuě")
    assert archive.credits["李伟"].namesakes == ("李伟（摄影）", "李伟（清溪）")
    assert archive.credits["李伟(摄影)"].namesakes == ("李伟", "李伟（清溪）")


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("程雪:\n", 1, "“程雪”下面没有写什么"),
        ("'':\n  also: [甲]\n", 1, "有一个人的姓名是空的"),
        ("程雪:\n  alos: [甲]\n", 2, "不认识的键“alos”"),
        ("程雪:\n  also: [甲, '']\n", 2, "其中没有空的"),
        ("程雪:\n  also: {a: b}\n", 2, "also 应是文字的列表"),
        ("甲:\n  also: [丙]\n乙:\n  also: [丙]\n", 3, "“丙”在第 1 行已经是“甲”的名字"),
        ("甲:\n  also: [乙]\n乙:\n  also: [丁]\n", 3, "“乙”在第 1 行已经是“甲”的名字"),
        ("甲二:\n  signed: 甲\n", 1, "没有写怎样区分"),
        ("甲:\n  roles: [authors]\n", 1, "没有写 signed"),
        ("甲:\n  signed: 甲\n  roles: [authors]\n", 1, "分不开"),
        ("甲二:\n  signed: 甲\n  roles: [photographer]\n", 3, "没有“photographer”这一种署名"),
        ("甲二:\n  signed: 甲\n  years: 二〇〇一\n", 3, "years 读不懂"),
        ("甲二:\n  signed: 甲\n  years: 2009-2001\n", 3, "years 读不懂"),
        ("甲:\n  pinyin: 甲\n", 2, "pinyin 应是一行文字"),
        ("甲:\n  also: [乙]\n  also: [丙]\n", 3, "also 写了两次"),
        ("[甲, 乙]\n", 1, "应是“键: 值”的列表"),
    ],
)
def test_each_fault_is_named_with_its_line(text: str, line: int, what: str) -> None:
    assert [(at, what in said) for at, said in faults(text)] == [(line, True)]


def test_near_names_are_offered() -> None:
    with pytest.raises(UserError, match="是不是想写 also？"):
        parse("程雪:\n  alos: [甲]\n", "")
    people = parse("程雪:\n  also: [程小雪]\n甲（一）:\n  signed: 程雪\n  articles: [2021-08-18-4]\n", "p")
    articles = [Article("2021-08-18-04", "题", byline=Byline(authors=("程晓雪", "程雪")))]
    assert [(one.line, one.mend) for one in people.warnings(articles)] == [
        (3, "是不是 2021-08-18-04？"),
        (1, "是不是“程雪”？"),
    ]


def test_two_claims_to_one_byline_are_a_fault_unless_one_names_the_article() -> None:
    claims = "甲一:\n  signed: 甲\n  roles: [authors]\n甲二:\n  signed: 甲\n  years: 2020\n"
    articles = [Article("x", "题", date="2020", byline=Byline(authors=("甲",)))]
    (fault,) = parse(claims, "p").faults(articles)
    assert fault.line == 4
    assert "“甲一”和“甲二”" in fault.what
    assert parse(f"{claims}  articles: [x]\n", "p").faults(articles) == []


def test_the_site_has_an_index_by_pinyin_and_a_page_with_roles(tmp_path: Path) -> None:
    content = write_content(tmp_path / "content", ARTICLES)
    (content / "people.yaml").write_text(TEXT, encoding="utf-8")
    build_in(tmp_path)
    assert broken_links(tmp_path / "site") == []
    index = (tmp_path / "site/people/index.html").read_text(encoding="utf-8")
    assert index.index('id="C"') < index.index(">程雪<") < index.index('id="L"') < index.index(">李伟<")
    assert 'people/#L">L</a>' in index
    page = (tmp_path / "site/people/程雪/index.html").read_text(encoding="utf-8")
    for words in ("3 篇", "2005年至2015年", "记者 2 篇", "作者 1 篇", "也署名：程 雪、小雪"):
        assert words in page
    other = (tmp_path / "site/people/李伟（摄影）/index.html").read_text(encoding="utf-8")
    assert "同名的另有：" in other
    assert "乙" not in other
    article = (tmp_path / "site/articles/a/index.html").read_text(encoding="utf-8")
    assert ">李伟（摄影）</a>" in article
    assert "照印" in article


def test_a_long_index_comes_in_parts_that_the_letters_lead_to(tmp_path: Path) -> None:
    names = tuple(f"王{chr(0x4E00 + number)}" for number in range(1200))
    write_content(tmp_path / "content", (Article("a", "题", byline=Byline(authors=(*names, "赵一"))),))
    build_in(tmp_path)
    assert broken_links(tmp_path / "site") == []
    first = (tmp_path / "site/people/index.html").read_text(encoding="utf-8")
    second = (tmp_path / "site/people/p2/index.html").read_text(encoding="utf-8")
    assert 'people/p2/#Z">Z</a>' in first
    assert ">赵一<" in second
    assert ">赵一<" not in first
