"""Issues by their cause."""

import pytest

from viewer.model.issue import Issue, Severity
from viewer.ui.models.issue_groups import IssueFilter, grouped, told

ERROR, WARNING = Severity.ERROR, Severity.WARNING


def number_issue(line: int, found: str, severity: Severity = ERROR) -> Issue:
    return Issue(
        severity,
        f"expected a number, found {found}",
        ("polygon", 2, "x"),
        row=line - 1,
        line=line,
        expected="a number",
        found=found,
    )


def test_one_cause_is_told_once_with_its_places_by_line() -> None:
    (group,) = grouped([number_issue(9, '"12,5"'), number_issue(3, "null"), number_issue(5, "true")])
    assert group.cause == "expected a number"
    assert [issue.line for issue in group.issues] == [3, 5, 9]


def test_errors_and_warnings_of_one_text_are_two_causes() -> None:
    assert len(grouped([number_issue(1, "a"), number_issue(2, "a", WARNING)])) == 2


def test_a_cause_that_occurs_once_is_told_in_full() -> None:
    (group,) = grouped([number_issue(1, '"12,5"')])
    assert group.cause == 'expected a number, found "12,5"'


@pytest.mark.parametrize(
    ("messages", "cause"),
    [
        (
            [
                "a polygon needs 3 different vertices, found 1",
                "a polygon needs 3 different vertices, found 2",
            ],
            "a polygon needs 3 different vertices, found …",
        ),
        (['no object "x y"', 'no object "z"'], "no object …"),
        (["empty mask", "empty mask"], "empty mask"),
    ],
)
def test_what_differs_is_left_out_of_the_cause(messages: list[str], cause: str) -> None:
    (group,) = grouped([Issue(WARNING, message, line=at) for at, message in enumerate(messages, 1)])
    assert group.cause == cause


def test_groups_stand_in_the_order_of_their_first_line_those_of_the_file_in_front() -> None:
    issues = [
        Issue(ERROR, "late", line=90, row=9),
        Issue(WARNING, "of the file"),
        Issue(ERROR, "early", line=4, row=0),
        Issue(WARNING, "of a picture", row=3),
    ]
    assert [group.cause for group in grouped(issues)] == ["of the file", "early", "late", "of a picture"]


def test_the_filter_keeps_by_severity_row_and_every_word() -> None:
    issue = number_issue(3, "null")
    assert IssueFilter().keeps(issue)
    assert not IssueFilter(severity=WARNING).keeps(issue)
    assert IssueFilter(row=2).keeps(issue)
    assert not IssueFilter(row=3).keeps(issue)
    assert IssueFilter(text="NUMBER polygon[2]").keeps(issue)
    assert IssueFilter(text="beach").keeps(issue, lambda _: "beach.jpg")
    assert not IssueFilter(text="number beach").keeps(issue)


def test_issues_are_copied_a_line_each_by_line() -> None:
    assert told([number_issue(3, "null"), number_issue(2, "1")]) == (
        "error: line 2, polygon[2].x: expected a number, found 1\n"
        "error: line 3, polygon[2].x: expected a number, found null"
    )
