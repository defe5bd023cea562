"""The configuration of an archive: content/site.yaml as a value. Pure: text in, Config out."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, fields, replace
from urllib.parse import urlsplit

import yaml

from generator import yaml_lines
from generator.faults import Fault, UserError
from generator.places import gazetteer_file


@dataclass(frozen=True, slots=True)
class Config:
    """What content/site.yaml may set, each with its default."""

    title: str = "剪报"
    description: str = ""  # one sentence: what this archive is
    base_url: str = "http://localhost:8000/"  # where the site will stand; always ends with /
    language: str = "zh-Hans"  # BCP 47
    publication: str = ""  # the paper, where an article names none
    home_region: str = ""  # GB/T 2260 code of the region the paper is at home in
    rights: str = ""  # stands at the foot of every page
    license: str = ""  # beside it: the name of the licence under which the texts may be used
    license_url: str = ""
    mail: str = ""  # where readers may report mistakes

    @property
    def base_path(self) -> str:
        """The path of `base_url`: "/" on a domain of its own, "/archive/" below one."""
        return urlsplit(self.base_url).path

    def at(self, base_url: str) -> Config:
        """The same for a site that stands elsewhere; for itself where `base_url` is empty. Raises UserError."""
        if not base_url:
            return self
        form, example = FORMS["base_url"]
        if not form.match(base_url):
            raise UserError([Fault("--base-url", 0, f"“{base_url}”不是网址。", example)])
        return replace(self, base_url=f"{base_url.rstrip('/')}/")


CODE = 6  # digits of a code that home_region takes
KEYS = tuple(field.name for field in fields(Config))
FORMS = {
    "base_url": (re.compile(r"https?://[^\s/?#]+(/[^\s?#]*)?\Z"), "例如 base_url: https://example.org/archive/"),
    "language": (re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*\Z"), "例如 language: zh-Hans"),
    "license_url": (
        re.compile(r"https?://[^\s/?#]+(/\S*)?\Z"),
        "例如 license_url: https://creativecommons.org/licenses/by/4.0/",
    ),
    "mail": (re.compile(r"[\w.+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+\Z"), "一个邮箱地址，例如 mail: desk@example.org"),
    "home_region": (re.compile(r"\d{6}\Z", re.ASCII), '六位的 GB/T 2260 代码，例如 home_region: "330000"'),
}


def parse(text: str, path: str) -> Config:
    """The configuration in the text of site.yaml, which messages call `path`; raises UserError with every fault."""
    faults: list[Fault] = []
    values: dict[str, str] = {}
    for key, value in yaml_lines.pairs(text, path, "例如 title: 某某报剪报"):
        line = yaml_lines.line(key)
        if key.value in values:
            faults.append(Fault(path, line, f"“{key.value}”写了两次。", "留下一处。"))
        elif problem := _problem(key, value):
            faults.append(Fault(path, line, *problem))
        else:
            values[key.value] = "" if value.tag.endswith(":null") else value.value.strip()
    if faults:
        raise UserError(faults)
    values = {key: value for key, value in values.items() if value}
    if "base_url" in values and not values["base_url"].endswith("/"):
        values["base_url"] += "/"
    return Config(**values)


def _problem(key: yaml.Node, value: yaml.Node) -> tuple[str, str] | None:
    """What is wrong with one line of site.yaml and how to mend it."""
    if key.value not in KEYS:
        near = difflib.get_close_matches(str(key.value), KEYS, n=1)
        return f"不认识的键“{key.value}”。", f"是不是想写 {near[0]}？" if near else f"可用的键：{'、'.join(KEYS)}"
    if not isinstance(value, yaml.ScalarNode) or value.tag.endswith(":bool"):
        return f"{key.value} 应是一行文字。", f'例如 {key.value}: "文字"'
    form, example = FORMS.get(key.value, (None, ""))
    if form and value.value and not form.match(value.value.strip()):
        return f"{key.value} 不能是“{value.value}”。", _example(key.value, value.value.strip(), example)
    if key.value == "home_region" and value.value and not gazetteer_file.gazetteer().get(value.value.strip()):
        return f"没有“{value.value}”这个地区代码。", example
    return None


def _example(key: str, value: str, example: str) -> str:
    """How to write a key; for a region's name in place of its code, that code."""
    named = gazetteer_file.gazetteer().named(value) if key == "home_region" else ()
    codes = [division.code for division in named if division.stands and len(division.code) == CODE]
    return f'{value}是 {" 或 ".join(codes)}，写成 home_region: "{codes[0]}"' if codes else example
