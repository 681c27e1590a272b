"""What `crm verify` says."""

TEXT = {
    "verify.good": (
        "审计链、引用、合计和派生数据都正确",
        "The audit chain, references, sums and derived figures are right.",
    ),
    "verify.audit": (
        "审计记录 {number}（{at}，{action}）被改动过，或它前面的记录不见了",
        "Audit entry {number} ({at}, {action}) was altered, or what stood before it is gone.",
    ),
    "verify.audit_end": (
        "审计链到第 {number} 条为止，而最后写入的是第 {head} 条：末尾的记录不见了，或者是别处添上的",
        "The audit chain ends at entry {number}, and the last one written was {head}: its end is gone, or "
        "was added by somebody else.",
    ),
    "verify.reference": (
        "表 {table} 第 {row} 行指向 {target} 中不存在的记录",
        "Row {row} of {table} points to something in {target} that does not exist.",
    ),
    "verify.sales": (
        "商机“{name}”的产品销售记录与已接受的报价不一致",
        "Deal “{name}”: what is kept of its product sales is not what its accepted quotes say.",
    ),
    "verify.offered": (
        "商机“{name}”的报价产品记录与它的报价不一致",
        "Deal “{name}”: what is kept of the products offered in it is not what its quotes say.",
    ),
    "verify.buyer": (
        "商机“{name}”上记的客户级别、行业、来源或地区与客户资料不一致",
        "Deal “{name}”: tier, industry, source or region kept of its customer is not the customer's.",
    ),
    "verify.sum": (
        "报价 {number} 的 {figure} 存的是 {stored}，应为 {right}",
        "Quote {number}: {figure} is stored as {stored}; it should be {right}.",
    ),
    "verify.bundle": (
        "组合 {name} 的成本存的是 {stored}，按组成应为 {right}",
        "Bundle {name}: its cost is stored as {stored}; that of its parts is {right}.",
    ),
    "verify.money": (
        "{kind} {number} 的 {figure} 存的是 {stored}，应为 {right}",
        "{kind} {number}: {figure} is stored as {stored}; it should be {right}.",
    ),
    "verify.last_contact": (
        "“{name}”的最近联系时间存的是 {stored}，应为 {right}",
        "“{name}”: the last contact is stored as {stored}; it should be {right}.",
    ),
    "verify.passed": (
        "商机“{name}”经过的阶段与历史不符：存的是 {stored}，应为 {right}",
        "The stages that deal {name} has passed do not fit its history: {stored}, right is {right}.",
    ),
    "verify.holder": (
        "商机“{name}”的阶段记录写的负责人是 {stored}，应为 {right}",
        "The stage history of deal {name} is kept for {stored}; it should be {right}.",
    ),
    "verify.target_months": (
        "目标 {name} 应有 {right} 个月，实有 {stored} 个",
        "Target {name} should have {right} months and has {stored}.",
    ),
}
