"""The search index: folding, numbers, bits, what its files find, and how few of them a small change rewrites."""

from __future__ import annotations

import errno
import shutil
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import numpy as np
import opencc
import orjson
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.archive import Archive, gather
from generator.article import Article, Byline, Photo, Region
from generator.build_line import Order, build_pages
from generator.faults import UserError
from generator.search import (
    corpus,
    folding_table,
    last,
    made_with,
    minor,
    names,
    numbers,
    outputs,
    postings,
    runs,
    shards,
    spaces,
    zipped,
)
from generator.search.bits import Values, pack
from generator.search.folding import ambiguous, fold, fold_all, fold_slowly
from generator.search.index import Index, index
from generator.search.pieces import Field, pieces
from generator.search.query import Term, matches, terms
from generator.search.reading import Bits
from generator.search.shipped import Shipped
from generator.search.traditional import tables
from generator.search.zipped import zippable
from generator.site.assembly import COMMENT, STYLE_COMMENT
from tests.small_site import ARTICLES, build_in, files, put, write_content

CASES = Path(__file__).parent / "cases"
FOLDING = yaml.safe_load((CASES / "search_folding.yaml").read_text("utf-8"))
TEXTS = st.text(alphabet="清溪大桥通车的一天，。茶園里早晨ab12 “”-乾隆淨著", max_size=14)


# ---------------------------------------------------------------- folding


@pytest.mark.parametrize(("text", "folded"), FOLDING)
def test_folding(text: str, folded: str) -> None:
    assert fold(text) == fold_slowly(text) == fold_all(["", text, "x"])[1] == folded


@given(st.text(max_size=20))
def test_all_ways_of_folding_agree(text: str) -> None:
    assert fold(text) == fold_slowly(text) == fold_all([text])[0]


@settings(deadline=None)  # the first one reads the tables
@given(st.text(alphabet="乾隆淨著名瞭解一目瞭然藉口慰藉憑么麼后後發髮覆薹谿逕釐鍾鐘徵氾濛", max_size=12))
def test_traditional_folds_as_opencc_has_it(text: str) -> None:
    assert fold(text) == opencc.OpenCC("t2s").convert(text)


def test_a_query_is_read_as_terms() -> None:
    assert terms('a "b c" -丁 -"戊 己" - “庚 辛” --壬 "" "未完') == [
        Term("a", True),
        Term("bc", True),
        Term("丁", False),
        Term("戊己", False),
        Term("-", True),
        Term("庚辛", True),
        Term("-壬", False),
        Term("未完", True),
    ]
    assert terms("，。") == [Term(",。", True)]
    assert not matches(["甲"], terms("-乙"))
    assert not matches(["甲"], terms(" \u3000"))


def test_pieces_are_what_readers_see() -> None:
    article = Article(
        id="a",
        title="题",
        kicker="引",
        deck="副",
        column="栏",
        byline=Byline("记者甲"),
        photos=(Photo("图说", "摄影者"),),
        body="段\\*一。\n\n## 小标题\n\n- **重**点\n\n> 引用",
    )
    assert pieces(article) == [
        (Field.TITLE, "题"),
        *((Field.HEAD, text) for text in ("引", "副", "栏", "小标题")),
        *((Field.BODY, text) for text in ("记者甲", "段*一。", "重点", "引用", "图说")),
    ]


# ---------------------------------------------------------------- names


def at(*regions: tuple[str, str]) -> list[Article]:
    return [Article(id=f"r{code}", title="题", regions=(Region(code, name),)) for code, name in regions]


