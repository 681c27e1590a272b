"""Forms of address: 张伟总, Dr Avery Smith. Which of them stand where, and when they are none."""

import re

from crm_app.lib.surnames import COMPOUND

_WORDS = """
    副董事长 董事长 执行董事 总经理助理 副总经理 总经理 副总裁 总裁 总工程师 高级工程师 工程师 副总监 总监 部门经理
    大区经理 区域经理 项目经理 客户经理 销售经理 产品经理 副经理 经理 副主任医师 主任医师 副主任 主任 主管 组长 班长 副厂长 厂长 副店长
    店长 副局长 局长 副处长 处长 科长 副校长 校长 副院长 院长 副所长 所长 副部长 部长 副行长 行长 区长 市长 镇长
    乡长 村长 会长 秘书长 理事长 副书记 书记 副教授 教授 讲师 老师 导师 医生 大夫 护士 律师 会计 出纳 师傅 师父
    先生 女士 小姐 太太 夫人 博士 硕士 同学 同志 老板 老总 总工 总助 副总 助理 秘书 司机 店主 掌柜 顾问 专员 警官
    大哥 大姐 阿姨 叔叔
    董事長 總經理 副總 總監 經理 老師 醫生 總裁 工程師 會計 律師
"""
_LONG = tuple(_WORDS.split())
_SHORT = "总董工哥姐總"
# Whatever stands before them: nobody is called so.
_SURE = frozenset("总董總")
LATIN = re.compile(
    r"((?:(?:mr|mrs|ms|miss|mx|dr|prof|professor|sir|madam|dame|rev|hon|capt|phil|med|rer nat|ir|ing|dipl-ing)\b\.?\s*)+)\s+(?=\S)",
    re.IGNORECASE,
)


def of_chinese(name: str) -> str:
    """The form of address at the end of a Chinese name without blanks; empty where there is none."""
    for word in _BY_LENGTH:
        rest = name.removesuffix(word)
        if rest != name and 1 <= len(rest) <= 6 and _fits(rest, word):
            return word
    return ""


def is_one(word: str) -> bool:
    """Whether a word is a form of address by itself."""
    return word in _LONG or word in _SHORT


def _fits(rest: str, word: str) -> bool:
    """李工, 张总: one letter after a surname, or after a whole name of three letters."""
    if len(word) > 1:
        return True
    return len(rest) in (1, 3) or rest in COMPOUND or word in _SURE


def of_latin(found: re.Match[str]) -> str:
    """Mr, Prof Dr: as they are kept, without dots."""
    words = re.findall(r"[\w-]+", found.group(1))
    return " ".join(word.capitalize() for word in words)


_BY_LENGTH = sorted([*_LONG, *_SHORT], key=len, reverse=True)
