"""Nothing that the planner does uses a network."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.folders import write_scenario

GUARD = """
import os, sys

def watch(event, words):
    # Every way to reach another machine; names are asked for before connecting.
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname",
                 "socket.sendto", "urllib.Request", "http.client.connect"):
        with open(os.environ["SEEN"], "a") as file:
            file.write(f"{event} {words}\\n")
        raise OSError("no network")

sys.addaudithook(watch)
"""


@pytest.fixture
def guarded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Python, in this process's children and theirs, without any network.

    Returns the file that tells every attempt.
    """
    folder = tmp_path / "guard"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(GUARD)
    monkeypatch.setenv("PYTHONPATH", str(folder))
    monkeypatch.setenv("SEEN", str(tmp_path / "seen"))
    return tmp_path / "seen"


def run(*words: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    program = [sys.executable, "-c", "from planner.cli import main; main()"]
    return subprocess.run(
        [*program, *map(str, words)], cwd=cwd, env=os.environ, capture_output=True,
        text=True, check=False,
    )  # fmt: skip


def test_the_guard_sees_a_network(guarded: Path) -> None:
    program = "import socket; socket.create_connection(('127.0.0.1', 9))"
    subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert "socket" in guarded.read_text()


def test_neither_commands_nor_their_pages_use_the_network(
    guarded: Path, tmp_path: Path
) -> None:
    folder = write_scenario(tmp_path / "hamlet")
    commands = [
        ("validate", folder),
        ("solve", folder, "--out", "run"),
        ("solve", folder, "--what-if", "poor", "--out", "poor"),
        ("verify", folder, "run"),
        ("report", "run", "--out", "tables", "--html", "page.html", "--xlsx", "b.xlsx"),
        ("compare", "run", "poor"),
        ("runs", "list", "--in", "."),
    ]
    for command in commands:
        done = run(*command, cwd=tmp_path)
        assert done.returncode == 0, (command, done.stderr)
    assert not guarded.exists(), guarded.read_text()
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    for way in ("http://", "https://", "//cdn", "@import", "fetch(", "XMLHttpRequest"):
        assert way not in page.replace("http://www.w3.org/", ""), way
