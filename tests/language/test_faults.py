"""What systems and libraries say went wrong is told in Vietnamese, or in brackets."""

import errno
import os
import zipfile
from pathlib import Path

import pytest

from planner.io.files import read_bytes
from planner.io.problems import InvalidInput
from planner.io.table_files import parse_table
from planner.io.yaml_lines import parse_text
from planner.language.faults import reason_of


def refused(path: Path) -> str:
    """Return why a path cannot be read."""
    with pytest.raises(OSError) as error:
        path.read_bytes()
    return reason_of(error.value)


@pytest.mark.usefixtures("vietnamese")
def test_what_the_system_says_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "folder").mkdir()
    assert refused(tmp_path / "folder") == "đây là một thư mục"
    assert refused(tmp_path / "file" / "below").startswith(
        "một phần của đường dẫn là tệp"
    )
    assert refused(tmp_path / "no" / "file") == "không có tệp hoặc thư mục này"
    assert refused(tmp_path / ("x" * 300)) == "tên quá dài"
    with pytest.raises(ValueError, match="null") as error:
        Path("a\0b").read_bytes()
    assert reason_of(error.value) == "tên có ký tự không được phép"


@pytest.mark.usefixtures("vietnamese")
@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.EACCES, "không có quyền truy cập"),
        (errno.EPERM, "không có quyền truy cập"),
        (errno.ENOSPC, "ổ đĩa đã đầy"),
        (errno.EROFS, "ổ đĩa chỉ cho đọc"),
        (errno.ELOOP, "các liên kết dẫn vòng tròn"),
    ],
)
def test_errors_that_are_hard_to_make_are_told_too(number: int, words: str) -> None:
    assert reason_of(OSError(number, os.strerror(number))) == words


@pytest.mark.usefixtures("vietnamese")
def test_what_is_not_known_is_kept_in_brackets() -> None:
    text = os.strerror(errno.ESTALE)
    assert reason_of(OSError(errno.ESTALE, text)) == f"lỗi kỹ thuật ({text})"
    assert reason_of(RuntimeError()) == "lỗi kỹ thuật (RuntimeError)"
    assert reason_of("strange\n news") == "lỗi kỹ thuật (strange news)"


def test_in_english_what_is_not_known_stays_as_it_is() -> None:
    assert reason_of(OSError(errno.ESTALE, "Stale file handle")) == "Stale file handle"
    assert reason_of(OSError(errno.ENOSPC, "x")) == "no space is left on the disk"


@pytest.mark.usefixtures("vietnamese")
@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a: b: c", "dấu hai chấm thừa"),
        ("a: [1, 2", "chưa đóng hoặc thiếu dấu phẩy, gặp cuối tệp"),
        ("a: {x: 1", "dấu ngoặc nhọn chưa đóng"),
        ("a: 'x", "dấu nháy chưa đóng"),
        ("a: 'x\n---\n", "gặp dòng “---”"),
        ("a:\n\t- b", "phím Tab"),
        ("a: @x", "không được bắt đầu bằng '@'"),
        ("- a\nb: c", "thụt đầu dòng không khớp"),
        ('a: "\\q"', "không hiểu ký tự 'q'"),
        ("a: *x", "'x' chưa được khai báo"),
        ("a: 1\n---\nb: 2", "mỗi tệp chỉ có một phần"),
        ("a: \x07", "không nhìn thấy #x0007 không được phép, ở vị trí 3"),
        ("%x\na: 1", "không bắt đầu đúng cách, gặp một giá trị"),
        ("a: &", "phải là một tên"),
        ("a: | 3x\n", "phải xuống dòng"),
        ("a: >x\n b", "phải xuống dòng"),
        ("key: - a", "không được bắt đầu ở đây"),
        ("a: ]", "thiếu giá trị"),
        ("a: !!int x", "'x' không phải số nguyên"),
        ("a: !!float x", "'x' không phải số"),
    ],
)
def test_what_is_no_yaml_is_told(text: str, words: str) -> None:
    with pytest.raises(InvalidInput) as error:
        parse_text(text, "scenario.yaml")
    assert words in error.value.problems[0].message


@pytest.mark.usefixtures("vietnamese")
def test_damaged_workbooks_are_told(tmp_path: Path) -> None:
    path = tmp_path / "whole.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a", "b")
    half = path.read_bytes()[:-10]
    with pytest.raises(InvalidInput) as error:
        parse_table(half, "half.xlsx")
    assert "chỉ còn một phần" in error.value.problems[0].message


@pytest.mark.usefixtures("vietnamese")
def test_a_folder_in_place_of_a_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput) as error:
        read_bytes(tmp_path, "officials.csv", 10, "")
    assert "không phải tệp" in error.value.problems[0].message
