"""Models are listed, installed, used and removed; half a download is never installed."""

from __future__ import annotations

import contextlib
import json
import shutil

import pytest
from hub import Hub
from tiny_whisper import make

from voicecoach.errors import BadRequest, UnderstandError
from voicecoach.understand import models
from voicecoach.understand.whisper import Whisper


@pytest.fixture(scope="module")
def tiny(tmp_path_factory):
    return make(tmp_path_factory.mktemp("made") / "my tiny model")


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("VOICECOACH_MODELS", str(tmp_path / "models"))
    return tmp_path / "models"


@pytest.fixture
def hub(tiny, monkeypatch):
    def start(**how):
        hub = Hub(tiny, **how)
        point_at(monkeypatch, hub.url)
        return hub

    return start


def point_at(monkeypatch, url):
    """The hub's library reads its address once, when it is imported."""
    import huggingface_hub
    from huggingface_hub import constants

    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", False)  # tests are offline otherwise
    monkeypatch.setattr(constants, "ENDPOINT", url)
    monkeypatch.setattr(constants, "HUGGINGFACE_CO_URL_TEMPLATE", url + "/{repo_id}/resolve/{revision}/{filename}")
    real = huggingface_hub.snapshot_download
    monkeypatch.setattr(huggingface_hub, "snapshot_download", lambda *a, **k: real(*a, endpoint=url, **k))


def named(name):
    return next(m for m in models.listing() if m.name == name)


def test_with_nothing_installed_moonshine_is_the_default():
    assert models.default() == "moonshine"
    assert named("moonshine").default
    assert named("small.en").state == "available"
    with pytest.raises(UnderstandError, match="no Whisper model is installed"):
        models.folder_of("")
    with pytest.raises(UnderstandError) as caught:
        models.folder_of("small.en")
    assert caught.value.remedy == "Run: voicecoach models install small.en"


def test_where_there_is_no_moonshine_the_way_out_is_named(monkeypatch):
    monkeypatch.setattr(models, "moonshine_there", lambda: False)
    assert all(m.name != "moonshine" for m in models.listing())
    with pytest.raises(UnderstandError) as caught:
        models.default()
    assert "voicecoach models install small.en" in caught.value.remedy


def test_a_folder_of_ones_own_is_used_and_forgotten_but_never_deleted(tiny, spoken):
    used = models.use(tiny)
    assert used.name == "my-tiny-model"
    assert models.default() == "whisper:my-tiny-model"
    assert named("my-tiny-model").state == "yours"
    assert Whisper(models.folder_of("my-tiny-model")).recognise(spoken).text == "What happened next?"
    assert models.folder_of("") == tiny
    models.remove("my-tiny-model")
    assert models.default() == "moonshine"
    assert (tiny / "model.bin").is_file()


def test_a_folder_may_be_named_without_registering_it(tiny):
    assert models.folder_of(str(tiny)) == tiny


def test_two_folders_of_one_name_are_kept_apart(tiny, tmp_path):
    models.use(tiny, "mine")
    other = shutil.copytree(tiny, tmp_path / "other")
    with pytest.raises(BadRequest, match="already"):
        models.use(other, "mine")
    models.use(other)
    assert models.default() == "whisper:other"
    models.use(tiny, "mine")  # once more: chosen again
    assert models.default() == "whisper:mine"


def test_a_folder_that_went_away_is_shown_and_not_chosen(tiny, tmp_path):
    gone = shutil.copytree(tiny, tmp_path / "stick")
    models.use(gone)
    shutil.rmtree(gone)
    assert models.default() == "moonshine"
    assert named("stick").state == "missing"


@pytest.mark.parametrize("lacking", ["model.bin", "config.json", "tokenizer.json", "vocabulary.json"])
def test_a_folder_that_lacks_something_is_refused_by_what_it_lacks(tiny, tmp_path, lacking):
    other = shutil.copytree(tiny, tmp_path / "other")
    (other / lacking).unlink()
    with pytest.raises(UnderstandError, match=lacking.split(".")[0]):
        models.use(other)
    assert models.default() == "moonshine"


@pytest.mark.parametrize("damage", ["model.bin", "tokenizer.json"])
def test_a_folder_is_really_loaded_before_it_is_believed(tiny, tmp_path, damage):
    other = shutil.copytree(tiny, tmp_path / "other")
    (other / damage).write_bytes(b"\0" * 1000)
    with pytest.raises(UnderstandError):
        models.use(other)
    assert models.default() == "moonshine"


def test_no_such_folder():
    with pytest.raises(UnderstandError, match="there is no folder"):
        models.use("nowhere/at/all")


