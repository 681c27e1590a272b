"""Reflex settings. Matters of run time (port, address) are not baked into the build."""

import reflex as rx

from crm_app.components.build import BUILD_PLUGINS
from crm_app.config import settings

config = rx.Config(
    app_name="crm_app",
    frontend_port=settings().port,
    backend_port=settings().port,
    backend_host=settings().host,
    # Constant on purpose: the built page follows its own origin (components/build.py).
    api_url="http://localhost:8000",
    deploy_url="http://localhost:8000",
    telemetry_enabled=False,
    show_built_with_reflex=False,
    state_manager_mode="redis" if settings().redis_url else "memory",
    redis_url=settings().redis_url,
    cors_allowed_origins=[],
    frontend_compression_formats=["brotli", "gzip"],
    plugins=BUILD_PLUGINS,
    disable_plugins=[rx.plugins.SitemapPlugin],
)
