"""The words by which Chinese names of people and companies are known."""

from crm_app.lib import surnames
from crm_app.lib.chinese_places import PLACES
from crm_app.services.voice.facts.lexicon import words

SURNAMES = surnames.USUAL
# Of a name in a list, not of one guessed at: most are words. Firms begin with those that are left out.
RARE_SURNAMES = surnames.KNOWN - frozenset("云和平强水母花衣乐位但么常鹿昌元皮茅蓬")
COMPOUND_SURNAMES = surnames.COMPOUND
# Rather words than surnames where a name is only guessed at.
DOUBTFUL_SURNAMES = frozenset(
    "原盖权幸蔚和于任向成明时文全安应解关管连车费边单方万包项路游房师商查白高金石"
)
TITLES = words(
    """
    董事长 副总经理 总经理 总工程师 副总裁 总裁 总监 副总 总工 经理 主任 主管 主席 处长 科长 局长
    校长 院长 所长 部长 厂长 店长 行长 站长 馆长 社长 园长 队长 组长 会长 秘书长 秘书 助理 老师
    教授 博士 医生 大夫 律师 会计 书记 工程师 师傅 阿姨 大姐 大哥 大叔 叔 老板娘 老板 女士 先生 小姐 太太 采购 总 董 工
    哥 姐 处 局 科 院
    """
)
POLITE = ("女士", "先生", "小姐", "太太")
ROLES = words(
    """
    负责人 对接人 联系人 经办人 决策人 采购经理 采购总监 采购主管 采购 总经理 副总经理 副总 总监
    技术总监 技术负责人 财务总监 财务经理 财务 运营总监 运营 销售总监 项目经理 经理 主任 主管
    老板 董事长 院长 校长 厂长 店长 秘书 助理 工程师 老总 行政 人事 信息科 老师 创始人 合伙人
    主厨 馆长 社长 站长 CEO CTO CFO CIO COO 副总裁 总裁 签字人 甲方代表 代表 主理人 掌柜 采购员
    设计师 技师 药师 培训师 农艺师 园艺师 造型师 调酒师 酿酒师 面点师 厨师长 护士长 班长 组长 队长
    调度 调度员 库管 保管员 领班 品控 总编 主编 编辑 导演 制片 策展人 教务 班主任 船长 场长 矿长 镇长
    村长 支书 部长 处长 科长 局长 所长 行长 园长 会长 总工 审计 采购助理 翻译
    会计 出纳 质检 厂务 仓管 项目负责人
    """
)
STRONG_TAILS = words(
    """
    科技 物流 电子 医疗 制造 教育 集团 公司 股份 实业 贸易 商贸 建设 建筑 能源 网络 通信 通讯
    酒店 出版社 出版 银行 证券 保险 食品 饮料 餐饮 药业 医药 制药 生物 化工 机械 重工 汽车 电器
    电气 电力 地产 置业 物业 传媒 文化 广告 服饰 服装 家居 家具 建材 钢铁 纺织 农业 牧业 航空
    航运 快递 仓储 超市 百货 商场 小学 中学 大学 学院 学校 医院 诊所 研究院 研究所 设计院 事务所
    工厂 基金 资本 投资 控股 光电 半导体 新材料 环保 新能源 光伏 精密 五金 塑胶 塑料 包装 印刷
    供应链 电商 连锁 乳业 酒业 珠宝 美妆 宠物 旅行社 旅游 幼儿园 检测 模具 仪器 水务 燃气 港务
    铁路 船舶 造纸 陶瓷 玻璃 橡胶 石化 矿业 园林 装饰 照明 安防 冷链 母婴 眼镜 茶业 果业 渔业
    种业 饲料 皮革 鞋业 玩具 体育 健身 口腔 咨询 律所 影业 影视 游戏 书店 技术 国际 动力 装备
    门窗 电缆 线缆 轴承 阀门 泵业 电机 木业 粮油 调味品 烘焙 咖啡 奶茶 药房 大药房 门诊部 担保
    租赁 信托 期货 测绘 航天 检验 认证 文旅 文创 演艺 会展 拍卖 家政 保洁 货运 运输 客运 公交
    路桥 港口 水产 果蔬 生鲜 便利店 火锅 酒楼 饭店 宾馆 民宿 公寓 影院 剧院 书城 培训 早教 托育
    科创 创投 电竞 直播 电视台 报社 杂志社 气体 石油 煤业 铝业 铜业 锂业 铸造 涂料 油墨 日化 香料
    医美 美容 护理 康复 体检 康养 养老 中药 农机 种植 养殖 花卉 精工 精机 制衣 织造 印染 箱包
    皮具 钟表 首饰 文具 图书 乐器 户外 轮胎 汽配 驾校 充电 储能 电池 风电 水电 热力 电网 节能
    环境 净水 管道 消防 电梯 幕墙 门业 地板 卫浴 厨具 灯具 家纺 床垫 数控 机床 自动化 仪表 传感
    激光 重科 海运 货代 外贸 进出口 互娱 动漫 传播 公关 策划 税务 人力 劳务 物资 供销 糖业 盐业
    茶叶 啤酒 饮品 零食 糕点 物流园 产业园 科技园 工业园 调料 布艺 油气 广场 购物中心 商业 实验室 特钢 炊具 餐具 卫视 幼教 教具 酱业 面业 米业 豆制品 冷饮 海鲜 烧烤 茶饮 家纺 羽绒 绣品 丝绸 毛纺 染料 染整 木器 竹业 石材 水泥 混凝土 砂石 管业 线路板 芯片 电路 显示 微电子 通讯设备 导航 雷达 无人机 航模 消毒 防疫 疫苗 基因 诊断 牙科 眼科 骨科 妇幼 月子中心 殡葬 典当 彩票 邮政 速运 快运 配送 搬运 起重 电动车 客车 货车 房车 游艇 制冰 制氧 空调 暖通 锅炉 压缩机 风机 液压 密封 紧固件 弹簧 链条 齿轮 刀具 量具 磨具 焊接 电镀 喷涂 机电 商超 量贩 影城 美术馆 博物馆 图书馆 体育馆 动物园 游乐园 度假村
    温泉 俱乐部 商行 车行 琴行 花店 药店 家装 置地 城投 交投 建工 茶楼 钢构 钢结构 商管 微电 汽贸 拖拉机 渔具
    电瓷 织带 印务 塑业 模塑 制罐 制冷 物贸 工贸
    """
)
# Also words of products: believed only where a name ends.
WEAK_TAILS = words(
    """
    智能 数据 信息 软件 云 中心 店 厂 局 馆 院 工业 健康 商务 数码 数科 联盟 协会 商会 园区 商城
    家电 材料 设备
    """
)
# What follows a trade when the trade, not a company, is meant.
PRODUCT_WORDS = words(
    """
    系统 平台 模块 软件 方案 设备 管理 行业 业务 服务 成本 费 园 客服 看板 采购 需求 项目 市场 版
    产品 终端 接口 数据 报告 部 科 板块 领域 资质 器械 用品 公司 机 车 卡 站 课 延误 单 线 岗 展
    价 量 号 员 化 类 群
    """
)
REGIONS = (*PLACES, *words("中国"))

