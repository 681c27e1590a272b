"""Today: the home page."""

TEXT = {
    "home.title": ("今天", "Today"),
    "home.hello": ("{name}，你好", "Hello {name}"),
}
