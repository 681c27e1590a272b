"""What only callers of the REST API meet."""

TEXT = {
    "api.no_json": ("请求内容不是有效的 JSON", "The body is not valid JSON."),
    "api.no_object": ("请求内容应当是一个 JSON 对象", "The body is to be a JSON object."),
    "api.empty": ("请求没有内容", "The request has no body."),
    "api.field_missing": ("缺少“{name}”", "“{name}” is missing."),
    "api.field_unknown": ("没有“{name}”这个字段", "There is no field “{name}”."),
    "api.field_long": ("“{name}”最多 {most} 个字符", "“{name}” has at most {most} characters."),
    "api.field_many": ("“{name}”最多 {most} 项", "“{name}” has at most {most} entries."),
    "api.field_small": ("“{name}”至少是 {least}", "“{name}” is at least {least}."),
    "api.field_large": ("“{name}”最多是 {most}", "“{name}” is at most {most}."),
    "api.field_text": ("“{name}”应当是文字", "“{name}” is to be a text."),
    "api.field_switch": ("“{name}”只能是 true 或 false", "“{name}” is true or false."),
    "api.field_list": ("“{name}”应当是列表", "“{name}” is to be a list."),
    "api.field_whole": ("“{name}”应当是整数", "“{name}” is to be a whole number."),
    "api.field_moment": (
        "“{name}”应当是 RFC 3339 格式的日期或时间，时间要带时区",
        "“{name}” is to be a date or a time by RFC 3339, a time with its zone.",
    ),
    "api.field_choice": ("“{name}”只能是 {choices}", "“{name}” is one of {choices}."),
    "api.field_wrong": ("“{name}”不对", "“{name}” is not right."),
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
    "api.too_often": (
        "请求太频繁，请过一分钟再试",
        "Too many requests; try again in a minute.",
    ),
    "api.too_large": ("请求超过 {most} MB", "The request is larger than {most} MB."),
    "list.cursor_invalid": (
        "这个 cursor 不属于这个列表",
        "This cursor does not belong to this list.",
    ),
    "list.value_unknown": ("没有“{value}”这个选项", "There is no choice “{value}”."),
    "record.id_taken": ("这个编号已被占用", "This id is taken."),
}
