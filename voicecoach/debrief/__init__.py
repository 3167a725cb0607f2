"""What happened in a call, computed from its events alone.

report                             puts it together; values* are what it comes to, as JSON too (schema.json)
course, facts, trust, moments      the call as one course: turns, levels, what moved them
noes, empathy, listening, stages, timing, first_impression, own, ending, practice    the sections
voice/                             what is measured on the sound
page, text, markdown, plain        the forms it is read in
progress, shelf                    over many sessions
prose                              what a language model wrote of it, where it quotes
"""
