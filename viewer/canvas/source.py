"""From a row and a ViewState to a scene: gathers pixels and keeps what was made of them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage

from viewer.canvas.apart import Apart
from viewer.canvas.colours import ClassColours
from viewer.canvas.levels import LevelCache
from viewer.canvas.mask_pictures import MaskPictures
from viewer.canvas.regions import RegionCache
from viewer.canvas.resolving import Ingredients, Resolver, Wanted
from viewer.canvas.scene import Scene
from viewer.canvas.tables import AT_ONCE, Tables
from viewer.canvas.viewport import Viewport
from viewer.canvas.windows import Look, LookCache, look_of
from viewer.media.decode import Picture
from viewer.media.loads import Failed, Media, Ready, Waiting
from viewer.media.store import MediaStore
from viewer.model.row import DataRow, MediaType
from viewer.state.resolve import shown_labels
from viewer.state.view_state import ViewState
from viewer.tasks import Tasks

PICTURED = {MediaType.IMAGE, MediaType.UNKNOWN}
"""Assets whose row_data may be a picture; of the others only what stands in the tree is shown."""


class SceneSource:
    """Scenes of one row after another; `arrived` is called when more of the current one can be had.

    Those of a row that stands `beside` the one looked at are of a second source.
    """

    def __init__(
        self, media: MediaStore, tasks: Tasks, arrived: Callable[[], None], *, beside: bool = False
    ) -> None:
        self._media = media
        self._beside = beside
        self._tasks = tasks = Apart(tasks, "beside") if beside else tasks
        self._tables = Tables(tasks, arrived)
        self._pictures = MaskPictures()
        self._resolver = Resolver(self._tables, self._pictures)
        self._levels = LevelCache(tasks, arrived)
        self._looks = LookCache(tasks, arrived)
        self._regions = RegionCache(tasks, arrived)

    def clear(self) -> None:
        """Another row is looked at: forget what was made for this one."""
        self._tables.clear()
        old = self._resolver.clear()
        if old is not None and len(old.table) > AT_ONCE:
            self._tasks.start(lambda ticket: old.forget(ticket.breathe), done=lambda _: None)
        self._pictures.clear()
        self._levels.clear()
        self._looks.clear()
        self._regions.clear()

    def look(self, scene: Scene | None, viewport: Viewport, ratio: float) -> None:
        """This is what is seen now, at `ratio` device pixels a view pixel: see to it that it is sharp."""
        self._regions.look(scene, viewport, ratio)

    def scene(
        self,
        row: DataRow,
        state: ViewState,
        colours: ClassColours,
        *,
        wanted: Wanted | None = None,
        with_image: bool = True,
    ) -> Scene:
        """What there is to paint of a row by now; asking starts the loading of what is missing."""
        ask = self._media.image_beside if self._beside else self._media.image
        image = ask(row) if row.media.media_type in PICTURED and with_image else None
        picture = _picture_of(image)
        look = look_of(picture, state) if picture is not None else None
        masks_of = self._media.masks_beside if self._beside else self._media.masks
        masks = {label.path: masks_of(row, label).layers for label in shown_labels(row, state)}
        levels = self._levels_of(picture, look) if picture is not None else ()
        ingredients = Ingredients(
            row=row,
            colours=colours,
            masks=masks,
            levels=levels,
            picture_size=picture.size_shown if picture is not None else None,
            early=picture is not None and picture.is_early,
            whole=_whole_of(picture, levels) if picture is not None else None,
            region=self._regions.region(picture, look),
            values=picture.image if picture is not None and look is not None else None,
        )
        return self._resolver.scene(ingredients, state, wanted)

    def _levels_of(self, picture: Picture, look: Look | None) -> tuple[QImage, ...]:
        """The picture as it was decoded, unless it is there as the state has it seen."""
        plain = self._levels.levels(picture.image, early=picture.is_early)
        if look is None:
            self._looks.clear()
            return plain
        return self._looks.levels(picture, plain, look) or plain


def _whole_of(picture: Picture, levels: tuple[QImage, ...]) -> QSize | None:
    """The size of a picture of which the levels have less."""
    if picture.pyramid is None and levels[0].size() == picture.image.size():
        return None
    return QSize(*picture.size_shown)


def _picture_of(image: Media[Picture] | None) -> Picture | None:
    """What there is to see of a picture."""
    match image:
        case Ready(picture):
            return picture
        case Waiting(Picture() as early) | Failed(_, Picture() as early):
            return early
        case _:
            return None
