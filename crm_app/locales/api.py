"""What only callers of the REST API meet."""

TEXT = {
    "api.parameter_unknown": ("没有“{name}”这个参数", "There is no parameter “{name}”."),
    "api.key_too_long": (
        "Idempotency-Key 最多 200 个字符",
        "An Idempotency-Key has at most 200 characters.",
    ),
    "api.key_reused": (
        "这个 Idempotency-Key 已用于内容不同的请求",
        "This Idempotency-Key came with another request before.",
    ),
    "api.in_flight": (
        "同一个请求还在处理，请稍后再试",
        "The same request is still being worked on; try again shortly.",
    ),
    "api.too_large": ("请求超过 {most} MB", "The request is larger than {most} MB."),
    "list.cursor_invalid": (
        "这个 cursor 不属于这个列表",
        "This cursor does not belong to this list.",
    ),
    "list.value_unknown": ("没有“{value}”这个选项", "There is no choice “{value}”."),
    "record.id_taken": ("这个编号已被占用", "This id is taken."),
}
