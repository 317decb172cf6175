"""The street's numbers, as Labelbox documents them for its sample export."""

from __future__ import annotations

WIDTH, HEIGHT = 2560, 1707
PICTURE = "street/kitano-street.jpg"
COMPOSITE = "street/composite.png"

SKYLINE = (
    (2534.353, 249.471),
    (2429.492, 182.092),
    (2294.322, 221.962),
    (2224.491, 180.463),
    (2136.123, 204.716),
    (1712.247, 173.949),
    (1703.838, 84.438),
    (1579.772, 82.61),
    (1583.442, 167.552),
    (1478.869, 164.903),
    (1418.941, 318.149),
    (1243.128, 400.815),
    (1022.067, 319.007),
    (892.367, 379.216),
    (670.273, 364.408),
    (613.114, 288.16),
    (377.559, 238.251),
    (368.087, 185.064),
    (246.557, 167.286),
    (236.648, 285.61),
    (90.929, 326.412),
)
"""The roofline, from right to left."""

HOUSE = (
    (1489.581, 183.934),
    (2278.306, 256.885),
    (2428.197, 200.437),
    (2560.0, 335.419),
    (2557.386, 503.165),
    (2320.596, 503.103),
    (2156.083, 628.943),
    (2161.111, 785.519),
    (2002.115, 894.647),
    (1838.456, 877.874),
    (1436.53, 874.636),
    (1411.403, 758.579),
    (1353.853, 751.74),
    (1345.264, 453.461),
    (1426.011, 421.129),
    (1489.581, 183.934),
)
"""The large house, a closed ring."""

CAT_NOSE = (1166.606, 1441.768)

# left, top, width, height
ELDER = (2096.0, 1264.0, 144.0, 425.0)
CHILD = (2272.0, 1346.0, 144.0, 358.0)
PARASOL = (1690.0, 977.0, 225.0, 330.0)
SIGN = (541.0, 933.0, 330.0, 191.0)

# The five masks: what is drawn there, its feature id and its colour in the composite.
MASKS = {
    "car": ("clur5tlyr1n2q07dc5joc4k7u", (10, 10, 125)),
    "planter": ("clur5tlyr1n2r07dc6ym4d4mc", (105, 136, 97)),
    "tree": ("clur5tlyr1n2s07dc739a6kqs", (7, 85, 11)),
    "bicycle": ("clur5tlyr1n2t07dc0oxlgoc8", (35, 34, 212)),
    "lamp": ("clur5tlyr1n2u07dc5wjmdm3v", (232, 194, 86)),
}


def mask_path(feature_id: str) -> str:
    """The picture of one mask alone, relative to `samples/`."""
    return f"street/mask-{feature_id}.png"
