"""Which certificates are trusted: those of the system, and those of a file that the environment names."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtNetwork import QSsl, QSslCertificate, QSslConfiguration, QSslSocket

CA_VARIABLES = ("ANNOSCOPE_CA_FILE", "SSL_CERT_FILE")


@dataclass(frozen=True, slots=True)
class Trust:
    """How to check servers; `faults` say which files of certificates could not be used, and why."""

    configuration: QSslConfiguration
    faults: tuple[str, ...] = ()


def trust_of(environ: Mapping[str, str] | None = None) -> Trust:
    """The trust that the environment asks for; certificates add to those of the system, they replace none."""
    configuration = QSslConfiguration.defaultConfiguration()
    configuration.setPeerVerifyMode(QSslSocket.PeerVerifyMode.VerifyPeer)
    faults: list[str] = []
    environ = os.environ if environ is None else environ
    for variable in CA_VARIABLES:
        if file := environ.get(variable):
            try:
                configuration.addCaCertificates(_certificates(Path(file)))
            except (OSError, ValueError) as error:
                reason = error.strerror if isinstance(error, OSError) else error
                faults.append(f"{variable} is not used: {file}: {reason}")
    return Trust(configuration, tuple(faults))


def _certificates(file: Path) -> list[QSslCertificate]:
    certificates = QSslCertificate.fromData(file.read_bytes(), QSsl.EncodingFormat.Pem)
    if not certificates:
        raise ValueError("it holds no certificate in PEM form")
    return certificates
