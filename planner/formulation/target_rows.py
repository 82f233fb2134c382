"""Target rows: who attains each target, and what is still missing."""

from planner.formulation import cuts, nested_share
from planner.formulation.formulation import Formulation


def add(formulation: Formulation) -> None:
    """Σ attained + s ≥ missing for every measurement; tell the cuts the shortfalls."""
    matrix = formulation.matrix
    people = formulation.reduction.people
    for at, count in enumerate(people.counts):
        if not count.most_missing:
            continue
        measurement = people.catalogue.measurements[at]
        name = measurement.name
        column = matrix.column(f"short:{name}", 0, count.most_missing)
        formulation.shortfall[at] = column
        attaining = [*formulation.credits[at], (column, 1.0)]
        part = formulation.counting[at]
        if measurement.among is not None:
            part = formulation.credits[measurement.among]
        if measurement.among is None and not part:
            matrix.row(name, attaining, lower=count.required - count.attained)
        else:
            nested_share.add(matrix, people, at, attaining, part)
    formulation.class_needs = cuts.class_needs(formulation.reduction)
    for need in formulation.class_needs:
        need.columns.extend(
            formulation.shortfall[at]
            for at in need.measurements
            if at in formulation.shortfall
        )
