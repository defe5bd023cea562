"""content/people.yaml as a value: who signs under several names, and who shares a name with others. Pure."""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import yaml

from generator import dates, yaml_lines
from generator.article import Article, Byline
from generator.faults import Fault, UserError
from generator.names import folded

ROLES = ("reporters", "correspondents", "photographers", "authors")
CONDITIONS = ("roles", "publications", "years", "articles")  # what tells a namesake from the others
LISTS = ("also", "roles", "publications", "articles")
KEYS = ("also", "signed", *CONDITIONS, "pinyin")
EXAMPLE = "例如一行“程雪:”，下面缩进两格写 also: [程小雪]"
YEARS = re.compile(r"(\d{4})(?:\s*[-—–~]\s*(\d{4}))?\Z", re.ASCII)
PINYIN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ǿ' ]+\Z")


@dataclass(frozen=True, slots=True)
class Person:
    """One entry of people.yaml. `name` is how the site shows the person, and the address."""

    name: str
    line: int
    also: tuple[str, ...] = ()  # other names the person signs with
    signed: str = ""  # the name shared with others; "" where nobody shares it
    roles: tuple[str, ...] = ()
    publications: tuple[str, ...] = ()
    years: tuple[int, int] | None = None  # first and last
    articles: tuple[str, ...] = ()  # ids
    pinyin: str = ""

    def claims(self, article: Article, role: str) -> bool:
        """Whether this namesake is meant where an article has the shared name in a role."""
        if article.id in self.articles:
            return True
        if not (self.roles or self.publications or self.years):
            return False
        year = dates.read(article.date).year if self.years else None
        return (
            (not self.roles or role in self.roles)
            and (not self.publications or article.publication in self.publications)
            and (self.years is None or (year is not None and self.years[0] <= year <= self.years[1]))
        )


@dataclass(frozen=True, slots=True)
class People:
    """All entries, found by the names that bylines give. Keys are folded names."""

    path: str = ""  # as messages name it
    entries: tuple[Person, ...] = ()
    _known: Mapping[str, Person] = field(default_factory=dict)  # by each name of theirs
    _namesakes: Mapping[str, tuple[Person, ...]] = field(default_factory=dict)

    def listed(self, article: Article) -> Article:
        """The article with the names in its byline as the archive lists them; `byline.text` stays as printed."""
        if not self.entries:
            return article
        byline = article.byline
        names = {role: tuple(self._name(name, article, role) for name in getattr(byline, role)) for role in ROLES}
        found = Byline(byline.text, **names)
        return article if found == byline else replace(article, byline=found)

    def pinyin(self) -> dict[str, str]:
        """How names are read, where people.yaml says so; by folded name."""
        return {folded(person.name): person.pinyin for person in self.entries if person.pinyin}

    def also(self, name: str) -> tuple[str, ...]:
        """Other names of the person listed under a name."""
        person = self._known.get(folded(name))
        return person.also if person else ()

    def namesakes(self, name: str) -> tuple[str, ...]:
        """The names under which others are listed who sign as the person listed under a name does."""
        key = folded(name)
        person = self._known.get(key)
        sharing = self._namesakes.get(folded(person.signed) if person and person.signed else key, ())
        others = (sharing[0].signed, *(person.name for person in sharing)) if sharing else ()
        return tuple(other for other in others if folded(other) != key)

    def faults(self, articles: Iterable[Article]) -> list[Fault]:
        """Bylines that two entries claim. Dates of the articles must be readable."""
        doubly: dict[str, Fault] = {}
        if self._namesakes:
            for article, role, name in _credits(articles):
                if len(claimants := self._claimants(name, article, role)) > 1:
                    doubly.setdefault(claimants[1].name, self._claimed_twice(article, claimants))
        return list(doubly.values())

    def warnings(self, articles: Sequence[Article]) -> list[Fault]:
        """Entries that no article bears out: most likely written wrong."""
        if not self.entries:
            return []
        signed = {name.strip(): None for _, _, name in _credits(articles)}
        return [*self._unknown_ids({article.id for article in articles}), *self._nobodys(list(signed))]

    def _name(self, name: str, article: Article, role: str) -> str:
        claimants = self._claimants(name, article, role)
        person = claimants[0] if claimants else self._known.get(folded(name))
        return person.name if person else name

    def _claimants(self, name: str, article: Article, role: str) -> list[Person]:
        """The namesakes that claim a name in an article; one that names the article goes before all others."""
        some = self._namesakes.get(folded(name), ())
        claimants = [person for person in some if person.claims(article, role)]
        named = [person for person in claimants if article.id in person.articles]
        return named or claimants

    def _claimed_twice(self, article: Article, claimants: Sequence[Person]) -> Fault:
        first, second = claimants[:2]
        what = f"稿件 {article.id} 的署名“{second.signed}”，“{first.name}”和“{second.name}”都算作自己的。"
        return Fault(self.path, second.line, what, "把两处的条件写得更严，或在其中一处用 articles 点名这篇稿件。")

    def _unknown_ids(self, ids: set[str]) -> Iterator[Fault]:
        for person in self.entries:
            for wanted in person.articles:
                if wanted not in ids:
                    near = difflib.get_close_matches(wanted, ids, n=1, cutoff=0.8)
                    mend = f"是不是 {near[0]}？" if near else "写稿件文件头里的 id；稿件已经删了的，这里也删去。"
                    yield Fault(self.path, person.line, f"“{person.name}”名下的稿件 {wanted} 不存在。", mend)

    def _nobodys(self, signed: Sequence[str]) -> Iterator[Fault]:
        known = {folded(name) for name in signed}
        for person in self.entries:
            names = (person.signed, *person.also) if person.signed else person.also or (person.name,)
            for name in names:
                if folded(name) not in known:
                    near = difflib.get_close_matches(name, signed, n=1, cutoff=0.5)
                    mend = f"是不是“{near[0]}”？" if near else "看看名字有没有写错；用不着了就删去。"
                    yield Fault(self.path, person.line, f"没有一篇稿件署名“{name}”。", mend)


