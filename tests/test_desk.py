"""What editors put beside articles: pages, images, links, corrections, a mail box; what check tells them to mend."""

from __future__ import annotations

import io
import os
import re
import shutil
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from PIL import Image

from generator import content_files, static_page
from generator.article import Photo
from generator.faults import UserError
from generator.site import addresses
from tests.picture_files import drawn, put_picture
from tests.small_site import ARTICLES, broken_links, build_in, files, put, write_content

BRIDGE, TEA = ARTICLES[0], ARTICLES[1]


@pytest.fixture
def house(tmp_path: Path) -> Path:
    write_content(tmp_path / "content")
    return tmp_path


def page(house: Path, path: str) -> str:
    return (house / "site" / path / "index.html").read_text(encoding="utf-8")


def warned(house: Path) -> list[str]:
    found = content_files.read(house / "content").warnings
    return [str(warning).removeprefix(f"{house / 'content'}{os.sep}").split("\n")[0] for warning in found]


def refused(house: Path) -> list[str]:
    with pytest.raises(UserError) as caught:
        content_files.read(house / "content")
    return [str(fault).removeprefix(f"{house / 'content'}{os.sep}") for fault in caught.value.faults]


# ---------------------------------------------------------------- pages


def test_a_page_that_an_editor_adds_is_linked_from_every_page(house: Path) -> None:
    (house / "content" / "联系.md").write_text(
        "\ufeff# 联系我们\n\n写信到[这里](mailto:a@b.example)。\n", encoding="utf-8"
    )
    (house / "content" / "help.md").write_text("---\ntitle: 怎样查\n---\n\n见[联系](联系.md)。", encoding="utf-8")
    build_in(house)
    assert page(house, "联系").count("<h1>联系我们</h1>") == 1
    assert 'href="../../%E8%81%94%E7%B3%BB/"' in page(house, "articles/2021-08-18-04-02")
    assert 'href="../%E8%81%94%E7%B3%BB/" rel="noopener noreferrer">联系</a>' in page(house, "help")
    assert "%E8%81%94%E7%B3%BB" in (house / "site" / "sitemap.xml").read_text(encoding="utf-8")
    for portable in (False, True):
        build_in(house, portable=portable)
        assert broken_links(house / "site", portable=portable) == []


def test_about_is_what_the_editor_says_of_it_and_how_to_read_it(house: Path) -> None:
    build_in(house)
    assert "关于清溪剪报" in page(house, "about")
    (house / "content" / "about.md").write_text("清溪图书馆**建**。", encoding="utf-8")
    build_in(house)
    for part in ("关于清溪剪报", "<strong>建</strong>", "“2024年4月前后”是大约"):
        assert part in page(house, "about")
    (house / "content" / "about.md").write_text("# 说明\n\n清溪图书馆建。", encoding="utf-8")
    build_in(house)
    assert "<h1>说明</h1>" in page(house, "about")
    assert page(house, "about").count('href="../about/"') == 2  # in the navigation and at the foot, not twice there


def test_faulty_pages_all_at_once(house: Path) -> None:
    for name, text in (
        ("tags", "# x"),
        ("P2", "# x"),
        ("a b", "# x"),
        ("Help", "# x"),
        ("help", "# x"),
        ("bare", "没有标题"),
        ("head", "---\ntitel: x\ntitle: [a]\n---\n"),
        ("yaml", "---\ntitle: 'a\n---\n"),
    ):
        (house / "content" / f"{name}.md").write_text(text, encoding="utf-8")
    (house / "content" / "bytes.md").write_bytes(b"# \xff")
    assert [fault.split(": ")[0] for fault in refused(house)] == [
        *("P2.md", "a b.md", "bare.md:1", "bytes.md:1", "head.md:2", "head.md:2", "help.md", "tags.md", "yaml.md:2"),
    ]


def test_notes_of_editors_are_no_pages(house: Path) -> None:
    for name in ("README", "_draft", ".hidden"):
        (house / "content" / f"{name}.md").write_text("# 不公开", encoding="utf-8")
    build_in(house)
    assert not [path for path, data in files(house / "site").items() if "不公开".encode() in data]


def test_a_page_whose_address_an_article_had(house: Path) -> None:
    (house / "content" / "news.md").write_text("# 新闻", encoding="utf-8")
    put(house / "content", replace(TEA, aliases=("/news/",)))
    with pytest.raises(UserError, match="/news/ 已经是另一页的地址"):
        build_in(house)


