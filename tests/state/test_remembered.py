"""Habits of the viewer from one start to the next."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from viewer.state.preferences import Preferences
from viewer.state.remembered import remember, with_habits
from viewer.state.view_state import ColourBy, ViewState


def preferences(folder: Path) -> Preferences:
    return Preferences(QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat))


@pytest.mark.parametrize("by", [by for by in ColourBy if by is not ColourBy.ANSWER])
def test_what_colours_stand_for_is_remembered(tmp_path: Path, by: ColourBy) -> None:
    state = replace(ViewState(), colour_by=ColourBy.ANSWER)
    remember(state, replace(state, colour_by=by), preferences(tmp_path))
    assert with_habits(ViewState(), preferences(tmp_path)).colour_by is by


def test_colours_of_a_question_are_of_one_export(tmp_path: Path) -> None:
    state = ViewState()
    remember(state, replace(state, colour_by=ColourBy.CONFIDENCE), preferences(tmp_path))
    answers = replace(state, colour_by=ColourBy.ANSWER, colour_question="weather")
    remember(state, answers, preferences(tmp_path))
    assert with_habits(ViewState(), preferences(tmp_path)).colour_by is state.colour_by


def test_a_spoilt_setting_is_as_none(tmp_path: Path) -> None:
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    settings.setValue("colour_by", "nonsense")
    assert with_habits(ViewState(), Preferences(settings)).colour_by is ViewState().colour_by
