"""Why an engine gave no answer."""

TEXT = {
    "engine.missing": (
        "还没有可用的识别模型：{what}。请管理员运行 crm models 查看。",
        "The recognition model is not installed: {what}. An administrator can run crm models.",
    ),
    "engine.crashed": (
        "识别程序意外退出，请重试。",
        "Recognition stopped unexpectedly. Try again.",
    ),
    "engine.timeout": ("识别用时过长，已停止。", "Recognition took too long and was stopped."),
    "engine.memory": (
        "识别占用内存过多，已停止。",
        "Recognition used too much memory and was stopped.",
    ),
    "engine.cancelled": ("识别已取消。", "Recognition was cancelled."),
    "engine.failed": ("识别失败，请换一个文件再试。", "Recognition failed. Try another file."),
    "models.unknown": ("没有叫 {name} 的模型。", "There is no model called {name}."),
    "models.unreachable": (
        "暂时无法下载模型 {name}：{reason}",
        "The model {name} cannot be fetched now: {reason}",
    ),
}
