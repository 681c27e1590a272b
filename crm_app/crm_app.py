"""Where everything is put together, and the only file that knows all of it."""

import reflex as rx
from reflex.utils.prerequisites import get_web_dir

from crm_app import api as api_package
from crm_app import models, pages, services
from crm_app.api.base import api
from crm_app.api.caller import is_own_page
from crm_app.api.headers import secured
from crm_app.api.unknown import behind
from crm_app.components.head import HEAD
from crm_app.config import settings
from crm_app.core import database
from crm_app.core.permissions import system_actor
from crm_app.lib import lifeline
from crm_app.lib.discover import import_all
from crm_app.lib.memory import keep_loaded
from crm_app.services.repeats import free_unfinished
from crm_app.state.guard import Guard, log_exception
from crm_app.state.live import run_live

database.configure(settings().database_url)
for package in (models, services, api_package, pages):
    import_all(package)

app = rx.App(
    head_components=HEAD,
    stylesheets=["/puer.css"],
    html_lang="zh-CN",
    api_transformer=[behind(api), api, secured(get_web_dir() / "build" / "client", settings())],
    backend_exception_handler=log_exception,
    toaster=None,
)
# By itself engine.io takes every connection for plain HTTP and refuses the pages served over TLS.
assert app.sio is not None
app.sio.eio.cors_allowed_origins = is_own_page
app.add_middleware(Guard(), index=0)
app.register_lifespan_task(run_live, app=app)


def _begin() -> None:
    """Before the first request: what a server had begun and died of may be asked for again."""
    lifeline.end_with(settings().parent)
    if settings().processes == 1:
        free_unfinished(system_actor("serve"))
    keep_loaded()


app.register_lifespan_task(_begin)
