"""A session on disk: written as it happens, found again, handed on, deleted.

store, recorder, lines, sound_file    a folder for each session, events and sound only ever added to
saved, migrations, summary, index     read again, of any version, and listed
notes                                 what people say about it
sealed, unseal, cipher, redact        one file for a coach, encrypted and without names where wanted
"""
