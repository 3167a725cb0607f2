"""Scenario files, as coaches write them: found and read (files), judged (checks), made from six answers (new)."""
