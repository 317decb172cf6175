"""Annoscope, a viewer of Labelbox exports."""

__version__ = "0.1.0"
