"""Figures of speed, each measured beside its reference in the same run: `make bench`.

A figure is a function without arguments in a module of this package, named in `FIGURES` of `__main__`.
Times of two runs on a busy machine say little; the ratio of two things measured in turns says much.
"""
