"""The picture: a scene is resolved from row, state and style, and painted by layers, back to front."""
