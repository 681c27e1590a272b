"""Names of people as they are shown."""

import pytest

from crm_app.lib.names import called


@pytest.mark.parametrize(
    ("name", "honorific", "shown"),
    [
        ("张伟", "总", "张伟总"),
        ("张伟", "", "张伟"),
        ("Avery Smith", "Dr", "Dr Avery Smith"),
        ("Avery Smith", "博士", "Avery Smith博士"),
    ],
)
def test_the_form_of_address_stands_where_its_language_puts_it(name, honorific, shown):
    assert called(name, honorific) == shown
