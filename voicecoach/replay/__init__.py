"""The studio: a local page on which a rep rehearses and a coach listens again. Loopback only, unless shared on purpose.

server, gate, guard, web                           who may come in, and how a request becomes plain values
pages, listing, talk, scores, parcels, rehearse    what can be asked for, gathered in api
rubric, agreement                                  what a coach scores, and how far two agree
browser, mix                                       a browser's microphone and speaker; the call's sound for its player
hooks                                              what it needs of the rest of the program
"""
