"""Files as people really have them come out as a careful person would type them in."""

import pytest

from crm_app.lib.tables import open_table
from tests.lib.tables.nastier import NASTIER
from tests.lib.tables.nasty import NASTY

FILES = NASTY | NASTIER


@pytest.mark.parametrize("name", FILES)
def test_a_nasty_file_is_read_as_a_careful_person_would(name, tmp_path):
    data, wanted = FILES[name]()
    path = tmp_path / "any.dat"  # what it is called says nothing
    path.write_bytes(data)
    found = open_table(path, "any.dat")
    assert found.columns == wanted.columns
    rows = [row.cells for row in found.rows()]
    assert rows == wanted.rows
    assert wanted.notes <= {note.code.rpartition(".")[2] for note in found.notes}
