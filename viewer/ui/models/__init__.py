"""What lists and trees show, as Qt item models.

They read the session and hold no state of their own but the lines that were unfolded.
"""
