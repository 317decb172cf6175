"""Where pictures come from: folders, the network and who may be asked there, the key, the values seen."""

from __future__ import annotations

from dataclasses import replace

from viewer.actions.action import Action, Context, Menu, has_export, has_row, step
from viewer.media.credentials import KeySource


def _retry_media(context: Context) -> None:
    row = context.session.row
    if row is not None:
        context.session.media.retry(row)


def _is_offline(context: Context) -> bool:
    return context.session.media.network.access.offline


def _toggle_offline(context: Context) -> None:
    access = context.session.media.network.access
    access.offline = not access.offline


def _has_key(context: Context) -> bool:
    return context.session.media.network.credentials.source is not KeySource.NONE


def _has_window(context: Context) -> bool:
    return context.session.state.window is not None


MEDIA_ACTIONS = (
    Action(
        id="locate-media",
        title="&Locate images…",
        menu=Menu.FILE,
        group=1,
        keys=("Ctrl+L",),
        icon="locate",
        enabled=has_export,
        run=lambda c: c.window.choose_media_folder(),
        tip="Choose folders that hold the images of this export",
    ),
    Action(
        id="retry-media",
        title="Re&try the image",
        menu=Menu.FILE,
        group=1,
        icon="reload",
        enabled=has_row,
        run=_retry_media,
    ),
    Action(
        id="fetch-all",
        title="Fetc&h for offline…",
        menu=Menu.FILE,
        group=1,
        keys=("Ctrl+Shift+F",),
        icon="fetch",
        enabled=has_export,
        run=lambda c: c.window.fetch_all(),
        tip="Bring the images and masks of this export here, to look at them without a network",
    ),
    Action(
        id="offline",
        title="O&ffline",
        menu=Menu.FILE,
        group=1,
        keys=("Ctrl+Shift+O",),
        icon="offline",
        checked=_is_offline,
        run=_toggle_offline,
        tip="Ask for nothing over the network",
    ),
    Action(
        id="enter-key",
        title="Enter API &key…",
        menu=Menu.FILE,
        group=1,
        keys=("Ctrl+Shift+K",),
        icon="key",
        run=lambda c: c.window.enter_key(),
        tip="Labelbox asks for a key before it hands out masks",
    ),
    Action(
        id="forget-key",
        title="For&get the API key",
        menu=Menu.FILE,
        group=1,
        enabled=_has_key,
        run=lambda c: c.window.forget_key(),
        tip="Use no key any more, and take it out of the key store of the system",
    ),
    Action(
        id="show-requests",
        title="Network re&quests",
        menu=Menu.WINDOW,
        keys=("Ctrl+Shift+R",),
        icon="network",
        run=lambda c: c.window.show_requests(),
        tip="Everything that was asked over the network, and what came from the cache",
    ),
    Action(
        id="reset-window",
        title="Reset &window and level",
        menu=Menu.VIEW,
        group=1,
        keys=("W",),
        icon="window-level",
        enabled=_has_window,
        run=step(lambda s: replace(s, window=None)),
        tip="Show greys and deep colours from dark to light as each picture proposes",
    ),
)
