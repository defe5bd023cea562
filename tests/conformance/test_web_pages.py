"""Every web page of every site: its HTML, its structure, its links, its weight."""

from __future__ import annotations

import gzip
import re
from collections import Counter
from urllib.parse import unquote, urlsplit

from tests.conformance.built_sites import BASE, BuiltSite, path_of
from tests.conformance.conftest import Make

HEAVIEST = 25 * 1024  # bytes of an article with all it loads, gzip
LOADS = {"link": ("stylesheet", "icon"), "script": (), "img": (), "source": (), "iframe": ()}
ADDRESS = re.compile(re.escape(BASE) + r"[^\s\"<>,;\\#?]*")


def test_html_parses_without_error(site: BuiltSite) -> None:
    assert {path: page.errors[:3] for path, page in site.pages.items() if page.errors} == {}


def test_every_page_says_its_language_title_and_one_heading(site: BuiltSite) -> None:
    for path, page in site.pages.items():
        assert page.tree.get("lang"), path
        assert [bool(title.strip()) for title in page.texts("title")] == [True], path
        assert len(page.texts("h1")) == 1, path
        assert len(list(page.tree.iter("main"))) == 1, path


def test_headings_never_skip_a_rank(site: BuiltSite) -> None:
    for path, page in site.pages.items():
        ranks = [int(element.tag[1]) for element in page.tree.iter() if re.fullmatch("h[1-6]", str(element.tag))]
        assert all(after <= before + 1 for before, after in zip([0, *ranks], ranks, strict=False)), (path, ranks)


def test_ids_are_given_once(site: BuiltSite) -> None:
    twice = {path: Counter(page.ids).most_common(1) for path, page in site.pages.items()}
    assert {path: found for path, found in twice.items() if found and found[0][1] > 1} == {}


def test_every_link_and_fragment_leads_somewhere(site: BuiltSite) -> None:
    broken = []
    for path, page in site.pages.items():
        for _, address in page.hrefs:
            target = site.target(page, address)
            if target is None:
                continue
            fragment = unquote(urlsplit(address).fragment)
            if target not in site.files or (fragment and fragment not in site.pages[path_of(target)].ids):
                broken.append((path, address))
    assert broken == []


def test_links_within_the_site_are_relative(site: BuiltSite) -> None:
    for path, page in site.pages.items():
        for element, address in page.hrefs:
            if element.get("rel") != "canonical" and path != "404.html":
                assert not address.startswith((site.base, "/")), (path, address)


def test_nothing_is_loaded_from_elsewhere(site: BuiltSite) -> None:
    for path, page in site.pages.items():
        for element, address in page.hrefs:
            if element.tag in LOADS and (element.tag != "link" or element.get("rel") in LOADS["link"]):
                assert site.target(page, address) in site.files, (path, address)
    for name, data in site.files.items():
        if name.endswith(".css"):
            assert not re.search(rb"url\(\s*['\"]?(?:\w+:|//)|@import", data), name


def test_no_address_that_only_machines_see_is_wrong(site: BuiltSite) -> None:
    """Canonical links, Open Graph, JSON-LD, feeds, sitemaps and data name addresses that answer."""
    wrong = []
    for name, data in site.files.items():
        if name.endswith((".html", ".xml", ".json", ".jsonl", ".txt", ".csv")):
            for found in ADDRESS.findall(data.decode()):
                path = unquote(found.removeprefix(site.base)).rstrip(".})")
                target = f"{path}index.html" if path.endswith("/") or not path else path
                if target not in site.files:
                    wrong.append((name, found))
    assert wrong == []


def test_every_page_can_be_reached_by_links(site: BuiltSite) -> None:
    seen, waiting = {""}, [""]
    while waiting:
        for path in site.led_to(site.pages[waiting.pop()]) - seen:
            seen.add(path)
            waiting.append(path)
    hidden = {path for path, page in site.pages.items() if page.is_redirect or page.wants_no_index}
    assert site.pages.keys() - seen - hidden - {"404.html"} == set()


def test_a_portable_site_names_files_that_are_there(portable: BuiltSite) -> None:
    test_every_link_and_fragment_leads_somewhere(portable)
    test_every_page_can_be_reached_by_links(portable)


def test_an_article_weighs_little(make: Make) -> None:
    weights = {}
    for site in (make("sample"), make("small")):
        sizes = {name: len(gzip.compress(data, 6)) for name, data in site.files.items() if name.startswith("static/")}
        for page in site.articles:
            loaded = {site.target(page, address) or "" for element, address in page.hrefs if element.tag in LOADS}
            loads = sum(size for name, size in sizes.items() if name in loaded)
            weights[page.path] = len(gzip.compress(page.data, 6)) + loads
    heaviest = max(weights, key=lambda path: weights[path])
    print(f"最重的稿件 {heaviest}：{weights[heaviest]:,} 字节")
    assert weights[heaviest] <= HEAVIEST
