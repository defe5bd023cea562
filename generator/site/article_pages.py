"""Web pages of single articles, and of the addresses they once had."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from urllib.parse import quote

from generator import dates
from generator.archive import Archive, Group, Named
from generator.article import Article
from generator.dates import EdtfDate
from generator.names import folded
from generator.output import Rank
from generator.related.relations import Relations
from generator.site import addresses, words
from generator.site.frames import Framer, WebPage
from generator.site.records import record
from generator.site.references import Referrer
from generator.site.views import ArticleView, Link, RedirectView, RelatedItem, Role

IN_SUBJECT = 40  # characters of a title in the subject of a letter

MOST_COPIES = 10  # other printings that an article names


def pages(archive: Archive, relations: Relations, referrer: Referrer, framer: Framer) -> Iterator[WebPage]:
    """A web page for every article, the withdrawn too, and one for every address an article once had."""
    beside = _Beside({article.id: article for article in archive.articles}, relations, framer)
    for articles in archive.days.values():
        for before, article, after in _with_neighbours(articles):
            yield _page(article, archive, framer, beside, referrer, (before, after))
    for article in archive.articles:
        if dates.read(article.date).day is None:
            yield _page(article, archive, framer, beside, referrer, (None, None))
    for article in archive.withdrawn:
        yield _withdrawn(article, framer)
    for article in (*archive.articles, *archive.withdrawn):
        for alias in article.aliases:
            yield _redirect(addresses.alias(alias), article, framer)


def _with_neighbours(articles: Group) -> Iterator[tuple[Article | None, Article, Article | None]]:
    """Each article of an issue between the one before and the one after it on its page."""
    padded = (None, *articles, None)
    for before, article, after in zip(padded, articles, padded[2:], strict=False):
        yield _if_on(article.page, before), article, _if_on(article.page, after)


def _if_on(page: str, article: Article | None) -> Article | None:
    return article if article and article.page == page else None


class _Beside:
    """What stands below articles: other printings, related articles."""

    def __init__(self, articles: Mapping[str, Article], relations: Relations, framer: Framer) -> None:
        self._articles, self._relations, self._framer = articles, relations, framer

    def copies(self, article: Article) -> tuple[RelatedItem, ...]:
        return tuple(self._item(name) for name in self._relations.copies.get(article.id, ())[:MOST_COPIES])

    def related(self, article: Article) -> tuple[RelatedItem, ...]:
        return tuple(self._item(near.id, near.copies) for near in self._relations.related.get(article.id, ()))

    def _item(self, name: str, copies: int = 0) -> RelatedItem:
        other = self._articles[name]
        item = self._framer.item(other)
        publication = other.publication or self._framer.config.publication
        return RelatedItem(other.title, item.href, item.date, item.machine_date, publication, copies)


def _page(
    article: Article,
    archive: Archive,
    framer: Framer,
    beside: _Beside,
    referrer: Referrer,
    neighbours: tuple[Article | None, Article | None],
) -> WebPage:
    when = dates.read(article.date)
    view = replace(
        _printed(article, when, framer),
        column=next(iter(_links((article.column,), archive.columns, addresses.COLUMNS, framer)), None),
        byline=article.byline.text,
        roles=_roles(article, archive, framer),
        date_href=framer.href(_date_path(when)),
        dateline=article.dateline,
        missing=article.truncated,
        body=article.body,
        references=referrer.references(article.body),
        pictures=referrer.pictures(article),
        regions=_regions(article, archive, framer),
        tags=_links(article.tags, archive.tags, addresses.TAGS, framer),
        source_file=article.source.file if article.source else "",
        source_lines=words.lines(article.source.lines) if article.source and article.source.lines else "",
        copies=beside.copies(article),
        related=beside.related(article),
        previous=_neighbour(neighbours[0], framer),
        next=_neighbour(neighbours[1], framer),
        record=record(article, archive, framer),
    )
    return WebPage(addresses.article(article.id), "article.html", view, Rank.FIRST)


def _withdrawn(article: Article, framer: Framer) -> WebPage:
    """What is left of a withdrawn article: its headline, where it was printed and why it is gone."""
    bare = replace(article, body="", page="", kicker="", deck="", modified="")
    view = replace(_printed(bare, dates.read(article.date), framer), withdrawn=article.withdrawn)
    return WebPage(addresses.article(article.id), "article.html", view, Rank.FIRST)


def _printed(article: Article, when: EdtfDate, framer: Framer) -> ArticleView:
    """The head of an article and where it was printed, with nothing else filled in."""
    path = addresses.article(article.id)
    corrected = dates.stamp(article.modified)
    page = _page_link(article, when, framer)
    frame = framer.frame(
        path,
        article.title,
        section=words.DATES,
        way=() if article.withdrawn else _way(when, page, framer),
        description="" if article.withdrawn else framer.item(article).lead,
    )
    return ArticleView(
        frame=frame,
        kicker=article.kicker,
        title=article.title,
        deck=article.deck,
        date=words.moment(when),
        machine_date=words.machine_date(when),
        publication=article.publication or framer.config.publication,
        issue=words.issue(article.issue) if article.issue else "",
        page=page,
        corrected=words.day(date.fromisoformat(corrected[:10])) if corrected else "",
        machine_corrected=corrected,
        report=_report(article, framer),
    )


def _report(article: Article, framer: Framer) -> str:
    """A mailto: address for a letter about the article; nothing where no mail box is named."""
    if not framer.config.mail:
        return ""
    subject = words.report_subject(words.cut(article.title, IN_SUBJECT))
    address = framer.url(addresses.article(article.id))
    return f"mailto:{framer.config.mail}?subject={quote(subject)}&body={quote(words.report_text(address))}"


def _neighbour(article: Article | None, framer: Framer) -> Link | None:
    return framer.link(framer.item(article).title, addresses.article(article.id)) if article else None


def _redirect(path: str, article: Article, framer: Framer) -> WebPage:
    target = framer.link(article.title, addresses.article(article.id))
    frame = replace(framer.frame(path, article.title), canonical=framer.url(addresses.article(article.id)))
    return WebPage(path, "redirect.html", RedirectView(frame, target), Rank.FIRST)


def _page_link(article: Article, when: EdtfDate, framer: Framer) -> Link | None:
    if not article.page:
        return None
    if when.day is None:
        return Link(words.page(article.page), "")
    return framer.link(words.page(article.page), addresses.page(when.day, article.page))


def _date_path(when: EdtfDate) -> str:
    if when.day:
        return addresses.day(when.day)
    if when.months:
        return addresses.month(*when.months[0])
    return addresses.year(when.years[0]) if when.years else addresses.UNDATED


def _way(when: EdtfDate, page: Link | None, framer: Framer) -> Iterator[Link]:
    yield framer.link(words.DATES, addresses.DATES)
    if when.years:
        yield framer.link(words.year(when.years[0]), addresses.year(when.years[0]))
    else:
        yield framer.link(words.UNDATED, addresses.UNDATED)
    if when.months:
        yield framer.link(f"{when.months[0][1]}月", addresses.month(*when.months[0]))
    if when.day:
        yield framer.link(f"{when.day.day}日", addresses.day(when.day))
        if page:
            yield page


def _roles(article: Article, archive: Archive, framer: Framer) -> tuple[Role, ...]:
    roles = (
        Role(label, _links(getattr(article.byline, role), archive.people, addresses.PEOPLE, framer))
        for role, label in words.ROLES.items()
    )
    return tuple(role for role in roles if role.people)


def _regions(article: Article, archive: Archive, framer: Framer) -> tuple[Link, ...]:
    """The article's regions, each under the name its own header gives, else the archive's."""
    links = []
    for code, name in {region.code: region.name for region in article.regions}.items():
        link = framer.list_link(addresses.REGIONS, archive.regions[code])
        links.append(replace(link, text=name) if name else link)
    return tuple(links)


def _links(names: Iterable[str], groups: Mapping[str, Named], folder: str, framer: Framer) -> tuple[Link, ...]:
    found = dict.fromkeys(key for name in names if (key := folded(name)) in groups)
    return tuple(framer.list_link(folder, groups[key]) for key in found)
