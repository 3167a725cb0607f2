"""From a reply to sound in the rep's ear.

sentences, text, delivery        what is said in one breath, how it is read, how the client's state sounds
voice, child, worker, engines    pyttsx3 in a process of its own; remote_voice, an endpoint instead
speaker, playback                what is played when, and what of it was really heard
"""
