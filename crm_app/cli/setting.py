"""What commands that need the database do first."""

from crm_app import services
from crm_app.config import settings
from crm_app.core import database, migrate
from crm_app.lib.discover import import_all
from crm_app.services.defaults import ensure_defaults


def prepare() -> None:
    """Open the configured database, create or migrate it, and fill in what every one has.

    Every service is imported: a change is indexed by whoever registered its model.
    """
    # Nobody else of the machine reads what is kept there.
    settings().data.mkdir(mode=0o700, parents=True, exist_ok=True)
    database.configure(settings().database_url)
    import_all(services)
    migrate.upgrade()
    ensure_defaults()