def test_no_page_can_take_an_address_of_the_site(house: Path) -> None:
    build_in(house)
    own = {path.split("/")[0] for path in files(house / "site")} - {"about", "news"}
    assert own - static_page.RESERVED <= set()
    assert static_page.name_problem("about") is None
    for name in ("联系", "a.b-c_d", "2021"):
        assert static_page.name_problem(name) is None
        assert addresses.segment(name) == name


# ---------------------------------------------------------------- images


def test_a_photograph_is_a_figure_in_several_sizes(house: Path) -> None:
    put_picture(house / "content", "2021/大桥.JPG", drawn(3000, 2000))
    put(house / "content", replace(BRIDGE, photos=(Photo("大桥通车", "林小满 摄", "2021/大桥.JPG"), Photo("另一张"))))
    build_in(house)
    made = page(house, "articles/2021-08-18-04-01")
    figure = made[made.index("<figure>") : made.index("</figure>")]
    name = "../../images/2021/%E5%A4%A7%E6%A1%A5.JPG"
    for part in (
        f'<a href="{name}-2400.webp"><img src="{name}-1280.webp"',
        f'srcset="{name}-640.webp 640w, {name}-1280.webp 1280w"',
        'width="1280" height="853" alt="大桥通车" loading="lazy" decoding="async"',
        '<figcaption>大桥通车 <span class="credit">林小满 摄</span></figcaption>',
    ):
        assert part in figure
    assert made.index("</figure>") < made.index('<div class="body">') < made.index("另一张")
    assert broken_links(house / "site") == []
    for width, height in ((640, 427), (1280, 853), (2400, 1600)):
        data = (house / "site" / "images" / "2021" / f"大桥.JPG-{width}.webp").read_bytes()
        assert Image.open(io.BytesIO(data)).size == (width, height)


def test_a_small_image_is_not_made_larger(house: Path) -> None:
    put_picture(house / "content", "a.png", drawn(300, 200, "PNG"))
    put(house / "content", replace(TEA, body="![采茶](../../images/a.png)"))
    build_in(house)
    made = page(house, "articles/2021-08-18-04-02")
    assert "srcset" not in made
    assert 'width="300"' in made
    assert [path for path in files(house / "site") if path.startswith("images/")] == ["images/a.png-300.webp"]


def test_only_images_that_readers_are_shown_are_published(house: Path) -> None:
    for name in ("unused.jpg", "gone.jpg", "shown.jpg"):
        put_picture(house / "content", name)
    put(house / "content", replace(ARTICLES[-1], photos=(Photo(image="gone.jpg"),), body="![x](gone.jpg)"))
    (house / "content" / "about.md").write_text("![楼](images/shown.jpg)", encoding="utf-8")
    build_in(house)
    assert {path.split("-")[0] for path in files(house / "site") if path.startswith("images/")} == {"images/shown.jpg"}


def test_an_image_is_made_once(house: Path) -> None:
    picture = put_picture(house / "content", "a.jpg")
    put(house / "content", replace(TEA, photos=(Photo("茶", "", "a.jpg"),)))
    build_in(house)
    assert build_in(house).published.written == ()
    os.utime(picture, (1, 1))  # as after a fresh checkout
    assert build_in(house).published.written == ()
    (house / "site" / ".jianbao" / "images.json").write_bytes(b"nonsense")
    assert build_in(house).published.written == ()
    put_picture(house / "content", "a.jpg", drawn(1000, 600))
    written = dict(build_in(house).published.written)
    assert "images/a.jpg-1000.webp" in written
    assert "images/a.jpg-640.webp" in written
    build_in(house, out="clean")
    assert files(house / "site") == files(house / "clean")
    picture.unlink()
    removed = build_in(house).published.removed
    assert sorted(removed) == ["images/a.jpg-1000.webp", "images/a.jpg-640.webp"]


def test_what_was_known_of_an_image_counts_only_while_the_file_stands(house: Path) -> None:
    put_picture(house / "content", "a.jpg")
    put(house / "content", replace(TEA, photos=(Photo("茶", "", "a.jpg"),)))
    first = content_files.read(house / "content")
    assert content_files.read(house / "content", images=first.images) == first
    moved = house / "moved"
    shutil.copytree(house / "content", moved)
    assert content_files.read(moved, images=first.images).pictures["a.jpg"].path.startswith(str(moved))


