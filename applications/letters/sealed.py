"""The sealed PDF of a signed letter: typeset by typst as tagged PDF/UA, sealed by pyHanko so that a change shows."""

import json
import os
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

import typst
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from django.conf import settings
from django.utils.timezone import localtime
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers

from applications.letters.models import Letter, Signature
from applications.letters.wording import parts
from portal.core.paper import displayable

TEMPLATE = Path(__file__).parent / "letter.typ"
SEAL_NAME = "Innovation Lab Network, Mississippi (seal)"


def make_sealed_pdf(letter: Letter, signatures: Sequence[Signature]) -> bytes:
    """The bytes of the sealed PDF: the letter, a certificate page, and a PAdES seal over the whole file."""
    groups = [(str(signature), _of_signature(signature)) for signature in signatures]
    groups.append(("The document", _of_document(letter)))
    certificate = [
        (displayable(heading), [(name, displayable(value)) for name, value in rows]) for heading, rows in groups
    ]
    return _seal(_typeset(letter, certificate=json.dumps(certificate), lines="[]"))


def make_paper_copy(letter: Letter, offices: Sequence[str]) -> bytes:
    """The bytes of a PDF to sign by hand: the letter with its code, and a line for each of these offices."""
    lines = [displayable(f"{office}, {letter.district}") for office in offices]
    return _typeset(letter, certificate="[]", lines=json.dumps(lines))


def _typeset(letter: Letter, **more: str) -> bytes:
    facts = {
        "title": displayable(str(letter)),
        "code": letter.code,
        "parts": json.dumps(parts(displayable(letter.text))),
        **more,
    }
    return typst.compile(str(TEMPLATE), sys_inputs=facts, pdf_standards=["ua-1"])  # type: ignore[no-any-return]


def _of_signature(signature: Signature) -> list[tuple[str, str]]:
    """The rows of the certificate for one signature: who, when, how identified, and the hash of what was signed."""
    at = localtime(signature.signed_at)
    utc = signature.signed_at.astimezone(UTC)
    moment = f"{at:%A, %B} {at.day}, {at:%Y, %H:%M:%S} Central, {utc:%Y-%m-%dT%H:%M:%SZ}"
    if signature.paper_date:
        day = signature.paper_date
        return [
            ("Signed on paper", f"{day:%B} {day.day}, {day:%Y}"),
            ("Recorded", f"{moment}, by {signature.signer.email}"),
            ("SHA-256 of the scan", signature.scan.sha256 if signature.scan else "no scan"),
            ("SHA-256 of the text", signature.text_hash),
        ]
    return [
        ("Account", signature.signer.email),
        ("Signed at", moment),
        ("From address", signature.address or "not known"),
        ("Identified by", signature.method),
        ("Consent", f"{signature.consent} (version {signature.consent_version})"),
        ("SHA-256 of the text", signature.text_hash),
    ]


def _of_document(letter: Letter) -> list[tuple[str, str]]:
    return [
        ("Version", str(letter.version)),
        ("Verification code", letter.code),
        ("Verify at", f"{settings.SITE_URL}/verify/{letter.code}/"),
    ]


def _seal(pdf: bytes) -> bytes:
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    metadata = signers.PdfSignatureMetadata(
        field_name="Seal",
        reason="Letter of commitment as signed",
        subfilter=fields.SigSeedSubFilter.PADES,
        name=SEAL_NAME,
    )
    return signers.sign_pdf(writer, metadata, signer=seal_signer()).getvalue()


@lru_cache(maxsize=1)
def seal_signer() -> Any:
    """The key that seals: from SEAL_KEY_FILE (PKCS #12), or a self-made one kept with the portal's state."""
    path = Path(settings.SEAL_KEY_FILE)
    if not path.exists():
        _keep_whole(path, _self_made_key())
    signer = signers.SimpleSigner.load_pkcs12(str(path), passphrase=settings.SEAL_PASSPHRASE.encode())
    if signer is None:
        raise RuntimeError("The seal's key file cannot be read: check SEAL_KEY_FILE and SEAL_PASSPHRASE.")
    return signer


def _keep_whole(path: Path, content: bytes) -> None:
    """Write a secret file in one step; where another process was first, its file stays."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent) as half:
        half.write(content)
        half.flush()
        with suppress(FileExistsError):
            os.link(half.name, path)


def _self_made_key() -> bytes:
    key = rsa.generate_private_key(public_exponent=65537, key_size=3072)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, SEAL_NAME)])
    now = datetime.now(UTC)
    usage = x509.KeyUsage(True, True, False, False, False, False, False, False, False)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=3650))
        .add_extension(usage, critical=True)
        .sign(key, hashes.SHA256())
    )
    return serialization.pkcs12.serialize_key_and_certificates(
        b"seal", key, certificate, None, serialization.BestAvailableEncryption(settings.SEAL_PASSPHRASE.encode())
    )
