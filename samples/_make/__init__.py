"""Draws the pictures and writes the exports of `samples/`; `make.py` beside this folder runs it."""
