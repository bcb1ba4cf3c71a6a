"""Who and why: principal, roles, levels, purposes, policy, tokens."""
