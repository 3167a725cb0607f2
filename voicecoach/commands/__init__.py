"""The commands, a module for each thing a person does; cli.py lists them without loading them."""
