"""From sound to words, and from words to what the rep did.

moonshine, whisper, remote    the recognisers; models and download say which there are, and fetch one
pieces, doubt                 where a long turn is cut; whether it is what the rep said
moves/, timing                what the rep did, heard from the words and from the clock
"""
