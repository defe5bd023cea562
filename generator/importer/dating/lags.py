"""How long after an event, or before one, a newspaper usually speaks of it. Odds against a day drawn at random."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

import numpy as np

from generator.importer.dating.clue import Odds

Lag = Callable[[np.ndarray], Odds]  # days since the event (or until it) -> log odds
YEAR = 365.25
LONGEST = 4000  # days for which the odds are found beforehand


def fading(*parts: tuple[float, float], rest: float) -> Lag:
    """A mixture: each part is (share, mean days) of an exponential; `rest` is spoken of at any time of the year.

    Below zero, which is the wrong side of the event, a twentieth of the rest remains.
    """

    def found(lag: np.ndarray) -> Odds:
        late = np.maximum(lag, 0)
        density = sum(share * np.exp(-late / mean) * (YEAR / mean) for share, mean in parts) + rest
        return np.asarray(np.log(np.where(lag >= 0, density, rest / 20)))

    @cache
    def table() -> Odds:
        return found(np.append(np.arange(LONGEST), -1))

    def odds(lag: np.ndarray) -> Odds:
        return table()[np.maximum(lag, -1)] if lag.max(initial=0) < LONGEST else found(lag)

    return odds


# Those of days as counted in the People's Daily of January 1998 (2,000 days) and in pages of February 2019, the other
# ones a judgement.
DATELINE = fading((0.93, 1.2), (0.05, 20), rest=0.02)  # 本报北京2月1日电
LEAD = fading((0.88, 4.5), (0.08, 25), rest=0.04)  # 3月25日,会议召开: a story's first sentence
NEWS = fading((0.58, 4), (0.17, 45), rest=0.25)  # the same further down
DATED = fading((0.15, 6), (0.2, 60), (0.25, 300), rest=0.4)  # 1997年1月6日, which news of that month would not say
SIGNED = fading((0.85, 35), (0.1, 200), rest=0.05)  # 1998年1月, below an essay
STANDING = fading((0.75, 15), (0.17, 90), rest=0.08)  # 截至10月底
FIGURES = fading((0.75, 35), (0.1, 120), rest=0.15)  # 前三季度
PART = fading((0.2, 25), (0.4, 70), rest=0.4)  # 3月中旬
MONTH = fading((0.2, 30), (0.35, 100), rest=0.45)  # 3月的奉化
SINCE = fading((0.6, 110), rest=0.4)  # 今年8月启动以来
AHEAD = fading((0.45, 10), (0.4, 40), rest=0.15)  # 将于4月20日举行
LONG_AHEAD = fading((0.45, 90), rest=0.55)  # 计划今年11月完工
APPROACHING = fading((0.6, 7), (0.3, 22), rest=0.1)  # 清明将至
DURING = fading((0.85, 5), rest=0.15)  # 国庆期间
PAST_FEAST = fading((0.85, 9), rest=0.15)  # 春节刚过


def since(anchors: Sequence[int], ordinals: np.ndarray) -> np.ndarray:
    """Days from the last anchor to each day; -1 before the first. Anchors and days are ordinals in order."""
    if not anchors:
        return np.full(len(ordinals), -1)
    at = ordinals.searchsorted(anchors)
    last = np.repeat((0, *anchors), np.diff(at, prepend=0, append=len(ordinals)))
    lag = np.subtract(ordinals, last, out=last)
    lag[: at[0]] = -1
    return np.asarray(lag)


def until(anchors: Sequence[int], ordinals: np.ndarray) -> np.ndarray:
    """Days from each day to the next anchor; -1 after the last."""
    if not anchors:
        return np.full(len(ordinals), -1)
    at = ordinals.searchsorted(anchors, "right")
    following = np.repeat((*anchors, 0), np.diff(at, prepend=0, append=len(ordinals)))
    lead = np.subtract(following, ordinals, out=following)
    lead[at[-1] :] = -1
    return np.asarray(lead)
