"""The demo workspace."""

TEXT = {
    "demo.loaded_already": ("演示数据已经加载过了", "The demo workspace is loaded already."),
}
