"""The geometry of one object, a module for each group of kinds; `read_geometry` chooses.

Every reader takes the object (not the geometry's own key) and raises `UnfitError` when the geometry cannot
be drawn as the file has it: nothing is repaired, clipped or turned round on reading.
"""
