"""A client worded by a language model: the prompt it is given, the stream it comes in, what becomes of it."""
