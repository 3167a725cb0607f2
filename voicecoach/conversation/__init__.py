"""Both sides of a call while it is held; `loop.py`, beside this folder, runs it.

The rep's side: `listening` (sound in, moments out), `hearing` (recognition that keeps up). The client's: `reply` (a reply
begun on a guess), `reflex` (a word before a slow one), `talking` (what was really heard of it), `answering` (all of
these, one turn at a time). Between them: `takes` (what is decided, and the way back), `parts` (backends, manners, the
floor), `timeline` (the clock, the inbox and the work elsewhere; virtual in tests). `room` and `recordings` are a rep
who plays clips.
"""
