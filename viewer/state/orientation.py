"""How the view of an image is turned and mirrored, annotations and all; what the file says stays as it is."""

from __future__ import annotations

from dataclasses import dataclass, replace

_COSINES, _SINES = (1, 0, -1, 0), (0, 1, 0, -1)


@dataclass(frozen=True, slots=True)
class Orientation:
    """Mirrored left to right first, then turned clockwise by `quarters` (0 to 3) of a circle."""

    quarters: int = 0
    mirrored: bool = False

    @property
    def is_upright(self) -> bool:
        """Whether it leaves everything as it is."""
        return self.quarters == 0 and not self.mirrored

    @property
    def swaps_axes(self) -> bool:
        """Whether width becomes height."""
        return self.quarters % 2 == 1

    @property
    def matrix(self) -> tuple[int, int, int, int]:
        """(xx, xy, yx, yy): (x, y) becomes (xx x + xy y, yx x + yy y), y counted downwards."""
        cosine, sine = _COSINES[self.quarters], _SINES[self.quarters]
        side = -1 if self.mirrored else 1
        return cosine * side, -sine, sine * side, cosine

    def turned(self, quarters: int) -> Orientation:
        """Turned further, clockwise when positive."""
        return replace(self, quarters=(self.quarters + quarters) % 4)

    def flipped_across(self) -> Orientation:
        """With left and right of what is seen exchanged."""
        return Orientation(-self.quarters % 4, not self.mirrored)

    def flipped_down(self) -> Orientation:
        """With top and bottom of what is seen exchanged."""
        return self.flipped_across().turned(2)


UPRIGHT = Orientation()
