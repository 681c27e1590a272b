"""The page that leads to everything that can be set."""

TEXT = {
    "settings.title": ("设置", "Settings"),
    "settings.self": ("我", "Me"),
    "settings.people": ("人员", "People"),
    "settings.company": ("公司", "Company"),
}
