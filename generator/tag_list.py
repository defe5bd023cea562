"""content/tags.yaml as a value: preferred tags, words that fold into them, words that are no tags. Pure."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import yaml

from generator import yaml_lines
from generator.faults import Fault, UserError
from generator.names import folded, tag_problem

KEYS = ("tags", "never")
EXAMPLE = "例如 tags: 一行，下面缩进两格写“疗休养: [职工疗休养, 疗养]”"


@dataclass(frozen=True, slots=True)
class TagList:
    """Tags to prefer and words to avoid. Keys are folded names (`names.folded`)."""

    preferred: Mapping[str, str] = field(default_factory=dict)  # a tag or a word that folds into it -> the tag
    never: frozenset[str] = frozenset()
    words: Mapping[str, tuple[str, ...]] = field(
        default_factory=dict
    )  # tag -> itself and what folds into it, as written

    def tag(self, word: str) -> str:
        """The tag a word is listed under: itself where nothing is known of it."""
        return self.preferred.get(folded(word), word)

    def listed(self, tags: Iterable[str]) -> tuple[str, ...]:
        """The tags that some tags are listed under, each once."""
        found: dict[str, str] = {}
        for tag in map(self.tag, tags):
            found.setdefault(folded(tag), tag)
        return tuple(found.values())

    def over(self, other: TagList) -> TagList:
        """This list with what another adds to it; where both speak of a word, this one is right."""
        preferred = dict(self.preferred)
        words = dict(self.words)
        for tag, forms in other.words.items():
            if folded(tag) in self.never:
                continue
            mine = self.tag(tag)
            for form in forms:
                if folded(form) not in preferred and folded(form) not in self.never:
                    preferred[folded(form)] = mine
                    words[mine] = (*words.get(mine, ()), form)
        never = self.never | {word for word in other.never if word not in preferred}
        return TagList(preferred, never, words)


def parse(text: str, path: str) -> TagList:
    """The list in the text of tags.yaml, which messages call `path`; raises UserError with every fault."""
    reader = _Reader(path)
    for key, value in yaml_lines.pairs(text, path, EXAMPLE):
        reader.part(key, value)
    reader.contradictions()
    if reader.faults:
        raise UserError(reader.faults)
    never = frozenset(map(folded, reader.never))
    return TagList({folded(word): tag for word, (tag, _) in reader.owner.items()}, never, reader.words())


class _Reader:
    """Gathers the words of a file and what is wrong with them."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.faults: list[Fault] = []
        self.owner: dict[str, tuple[str, yaml.Node]] = {}  # each word as written -> its tag, and where
        self.never: dict[str, yaml.Node] = {}
        self._taken: dict[str, tuple[str, yaml.Node]] = {}
        self._parts: set[str] = set()

    def part(self, key: yaml.ScalarNode, value: yaml.Node) -> None:
        """One of the two parts of the file."""
        if key.value not in KEYS:
            near = difflib.get_close_matches(key.value, KEYS, n=1)
            self._fault(key, f"不认识的键“{key.value}”。", f"是不是想写 {near[0]}？" if near else EXAMPLE)
        elif key.value in self._parts:
            self._fault(key, f"“{key.value}”写了两次。", "并成一处。")
        elif key.value == "tags":
            self._tags(key, value)
        else:
            for word in self._words(key, value, "例如 never: [现场, 群众]"):
                self.never.setdefault(word.value, word)
        self._parts.add(key.value)

    def words(self) -> dict[str, tuple[str, ...]]:
        """Each tag with its words."""
        found: dict[str, tuple[str, ...]] = {}
        for word, (tag, _) in self.owner.items():
            found[tag] = (*found.get(tag, ()), word)
        return found

    def contradictions(self) -> None:
        """Words that are to be tags and never to be."""
        for word, node in self.never.items():
            if folded(word) in self._taken:
                tag, other = self._taken[folded(word)]
                what = f"“{word}”列为不用，第 {yaml_lines.line(other)} 行又归在标签“{tag}”里。"
                self._fault(node, what, "留下一处。")

    def _tags(self, key: yaml.ScalarNode, value: yaml.Node) -> None:
        if isinstance(value, yaml.MappingNode):
            for tag, words in yaml_lines.mapping(value):
                self._claim(tag, tag.value)
                for word in self._words(tag, words, f"例如 {tag.value}: [甲, 乙]；没有要并进来的词，冒号后面空着。"):
                    self._claim(word, tag.value)
            return
        for word in self._words(key, value, EXAMPLE):
            self._claim(word, word.value)

    def _claim(self, word: yaml.ScalarNode, tag: str) -> None:
        if problem := tag_problem(word.value):
            self._fault(word, *problem)
            return
        before = self._taken.get(folded(word.value))
        if before is None:
            self._taken[folded(word.value)] = tag, word
            self.owner[word.value] = tag, word
        elif before[0] != tag:
            what = f"“{word.value}”第 {yaml_lines.line(before[1])} 行已经归在标签“{before[0]}”里。"
            self._fault(word, what, "一个词只能归在一个标签里，留下一处。")

    def _words(self, key: yaml.ScalarNode, value: yaml.Node, example: str) -> Iterator[yaml.ScalarNode]:
        found = yaml_lines.words(value)
        if found is None:
            self._fault(key, f"“{key.value}”后面应是词的列表。", example)
        yield from found or ()

    def _fault(self, node: yaml.Node, what: str, mend: str) -> None:
        self.faults.append(Fault(self.path, yaml_lines.line(node), what, mend))
