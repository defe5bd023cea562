"""Small files by day of the year, from which home shows what the paper printed on this day in other years.

Home is the same for everybody and all year round; which day it is only the reader's browser knows. It loads one file,
as a script, so that it also works from disk.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import orjson

from generator.archive import Archive
from generator.site import addresses, words
from generator.site.frames import Framer
from generator.site.views import DayView, Link

MOST = 6  # issues of a day, the newest
CALL = "jianbaoOnThisDay"


def days(archive: Archive) -> str:
    """The days of the year on which issues appeared: "0412 0509"."""
    return " ".join(sorted({f"{day:%m%d}" for day in archive.days}))


def views(archive: Archive, framer: Framer) -> Iterator[tuple[str, DayView]]:
    """The file's path and what it shows, for each day of the year."""
    found = defaultdict(list)
    for day in sorted(archive.days, reverse=True):
        found[f"{day:%m%d}"].append(day)
    for key, its_days in sorted(found.items()):
        issues = tuple(
            (
                Link(words.day(day), framer.href(addresses.day(day)), len(archive.days[day])),
                archive.days[day][0].title,
            )
            for day in its_days[:MOST]
        )
        yield f"{addresses.ON_THIS_DAY}{key}.js", DayView(issues)


def script(view: DayView) -> bytes:
    """The file: a call with a list of [date, href from the root, leading headline]."""
    rows = [[link.text, link.href, title] for link, title in view.issues]
    return CALL.encode() + b"(" + orjson.dumps(rows) + b");\n"
