"""What is said of moments of a sound: `timestamp {"<milliseconds>": {classifications}}`.

No published export holds one that is not empty, so this is the reading that fits the rest of the format; any
other form is kept as a misfit.
"""

from __future__ import annotations

from collections.abc import Iterator

from viewer.formats.classifications import read_classifications
from viewer.formats.frames import number_of, read_objects
from viewer.formats.misfits import misfit
from viewer.formats.reader import Node
from viewer.model.annotation import Frame, Misfit


def read_moments(parent: Node, misfits: list[Misfit]) -> Iterator[Frame]:
    """The moments in ascending order; what does not look like one goes to `misfits`."""
    moments = []
    for key, node in parent.members_at("timestamp"):
        number = number_of(key)
        if number is not None and isinstance(node.value, dict):
            moments.append(Frame(number, node.path, tuple(read_objects(node)), read_classifications(node)))
        elif number is not None and isinstance(node.value, list):
            moments.append(
                Frame(
                    number, node.path, classifications=read_classifications(parent.at("timestamp"), key=key)
                )
            )
        else:
            misfits.append(misfit(node, node.unfit("classifications under a time in milliseconds")))
    return iter(sorted(moments, key=lambda moment: moment.number))
