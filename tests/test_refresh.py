"""What compiles the gazetteer: successors, borders, tiles, on small data of our own."""

from __future__ import annotations

import json

import pytest

from generator.places.division import Division
from generator.places.refresh import by_hand, sources
from generator.places.refresh.borders import Place, neighbours, places
from generator.places.refresh.successors import Successors
from generator.places.refresh.tables import Change, Pair, Years
from generator.places.refresh.tile_layout import layout

TODAY = {
    "990000": "甲省",
    "990100": "青山市",
    "990102": "东陵区",
    "990111": "白渡区",
    "990181": "清河市",
    "990200": "红河市",
    "990221": "望县",
    "500101": "远江区",
}
ENDED = {
    Pair("990121", "白渡县"): Years(1980, 1999, "990100"),
    Pair("990103", "西陵区"): Years(1980, 2010, "990100"),
    Pair("990104", "南陵区"): Years(1980, 2010, "990100"),
    Pair("990102", "城区"): Years(1980, 1990, "990100"),
    Pair("990105", "无踪区"): Years(1980, 1985, "990100"),
    Pair("990122", "青山县"): Years(1980, 1985, "990100"),
    Pair("510123", "远江县"): Years(1980, 1996, "510100"),
}
MOVES = [Change(2011, "甲省", Pair("", "西陵区"), Pair("", "东陵区"))]
EVENTS = [Change(2011, "甲省", Pair("990104", "南陵区"), Pair("990103", "西陵区"))]


@pytest.mark.parametrize(
    ("code", "name", "successors"),
    [
        ("990121", "白渡县", ("990111",)),  # the same short name
        ("990103", "西陵区", ("990102",)),  # a dated change
        ("990104", "南陵区", ("990102",)),  # by way of another that ended
        ("990102", "城区", ("990102",)),  # the code goes on under another name
        ("990105", "无踪区", ()),
        ("990122", "青山县", ()),  # a county is never followed by a city of its name
        ("510123", "远江县", ("500101",)),  # 重庆 left 四川
    ],
)
def test_what_became_of_a_division(code: str, name: str, successors: tuple[str, ...]) -> None:
    assert Successors(TODAY, ENDED, {}, MOVES, EVENTS).of(Pair(code, name)) == successors


def test_what_is_written_by_hand_goes_first() -> None:
    pair = Pair("990121", "白渡县")
    assert Successors(TODAY, ENDED, {pair: ("990181",)}, MOVES, EVENTS).of(pair) == ("990181",)


def test_a_line_by_hand_that_fits_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="晋中市"):
        by_hand.read({}, [Pair("142401", "榆次市"), Pair("142400", "晋中地区"), Pair("142401", "晋中地区")])


def square(code: str, x: float, y: float) -> dict[str, object]:
    ring = [[x, y], [x + 0.5, y], [x + 1, y], [x + 1, y + 0.5], [x + 1, y + 1], [x + 0.5, y + 1], [x, y + 1]]
    ring += [[x, y + 0.5], [x, y]]
    return {"properties": {"gb": f"156{code}"}, "geometry": {"type": "Polygon", "coordinates": [ring]}}


def test_neighbours_share_a_side_and_not_a_corner() -> None:
    divisions = [
        Division("990000", "甲省", ""),
        *(Division(code, code, "990000") for code in ("990100", "990200")),
        *(Division(code, code, f"{code[:4]}00") for code in ("990102", "990103", "990202")),
        Division("990201", "旧", "990200", 0, 2000, ("990202",)),
    ]
    drawn = [square("990102", 0, 0), square("990103", 1, 1), square("990201", 1, 0)]
    found = places(json.dumps({"features": drawn}).encode(), divisions)
    assert found["990102"].neighbours == {"990202"}  # drawn under its former code
    assert found["990102"].centre == pytest.approx((0.5, 0.5))
    around = neighbours(found, divisions)
    assert around == {
        "990102": {"990202"},
        "990103": {"990202"},
        "990202": {"990102", "990103"},
        "990100": {"990200"},
        "990200": {"990100"},
    }


def test_tiles_keep_directions_and_stand_apart() -> None:
    grid = {f"{x}{y}": Place((120 + x / 10, 30 - y / 10), 0.01) for x in range(4) for y in range(4)}
    for x in range(4):
        for y in range(4):
            beside = {f"{x + 1}{y}", f"{x - 1}{y}", f"{x}{y + 1}", f"{x}{y - 1}"}
            grid[f"{x}{y}"].neighbours = beside & set(grid)
    assert layout(grid) == {f"{x}{y}": (x, y) for x in range(4) for y in range(4)}
    crowded = {f"{n}": Place((120 + n / 1e6, 30.0), 0.01, {str(m) for m in range(9)} - {str(n)}) for n in range(9)}
    assert len(set(layout(crowded).values())) == 9
    assert layout({"a": Place((120.0, 30.0), 0.01)}) == {"a": (0, 0)}


def test_every_source_is_named_with_version_and_digest() -> None:
    for source in sources.SOURCES.values():
        assert source.version
        assert len(bytes.fromhex(source.digest)) == 32
