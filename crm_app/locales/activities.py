"""What is refused about activities."""

TEXT = {
    "activities.kind_unknown": ("没有这种跟进方式", "There is no such kind of activity."),
    "activities.text_missing": ("请写点内容", "Say what happened."),
    "activities.not_yours": ("只能修改自己写的跟进", "Only who wrote it may change it."),
    "activities.moment_invalid": ("时间格式不对", "That is no date and time."),
    "activities.in_future": ("跟进时间不能在将来", "It cannot have happened in the future."),
    "activities.about_too_many": (
        "一条跟进关联的记录太多",
        "One activity cannot be about so many records.",
    ),
    "references.kind_unknown": ("没有这种记录", "There is no such kind of record."),
}
