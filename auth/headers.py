"""The headers under which browsers show what comes from us: nothing is let in from elsewhere, and nobody frames it."""

from collections.abc import Mapping, Sequence

__all__ = ["guarded"]

# What everything of ours goes by; a page adds what it needs.
_NOTHING: Mapping[str, Sequence[str]] = {
    "default-src": ("'none'",),
    "base-uri": ("'none'",),
    "form-action": ("'none'",),
    "frame-ancestors": ("'none'",),
}
_ALWAYS = {
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}


def guarded(**sources: Sequence[str]) -> dict[str, str]:
    """The headers of a page that needs these, such as `style_src=("'self'",)`, and nothing else."""
    needed = {**_NOTHING, **{name.replace("_", "-"): each for name, each in sources.items()}}
    policy = "; ".join(f"{name} {' '.join(each)}" for name, each in needed.items())
    return {"content-security-policy": policy, **_ALWAYS}
