"""`voicecoach studio`: the coach's page."""

from __future__ import annotations

from pathlib import Path

import click

from voicecoach.commands.common import example, library_option


@click.command("studio", epilog=example("voicecoach studio\nvoicecoach studio --port 8470 --no-browser"))
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Port on this machine (default: a free one).")
@click.option("--no-browser", is_flag=True, help="Only print the address.")
@click.option("--share", "share", metavar="NAME", multiple=True,
              help="Serve other machines under this host name; needs --certificate and --key, asks for a passphrase.")  # fmt: skip
@click.option(
    "--certificate", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="TLS certificate (PEM)."
)
@click.option("--key", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Its private key (PEM).")
@click.option("--stt", metavar="NAME", help="Recogniser for calls in the page.")
@click.option("--client", metavar="MODEL", help="Language model for calls in the page, behind --llm-url.")
@click.option("--llm-url", metavar="URL", help="An OpenAI-compatible endpoint.")
@library_option
def command(
    port: int, no_browser: bool, share: tuple[str, ...], certificate: Path | None, key: Path | None, stt: str | None,
    client: str | None, llm_url: str | None, library: str | None,
) -> None:  # fmt: skip
    """Open the coach's page: find the moments that matter, hear them, comment, score; or rehearse in the browser."""
    from voicecoach import settings, studio, wiring
    from voicecoach.commands.sessions import _passphrase
    from voicecoach.errors import BadRequest
    from voicecoach.replay.server import Share, serve

    asked = settings.load({"library": library, "stt": stt, "client": client, "llm_url": llm_url})
    shared = None
    if share:
        if certificate is None or key is None:
            raise BadRequest("--share needs --certificate and --key.", "Speech must not cross a network unencrypted.")
        shared = Share(certificate, key, _passphrase(True, confirm=True), share)
    wiring.forget_old(asked)
    serve(
        wiring.library(asked), studio.hooks(asked), port=port, browser=not no_browser, share=shared,
        say=lambda address: click.echo(f"The studio is at {address}\nCtrl-C ends it."),
    )  # fmt: skip
