"""A voice in figures: what can be measured on the sound of a call, and what of it may be said.

from_sound, tracker, frames      from sound to a few numbers every 16 ms, of speech only
pitch, levels, pauses, syllables what is measured on them
tone, hello, own_voice           what it comes to: over the call, at Hello, against the rep's own usual
"""