def test_images_that_cannot_be_shown_are_reported_and_their_captions_stand(house: Path) -> None:
    put_picture(house / "content", "half.jpg", drawn()[:900])
    put_picture(house / "content", "photo.svg", b"<svg/>")
    put_picture(house / "content", "bridge.jpg")
    (house / "secret.jpg").write_bytes(drawn())
    (house / "content" / "images" / "link.jpg").symlink_to(house / "secret.jpg")
    names = ("half.jpg", "photo.svg", "brigde.jpg", "../site.yaml", "link.jpg", "/etc/passwd", '"><img src=x>')
    put(house / "content", replace(TEA, photos=tuple(Photo(f"图{n}", "", name) for n, name in enumerate(names))))
    path = put(house / "content", replace(BRIDGE, body="一\n\n![外面](https://a.example/x.jpg)\n![没有](no.jpg)"))
    line = path.read_text(encoding="utf-8").split("\n").index("![没有](no.jpg)") + 1
    found = warned(house)
    assert [line for line in found if "04-02.md" not in line] == [
        f"articles{os.sep}2021-08-18-04-01.md:{line - 1}: 外面的图片“https://a.example/x.jpg”不显示，只给一个链接。",
        f"articles{os.sep}2021-08-18-04-01.md:{line}: 没有 content/images/no.jpg 这张图片。",
    ]
    assert all(f"{os.sep}2021-08-18-04-02.md:7: " in line for line in found if "04-02.md" in line)
    assert len([line for line in found if "04-02.md" in line]) == len(names)
    assert any("half.jpg 没有显示：这个图片文件坏了，或者没有传完。" in line for line in found)
    mends = [str(warning) for warning in content_files.read(house / "content").warnings]
    assert any("是不是想写 bridge.jpg？" in line for line in mends)
    build_in(house)
    made = page(house, "articles/2021-08-18-04-02")
    assert "<img" not in made
    assert all(f"图{n}" in made for n in range(len(names)))


# ---------------------------------------------------------------- links


def test_links_between_articles(house: Path) -> None:
    body = "见[大桥](2021-08-18-04-01)、[旧编号](old-bridge)、[旧网址](/news/1.html)、[](april.md)、[撤下的](gone)。"
    put(house / "content", replace(TEA, body=body))
    build_in(house)
    made = page(house, "articles/2021-08-18-04-02")
    assert len(re.findall(r'href="../../articles/2021-08-18-04-01/" rel="[^"]*">(大桥|旧编号|旧网址)<', made)) == 3
    assert ">四月前后</a>" in made
    assert ">撤下的</a>" in made
    put(house / "content", replace(ARTICLES[6], title="五月前后"))
    assert "articles/2021-08-18-04-02/index.html" in dict(build_in(house).published.written)
    assert ">五月前后</a>" in page(house, "articles/2021-08-18-04-02")
    for portable in (False, True):
        build_in(house, portable=portable)
        assert broken_links(house / "site", portable=portable) == []


def test_a_link_to_nothing_is_refused_with_its_line(house: Path) -> None:
    put(house / "content", replace(TEA, body="一\n\n二[大桥](2021-08-18-04-10)\n`[码](x)` \\[字](y)"))
    (house / "content" / "help.md").write_text("---\ntitle: x\n---\n\n\n一\n[二](nowhere)", encoding="utf-8")
    first, second = refused(house)
    assert first.startswith(f"articles{os.sep}2021-08-18-04-02.md:10: 链接“2021-08-18-04-10”")
    assert "是不是想写 2021-08-18-04-0" in first
    assert second.startswith("help.md:7: 链接“nowhere”")


def test_links_of_a_withdrawn_article_are_not_looked_at(house: Path) -> None:
    put(house / "content", replace(ARTICLES[-1], body="[x](nowhere) ![y](no.jpg) <script>"))
    assert not [line for line in warned(house) if "gone.md" in line]


# ---------------------------------------------------------------- corrections, withdrawn, rights


