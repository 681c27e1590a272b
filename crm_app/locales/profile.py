"""One's own profile, password and sessions."""

TEXT = {
    "profile.title": ("个人资料", "Profile"),
    "profile.hint": (
        "姓名、语言、时区、密码和登录",
        "Name, language, time zone, password, sessions",
    ),
    "profile.name": ("姓名", "Name"),
    "profile.email": ("邮箱（登录用）", "E-mail (to sign in)"),
    "profile.role": ("角色", "Role"),
    "profile.team": ("团队", "Team"),
    "profile.zone": ("时区", "Time zone"),
    "profile.zone_hint": (
        "“今天”和提醒按这个时区算",
        "What counts as today, and when reminders are due",
    ),
    "profile.language": ("语言", "Language"),
    "profile.language_hint": (
        "界面立即切换；通知和邮件也用这种语言",
        "The screens change at once; notices and mail follow",
    ),
    "profile.saved": ("资料已保存", "Profile saved"),
    "profile.password": ("修改密码", "Change password"),
    "profile.password_hint": (
        "修改后所有设备都会退出，请用新密码重新登录。",
        "Every device is signed out; sign in again with the new password.",
    ),
    "profile.password_old": ("当前密码", "Current password"),
    "profile.password_new": ("新密码（至少 10 个字符）", "New password (at least 10 characters)"),
    "profile.password_again": ("再输一次新密码", "New password again"),
    "profile.password_submit": ("修改密码并退出", "Change and sign out"),
    "profile.sessions": ("登录的设备", "Where you are signed in"),
    "profile.sessions_hint": (
        "不认识的，请退出它并修改密码。",
        "End what you do not recognise, and change your password.",
    ),
    "profile.session_here": ("本机", "This one"),
    "profile.session_since": ("登录于 {when}", "Signed in {when}"),
    "profile.session_end": ("退出", "Sign out"),
    "profile.session_ended": ("已退出那台设备", "That device is signed out"),
    "profile.sessions_end": ("退出其他设备", "Sign out all others"),
    "profile.sessions_ended": ("已退出 {count} 处登录", "Signed out in {count} other places"),
}
