"""What is remembered from one start to the next, in the place the system keeps settings."""

from __future__ import annotations

from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QObject, QSettings, Signal

from viewer.state.fit_rule import FitRule

if TYPE_CHECKING:  # the window is on the screen before these are in memory
    from viewer.media.prefixes import Prefixes
    from viewer.state.drawing import Drawing
    from viewer.state.habits import Habits
    from viewer.state.view_state import Aid, ColourBy, NameMode

RECENT_LIMIT = 10


class Theme(StrEnum):
    """Follow the system or force one."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Preferences(QObject):
    """Theme, recent files, the chosen media folder, window layout; written when they change."""

    theme_changed = Signal(object)
    recent_changed = Signal()

    def __init__(self, settings: QSettings | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings or QSettings("annoscope", "annoscope")

    def habits(self) -> Habits:
        """Lists of texts kept beside the preferences."""
        from viewer.state.habits import Habits

        return Habits(self._settings, self)

    @property
    def theme(self) -> Theme:
        """The theme asked for."""
        text = str(self._settings.value("theme", Theme.SYSTEM.value))
        return Theme(text) if text in tuple(Theme) else Theme.SYSTEM

    @theme.setter
    def theme(self, theme: Theme) -> None:
        self._settings.setValue("theme", theme.value)
        self.theme_changed.emit(theme)

    @property
    def keep_camera(self) -> bool:
        """Whether zoom and pan are kept between rows of one image size."""
        return self._flag("keep_camera", default=True)

    @keep_camera.setter
    def keep_camera(self, keep: bool) -> None:
        self._set_flag("keep_camera", keep)

    @property
    def fit_rule(self) -> FitRule:
        """How an image of another size is shown at first."""
        text = str(self._settings.value("fit_rule", FitRule.WHOLE.value))
        return FitRule(text) if text in tuple(FitRule) else FitRule.WHOLE

    @fit_rule.setter
    def fit_rule(self, rule: FitRule) -> None:
        self._settings.setValue("fit_rule", rule.value)

    @property
    def names(self) -> NameMode:
        """Whose names are drawn at the start."""
        from viewer.state.view_state import NameMode, ViewState

        text = str(self._settings.value("names", ViewState().names.value))
        return NameMode(text) if text in tuple(NameMode) else ViewState().names

    @names.setter
    def names(self, names: NameMode) -> None:
        self._settings.setValue("names", names.value)

    @property
    def opacity(self) -> float:
        """How opaque fills are at the start, 0 to 1."""
        from viewer.state.view_state import ViewState

        try:
            opacity = float(str(self._settings.value("opacity", ViewState().opacity)))
        except ValueError:
            return ViewState().opacity
        return min(max(opacity, 0.0), 1.0)

    @opacity.setter
    def opacity(self, opacity: float) -> None:
        self._settings.setValue("opacity", str(opacity))

    @property
    def colour_by(self) -> ColourBy:
        """What colours stand for at the start; answers never, as another export has other questions."""
        from viewer.state.view_state import ColourBy, ViewState

        text = str(self._settings.value("colour_by", ""))
        known = {by.value: by for by in ColourBy if by is not ColourBy.ANSWER}
        return known.get(text, ViewState().colour_by)

    @colour_by.setter
    def colour_by(self, by: ColourBy) -> None:
        self._settings.setValue("colour_by", by.value)

    @property
    def keep_adjustments(self) -> bool:
        """Whether how an image was turned and adjusted holds for the next rows too."""
        return self._flag("keep_adjustments", default=True)

    @keep_adjustments.setter
    def keep_adjustments(self, keep: bool) -> None:
        self._set_flag("keep_adjustments", keep)

    @property
    def drawing(self) -> Drawing:
        """How annotations are drawn at the start."""
        from viewer.state.drawing import drawing_from

        return drawing_from(str(self._settings.value("drawing", "")))

    @drawing.setter
    def drawing(self, drawing: Drawing) -> None:
        self._settings.setValue("drawing", drawing.as_text())

    @property
    def aids(self) -> frozenset[Aid]:
        """Aids of the eye that are on at the start; measuring is never, as it takes the drags."""
        from viewer.state.view_state import Aid

        known = (aid for aid in Aid if aid is not Aid.MEASURE)
        return frozenset(aid for aid in known if aid.value in self._texts("aids"))

    @aids.setter
    def aids(self, aids: frozenset[Aid]) -> None:
        self._settings.setValue("aids", sorted(aid.value for aid in aids))

    @property
    def offline(self) -> bool:
        """Whether nothing is asked over the network."""
        return self._flag("network/offline", default=False)

    @offline.setter
    def offline(self, offline: bool) -> None:
        self._set_flag("network/offline", offline)

    @property
    def hosts_always(self) -> tuple[str, ...]:
        """Hosts that may be asked for every export."""
        return self._texts("network/hosts_always")

    @hosts_always.setter
    def hosts_always(self, hosts: tuple[str, ...]) -> None:
        self._settings.setValue("network/hosts_always", list(hosts))

    @property
    def hosts_never(self) -> tuple[str, ...]:
        """Hosts that are never asked."""
        return self._texts("network/hosts_never")

    @hosts_never.setter
    def hosts_never(self, hosts: tuple[str, ...]) -> None:
        self._settings.setValue("network/hosts_never", list(hosts))

    @property
    def recent(self) -> tuple[Path, ...]:
        """Exports opened lately, newest first."""
        return tuple(Path(text) for text in self._texts("recent"))[:RECENT_LIMIT]

    def add_recent(self, path: Path) -> None:
        """Put an export at the head of the recent ones."""
        path = path.absolute()
        others = [p for p in self.recent if p != path]
        self._settings.setValue("recent", [str(p) for p in (path, *others)][:RECENT_LIMIT])
        self.recent_changed.emit()

    def clear_recent(self) -> None:
        """Forget the recent exports."""
        self._settings.remove("recent")
        self.recent_changed.emit()

    def media_folder(self, export: Path) -> Path | None:
        """The folder chosen for the images of an export."""
        text = str(self._settings.value(f"media_folder/{_key(export)}", ""))
        return Path(text) if text else None

    def set_media_folder(self, export: Path, folder: Path | None) -> None:
        """Remember or forget the folder chosen for an export."""
        self._settings.setValue(f"media_folder/{_key(export)}", str(folder or ""))

    def media_prefixes(self, export: Path) -> Prefixes:
        """What addresses of an export begin with, and the folders this is mapped to."""
        from viewer.media.prefixes import Prefixes, parse_prefix

        prefixes = []
        for text in self._texts(f"media_prefixes/{_key(export)}"):
            with suppress(ValueError):  # a line that was spoilt by hand costs itself
                prefixes.append(parse_prefix(text))
        return Prefixes(tuple(prefixes))

    def set_media_prefixes(self, export: Path, prefixes: Prefixes) -> None:
        """Remember the mapping of an export; an empty one is forgotten."""
        self._settings.setValue(f"media_prefixes/{_key(export)}", [str(prefix) for prefix in prefixes.all])

    def layout(self) -> tuple[QByteArray, QByteArray] | None:
        """(geometry, state) of the main window as it was left."""
        geometry, state = self._settings.value("window/geometry"), self._settings.value("window/state")
        if isinstance(geometry, QByteArray) and isinstance(state, QByteArray):
            return geometry, state
        return None

    def set_layout(self, geometry: QByteArray, state: QByteArray) -> None:
        """Remember the window's layout."""
        self._settings.setValue("window/geometry", geometry)
        self._settings.setValue("window/state", state)

    def _flag(self, key: str, *, default: bool) -> bool:
        return self._settings.value(key, default) in (True, "true")

    def _set_flag(self, key: str, value: bool) -> None:
        self._settings.setValue(key, "true" if value else "false")

    def _texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; QSettings gives a list of one back as the text alone."""
        texts = self._settings.value(key, [])
        return (
            (texts,) if isinstance(texts, str) else tuple(map(str, texts)) if isinstance(texts, list) else ()
        )


def _key(path: Path) -> str:
    """A settings key for a path: QSettings reads slashes as groups."""
    return str(path.absolute()).replace("/", "|").replace("\\", "|")
