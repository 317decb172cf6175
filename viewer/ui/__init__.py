"""The window: menus and toolbar made from the list of actions, panels around the canvas, dialogs, theme.

`window` puts the parts together, `panels` holds one file a panel, `models` the Qt item models,
`dialogs` one file a dialog, `widgets` what several of them share.
"""
