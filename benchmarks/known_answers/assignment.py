"""Generalised assignment: several budget lines, each paying its share for each person.

Every job goes to exactly one agent; job *j* takes r_ij of agent *i*'s capacity b_i and
earns p_ij; maximise the profit.

A job is an official, an agent a course, and the horizon one year. All courses count as
long and one long course at a time is allowed, so a job goes to at most one agent. Each
agent has a budget line of b_i that alone pays for its course, by one rule for each job:
r_ij hundredths of a price of 100. Shares of that price are whole, so the line's limit
is Σ_j r_ij x_ij ≤ b_i.

Tier 1 asks that every official attends; shortfall 0 means that every job is assigned,
which the published problems require and allow. Tier 2 has, for every job and agent, a
target of weight p_ij that the job attends that course: its shortfall is Σ_ij p_ij less
the profit.

The file: number of problems; for each: agents, jobs; profits by agent; resources by
agent; capacities. The optima are listed in the collection's description of the file.
"""

from collections.abc import Iterator
from decimal import Decimal

import pandas as pd

from benchmarks.known_answers.instance import (
    DATA,
    FIRST_YEAR,
    BrokenAnswerError,
    Instance,
    Reading,
    course,
    numbers,
    specification,
)

_OPTIMA = (336, 327, 339, 341, 326)
_PRICE = 100


def instances() -> tuple[Instance, ...]:
    """Return the problems of gap1."""
    values = iter(map(int, numbers((DATA / "gap1.txt").read_text())))
    count = next(values)
    return tuple(
        _read(f"c515-{at}", optimum, values)
        for at, optimum in zip(range(1, count + 1), _OPTIMA, strict=True)
    )


def _read(name: str, optimum: int, values: Iterator[int]) -> Instance:
    agents, jobs = range(next(values)), range(next(values))
    profits = [[next(values) for _ in jobs] for _ in agents]
    resources = [[next(values) for _ in jobs] for _ in agents]
    capacities = [next(values) for _ in agents]

    def attends(kind: str) -> dict[str, object]:
        return {
            "kind": "once_in_window",
            "course_kind": kind,
            "first": FIRST_YEAR,
            "last": FIRST_YEAR,
        }

    courses = {
        f"agent-{agent}": course(
            f"Agent {agent}",
            kinds=["assigned", f"agent_{agent}"],
            class_size={"max": len(jobs)},
            cost_per_seat=[_PRICE],
            long=True,
        )
        for agent in agents
    }
    budget = {
        f"agent-{agent}": {
            "title": f"Agent {agent}",
            "amount": capacities[agent],
            "pays": [
                {
                    "courses": [f"agent-{agent}"],
                    "who": f"job == job_{job}",
                    "share": Decimal(resources[agent][job]) / _PRICE,
                }
                for job in jobs
            ],
        }
        for agent in agents
    }
    targets = {
        "assigned": {
            "title": "Every job is assigned",
            "measure": attends("assigned"),
            "percent": 100,
        },
        **{
            f"job-{job}-agent-{agent}": {
                "title": f"Job {job} goes to agent {agent}",
                "group": f"job == job_{job}",
                "measure": attends(f"agent_{agent}"),
                "percent": 100,
                "tier": 2,
                "weight": profits[agent][job],
            }
            for agent in agents
            for job in jobs
        },
    }
    values_of_job = [f"job_{job}" for job in jobs]
    spec = specification(
        name,
        1,
        attributes={"job": {"kind": "category", "values": values_of_job}},
        courses=courses,
        budget=budget,
        targets=targets,
        rules={"long_courses_at_once": 1},
    )
    profit = Reading(
        "tier-2",
        "profit",
        Decimal(optimum),
        Decimal(sum(map(sum, profits))),
        Decimal(-1),
    )

    def recount(enrolments: pd.DataFrame) -> tuple[Decimal, ...]:
        agent_of: dict[int, int] = {}
        used = [0 for _ in agents]
        for official, taken in zip(
            enrolments["official"], enrolments["course"], strict=True
        ):
            job = int(official.removeprefix("job-"))
            agent = int(taken.removeprefix("agent-"))
            if job in agent_of:
                raise BrokenAnswerError(f"job {job} is assigned twice")
            agent_of[job] = agent
            used[agent] += resources[agent][job]
        if len(agent_of) < len(jobs):
            raise BrokenAnswerError("a job is not assigned")
        if any(load > limit for load, limit in zip(used, capacities, strict=True)):
            raise BrokenAnswerError(f"loads {used} exceed the capacities {capacities}")
        return (Decimal(sum(profits[at][job] for job, at in agent_of.items())),)

    officials = [{"id": f"job-{job}", "job": f"job_{job}"} for job in jobs]
    return Instance("assignment", name, spec, officials, (profit,), recount, "tier-1")