@pytest.mark.parametrize(
    ("regions", "short", "full"),
    [
        ([("330502", "吴兴区")], "吴兴", "吴兴区"),
        ([("331127", "景宁畲族自治县")], "景宁", "景宁畲族自治县"),
        ([("331127", "景宁畲族自治县")], "景宁县", "景宁畲族自治县"),
        ([("110105", "朝阳区"), ("211300", "朝阳市")], "朝阳", None),
        ([("211300", "朝阳市"), ("211321", "朝阳县")], "朝阳", "朝阳市"),  # the county lies in the city
        ([("320106", "鼓楼区"), ("350102", "鼓楼区")], "鼓楼", "鼓楼区"),  # both, as in full
    ],
)
def test_short_names_lead_on_to_full_ones(regions: list[tuple[str, str]], short: str, full: str | None) -> None:
    archive = gather(at(*regions))
    found = names.names(archive, numbers.number(archive.articles))
    assert {name.shown for name in found if (name.kind, name.folded) == (names.SHORT, short)} == {full} - {None}


# ---------------------------------------------------------------- numbers and bits


def dated(count: int, *, each: int = 5) -> list[Article]:
    day = date(2020, 1, 1)
    return [
        Article(id=f"n{n}", title="题", date=(day + timedelta(days=n // each * 3)).isoformat()) for n in range(count)
    ]


def test_numbers_ascend_with_the_days_and_the_undated_stand_first() -> None:
    given_ = numbers.number(
        [*dated(60), Article(id="x", title="x"), Article(id="y", title="y", date="2019-12/2020-01")]
    )
    assert {article.id for article in given_.articles[:2]} == {"x", "y"}
    assert [article.date for article in given_.articles[2:]] == sorted(article.date for article in dated(60))
    assert list(given_.numbers) == sorted(set(given_.numbers))
    assert given_.numbers[-1] < given_.universe


def test_an_article_more_renumbers_few() -> None:
    articles = dated(400)
    before = numbers.number(articles)
    after = numbers.number([*articles, replace(articles[200], id="one-more")])
    old = {article.id: number for article, number in zip(before.articles, before.numbers, strict=True)}
    moved = [a.id for a, n in zip(after.articles, after.numbers, strict=True) if old.get(a.id, n) != n]
    assert len(moved) <= 4


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 2**32 - 1), st.integers(0, 20)), min_size=1, max_size=60), st.data())
def test_bits_are_read_as_they_were_written(values: list[tuple[int, int]], data: st.DataObject) -> None:
    starts = sorted({0, *data.draw(st.lists(st.integers(0, len(values) - 1), max_size=4))})
    numbers_, widths = (np.array(column, np.int64) for column in zip(*values, strict=True))
    packed, offsets = pack(numbers_, widths, np.array(starts))
    for start, end, low in zip(starts, [*starts[1:], len(values)], offsets.tolist(), strict=False):
        bits = Bits(packed[low:])
        assert [bits.rice(width) for _, width in values[start:end]] == [value for value, _ in values[start:end]]


@given(st.text(st.one_of(st.sampled_from("清溪大桥，~\x00\x7f5a𠮷岃"), st.characters(exclude_categories=["Cs"]))))
def test_what_is_written_for_gzip_is_read_again(text: str) -> None:
    assert zipped.read(zippable(text)) == text


def test_letters_of_two_characters_never_look_like_a_turn() -> None:
    every = "".join(chr(code) for code in range(0x4E00, 0xA000))
    assert zipped.read(zippable(every)) == every
    assert len(zippable("清溪大桥通车")) == 12


def test_borders_depend_on_what_is_near() -> None:
    chance = np.random.default_rng(1)
    weights, digests = chance.integers(1, 60, 4000), chance.integers(0, 2**32, 4000).astype(np.uint32)
    before = shards.borders(weights, digests, 600)
    assert all(300 < sum(weights[a:b]) < 4000 for a, b in pairwise(before))
    weights[2000] += 40
    after = shards.borders(weights, digests, 600)
    assert len(set(before) ^ set(after)) <= 4


# ---------------------------------------------------------------- what the files find


