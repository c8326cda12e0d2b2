"""What may go wrong and be told to a person in a sentence."""


class NotAllowed(Exception):
    """A rule of the domain forbids the step. The message is shown to the person as it is."""
