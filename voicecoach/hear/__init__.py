"""From a microphone to turns: what the rep says arrives as blocks of sound and leaves as "the turn is over".

microphone, wav, conditioning, intake    sound from a device or a recording, on the session clock
echo, echo_delay, echo_path              without the client's own voice in it
detector, turns, turn_end, tune          speech or not; when a turn begins and when it is over
barge_in                                 whether who speaks over the client takes the floor
"""
