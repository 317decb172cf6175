"""What a user can do, in one list, from which menus, toolbar, shortcuts, palette and key sheet are made."""

from viewer.actions.action import Action, CanvasPort, Context, Menu, WindowPort
from viewer.actions.aids import AID_ACTIONS
from viewer.actions.compare import COMPARE_ACTIONS
from viewer.actions.drawing import DRAWING_ACTIONS
from viewer.actions.file import EDIT_ACTIONS, FILE_ACTIONS
from viewer.actions.find import FIND_ACTIONS
from viewer.actions.go import GO_ACTIONS
from viewer.actions.labels import LABEL_ACTIONS
from viewer.actions.media import MEDIA_ACTIONS
from viewer.actions.picture import PICTURE_ACTIONS
from viewer.actions.show import SHOW_ACTIONS
from viewer.actions.view import HELP_ACTIONS, VIEW_ACTIONS, WINDOW_ACTIONS

ACTIONS: tuple[Action, ...] = (
    *FILE_ACTIONS,
    *MEDIA_ACTIONS,
    *EDIT_ACTIONS,
    *FIND_ACTIONS,
    *GO_ACTIONS,
    *VIEW_ACTIONS,
    *PICTURE_ACTIONS,
    *AID_ACTIONS,
    *COMPARE_ACTIONS,
    *SHOW_ACTIONS,
    *DRAWING_ACTIONS,
    *LABEL_ACTIONS,
    *WINDOW_ACTIONS,
    *HELP_ACTIONS,
)

__all__ = ["ACTIONS", "Action", "CanvasPort", "Context", "Menu", "WindowPort"]
