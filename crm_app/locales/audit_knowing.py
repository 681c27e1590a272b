"""What the audit says of tiers, stages, segments and relations."""

TEXT = {
    "audit.action.lifecycle.ask_recompute": ("要求重算客户价值", "Ask to reckon customer value"),
    "audit.action.lifecycle.recompute_if_due": (
        "每晚重算客户价值",
        "Reckon customer value at night",
    ),
    "audit.action.lifecycle.recompute": ("重算客户价值", "Reckon customer value"),
    "audit.action.lifecycle.save_rules": (
        "修改级别与生命周期规则",
        "Change tier and lifecycle rules",
    ),
    "audit.action.lifecycle.override_tier": ("手动设客户级别", "Set a customer's tier by hand"),
    "audit.action.lifecycle.release_tier": (
        "客户级别改回按规则",
        "Let a tier follow the rules again",
    ),
    "audit.kind.lifecycle": ("客户价值", "Customer value"),
    "audit.kind.lifecycle_rule": ("级别与生命周期规则", "Tier and lifecycle rules"),
    "audit.kind.tier_override": ("手动级别", "Tier set by hand"),
    "audit.kind.relation": ("关系", "Relation"),
    "audit.field.a_spend": ("A 级消费", "Tier A: spent"),
    "audit.field.a_orders": ("A 级下单", "Tier A: orders"),
    "audit.field.b_spend": ("B 级消费", "Tier B: spent"),
    "audit.field.b_orders": ("B 级下单", "Tier B: orders"),
    "audit.field.applies_tiers": ("每晚写入级别", "Tiers applied each night"),
    "audit.field.first_days": ("只有一单时的天数", "Days after a single order"),
    "audit.field.shortest_days": ("最短间隔", "Shortest interval"),
    "audit.field.risk_percent": ("可能流失的百分比", "At risk, percent"),
    "audit.field.lost_percent": ("已流失的百分比", "Lost, percent"),
    "audit.field.before": ("原级别", "Tier before"),
    "audit.field.since": ("起", "Since"),
    "audit.field.other_customer_id": ("另一客户", "Other customer"),
    "audit.field.other_contact_id": ("另一联系人", "Other contact"),
}
