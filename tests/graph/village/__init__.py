"""A small world of its own that has every shape the engine knows: nested objects, whole dates, lists, an interface,
containers (also one of persons), edges from identities and from deeper values, refusals, damage and delay."""
