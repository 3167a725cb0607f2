"""The rep at a terminal: watching a call (live), leading it (keys), typing it (keyboard), answering questions (interview).

While a call is watched, quiet keeps everything else off the screen.
"""
