"""`right-to-left.ndjson`: Arabic, Hebrew, Japanese, Thai, mixed directions, emoji, very long names."""

from __future__ import annotations

from _make import pictures
from _make.v2 import Json, Maker, annotations, cuid, data_row, image, project, project_label, row

_LONG = "a class whose name goes on and on, past every column that anyone ever made wide enough for it, " * 4


def _row(key: str, project_name: str, picture: tuple[str, tuple[int, int]], content: Json, task: str) -> Json:
    url, size = picture
    labels = [project_label(cuid("script label", key), content, by="رسّام@example.com")]
    block = project(project_name, labels, "IN_REVIEW", task_name=task, task_id=cuid("task", key))
    return row(data_row(key, url, external_id=key + ".jpg"), image(*size), projects=block)


def _arabic() -> Json:
    maker = Maker("arabic")
    boat = maker.box("قارب شراعي", *pictures.SAILING_BOAT, inner=[maker.radio("اللون", "أبيض")])
    tower = maker.polygon("منارة", pictures.LIGHTHOUSE)
    arrow = maker.relationship("يسترشد بـ", boat["feature_id"], tower["feature_id"])
    questions = [
        maker.text("ملاحظة", "مساء هادئ في الميناء، والريح من الجنوب الغربي (4 بوفورت)."),
        maker.checklist("يُرى", "نوارس", "قوارب"),
    ]
    content = annotations([boat, tower, maker.line("الساحل", pictures.HEADLAND)], questions, [arrow])
    return _row(
        "صورة-الميناء", "مشروع الميناء", (pictures.HARBOUR, pictures.HARBOUR_SIZE), content, "مراجعة أولى"
    )


def _hebrew() -> Json:
    maker = Maker("hebrew")
    kites = [maker.polygon(f"עפיפון {i} (kite)", kite) for i, kite in enumerate(pictures.KITES, start=1)]
    dog = maker.box("כלב", *pictures.DOG)
    arrow = maker.relationship("רודף אחרי", dog["feature_id"], kites[0]["feature_id"])
    content = annotations(
        [*kites, dog], [maker.radio("מזג אוויר", "שמשי", [maker.radio("רוח", "קלה")])], [arrow]
    )
    return _row(
        "פארק ABC 12.jpg עותק", "עפיפונים בפארק", (pictures.PARK, pictures.PARK_SIZE), content, "בדיקה"
    )


def _japanese() -> Json:
    maker = Maker("japanese")
    names = {"apple": "りんご", "orange": "みかん", "plum": "すもも", "lemon": "レモン"}
    fruit = [
        maker.box(names[name], x - radius, y - radius, 2 * radius, 2 * radius)
        for name, (x, y, radius) in pictures.FRUIT.items()
    ]
    jug = maker.box("水差し", *pictures.JUG, inner=[maker.text("材質", "白磁に青い帯")])
    content = annotations([*fruit, jug], [maker.checklist("雰囲気", "静か", "秋らしい")])
    return _row(
        "静物・果物と水差し",
        "静物画プロジェクト",
        (pictures.TABLE, pictures.TABLE_SIZE),
        content,
        "一次レビュー",
    )


def _long() -> Json:
    maker = Maker("long")
    words = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
    left, top, width, height = pictures.TREE
    objects = [
        maker.box(_LONG, *pictures.DOG),
        maker.polygon(words * 3, pictures.POND),
        maker.box("👩🏽‍🌾🪁 family 👨‍👩‍👧‍👦", *pictures.BENCH),
        maker.box("first line\nsecond line\ttab", left, top, width, height),
        maker.point("", *pictures.KITES[0][0]),
        maker.point("ต้นไม้ e\u0301 \u202egnorw\u202c Ω", *pictures.KITES[1][0]),
    ]
    content = annotations(objects, [maker.text("a long answer", _LONG * 8)])
    return _row("k" * 400, "p" * 260, (pictures.PARK, pictures.PARK_SIZE), content, "t" * 200)


def rows() -> list[Json]:
    return [_arabic(), _hebrew(), _japanese(), _long()]
