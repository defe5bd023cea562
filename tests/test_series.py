"""Parts of a series in one box become one article; stories that only stand below one another do not."""

from __future__ import annotations

from generator.importer.looks import looks_of
from generator.importer.page import Role
from generator.importer.series import join_parts
from generator.importer.stories import Block, Story
from generator.importer.units import Unit, read_units
from generator.segmenter import cut

C, H, N, B, S = Role.COLUMN, Role.HEAD, Role.BYLINE, Role.BODY, Role.SUBHEAD
BOX = [(C, "灯下夜访"), (H, "渡口的灯还亮着"), (N, "本报记者 单小满"), (B, "摆渡人老解今年六十七岁。")]
PART = [(H, "桥头的面馆还开着"), (N, "本报记者 仇一苇"), (B, "面馆只有三张桌子。")]
LEAD = [(H, "三个村庄的一天"), (B, "立春这天，记者分头去了三个村庄。")]
NEWS = [(H, "新渠通水"), (B, "本报讯 (记者单小满)昨天上午，新渠通水。")]


def joined(*stories: list[tuple[Role, str]]) -> list[list[tuple[Role, str]]]:
    """The stories' blocks after joining."""
    units = read_units([text for story in stories for _, text in story])
    looks = looks_of(units, [cut(unit.text) for unit in units])
    built, at = [], 0
    for story in stories:
        built.append(Story([Block(role, [at + n]) for n, (role, _) in enumerate(story)]))
        at += len(story)
    found, behind = join_parts(built, looks, units)
    assert len(found) + len(behind) == len(stories)
    return [[(block.role, text_of(units, block)) for block in story.blocks] for story in found]


def text_of(units: list[Unit], block: Block) -> str:
    return "".join(units[i].text for i in block.units)


def test_parts_under_a_standing_head_are_one_article() -> None:
    assert joined(BOX, PART, NEWS) == [
        [BOX[0], (S, BOX[1][1]), *BOX[2:], (S, PART[0][1]), *PART[1:]],
        NEWS,
    ]


def test_signed_parts_below_an_unsigned_lead_are_one_article() -> None:
    assert joined(LEAD, PART, PART, NEWS) == [[*LEAD, *[(S, PART[0][1]), *PART[1:]] * 2], NEWS]


def test_one_signed_story_below_a_lead_is_a_story() -> None:
    assert joined(LEAD, PART, NEWS) == [LEAD, PART, NEWS]


def test_parts_set_otherwise_are_stories() -> None:
    unlike = [(H, "引路的人"), *PART]
    assert joined(BOX, unlike) == [BOX, unlike]


def test_where_reporters_sign_elsewhere_too_nothing_is_put_together() -> None:
    assert joined(PART, NEWS, BOX, PART) == [PART, NEWS, BOX, PART]


def test_a_story_between_ends_the_series() -> None:
    assert joined(BOX, NEWS, PART) == [BOX, NEWS, PART]
