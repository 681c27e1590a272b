"""The set-up page is asked for before the first administrator, and never again."""


def test_anybody_learns_whether_the_set_up_is_to_be_done(call):
    nobody, path = call(""), "/api/v1/setup"
    assert nobody.get(path).json() == {"needed": True}
    form = {
        "company": "听雨轩",
        "name": "Nora",
        "email": "nora@example.com",
        "password": "kept-by-nora-7",
    }
    assert nobody.post(path, json=form).status_code == 204
    assert nobody.get(path).json() == {"needed": False}
    assert nobody.post(path, json=form | {"email": "eve@example.com"}).status_code == 409
