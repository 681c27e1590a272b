"""Looking back: audit and security log."""

TEXT = {
    "audit.not_found": ("没有这条审计记录", "There is no such entry."),
}
