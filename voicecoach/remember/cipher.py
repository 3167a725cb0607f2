"""Encrypts a stream of bytes with a passphrase, so that any change, cut or exchange of it is noticed.

AES-256-GCM (from `cryptography`) over pieces of 64 KiB; the key comes from scrypt. Each piece's nonce holds
its number and whether it is the last, as in the STREAM construction (Hoang, Reyhanitabar, Rogaway and Vizár,
2015), so pieces cannot be dropped, doubled or swapped. The header is authenticated with every piece.
"""

from __future__ import annotations

import hashlib
import secrets
from pathlib import Path
from typing import Any, BinaryIO

from voicecoach.errors import BadRequest, RememberError

MAGIC = b"VoiceCoach sealed 1\n"
PIECE = 64 * 1024
_SALT, _NONCE, _TAG = 16, 7, 16
_COST = {"n": 2**17, "r": 8, "p": 1, "maxmem": 256 * 1024 * 1024, "dklen": 32}
"""scrypt's cost as OWASP's password storage cheat sheet asks (2023): 128 MB, about half a second."""


def is_encrypted(path: Path) -> bool:
    """Whether a file begins as `encrypt` begins one. Raises OSError."""
    with path.open("rb") as file:
        return file.read(len(MAGIC)) == MAGIC


def _engine(passphrase: str, salt: bytes) -> Any:
    try:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    except ImportError:
        raise RememberError(
            "a passphrase needs the package 'cryptography'.", "Install it with: pip install cryptography"
        ) from None
    return AESGCM(hashlib.scrypt(passphrase.encode(), salt=salt, **_COST))


def encrypt(source: BinaryIO, target: BinaryIO, passphrase: str) -> None:
    """Writes `source` to `target`, sealed. Raises BadRequest for an empty passphrase."""
    if not passphrase:
        raise BadRequest("the passphrase is empty.", stage="remember")
    salt, prefix = secrets.token_bytes(_SALT), secrets.token_bytes(_NONCE)
    head = MAGIC + salt + prefix
    engine = _engine(passphrase, salt)
    target.write(head)
    number, piece = 0, source.read(PIECE)
    while True:
        following = source.read(PIECE)
        target.write(engine.encrypt(_nonce(prefix, number, not following), piece, head))
        if not following:
            return
        number, piece = number + 1, following


def decrypt(source: BinaryIO, target: BinaryIO, passphrase: str) -> None:
    """Writes to `target` what `encrypt` sealed. Raises RememberError when it does not open whole."""
    head = source.read(len(MAGIC) + _SALT + _NONCE)
    if not head.startswith(MAGIC) or len(head) < len(MAGIC) + _SALT + _NONCE:
        raise RememberError("the sealed file is cut off.", "Ask for it again.")
    engine = _engine(passphrase, head[len(MAGIC) : -_NONCE])
    from cryptography.exceptions import InvalidTag

    number, piece = 0, source.read(PIECE + _TAG)
    while True:
        following = source.read(PIECE + _TAG)
        try:
            target.write(engine.decrypt(_nonce(head[-_NONCE:], number, not following), piece, head))
        except InvalidTag:
            cause = (
                "the passphrase is wrong, or the file was changed" if not number else "the file was changed or cut off"
            )
            raise RememberError(f"{cause}.", "Check the passphrase, or ask for the file again.") from None
        if not following:
            return
        number, piece = number + 1, following


def _nonce(prefix: bytes, number: int, last: bool) -> bytes:
    return prefix + number.to_bytes(4, "big") + bytes([last])
