"""Whatever a file holds, reading ends in a scenario or in named problems."""

import re

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.io.problems import InvalidInput
from planner.io.read_scenario import load
from tests.io import good_scenario

FILES = ("scenario.yaml", "scenario.yaml", "whatif/cut.yaml", "tables/officials.csv",
         "tables/pins.csv", "tables/in_progress.csv")  # fmt: skip
PIECES = (
    b"null", b"[]", b"{}", b"-1", b"1e999", b".nan", b"true", b"''", b"\x00", b"\xff",
    b'"', b",", b"\n", b"\t", b": ", b"- ", b"&a ", b"*a", b"!!x ", b"@members", b"2026",
    b"[1,2]", b"{a: 1}", b"0", b"9" * 30, b"theory", b"<<: ", b"? ", b"2999", b"0000",
)  # fmt: skip
WORD = re.compile(rb"[A-Za-z0-9_@.]+")

changes = st.lists(
    st.tuples(st.booleans(), st.integers(0, 10_000), st.sampled_from(PIECES)),
    min_size=1,
    max_size=3,
)


def changed(data, edits):
    for whole_word, at, piece in edits:
        words = list(WORD.finditer(data))
        if whole_word and words:
            word = words[at % len(words)]
            data = data[: word.start()] + piece + data[word.end() :]
        else:
            at %= len(data) + 1
            data = data[:at] + piece + data[at:]
    return data


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(file=st.sampled_from(FILES), edits=changes)
def test_a_changed_file_is_read_or_refused_with_problems(tmp_path, file, edits):
    folder = good_scenario.write(tmp_path)
    path = folder / file
    path.write_bytes(changed(path.read_bytes(), edits))
    try:
        assert len(load(folder, ("cut",)).scenario.roster) > 0
    except InvalidInput as error:
        assert any(item.severity == "error" for item in error.problems)
        assert all(item.file and item.message for item in error.problems)