def written(made: Index, folder: Path) -> Shipped:
    for file in made.every():
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.data)
    return Shipped(folder / "search")


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(TEXTS, min_size=2, max_size=5), min_size=1, max_size=8), st.data())
def test_files_find_what_stands_in_the_articles(
    tmp_path_factory: pytest.TempPathFactory, texts: list[list[str]], data: st.DataObject
) -> None:
    articles = [
        Article(id=f"a{n}", title=title, deck=deck, body="\n\n".join(body), date=f"20{10 + n}-01")
        for n, (title, deck, *body) in enumerate(texts)
    ]
    shipped = written(index(gather(articles)), tmp_path_factory.mktemp("index"))
    every = [text for one in texts for text in one if text]
    for _ in range(20):
        whole = data.draw(st.sampled_from(every)) if every else "空"
        start = data.draw(st.integers(0, len(whole) - 1))
        asked = terms(f'"{whole[start : start + data.draw(st.integers(1, 9))]}"')
        truth = {a.id for a in articles if matches([fold(text) for _, text in pieces(a)], asked)}
        assert shipped.find(asked) == truth, asked


def test_frequent_pairs_are_parted_and_still_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postings, "SPLIT", 3)
    monkeypatch.setattr(postings, "FREQUENT", 40)
    chance = np.random.default_rng(2)
    text = ["".join(chance.choice(list("甲乙丙丁"), 40)) for _ in range(30)]
    articles = [Article(id=f"a{n}", title="题", body=body, date="2020") for n, body in enumerate(text)]
    shipped = written(index(gather(articles)), tmp_path)
    for size in range(1, 9):
        for start in range(0, 30, 3):
            asked = [Term(text[start][start : start + size], True)]
            assert shipped.find(asked) == {f"a{n}" for n, body in enumerate(text) if asked[0].text in body}


def test_nothing_of_a_withdrawn_article_is_in_the_index() -> None:
    made = index(gather(ARTICLES))
    withdrawn, shown = (orjson.dumps(zippable(title)) for title in ("撤下的稿件", "清溪大桥昨日通车"))
    assert not any(withdrawn in file.data or b'"gone"' in file.data for file in made.every())
    assert any(shown in file.data for file in made.every())


def test_an_empty_archive_has_an_index(tmp_path: Path) -> None:
    assert written(index(gather([])), tmp_path).find(terms("甲")) == set()


def test_hostile_words_are_words(tmp_path: Path) -> None:
    hostile = ["constructor", "__proto__", "toString", "\x01\x02", "𠮷野家", "</script>", "\\u0041", "\u2028"]
    articles = [Article(id=f"a{n}", title=word, body="正文", date="2020") for n, word in enumerate(hostile)]
    shipped = written(index(gather(articles)), tmp_path)
    for n, word in enumerate(hostile[:-1]):
        assert shipped.find([Term(fold(word), True)]) == {f"a{n}"}


# ---------------------------------------------------------------- the index and the build


def news(count: int) -> list[Article]:
    """Articles of different words, five a day."""
    chance = np.random.default_rng(5)
    letters = [chr(code) for code in range(0x4E00, 0x4E00 + 1500)]
    weights = 1 / np.arange(3, 1503)

    def text(size: int) -> str:
        return "".join(chance.choice(letters, size, p=weights / weights.sum()))

    return [
        replace(one, title=text(10), body="\n\n".join(f"{text(40)}，{text(30)}。" for _ in range(4)))
        for one in dated(count)
    ]


def contents(made: Index) -> list[tuple[str, bytes]]:
    return [(file.path, file.data) for file in made.every()]


def changed(before: Index, after: Index) -> int:
    return len({file.path for file in after.every()} - {file.path for file in before.every()})


def test_the_same_articles_make_the_same_bytes() -> None:
    articles = news(450)
    one, two = index(gather(articles), 1), index(gather(articles[::-1]), 2)
    assert contents(one) == contents(two)


def test_small_changes_rewrite_few_files() -> None:
    articles = news(600)
    before = index(gather(articles))
    total = len(before.files)
    typo = replace(articles[300], body=articles[300].body.replace("，", "、", 1))
    assert changed(before, index(gather([*articles[:300], typo, *articles[301:]]))) <= 16
    title = replace(articles[300], title=f"新{articles[300].title[1:]}")
    assert changed(before, index(gather([*articles[:300], title, *articles[301:]]))) <= 24
    assert total > 80


