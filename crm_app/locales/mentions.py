"""Colleagues named in notes, and questions to them."""

TEXT = {
    "mentions.mentioned": (
        "{who}在“{name}”里提到了您：{text}",
        "{who} mentioned you at {name}: {text}",
    ),
    "mentions.asked": (
        "{who}就“{name}”向您求助：{text}",
        "{who} asks for your help with {name}: {text}",
    ),
    "mentions.answered": ("{who}回答了您：{text}", "{who} answered you: {text}"),
    "mentions.colleague": ("@ 同事", "@ a colleague"),
    "mentions.nobody": ("不提到同事", "Nobody"),
    "mentions.is_question": ("请他帮忙，等他回答", "Ask for help, open until answered"),
    "mentions.title": ("求助", "Questions"),
    "mentions.open": ("等待回答", "Open"),
    "mentions.done": ("已回答", "Answered"),
    "mentions.closed": ("不用回答了", "Closed"),
    "mentions.to_you": ("{who}问您", "{who} asks you"),
    "mentions.to_other": ("{who}问{asked}", "{who} asks {asked}"),
    "mentions.answer": ("回答", "Answer"),
    "mentions.answer_words": ("您的回答", "Your answer"),
    "mentions.close": ("不用回答了", "No answer needed"),
    "mentions.answer_saved": ("已回答，对方会收到通知", "Answered; who asked is told."),
    "mentions.closed_now": ("已关闭这个求助", "The question is closed."),
    "mentions.not_asked": ("这个问题不是问您的", "You were not asked this."),
    "mentions.answered_already": ("这个问题已经有答复了", "This was answered already."),
    "mentions.nobody_asked": ("请选一位同事，或写 @姓名", "Choose a colleague, or write @name."),
    "mentions.unknown": (
        "不能提到这个人：不存在、已停用或无权看",
        "That person cannot be named: unknown, disabled or not allowed to read this.",
    ),
    "mentions.unclear": (
        "有几位同事都叫“{name}”，请从名单里选",
        "Several colleagues are called {name}: choose from the list.",
    ),
    "mentions.not_found": ("没有这个问题", "There is no such question."),
}