def test_a_correction_is_said_with_its_day(house: Path) -> None:
    put(house / "content", replace(TEA, modified="2026-11-21"))
    put(house / "content", replace(BRIDGE, modified="2026-11-21T08:00+08:00"))
    put(house / "content", replace(ARTICLES[3], modified="2026-02-30"))
    assert [line.split(": ", 1)[1] for line in warned(house)] == ["改动的日期“2026-02-30”不是日期，没有显示。"]
    build_in(house)
    assert '更正于 <time datetime="2026-11-21">2026年11月21日</time>' in page(house, "articles/2021-08-18-04-02")
    assert "2026年11月21日" in page(house, "articles/2021-08-18-04-01")
    assert not [path for path, data in files(house / "site").items() if b"2026-02-30" in data]


def test_a_letter_about_a_mistake_names_the_article(house: Path) -> None:
    build_in(house)
    assert "mailto:" not in page(house, "articles/2021-08-18-04-02")
    (house / "content" / "site.yaml").write_text(
        "mail: desk@example.org\nbase_url: https://a.example/b\n", encoding="utf-8"
    )
    put(house / "content", replace(TEA, title='茶&园?"><b>' + "长" * 2000))
    build_in(house)
    found = re.search(r'href="(mailto:[^"]+)"', page(house, "articles/2021-08-18-04-02"))
    assert found
    letter = urlsplit(found[1].replace("&amp;", "&"))
    said = parse_qs(letter.query)
    assert letter.path == "desk@example.org"
    assert said["subject"][0].startswith('差错：茶&园?"><b>')
    assert "https://a.example/b/articles/2021-08-18-04-02/" in said["body"][0]
    assert len(unquote(found[1])) < 300


def test_rights_and_licence_stand_at_the_foot_of_every_page(house: Path) -> None:
    settings = "rights: © 清溪日报\nlicense: CC BY 4.0\nlicense_url: https://creativecommons.org/licenses/by/4.0/\n"
    (house / "content" / "site.yaml").write_text(settings, encoding="utf-8")
    build_in(house)
    for path in ("", "articles/2021-08-18-04-02", "about"):
        assert '© 清溪日报 · 授权 <a rel="license" href="https://creativecommons.org' in page(house, path)


def test_nothing_leads_to_a_withdrawn_article(house: Path) -> None:
    put(house / "content", replace(ARTICLES[-1], aliases=("was-gone",), tags=("只此一篇",), modified="2026-11-21"))
    build_in(house)
    made = files(house / "site")
    assert [path for path, data in made.items() if b"articles/gone" in data] == [
        *("articles/gone/index.html", "articles/was-gone/index.html"),
    ]
    assert not [path for path, data in made.items() if "只此一篇".encode() in data or "只此一篇" in path]
    assert b'name="robots" content="noindex"' in made["articles/gone/index.html"]
    assert not [
        path
        for path, data in made.items()
        if b"noindex" in data and "gone" not in path and "old" not in path and "news" not in path
    ]


# ---------------------------------------------------------------- what editors should mend


def test_what_is_shown_otherwise_than_written_is_reported_with_its_line(house: Path) -> None:
    article = replace(
        TEA,
        title="长" * 2000,
        kicker="<script>alert(1)</script>",
        deck="甲\u202e乙",
        tags=("<b>",),
        photos=(Photo("说明\u2066", "", ""),),
        body="[x](javascript:alert(1))\n\n<script>alert(1)</script>\n丙\u202e丁 <b>好</b>\n\n[](#x) [y](//a.example)",
    )
    put(house / "content", article)
    found = [line.split(".md:")[1] for line in warned(house)]
    assert found == [
        "3: 标题有 2,000 个字，列表里只显示开头。",
        "4: kicker 里有 HTML（<script>），照字面显示。",
        "5: deck 里有看不见的方向控制符，没有照它显示。",
        "8: tags 里有 HTML（<b>），照字面显示。",
        "9: photos 里有看不见的方向控制符，没有照它显示。",
        "11: 链接“javascript:alert(1)”不能用，只显示文字。",
        "13: 这里的 HTML（</script>）照字面显示。",
        "13: 这里的 HTML（<script>）照字面显示。",
        "14: 这一行有看不见的方向控制符，没有照它显示。",
        "16: 链接“#x”不能用，只显示文字。",
        "16: 链接“//a.example”不能用，只显示文字。",
    ]


def test_good_content_is_not_nagged_about(house: Path) -> None:
    body = "<ruby>剡<rt>shàn</rt></ruby>，a < b，1 > 0，[x](https://a.example)，<https://a.example>，<a@b.example>\n\n\\<b>"
    put(house / "content", replace(TEA, body=body, title="“a < b”与《c > d》"))
    assert warned(house) == []
