"""Which kinds of masthead, folio and service facts one line shows: a witness for what the line is."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from generator.importer.printed_forms import plain
from generator.personal_names import HAN

LONGEST_LINE = 60  # characters; a longer line is no masthead
LEAST_SHARE = 0.6  # of a line's letters and digits that its facts must make up
_N = "0-9〇零○一二三四五六七八九十廿卅"
_STEM_BRANCH = "[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]"
_RAIN_AND_SHINE = "晴|多云|阴|小到中雨|小雨|中雨|大雨|暴雨|阵雨|雷阵雨|雷雨|小雪|中雪|大雪|雨夹雪|雾|霾"

# Matched against `plain` text. Written with re.X: white space here means nothing.
EVIDENCE = {
    "lunar": rf"""
        (?:农历|夏历|阴历|旧历)? \s* (?:{_STEM_BRANCH} \s* \(?[鼠牛虎兔龙龍蛇马馬羊猴鸡雞狗猪豬]?\)? 年? \s*)?
        闰? (?:[正冬腊一二三四五六七八九]|十[一二]?) 月 [大小]? \s*
        (?:初[一二三四五六七八九十] | 十[一二三四五六七八九](?!日) | 廿[一二三四五六七八九]?
           | 二十[一二三四五六七八九]?(?!日) | 三十(?!日)) 日?
        | (?:农历|夏历|阴历)? {_STEM_BRANCH} 年? (?![{HAN}])
        | 今日 (?:立[春夏秋冬]|雨水|惊蛰|春分|清明|谷雨|小满|芒种|夏至|处暑|白露|秋分|寒露|霜降|冬至|[小大][暑雪寒])
        """,
    "date": rf"""
        (?:(?:18|19|20)[0-9]{{2}} | [一二][〇零○一二三四五六七八九]{{3}} | 民[国國][{_N}元]{{1,3}})
        \s* 年 \s* (?:[{_N}正]{{1,3}} \s* 月 \s* (?:[{_N}]{{1,3}} \s* [日号])?)?
        | (?<![0-9]) (?:19|20)[0-9]{{2}} \s* [-./] \s* [0-9]{{1,2}} \s* [-./] \s* [0-9]{{1,2}} (?![0-9])
        | [{_N}]{{1,3}} \s* 月 \s* [{_N}]{{1,3}} \s* 日
        | (?:出版|发行)日期 \s* :
        """,
    "weekday": r"""
        (?:星期|礼拜|(?<![每本上下一双])周) \s* [一二三四五六日天] (?![报刊])
        | \b (?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun) (?:day)? \b
        """,
    "issue_number": rf"""
        \(? 总 \s* 第? \s* (?:期[号数] \s* : | [{_N},]{{1,12}} \s* [期号] | 第? \s* [0-9]{{2,6}}) \)?
        | 第 \s* (?:[0-9]{{1,6}} | [{_N}百千]{{1,9}}) \s* [期号]
        """,
    "page_number": rf"""
        (?<![见转接至第]) (?:今日|本期|今天|总计|共|对开|四开)? \s* 第? \s*
        (?:[A-Z]?[0-9]{{1,3}} | [一二三四五六七八九十]{{1,3}})
        (?:\s*[-、—]\s*[0-9]{{1,3}})? \s* 版 (?![面式本权纳次画]) (?:\s*[:·]?\s*[{HAN}]{{2,4}}\Z)?
        | ^ [A-Z]?[0-9]{{1,2}} (?:\s+[{HAN}]{{2,4}})? \Z
        | ^ [{HAN}]{{2,4}} \s+ [A-Z]?[0-9]{{2}} \Z
        | (?<![A-Za-z0-9]) [A-H][0-9]{{2}} (?![0-9A-Za-z])
        """,
    "postal_code": r"""
        (?:国内|国外|邮局|邮政)? (?:邮发|发行|国外) \s* 代 \s* [号码] \s* :? \s*
        [A-Z]?[0-9]{0,5} \s* -? \s* [0-9]{0,6}
        """,
    "serial_number": rf"""
        (?:国内|国际)? (?:统一)? (?:连续出版物|标准)? (?:统一)? (?:刊\s*号|(?<=出版物)号|ISSN|CN刊号) \s* :? \s*
        (?:CN|ISSN)? \s* [0-9]* \s* -? \s* [0-9X]* (?:/[A-Z]+)?
        | CN \s? [0-9]{{2}} \s* - \s* [0-9]{{4}}
        | ISSN \s* [0-9-]+
        | (?:广告)? (?:经营|发布)? (?:许可证|登记) (?:号|编号)? \s* :? \s* [{HAN}]* [0-9]* 号?
        """,
    "email": rf"""
        (?:[{HAN}]{{1,8}}|E-?mail){{0,2}} \s* :? \s* [\w.+-]+@[\w.-]+
        | (?:电子邮[箱件]|投稿邮?信?箱) \s* :
        """,
    "website": rf"""
        (?:[{HAN}]{{1,8}} \s* :? \s*)? (?:https?://[^\s{HAN}]+ | www\.[\w./-]+
            | (?<![\w.]) [a-zA-Z0-9-]+ \. (?:com|cn|net|org) (?:\.cn)? (?!\w))
        | (?:网址|电子版|数字报) \s* :
        """,
    "phone": rf"""
        (?:[{HAN}]{{0,8}} (?:电话|热线|传真|总机|手机) | 电\s*话) [{HAN}()]{{0,6}} \s* :? \s*
        (?:\(?[0-9][0-9()\s-]{{4,}} (?:转[0-9]+)?)? (?![{HAN}0-9])
        | (?<![0-9]) \(?0[0-9]{{2,3}}\)? \s* -? \s* [0-9]{{7,8}} (?![0-9])
        | ^ [2-9][0-9]{{6,7}} \Z
        | (?<![0-9]) (?:400|800) -? [0-9]{{3}} -? [0-9]{{4}} (?![0-9])
        """,
    "address": rf"""
        (?:报社|本报|编辑部|通讯|联系)? (?:地\s*址|社\s*址) \s* :? \s* [{HAN}0-9A-Za-z()-]{{4,30}}
        | 邮 \s* (?:编|政编码) \s* :? \s* [0-9]{{0,6}}
        """,
    "editors": rf"""
        (?:本版|本期|今日|值班|执行|见习|首席|版面|文字|图片|一版|二读)?
        (?:责\s*任\s*编\s*辑|责\s*编|编\s*辑|主\s*编|版\s*式(?:设计)?|校\s*对|检校|审[校读]|美\s*编|美术编辑|组\s*版
           |制\s*[图版]|统\s*筹|策\s*划|视\s*觉|设\s*计|图\s*编|编\s*审|编委|总编室主任|主任|总监)
        \s* (?:[:/|丨]\s*|\s) [{HAN}·]{{1,8}} (?:[\s、/,]+[{HAN}·]{{1,4}}(?![{HAN}:])){{0,5}}
        """,
    "publisher": rf"""
        (?:社\s*长|总\s*编\s*辑?|副总编辑?|社委|出版人|督印人|(?:主管|主办|出版|承办|协办|印刷|承印|发行)(?:单位|者)?)
        \s* (?:(?:[:/|]\s*|\s) [{HAN}·\s、]{{2,24}} | (?=:))
        | [{HAN}]{{2,24}} (?:主\s*[办管]|出版|承印|印刷|机关报|报业集团) (?![{HAN}])
        """,
    "price": rf"""
        (?:零\s*售价?|定\s*价|每份(?:售价?)?|售价|月(?:定)?价|(?:全)?年(?:定)?价|订价) \s* :? \s*
        (?:每份)? (?:港币|港幣|人民币)?
        [{_N}.]+ \s* [元角分] [{_N}]* [角分]?
        """,
    "weather": rf"""
        (?:今天|今日|明天|明日|夜里|夜间|白天|今明)?
        (?:{_RAIN_AND_SHINE}) (?:(?:到|转|有|间|或|,)? \s* (?:{_RAIN_AND_SHINE}))+
        | -?[0-9]{{1,2}} \s* (?:[-~—到至]\s*-?[0-9]{{1,2}})? \s* (?:℃|°C|°|摄氏度|度(?=\s|\Z))
        | [东南西北偏]{{1,3}}风 \s* (?:转\s*[东南西北偏]{{1,3}}风\s*)? [0-9]{{1,2}} (?:[-~—到至][0-9]{{1,2}})? 级
        | (?:{_RAIN_AND_SHINE}) (?=\s*-?[0-9]) | [今明][日天]天气 | (?:天气|气象)预报 | (?:最高|最低)(?:气温|温度)
        """,
}
EMAIL = re.compile("@|电子邮|投稿")  # what no address lacks: hardly a line has it, and its pattern is the slowest
# Each choice begins with a character of its own: so the search skips to these, ten times as quick.
COULD_BE = re.compile(
    "|".join(
        [
            *"0123456789@版期号编校审邮晴阴雨",
            *(f"{unit}.{{0,12}}[年月日]" for unit in "年月日"),
            "星期|礼拜|周[一二三四五六日]|农历|主[办管]|出版|社[长址]|热线|电话|地址|刊号|代[号码]|多云|气温|网址|设计|统筹|制图|策划|机关报|承印",
            *(f"{stem}[子丑寅卯辰巳午未申酉戌亥]" for stem in "甲乙丙丁戊己庚辛壬癸"),
        ]
    )
)
# The rarest characters of these: a line without any of them shows no facts.
SIGNS = "0123456789@版期号编校审邮晴阴雨年月日拜周历办管长址线话码云温计筹图划报印甲乙丙丁戊己庚辛壬癸"
COUNTED = re.compile(r"[\w℃°@]")
IN_A_SENTENCE = frozenset(",。;?!…”、")  # with which a line ends
NOTHING: frozenset[str] = frozenset()


def masthead_evidence(line: str) -> frozenset[str]:
    """The kinds of facts in a line (keys of EVIDENCE), empty unless they make up most of it."""
    return plain_evidence(plain(line).strip()) if len(line) <= LONGEST_LINE else NOTHING


def plain_evidence(line: str) -> frozenset[str]:
    """The same of a line in its plain form, without white space around it."""
    if len(line) > LONGEST_LINE or (len(line) > 12 and line[-1] in IN_A_SENTENCE) or not COULD_BE.search(line):
        return NOTHING
    return _evidence(line)


@lru_cache(maxsize=256)  # the page's furniture is asked for again
def _evidence(line: str) -> frozenset[str]:
    kinds, covered = set(), 0
    for found in _facts(bool(EMAIL.search(line))).finditer(line):
        kinds.add(str(found.lastgroup))
        covered += len(COUNTED.findall(found[0]))
    if not kinds or covered < LEAST_SHARE * len(COUNTED.findall(line)):
        return NOTHING
    return frozenset(kinds)


@cache
def _facts(email: bool) -> re.Pattern[str]:
    """All patterns of EVIDENCE, that of addresses where one can be."""
    kinds = [(kind, pattern) for kind, pattern in EVIDENCE.items() if email or kind != "email"]
    return re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in kinds), re.X)
