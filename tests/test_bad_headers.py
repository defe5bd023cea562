"""What an editor may write wrongly in a header, as it is written: each is reported with file, line and mend."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import content_files
from generator.faults import Fault, UserError

LINE = 6  # of what stands last in the header below


def faults(content: Path, header: str) -> tuple[Fault, ...]:
    path = content / "articles" / "2021" / "a.md"
    path.parent.mkdir(parents=True)
    path.write_text(f"---\nid: a\ntitle: 题\nkicker: 引题\ndeck: 副题\n{header}\n---\n正文。\n", encoding="utf-8")
    try:
        content_files.read(content)
    except UserError as error:
        return error.faults
    return ()


@pytest.mark.parametrize(
    ("header", "what", "mend"),
    [
        ('regions: ["339999"]', "没有“339999”这个地区代码", "330000 是浙江省"),
        ('regions: ["330502999"]', "没有“330502999”这个地区代码", "330502 是浙江省湖州市吴兴区"),
        ("regions: [泰顺县]", "不能写地名“泰顺县”", '"330329"（浙江省温州市泰顺县）'),
        ("regions: [下城区]", "不能写地名“下城区”", '"330103"（浙江省杭州市下城区）'),
        ("regions: [红杨镇]", "不能写地名“红杨镇”", '"340210104"（安徽省芜湖市湾沚区红杨镇）'),
        ("regions: [不是地方]", "地区代码“不是地方”不对", 'regions: ["330502"]'),
        ("date: 2021-02-30", "2021年2月没有30日", "2021-02"),
        ("date: 2021/8/18", "2021/8/18", "2021-08-18"),
        ("date: 二〇二一年八月", "二〇二一年八月", "2021"),
        ("date: 昨天", "昨天", "2021"),
        ("byline: {reporters: ['']}", "有一个空的姓名", "写上姓名"),
        (f"tags: [{'长' * 200}]", "200 个字，太长（最多 40 个）", "[防汛, 社区]"),
        ("tags: [防汛/抗旱]", "“防汛/抗旱”里有 /", "拆成两个标签"),
        ("tags: [..]", "“..”里有 /、\\ 或 ..", "换一个写法"),
    ],
)
def test_it_is_refused_with_file_line_and_mend(tmp_path: Path, header: str, what: str, mend: str) -> None:
    (fault,) = faults(tmp_path, header)
    assert fault.path.endswith("articles/2021/a.md")
    assert fault.line == LINE
    assert what in fault.what
    assert mend in fault.mend


@pytest.mark.parametrize(
    "header",
    [
        "tags: [constructor, con, nul, toString, C++, __proto__]",
        'regions: ["340221104", {code: "330103", name: 下城区}, "710000"]',
        "date: 2024-04~",
        "date: XXXX",
    ],
)
def test_what_is_odd_and_right_is_left_alone(tmp_path: Path, header: str) -> None:
    assert faults(tmp_path, header) == ()
