"""What a data row is called."""

import pytest

from viewer.model.row import DataRow


@pytest.mark.parametrize(
    ("row_data", "name"),
    [
        ("https://storage.example.com/a/harbour%20one.jpg?token=x/y#top", "harbour one.jpg"),
        ("gs://bucket/scan", "scan"),
        ("media/street.png", "street.png"),
        (r"C:\pictures\street.png", "street.png"),
        ("a photo.jpeg", "a photo.jpeg"),
        ("The cat sat on the mat.", "row 3"),
        ("It costs 3.50", "row 3"),
        ("first line\nsecond/line.txt", "row 3"),
        ('{"tileLayerUrl": "https://tiles/x.png"}', "row 3"),
        ("data:image/png;base64,aGk=.png", "row 3"),
        ("", "row 3"),
        (None, "row 3"),
    ],
)
def test_without_ids_it_is_called_as_its_file(row_data: str | None, name: str) -> None:
    assert DataRow(2, (), row_data=row_data).name == name


def test_any_id_comes_before_the_file() -> None:
    assert DataRow(0, (), id="id", row_data="a/b.png").name == "id"
    assert DataRow(0, (), id="id", external_id="external", row_data="a/b.png").name == "external"
    assert DataRow(0, (), id="id", external_id="external", global_key="key").name == "key"
