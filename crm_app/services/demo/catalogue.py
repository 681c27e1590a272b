"""Groups, the bundle and the price books of the demo's products."""

from typing import Any

# key, the group it is in, names
GROUPS = (
    ("software", "", "软件", "Software"),
    ("hardware", "", "设备与耗材", "Equipment and supplies"),
    ("device", "hardware", "设备", "Equipment"),
    ("supplies", "hardware", "耗材", "Supplies"),
    ("service", "", "服务", "Services"),
)
GROUP_OF = {
    "PE-100": "software", "PE-200": "software", "PE-800": "software", "PE-310": "device",
    "PE-320": "device", "PE-400": "device", "PE-700": "device", "PE-710": "supplies",
    "PE-500": "service", "PE-510": "service", "PE-520": "service", "PE-600": "service",
}  # fmt: skip
BUNDLE = ("PE-900", "门店开业套装", "Shop Starter Bundle", "套", 15800)
BUNDLE_PARTS = (("PE-320", 1), ("PE-310", 1), ("PE-700", 1), ("PE-710", 5), ("PE-510", 1))
# names, for whom and in which currency, (product, from quantity, price)
BOOKS: tuple[tuple[str, str, dict[str, Any], tuple[tuple[str, int, str], ...]], ...] = (
    (
        "重点客户价", "Key accounts", {"tiers": ["A"]},
        (
            ("PE-310", 1, "6500"), ("PE-310", 10, "6200"), ("PE-310", 50, "5800"),
            ("PE-320", 1, "3990"), ("PE-320", 20, "3700"), ("PE-710", 10, "288"),
            ("PE-710", 100, "256"), ("PE-100", 1, "45600"), ("PE-900", 1, "14800"),
        ),
    ),
    (
        "设备批量价", "Equipment by volume", {},
        (
            ("PE-310", 20, "6460"), ("PE-320", 20, "3990"), ("PE-400", 10, "940"),
            ("PE-400", 50, "890"), ("PE-700", 10, "2470"), ("PE-710", 20, "304"),
            ("PE-710", 100, "276"),
        ),
    ),
    (
        "海外美元价", "Export, US dollars", {"currency": "USD"},
        (("PE-310", 1, "1050"), ("PE-310", 20, "980"), ("PE-320", 1, "650"), ("PE-400", 1, "150")),
    ),
)  # fmt: skip
