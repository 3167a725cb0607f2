"""What a machine has for a rehearsal, and what is missing: checks look at every part, sound plays and listens."""