def _credits(articles: Iterable[Article]) -> Iterator[tuple[Article, str, str]]:
    """Every name that bylines give, with its article and role."""
    for article in articles:
        for role in ROLES:
            for name in getattr(article.byline, role):
                yield article, role, name


def parse(text: str, path: str) -> People:
    """The people in the text of people.yaml, which messages call `path`; raises UserError with every fault."""
    reader = _Reader(path)
    found = [reader.person(key, value) for key, value in yaml_lines.pairs(text, path, EXAMPLE)]
    people = reader.people([person for person in found if person])
    if reader.faults:
        raise UserError(reader.faults)
    return people


class _Reader:
    """Makes people of nodes, and gathers what is wrong with them."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.faults: list[Fault] = []

    def person(self, key: yaml.ScalarNode, value: yaml.Node) -> Person | None:
        name = key.value.strip()
        if not name or not isinstance(value, yaml.MappingNode):
            what = f"“{name}”下面没有写什么。" if name else "有一个人的姓名是空的。"
            self._fault(key, what, EXAMPLE)
            return None
        before = len(self.faults)
        values: dict[str, object] = {}
        for part, node in yaml_lines.mapping(value):
            self._part(name, part, node, values)
        made = Person(name, yaml_lines.line(key), **values) if len(self.faults) == before else None  # type: ignore[arg-type]
        if made and made.signed and not any(getattr(made, condition) for condition in CONDITIONS):
            what = f"“{name}”与别人同署“{made.signed}”，却没有写怎样区分。"
            self._fault(
                key, what, "写上 roles、publications、years 或 articles 中的一项，例如 articles: [2021-08-18-a4c1-02]"
            )
        elif made and not made.signed and any(getattr(made, condition) for condition in CONDITIONS):
            mend = f"同名的另一个人要另起名字，并写上共同的署名，例如 signed: {name}"
            self._fault(key, f"“{name}”写了区分同名人的条件，却没有写 signed。", mend)
        return made

    def people(self, entries: Sequence[Person]) -> People:
        """The entries with their indexes; faults where two of them want one name."""
        owner: dict[str, Person] = {}
        namesakes: defaultdict[str, tuple[Person, ...]] = defaultdict(tuple)
        for person in entries:
            for name in (person.name, *person.also):
                other = owner.setdefault(folded(name), person)
                if other is not person:
                    what = f"“{name}”在第 {other.line} 行已经是“{other.name}”的名字。"
                    mend = "一个名字只能归一个人；两个人同名的，用 signed 区分。"
                    self.faults.append(Fault(self.path, person.line, what, mend))
            if person.signed:
                namesakes[folded(person.signed)] += (person,)
                self._refuse_itself(person)
        return People(self.path, tuple(entries), owner, dict(namesakes))

    def _refuse_itself(self, person: Person) -> None:
        if folded(person.signed) == folded(person.name):
            mend = f"给他另起一个名字，例如“{person.name}（摄影）”，它也是网址。"
            self.faults.append(Fault(self.path, person.line, f"“{person.name}”与共同的署名一样，分不开。", mend))

    def _part(self, name: str, key: yaml.ScalarNode, node: yaml.Node, values: dict[str, object]) -> None:
        if key.value not in KEYS:
            near = difflib.get_close_matches(key.value, KEYS, n=1)
            mend = f"是不是想写 {near[0]}？" if near else f"可用的键：{'、'.join(KEYS)}"
            self._fault(key, f"“{name}”下面有不认识的键“{key.value}”。", mend)
        elif key.value in values:
            self._fault(key, f"“{name}”下面 {key.value} 写了两次。", "留下一处。")
        elif key.value in LISTS:
            values[key.value] = self._list(key, node)
        else:
            values[key.value] = self._text(key, node)

    def _list(self, key: yaml.ScalarNode, node: yaml.Node) -> tuple[str, ...]:
        words = yaml_lines.words(node)
        if words is None or any(not word.value.strip() for word in words):
            self._fault(key, f"{key.value} 应是文字的列表，其中没有空的。", f"例如 {key.value}: [甲, 乙]")
            return ()
        for word in words:
            if key.value == "roles" and word.value not in ROLES:
                near = difflib.get_close_matches(word.value, ROLES, n=1)
                mend = f"是不是想写 {near[0]}？" if near else f"可用：{'、'.join(ROLES)}"
                self._fault(word, f"没有“{word.value}”这一种署名。", mend)
        return tuple(word.value.strip() for word in words)

    def _text(self, key: yaml.ScalarNode, node: yaml.Node) -> object:
        value = node.value.strip() if isinstance(node, yaml.ScalarNode) else ""
        if key.value == "years":
            found = YEARS.match(value)
            first, last = (int(found[1]), int(found[2] or found[1])) if found else (1, 0)
            if first > last:
                self._fault(key, f"years 读不懂：“{value}”。", "写成 years: 2001-2009，或一个年份。")
            return first, last
        if not value or (key.value == "pinyin" and not PINYIN.match(value)):
            example = "Shàn Tiánfāng" if key.value == "pinyin" else "李伟"
            self._fault(key, f"{key.value} 应是一行文字。", f"例如 {key.value}: {example}")
        return value

    def _fault(self, node: yaml.Node, what: str, mend: str) -> None:
        self.faults.append(Fault(self.path, yaml_lines.line(node), what, mend))
