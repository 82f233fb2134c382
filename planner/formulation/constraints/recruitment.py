"""Recruitment: Σ over streams of h[vacancy type, stream] = vacancies; streams in limits.

A potential recruit on a course is one of those recruited: blocks count them (`build`).
"""

from collections import defaultdict

from models.prices import recruit_charge
from planner.formulation.matrix import Matrix
from planner.formulation.shared import Shared, Terms


def add(matrix: Matrix, shared: Shared) -> None:
    """Fill every vacancy, keep the limits of the streams, and charge the price."""
    hiring, scenario = shared.hiring, shared.scenario
    if hiring is None or scenario.spec.recruitment is None:
        return
    of_type: dict[int, Terms] = defaultdict(list)
    of_stream: dict[tuple[str, int], Terms] = defaultdict(list)
    for group, column in shared.recruits.items():
        name, year = hiring.stream(group), hiring.year(group)
        of_type[group // hiring.width].append((column, 1))
        of_stream[name, year].append((column, 1))
        line, amount = recruit_charge(scenario, name, year)
        if amount:
            at = scenario.line_ids.index(line), year - shared.catalogue.first
            shared.charges[at].append((column, amount))
    for number, terms in of_type.items():
        size = int(hiring.sizes[number])
        year = hiring.year(number * hiring.width)
        matrix.row(f"vacancies:{year}[{number}]", terms, size, size)
    for name, stream in scenario.spec.recruitment.streams.items():
        for year in scenario.spec.horizon.years:
            fewest = stream.limits.min.at(year) or 0
            most = None if stream.limits.max is None else stream.limits.max.at(year)
            terms = of_stream[name, year]
            if fewest:
                matrix.row(f"recruits-min:{name}@{year}", terms, lower=fewest)
            if most is not None:
                matrix.row(f"recruits-max:{name}@{year}", terms, upper=most)