def test_a_build_without_changes_makes_no_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_content(tmp_path / "content")
    build_in(tmp_path)
    before = files(tmp_path / "site")

    def fail(*_: object) -> None:
        raise AssertionError("made again")

    monkeypatch.setattr(outputs, "index", fail)
    assert build_in(tmp_path).published.written == ()
    monkeypatch.undo()
    lost = next((tmp_path / "site" / "search" / "w").iterdir())
    lost.unlink()
    build_in(tmp_path)
    assert files(tmp_path / "site") == before


def works(tmp_path: Path) -> tuple[Path, Path]:
    return tmp_path / "kept", tmp_path / "fresh"


def same(archive: Archive, work: Path, fresh: Path) -> set[str]:
    """The paths of an index brought up to date; it must be, to the byte, what is made from nothing."""
    kept, made = outputs.outputs(archive, work), outputs.outputs(archive, fresh, fresh=True)
    assert [(one.path, one.inputs) for one in kept] == [(one.path, one.inputs) for one in made]
    for one, other in zip(kept, made, strict=True):
        assert one.make() == other.make(), one.path
    return {one.path for one in kept}


def an_edit(articles: list[Article], chance: np.random.Generator) -> list[Article]:
    """One article changed in some way, added, removed or given another day."""
    at = int(chance.integers(len(articles)))
    one, other = articles[at], articles[int(chance.integers(len(articles)))]
    cut = int(chance.integers(len(one.body) + 1))
    letter = str(chance.choice(list("的一𠮷龘ab，\n\x01")))
    ways = [
        replace(one, body=one.body[:cut] + letter + one.body[cut + 1 :]),
        replace(one, body=one.body[:cut] + letter + one.body[cut:]),
        replace(one, body=one.body[:cut] + one.body[cut + 5 :]),
        replace(one, title=other.title, deck="副题", column="栏"),
        replace(one, title="招聘启事"),  # a minor one now
        replace(one, tags=("大桥", "清溪", one.title[:2])),  # names have lists as words have
        replace(one, byline=Byline("记者" + other.title[:3], (other.title[:3],))),
        replace(one, regions=(Region("330502"),)),
        replace(one, body=""),
        replace(one, date=other.date),
        replace(other, id=f"{one.id}-{cut}", date=one.date),
        None,
    ]
    new = ways[int(chance.integers(len(ways)))]
    if new is None:
        return [*articles[:at], *articles[at + 1 :]]
    return [*articles, new] if new.id not in {a.id for a in articles} else [*articles[:at], new, *articles[at + 1 :]]


