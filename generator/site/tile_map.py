"""The schematic map of a province or city: tiles shaded by number of articles, each a link where there are any."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from generator.archive import Named
from generator.places.division import Level
from generator.places.gazetteer import Gazetteer
from generator.places.names import short_name
from generator.places.tiles import Tile
from generator.site import addresses, words
from generator.site.frames import Framer
from generator.site.views import Link, MapTile, TileMap

SHADES = 5  # steps of shading for tiles with articles
IN_ROW = 3  # characters of a name that stand on a tile side by side


def tile_map(
    tiles: Iterable[Tile], gazetteer: Gazetteer, regions: Mapping[str, Named], framer: Framer
) -> TileMap | None:
    """The map of some of a province's tiles; None where there are fewer than two, or none with articles."""
    tiles = list(tiles)
    if len(tiles) < 2 or not any(_count(tile.code, regions) for tile in tiles):
        return None
    west, north = min(tile.column for tile in tiles), min(tile.row for tile in tiles)
    steps = _steps(max(_count(tile.code, regions) for tile in tiles))
    made = tuple(
        _tile(tile._replace(column=tile.column - west, row=tile.row - north), steps, gazetteer, regions, framer)
        for tile in sorted(tiles, key=lambda tile: (tile.row, tile.column))
    )
    cities = {(tile.column - west, tile.row - north): _city(tile.code, gazetteer) for tile in tiles}
    return TileMap(
        columns=max(tile.column for tile in made) + 1,
        rows=max(tile.row for tile in made) + 1,
        tiles=made,
        borders=tuple(_borders(cities)),
        legend=tuple(_legend(steps)),
    )


def _tile(tile: Tile, steps: list[int], gazetteer: Gazetteer, regions: Mapping[str, Named], framer: Framer) -> MapTile:
    division = gazetteer.get(tile.code)
    name = division.name if division else tile.code
    count = _count(tile.code, regions)
    path = f"{addresses.REGIONS}{tile.code}/"
    return MapTile(
        column=tile.column,
        row=tile.row,
        label=_label(short_name(name)),
        link=framer.link(name, path, count) if count else Link(name, ""),
        shade=sum(count >= step for step in steps),
    )


def _label(name: str) -> tuple[str, ...]:
    """A name in one line, or in two of like length."""
    if len(name) <= IN_ROW:
        return (name,)
    half = (len(name) + 1) // 2
    return (name[:half], name[half : half + IN_ROW])


def _count(code: str, regions: Mapping[str, Named]) -> int:
    return len(regions[code].articles) if code in regions else 0


def _city(code: str, gazetteer: Gazetteer) -> str:
    above = gazetteer.ancestors(code)
    return above[0].code if above and above[0].level is Level.CITY else code


def _steps(most: int) -> list[int]:
    """The least counts of each shade: even steps on a logarithmic scale, as a few places have most of the articles."""
    return sorted({max(1, round(most ** (n / SHADES))) for n in range(SHADES)})


def _legend(steps: list[int]) -> Iterable[tuple[int, str]]:
    yield 0, words.articles(0)
    for shade, (least, following) in enumerate(zip(steps, [*steps[1:], 0], strict=True), 1):
        yield shade, words.articles_between(least, following - 1)


def _borders(cities: Mapping[tuple[int, int], str]) -> Iterable[tuple[int, int, int, int]]:
    """Lines between tiles of different cities: from x, y to x, y, in tiles."""
    for (x, y), city in sorted(cities.items()):
        if cities.get((x + 1, y), city) != city:
            yield x + 1, y, x + 1, y + 1
        if cities.get((x, y + 1), city) != city:
            yield x, y + 1, x + 1, y + 1
