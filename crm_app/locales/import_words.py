"""How columns are called in tables that people bring: the first word of each is the product's own,
which its exports use; the others are those of clerks and of other programs.

`imports.words.<field>` holds for every kind of record, `imports.words.<kind>.<field>` for one.
"""

TEXT = {
    # people
    "imports.words.name": (
        "姓名、名字、联系人、联系人姓名、联系人名称、客户姓名、人员姓名",
        "name, full name, person name, contact name, display name, fn",
    ),
    "imports.words.given_name": ("名", "given name, first name, forename, firstname"),
    "imports.words.middle_name": ("中间名", "middle name, additional name, middle initial"),
    "imports.words.family_name": ("姓、姓氏", "family name, last name, surname, lastname"),
    "imports.words.honorific": (
        "称呼、称谓、尊称",
        "form of address, honorific, salutation, name prefix, prefix, mr/ms, courtesy title",
    ),
    "imports.words.suffix": ("姓名后缀", "name suffix, suffix"),
    "imports.words.other_name": (
        "其他姓名、英文名、英文姓名、昵称、别名、曾用名",
        "other name, nickname, nick name, alias, english name, chinese name, also known as",
    ),
    "imports.words.birthday": (
        "生日、出生日期、出生年月、出生年月日、公历生日",
        "birthday, date of birth, birth date, birthdate, dob, bday",
    ),
    "imports.words.company": (
        "公司、公司名称、公司名、单位、单位名称、工作单位、所在单位、所在公司、所属公司、所在客户、所属客户、企业、企业名称、客户、客户名称、客户公司、公司全称、就职公司、机构、机构名称、组织",
        "company, company name, organization, organisation, organization name, organisation name, employer, account, account name, firm, business name, org, customer, customer name, company / account, company/account, primary company",
    ),
    "imports.words.title": (
        "职位、职务、岗位、职称、头衔、职位名称",
        "job title, title, job position, position, role, occupation, organization title, jobtitle, designation, function",
    ),
    "imports.words.department": (
        "部门、所在部门、所属部门、科室、部门名称",
        "department, dept, division, organization department, org department",
    ),
    "imports.words.mobile": (
        "手机、手机号、手机号码、移动电话、移动手机、联系手机、手机电话",
        "mobile, iphone, i phone, mobile phone, cell, cell phone, mobile number, mobile no, mobile phone number, cellphone, cellular, mobilephone",
    ),
    "imports.words.phone": (
        "座机、电话、电话号码、固定电话、固话、办公电话、公司电话、单位电话、联系电话、工作电话、家庭电话、住宅电话、总机、其他电话",
        "phone, telephone, phone number, tel, tel no, telephone number, work phone, business phone, office phone, home phone, other phone, company phone, company main phone, landline, main phone, primary phone, direct phone, phone no, contact number",
    ),
    "imports.words.fax": (
        "传真、传真号码、传真号、公司传真、办公传真",
        "fax, fax number, business fax, work fax, home fax, facsimile, fax no",
    ),
    "imports.words.email": (
        "邮箱、电子邮箱、电子邮件、邮件、邮箱地址、邮件地址、电子邮件地址、邮址、企业邮箱、公司邮箱、工作邮箱、个人邮箱、私人邮箱",
        "email, e-mail, mail, email address, e-mail address, work email, home email, business email, personal email, other email, primary email, additional email addresses, secondary email, company email",
    ),
    "imports.words.wechat": (
        "微信、微信号、微信账号、个人微信",
        "wechat, wechat id, weixin, we chat",
    ),
    "imports.words.website": (
        "网址、网站、官网、公司网址、公司网站、公司官网、企业网址、主页、网页、公司主页",
        "website, web site, web page, url, homepage, website url, company website, home page, web, www, website home-page, website work, company domain name",
    ),
    "imports.words.address": (
        "地址、详细地址、通讯地址、联系地址、公司地址、单位地址、办公地址、注册地址、经营地址、家庭地址、住址、收货地址、企业地址、通信地址",
        "address, full address, mailing address, business address, home address, other address, work address, company address, postal address, billing address, address formatted, postal address formatted",
    ),
    "imports.words.street": (
        "街道、街道地址",
        "street, street address, street 2, street2, address1, address 2, address2, business street, home street, other street, street 1, address line 1, address 1, mailing street, billing street, address street, addr1",
    ),
    "imports.words.city": (
        "市、市/县、城市、所在城市、地市、城市名称",
        "city, town, business city, home city, other city, mailing city, billing city, address city, locality",
    ),
    "imports.words.province": (
        "省、省/市/自治区、省份、所在省份、州、省市自治区",
        "province, state, region, state/region, state/province, business state, home state, other state, mailing state/province, mailing state, billing state, county, address region",
    ),
    "imports.words.postcode": (
        "邮编、邮政编码",
        "postcode, postal code, zip, zip code, zip/postal code, business postal code, home postal code, other postal code, mailing zip/postal code, mailing postal code, billing zip, address postal code",
    ),
    "imports.words.country": (
        "国家、国家/地区、国别、国家地区",
        "country, country/region, business country/region, business country, home country/region, home country, other country/region, other country, mailing country, billing country, address country",
    ),
    "imports.words.source": (
        "来源、客户来源、线索来源、渠道、来源渠道、获客渠道、添加渠道、信息来源",
        "source, lead source, original source, acquisition channel, channel, traffic source",
    ),
    "imports.words.owner": (
        "负责人、业务员、销售、销售员、客户经理、销售代表、销售人员、负责销售、所属人、归属人、归属销售、跟进人、所有人、拥有人、添加人、我方负责人、客户负责人、业务经理、所属员工、跟单员",
        "owner, contact owner, lead owner, deal owner, account owner, opportunity owner, sales rep, salesperson, account manager, assigned to, record owner, sales, sales representative, company owner, responsible",
    ),
    "imports.words.note": (
        "备注、说明、附注、备注信息、描述、注释、其他说明、补充说明",
        "note, notes, remarks, remark, comment, comments, description, memo, message, background, background info",
    ),
    "imports.words.id": ("id", "id"),
    # customers
    "imports.words.customers.name": (
        "名称、客户名称、客户、公司名称、公司、企业名称、单位名称、客户全称、公司全称、客户简称、单位、客户公司名称",
        "name, customer name, company name, account name, organization name, organization, company, customer, account, business name, client, client name",
    ),
    "imports.words.customers.kind": ("类型", "kind"),
    "imports.words.customers.tier": (
        "等级、客户等级、客户级别、级别、分级、客户分级、客户评级",
        "tier, customer tier, level, customer level, grade, account tier, class, abc class",
    ),
    "imports.words.customers.stage": (
        "阶段、客户阶段、生命周期、生命周期阶段",
        "stage, lifecycle stage, customer stage, lifecycle",
    ),
    "imports.words.customers.legal_name_zh": (
        "中文全称、法定名称、工商名称、营业执照名称、中文名称",
        "legal name (chinese), legal name, registered name, chinese name",
    ),
    "imports.words.customers.legal_name_en": (
        "英文全称、英文名称、英文名、公司英文名、公司英文名称、外文名称",
        "legal name (english), english name, name in english, company name (english)",
    ),
    "imports.words.customers.tax_id": (
        "税号、统一社会信用代码、纳税人识别号、社会信用代码、信用代码、统一信用代码、税务登记号、营业执照号、公司税号、开票税号",
        "tax number, tax id, tax no, vat no, vat number, vat id, vat reg no, tin, ein, registration number, credit code, unified social credit code, tax identification number",
    ),
    "imports.words.customers.industry": (
        "行业、所属行业、行业类别、行业分类、客户行业、1级行业、一级行业",
        "industry, sector, line of business, business sector",
    ),
    "imports.words.customers.region": (
        "地区、所在地区、区域、所属区域、所在地、省市、大区",
        "area, region, sales region, territory",
    ),
    "imports.words.customers.size": (
        "规模、公司规模、人员规模、企业规模、员工人数、人数、员工数",
        "size, company size, employees, no of employees, number of employees, employee count, headcount",
    ),
    "imports.words.customers.parent": (
        "上级客户、上级公司、母公司、总公司、所属集团",
        "parent, parent account, parent company, parent customer, parent organization, ultimate parent",
    ),
    "imports.words.customers.contact": (
        "联系人、主要联系人、首要联系人、联系人姓名、第一联系人",
        "contact, contact person, main contact, primary contact, contact name",
    ),
    "imports.words.customers.website": ("网址", "website"),
    # leads
    "imports.words.leads.name": (
        "姓名、线索姓名、联系人",
        "name, lead name, contact, contact person",
    ),
    "imports.words.leads.region": ("地区、所在地区、区域、所在地、省市", "area, territory"),
    "imports.words.leads.industry": ("行业、所属行业、行业类别、行业分类", "industry, sector"),
    "imports.words.leads.size": (
        "规模、公司规模、人员规模、企业规模、员工人数、人数、员工数",
        "size, company size, employees, no of employees, number of employees, headcount",
    ),
    "imports.words.leads.campaign": (
        "活动、市场活动、推广活动、营销活动、活动名称、广告计划、推广计划",
        "campaign, campaign name, marketing campaign, utm campaign, promotion",
    ),
    "imports.words.leads.product": (
        "意向产品、感兴趣的产品、咨询产品、产品、需求产品",
        "product, product interest, interested in, product of interest",
    ),
    "imports.words.leads.note": (
        "咨询内容、需求、需求描述、留言、留言内容、客户需求、咨询问题",
        "note, enquiry, inquiry, requirements, question, needs",
    ),
    "imports.words.leads.status": ("状态、线索状态、跟进状态", "status, lead status, lead state"),
    # deals
    "imports.words.deals.name": (
        "商机名称、名称、商机、项目名称、机会名称、商机标题、销售机会、项目",
        "deal name, name, opportunity name, opportunity, deal, title, deal title, subject, project, project name",
    ),
    "imports.words.deals.customer": (
        "客户、客户名称、公司、公司名称、单位名称、企业名称、所属客户、客户公司、客户全称",
        "customer, account name, account, company, company name, organization, customer name, client",
    ),
    "imports.words.deals.contact": (
        "联系人、首要联系人、主要联系人、客户联系人、联系人姓名、关键联系人",
        "contact, contact person, primary contact, contact name, main contact, associated contact",
    ),
    "imports.words.deals.pipeline": (
        "销售管道、销售流程、流程、管道",
        "pipeline, sales process, sales pipeline",
    ),
    "imports.words.deals.stage": (
        "阶段、销售阶段、商机阶段、项目阶段、当前阶段",
        "stage, deal stage, sales stage, opportunity stage, pipeline stage",
    ),
    "imports.words.deals.amount": (
        "金额、预计金额、预计成交金额、商机金额、预计销售金额、合同金额、项目金额、预算、预计金额合计、销售金额",
        "amount, value, deal value, deal amount, opportunity amount, estimated value, expected amount, deal size, contract value",
    ),
    "imports.words.deals.currency": (
        "币种、货币、币别",
        "currency, amount currency, currency of value, deal currency code, currency code, opportunity currency",
    ),
    "imports.words.deals.expected_close": (
        "预计成交日期、预计成交时间、预计签单日期、预计结单日期、预计签约日期、预计结束日期、预计成单日期、预计完成日期",
        "expected close, close date, expected close date, closing date, estimated close date, expected closing, forecast close date",
    ),
    "imports.words.deals.competitor": (
        "竞争对手、竞品、主要竞争对手",
        "competitor, main competitor, main competitors, competition",
    ),
    "imports.words.deals.lost_reason": (
        "输单原因、丢单原因、失败原因、流失原因",
        "lost reason, loss reason, closed lost reason, reason lost",
    ),
    "imports.words.deals.note": ("备注", "note"),
    # products
    "imports.words.products.code": (
        "编号、产品编号、产品编码、商品编码、商品编号、物料编码、物料编号、货号、型号编码、料号、存货编码",
        "code, product code, sku, item code, item no, item number, product id, part number, part no, article number, stock code, product number, material no",
    ),
    "imports.words.products.name": (
        "名称、产品名称、商品名称、品名、物料名称、货品名称、产品、商品、存货名称",
        "name, product name, item name, product, item, description, title, material",
    ),
    "imports.words.products.name_zh": (
        "中文名称、中文名、中文品名",
        "name (chinese), chinese name",
    ),
    "imports.words.products.name_en": (
        "英文名称、英文名、英文品名",
        "name (english), english name, name in english",
    ),
    "imports.words.products.unit": (
        "单位、计量单位、销售单位、主单位",
        "unit, unit of measure, uom, sales unit",
    ),
    "imports.words.products.price": (
        "单价、价格、售价、标准售价、标准价格、标准价、销售价、零售价、标价、目录价、参考售价、含税单价、不含税单价",
        "price, list price, unit price, sales price, selling price, standard price, retail price, msrp, rrp",
    ),
    "imports.words.products.cost": (
        "成本、成本价、进价、采购价、进货价、参考成本、标准成本",
        "cost, unit cost, cost price, purchase price, standard cost, buying price",
    ),
    "imports.words.products.currency": ("币种、货币、币别", "currency, currency code"),
    "imports.words.products.tax_rate": (
        "税率、税率%、增值税率、增值税税率、销项税率",
        "tax rate, vat, vat rate, vat %, tax %, tax percent, tax",
    ),
    "imports.words.products.category": (
        "类别、分类、产品分类、商品分类、产品类别、产品类型、品类、所属分类",
        "category, product category, product family, product group, family, group, product type",
    ),
    "imports.words.products.is_active": (
        "是否在售、是否上架、是否启用、启用、在售、上架",
        "active, is active, on sale, for sale, enabled",
    ),
    # orders
    "imports.words.orders.number": (
        "编号、订单编号、订单号、单据号、单号、销售单号、销售订单号、单据编号、订单编码、合同编号",
        "number, order number, order no, order id, order, invoice no, invoice number, invoice, sales order, so number, order name",
    ),
    "imports.words.orders.customer": (
        "客户、客户名称、公司、公司名称、单位名称、购买方、购货单位、买方、客户全称、客户公司",
        "customer, customer name, account, account name, company, client, buyer, company name, bill to",
    ),
    "imports.words.orders.contact": (
        "联系人、收货人、客户联系人、下单人",
        "contact, contact person, contact name, ordered by, recipient",
    ),
    "imports.words.orders.status": ("状态、订单状态、单据状态", "status, order status"),
    "imports.words.orders.ordered_on": (
        "下单日期、订单日期、下单时间、订购日期、订单时间、单据日期、成交日期、销售日期、签订日期、开单日期、日期",
        "ordered on, order date, date, invoice date, date of order, ordered at, purchase date, sale date, document date",
    ),
    "imports.words.orders.ordered_time": (
        "下单时刻、时刻、到店时间、消费时间、开单时间、入座时间、点单时间",
        "time of day, time, order time, time ordered, visit time, check-in time, transaction time",
    ),
    "imports.words.orders.party": (
        "同来人数、人数、用餐人数、就餐人数、客数、到店人数、来客数",
        "party of, party size, party, guests, covers, pax, number of guests, people",
    ),
    "imports.words.orders.deliver_by": (
        "交货日期、要求交货日期、交付日期、交期、预计交货日期、约定交货日期",
        "deliver by, delivery date, due date, requested delivery date, promised date, expected delivery, required date",
    ),
    "imports.words.orders.product": (
        "产品编码、产品编号、商品编码、商品编号、物料编码、物料编号、货号、料号、存货编码",
        "product code, item code, sku, stock code, item no, lineitem sku, product sku, part number, article number, item number",
    ),
    "imports.words.orders.text": (
        "产品名称、商品名称、品名、产品、商品、物料名称、货品名称、存货名称",
        "product, product name, item, item name, description, lineitem name, line item, article",
    ),
    "imports.words.orders.unit": ("单位、计量单位", "unit, unit of measure, uom"),
    "imports.words.orders.quantity": (
        "数量、订购数量、销售数量、订单数量、件数",
        "quantity, qty, lineitem quantity, ordered quantity, units, order quantity",
    ),
    "imports.words.orders.price": (
        "单价、价格、销售单价、不含税单价、成交单价",
        "price, unit price, lineitem price, sales price, item price",
    ),
    "imports.words.orders.discount": (
        "折扣、折扣率、折扣率%、折扣百分比",
        "discount, discount %, discount percent, line discount, lineitem discount",
    ),
    "imports.words.orders.tax_rate": ("税率、税率%、增值税率", "tax rate, vat rate, vat %, tax %"),
    "imports.words.orders.net": (
        "不含税金额、净额、未税金额、不含税总额、金额",
        "net, net amount, subtotal, amount excl tax, net total, amount",
    ),
    "imports.words.orders.tax": ("税额、增值税额、税金", "tax, tax amount, taxes, vat, vat amount"),
    "imports.words.orders.total": (
        "总额、价税合计、含税金额、订单金额、订单总额、合计金额、总金额、含税总额、应收金额",
        "total, grand total, total amount, order total, amount incl tax, gross, gross amount, order amount",
    ),
    "imports.words.orders.currency": ("币种、货币、币别", "currency, currency code"),
    "imports.words.orders.note": ("备注、摘要、订单备注", "note, memo"),
    # activities
    "imports.words.activities.kind": (
        "类型、跟进方式、方式、活动类型、跟进类型、联系方式",
        "kind, type, activity type, channel, method",
    ),
    "imports.words.activities.text": (
        "内容、跟进内容、跟进记录、记录、活动内容、沟通内容、跟进详情、主题、标题",
        "text, subject, description, details, body, notes, note, activity notes, comments, content, summary",
    ),
    "imports.words.activities.outcome": (
        "结果、跟进结果、沟通结果",
        "outcome, result, disposition, call outcome",
    ),
    "imports.words.activities.happened_at": (
        "时间、跟进时间、跟进日期、日期、联系时间、活动时间、拜访时间、拜访日期",
        "time, date, activity date, happened at, when, occurred at, start date, start, call date, done on",
    ),
    "imports.words.activities.author": (
        "跟进人、记录人、拜访人、负责人、业务员、销售",
        "author, assigned to, owner, by, user, logged by, sales rep, activity owner, done by",
    ),
    "imports.words.activities.customer": (
        "客户、客户名称、公司、公司名称、单位名称、所属客户",
        "customer, company, account, account name, organization, company name, customer name, client",
    ),
    "imports.words.activities.contact": (
        "联系人、联系人姓名、客户联系人、拜访对象",
        "contact, contact person, contact name, person, with",
    ),
    "imports.words.activities.deal": (
        "商机、商机名称、关联商机、项目",
        "deal, opportunity, deal name, opportunity name, project",
    ),
    # What says for certain that a column is none of the fields, whatever it holds.
    "imports.words.none": (
        "人员、下一步、停留天数、成交概率、加权金额、序号、编号、行号、性别、年龄、民族、QQ、QQ号、QQ号码、旺旺、身份证、身份证号、身份证号码、护照号、银行账号、银行卡号、开户行、注册资本、注册资金、成立日期、法人、法定代表人、创建人、创建时间、创建日期、录入时间、录入人、更新时间、修改时间、最后修改时间、最后跟进时间、下次跟进时间、下次联系时间、提交时间、添加时间、客户编号、客户编码、商机编号、标签、爱好、兴趣、民族、学历、籍贯、婚姻状况、照片、头像、附件、图片、产品图片、库存、库存数量、条码、条形码、规格、规格型号、仓库、IP地址、落地页、赢率、成交状态、客户状态、负责人部门、负责人主属部门、所属团队、区、区县、县、唯一性ID、毛利、利润、重量",
        "people, days in stage, weighted, entered, no, number, row, gender, sex, age, created, created at, created date, create date, date created, created by, creation date, updated, updated at, modified, last modified, last modified date, last activity date, last contacted, last seen, first seen, next step, next activity date, tags, labels, label, groups, group membership, categories, photo, avatar, picture, image, spouse, children, hobby, hobbies, anniversary, assistant, assistant phone, assistants phone, manager, managers name, passport, bank account, initials, yomi name, phonetic name, language, priority, sensitivity, private, location, mileage, keywords, user 1, directory server, rating, annual revenue, revenue, expected revenue, probability, win probability, fiscal period, age, weight, stock, barcode, customer id, customer no, customer number, account number, record id, lead id, contact id, deal id, person id, owner id, owner role, duration, ip address, landing page, utm source, utm medium, referrer, linkedin, linkedin url, twitter, facebook, skype, pager, telex, callback, isdn, car phone, radio phone, ttytdd phone, email type, e-mail type, e-mail display name, phone type, type, label",
    ),
    # What says nothing: then the content is looked at.
    "imports.words.vague": (
        "联系方式、联系、通讯方式、号码、信息、内容、列、字段、数据、其他、其它",
        "contact info, contact details, contact, info, data, value, column, field, unnamed, other, misc, details",
    ),
}
