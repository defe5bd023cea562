"""The shape of the data files, published beside them: a JSON Schema for the lines, a Table Schema for the columns."""

from __future__ import annotations

from typing import Any

EDTF = "EDTF：2021-08-18、2021-08、2021、2024-04~（约）、2024-04?（存疑）、2019-03/2019-04（之间）、XXXX（不知道）"
EARLIEST, LATEST = "日期最早可能是哪一天", "日期最晚可能是哪一天"
CODE = r"^\d{6}(\d{3})?$"


def _object(properties: dict[str, Any], required: tuple[str, ...] = ()) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(required), "additionalProperties": False}


def _text(about: str) -> dict[str, Any]:
    return {"type": "string", "minLength": 1, "description": about}


def _texts(about: str) -> dict[str, Any]:
    return {"type": "array", "items": {"type": "string"}, "description": about}


_PLAIN = {"type": "string"}
_PHOTO = _object({"caption": _PLAIN, "credit": _PLAIN}, ("caption", "credit"))
_REGION = _object({"code": {"type": "string", "pattern": CODE}, "name": _PLAIN}, ("code", "name"))
_BYLINE = _object(
    {
        "text": {"type": "string", "description": "照印的署名"},
        "reporters": _texts("记者"),
        "correspondents": _texts("通讯员"),
        "photographers": _texts("摄影"),
        "authors": _texts("作者"),
    },
)
LINE_SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "一篇稿件",
    "description": "articles.jsonl 和 text/ 里各文件的一行。不知道的项不写；text 只在 text/ 里有。",
    **_object(
        {
            "id": _text("编号，不会变"),
            "url": {"type": "string", "format": "uri", "description": "网址"},
            "title": _text("主标题"),
            "kicker": _text("引题"),
            "deck": _text("副题"),
            "column": _text("栏目"),
            "date": _text(EDTF),
            "earliest": {"type": "string", "format": "date", "description": EARLIEST},
            "latest": {"type": "string", "format": "date", "description": LATEST},
            "publication": _text("报名"),
            "issue": {"type": "integer", "description": "总第几期"},
            "page": _text("版"),
            "byline": {**_BYLINE, "description": "署名"},
            "dateline": _text("电头"),
            "regions": {"type": "array", "items": _REGION, "description": "地区（GB/T 2260），主要的在前"},
            "tags": _texts("标签"),
            "photos": {"type": "array", "items": _PHOTO, "description": "图片的说明和摄影者"},
            "truncated": {
                "type": "array",
                "items": {"enum": ["start", "middle", "end"]},
                "description": "原文缺了哪里",
            },
            "source": {**_object({"file": _PLAIN, "lines": _PLAIN}, ("file",)), "description": "出处：版面文件和行号"},
            "modified": _text("编辑改动的日期"),
            "text": {"type": "string", "description": "正文（Markdown）"},
        },
        ("id", "url", "title", "date"),
    ),
}


def line_fields(*, text: bool) -> list[dict[str, Any]]:
    """The fields of a line as Table Schema has them; `text`: with the text."""
    return [
        _field("date" if said.get("format") == "date" else said["type"], name, said["description"])
        for name, said in LINE_SCHEMA["properties"].items()
        if text or name != "text"
    ]


def _field(kind: str, name: str, title: str, **more: object) -> dict[str, Any]:
    return {"name": name, "type": kind, "title": title, **more}


CSV_FIELDS = {
    field["name"]: field
    for field in (
        _field("string", "id", "编号", constraints={"required": True, "unique": True}),
        _field("string", "url", "网址", format="uri", constraints={"required": True}),
        _field("string", "title", "主标题", constraints={"required": True}),
        _field("string", "kicker", "引题"),
        _field("string", "deck", "副题"),
        _field("string", "column", "栏目"),
        _field("string", "date", "日期", description=EDTF, constraints={"required": True}),
        _field("date", "earliest", EARLIEST),
        _field("date", "latest", LATEST),
        _field("string", "publication", "报名"),
        _field("integer", "issue", "总第几期"),
        _field("string", "page", "版"),
        _field("string", "byline", "照印的署名"),
        _field("array", "reporters", "记者"),
        _field("array", "correspondents", "通讯员"),
        _field("array", "photographers", "摄影"),
        _field("array", "authors", "作者"),
        _field("string", "dateline", "电头"),
        _field("array", "region_codes", "地区代码（GB/T 2260）"),
        _field("array", "region_names", "地区名"),
        _field("array", "tags", "标签"),
        _field("array", "truncated", "原文缺了哪里"),
        _field("string", "source_file", "版面文件"),
        _field("string", "source_lines", "行号"),
        _field("string", "modified", "编辑改动的日期"),
    )
}
