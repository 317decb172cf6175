"""What changes along a video, a DICOM group or a sound."""

from __future__ import annotations

from typing import Any

import pytest

from tests.formats.rows import box, errors, label, radio, row, the_annotations
from viewer.formats.row import read_row
from viewer.model.annotation import KeyFrame, Segment


def frame(*things: Any, **parts: Any) -> Any:
    return {"objects": {thing["feature_id"]: thing for thing in things}, **parts}


def video(**parts: Any) -> Any:
    return row({**label(**parts), "label_kind": "Video"})


def test_frames_stand_in_ascending_order_whatever_the_file_does() -> None:
    frames = {"10": frame(box("a")), "9": frame(box("b"), classifications=[radio()]), "1": frame()}
    found = the_annotations(video(frames=frames)).frames
    assert [one.number for one in found] == [1, 9, 10]
    assert [thing.feature_id for one in found for thing in one.objects] == ["b", "a"]
    assert len(found[1].classifications) == 1
    assert found[1].objects[0].path[-4:] == ("frames", "9", "objects", "b")


def test_segments_are_pairs_of_frames_both_inclusive() -> None:
    found = the_annotations(video(segments={"a": [[7, 13], [1, 1]], "b": [[2, 3]]})).segments
    assert found == (Segment("a", 7, 13), Segment("a", 1, 1), Segment("b", 2, 3))


@pytest.mark.parametrize(
    "frames", [[13, 19], {"13": True, "18": False, "19": True}, {"13": True, "18": None, "19": True}]
)
def test_key_frames_have_two_forms(frames: Any) -> None:
    found = the_annotations(video(key_frame_feature_map={"a": frames})).key_frames
    assert found == (KeyFrame("a", 13), KeyFrame("a", 19))


def test_a_video_has_questions_about_the_whole_of_it() -> None:
    found = the_annotations(video(frames={}, classifications=[radio()]))
    assert len(found.classifications) == 1


@pytest.mark.parametrize("key", ["first", "-1", "1.5", "", "9" * 30])
def test_a_frame_without_a_number_is_kept_aside(key: str) -> None:
    value = video(frames={key: frame(box()), "2": frame(box())})
    found = the_annotations(value)
    assert [one.number for one in found.frames] == [2]
    assert [misfit.path[-1] for misfit in found.misfits] == [key]
    assert len(errors(read_row(value, 0))) == 1


@pytest.mark.parametrize("bad", [[1], [1, 2, 3], ["a", 2], None, 5, [9, 3], {"1": 2}])
def test_a_bad_segment_costs_itself_alone(bad: Any) -> None:
    value = video(segments={"a": [bad, [1, 2]]})
    assert the_annotations(value).segments == (Segment("a", 1, 2),)
    assert len(errors(read_row(value, 0))) == 1


@pytest.mark.parametrize(("bad", "count"), [("5", 1), (5, 1), (["x"], 1), ({"x": True}, 1), ({"x": []}, 0)])
def test_bad_key_frames_are_told(bad: Any, count: int) -> None:
    assert len(errors(read_row(video(key_frame_feature_map={"a": bad}), 0))) == count


def test_dicom_has_frames_in_groups() -> None:
    axial = {"name": "Axial", "classifications": [radio()], "frames": {"2": frame(box("a")), "1": frame()}}
    value = row(
        label(
            groups={"Axial": axial, "Coronal": {"name": "Coronal", "frames": {}}},
            segments={"Axial": {"a": [[1, 2]]}, "Coronal": {}},
            key_frame_feature_map={"a": {"Axial": {"1": True}, "Coronal": {}}},
        )
    )
    found = the_annotations(value)
    assert [(one.group, one.number) for one in found.frames] == [("Axial", 1), ("Axial", 2)]
    assert found.segments == (Segment("a", 1, 2, "Axial"),)
    assert found.key_frames == (KeyFrame("a", 1, "Axial"),)
    assert len(found.classifications) == 1
    assert read_row(value, 0).issues == ()


@pytest.mark.parametrize("moment", [{"classifications": [radio()]}, [radio()]])
def test_a_sound_has_questions_about_its_moments(moment: Any) -> None:
    found = the_annotations(row(label(timestamp={"1500": moment}, segments={})))
    (one,) = found.frames
    assert one.number == 1500
    assert [question.name for question in one.classifications] == ["question"]
    assert one.path[-1] == "1500"


def test_anything_else_about_a_sound_is_kept_aside() -> None:
    value = row(label(timestamp={"tracks": [1, 2], "5": "now"}))
    found = the_annotations(value)
    assert found.frames == ()
    assert [misfit.unreadable.raw for misfit in found.misfits] == [[1, 2], "now"]
