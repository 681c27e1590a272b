"""Files."""

TEXT = {
    "file.not_found": (
        "没有这个文件，或不在你的权限内",
        "There is no such file, or it is not yours to see.",
    ),
    "files.record_unknown": ("不能把文件放在这里", "Files cannot be kept there."),
    "files.deleted": ("文件已删除", "File deleted."),
    "files.empty": ("文件是空的", "The file is empty."),
    "files.too_large": ("文件太大，最多 {most} MB", "The file is too large: {most} MB at most."),
}
