"""Why a file could not be read or written, in the language in use.

Operating systems and libraries say so in English, or not at all. What they usually say has
a text of its own; anything else is told as they put it, in brackets.
"""

import errno

from planner.language import _, current, marked
from planner.language.sentences import told

_ERRORS = {
    errno.EACCES: marked("access is not allowed"),
    errno.EBUSY: marked("it is in use by another program"),
    errno.EDQUOT: marked("no more may be stored on this disk"),
    errno.EEXIST: marked("there is something of this name already"),
    errno.EFBIG: marked("it would become too large"),
    errno.EINVAL: marked("the name is not accepted"),
    errno.EIO: marked("the disk or the network drive fails"),
    errno.EISDIR: marked("it is a folder"),
    errno.ELOOP: marked("links lead in a circle"),
    errno.EMFILE: marked("too many files are open"),
    errno.ENAMETOOLONG: marked("the name is too long"),
    errno.ENFILE: marked("too many files are open"),
    errno.ENODEV: marked("the disk or the network drive is not there"),
    errno.ENOENT: marked("there is no such file or folder"),
    errno.ENOMEM: marked("there is not enough memory"),
    errno.ENOSPC: marked("no space is left on the disk"),
    errno.ENOTDIR: marked("a part of its path is a file, not a folder"),
    errno.ENOTEMPTY: marked("the folder is not empty"),
    errno.EPERM: marked("access is not allowed"),
    errno.EROFS: marked("the disk is write-protected"),
}


def reason_of(fault: Exception | str) -> str:
    """Return why something failed.

    Parameters
    ----------
    fault
        What was raised, or how a library puts it.
    """
    known = _ERRORS.get(getattr(fault, "errno", None) or 0)
    if known is not None:
        return _(known)
    text = getattr(fault, "strerror", None) or str(fault)
    text = " ".join(text.split()) or type(fault).__name__
    said = told(text)
    if current() == "en" or said != text:
        return said
    return _("a technical fault ({text})").format(text=text)
