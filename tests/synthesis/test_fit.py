import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.synthesis.fit import fit
from planner.synthesis.whole_numbers import Ban, Margin


def rng(seed: int = 0) -> np.random.Generator:
    return np.random.Generator(np.random.PCG64(seed))


def everything(count: int) -> Margin:
    return Margin("everything", np.ones((1, 2), dtype=bool), count)


def first(name: str, count: int) -> Margin:
    return Margin(name, np.array([[True, False]]), count)


@st.composite
def tables(draw):
    """A table of officials, likelihoods, and counts that the table shows to be possible."""
    profiles, combinations = draw(st.integers(1, 4)), draw(st.integers(1, 8))
    cells = profiles * combinations
    shape = (profiles, combinations)
    numbers = draw(st.lists(st.integers(0, 30), min_size=cells, max_size=cells))
    table = np.array(numbers).reshape(shape)
    likelihood = np.array(
        draw(st.lists(st.floats(0.01, 100), min_size=cells, max_size=cells))
    ).reshape(shape)
    masks = draw(
        st.lists(st.lists(st.booleans(), min_size=cells, max_size=cells), max_size=5)
    )
    margins = []
    for at, mask in enumerate(masks):
        inside = np.array(mask).reshape(shape)
        margins.append(Margin(f"count-{at}", inside, int(table[inside].sum())))
    # Cells that the table leaves empty may be forbidden without making it impossible.
    barred = (table == 0) & np.array(
        draw(st.lists(st.booleans(), min_size=cells, max_size=cells))
    ).reshape(shape)
    return table, likelihood, margins, barred


@given(tables(), st.integers(0, 2**32))
@settings(deadline=None, max_examples=150)
def test_counts_that_some_table_meets_are_met_exactly(example, seed):
    table, likelihood, margins, barred = example
    bans = [Ban("barred", barred)]
    result = fit(likelihood, table.sum(axis=1), margins, bans, rng(seed))
    assert (result >= 0).all()
    assert result.sum(axis=1).tolist() == table.sum(axis=1).tolist()
    assert [result[m.cells].sum() for m in margins] == [m.count for m in margins]
    assert result[barred].sum() == 0


def test_without_counts_numbers_follow_likelihoods():
    # 100 officials at 1 : 3 are 25 and 75.
    result = fit(np.array([[1.0, 3.0]]), np.array([100]), [], [], rng())
    assert result.tolist() == [[25, 75]]


def test_counts_decide_before_likelihoods():
    result = fit(
        np.array([[1.0, 3.0]]), np.array([100]), [first("first", 60)], [], rng()
    )
    assert result.tolist() == [[60, 40]]


def test_what_no_count_fixes_keeps_its_proportion():
    # Rows of 100 and 300; 200 in the first column, where the rows stand 3 : 1 in odds.
    likelihood = np.array([[3.0, 1.0], [1.0, 1.0]])
    column = Margin("column", np.array([[True, False], [True, False]]), 200)
    result = fit(likelihood, np.array([100, 300]), [column], [], rng())
    odds = result[:, 0] / result[:, 1]
    assert result[:, 0].sum() == 200
    assert odds[0] / odds[1] == pytest.approx(3, rel=0.06)


def test_counts_that_contradict_one_another_are_named_and_no_others():
    counts = [first("women", 60), first("mothers", 61), everything(100)]
    with pytest.raises(ValueError, match="contradict") as caught:
        fit(np.ones((1, 2)), np.array([100]), counts, [], rng())
    assert "women (60)" in str(caught.value)
    assert "mothers (61)" in str(caught.value)
    assert "everything" not in str(caught.value)


def test_a_count_above_the_number_of_officials_is_named():
    with pytest.raises(ValueError, match=r"of 100 officials.*members \(190\)"):
        fit(np.ones((1, 2)), np.array([100]), [first("members", 190)], [], rng())


def test_an_assumption_that_forbids_a_count_is_named():
    bans = [
        Ban("none in the first column", np.array([[True, False]])),
        Ban("harmless", np.array([[False, False]])),
    ]
    with pytest.raises(ValueError, match="none in the first column") as caught:
        fit(np.ones((1, 2)), np.array([100]), [first("members", 5)], bans, rng())
    assert "harmless" not in str(caught.value)


def test_numbers_of_one_class_are_dealt_in_proportion_to_likelihood():
    # 10 officials over 100 cells: each cell gets at most one, half of them in each half.
    result = fit(np.ones((1, 100)), np.array([10]), [], [], rng(3))
    assert result.max() == 1
    assert result[0, :50].sum() == 5
