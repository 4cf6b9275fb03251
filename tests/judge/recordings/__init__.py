"""The answers of Globus that `globus_sdk.testing` carries, held against what practice answers.

Nothing of them is kept here: they are read from the installed package each time.
"""