# Words that end where a name begins, or begin where one ends.
BEFORE_NAME = words(
    """
    客户 公司叫 名字叫 拜访 走访 回访 见到 见过 见完 见面 见 去了趟 去 到 来到 来自 联系上 联系
    打给 打电话给 电话 致电 和 跟 与 同 给 约 陪 找 请 在 从 对 向 为 由 叫 是 让 把 被 跑了趟 跑
    了 过 完 的 刚 那家 这家 一家 几家 位 个 趟 上午 下午 中午 早上 晚上 今天 昨天 前天 刚才 刚刚 介绍 推荐 接到
    收到 接 有 关于 还有 帮 替 代表 服务 等 问 聊 谈 通知 提醒 催 邀请 接待 签 跟进 拿下 丢 输 赢
    中标 搞定 老 这边 那边 我们 咱们 他们 你们 又 再 就 也 都 已经 先 然后 后来 最后 终于 其实
    因为 所以 不过 但是 如果 记 备注 记录 说 总算 结果 今早 今晚 这次 上次 周一 周二 周三 周四
    周五 周六 周日 会 要 想 得 需要 准备 打算 安排
    """
)
AFTER_NAME = words(
    """
    喝 送 签 带 陪
    说 讲 反馈 表示 觉得 认为 提 问 要 想 希望 答应 同意 那 对 负责 很 挺 不 没 也 已 约 打 发 来
    去 是 在 今 明 下 上 跟 和 与 把 给 聊 谈 见 吃 通 开 签 确认 回 会 就 都 又 还 比 催 让 请
    拍 点 介绍 告诉 投诉 抱怨 的 他 她 这 了 听 看 现 人 最 特 态 嫌 马 松 愿 有 收 决 安 主 刚
    先 再 需 可 能 应 接 带 抽 坚 直 帮 倒 非 十 基 拒 追 差 个 一 两 等 进 出 早 晚 临 正 交 做
    """
)
# Capitals in a Chinese note that are the name of nobody.
NO_FIRMS = frozenset(
    words(
        """
    crm erp ppt poc it cto ceo cfo cio hr pdf excel app api saas ok demo q1 q2 q3 q4 vip oa mes wms ip k w
    wifi a b c ab logo email pk kpi pi po license scope gps cad plc zoom teams
    """
    )
)
