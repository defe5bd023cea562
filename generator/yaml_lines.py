"""YAML that people write, as nodes that know their lines, so that a fault can name its own. Pure."""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from generator.faults import Fault, UserError

Pair = tuple[yaml.ScalarNode, yaml.Node]


def pairs(text: str, path: str, example: str) -> list[Pair]:
    """The keys and values of a file that is one mapping, in order; none of an empty file.

    Raises UserError where it is no YAML or no mapping; `path` is what the message names, `example` how a line looks.
    """
    try:
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        what = f"YAML 读不懂：{getattr(error, 'problem', None) or error}。"
        mend = "含有冒号、引号或 # 的文字请用双引号括起来。"
        raise UserError([Fault(path, mark.line + 1 if mark else 0, what, mend)]) from None
    if root is None or is_empty(root):
        return []
    found = list(mapping(root))
    if not isinstance(root, yaml.MappingNode) or len(found) != len(root.value):
        raise UserError([Fault(path, line(root), "应是“键: 值”的列表。", example)])
    return found


def line(node: yaml.Node) -> int:
    """The line a node begins in, from 1."""
    return int(node.start_mark.line) + 1


def is_empty(node: yaml.Node) -> bool:
    """Whether nothing stands behind a key."""
    return isinstance(node, yaml.ScalarNode) and node.tag.endswith(":null")


def mapping(node: yaml.Node) -> Iterator[Pair]:
    """Keys and values of a mapping; nothing of another node. Keys that are no plain words are left out."""
    if isinstance(node, yaml.MappingNode):
        yield from ((key, value) for key, value in node.value if isinstance(key, yaml.ScalarNode))


def words(node: yaml.Node) -> list[yaml.ScalarNode] | None:
    """The words of a list, or of a single word; none of nothing; None where the node is something else."""
    if is_empty(node):
        return []
    if isinstance(node, yaml.ScalarNode):
        return [node]
    if isinstance(node, yaml.SequenceNode) and all(isinstance(item, yaml.ScalarNode) for item in node.value):
        return list(node.value)
    return None
