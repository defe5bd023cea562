"""Doubts in words: what was decided, why, and what else it could have been."""

from __future__ import annotations

from collections.abc import Sequence

from generator.importer.breath import gain, head, tail
from generator.importer.looks import Look
from generator.importer.page import Doubt
from generator.importer.roles import STATES, RoleModel
from generator.importer.units import Unit

ROLE_NAMES = {
    "COLUMN": "栏目",
    "HEAD": "标题",
    "BYLINE": "署名",
    "SUBHEAD": "小标题",
    "BODY": "正文（另起一段）",
    "REST": "正文（接前文）",
    "CAPTION": "图片说明",
    "CREDIT": "图片署名",
    "FURNITURE": "报头、启事或广告",
}
# What a feature means, for those that a person would name; the others speak in the score only.
EVIDENCE = {
    "next-opener": "下一行以“本报讯”“记者……报道”之类开头",
    "next2-opener": "隔一行以“本报讯”“记者……报道”之类开头",
    "next2-byline": "隔一行是署名",
    "byline-later-in-block": "后面紧跟署名",
    "byline-earlier-in-block": "前面刚有署名",
    "endsS": "以句号一类的标点结尾",
    "endsN": "结尾没有标点",
    "endsC": "以逗号结尾",
    "endsO": "以冒号或破折号结尾",
    "spaced-short": "短行中间有空格，像对仗的标题",
    "bracket-end-short": "短行以括号结尾，像标题附栏目名",
    "block-after-K": "前面一段话没有说完",
    "block-after-P": "前面一段话已经说完",
    "impossible-start": "行首的字不能起句",
    "numbered-short": "以序号开头",
    "tuwei": "有“图为”字样",
    "caption-words-short": "有图片说明的用语",
    "credit": "像图片署名",
    "folio": "有版次、日期、电话之类",
    "folio-many": "有多处版次、日期、电话之类",
    "gap-before": "前面空行比别处多",
    "gap-after": "后面空行比别处多",
    "alike>0.14": "前后文说的是同一件事",
    "mine-after0": "其中的词在后文没有出现",
    "mine-before0": "其中的词在前文没有出现",
    "mine-more-after": "其中的词多见于后文",
    "series": "像系列报道的栏目名",
    "quote-start": "以引号开头",
    "leaves-open": "引号或括号没有合上",
    "closes-prev": "合上了前一行的引号",
    "fresh-word": "开头是常见的起段用语",
    "fresh-word-short": "开头是常见的起段用语",
    "signature": "是括号里的署名或电头，通常在文末",
    "deck-inside": "像主题与副题排在一行",
    "colon-end": "以冒号结尾",
    "figure": "只是一个数字",
    "prev-bracketed": "前一行是括号里的署名或出处",
    "paper-name": "像报名",
    "marked-short": "以■□之类开头",
    "dash-start": "以破折号开头",
    "block1": "前后都是正文",
    "prev-endsN": "前一行的话没有说完",
    "prev-elsewhere-ended": "前一行的话在版面别处到此为止，用了句号",
    "prev-elsewhere-on": "版面别处有同一段话，前一行与这一行连着",
    "opening-ahead1K": "没有说完，下一行却以“本报讯”之类开头，像长标题或提要",
    "noted": "标题后附括号，像栏目名",
    "twin-note": "版面上另有标题附同样的括号",
    "next-bracketedT": "下一行是括号里的日期或出处",
    "sentence-and-bracket": "句号之后附括号，像短讯末尾的署名",
    "prev-sentence-and-bracket": "前一行以句号和括号里的署名结束",
}


def role_doubt(
    unit: Unit, story: int | None, role: str, rival: str, features: Sequence[str], sure: float, model: RoleModel
) -> Doubt:
    """A unit whose role is unsure; the evidence is what weighed most for the role against its rival."""
    a, b = STATES.index(role), STATES.index(rival)
    weighed = [
        (float(model.weights[model.row[f]][a] - model.weights[model.row[f]][b]), EVIDENCE[f])
        for f in features
        if f in EVIDENCE and f in model.row
    ]
    weighed.sort(reverse=True)
    reasons = [words for weight, words in weighed if weight > 0.05][:3]
    against = [words for weight, words in weighed[::-1] if weight < -0.05][:2]
    why = "；".join(reasons) or "前后各行的样子更像如此"
    if against:
        why += f"。但{'；'.join(against)}"
    return Doubt(
        unit.line,
        story,
        f"「{_short(unit.text)}」作{ROLE_NAMES[role]}",
        why,
        ROLE_NAMES[rival],
        round(max(0.5, sure), 2),
    )


def seam_doubt(cut: Unit, rest: Unit, looks: tuple[Look, Look], story: int | None, sure: float) -> Doubt:
    """A seam that could have gone elsewhere; looks: of the cut and of its rest."""
    end, beginning = cut.pieces[-1].text[-8:], rest.text[:8]
    what = f"第 {rest.line} 行“{beginning}……”接在第 {cut.pieces[-1].line} 行“……{end}”之后"
    return Doubt(rest.line, story, what, _seam_evidence(*looks), "接在别处，或另起一段", round(max(0.5, sure), 2))


def _seam_evidence(cut: Look, rest: Look) -> str:
    reasons = []
    if cut.ends == "N" and gain(tail(cut.text), head(rest.text)) > 0:
        reasons.append("断处两边的字连起来是一个词")
    if cut.open_mark and rest.has("closes-unopened"):
        reasons.append("前面没有合上的引号或括号在后面合上了")
    if rest.has("impossible-start"):
        reasons.append("后一行的开头不能起句")
    if cut.ends in "NC":
        reasons.append("前一行的话没有说完")
    return "；".join([*reasons, "两处所说的事相近"])


def _short(text: str) -> str:
    return text if len(text) <= 16 else text[:15] + "…"
