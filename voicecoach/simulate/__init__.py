"""Simulated reps: twelve ways of making a call, played against any scenario, with or without words."""

from voicecoach.simulate.reps import REPS
from voicecoach.simulate.run import Simulation, simulate

__all__ = ["REPS", "Simulation", "simulate"]
