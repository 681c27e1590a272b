"""What changes the built pages is really at work."""

import inspect

from reflex.plugins.base import Plugin

from crm_app.components import build


def test_every_plugin_of_the_build_is_used():
    own = {
        kind
        for _, kind in inspect.getmembers(build, inspect.isclass)
        if issubclass(kind, Plugin) and kind.__module__ == build.__name__
    }
    assert own == {type(one) for one in build.BUILD_PLUGINS} & own
    assert build.AddressBar in own
