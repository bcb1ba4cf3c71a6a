"""What all registries share: transport, errors, scope, loaders."""