def test_a_broken_list_of_models_is_an_empty_one(home):
    home.mkdir()
    for text in ("", "[]", "{", '{"used": 3, "default": []}', json.dumps({"used": {"a": "/nowhere"}})):
        (home / "models.json").write_text(text)
        assert models.default() == "moonshine"


def test_installing_fetches_loads_and_chooses(hub, home, spoken, capfd):
    seen = []
    with hub() as served:
        model = models.install("tiny.en", lambda done, total: seen.append((done, total)))
    assert model.default
    assert capfd.readouterr() == ("", "")
    assert models.default() == "whisper:tiny.en"
    assert seen[-1][0] == seen[-1][1]
    assert not list(home.glob(".part-*"))
    assert not (home / "tiny.en" / "README.md").exists()
    assert Whisper(models.folder_of("tiny.en")).recognise(spoken).text
    assert not any("authorization" in {k.lower() for k in head} for _, _, head in served.asked)
    models.remove("tiny.en")
    assert models.default() == "moonshine"
    assert not (home / "tiny.en").exists()


def test_a_download_that_breaks_off_goes_on_where_it_was(hub, monkeypatch):
    from huggingface_hub import constants

    monkeypatch.setattr(constants, "DOWNLOAD_CHUNK_SIZE", 100_000)  # it keeps whole pieces of usually 10 MB
    with hub(break_after=300_000) as served:
        with contextlib.suppress(UnderstandError):
            models.install("tiny.en")  # the library may try again by itself, or leave it to the user
        models.install("tiny.en")
    asked = [
        value
        for _, path, head in served.asked
        for key, value in head.items()
        if path.endswith("model.bin") and key.lower() == "range"
    ]
    assert any(value.startswith("bytes=300000-") for value in asked)
    assert models.default() == "whisper:tiny.en"


def test_any_model_of_the_hub_may_be_installed_by_its_address(hub):
    with hub() as served:
        assert models.install("someone/their-whisper").name == "their-whisper"
    assert models.default() == "whisper:their-whisper"
    assert any("someone/their-whisper" in path for _, path, _ in served.asked)
    for name in ("someone/../etc", "someone/moonshine", "a/b/c", "/"):
        with pytest.raises(BadRequest):
            models.install(name)


def test_an_installed_model_is_not_fetched_again(hub, tiny):
    with hub():
        models.install("tiny.en")
    with hub() as served:
        models.install("tiny.en")
    assert served.asked == []


def test_half_a_download_is_never_installed(tiny, home):
    part = shutil.copytree(tiny, home / ".part-tiny.en")
    assert part.is_dir()
    incomplete = shutil.copytree(tiny, home / "small.en")
    (incomplete / "model.bin").unlink()
    assert models.default() == "moonshine"
    assert named("tiny.en").state == named("small.en").state == "available"


def test_a_damaged_model_from_the_hub_is_thrown_away(hub, home):
    with hub() as served:
        served.files["model.bin"] = b"\0" * 5000
        with pytest.raises(UnderstandError):
            models.install("tiny.en")
    assert models.default() == "moonshine"
    assert not list(home.glob(".part-*"))


@pytest.mark.parametrize("status", [401, 404])
def test_a_hub_that_refuses(hub, status):
    with hub(refuse=status), pytest.raises(UnderstandError, match="does not give out"):
        models.install("tiny.en")


def test_without_network_the_other_way_is_named(monkeypatch):
    point_at(monkeypatch, "http://127.0.0.1:9")  # nobody listens on the discard port
    with pytest.raises(UnderstandError, match="cannot be reached") as caught:
        models.install("tiny.en")
    assert "voicecoach models use DIR" in caught.value.remedy
    assert models.default() == "moonshine"


def test_where_downloads_are_switched_off_that_is_said(monkeypatch):
    from huggingface_hub import constants

    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", True)
    with pytest.raises(UnderstandError, match="switched off by HF_HUB_OFFLINE"):
        models.install("tiny.en")


def test_unknown_names_are_answered_with_the_known_ones():
    with pytest.raises(BadRequest, match="there is no model") as caught:
        models.install("enormous")
    assert "small.en" in caught.value.remedy
    with pytest.raises(UnderstandError, match="no model 'enormous'"):
        models.remove("enormous")


def test_without_room_nothing_is_begun(monkeypatch, hub):
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(1, 1, 1_000_000))
    with hub() as served, pytest.raises(UnderstandError, match="needs 78 MB"):
        models.install("tiny.en")
    assert served.asked == []


def test_a_folder_that_cannot_be_made_is_said(monkeypatch, tmp_path, tiny):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("VOICECOACH_MODELS", str(tmp_path / "file" / "models"))
    with pytest.raises(UnderstandError, match="cannot be made"):
        models.use(tiny)
