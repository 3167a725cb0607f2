"""VoiceCoach: rehearse a hard call aloud with a client who says No first."""

__version__ = "0.1.0"
