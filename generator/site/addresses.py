"""Where everything stands: paths below the site, with Chinese as it is; those of web pages end in /."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from datetime import date
from functools import cache
from urllib.parse import quote

HOME, DATES, UNDATED, ABOUT, NOT_FOUND = "", "dates/", "dates/undated/", "about/", "404.html"
COVERAGE = "coverage/"
REGIONS, TAGS, PEOPLE, COLUMNS = "regions/", "tags/", "people/", "columns/"
IMAGES = "images/"
STYLE, ICON, SITEMAP, ROBOTS = "static/style.css", "static/icon.svg", "sitemap.xml", "robots.txt"
ON_THIS_DAY = "data/days/"
SEARCH, OPEN_SEARCH, DATA = "search/", "opensearch.xml", "data/"

UNSAFE = re.compile(r'[\x00-\x20\x7f-\xa0/\\:*?"<>|#%&+\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]+')
TAKEN = re.compile(r"p\d+|feed\.xml|feed\.json|index\.html|(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.I)
LONGEST = 60  # characters: 240 bytes at most, and file systems allow 255


@cache
def segment(name: str) -> str:
    """One part of a path for any name: the name itself where a file system and an address can hold it.

    Otherwise what is left of it with a digest of the whole, so that different names keep different addresses.
    """
    name = unicodedata.normalize("NFC", name)
    safe = UNSAFE.sub("-", name).strip("-. ")[:LONGEST].rstrip("-. ")
    if name and safe == name and not TAKEN.fullmatch(name):
        return name
    digest = hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()
    return f"{safe}-{digest}".lstrip("-")


def article(article_id: str) -> str:
    return f"articles/{article_id}/"


def static_page(name: str) -> str:
    """A page that editors wrote beside the articles."""
    return f"{name}/"


def year(number: int) -> str:
    return f"{DATES}{number:04}/"


def month(year_number: int, number: int) -> str:
    return f"{DATES}{year_number:04}/{number:02}/"


def coverage(year_number: int) -> str:
    return f"{COVERAGE}{year_number:04}/"


@cache
def day(when: date) -> str:
    return f"{DATES}{when:%Y/%m/%d}/" if when.year >= 1000 else f"{DATES}{when.isoformat().replace('-', '/')}/"


def page(when: date, name: str) -> str:
    """A page (版) of a day's issue, such as dates/2021/08/18/vA04/."""
    return f"{day(when)}v{segment(name)}/"


def part(path: str, number: int) -> str:
    """Part `number` (from 1) of the list at `path`."""
    return path if number == 1 else f"{path}p{number}/"


def sitemap(number: int) -> str:
    """Part `number` (from 1) of a long sitemap."""
    return f"sitemap-{number}.xml"


def of_year(path: str, year_number: int | None) -> str:
    """The list at `path` with the articles of one year only, or of those whose year is not known."""
    return f"{path}{year_number:04}/" if year_number else f"{path}undated/"


def alias(old: str) -> str:
    """Where an old id or an old path of an article is answered."""
    old = unicodedata.normalize("NFC", old)
    if "/" not in old:
        return article(old)
    return old.strip("/") if old.endswith((".html", ".htm")) else f"{old.strip('/')}/"


def file(path: str) -> str:
    """The file that answers at a path."""
    return f"{path}index.html" if path.endswith("/") or not path else path


@cache
def quoted(path: str) -> str:
    """The path as it stands in a link."""
    return quote(path)


def root(path: str) -> str:
    """What leads from the web page at `path` back to the site's root: "./", "../", "../../" …"""
    return "../" * path.count("/") or "./"
