"""`docs/settings.md`: each setting with its default and what it does, from the settings themselves."""

from pathlib import Path

from pydantic import SecretStr
from pydantic.fields import FieldInfo

from settings import ROOT, ProviderSettings, RegistrySettings, Settings
from sources import REGISTRIES

__all__ = ["table"]


def table() -> str:
    """`docs/settings.md`: each setting with its default and what it does."""
    lines = ["# Settings", "", _INTRODUCTION, "", *_rows("MIJNDENHAAG_", Settings.model_fields)]
    lines += ["", "## A registry", "", _REGISTRY, "", *_rows("…__", RegistrySettings.model_fields)]
    lines += _registries()
    lines += ["", "## An identity provider", "", _PROVIDER, "", *_rows("…__", ProviderSettings.model_fields)]
    return "\n".join(lines) + "\n"


def _registries() -> list[str]:
    lines = ["", "| registry | what it is | options |", "|---|---|---|"]
    for each in REGISTRIES:
        options = "; ".join(f"`{name}`: {what}" for name, what in each.options.items())
        lines.append(f"| `{each.name}` | {each.english} | {options or '-'} |")
    return lines


_INTRODUCTION = """Each setting is an environment variable, or a line in `.env` in the root of the project; the
environment wins. This page is made by `make docs`, and a test keeps it equal to the settings."""
_REGISTRY = """`MIJNDENHAAG_REGISTRIES__BRP__URL`, and so on for each registry. In ontwikkeling a registry that is not
named is its stand-in; in productie each is configured or `off`, anything else stops
the start with the name of the setting. What only one registry wants to know is in its `OPTIONS`, as JSON."""

_PROVIDER = """`MIJNDENHAAG_PROVIDERS__DIGID__ISSUER`, and so on for each provider; the name is ours to choose, and
stands in the address for back-channel log-out. In ontwikkeling without any, that of development is used."""


def _rows(prefix: str, fields: dict[str, FieldInfo]) -> list[str]:
    rows = ["| setting | default | what it does |", "|---|---|---|"]
    for name, field in fields.items():
        default = None if field.is_required() else field.get_default(call_default_factory=True)
        if isinstance(default, SecretStr):
            default = default.get_secret_value()
        if isinstance(default, Path):
            default = default.relative_to(ROOT)
        shown = f"`{default}`" if default not in ("", None) else "-"
        rows.append(f"| `{prefix}{name.upper()}` | {shown} | {field.description} |")
    return rows
