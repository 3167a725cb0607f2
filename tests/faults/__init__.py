"""Calls in which something breaks: devices, the voice's process, servers, the disk, the clock.

The product is whole (real recogniser, real voice in its process, real files, real HTTP); only the sound card is made
up and the clock leaps, so that a call of a minute takes a few seconds.
"""
