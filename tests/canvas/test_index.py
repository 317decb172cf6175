"""Culling: the index answers what a look at every box would."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from viewer.canvas.index import LEAF, SpatialIndex

places = st.integers(-50, 50).map(float)
boxes = st.tuples(places, places, st.integers(0, 30), st.integers(0, 30)).map(
    lambda box: (box[0], box[1], box[0] + box[2], box[1] + box[3])
)


@given(st.lists(boxes, max_size=5 * LEAF), boxes)
def test_it_finds_just_what_touches_in_ascending_order(
    many: list[tuple[float, float, float, float]], asked: tuple[float, float, float, float]
) -> None:
    left, top, right, bottom = asked
    expected = [
        n for n, b in enumerate(many) if b[0] <= right and b[2] >= left and b[1] <= bottom and b[3] >= top
    ]
    index = SpatialIndex(np.array(many, dtype=np.float64).reshape(-1, 4))
    assert index.touching(left, top, right, bottom).tolist() == expected


def test_a_small_question_looks_at_few_boxes() -> None:
    random = np.random.default_rng(3)
    corners = random.uniform(0, 1000, (100_000, 2))
    index = SpatialIndex(np.hstack((corners, corners + 3)))
    leaves = index._leaves
    looked_at = (leaves[:, 0] <= 505) & (leaves[:, 2] >= 500) & (leaves[:, 1] <= 505) & (leaves[:, 3] >= 500)
    assert looked_at.sum() * LEAF < 1000
