"""What can be started from anywhere: the first entries of the palette."""

from dataclasses import dataclass

from crm_app.core.permissions import Permission


@dataclass(frozen=True, slots=True)
class Start:
    """An action: its text, its sign, who may, and what it does.

    It goes to `address`; where that ends in `#sheet`, it opens the sheet of this name, at once
    where the page shown has it. `call` is a function of assets/js/page.js instead.
    """

    text: str
    sign: str
    permission: Permission
    address: str = ""
    call: str = ""


STARTS = (
    Start("customers.new", "building-2", Permission.CUSTOMER_WRITE, "/customers#new-customer"),
    Start("contacts.new", "user-plus", Permission.CONTACT_WRITE, "/contacts#new-contact"),
    Start("leads.new", "user-plus", Permission.LEAD_WRITE, "/capture/lead"),
    Start("leads.new", "user-plus", Permission.LEAD_WRITE, "/leads#new-lead"),
    Start("deals.new", "handshake", Permission.DEAL_WRITE, "/deals#new-deal"),
    Start("quotes.new", "file-plus", Permission.QUOTE_WRITE, "/quotes#new-quote"),
    Start("captures.new.task", "square-check", Permission.CAPTURE, "/capture/task"),
    Start("captures.new.note", "sticky-note", Permission.CAPTURE, "/capture/note"),
    Start("captures.new.visit", "map-pin", Permission.CAPTURE, "/capture/visit"),
    Start("palette.card", "camera", Permission.CAPTURE, "/cards"),
    Start("palette.voice", "mic", Permission.CAPTURE, "/voice"),
    Start("users.invite", "user-plus", Permission.USER_ADMIN, "/settings/users"),
    Start("palette.language", "languages", Permission.SELF, call="toggleLanguage"),
    Start("shell.theme", "sun-moon", Permission.SELF, call="toggleTheme"),
    Start("shell.side", "panel-left", Permission.SELF, call="toggleSide"),
    Start("shell.sign_out", "log-out", Permission.SELF, call="signOut"),
)
