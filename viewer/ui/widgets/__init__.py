"""Small widgets that several panels and dialogs share; none of them knows the session."""
