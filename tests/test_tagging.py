"""Which tags articles get: what they are about, what gathers, and nothing anew the second time."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import article_file, tag_list
from generator.article import Article, Byline, Region
from generator.importer.job import ImportSummary, import_pages
from generator.importer.settle import Taker
from generator.importer.tag_pass import Tagging
from generator.tag_list import TagList
from generator.tagging.choice import Candidate, Offer, candidates, choose, frequencies
from generator.tagging.news_list import news_list
from generator.tagging.place_names import is_place_name
from generator.tagging.terms import Kind, Reader, Said, Story
from tests.test_import_job import BRIDGE, MARKET, RIVER, SCHOOL, articles, edit, page, put, texts, tree
from tests.toy_taker import BETTER, TOY

SORTING = "垃圾分类进小区\n清溪街道推行垃圾分类，四百户居民学会了垃圾分类，志愿者每天守在垃圾桶旁边。"
SORTED = "分类垃圾有新招\n东山社区的垃圾分类积分可以换鸡蛋，垃圾分类的账本由居民自己记，志愿者月底核对。"
UNION = "工会送清凉\n县总工会走进工地，为高温下的建筑工人送去凉茶，工会干部还量了血压，送清凉要送到每个班组。"
REST = "劳模疗休养归来\n三十名劳模参加职工疗休养，疗休养的路线由劳模自己选，工会承担费用。"


def reader(editors: str = "") -> Reader:
    return Reader(tag_list.parse(editors, ""), news_list())


def said(text: str, editors: str = "", names: tuple[str, ...] = ()) -> dict[str, Said]:
    head, _, body = text.partition("\n")
    return reader(editors).terms(Story(head, body, names))


# ---------------------------------------------------------------- terms


def test_terms_of_the_list_come_out_whole_whatever_the_segmenter_cuts() -> None:
    assert said(SORTING)["垃圾分类"] == Said(Kind.LISTED, 1, 3)  # 垃圾桶 is a word of it
    assert said(REST)["疗休养"].body == 2
    assert "清凉" not in said(UNION)


def test_an_editors_words_fold_into_the_editors_tag() -> None:
    terms = said(UNION, "tags:\n  暑期慰问: [送清凉, 凉茶]\n")
    assert terms["暑期慰问"] == Said(Kind.EDITORS, 1, 2)
    assert "送清凉" not in terms


def test_people_places_dates_and_boilerplate_are_no_terms() -> None:
    text = "泰顺县竹里乡通车\n本报讯 记者单晓燕近日从浙江省温州市泰顺县获悉，今年清明前后，通讯员说，"
    text += "王保平、金正日、小叶到了宁国市。"
    terms = said(text, names=("高峰",))
    assert {
        "记者",
        "近日",
        "今年",
        "本报讯",
        "通讯员",
        "浙江省",
        "温州市",
        "泰顺县",
        "保平",
        "金正日",
        "小叶",
        "宁国市",
    }.isdisjoint(terms)


def test_names_of_the_story_are_no_terms_even_where_they_are_words() -> None:
    assert "茶业" in said("茶园的早晨\n茶园里采茶。")
    assert "茶业" not in said("茶园的早晨\n茶园里采茶。", names=("茶业",))


def test_words_never_to_use_are_no_terms() -> None:
    assert "彝族" in said("彝族\n彝族彝族")
    assert "彝族" not in said("彝族\n彝族彝族", "never: [彝族]")
    assert "垃圾分类" not in said(SORTING, "never: [垃圾分类]")


def test_a_word_of_the_list_in_a_towns_name_is_a_place() -> None:
    assert "极地科考" not in said("南极乡的山核桃\n南极乡下了雨。")
    assert "极地科考" in said("南极的冰\n科考队员到了南极。")


@pytest.mark.parametrize("word", ["浙江", "浙江省", "宁波市"])
def test_places(word: str) -> None:
    assert is_place_name(word)


@pytest.mark.parametrize("word", ["社区", "乡村", "农村", "园区", "超市", "职工之家"])
def test_no_places(word: str) -> None:
    assert not is_place_name(word)


def test_words_that_often_stand_together_are_one_term() -> None:
    assert said("武器核查受阻\n武器核查小组离开，武器核查中止。")["武器核查"] == Said(Kind.COMPOUND, 1, 2)
    assert "武器核查" not in said("消息\n一次武器核查。")


# ---------------------------------------------------------------- choice


def offer(story: str, *terms: str, kind: Kind = Kind.LISTED) -> Offer:
    return Offer(story, tuple(Candidate(term, kind, 9.0 - place, True) for place, term in enumerate(terms)))


def test_a_tag_must_gather_stories_unless_an_editor_wishes_it() -> None:
    offers = [offer("a", "垃圾分类", "养老"), offer("b", "垃圾分类"), offer("c", "纺织")]
    assert choose(offers, {}, 1000) == [("垃圾分类",), ("垃圾分类",), ()]
    assert choose([offer("c", "纺织")], {"纺织": 1}, 1000) == [("纺织",)]
    assert choose([offer("c", "纺织", kind=Kind.EDITORS)], {}, 1000) == [("纺织",)]


def test_in_a_small_archive_a_tag_of_the_list_may_stand_alone() -> None:
    assert choose([offer("c", "纺织")], {}, 10) == [("纺织",)]
    assert choose([offer("c", "尾毛", kind=Kind.WORD)], {}, 10) == [()]


def test_reprints_of_one_story_gather_nothing() -> None:
    assert choose([offer("a", "纺织")] * 5, {}, 1000) == [()] * 5


def test_of_two_tags_one_of_which_is_in_the_other_one_is_enough() -> None:
    offers = [offer("a", "网格化管理", "网格"), offer("b", "网格化管理", "网格")]
    assert choose(offers, {}, 1000) == [("网格化管理",)] * 2


TERMS = st.lists(st.sampled_from("甲乙丙丁戊己庚辛"), max_size=6, unique=True)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(TERMS, st.integers(0, 3)), max_size=12))
def test_asked_again_choose_gives_nothing_new(drawn: list[tuple[list[str], int]]) -> None:
    kinds = dict(zip("甲乙丙丁戊己庚辛", [*Kind, *Kind], strict=True))
    offers = [
        Offer(str(n), tuple(Candidate(t, kinds[t], (ord(t) * 7 + n) % 9 + 1.0, weak > 0) for t in terms))
        for n, (terms, weak) in enumerate(drawn)
    ]
    chosen = choose(offers, {}, 1000)
    used: dict[str, int] = {}
    for tags in chosen:
        for tag in tags:
            used[tag] = used.get(tag, 0) + 1
    assert all(len(tags) <= 5 for tags in chosen)
    assert all(number > 1 for tag, number in used.items() if kinds[tag] is not Kind.EDITORS)
    left = [one for one, tags in zip(offers, chosen, strict=True) if not tags]
    assert choose(left, used, 1000) == [()] * len(left)


def test_what_is_said_in_passing_is_no_candidate() -> None:
    terms = said("渡口的早晨\n" + "江面上升起薄雾，老船工摇着橹。" * 60 + "他的儿子在银行工作。")
    assert "金融" not in [one.term for one in candidates(terms, 1000, frequencies([terms]))]


# ---------------------------------------------------------------- the pass after an import


def run(content: Path, *, anew: bool = False, editors: str = "", taker: Taker = TOY, jobs: int = 1) -> ImportSummary:
    tagging = Tagging(tag_list.parse(editors, ""), anew)
    return import_pages((), content, taker, report=None, jobs=jobs, progress=lambda done, total: None, tagging=tagging)


def tags(content: Path) -> dict[str, tuple[str, ...]]:
    return {title: article_file.parse(path.read_text("utf-8"), "").tags for title, path in articles(content).items()}


@pytest.fixture
def content(tmp_path: Path) -> Path:
    put(tmp_path / "c", "2021/04.txt", page(SORTING, SORTED, UNION, RIVER))
    run(tmp_path / "c")
    return tmp_path / "c"


def test_articles_are_tagged_and_stay_the_importers(content: Path) -> None:
    found = tags(content)
    assert found["垃圾分类进小区"][0] == found["分类垃圾有新招"][0] == "垃圾分类"
    assert "工会" in found["工会送清凉"]
    assert found["渡口的早晨"] == ()
    assert all(article_file.is_importers(path.read_text("utf-8")) for path in articles(content).values())


def test_a_second_import_and_a_second_retagging_change_nothing(content: Path) -> None:
    before = tree(content)
    assert run(content).articles_tagged == 0
    assert run(content, anew=True).articles_tagged == 0
    assert run(content).articles_tagged == 0
    assert tree(content) == before


def test_a_new_page_is_tagged_and_the_others_stay(content: Path) -> None:
    before = texts(content)
    put(content, "2021/05.txt", page(REST, SCHOOL))
    run(content)
    after = texts(content)
    assert {name for name in before if before[name] != after[name]} == {"imports.yaml"}
    assert {"疗休养", "劳模"} <= set(tags(content)["劳模疗休养归来"])


def test_a_page_taken_apart_anew_keeps_its_tags(content: Path) -> None:
    before = tags(content)
    put(content, "2021/04.txt", page(SORTING, SORTED, UNION, RIVER) + "\n")
    run(content)
    assert tags(content) == before
    assert run(content, taker=BETTER).articles_written == 4
    assert {title.strip("【】"): some for title, some in tags(content).items()} == before


def test_a_story_that_says_something_else_is_tagged_anew(content: Path) -> None:
    put(content, "2021/04.txt", page(SORTING, SORTED, UNION.replace("县总工会", "县妇联"), RIVER))
    run(content)
    assert tags(content)["工会送清凉"]
    changed = "工会送清凉\n" + RIVER.partition("\n")[2] + UNION.partition("\n")[2][:30].replace("工会", "渔船")
    put(content, "2021/04.txt", page(SORTING, SORTED, changed, RIVER))
    run(content)
    assert all(article_file.is_importers(path.read_text("utf-8")) for path in articles(content).values())


def test_a_persons_article_keeps_its_tags_and_draws_others_to_them(content: Path) -> None:
    path = articles(content)["工会送清凉"]
    mine = edit(path, "县总工会走进工地", "总工会走进工地")
    summary = run(content, anew=True, editors="tags:\n  暑期慰问: [送清凉, 凉茶]\n")
    assert path.read_text("utf-8") == mine
    (message,) = summary.messages
    assert str(path) in message
    assert "标签没有动" in message
    assert "暑期慰问" in message


def test_a_persons_change_of_tags_is_not_reported_as_the_imports(content: Path) -> None:
    path = articles(content)["工会送清凉"]
    edit(path, "tags: [", "tags: [我的标签, ")
    put(content, "2021/04.txt", page(SORTING, SORTED, UNION, RIVER) + "\n")
    assert run(content).messages == ()
    assert tags(content)["工会送清凉"][0] == "我的标签"


def test_retagging_follows_a_changed_list(content: Path) -> None:
    assert run(content, anew=True, editors="never: [垃圾分类]").articles_tagged == 2
    assert not any("垃圾分类" in some for some in tags(content).values())
    assert run(content).articles_tagged == 0  # the tags of an import without --retag stay as they are


def test_a_killed_tagging_goes_on_with_the_next_import(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for where in ("whole", "killed"):
        put(tmp_path / where, "2021/04.txt", page(SORTING, SORTED, UNION, RIVER))
    run(tmp_path / "whole")
    from generator.importer.article_folder import ArticleFolder

    def killed(self: ArticleFolder, path: str, text: str) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(ArticleFolder, "rewrite", killed)
        run(tmp_path / "killed")
    assert not any(tags(tmp_path / "killed").values())
    run(tmp_path / "killed")
    assert texts(tmp_path / "killed") == texts(tmp_path / "whole")


def test_any_number_of_jobs_gives_the_same(tmp_path: Path) -> None:
    chance = random.Random(5)
    stories = [SORTING, SORTED, UNION, REST, RIVER, SCHOOL, MARKET, BRIDGE]
    for number in range(60):
        some = [f"第{number}回 {story}" for story in chance.sample(stories, 6)]
        for where in ("one", "two"):
            put(tmp_path / where, f"{number}.txt", page(*some))
    run(tmp_path / "one")
    run(tmp_path / "two", jobs=2)
    assert texts(tmp_path / "one") == texts(tmp_path / "two")
    assert sum(map(bool, tags(tmp_path / "one").values())) > 4


def test_regions_publication_and_column_are_no_tags(tmp_path: Path) -> None:
    article = Article(
        id="2021-08-18-x-01",
        title="茶业与渔业",
        column="渔业",
        publication="茶业",
        byline=Byline(authors=("林业",)),
        regions=(Region("330103", "桥梁"),),
        body="茶园、茶叶、春茶。捕捞、渔民。造林、护林员。大桥、新桥。水库、灌溉。",
    )
    path = tmp_path / "articles" / "a.md"
    path.parent.mkdir()
    path.write_text(article_file.sign(article)[1], "utf-8")
    run(tmp_path, anew=True)
    assert article_file.parse(path.read_text("utf-8"), "").tags == ("水利",)


def test_nothing_is_tagged_in_an_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    assert run(tmp_path, anew=True).articles_tagged == 0
    assert TagList() == tag_list.parse("", "")
