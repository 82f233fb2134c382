"""The help of commands, and click's own texts, in the language in use."""

import copy
from collections.abc import Callable
from inspect import cleandoc
from types import ModuleType

import click
from click import core, decorators, exceptions, formatting, parser, termui, types

from planner.language import Language, _, marked, of_click, use

_PLAIN = "\b"  # click leaves the lines of a paragraph that begins with it as they are
_EXAMPLE = marked("Example:")
_LANGUAGE = marked("Language: Vietnamese or English.  [default: as PLANNER_LANG says]")
_OWN_TEXTS: tuple[ModuleType, ...] = (
    core, decorators, exceptions, formatting, parser, termui, types,
)  # fmt: skip


def in_language(command: click.Command) -> click.Command:
    """Return a command whose help is told in the language in use, and takes `--lang`."""
    told = copy.copy(command)
    told.params = [copy.copy(param) for param in command.params]
    if all(param.name != "lang" for param in told.params):
        # The help was told before the option was read, so it is told again.
        told.params.append(language_option(lambda: _tell(told, command)))
    _tell(told, command)
    return told


def language_option(chosen: Callable[[], None] = lambda: None) -> click.Option:
    """Return the option that chooses the language.

    Parameters
    ----------
    chosen
        Called when the language is in use.
    """

    def choose(
        context: click.Context, option: click.Parameter, language: Language | None
    ) -> None:
        if language is not None:
            use(language)
            chosen()

    return click.Option(
        ["--lang"],
        type=click.Choice(["vi", "en"]),
        is_eager=True,
        expose_value=False,
        callback=choose,
        help=_LANGUAGE,
    )


def tell_own_texts() -> None:
    """Let click say its own texts, such as `Usage:`, in the language in use.

    It asks gettext for them, which reads compiled catalogues only; ours is a text file.
    """
    for module in _OWN_TEXTS:
        module.__dict__["_"] = of_click
        if "ngettext" in module.__dict__:
            module.__dict__["ngettext"] = _of_click_counted


def _of_click_counted(one: str, several: str, number: int) -> str:
    return of_click(one if number == 1 else several)


def _tell(told: click.Command, command: click.Command) -> None:
    told.help = _paragraphs(command.help)
    told.epilog = _paragraphs(command.epilog)
    help_of = {param.name: getattr(param, "help", None) for param in command.params}
    for param in told.params:
        if isinstance(param, click.Option):
            param.help = _(help_of.get(param.name) or _LANGUAGE)
    if isinstance(command, click.Group) and isinstance(told, click.Group):
        told.commands = {
            name: in_language(each) for name, each in command.commands.items()
        }


def _paragraphs(text: str | None) -> str | None:
    """Return a help text, each paragraph told by itself."""
    if text is None:
        return None
    return "\n\n".join(map(_paragraph, cleandoc(text).split("\n\n")))


def _paragraph(text: str) -> str:
    if text.startswith(_PLAIN):
        return text.replace(_EXAMPLE, _(_EXAMPLE))
    return _(" ".join(text.split()))
