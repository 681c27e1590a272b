"""What changes the built pages is really at work, and in the order that it needs."""

import inspect

from reflex.plugins.base import Plugin

from crm_app.components import build, paint


def test_every_plugin_of_the_build_is_used():
    own = {
        kind
        for module in (build, paint)
        for _, kind in inspect.getmembers(module, inspect.isclass)
        if issubclass(kind, Plugin) and kind.__module__ == module.__name__
    }
    used = [type(one) for one in build.BUILD_PLUGINS]
    assert own == set(used) & own
    assert {build.AddressBar, paint.PaintEnglish} <= own
    # What looks at every page comes after the English ones are there.
    assert used.index(paint.PaintEnglish) < used.index(paint.PaintFirst)
    assert used[-1] is build.StampWorker
