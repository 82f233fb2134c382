"""Every name that is used is declared, and every test fits what it tests."""

from collections.abc import Iterable, Iterator

from models.attribute import Attribute, Category, Flag, Ladder, Number, SetOf
from models.condition import Condition
from models.course import Grant
from models.expression import parse
from models.expression import problems as filter_problems
from models.limits import Limits
from models.scenario import ScenarioSpec
from planner.io.checks import walk
from planner.io.problems import Problem, problem
from planner.io.suggestions import suggestion
from planner.language import _
from planner.language.sentences import told

_TESTS = {
    Ladder: "at_least: <level>",
    Number: "at_least: <number>",
    Category: "any_of: [<values>]",
    SetOf: "any_of: [<values>], or fits with fitting",
    Flag: "equals: true or false",
}


def check(spec: ScenarioSpec) -> list[Problem]:
    """Return names that refer to nothing and tests that fit no attribute."""
    found: list[Problem] = []
    for path, text in walk.filters(spec):
        for message, name, known in filter_problems(
            parse(text), spec.attributes, spec.groups
        ):
            if message.startswith("unknown"):
                found.append(_unknown(path, told(message), name, known))
            else:
                hint = _("correct the filter {text}").format(text=repr(text))
                found.append(_misfit(path, name, f"{told(message)}: {name}", hint))
    for path, condition in walk.conditions(spec):
        found.extend(_of_condition(path, condition, spec))
    for name, course in spec.courses.items():
        for at, grant in enumerate(course.grants):
            found.extend(_of_grant(f"courses.{name}.grants.{at}", grant, spec))
    for name, line in spec.budget.items():
        for at, rule in enumerate(line.pays):
            path = f"budget.{name}.pays.{at}.courses"
            found.extend(_unlisted(path, _("course"), rule.courses or (), spec.courses))
    fields = [name for name in Limits.model_fields if name != "sources"]
    found.extend(_unlisted("rules.sources", _("field"), spec.rules.sources, fields))
    found.extend(_of_forms(spec))
    return found


def _of_forms(spec: ScenarioSpec) -> Iterator[Problem]:
    forms = spec.forms
    yield from _unlisted("forms.rows", _("course"), forms.rows, spec.courses)
    categories = _names_of(spec.attributes, Category)
    post = [] if forms.post is None else [forms.post]
    yield from _unlisted("forms.post", _("category"), post, categories)
    name = forms.post_attribute(spec.attributes)
    attribute = None if name is None else spec.attributes[name]
    values = attribute.values if isinstance(attribute, Category) else ()
    yield from _unlisted("forms.post_titles", _("value"), forms.post_titles, values)


def _of_condition(
    path: str, condition: Condition, spec: ScenarioSpec
) -> Iterator[Problem]:
    name = condition.attribute
    attribute = spec.attributes.get(name)
    if attribute is None:
        yield _unknown(
            f"{path}.attribute", _("unknown attribute"), name, spec.attributes
        )
        return
    at_least = condition.at_least
    fits_kind = {
        Ladder: isinstance(at_least, str),
        Number: isinstance(at_least, float | int),
        Category: condition.any_of is not None,
        SetOf: condition.any_of is not None or condition.fits is not None,
        Flag: condition.equals is not None,
    }[type(attribute)]
    if not fits_kind:
        reason = _("{name} is a {kind}, which is tested in another way").format(
            name=name, kind=attribute.kind
        )
        yield _misfit(
            path,
            name,
            reason,
            _("write {what}").format(what=_TESTS[type(attribute)]),
        )
        return
    if isinstance(attribute, Ladder):
        here = f"{path}.at_least"
        yield from _unlisted(here, _("level"), [str(at_least)], attribute.levels)
    elif isinstance(attribute, Category | SetOf):
        values = condition.any_of or ()
        yield from _unlisted(f"{path}.any_of", _("value"), values, attribute.values)
    if condition.fits is not None and isinstance(attribute, SetOf):
        yield from _of_fitting(path, condition, attribute, spec)


def _of_fitting(
    path: str, condition: Condition, attribute: SetOf, spec: ScenarioSpec
) -> Iterator[Problem]:
    fits = str(condition.fits)
    category = spec.attributes.get(fits)
    if not isinstance(category, Category):
        names = _names_of(spec.attributes, Category)
        yield _unknown(f"{path}.fits", _("unknown category"), fits, names)
        return
    fitting = condition.fitting or {}
    yield from _unlisted(f"{path}.fitting", _("value"), fitting, category.values)
    for value, values in fitting.items():
        here = f"{path}.fitting.{value}"
        yield from _unlisted(here, _("value"), values, attribute.values)


def _of_grant(path: str, grant: Grant, spec: ScenarioSpec) -> Iterator[Problem]:
    name = grant.attribute
    attribute = spec.attributes.get(name)
    if attribute is None:
        known = _names_of(spec.attributes, (Ladder, SetOf))
        yield _unknown(f"{path}.attribute", _("unknown attribute"), name, known)
    elif isinstance(attribute, Ladder) and grant.level is not None:
        yield from _unlisted(
            f"{path}.level", _("level"), [grant.level], attribute.levels
        )
    elif isinstance(attribute, SetOf) and grant.add is not None:
        yield from _unlisted(f"{path}.add", _("value"), grant.add, attribute.values)
    else:
        reason = _("{name} is a {kind}").format(name=name, kind=attribute.kind)
        hint = _("grant a `level` of a ladder, or `add` values to a set")
        yield _misfit(path, name, reason, hint)


def _names_of(
    attributes: dict[str, Attribute], kinds: type | tuple[type, ...]
) -> list[str]:
    return [name for name, item in attributes.items() if isinstance(item, kinds)]


def _unlisted(
    path: str, what: str, names: Iterable[str], known: Iterable[str]
) -> Iterator[Problem]:
    allowed = list(known)
    for name in names:
        if name not in allowed:
            yield _unknown(path, _("unknown {what}").format(what=what), name, allowed)


def _unknown(path: str, reason: str, name: str, known: Iterable[str]) -> Problem:
    return problem(
        "unknown-reference",
        path=path,
        value=name,
        reason=reason,
        name=name,
        hint=suggestion(name, known, _("known")),
    )


def _misfit(path: str, name: str, reason: str, hint: str) -> Problem:
    return problem("condition-misfit", path=path, value=name, reason=reason, hint=hint)
