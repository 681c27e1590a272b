"""Files around a customer or contact, and the way a customer came."""

TEXT = {
    "shelf.title": ("文件", "Files"),
    "shelf.add": ("上传文件", "Upload a file"),
    "shelf.none": (
        "还没有文件。照片、文档和录音都会在这里。",
        "No files yet. Photos, documents and recordings will be here.",
    ),
    "shelf.all": ("全部", "All"),
    "shelf.group.picture": ("图片", "Pictures"),
    "shelf.group.document": ("文档", "Documents"),
    "shelf.group.sound": ("录音", "Recordings"),
    "shelf.open": ("打开 {name}", "Open {name}"),
    "shelf.delete": ("删除 {name}", "Delete {name}"),
    "shelf.deleted": ("已删除文件 {name}", "{name} deleted."),
    "shelf.more": ("再显示 {count} 个", "{count} more"),
    "journey.title": ("一路走来", "The way so far"),
    "journey.is.lead": ("成为线索", "Lead"),
    "journey.is.known": ("建档", "On file"),
    "journey.is.contact": ("首次联系", "First contact"),
    "journey.is.deal": ("首个商机", "First deal"),
    "journey.is.quote": ("首次报价", "First quote"),
    "journey.is.contract": ("签约", "Contract"),
    "journey.is.order": ("首单", "First order"),
    "journey.is.last_order": ("最近一单", "Last order"),
    "journey.is.payment": ("首次回款", "First payment"),
}
