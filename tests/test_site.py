"""The whole line from content to site: addresses, links, incremental builds, hostile content, feeds."""

from __future__ import annotations

import random
import re
import shutil
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import orjson
import pytest

from generator.article import Article, Byline, Photo, Region
from generator.config import Config
from generator.faults import UserError
from generator.site import addresses
from generator.site.frames import Framer
from tests.small_site import ARTICLES, broken_links, build_in, files, put, without_our_scripts, write_content

HOUSE = Path(__file__).parent.parent
GOLDEN = Path(__file__).parent / "golden" / "article.html"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def house(tmp_path: Path) -> Path:
    write_content(tmp_path / "content")
    return tmp_path


def page(house: Path, path: str) -> str:
    return (house / "site" / path / "index.html").read_text(encoding="utf-8")


def test_every_address_of_the_contract_answers(house: Path) -> None:
    build_in(house)
    for path in (
        *("index.html", "404.html", "robots.txt", "sitemap.xml", "feed.xml", "feed.json", "about/index.html"),
        *(
            "articles/2021-08-18-04-01/index.html",
            "dates/index.html",
            "dates/2021/index.html",
            "dates/2021/08/index.html",
            "coverage/index.html",
        ),
        *("dates/2021/08/18/index.html", "dates/2021/08/18/v4/index.html", "dates/2021/08/18/vA10/index.html"),
        *("dates/undated/index.html", "regions/330502/index.html", "tags/桥梁/index.html", "people/周舟/index.html"),
        *("columns/副刊/index.html", "tags/交通/feed.xml", "regions/330103/feed.json", "articles/gone/index.html"),
        *("regions/index.html", "tags/index.html", "people/index.html", "columns/index.html"),
        *("articles/old-bridge/index.html", "news/1.html"),
    ):
        assert (house / "site" / path).is_file(), path


@pytest.mark.parametrize("portable", [False, True])
def test_every_link_leads_somewhere(house: Path, portable: bool) -> None:
    build_in(house, portable=portable)
    assert broken_links(house / "site", portable=portable) == []