@pytest.mark.parametrize("seed", range(4))
def test_an_index_brought_up_to_date_is_the_one_made_from_nothing(
    tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = np.random.default_rng(seed)
    work, fresh = works(tmp_path)
    articles = news(50)
    # small archives are to have what large ones have: parted pairs, letters and pairs too many for one run
    for module, name, value in ((postings, "SPLIT", 20), (postings, "FREQUENT", 40), (runs, "AT_ONCE", 400)):
        monkeypatch.setattr(module, name, value)
    monkeypatch.setattr(spaces, "MANY", 1)  # never all anew because of many edits
    same(gather(articles), work, fresh)
    for _ in range(5):
        for _ in range(int(chance.integers(1, 4))):
            articles = an_edit(articles, chance)
        same(gather(articles), work, fresh)


def test_an_edit_makes_few_lists_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    articles = news(200)
    outputs.outputs(gather(articles), tmp_path)
    made: list[int] = []
    read: list[Article] = []

    def packed(values: Values, *rest: Values) -> tuple[bytes, Values]:
        made.append(len(values))
        return pack(values, *rest)

    def pieces_of(article: Article) -> list[tuple[Field, str]]:
        read.append(article)
        return pieces(article)

    monkeypatch.setattr(postings, "pack", packed)
    monkeypatch.setattr(corpus, "pieces", pieces_of)
    typo = replace(articles[100], body=articles[100].body.replace("，", "、", 1))
    outputs.outputs(gather([*articles[:100], typo, *articles[101:]]), tmp_path)
    few = sum(made)
    assert read == [typo]
    made.clear()
    outputs.outputs(gather(articles), tmp_path, fresh=True)
    assert few * 4 < sum(made)


def test_the_same_bytes_whatever_a_run_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    articles = news(12)
    before = contents(index(gather(articles)))
    for size in (20, 500):
        monkeypatch.setattr(runs, "AT_ONCE", size)
        assert contents(index(gather(articles))) == before


def test_what_a_killed_build_left_behind_does_no_harm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    work, fresh = works(tmp_path)
    articles = news(40)
    before = same(gather(articles), work, fresh)

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(shards, "files", killed)
    edited = [replace(articles[0], body="改了"), *articles[1:]]
    with pytest.raises(KeyboardInterrupt):
        outputs.outputs(gather(edited), work)
    assert {one.path for one in outputs.standing(work)} == before
    monkeypatch.undo()
    assert same(gather(edited), work, fresh) != before
    assert [path.name for path in work.iterdir()] == [outputs.KEPT]


@pytest.mark.parametrize("name", [last.TABLE, last.SMALL, "codes", "p.data"])
def test_a_damaged_kept_index_does_no_harm(tmp_path: Path, name: str) -> None:
    work, fresh = works(tmp_path)
    articles = news(40)
    same(gather(articles), work, fresh)
    damaged = work / outputs.KEPT / name
    damaged.write_bytes(damaged.read_bytes()[:-1])
    same(gather([*articles, replace(articles[0], id="more")]), work, fresh)


@pytest.mark.parametrize(
    "where", ["corpus.Growing.add", "runs.stored.scatter", "shelf._Making.add", "outputs.last.keep"]
)
def test_a_full_disk_leaves_the_last_good_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str) -> None:
    write_content(tmp_path / "content")
    build_in(tmp_path)
    before = files(tmp_path / "site")
    room = sorted(path.name for path in (tmp_path / "site" / ".jianbao").iterdir())

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    put(tmp_path / "content", replace(ARTICLES[1], body="采茶人睡到中午。"))
    with monkeypatch.context() as patch, pytest.raises(UserError, match="磁盘满了") as error:
        patch.setattr(f"generator.search.{where}", full)
        build_in(tmp_path)
    assert len(error.value.faults) == 1
    assert files(tmp_path / "site") == before
    assert sorted(path.name for path in (tmp_path / "site" / ".jianbao").iterdir()) == room
    build_in(tmp_path)
    assert Shipped(tmp_path / "site" / "search").find(terms("睡到中午")) == {ARTICLES[1].id}


