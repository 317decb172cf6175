"""Opening, reloading, exporting; the clipboard and the preferences."""

from __future__ import annotations

from viewer.actions.action import Action, Menu, has_export, has_row

FILE_ACTIONS = (
    Action(
        id="open",
        title="&Open export…",
        menu=Menu.FILE,
        keys=("Ctrl+O",),
        icon="open",
        run=lambda c: c.window.choose_export(),
    ),
    Action(
        id="open-sample",
        title="Open the &demo",
        menu=Menu.FILE,
        icon="image",
        run=lambda c: c.window.open_sample(),
    ),
    Action(
        id="reload",
        title="&Reload",
        menu=Menu.FILE,
        keys=("F5", "Ctrl+R"),
        icon="reload",
        enabled=has_export,
        run=lambda c: c.session.reload(),
        tip="Read the file again, at the same row; of one that has grown the new part alone",
    ),
    Action(
        id="go-on-listing",
        title="Go on &listing rows",
        menu=Menu.FILE,
        enabled=lambda c: c.session.is_stopped,
        run=lambda c: c.session.go_on(),
        tip="After listing or reading all rows was cancelled",
    ),
    Action(
        id="export-picture",
        title="&Export view as picture…",
        menu=Menu.FILE,
        group=2,
        keys=("Ctrl+E",),
        icon="export",
        enabled=has_row,
        run=lambda c: c.window.export_picture(),
    ),
    Action(
        id="quit",
        title="&Quit",
        menu=Menu.FILE,
        group=3,
        keys=("Ctrl+Q",),
        run=lambda c: c.window.close(),
    ),
)

EDIT_ACTIONS = (
    Action(
        id="copy-view",
        title="Copy &view",
        menu=Menu.EDIT,
        keys=("Ctrl+Shift+C",),
        icon="copy",
        enabled=has_row,
        run=lambda c: c.canvas.copy_view(),
        tip="Put the picture as it is seen on the clipboard",
    ),
    Action(
        id="copy-id",
        title="Copy &id",
        menu=Menu.EDIT,
        keys=("Ctrl+Shift+I",),
        icon="link",
        enabled=has_row,
        run=lambda c: c.window.copy_id(),
        tip="Put the id of what is selected, or of the row, on the clipboard",
    ),
    Action(
        id="find",
        title="&Find rows",
        menu=Menu.EDIT,
        group=1,
        keys=("Ctrl+F",),
        icon="search",
        enabled=has_export,
        run=lambda c: c.window.find(),
    ),
    Action(
        id="preferences",
        title="&Preferences…",
        menu=Menu.EDIT,
        group=2,
        keys=("Ctrl+,",),
        icon="settings",
        run=lambda c: c.window.show_preferences(),
    ),
)