def test_an_empty_folder_builds(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    build_in(tmp_path)
    assert broken_links(tmp_path / "site") == []


def test_an_article_page_is_as_it_was_approved(house: Path) -> None:
    build_in(house)
    made = page(house, "articles/2021-08-18-04-01")
    assert made == GOLDEN.read_text(encoding="utf-8"), f"若是有意的改动，请核对后覆盖 {GOLDEN}"


def test_an_uncertain_date_is_never_shown_as_certain(house: Path) -> None:
    build_in(house)
    assert "datetime" not in page(house, "articles/april")
    assert "2024年4月前后" in page(house, "articles/april")
    assert not (house / "site/dates/2024/04/01").exists()


def test_what_has_no_day_stands_in_its_month_or_year_and_says_so(house: Path) -> None:
    build_in(house)
    april = page(house, "dates/2024/04")
    assert "四月前后" in april and "2024年4月前后" in april and "其中 1 篇不知道是哪一天" in april
    assert all("一个春天" in page(house, f"dates/2019/0{month}") for month in (3, 4))
    assert "这一年" in page(house, "dates/2023")
    days = "".join(path.read_text("utf-8") for path in (house / "site/dates").glob("*/*/*/index.html"))
    assert not any(title in days for title in ("四月前后", "一个春天", "这一年", "不知何时"))


def test_years_are_bars_of_svg_with_their_numbers_in_words(house: Path) -> None:
    build_in(house)
    made = page(house, "dates")
    assert re.findall(r'<rect width="([\d.]+)"', made) == ["25.0", "25.0", "100.0", "25.0"]
    assert "2020年没有稿件" in made and "4 篇" in made
    assert "style=" not in made


def test_a_withdrawn_article_leaves_only_the_reason(house: Path) -> None:
    build_in(house)
    assert "应当事人请求" in page(house, "articles/gone")
    assert [path for path, data in files(house / "site").items() if "不该有的话".encode() in data] == []
    assert [p for p, d in files(house / "site").items() if "撤下的稿件".encode() in d] == ["articles/gone/index.html"]


def test_old_addresses_lead_to_the_article_without_a_script(house: Path) -> None:
    build_in(house, base_url="https://a.example/b")
    made = (house / "site" / "news" / "1.html").read_text(encoding="utf-8")
    assert 'content="0; url=../articles/2021-08-18-04-01/"' in made
    assert 'rel="canonical" href="https://a.example/b/articles/2021-08-18-04-01/"' in made
    assert "<script" not in made


def test_an_old_address_that_is_another_page(house: Path) -> None:
    put(house / "content", replace(ARTICLES[1], aliases=("/tags/交通/",)))
    with pytest.raises(UserError, match="茶园里的早晨"):
        build_in(house)


def test_404_uses_the_path_of_the_base_url(house: Path) -> None:
    build_in(house, base_url="https://a.example/b/")
    links = re.findall(r'href="([^"]+)"', (house / "site" / "404.html").read_text(encoding="utf-8"))
    assert all(link.startswith(("/b/", "#")) for link in links)


def test_long_lists_come_in_parts(tmp_path: Path) -> None:
    many = tuple(replace(ARTICLES[1], id=f"a{number:03}", title=f"第{number}篇") for number in range(120))
    write_content(tmp_path / "content", many)
    build_in(tmp_path)
    shown = [page(tmp_path, f"tags/农业{part}").count('<h2><a href="') for part in ("", "/p2", "/p3")]
    assert shown == [40, 40, 40]
    assert broken_links(tmp_path / "site") == []


@pytest.mark.parametrize(("count", "parts"), [(0, [0]), (50, [50]), (51, [11, 40]), (90, [50, 40]), (91, [11, 40, 40])])
def test_parts_are_filled_from_the_oldest_on(count: int, parts: list[int]) -> None:
    many = [replace(ARTICLES[1], id=f"a{number:03}") for number in range(count)]
    made = Framer(Config()).lists("tags/x/", "x", many, "", ())
    assert [len(view.items) for _, view in made] == parts
    assert [path for path, _ in made] == [addresses.part("tags/x/", number) for number in range(1, len(parts) + 1)]
    assert [item.href for _, view in made for item in view.items] == [f"articles/{one.id}/" for one in many]


def test_a_list_of_very_many_parts_leads_to_a_few_of_them(tmp_path: Path) -> None:
    many = tuple(replace(ARTICLES[1], id=f"a{number:04}", title=f"第{number}篇") for number in range(800))
    write_content(tmp_path / "content", many)
    build_in(tmp_path)
    nav = page(tmp_path, "tags/农业/p10").split('<nav class="parts"')[1].split("</nav>")[0]
    assert re.findall(r">(\d+|…)<", nav) == ["1", "…", "7", "8", "9", "10", "11", "12", "13", "…", "20"]
    assert re.findall(r'aria-current="page">(\d+)', nav) == ["10"]
    assert broken_links(tmp_path / "site") == []


def test_a_new_article_changes_only_the_first_part_of_a_long_list_and_its_year(tmp_path: Path) -> None:
    many = [replace(ARTICLES[1], id=f"a{n:03}", date=f"{2019 + n % 3}-08-18") for n in range(160)]
    content = write_content(tmp_path / "content", (*many, replace(ARTICLES[1], id="no", date="XXXX")))
    build_in(tmp_path)
    put(content, replace(ARTICLES[1], id="newest", date="2021-12-01"))
    written = {path for path in dict(build_in(tmp_path).published.written) if path.startswith("tags/农业/")}
    assert written == {f"tags/农业/{name}" for name in ("index.html", "feed.xml", "feed.json", "2021/index.html")}
    assert broken_links(tmp_path / "site") == []
    years = re.findall(
        r'href="([^"]+)"[^>]*>(\d+年|日期不详)<', page(tmp_path, "tags/农业").split('class="in-years"')[1]
    )
    assert [text for _, text in years[:4]] == ["2021年", "2020年", "2019年", "日期不详"]
    assert page(tmp_path, "tags/农业/undated").count('<h2><a href="') == 1
    assert 'aria-current="page">2020年' in page(tmp_path, "tags/农业/2020/p2")


# ---------------------------------------------------------------- incremental


def test_a_second_build_writes_nothing(house: Path) -> None:
    build_in(house)
    assert build_in(house).published.written == ()


def test_one_edit_writes_only_what_shows_it(house: Path) -> None:
    build_in(house)
    put(house / "content", replace(ARTICLES[2], body="蝉声一片。"))
    written = dict(build_in(house).published.written)
    assert {why for path, why in written.items() if not path.startswith("search/")} == {"内容变了"}
    assert "articles/2021-08-18-A10-01/index.html" in written
    assert "columns/副刊/index.html" in written
    assert "tags/交通/index.html" not in written


def test_incremental_is_clean_after_any_edits(house: Path) -> None:
    chance = random.Random(5)
    build_in(house)
    for _ in range(12):
        edit(house / "content", chance)
        build_in(house)
        build_in(house, out="clean")
        assert files(house / "site") == files(house / "clean")
        shutil.rmtree(house / "clean")


def edit(content: Path, chance: random.Random) -> None:
    """Changes, adds or deletes an article, or changes the configuration."""
    article = chance.choice(ARTICLES[1:])
    match chance.randrange(5):
        case 0:
            (content / "articles" / f"{article.id}.md").unlink(missing_ok=True)
        case 1:
            put(
                content,
                replace(article, title=f"新题{chance.randrange(9)}", tags=chance.choice([(), ("新",), ("交通",)])),
            )
        case 2:
            put(
                content,
                replace(article, id=f"added-{chance.randrange(3)}", date=chance.choice(["2020", "2021-08-18", "XXXX"])),
            )
        case 3:
            put(
                content,
                replace(
                    article, page=chance.choice(["", "1", "4"]), aliases=chance.choice([(), (f"was-{article.id}",)])
                ),
            )
        case _:
            (content / "site.yaml").write_text(f"title: 剪报{chance.randrange(3)}\n", encoding="utf-8")


def test_a_changed_template_rewrites_what_uses_it(house: Path) -> None:
    shutil.copytree(HOUSE / "templates", house / "templates")
    build_in(house, templates=house / "templates")  # type: ignore[arg-type]
    names = house / "templates" / "names.html"
    names.write_text(names.read_text(encoding="utf-8").replace("<h1>", '<h1 class="new">'), encoding="utf-8")
    written = dict(build_in(house, templates=house / "templates").published.written)  # type: ignore[arg-type]
    assert set(written) == {f"{folder}/index.html" for folder in ("tags", "columns")}
    parts = house / "templates" / "parts.html"
    parts.write_text(parts.read_text(encoding="utf-8") + "{# new #}", encoding="utf-8")
    assert "index.html" in dict(build_in(house, templates=house / "templates").published.written)  # type: ignore[arg-type]


@pytest.mark.parametrize("fault", ["{{ view.nothing }}", "{% if %}", "{{ view.frame.title | nothing }}"])
def test_a_faulty_template_leaves_the_last_good_site(house: Path, fault: str) -> None:
    shutil.copytree(HOUSE / "templates", house / "templates")
    build_in(house)
    before = files(house / "site")
    with (house / "templates" / "names.html").open("a", encoding="utf-8") as file:
        file.write("{% block head %}" + fault + "{% endblock %}")
    with pytest.raises(UserError, match=r"names\.html"):
        build_in(house, templates=house / "templates")  # type: ignore[arg-type]
    assert files(house / "site") == before


def test_faulty_content_leaves_the_last_good_site(house: Path) -> None:
    build_in(house)
    before = files(house / "site")
    put(house / "content", replace(ARTICLES[1], date="2021-02-30"))
    with pytest.raises(UserError):
        build_in(house)
    assert files(house / "site") == before


def test_building_leaves_the_content_alone(house: Path) -> None:
    before = files(house / "content")
    build_in(house)
    assert files(house / "content") == before


# ---------------------------------------------------------------- hostile content

EVIL = "\"><script>alert(1)</script><img src=x onerror=alert(2)>'{{ 7*7 }}{% x %}\u202e&lt;"


def test_nothing_breaks_out(tmp_path: Path) -> None:
    evil = Article(
        id="evil",
        title=EVIL + "长" * 2000,
        kicker=EVIL,
        deck=EVIL,
        column=EVIL,
        publication=EVIL,
        page=EVIL,
        date="2021-08-18",
        byline=Byline(EVIL, (EVIL, "../../x")),
        dateline=EVIL,
        regions=(Region("330103", EVIL),),
        tags=("<img src=x onerror=alert(1)>", "{{ 7 * 7 }}"),
        photos=(Photo(EVIL, EVIL, EVIL),),
        body=f"{EVIL}\n\n[x](javascript:alert(3))\n\n<style>*{{}}</style>",
    )
    write_content(tmp_path / "content", (evil,), f"title: {orjson.dumps(EVIL).decode()}\n")
    build_in(tmp_path)
    assert not (tmp_path / "x").exists()
    assert broken_links(tmp_path / "site") == []
    for path, data in files(tmp_path / "site").items():
        if path.endswith(".html"):
            for mark in (b"<script", b"<img", b"<style", b"javascript:", b"49", b' onerror="'):
                assert mark not in without_our_scripts(data).replace(b"2049", b""), (path, mark)
        if path.endswith(".xml"):
            ET.fromstring(data)


# ---------------------------------------------------------------- for machines


def test_feeds_give_dates_only_where_they_are_certain(house: Path) -> None:
    build_in(house, base_url="https://a.example/b/")
    feed = ET.parse(house / "site" / "feed.xml").getroot()
    entries = {entry.findtext(f"{ATOM}title"): entry for entry in feed.findall(f"{ATOM}entry")}
    assert entries["清溪大桥昨日通车"].findtext(f"{ATOM}published") == "2021-08-18T00:00:00+08:00"
    assert entries["四月前后"].find(f"{ATOM}published") is None
    assert "不知何时" not in entries
    items = orjson.loads((house / "site" / "feed.json").read_bytes())["items"]
    assert len(items) == 8
    assert items[0]["url"].startswith("https://a.example/b/articles/")
    assert [item["title"] for item in items if "date_published" in item] == [
        "夜市开张",
        "清溪大桥昨日通车",
        "茶园里的早晨",
        "副刊：夏夜",
    ]


def test_the_sitemap_names_every_page_once_and_no_redirect(house: Path) -> None:
    build_in(house, base_url="https://a.example/b/")
    urls = [url.text or "" for url in ET.parse(house / "site" / "sitemap.xml").iter() if url.tag.endswith("loc")]
    assert len(urls) == len(set(urls))
    assert "https://a.example/b/articles/2021-08-18-04-01/" in urls
    assert not [url for url in urls if "old-bridge" in url or "404" in url or "news/1" in url]
    assert b"https://a.example/b/sitemap.xml" in (house / "site" / "robots.txt").read_bytes()


def test_the_policy_allows_no_inline_script_and_pages_have_none(house: Path) -> None:
    build_in(house)
    for path, data in files(house / "site").items():
        if path.endswith(".html"):
            assert b'default-src &#39;self&#39;"' in data, path
            assert not re.search(rb"<script|<style| style=| on[a-z]+=", without_our_scripts(data)), path
