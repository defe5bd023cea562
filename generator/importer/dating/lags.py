"""How long after an event, or before one, a newspaper usually speaks of it. Odds against a day drawn at random."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from generator.importer.dating.clue import Odds

Lag = Callable[[np.ndarray], Odds]  # days since the event (or until it) -> log odds
YEAR = 365.25


def fading(*parts: tuple[float, float], rest: float) -> Lag:
    """A mixture: each part is (share, mean days) of an exponential; `rest` is spoken of at any time of the year.

    Below zero, which is the wrong side of the event, a twentieth of the rest remains.
    """

    def odds(lag: np.ndarray) -> Odds:
        late = np.maximum(lag, 0)
        density = sum(share * np.exp(-late / mean) * (YEAR / mean) for share, mean in parts) + rest
        return np.asarray(np.log(np.where(lag >= 0, density, rest / 20)))

    return odds


DATELINE = fading((0.93, 1.2), (0.05, 20), rest=0.02)  # 本报北京2月1日电
NEWS = fading((0.5, 6), (0.32, 40), rest=0.18)  # 3月25日,会议召开
LEAD = fading((0.72, 5), (0.2, 30), rest=0.08)  # the same in a story's first sentences
DATED = fading((0.15, 6), (0.2, 60), (0.25, 300), rest=0.4)  # 1997年1月6日, which news of that month would not say
SIGNED = fading((0.8, 35), (0.1, 200), rest=0.1)  # 1998年1月, below an essay
STANDING = fading((0.7, 18), (0.2, 90), rest=0.1)  # 截至10月底
FIGURES = fading((0.75, 35), (0.1, 120), rest=0.15)  # 前三季度
MONTH = fading((0.55, 30), (0.2, 90), rest=0.25)  # 3月的奉化
SINCE = fading((0.6, 110), rest=0.4)  # 今年8月启动以来
AHEAD = fading((0.55, 12), (0.3, 60), rest=0.15)  # 将于4月20日举行
LONG_AHEAD = fading((0.5, 90), rest=0.5)  # 计划今年11月完工
APPROACHING = fading((0.6, 7), (0.3, 22), rest=0.1)  # 清明将至
DURING = fading((0.85, 5), rest=0.15)  # 国庆期间
PAST_FEAST = fading((0.85, 9), rest=0.15)  # 春节刚过
RESOLUTIONS = fading((0.55, 60), (0.25, 300), rest=0.2)  # 学习贯彻…大会精神


def since(anchors: Sequence[int], ordinals: np.ndarray) -> np.ndarray:
    """Days from the last anchor to each day; far below zero before the first. Anchors are ordinals in order."""
    marks = np.array([-10_000_000, *anchors])
    lag = ordinals - marks[np.searchsorted(marks, ordinals, side="right") - 1]
    return np.where(lag > 5_000_000, -1, lag)


def until(anchors: Sequence[int], ordinals: np.ndarray) -> np.ndarray:
    """Days from each day to the next anchor; below zero after the last."""
    marks = np.array([*anchors, 10_000_000])
    lead = marks[np.searchsorted(marks, ordinals, side="left")] - ordinals
    return np.where(lead > 5_000_000, -1, lead)
