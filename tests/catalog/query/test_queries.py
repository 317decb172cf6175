"""What a query means, row by row, and what is said of one that cannot be read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.catalog.rows import CATALOG
from viewer.catalog.finding import find
from viewer.catalog.found import Request, Sample
from viewer.catalog.query import QueryError, parse, text_of
from viewer.catalog.query.dates import span_of
from viewer.catalog.query.needs import needs_issues
from viewer.catalog.query.tree import (
    And,
    Between,
    Compared,
    Counted,
    Has,
    Holds,
    Is,
    Moment,
    Not,
    Number,
    Or,
    Query,
    Word,
)
from viewer.catalog.query.words import HAS, IS, LESSON


def rows(query: str) -> list[int]:
    return list(find(CATALOG, Request(query)))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", [0, 1, 2, 3, 4]),
        ("street", [0, 1]),
        ("STREET one", [0]),
        ('"main one"', [0]),
        ("cl-f", [3, 4]),
        ("字", [3]),
        ("strasse", [3]),
        ("STRAẞE", [3]),  # folds to ss
        ("ÜNÏCODE", [3]),
        ("bus", [1]),
        ("unreadable", [2]),
        ("class:car", [0, 1]),
        ("class:CAR", [0, 1]),
        ("class=car", [0, 1]),
        ("class:ar", [0, 1]),
        ("class=ar", []),
        ("class!=car", [2, 3, 4]),
        ('class:"traffic light"', [0]),
        ("class:car>3", [0]),
        ("class:car<=1", [1, 2, 3, 4]),
        ("kind:mask", [0]),
        ("status:in_review", [0]),
        ("status:in_re", [0, 1]),
        ("by:user1@", [0]),
        ("by:user1", [0, 1]),
        ("split:test", [0]),
        ('answer:"weather=rain"', [0]),
        ("answer:weather=sun", [1]),
        ("answer:much=3", [1]),
        ("objects>4", [0, 4]),
        ("objects>=5", [0, 4]),
        ("objects=5", [0]),
        ("objects:5", [0]),
        ("objects!=5", [1, 2, 3, 4]),
        ("objects:2..5", [0, 1]),
        ("objects:..2", [1, 2, 3]),
        ("seconds<3", [0]),
        ("seconds!=2", [1]),  # of the others nothing is known
        ("created>2024-04-01", [1]),
        ("created>=2024-04-01", [0, 1]),
        ("created<2024", [3]),
        ("created:2024-04", [0, 1]),
        ("created:2024-04-01", [0]),
        ("created:2023..2024-04-01", [0, 3]),
        ("created<=2023-12-31", [3]),
        ("is:skipped", [3]),
        ("is:empty", [2, 3]),
        ("is:unreadable", [2]),
        ("is:predicted", [4]),
        ("has:relationship", [1]),
        ("has:issue", [1, 2]),
        ("has:error", [2]),
        ("has:polygon", [1]),
        ("has:key", [0, 1, 4]),
        ("has:answer", [0, 1]),
        ("has:prediction", [4]),
        ("-class:car", [2, 3, 4]),
        ("not class:car", [2, 3, 4]),
        ("street -bus", [0]),
        ("street and not bus", [0]),
        ("bus or truck", [1, 4]),
        ("bus or truck class:truck", [4, 1][::-1]),
        ("(bus or truck) class:truck", [4]),
        ("-(bus or truck)", [0, 2, 3]),
        ("not not bus", [1]),
        ('"or"', [2]),  # an unreadable record
        ("key:street/", [0, 1]),
        ('key=truck-5 id:"cl-five"', [4]),
    ],
)
def test_a_query_means_these_rows(query: str, expected: list[int]) -> None:
    assert rows(query) == expected


@pytest.mark.parametrize(
    ("query", "message", "place", "unfinished"),
    [
        ("clas:car", "there is no field clas; did you mean class?", (0, 4), False),
        ("car xyzzy:1", 'there is no field xyzzy; to find the text itself write "xyzzy…"', (4, 5), False),
        ("class:", "class lacks its value", (0, 6), True),
        ("objects>", "objects lacks its value", (0, 8), True),
        ("objects>many", "objects is a number, many is none; as in objects>20", (0, 12), False),
        ("objects>1_000", "objects is a number, 1_000 is none; as in objects>20", (0, 13), False),
        ("status>3", "status holds texts, not numbers; write status:3", (0, 8), False),
        ("is:skiped", "is: does not know skiped; did you mean skipped?", (0, 9), False),
        ("is:ski", "is: does not know ski; did you mean skipped?", (0, 6), True),
        ("created>soon", "soon is no date; as in created>2024-04-01 or created:2024-04", (0, 12), False),
        ("(bus", "a parenthesis is not closed; put a ) behind", (0, 1), True),
        ("bus)", "a ) without its (; take it out or put a ( before", (3, 1), False),
        ("()", "there is nothing in the parentheses", (0, 2), True),
        ('class:"traf', 'a quote is not closed; put another " at the end', (6, 5), True),
        ("bus or", "something is missing after or", (4, 2), True),
        ("or bus", "or stands between two terms", (0, 2), False),
        ("not", "something is missing after not", (0, 3), True),
        ("| sample", "how many rows is missing; write a number", (8, 0), True),
        ("| simple 3", "behind | stands a sample; as in | sample 100 seed 7", (2, 6), True),
        ("| sample 3 seed x", "expected a seed, found x; write a number", (16, 1), False),
        ("| sample 3 by key", "a sample cannot be taken by key; use class, status, by …", (14, 3), False),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place(
    query: str, message: str, place: tuple[int, int], unfinished: bool
) -> None:
    with pytest.raises(QueryError) as caught:
        parse(query)
    error = caught.value
    assert (str(error), (error.at, error.length), error.unfinished) == (message, place, unfinished)


@given(st.text(st.sampled_from('abc:=<>!()|" \\-.0字'), max_size=30))
def test_whatever_is_typed_is_read_or_told(text: str) -> None:
    try:
        query, sample = parse(text)
    except QueryError as error:
        place = error.at
    else:
        assert parse(text_of(query, sample)) == (query, sample)
        place = 0
    assert 0 <= place <= len(text)


texts = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=8)
names = st.text(st.sampled_from("abc字"), min_size=1, max_size=5)
numbers = st.integers(-1000, 1000).map(float) | st.floats(-1e6, 1e6, allow_nan=False).map(
    lambda value: float(f"{value:.15g}")
)
terms: st.SearchStrategy[Query] = st.one_of(
    st.builds(Word, texts),
    st.builds(Holds, st.sampled_from(["id", "class", "status", "answer"]), texts, st.booleans()),
    st.builds(Number, st.sampled_from(["objects", "seconds"]), st.sampled_from(Compared), numbers),
    st.builds(Between, st.just("objects"), numbers, numbers),
    st.builds(
        lambda how, text: Moment("created", how, text, *(span_of(text) or (0, 0))),
        st.sampled_from(Compared),
        st.sampled_from(["2024", "2024-04", "2024-04-01"]),
    ),
    st.builds(
        Counted,
        st.just("class"),
        names,
        st.sampled_from([Compared.ABOVE, Compared.AT_LEAST, Compared.BELOW, Compared.AT_MOST]),
        st.integers(0, 99).map(float),
    ),
    st.builds(Is, st.sampled_from(IS)),
    st.builds(Has, st.sampled_from(HAS)),
)
queries: st.SearchStrategy[Query] = st.recursive(
    terms,
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.builds(And, st.lists(inner, min_size=2, max_size=3).map(tuple)),
        st.builds(Or, st.lists(inner, min_size=2, max_size=3).map(tuple)),
    ),
    max_leaves=6,
)


@given(
    queries, st.none() | st.builds(Sample, st.integers(0, 99), st.integers(0, 99), st.none() | st.just("by"))
)
def test_a_tree_is_the_tree_of_its_text(query: Query, sample: Sample | None) -> None:
    assert parse(text_of(query, sample)) == (query, sample)


def test_every_example_of_the_lesson_can_be_read() -> None:
    for example, _ in LESSON:
        parse(example)


def test_only_what_asks_for_issues_needs_the_thorough_walk() -> None:
    for query in ("has:issue", "errors>1", "car or -(has:warning)", "is:unreadable"):
        assert needs_issues(query, ())
    assert not needs_issues("class:car has:relationship", ("id",))
    assert needs_issues("", ("id", "warnings"))


@pytest.mark.parametrize(
    ("text", "sample"),
    [
        ("sample 100 seed 7", Sample(100, 7)),
        ("Sample 5", Sample(5)),
        ("sample 9 by status", Sample(9, by="status")),
    ],
)
def test_a_sample_of_all_rows_needs_no_bar(text: str, sample: Sample) -> None:
    assert parse(text) == (And(()), sample)
    assert parse(text_of(*parse(text))) == parse(text)


@pytest.mark.parametrize("text", ["sample", "sample car", '"sample" 5', "street sample 5", 'sample "5"'])
def test_the_word_sample_is_looked_for_like_any_other(text: str) -> None:
    query, sample = parse(text)
    assert sample is None
    assert query != And(())
