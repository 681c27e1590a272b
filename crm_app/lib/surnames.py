"""Chinese surnames: those of two characters, and those that are read otherwise than the character."""

_TWO = """
    欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 司徒 令狐 端木 夏侯 宇文 长孙 轩辕 南宫 西门 独孤 百里
    闻人 申屠 太史 公冶 澹台 濮阳 赫连 钟离 鲜于 闾丘 万俟 单于 呼延 东郭 南门 羊舌 微生 公羊 谷梁 拓跋
    夹谷 宰父 颛孙 淳于 太叔 仲孙 司空 亓官 司寇 巫马 公西 漆雕 乐正 壤驷 公良 段干 左丘 东门 宗政 纳兰
    爱新觉罗 叶赫那拉 完颜 耶律
    歐陽 東方 諸葛 司馬 長孫 軒轅 鍾離 澹臺 聞人 獨孤 赫連 單于 鮮于 尉遲 納蘭 南宮 司徒 公孫
"""
COMPOUND = frozenset(_TWO.split())
# A given name may begin with the second character: 东方红 is no 东方; too rare to be guessed.
READINGS = {
    "单": "shan",
    "單": "shan",
    "仇": "qiu",
    "曾": "zeng",
    "解": "xie",
    "区": "ou",
    "區": "ou",
    "查": "zha",
    "任": "ren",
    "盖": "ge",
    "蓋": "ge",
    "朴": "piao",
    "翟": "zhai",
    "缪": "miao",
    "繆": "miao",
    "乐": "yue",
    "樂": "yue",
    "员": "yun",
    "員": "yun",
    "种": "chong",
    "冼": "xian",
    "洗": "xian",
    "华": "hua",
    "宁": "ning",
    "纪": "ji",
    "覃": "qin",
    "黑": "he",
    "秘": "bi",
    "那": "na",
    "召": "shao",
    "牟": "mou",
    "隗": "wei",
    "折": "she",
    "卜": "bu",
    "柏": "bai",
    "薄": "bo",
    "繁": "po",
    "逄": "pang",
    "郇": "xun",
    "乜": "nie",
    "句": "gou",
    "佴": "nai",
    "车": "che",
    "車": "che",
    "过": "guo",
    "尹": "yin",
    "哈": "ha",
    "盛": "sheng",
    "曲": "qu",
    "石": "shi",
    "沈": "shen",
    "祭": "zhai",
    "藏": "zang",
    "重": "chong",
    "葛": "ge",
    "褚": "chu",
    "眭": "sui",
    "万俟": "mo qi",
    "尉迟": "yu chi",
    "尉遲": "yu chi",
    "长孙": "zhang sun",
    "長孫": "zhang sun",
    "澹台": "tan tai",
    "令狐": "ling hu",
    "鲜于": "xian yu",
    "单于": "chan yu",
    "亓官": "qi guan",
    "夏侯": "xia hou",
    "皇甫": "huang fu",
    "呼延": "hu yan",
    "淳于": "chun yu",
    "乐正": "yue zheng",
    "宰父": "zai fu",
    "拓跋": "tuo ba",
}


def surname_of(name: str) -> str:
    """The surname at the beginning of a Chinese name."""
    for size in (4, 2):
        if name[:size] in COMPOUND:
            return name[:size]
    return name[:1]
