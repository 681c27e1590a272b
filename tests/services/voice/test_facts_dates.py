"""Days as they are spoken, counted from Friday the twentieth of November 2026."""

from datetime import date

import pytest

from crm_app.services.voice.facts.chinese_dates import chinese_dates
from crm_app.services.voice.facts.english_dates import english_dates

TODAY = date(2026, 11, 20)
CHINESE = {
    "下周三": "2026-11-25",
    "十二月五号": "2026-12-05",
    "12月5号": "2026-12-05",
    "12月5日": "2026-12-05",
    "明天下午三点": "2026-11-21",
    "月底前": "2026-11-30",
    "明年一月": "2027-01-01",
    "下周五": "2026-11-27",
    "后天": "2026-11-22",
    "大后天": "2026-11-23",
    "本周日之前": "2026-11-22",
    "十二月十号": "2026-12-10",
    "下周一上午十点": "2026-11-23",
    "三天后": "2026-11-23",
    "一月十五号之前": "2027-01-15",
    "十一月二十八号前": "2026-11-28",
    "礼拜二": "2026-11-24",
    "十五号": "2026-12-15",
    "二十五号": "2026-11-25",
    "20号": "2026-11-20",
    "元旦后": "2027-01-02",
    "下个月初": "2026-12-01",
    "下个月五号": "2026-12-05",
    "下月中旬": "2026-12-15",
    "年底前": "2026-12-31",
    "两周后": "2026-12-04",
    "一个月后": "2026-12-20",
    "半个月内": "2026-12-05",
    "三个工作日内": "2026-11-25",
    "一周内": "2026-11-27",
    "下下周一": "2026-11-30",
    "这周五": "2026-11-20",
    "周一": "2026-11-23",
    "周五": "2026-11-27",
    "星期天": "2026-11-22",
    "春节前": "2027-02-05",
    "下季度": "2027-01-01",
    "明年三月底": "2027-03-31",
    "月底": "2026-11-30",
    "这个月底": "2026-11-30",
    "下个月底": "2026-12-31",
    "2026年12月3日": "2026-12-03",
    "十二月": "2026-12-01",
    "十二月中旬": "2026-12-15",
    "月初": "2026-12-01",
    "今天下午": "2026-11-20",
    "下周末": "2026-11-28",
    "一号": "2026-12-01",
    "三十号": "2026-11-30",
    "年前": "2027-02-05",
    "过两天": "2026-11-22",
    "两个星期以后": "2026-12-04",
    "下周": "2026-11-23",
    "下周内": "2026-11-27",
    "二十四小时内": "2026-11-21",
    "圣诞前": "2026-12-24",
    "一月上旬": "2027-01-01",
    "这个月二十八号": "2026-11-28",
    "三月八号": "2027-03-08",
    "国庆后": "2027-10-08",
    "Q1": "2027-01-01",
    "一季度末": "2027-03-31",
    "年底": "2026-12-31",
    "明天一早": "2026-11-21",
    "后天晚上": "2026-11-22",
    "周三或者周四": "2026-11-25",
    "礼拜天": "2026-11-22",
    "星期六": "2026-11-21",
    "十天之内": "2026-11-30",
    "下礼拜四": "2026-11-26",
    "下星期一": "2026-11-23",
    "下个礼拜三": "2026-11-25",
    "再过三天": "2026-11-23",
    "过一个星期": "2026-11-27",
    "月中": "2026-12-15",
    "明晚": "2026-11-21",
    "今晚": "2026-11-20",
    "廿八号": "2026-11-28",
    "12.5号": "2026-12-05",
    "双十二之前": "2026-12-11",
    "五号之前": "2026-12-05",
    "二十三号": "2026-11-23",
    "本月二十六日": "2026-11-26",
    "下周二、周三": "2026-11-24",
}
ENGLISH = {
    "by next Wednesday": "2026-11-25",
    "on December fifth": "2026-12-05",
    "again tomorrow": "2026-11-21",
    "by the end of the month": "2026-11-30",
    "next Friday": "2026-11-27",
    "on Monday": "2026-11-23",
    "the week after next": "2026-11-30",
    "on the 20th": "2026-11-20",
    "on the 25th": "2026-11-25",
    "end of next month": "2026-12-31",
    "in a fortnight": "2026-12-04",
    "in Q1": "2027-01-01",
    "by Q1": "2027-03-31",
    "tomorrow morning": "2026-11-21",
    "the day after tomorrow": "2026-11-22",
    "in three days": "2026-11-23",
    "in two weeks": "2026-12-04",
    "in two weeks time": "2026-12-04",
    "December 5th": "2026-12-05",
    "Dec 5": "2026-12-05",
    "5th of December": "2026-12-05",
    "5 December": "2026-12-05",
    "the fifth of December": "2026-12-05",
    "Tuesday after next": "2026-12-01",
    "Monday next week": "2026-11-23",
    "Thursday": "2026-11-26",
    "this Friday": "2026-11-20",
    "Friday": "2026-11-27",
    "by month end": "2026-11-30",
    "end of the quarter": "2026-12-31",
    "end of the year": "2026-12-31",
    "by end of week": "2026-11-22",
    "by the end of next week": "2026-11-27",
    "before Christmas": "2026-12-24",
    "after New Year": "2027-01-02",
    "first week of December": "2026-12-01",
    "early January": "2027-01-01",
    "mid December": "2026-12-15",
    "by the twenty eighth": "2026-11-28",
    "on the twenty-third": "2026-11-23",
    "on the first": "2026-12-01",
    "in ten days": "2026-11-30",
    "a week from Monday": "2026-11-30",
    "Wednesday week": "2026-12-02",
    "in a couple of weeks": "2026-12-04",
    "January 15": "2027-01-15",
    "January the fifteenth": "2027-01-15",
    "next month": "2026-12-01",
    "next week": "2026-11-23",
    "the third of next month": "2026-12-03",
    "in January": "2027-01-01",
    "by January": "2027-01-01",
    "within five business days": "2026-11-27",
    "by EOD": "2026-11-20",
    "by close of business Tuesday": "2026-11-24",
    "end of November": "2026-11-30",
    "a month from now": "2026-12-20",
    "two weeks from today": "2026-12-04",
    "December the tenth": "2026-12-10",
    "by the first of December": "2026-12-01",
    "November thirtieth": "2026-11-30",
    "on the 3rd": "2026-12-03",
    "beginning of next month": "2026-12-01",
    "after Thanksgiving": "2026-11-27",
    "end of Q1": "2027-03-31",
    "in the first quarter": "2027-01-01",
    "later today": "2026-11-20",
    "Q1 next year": "2027-01-01",
    "the end of January": "2027-01-31",
    "this coming Tuesday": "2026-11-24",
    "next quarter": "2027-01-01",
    "end of day tomorrow": "2026-11-21",
    "by the fifteenth of January": "2027-01-15",
    "12/5": "2026-12-05",
    "half past two on Thursday": "2026-11-26",
}


