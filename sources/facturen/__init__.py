"""Invoices of the municipality (own contract): what is charged, what is open, and by when."""

from sources.facturen.adapter import FacturenAdapter
from sources.facturen.loaders import FacturenLoaders
from sources.registry import Origin, Registry, Text

__all__ = ["REGISTRY"]

REGISTRY = Registry(
    name="facturen",
    dutch="Facturen",
    english="Invoices",
    base="/facturen/api/v1",
    adapter=FacturenAdapter,
    loaders=FacturenLoaders,
    origin=Origin(
        ground=Text(
            "De gemeente houdt bij wat zij u in rekening brengt en wat u hebt betaald.",
            "The municipality keeps track of what it charges you and what you have paid.",
        ),
        correction=Text(
            "Klopt een factuur niet, neem contact op met de gemeente en noem het factuurnummer.",
            "Is an invoice wrong, contact the municipality and mention the number of the invoice.",
        ),
        address="https://www.denhaag.nl",
    ),
)
