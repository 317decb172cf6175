"""`python -m tests.bench [WORD …]`: measure every figure, or those whose function's name holds a word.

A missed goal is said, not failed: the exit status is 0 as long as everything could be measured.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from tests.bench.cataloguing import (
    cataloguing_in_one_process,
    cataloguing_in_two_processes,
    listing_all_rows,
)
from tests.bench.composite_masks import isolating_a_composite
from tests.bench.crops import scrolling_through_a_hundred_thousand_objects
from tests.bench.figure import Figure
from tests.bench.finding_rows import (
    filtering_a_million_rows,
    searching_a_million_rows,
    sorting_a_million_rows,
)
from tests.bench.first_row import painting_the_first_row_of_five_gigabytes
from tests.bench.first_sight import seeing_a_large_jpeg
from tests.bench.frames import (
    coming_to_rest,
    hovering_over_a_hundred_thousand,
    panning_over_ten_thousand_polygons,
    slowest_frames_of_panning,
    slowest_frames_of_zooming,
    slowest_frames_over_a_hundred_thousand,
)
from tests.bench.gigapixel import memory_of_a_gigapixel, slowest_frames_over_a_gigapixel
from tests.bench.interaction import longest_gap_of_a_scripted_minute, usual_gap_of_a_scripted_minute
from tests.bench.long_walk import walking_a_thousand_rows
from tests.bench.many_images import fetching_many_images
from tests.bench.million import (
    blocking_the_window,
    memory_of_a_million_rows,
    opening_a_remembered_catalogue,
)
from tests.bench.next_row import painting_the_next_row
from tests.bench.pretty_arrays import listing_a_pretty_array, memory_of_a_pretty_array
from tests.bench.recolouring import recolouring_one_of_five_hundred_masks
from tests.bench.report import line, table, write_json
from tests.bench.starting import showing_the_window, showing_what_stands_in_the_window
from tests.bench.thumbnails import making_thumbnails

FIGURES: tuple[Callable[[], Figure], ...] = (
    isolating_a_composite,
    recolouring_one_of_five_hundred_masks,
    panning_over_ten_thousand_polygons,
    slowest_frames_of_panning,
    slowest_frames_of_zooming,
    coming_to_rest,
    slowest_frames_over_a_hundred_thousand,
    hovering_over_a_hundred_thousand,
    longest_gap_of_a_scripted_minute,
    usual_gap_of_a_scripted_minute,
    seeing_a_large_jpeg,
    memory_of_a_gigapixel,
    slowest_frames_over_a_gigapixel,
    making_thumbnails,
    scrolling_through_a_hundred_thousand_objects,
    showing_the_window,
    showing_what_stands_in_the_window,
    painting_the_next_row,
    fetching_many_images,
    walking_a_thousand_rows,
    listing_all_rows,
    listing_a_pretty_array,
    memory_of_a_pretty_array,
    cataloguing_in_one_process,
    cataloguing_in_two_processes,
    filtering_a_million_rows,
    searching_a_million_rows,
    sorting_a_million_rows,
    painting_the_first_row_of_five_gigabytes,
    blocking_the_window,
    memory_of_a_million_rows,
    opening_a_remembered_catalogue,
)
JSON_FILE = Path("build") / "bench.json"


def main(words: list[str]) -> None:
    """Print the table and write the JSON."""
    chosen = [measure for measure in FIGURES if not words or any(word in measure.__name__ for word in words)]
    figures = []
    for measure in chosen:
        print(f"measuring {measure.__name__.replace('_', ' ')} …", file=sys.stderr, flush=True)
        figures.append(measure())
        write_json(figures, JSON_FILE)  # each at once: what comes later may fail
        print(line(figures[-1]), file=sys.stderr, flush=True)
    print(table(figures))
    print(f"Written to {JSON_FILE}.")


if __name__ == "__main__":
    main(sys.argv[1:])
