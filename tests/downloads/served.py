"""The service in a process of its own: `python -m tests.downloads.served FOLDER PATIENCE` tells its port."""

import json
import logging
import socket
import sys
from pathlib import Path

import structlog
import uvicorn

from app import Service
from settings import RegistrySettings, Settings
from tests.workbench import identity_of

__all__: list[str] = []


def _main(folder: Path, patience: float) -> None:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    settings = Settings(
        _env_file=None,  # type: ignore[call-arg]
        omgeving="ontwikkeling",
        data_dir=folder,
        download_patience=patience,
        registries={"documenten": RegistrySettings(mode="embedded", streams=2)},
    )
    service = Service(settings)
    listening = socket.create_server(("127.0.0.1", 0))
    tokens = {name: service.entrance.issuer.issue(identity_of(name)) for name in ("wim", "fatima")}
    config = uvicorn.Config(service.app, log_level="critical", access_log=False)
    print(json.dumps({"port": listening.getsockname()[1], **tokens}), flush=True)
    uvicorn.Server(config).run(sockets=[listening])


if __name__ == "__main__":
    _main(Path(sys.argv[1]), float(sys.argv[2]))
