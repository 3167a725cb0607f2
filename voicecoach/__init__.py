"""VoiceCoach: rehearse a hard call aloud with a client who says No first.

One call goes round the verbs, and what is left of it is read afterwards:

    hear → understand → respond → speak → remember      one rehearsal, held by `loop`
    debrief, replay                                     what happened, for the rep and for the coach

Values that all of them speak in: `session`, `events`, `scenario`, `vocabulary`; what a verb must be able to do stands
in `ports`, what can fail in `errors`. `wiring` alone chooses what is really used, `rehearsal` puts a call together,
`conversation` is both sides of it while it is held, and `commands` are what a person types. Who may import whom is a
test: tests/test_architecture.py.
"""

__version__ = "0.1.0"
