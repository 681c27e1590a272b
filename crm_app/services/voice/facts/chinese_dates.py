"""Days as Chinese says them: 下周三, 月底前, 大后天, 十五号, 元旦后, 三个工作日内."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from crm_app.services.voice.facts import calendar_days as days
from crm_app.services.voice.facts.calendar_days import DateMention, put_right
from crm_app.services.voice.facts.chinese_counted import counted_on
from crm_app.services.voice.facts.chinese_numbers import chinese_number

Match = re.Match[str]
Rule = Callable[[Match, date], date | None]

_N = r"[\d零〇一二两三四五六七八九十俩廿半]{1,3}"
_DAY = r"(?:\d{1,2}|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九]|廿[一二三四五六七八九]?)"
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_BY = r"(?P<by>(?:之|以)?内|(?:之|以)?前|结束前)?"
_YEAR = r"(?:(?P<year>今年|明年|后年|20\d\d年|二[零〇]\S{2}年)的?)?"
# 申请一下下周一: the first 下 belongs to the word before.
_AHEAD = r"(?:(?<!一)下+|(?<=一下)下+)"
_WEEK = r"(?:个?(?:周|星期|礼拜))"
_WEEKDAYS = {mark: place for place, mark in enumerate("一二三四五六日")}
_WEEKDAYS |= {"天": 6, **{str(place + 1): place for place in range(7)}}
_NEAR = {"今": 0, "明": 1, "后": 2, "大后": 3}
_HOLIDAYS = {
    "元旦": (days.NEW_YEAR, 1),
    "新年": (days.NEW_YEAR, 1),
    "春节": (days.SPRING, 8),
    "过年": (days.SPRING, 8),
    "五一": (days.LABOUR, 5),
    "劳动节": (days.LABOUR, 5),
    "六一": ((6, 1), 1),
    "儿童节": ((6, 1), 1),
    "端午": (days.DRAGON_BOAT, 3),
    "中秋": (days.MID_AUTUMN, 3),
    "国庆": (days.NATIONAL, 7),
    "圣诞": (days.CHRISTMAS, 1),
    "双十一": ((11, 11), 1),
    "双十二": ((12, 12), 1),
}


# 下周三，不对，下周四。
_NO_RATHER = re.compile(
    # 周三我给她回方案，哎不对，周三我在飞机上，那就周四回; 二十号，哦二十号他请假，那改二十五号.
    r"[^。；]{0,16}[，。](?:啊|哦|呃|嗯|噢|哎|诶)?(?:，)?(?:不对|不行|说错了?|哦)[^。；]{0,24}(?:那就|就|改成|改到|那改|改|还是)(?:到|成)?|"
    # 原来讲的下周一，他们库房没腾空，推到下下周一.
    r"[^。；]{0,40}(?:推|改|挪|延|拖|提前|顺延|换|调)(?:到|成|为|至)(?:了)?|"
    r"[，。、…]?(?:啊|哦|呃|嗯|噢)?(?:，)?(?:不对|不是|说错了?|错了|更正一下|应该是)(?:，|是|应该是|我?说错了?，?)*"
)


# 三月二十号我们发的报价; 九月二十三号那版: what was then.
_TOLD = re.compile(
    r"(?:我们?|咱们?|他们?|她们?|给(?:他们?|她们?))?(?:发|报|签|寄|送|做|买|装|到|定|谈|下|坏|出|交|收)(?:过)?的(?!时候|话)|那[版次份回批]|就[^，。]{1,4}了"
)


def chinese_dates(text: str, today: date) -> list[DateMention]:
    """Every day that the text names, in reading order; past ones without a day."""
    found: list[DateMention] = []
    for pattern, rule, sure in _RULES:
        for match in pattern.finditer(text):
            if all(match.end() <= one.start or match.start() >= one.end for one in found):
                found.append(DateMention(match.start(), match.end(), rule(match, today), sure))
    found = [
        replace(one, day=None) if _TOLD.match(text, one.end) else one
        for one in sorted(found, key=lambda mention: mention.start)
    ]
    return put_right(counted_on(found, text), text, _NO_RATHER)


def _number(text: str) -> int:
    return int(chinese_number(text) or 0)


def _year(match: Match, today: date) -> int | None:
    said = match["year"]
    if not said:
        return None
    if said[:2] in ("今年", "明年", "后年"):
        return today.year + ("今明后".index(said[0]))
    return _number(said[:-1])


def _past(_: Match, __: date) -> None:
    return None


def _iso(match: Match, today: date) -> date | None:
    return days.day_ahead(today, int(match[2]), int(match[3]), int(match[1]))


def _month_day(match: Match, today: date) -> date | None:
    month, day = _number(match["month"]), _number(match["day"])
    return days.day_ahead(today, month, day, _year(match, today))


def _other_month_day(match: Match, today: date) -> date | None:
    months = 1 if match["which"].startswith("下") else 0
    day = days.months_on(today, months, 1).replace(day=1)
    return days.day_ahead(today, day.month, _number(match["day"]), day.year)


def _bare_day(match: Match, today: date) -> date | None:
    return days.day_of_month(today, _number(match["day"]))


def _near(match: Match, today: date) -> date:
    return today + timedelta(_NEAR[match[1]])


def _weekday(match: Match, today: date) -> date:
    which, name = match["which"] or "", match["day"]
    weeks = which.count("下")
    if name == "末":
        saturday = days.week_day(today, 5, weeks)
        return saturday - timedelta(1) if match["by"] else saturday
    weekday = _WEEKDAYS[name]
    return days.week_day(today, weekday, weeks) if which else days.coming(today, weekday)


def _week(match: Match, today: date) -> date:
    weeks = match["which"].count("下")
    if weeks == 0 or match["by"] or match["part"] in ("底", "末"):
        return days.end_of_week(today, weeks)
    return days.week_day(today, 2 if match["part"] == "中" else 0, weeks)


def _after(match: Match, today: date) -> date | None:
    said = match["n"]
    if said == "半":
        return today + timedelta({"月": 15, "年": 182}.get(match["unit"][-1], 1))
    unit = match["unit"].removeprefix("个")
    count = _number(said)
    if match["half"]:
        return days.months_on(today, count) + timedelta(15)
    if unit.startswith("工作"):
        return days.working_days(today, count)
    if unit.endswith("月"):
        return days.months_on(today, count)
    if unit == "小时":
        return today + timedelta(max(1, round(count / 24)))
    return today + timedelta(count * (1 if unit in ("天", "日") else 7))


def _days_on(_: Match, today: date) -> date:
    return today + timedelta(2)


def _part_of_month(first: date, part: str | None, by: str | None) -> date:
    if part in ("底", "末", "下旬") or (not part and by):
        return days.end_of_month(first) if part != "下旬" or by else first.replace(day=21)
    if part in ("中", "中旬", "中下旬"):
        return first.replace(day=20 if by and part == "中旬" else 15)
    if part == "上旬" and by:
        return first.replace(day=10)
    return first


def _month(match: Match, today: date) -> date:
    first = days.month_ahead(today, _number(match["month"]), _year(match, today))
    return max(today, _part_of_month(first, match["part"], match["by"]))


def _relative_month(match: Match, today: date) -> date:
    which = match["which"] or ""
    first = days.months_on(today, which.count("下"), 1)
    part = match["part"]
    day = _part_of_month(first, part or (None if "下" in which else "底"), match["by"])
    return day if day >= today else _part_of_month(days.months_on(first, 1), part, match["by"])


def _year_part(match: Match, today: date) -> date:
    year = today.year + (match[1] == "明年")
    part = match["part"]
    if part in ("底", "末") or (match[1] == "今年" and not part):
        return date(year, 12, 31)
    day = date(year, {"初": 1, "上半年": 6, "中": 6, "下半年": 7}.get(part or "初", 1), 1)
    return days.end_of_month(day) if part == "上半年" and match["by"] else max(day, today)


def _quarter(match: Match, today: date) -> date:
    said = match["number"]
    if said in ("本", "这个", "这", "下", "下个"):
        first, last = days.this_quarter(today, said.startswith("下"))
    else:
        first, last = days.quarter(today, _number(said), _year(match, today))
    late = match["end"] or match["by"] or first <= today
    return last if late else first


def _holiday(match: Match, today: date) -> date | None:
    name, length = _HOLIDAYS[match["name"]]
    first = days.holiday(today, name)
    if first is None or not match["side"]:
        return first
    return first - timedelta(1) if match["side"][-1] == "前" else first + timedelta(length)


def _spring(_: Match, today: date) -> date | None:
    first = days.holiday(today, days.SPRING)
    return first and first - timedelta(1)


def _rule(pattern: str, rule: Rule, sure: float = 0.95) -> tuple[re.Pattern[str], Rule, float]:
    return re.compile(pattern), rule, sure


_WHICH_MONTH = r"(?P<which>下个?|本|这个?|当)"
_PART = r"(?P<part>初|底|末|中下旬|中旬|上旬|下旬|中)"
_RULES = (
    _rule(r"(20\d\d)[-/.年](\d{1,2})[-/.月](\d{1,2})[日号]?", _iso),
    _rule(rf"{_YEAR}(?P<month>{_MONTH})月份?的?(?P<day>{_DAY})[号日]?(?![月份个\d万千年])", _month_day),
    _rule(rf"{_YEAR}(?P<month>\d{{1,2}})[./](?P<day>\d{{1,2}})[号日]?(?=[前之以我给再去要]|$|，)", _month_day, 0.6),
    _rule(rf"{_WHICH_MONTH}月初?的?(?P<day>{_DAY})[号日]", _other_month_day),
    _rule(rf"(?:上个?|前)(?:月|年|{_WEEK})[一二三四五六日天末初底中]?(?:{_DAY}[号日])?", _past),
    _rule(r"上个?季度|去年[^，。]{0,3}?月?|前年|昨[天晚日儿]|前[天晚]|大前天|前阵子|前几天|前两天", _past),
    _rule(r"(今)(?:天|日|晚|早|儿)(?!内)", _near, 0.85),
    _rule(r"(大后|明|后)(?:天|日|晚|早|儿)(?!内)", _near),
    _rule(rf"(?P<which>{_AHEAD}|这|本)?{_WEEK}的?(?P<day>[一二三四五六日天末1-7])(?![个万千百十点月天年期])"
          rf"(?:结束)?{_BY}", _weekday),
    _rule(rf"(?P<which>{_AHEAD}|这|本){_WEEK}(?P<part>初|中|底|末)?(?:之)?{_BY}", _week, 0.7),
    _rule(r"(?P<which>)(?P<part>)(?<![一二两三四五六七八九十半每几\d])周(?P<by>之?内|底前?)", _week, 0.7),
    _rule(rf"(?:再?过)?(?P<n>{_N})(?P<unit>个?工作日|天|日|小时|周|个?星期|个?礼拜|个月)(?P<half>半)?"
          rf"(?:左右)?(?:[之以]?[内后]|以后|时间内|过后|的时间)", _after),
    _rule(rf"(?<![有用了])(?:再?过)(?:个)?(?P<n>{_N})(?P<unit>天|周|个?星期|个?礼拜|个月)(?P<half>半)?", _after, 0.8),
    _rule(r"(?<![天日晚])晚上|傍晚|下班(?:之?前|后|以前)|(?:待|等|一)会儿?|晚点", lambda _, today: today, 0.5),
    _rule(r"(?:过|这|最近)(?:一)?两[天日]|过几天|这几天", _days_on, 0.5),
    _rule(rf"{_YEAR}(?:第)?(?P<number>[一二三四1-4]|本|这个?|下个?)季度(?P<end>底|末|结束)?{_BY}", _quarter, 0.8),
    _rule(rf"{_YEAR}[Qq](?P<number>[1-4一二三四])(?P<end>底|末|结束)?{_BY}", _quarter, 0.8),
    _rule(rf"(?P<year>)(?P<number>这|本)?季度?(?P<end>底|末){_BY}", lambda _, today: days.this_quarter(today)[1], 0.8),
    _rule(rf"{_YEAR}(?P<month>{_MONTH})月份?{_PART}?{_BY}(?!\d|[一二三四五六七八九十])", _month, 0.7),
    _rule(rf"{_WHICH_MONTH}?月{_PART}{_BY}", _relative_month, 0.9),
    _rule(rf"{_WHICH_MONTH}月(?P<part>)(?:之)?{_BY}", _relative_month, 0.6),
    _rule(rf"(?<![\d.月第一二三四五六七八九十])(?P<day>{_DAY})[号日](?!楼|线|机|文|子|程|常|本|用|期|报|志|产|店|院|称|码|馆|门|会议室)"
          , _bare_day, 0.85),
    _rule(rf"(?<![一二三四五六七八九十百千万\d])(?P<name>{'|'.join(_HOLIDAYS)})节?(?:假期|放假|长假|节后|节)?(?P<side>(?:之|以)?[前后]|回来后?)?", _holiday, 0.8),
    _rule(r"(?<![今明去后半前\d一二两三四五几来])年前", _spring, 0.6),
    _rule(rf"(今年|明年|年)(?:的|年)?(?P<part>底|末|初|中|上半年|下半年){_BY}", _year_part, 0.7),
    _rule(r"(今年|明年)(?P<part>)(?P<by>(?:之|以)?内|(?:之|以)?前|结束前)", _year_part, 0.4),
)  # fmt: skip
