"""`crowd.ndjson`: a market of hundreds of small objects, and a shoal of 360 masks in one composite."""

from __future__ import annotations

from _make import market, shoal
from _make.market import Thing
from _make.v2 import Json, Maker, annotations, cuid, data_row, image, mask, project, project_label, row

MARKET, SHOAL, SHOAL_COMPOSITE = "pictures/market.jpg", "pictures/shoal.jpg", "pictures/shoal-composite.png"


def _object(maker: Maker, thing: Thing) -> Json:
    match thing.name:
        case "stall":
            wares = maker.radio("wares", ("fish", "cloth", "fruit", "cheese", "flowers")[thing.shade])
            return maker.polygon("stall", thing.corners(), [wares])
        case "parasol":
            return maker.polygon("parasol", thing.ring(8))
        case "cart":
            return maker.polygon("cart", thing.corners())
        case "tree":
            return maker.point("tree", thing.x, thing.y)
        case "pigeon":
            return maker.point("pigeon", thing.x, thing.y)
        case name:
            bounds = market.bounds(thing)
            ltwh = (bounds.x(), bounds.y(), bounds.width(), bounds.height())
            return maker.box(name, *(float(round(value)) for value in ltwh))


def _relationships(maker: Maker, objects: list[Json]) -> list[Json]:
    """Single, parallel, opposite, two-headed, of every pair of kinds, and one whose target is gone."""
    ids = {
        name: [found["feature_id"] for found in objects if found["value"] == name]
        for name in ("person", "dog", "stall", "cart", "crate", "tree", "pigeon", "bunting", "fountain")
    }
    person, dog, stall = ids["person"], ids["dog"], ids["stall"]
    return [
        maker.relationship("walks", person[0], dog[0]),
        maker.relationship("feeds", person[0], dog[0]),
        maker.relationship("buys from", person[1], stall[3]),
        maker.relationship("sells to", stall[3], person[1]),
        maker.relationship("knows", person[2], person[3], both_ways=True),
        maker.relationship("belongs to", ids["crate"][0], stall[7]),
        maker.relationship("pushes", person[5], ids["cart"][1]),
        maker.relationship("rests under", ids["pigeon"][4], ids["tree"][2]),
        maker.relationship("hangs over", ids["bunting"][0], ids["fountain"][0]),
        maker.relationship("looks for", person[8], cuid("gone")),
    ]


def _market_row() -> Json:
    maker = Maker("market")
    objects = [_object(maker, thing) for thing in market.layout()]
    objects.append(maker.polygon("fountain", market.basin()))
    objects += [maker.line("bunting", garland) for garland in market.BUNTING]
    content = annotations(
        objects,
        [maker.radio("time of day", "morning"), maker.text("remark", "Market day, seen from the tower.")],
        _relationships(maker, objects),
    )
    labels = [project_label(cuid("market label"), content, performance={"seconds_to_create": 5410})]
    asset = data_row("market-from-above", MARKET, external_id="market.jpg")
    return row(asset, image(*market.SIZE), projects=project("Crowds", labels))


def _shoal_row() -> Json:
    maker = Maker("shoal")
    objects = [maker.mask("fish", mask(None, SHOAL_COMPOSITE, rgb)) for rgb in shoal.colors()]
    labels = [
        project_label(cuid("shoal label"), annotations(objects), performance={"seconds_to_create": 7222})
    ]
    asset = data_row("shoal", SHOAL, external_id="shoal.jpg")
    return row(asset, image(*shoal.SIZE), projects=project("Crowds", labels))


def rows() -> list[Json]:
    return [_market_row(), _shoal_row()]
