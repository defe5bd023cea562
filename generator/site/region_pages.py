"""Web pages of regions: all of them by hierarchy, and each with its way up, parts, neighbours, former names and map."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from generator.archive import Archive, Named
from generator.places import gazetteer_file
from generator.places.division import Division, Level, level_of
from generator.places.gazetteer import Gazetteer
from generator.site import addresses, words
from generator.site.frames import Framer, WebPage, list_path
from generator.site.tile_map import tile_map
from generator.site.views import Link, ListView, RegionNode, RegionsView, RegionView, TileMap


def pages(archive: Archive, framer: Framer) -> Iterator[WebPage]:
    """The index and the page of every region that has articles, or in which one lies that has."""
    atlas = _Atlas(archive, framer, gazetteer_file.gazetteer())
    yield atlas.index()
    for group in archive.regions.values():
        yield from atlas.page(group)


def home_map(archive: Archive, framer: Framer) -> TileMap | None:
    """The map of the province the paper is at home in."""
    atlas = _Atlas(archive, framer, gazetteer_file.gazetteer())
    return atlas.map(atlas.home) if atlas.home in archive.regions else None


class _Atlas:
    """Makes the views of regions. The home region is where the paper is at home; its province has the maps."""

    def __init__(self, archive: Archive, framer: Framer, gazetteer: Gazetteer) -> None:
        self.regions, self.framer, self.gazetteer = archive.regions, framer, gazetteer
        home = framer.config.home_region
        self.home = f"{home[:2]}0000" if home else ""
        self._below = self._children()

    def _children(self) -> dict[str, list[str]]:
        """Region -> the regions right below it that have a page, in the order of codes; "" -> provinces."""
        below: dict[str, list[str]] = {}
        for code in self.regions:
            above = self.gazetteer.ancestors(code)
            below.setdefault(above[0].code if above else "", []).append(code)
        return below

    # ------------------------------------------------------------ the index

    def index(self) -> WebPage:
        provinces = self._below.get("", [])
        near = [self.home] if self.home in provinces else provinces
        view = RegionsView(
            frame=self.framer.frame(addresses.REGIONS, words.REGIONS, section=words.REGIONS),
            heading=words.REGIONS,
            map=self.map(self.home) if self.home in self.regions else None,
            home=tuple(map(self._node, near)),
            others=tuple(self._flat(code) for code in provinces if code not in near),
        )
        return WebPage(addresses.REGIONS, "regions.html", view)

    def _node(self, code: str) -> RegionNode:
        """A region with what lies in it, down to counties."""
        below = (one for one in self._below.get(code, ()) if level_of(one) is not Level.TOWN)
        return RegionNode(self._link(code, count=True), tuple(map(self._node, below)))

    def _flat(self, code: str) -> RegionNode:
        """A province with its cities and counties in one row, each city before its counties."""
        row = [inner for city in self._node(code).below for inner in (city, *city.below)]
        return RegionNode(self._link(code, count=True), tuple(RegionNode(node.link, ()) for node in row))

    # ------------------------------------------------------------ a region

    def page(self, group: Named) -> Iterator[WebPage]:
        """A region's page and the further parts of its list."""
        path = list_path(addresses.REGIONS, group)
        way = [self.framer.link(words.REGIONS, addresses.REGIONS), *map(self._link, self._upwards(group.key))]
        lists = self.framer.lists(path, group.name, group.articles, words.REGIONS, way, feed=True, by_year=True)
        for here, part in lists:
            if here == path:
                yield WebPage(here, "region.html", self._region(group, part))
            else:
                yield WebPage(here, "list.html", part)

    def _region(self, group: Named, part: ListView) -> RegionView:
        division = self.gazetteer.get(group.key, group.name)
        return RegionView(
            frame=part.frame,
            heading=group.name,
            ended=words.ended(division.last + 1) if division and not division.stands else "",
            heirs=self._links(self.gazetteer.successors(group.key)),
            former=tuple(self._former(group.key)),
            map=self.map(group.key),
            below=self._tree(group.key),
            neighbours=self._links(self.gazetteer.neighbours(group.key)),
            articles=part,
        )

    def _tree(self, code: str) -> tuple[RegionNode, ...]:
        """What lies right below a region, with what lies below that on the page of a province."""
        deep = level_of(code) is Level.PROVINCE
        return tuple(
            self._node(one) if deep else RegionNode(self._link(one, count=True), ())
            for one in self._below.get(code, ())
        )

    def _former(self, code: str) -> Iterator[Link]:
        """Former names and what was taken up, with the years; a link where there are articles under it."""
        for division in _once(self.gazetteer.formers(code)):
            text = words.former(division.name, division.first, division.last + 1)
            linked = division.code in self.regions and division.code != code
            yield self.framer.link(text, f"{addresses.REGIONS}{division.code}/") if linked else Link(text, "")

    def _upwards(self, code: str) -> Sequence[str]:
        return [division.code for division in reversed(self.gazetteer.ancestors(code)) if division.code in self.regions]

    def _links(self, divisions: Iterable[Division]) -> tuple[Link, ...]:
        """Links to divisions; without an address for those that have no page."""
        return tuple(
            self._link(division.code) if division.code in self.regions else Link(division.name, "")
            for division in divisions
        )

    def _link(self, code: str, count: bool = False) -> Link:
        group = self.regions[code]
        division = self.gazetteer.get(code)
        name = group.name if division is None or division.stands else words.ended_name(group.name)
        return self.framer.link(name, list_path(addresses.REGIONS, group), len(group.articles) if count else 0)

    # ------------------------------------------------------------ maps

    def map(self, code: str) -> TileMap | None:
        """The map of the home province or of one of its cities."""
        if f"{code[:2]}0000" != self.home or level_of(code) > Level.CITY:
            return None
        tiles = gazetteer_file.tiles().get(self.home, ())
        inside = [tile for tile in tiles if code in {one.code for one in self.gazetteer.path(tile.code)}]
        return tile_map(inside, self.gazetteer, self.regions, self.framer)


def _once(divisions: Iterable[Division]) -> Iterator[Division]:
    """Former divisions, those that only changed their code put together: 萧山市 339005, 330181 is one."""
    spans: dict[str, Division] = {}
    for division in divisions:
        known = spans.get(division.name)
        if known:
            first = min(known.first, division.first)
            division = Division(
                division.code, division.name, division.parent, first, division.last, division.successors
            )
        spans[division.name] = division
    yield from sorted(spans.values(), key=lambda division: (division.last, division.code))
