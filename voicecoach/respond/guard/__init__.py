"""The guard stands between a language model and the rep's ear.

clean       what nobody says aloud is taken out of the stream
rules       each sentence is let through, cut, or kept back, with the rule that forbids it
due         whether what was let through did what had been decided: said No, warned, told the fact
tables, text, likeness    the patterns of a language; how text is read and compared
"""