@pytest.mark.parametrize(("said", "day"), CHINESE.items())
def test_chinese(said: str, day: str) -> None:
    found = chinese_dates(f"我{said}给他发合同", TODAY)
    assert [str(mention.day) for mention in found][:1] == [day]


@pytest.mark.parametrize(("said", "day"), ENGLISH.items())
def test_english(said: str, day: str) -> None:
    found = english_dates(f"I will call him {said}, ok", TODAY)
    assert [str(mention.day) for mention in found][:1] == [day]


@pytest.mark.parametrize("said", ["上周三聊过", "昨天见了", "前天晚上喝酒"])
def test_the_chinese_past_has_no_day(said: str) -> None:
    assert [mention.day for mention in chinese_dates(said, TODAY)] == [None]


@pytest.mark.parametrize("said", ["last Friday", "two weeks ago", "yesterday"])
def test_the_english_past_has_no_day(said: str) -> None:
    assert [mention.day for mention in english_dates(said, TODAY)] == [None]


@pytest.mark.parametrize(
    "said",
    [
        "三台设备五号楼",
        "试用一个月",
        "五十万",
        "一百二十天账期",
        "买了三年",
        "两年的合同",
        "二号线",
    ],
)
def test_other_chinese_numbers_are_no_days(said: str) -> None:
    assert chinese_dates(said, TODAY) == []


@pytest.mark.parametrize(
    "said",
    [
        "a one month trial",
        "second floor",
        "may want to sign",
        "the first thing",
        "a two year contract",
        "I may call",
    ],
)
def test_other_english_words_are_no_days(said: str) -> None:
    assert english_dates(said, TODAY) == []


def test_a_day_that_a_month_lacks_is_none() -> None:
    assert [mention.day for mention in chinese_dates("二月三十号", TODAY)] == [None]
    assert [mention.day for mention in english_dates("on February 30th", TODAY)] == [None]


def test_the_same_weekday_is_a_week_away_unless_this_is_said() -> None:
    assert [str(m.day) for m in chinese_dates("周五交，这周五交", TODAY)] == [
        "2026-11-27",
        "2026-11-20",
    ]
