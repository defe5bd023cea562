"""site.yaml: defaults, and faults with line and cure."""

from __future__ import annotations

import pytest

from generator.config import Config, parse
from generator.faults import UserError


def faults(text: str) -> list[str]:
    with pytest.raises(UserError) as caught:
        parse(text, "site.yaml")
    return [str(fault) for fault in caught.value.faults]


def test_nothing_set_gives_the_defaults() -> None:
    assert parse("# 空的\n", "site.yaml") == Config()


def test_values_are_read_as_text() -> None:
    config = parse("title: 某报\nhome_region: 330000\nbase_url: https://a.example/b\n", "site.yaml")
    assert (config.title, config.home_region, config.base_url) == ("某报", "330000", "https://a.example/b/")
    assert config.base_path == "/b/"


def test_an_unknown_key_names_the_nearest_and_its_line() -> None:
    (fault,) = faults("title: 某报\nbase_uri: https://a.example\n")
    assert fault.startswith("site.yaml:2: ")
    assert "base_uri" in fault
    assert "base_url" in fault


def test_all_faults_come_at_once() -> None:
    text = 'title: [a]\nlanguage: 3 4\nhome_region: 33\nbase_url: example\ntitle: b\ntitle: "c"\n'
    assert [fault.split(":")[1] for fault in faults(text)] == ["1", "2", "3", "4", "6"]


@pytest.mark.parametrize("text", ["- a\n", "title: 'a\n", "a: &x [*x]\n"])
def test_what_is_no_configuration(text: str) -> None:
    assert faults(text)


def test_another_base_url() -> None:
    assert Config().at("https://b.example/x").base_url == "https://b.example/x/"
    with pytest.raises(UserError):
        Config().at("javascript:alert(1)")
