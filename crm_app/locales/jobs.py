"""Background work."""

TEXT = {
    "job.not_found": ("没有这个任务", "There is no such job."),
    "job.over": ("任务已经结束", "That job is over."),
    "job.given_up": (
        "处理多次失败，已放弃；原文件还在",
        "It failed several times and was given up; the original is kept.",
    ),
    "job.fault": (
        "处理时出错，原文件还在，请稍后重试",
        "Something went wrong; the original is kept. Please try again later.",
    ),
}
