"""The built-in client: it says what was written for it, by its scenario's author or in the bank of its language.

client, choosing, reactions    which lines a direction comes to, and how the rep's own words are taken up
questions, said, bank          what was asked, what was said already, what there is to say
reflexes                       the first word of an answer that is slow to come
"""
