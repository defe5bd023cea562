// Everything the search page says in its own voice.
"use strict";
var jianbao = window.jianbao || {};

jianbao.words = {
  total: (count) => `找到 ${count.toLocaleString("zh")} 篇`,
  none: "没有找到。换一个说法，或者少写几个字试试；每个字都要在稿件里挨着出现，隔开写的词可以不挨着。",
  noneFiltered: "在这个范围里没有找到。去掉上面的条件再看看。",
  noneButNames: "没有一篇印着这些字；有这样的名字，可以按它看。",
  empty: "写下要找的字。稿件里印着的，一个字也找得到。",
  searching: "正在找……",
  failed: "索引没有取到：可能是网络断了，也可能网站刚刚更新过，那就刷新这一页。这一次什么也没有找成。",
  noCounts: "按地区、标签、人物的篇数没有取到。",
  newer: "网站刚刚更新过，请刷新这一页再搜索。",
  years: "按年份",
  yearBar: (year, count) => `${year}年，${count} 篇`,
  kinds: { region: "地区", tag: "标签", person: "人物", column: "栏目", year: "年份", date: "日期" },
  prefixes: { p: "人", r: "地", t: "标签", c: "栏目" },
  remove: (text) => `去掉“${text}”`,
  undated: "日期不详",
  notices: {
    nothing: () => jianbao.words.empty,
    excluded: () => "“-”后面是不要的。再写一个要找的词。",
    long: () => "要找的字太多，只按前 200 个字找。",
    date: () => "看不懂这个日期。写成 日期:2021、日期:2021-08 或 日期:2021..2023。",
    filter: () => "有一个条件不认识，没有用它。",
    unknown: ({ kind, value, names }) =>
      `${jianbao.words.kinds[kind]}里没有“${value}”` + (names.length ? `，有${names.map((name) => `“${name}”`).join("、")}。` : "。"),
  },
  day: (year, month, day) => `${year}年` + (month ? `${month}月` : "") + (day ? `${day}日` : ""),
};
