"""Industry templates."""

TEXT = {
    "industries.page": ("行业模板", "Industry templates"),
    "industries.page_hint": (
        "按行业加好字段、销售流程、跟进计划和演示数据；先看清楚会改什么，再应用",
        "Fields, a pipeline, follow-up plans and demo data by industry; shown before it is applied",
    ),
    "industries.keeps": (
        "只加新的，已有的字段和流程都不改。",
        "Only what is new is added. What is there stays as it is.",
    ),
    "industries.with_demo": ("同时加入演示数据", "With demo records too"),
    "industries.apply": ("应用模板", "Apply the template"),
    "industries.applied": ("已应用，新增 {count} 项", "Applied: {count} new thing[|s]."),
    "industries.is_applied": ("已应用", "Applied"),
    "industries.fields": (" 个字段", " fields"),
    "industries.stages": (" 个阶段", " stages"),
    "industries.task": ("跟进：", "Task: "),
    "industries.kind.field": ("字段", "Field"),
    "industries.kind.formula": ("公式", "Formula"),
    "industries.kind.pipeline": ("销售流程", "Pipeline"),
    "industries.kind.stage": ("阶段", "Stage"),
    "industries.kind.record": ("演示客户", "Demo customer"),
    "industries.does.new": ("新增", "New"),
    "industries.does.kept": ("已有", "There already"),
    "industries.does.other": ("同名不同类，跳过", "Left out: its name is taken"),
    "industries.unknown": ("没有这个行业模板", "There is no such template."),
    "industries.demo_owner": (
        "演示数据要有归属人，请登录后在设置里应用",
        "Demo records need an owner. Apply the template in the settings, signed in.",
    ),
    "audit.kind.template": ("行业模板", "Industry template"),
    "audit.action.industries.apply_template": ("应用行业模板", "Apply an industry template"),
}
