"""The door: `voicecoach …` and `python -m voicecoach …` both come in here."""

from voicecoach.cli import main

if __name__ == "__main__":
    main()