def test_more_letters_than_there_is_room_for_are_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    article = news(1)[0]
    fitting = "".join(map(chr, range(0x4E00, 0x4E00 + 200)))
    outputs.outputs(gather([replace(article, body=fitting)]), tmp_path)
    monkeypatch.setattr(corpus, "MOST_LETTERS", 200)
    with pytest.raises(UserError, match="不同的字超过 199 个"):
        outputs.outputs(gather([replace(article, body=f"{fitting}好")]), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [outputs.KEPT]


def test_what_other_builds_left_is_removed(tmp_path: Path) -> None:
    archive = gather(news(10))
    outputs.outputs(archive, tmp_path)
    (tmp_path / "search.json").write_bytes(b"{}")  # what older versions kept
    (tmp_path / outputs.MAKING).mkdir()
    (tmp_path / outputs.MAKING / "codes").write_bytes(b"half")
    outputs.outputs(archive, tmp_path)  # nothing has changed
    assert [path.name for path in tmp_path.iterdir()] == [outputs.KEPT]


def test_an_index_of_other_code_is_made_from_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = gather(news(10))
    outputs.outputs(archive, tmp_path)
    given: list[object] = []

    def noted(*order: object) -> Index:
        given.append(order[-1])
        return index(*order)  # type: ignore[arg-type]

    monkeypatch.setattr(outputs, "index", noted)
    monkeypatch.setattr(made_with, "digest", lambda: b"other")
    outputs.outputs(archive, tmp_path)
    assert given == [None]


def test_a_site_goes_on_in_another_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_content(tmp_path / "here" / "content")
    build_in(tmp_path / "here")
    shutil.copytree(tmp_path / "here", tmp_path / "there")
    shutil.rmtree(tmp_path / "here")
    monkeypatch.setattr(outputs, "index", lambda *_: pytest.fail("made again"))
    assert build_in(tmp_path / "there").published.written == ()


def test_regions_that_take_up_others_change_the_index(tmp_path: Path) -> None:
    work, fresh = works(tmp_path)
    articles = [replace(one, regions=(Region("330502"),)) if n % 2 else one for n, one in enumerate(news(20))]
    archive = gather(articles)
    before = same(archive, work, fresh)
    region = archive.regions["330502"]  # a gazetteer of another year: the same names and articles
    grown = {**archive.regions, "330502": replace(region, articles=archive.articles)}
    assert same(replace(archive, regions=grown), work, fresh) != before


@pytest.mark.parametrize("path", ["search/../../outside.js", "/tmp/outside.js", "index.html", "search/p/../x.js"])
def test_a_kept_index_that_names_strange_files_is_not_used(tmp_path: Path, path: str) -> None:
    outputs.outputs(gather(news(3)), tmp_path)
    table = tmp_path / outputs.KEPT / last.TABLE
    rows = orjson.loads(table.read_bytes())
    rows["rows"][0][0] = path
    table.write_bytes(orjson.dumps(rows))
    assert outputs.standing(tmp_path) == ()


def test_files_of_an_index_can_be_made_once_more(tmp_path: Path) -> None:
    write_content(tmp_path / "content")
    build_in(tmp_path)
    before = files(tmp_path / "site")
    for path in (tmp_path / "site" / "search").rglob("*.js"):
        path.unlink()
    build_in(tmp_path)
    assert files(tmp_path / "site") == before


def test_nothing_of_an_article_is_kept_that_was_withdrawn(tmp_path: Path) -> None:
    text = "𠮷野家"
    write_content(tmp_path / "content")
    path = put(tmp_path / "content", replace(ARTICLES[1], body=text))
    build_in(tmp_path)
    kept = tmp_path / "site" / ".jianbao" / "search"
    assert "𠮷".encode() in (kept / "letters").read_bytes()
    assert path == put(tmp_path / "content", replace(ARTICLES[1], body=text, withdrawn="请求"))
    build_in(tmp_path)
    assert not any("𠮷".encode() in one.read_bytes() for one in kept.iterdir())


def test_pages_can_come_before_the_index(tmp_path: Path) -> None:
    content = write_content(tmp_path / "content")
    build_in(tmp_path)
    order = Order(content, tmp_path / "site", jobs=1)
    searched = tmp_path / "site" / "search"
    before = files(searched)
    put(content, replace(ARTICLES[1], body="采茶人睡到中午。"))
    built, index_too = build_pages(order)
    page = tmp_path / "site" / "articles" / ARTICLES[1].id / "index.html"
    assert "睡到中午" in page.read_text("utf-8")
    assert not [path for path, _ in built.published.written if path.startswith("search/") and path.endswith(".js")]
    assert files(searched) == before
    assert Shipped(searched).find(terms("起得早")) == {ARTICLES[1].id}
    index_too()
    assert Shipped(searched).find(terms("睡到中午")) == {ARTICLES[1].id}
    after = files(tmp_path / "site")
    build_in(tmp_path, out="other")
    assert after == files(tmp_path / "other")


def test_an_edited_article_is_found_by_its_new_words(tmp_path: Path) -> None:
    write_content(tmp_path / "content")
    build_in(tmp_path)
    put(tmp_path / "content", replace(ARTICLES[1], body="采茶人睡到中午。"))
    build_in(tmp_path)
    shipped = Shipped(tmp_path / "site" / "search")
    assert shipped.find(terms("睡到中午")) == {ARTICLES[1].id}
    assert shipped.find(terms("起得早")) == set()
    assert len(list((tmp_path / "site" / "search").glob("manifest*.js"))) == 1


# ---------------------------------------------------------------- names, and what counts little


def test_names_lead_to_articles_and_regions_to_what_lies_in_them() -> None:
    articles = [
        Article(id="a", title="甲", regions=(Region("330106", "西湖区"),), tags=("C++", "c++"), date="2020"),
        Article(id="b", title="乙", regions=(Region("330106002"), Region("330500")), date="2020"),
        Article(id="c", title="丙", regions=(Region("360103", "西湖区"),), byline=Byline("", ("程 雪",)), date="2020"),
    ]
    archive = gather(articles)
    numbered = numbers.number(archive.articles)
    of = dict(zip(numbered.numbers, (article.id for article in numbered.articles), strict=True))
    found = {(n.kind, n.folded): {of[number] for number in n.numbers} for n in names.names(archive, numbered)}
    assert found["r", "西湖区"] == {"a", "b", "c"}  # two regions of one name
    assert found["r", "湖州市"] == {"b"}
    assert found["x", "330000"] == {"a", "b"}
    assert found["t", "c++"] == {"a"}
    assert found["p", "程雪"] == {"c"}


@pytest.mark.parametrize(
    ("article", "is_one"),
    [
        (Article(id="a", title="招聘启事", body="某厂招工。"), True),
        (Article(id="a", title="开业了", column="广告", body="欢迎光临。"), True),
        (Article(id="a", title="先进工作者", body="\n\n".join(f"某厂 张{n}" for n in range(20))), True),
        (Article(id="a", title="他看见一则启事以后", body="他停下来看。"), False),
        (Article(id="a", title="一天", body="\n\n".join("他说了一句很短的话。" for _ in range(20))), False),
        (Article(id="a", title="诗", body="山高\n\n月小"), False),
    ],
)
def test_advertisements_notices_and_lists_count_little(article: Article, is_one: bool) -> None:
    assert minor.is_minor(article) is is_one


def test_what_is_left_out_of_the_scripts_is_comment() -> None:
    """Nowhere do slashes between blanks stand within a text."""
    scripts = (CASES.parent.parent / "static" / "search").glob("*.js")
    lines = [line for script in scripts for line in script.read_bytes().splitlines()]
    before = [line[: found.start()] for line in lines if (found := COMMENT.search(line))]
    assert len(before) > 50
    assert [line for line in before for mark in (b'"', b"`", b"'") if line.count(mark) % 2] == []


def test_what_is_left_out_of_the_style_sheets_is_comment() -> None:
    """No text in them has the signs of a comment, or goes on over lines."""
    for sheet in (CASES.parent.parent / "static").rglob("*.css"):
        data = sheet.read_bytes()
        assert STYLE_COMMENT.search(data)
        for found in STYLE_COMMENT.finditer(data):
            line = data[: found.start()].rpartition(b"\n")[2]
            assert line.count(b'"') % 2 == 0 and b"url(" not in line.rpartition(b")")[2]
        assert all(line.count(b'"') % 2 == 0 for line in STYLE_COMMENT.sub(b"", data).splitlines())


def test_every_character_that_phrases_decide_about_becomes_one_of_two() -> None:
    """The browser goes by that when it loads what a query will need."""
    characters, phrases = tables()
    becomes: dict[str, set[str]] = {letter: {letter.translate(characters)} for letter in ambiguous()}
    for phrase, simplified in phrases.items():
        for old, new in zip(phrase, simplified, strict=True):
            if old in becomes:
                becomes[old].add(new)
    assert {len(forms) for forms in becomes.values()} == {2}
    *_, phrased, in_phrases = folding_table.common()
    assert isinstance(phrased, str) and isinstance(in_phrases, str)
    told = zip(phrased, in_phrases, strict=True)
    assert {old: {old.translate(characters), new} for old, new in told} == becomes
