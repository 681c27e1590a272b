"""Important dates: birthdays, ends of contracts, anniversaries."""

TEXT = {
    "dates.title": ("重要日子", "Important dates"),
    "dates.today": ("今天的重要日子", "Important today"),
    "dates.all": ("未来 30 天", "The next 30 days"),
    "dates.kind.birthday": ("生日", "Birthday"),
    "dates.kind.contract": ("合同到期", "Contract ends"),
    "dates.kind.anniversary": ("首单周年", "First order"),
    "dates.any_kind": ("全部日子", "All dates"),
    "dates.any_owner": ("全部负责人", "Everybody's"),
    "dates.is_today": ("今天", "Today"),
    "dates.in_days": ("{days} 天后", "in {days} day[|s]"),
    "dates.turns": ("满 {years} 岁", "turns {years}"),
    "dates.years": ("{years} 周年", "{years} year[|s]"),
    "dates.none": (
        "未来 30 天没有日子要记。给联系人填上生日，就会出现在这里。",
        "Nothing to remember in the next 30 days. Give contacts a birthday and they stand here.",
    ),
    "dates.none_found": ("没有符合条件的日子。", "No date fits."),
    "dates.greeting": (
        "{name}，祝您生日快乐！愿您身体健康、万事顺心。{owner}",
        "Dear {name}, happy birthday! I wish you a good year, in good health. {owner}",
    ),
    "dates.greeting_copy": ("复制祝福：{words}", "Copy the greeting: {words}"),
    "dates.more": ("还有 {count} 个", "{count} more"),
    "dates.near": ("临近的日子", "Days that come"),
    "dates.told_birthday": ("今天是{name}的生日", "It is {name}'s birthday today."),
    "dates.told_birthday_more": (
        "今天是{name}的生日，还有 {more} 个重要日子",
        "It is {name}'s birthday today, and {more} more date[|s].",
    ),
    "dates.told_contract": ("合同“{name}”今天到期", "The contract “{name}” ends today."),
    "dates.told_contract_more": (
        "合同“{name}”今天到期，还有 {more} 个重要日子",
        "The contract “{name}” ends today, and {more} more date[|s].",
    ),
    "dates.told_anniversary": (
        "今天是{name}首次下单的周年日",
        "Today is the anniversary of {name}'s first order.",
    ),
    "dates.told_anniversary_more": (
        "今天是{name}首次下单的周年日，还有 {more} 个重要日子",
        "Today is the anniversary of {name}'s first order, and {more} more date[|s].",
    ),
}
