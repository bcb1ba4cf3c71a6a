"""The words: GraphQL types, errors, limits, documents and the engine."""
