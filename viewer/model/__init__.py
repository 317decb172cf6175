"""What an export says: frozen values, standard library and numpy only.

`geometry` is where an annotation is and `measures` how large, `annotation` what was annotated, `row` the
asset and its labels, `issue` what is wrong.
"""
