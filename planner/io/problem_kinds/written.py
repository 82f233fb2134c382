"""What is written, and the pseudonyms in it."""

from planner.io.problem_kinds.kind import Kind

KINDS: dict[str, Kind] = {
    # Pseudonyms
    "pseudonym-key": Kind(
        "error",
        "The secret of pseudonyms is damaged",
        "the file does not hold 64 hexadecimal digits",
        "restore it; if it is lost, delete it: officials then get other codes",
    ),
    "pseudonyms-equal": Kind(
        "error",
        "Pseudonyms are not unique",
        "two codes are equal, or an id of the roster looks like a code",
        "delete the file, and a new secret is made",
    ),
    # Writing
    "folder-in-use": Kind(
        "error",
        "The folder is in use",
        "the folder exists and is not empty",
        "name a new folder",
    ),
    "folder-unwritable": Kind(
        "error",
        "The folder cannot be written",
        "the folder cannot be written: {reason}",
        "choose a place where you may write",
    ),
    "file-unwritable": Kind(
        "error",
        "A file cannot be written",
        "the file cannot be written: {reason}",
        "name a new file, in a place where you may write",
    ),
}
