"""The receiver of orders: one address and one secret, kept by an administrator."""

from crm_app.core import sealed
from crm_app.core.errors import Invalid
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command, query
from crm_app.models.ledger import Setting
from crm_app.services.erp import rules
from crm_app.services.erp.rows import ErpForm, ErpSettings
from crm_app.services.locks import one_at_a_time

_KEY = "erp"
_SECRET = (16, 200)
_PLACE = "setting.erp.secret"


@query(Permission.SETTINGS)
def erp_settings(work: Work) -> ErpSettings:
    """Where orders go."""
    return settings_of(work)


@command(Permission.SETTINGS)
def save_erp_settings(work: Work, form: ErpForm) -> None:
    """Another address, secret, or way; what is on its way goes to the new address."""
    one_at_a_time(work, _KEY)
    row = work.session.get(Setting, _KEY) or Setting(key=_KEY)
    value = dict(row.value)
    if form.url is not None:
        value["url"] = rules.read_url(form.url)
    if form.secret is not None and form.secret.strip():
        secret = form.secret.strip()
        if not _SECRET[0] <= len(secret) <= _SECRET[1]:
            raise Invalid("erp.secret_short", field="secret", least=_SECRET[0])
        value["secret"] = sealed.seal(secret, _PLACE)
    if form.is_automatic is not None:
        value["is_automatic"] = form.is_automatic
    changed = {name: value[name] for name in value if value[name] != row.value.get(name)}
    if not changed:
        return
    row.value = value
    work.session.add(row)
    work.record("setting:erp", **{k: "***" if k == "secret" else v for k, v in changed.items()})
    work.touch("setting:erp")


def settings_of(work: Work) -> ErpSettings:
    """Inside a use case: where orders go."""
    value = _value(work)
    has_secret = bool(secret_of(work))
    return ErpSettings(str(value.get("url", "")), has_secret, bool(value.get("is_automatic")))


def secret_of(work: Work) -> str:
    """Inside a use case of the worker: what requests are signed with.

    Empty where none was entered, and where the installation's key is another one since: it has to
    be entered again.
    """
    try:
        return sealed.unseal(str(_value(work).get("secret", "")), _PLACE)
    except sealed.Unreadable:
        return ""


def _value(work: Work) -> dict[str, object]:
    row = work.session.get(Setting, _KEY)
    return dict(row.value) if row else {}
