"""What is said of files that are read: why one cannot be, and what was noted of one."""

TEXT = {
    "taken.people": ("人员", "People"),
    "taken.format_unknown": (
        "不能导出成“{suffix}”，可以用 {known}",
        "There is no export as “{suffix}”. There is: {known}",
    ),
    "tables.empty": ("文件里没有内容", "There is nothing in the file."),
    "tables.only_head": ("文件里只有表头，没有数据", "There is a header and no data below it."),
    "tables.too_large": ("文件超过 {most} MB", "The file is larger than {most} MB."),
    "tables.too_wide": ("列太多，最多 {most} 列", "There are more than {most} columns."),
    "tables.too_many_rows": ("行太多，最多 {most} 行", "There are more than {most} rows."),
    "tables.too_many_cells": (
        "表格太大（{rows} 行 × {columns} 列），请拆成几个文件",
        "The table is too large ({rows} rows × {columns} columns). Split it into several files.",
    ),
    "tables.line_endless": (
        "有一行长得不像表格，文件可能已损坏",
        "One line is too long for a table. The file may be damaged.",
    ),
    "tables.binary": (
        "这不是表格或通讯录文件",
        "This is neither a table nor an address book.",
    ),
    "tables.broken": (
        "文件已损坏，请重新导出再试",
        "The file is damaged. Export it anew and try again.",
    ),
    "tables.bomb": (
        "文件解压后大得不正常，没有读取",
        "Unpacked, the file is far larger than a table is. It was not read.",
    ),
    "tables.encrypted": (
        "文件有密码，请去掉密码后再试",
        "The file has a password. Save it without one and try again.",
    ),
    "tables.unsafe": (
        "文件里有外部引用的定义，没有读取",
        "The file defines entities of its own, as tables never do. It was not read.",
    ),
    "tables.format_unknown": (
        "不支持这种文件（{format}），请另存为 xlsx 或 csv",
        "Files of this kind ({format}) are not read. Save it as xlsx or csv.",
    ),
    "tables.sheet_unknown": ("没有工作表“{sheet}”", "There is no sheet “{sheet}”."),
    "tables.note.encoding": ("编码：{encoding}", "Encoding: {encoding}"),
    "tables.note.mark": ("分隔符：{mark}", "Cells are separated by {mark}"),
    "tables.note.damaged": (
        "{count} 个字节无法识别，显示为“�”",
        "{count} byte[|s] could not be read and stand[s|] as “�”.",
    ),
    "tables.note.sheet": (
        "读取工作表“{sheet}”，未读取：{others}",
        "The sheet “{sheet}” was read; not read: {others}",
    ),
    "tables.note.title": ("表头上方的标题行，已跳过", "A line above the header, left out."),
    "tables.note.two_lines": ("表头有两行，已合并", "The header has two lines; they were joined."),
    "tables.note.no_head": (
        "没有表头，列按 A、B、C 命名",
        "There is no header: the columns are called A, B, C.",
    ),
    "tables.note.sum": ("合计行，已跳过", "A line of totals, left out."),
    "tables.note.head": ("重复的表头，已跳过", "The header once more, left out."),
    "tables.note.footer": ("表格下方的说明，已跳过", "A line below the table, left out."),
    "tables.note.ragged": (
        "这一行的格数多于表头",
        "This row has more cells than the header.",
    ),
    "tables.note.blank_rows": ("跳过 {count} 个空行", "{count} blank row[|s] left out."),
    "tables.note.serial": (
        "列“{column}”是 Excel 的日期数字，已换算",
        "“{column}” holds days as Excel counts them; they were converted.",
    ),
    "tables.note.day_order_dmy": (
        "列“{column}”的日期有两种读法，按 日/月/年 读取，请核对",
        "The dates of “{column}” can be read in two ways; the day was taken to stand first. "
        "Please check.",
    ),
    "tables.note.day_order_mdy": (
        "列“{column}”的日期有两种读法，按 月/日/年 读取，请核对",
        "The dates of “{column}” can be read in two ways; the month was taken to stand first. "
        "Please check.",
    ),
    "tables.note.day_order_ymd": (
        "列“{column}”的日期有两种读法，按 年/月/日 读取，请核对",
        "The dates of “{column}” can be read in two ways; the year was taken to stand first. "
        "Please check.",
    ),
    "tables.note.number_mark": (
        "列“{column}”的数字有两种读法，小数点按“{mark}”读取，请核对",
        "The numbers of “{column}” can be read in two ways; “{mark}” was taken for the decimal "
        "mark. Please check.",
    ),
    "tables.note.formulas_unknown": (
        "{count} 个公式没有保存结果，读作空白",
        "{count} formula[|s] [has|have] no stored result and [is|are] read as blank.",
    ),
    "tables.note.formulas": (
        "有 {count} 个公式，取其保存的结果",
        "There [is|are] {count} formula[|s]: stored results are taken, nothing is reckoned.",
    ),
    "tables.note.links": (
        "表格引用了其他文件，只取保存的值",
        "The table refers to other files; only stored values are taken.",
    ),
    "tables.note.percent": ("百分数按 12% 读作 12", "Percentages: 12% is read as 12."),
    "tables.note.merged": (
        "合并的单元格已逐行填上",
        "What merged cells say was written into each of their rows.",
    ),
    "tables.note.photos": ("{count} 张照片没有读取", "{count} photograph[|s] not read."),
    "tables.note.groups": ("{count} 个群组没有读取", "{count} list[|s] of people not read."),
    "tables.note.yearless": (
        "{count} 个生日没有年份，没有读取",
        "{count} birthday[|s] without a year, not read.",
    ),
    "tables.note.program": ("来自 {program}", "Written by {program}"),
}
