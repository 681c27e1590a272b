"""The second step of signing in."""

TEXT = {
    "second_factor.title": ("两步验证", "Second step"),
    "second_factor.on": ("已开启", "On"),
    "second_factor.off": ("未开启", "Off"),
    "second_factor.hint": (
        "登录时除密码外，再输入手机验证器上的六位数字。密码泄露也进不来。",
        "Besides the password, signing in asks for six digits from an app on your phone: a stolen password"
        " alone opens nothing.",
    ),
    "second_factor.begin": ("开始设置", "Set it up"),
    "second_factor.step_app": (
        "在手机上打开一个验证器应用（任何支持 TOTP 的都可以）",
        "Open an authenticator app on your phone (any that knows TOTP)",
    ),
    "second_factor.step_scan": (
        "扫描二维码，或手工输入密钥",
        "Scan the picture, or type the key by hand",
    ),
    "second_factor.step_code": ("输入应用显示的六位数字", "Enter the six digits that it shows"),
    "second_factor.picture": ("供验证器扫描的二维码", "QR code for the authenticator app"),
    "second_factor.secret": ("密钥", "Key"),
    "second_factor.code": ("六位验证码", "Six digits"),
    "second_factor.turn_on": ("开启", "Turn on"),
    "second_factor.turned_on": ("两步验证已开启", "The second step is on"),
    "second_factor.turn_off": ("关闭两步验证", "Turn it off"),
    "second_factor.turned_off": ("两步验证已关闭", "The second step is off"),
    "second_factor.stays": (
        "你的角色必须使用两步验证，不能关闭。",
        "Your role has to have it: it cannot be turned off.",
    ),
    "second_factor.codes": ("恢复码", "Recovery codes"),
    "second_factor.codes_hint": (
        "手机丢了，就用这些恢复码登录，每个只能用一次。请打印或抄下来放好：离开后就看不到了。",
        "When the phone is lost, each of these lets you in once. Print or write them down and keep them"
        " safe: they are not shown again.",
    ),
    "second_factor.codes_kept": ("我已保存好", "I have kept them"),
    "second_factor.codes_left": ("还有 {count} 个恢复码", "{count} recovery code[|s] left"),
    "second_factor.renew": ("换一套恢复码", "New recovery codes"),
    "second_factor.since": ("{when}起开启", "On since {when}"),
    "second_factor.rules": ("登录规则", "Signing in"),
    "second_factor.rules_hint": (
        "哪些角色必须使用两步验证",
        "Which roles need the second step",
    ),
    "second_factor.required": ("必须使用两步验证的角色", "Roles that need the second step"),
    "second_factor.required_hint": (
        "保存后立即生效：还没开启的人只能看到开启它的页面，开启后照常使用。",
        "It holds at once: who has not turned it on sees nothing but the page to do so, and goes on as usual"
        " afterwards.",
    ),
    "second_factor.rules_saved": ("登录规则已保存", "The rules are saved"),
    "second_factor.remove": ("移除两步验证", "Remove the second step"),
    "second_factor.removed": (
        "{name} 的两步验证已移除，所有登录已退出",
        "The second step of {name} is removed, and all sessions ended",
    ),
}
