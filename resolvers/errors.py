"""What an edge says of an argument that it can't use."""

__all__ = ["InvalidInput"]


class InvalidInput(Exception):
    """An argument is out of bounds; the two texts name the argument and the bound, never the value."""

    def __init__(self, dutch: str, english: str) -> None:
        super().__init__(english)
        self.dutch, self.english = dutch, english
