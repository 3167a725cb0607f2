"""A Whisper of a few hundred kilobytes that always says one sentence, made of numpy alone.

It is a real CTranslate2 model with a real tokeniser: every layer is there and most weigh next to nothing. The
decoder's position decides which token comes next, and looks back at the tenth of a second that this token takes.
So the real code loads it, decodes it and times its words, and the result is known.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

WIDTH, HEADS, MELS, FRAMES, POSITIONS = 64, 1, 80, 1500, 448
EACH = 5  # frames of 20 ms that a token lasts


def make(folder: Path, says: str = " What happened next?", seconds: float = 2.0) -> Path:
    """Writes the model into `folder`. It says `says` (at most 50 bytes of ASCII) whatever it hears."""
    import ctranslate2

    folder.mkdir(parents=True, exist_ok=True)
    tokenizer = _tokenizer()
    tokenizer.save(str(folder / "tokenizer.json"))
    vocabulary = [tokenizer.id_to_token(i) for i in range(tokenizer.get_vocab_size())]
    script = f"<|startoftranscript|><|0.00|>{says}<|{seconds:.2f}|><|endoftext|>"
    order = tokenizer.encode(script, add_special_tokens=False).ids
    assert len(order) < WIDTH
    spec = ctranslate2.specs.WhisperSpec(1, HEADS, 1, HEADS)
    _fill(spec, len(vocabulary), order)
    spec.register_vocabulary(vocabulary)
    spec.config.suppress_ids, spec.config.suppress_ids_begin = [], []
    spec.config.lang_ids, spec.config.alignment_heads = [], [(0, 0)]
    spec.validate()
    spec.save(str(folder))
    return folder


def _tokenizer():
    from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers

    letters = sorted(pre_tokenizers.ByteLevel.alphabet())
    # A bare space stands before what faster-whisper suppresses, so a space must come with the letter after it.
    joined = [("Ġ", c) for c in "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"]
    tokens = letters + [a + b for a, b in joined]
    tokenizer = Tokenizer(models.BPE({c: i for i, c in enumerate(tokens)}, joined))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    special = ["<|endoftext|>", "<|startoftranscript|>", "<|en|>", "<|translate|>", "<|transcribe|>"]
    special += ["<|startoflm|>", "<|startofprev|>", "<|nospeech|>", "<|notimestamps|>"]
    special += [f"<|{i * 0.02:.2f}|>" for i in range(1501)]
    tokenizer.add_special_tokens([AddedToken(t, special=True) for t in special])
    return tokenizer


def _fill(spec, words: int, order: list[int]) -> None:
    rng = np.random.default_rng(0)

    def small(*shape):
        return (rng.standard_normal(shape) * 1e-3).astype(np.float32)

    def linear(at, outs, ins):
        at.weight, at.bias = small(outs, ins), np.zeros(outs, np.float32)

    def norm(at):
        at.gamma, at.beta = np.ones(WIDTH, np.float32), np.zeros(WIDTH, np.float32)

    def attention(at, own):
        norm(at.layer_norm)
        sizes = [3 * WIDTH, WIDTH] if own else [WIDTH, 2 * WIDTH, WIDTH]
        for part, outs in zip(at.linear, sizes, strict=True):
            linear(part, outs, WIDTH)

    def forward(at):
        norm(at.layer_norm)
        linear(at.linear_0, 2 * WIDTH, WIDTH)
        linear(at.linear_1, WIDTH, 2 * WIDTH)

    for conv, ins in ((spec.encoder.conv1, MELS), (spec.encoder.conv2, WIDTH)):
        conv.weight, conv.bias = small(WIDTH, ins, 3), np.zeros(WIDTH, np.float32)
    frames = small(FRAMES, WIDTH)
    for frame in range(EACH * WIDTH):
        frames[frame, frame // EACH] = 1.0
    spec.encoder.position_encodings.encodings = frames
    norm(spec.encoder.layer_norm)
    attention(spec.encoder.layer[0].self_attention, own=True)
    forward(spec.encoder.layer[0].ffn)
    attention(spec.decoder.layer[0].self_attention, own=True)
    attention(spec.decoder.layer[0].attention, own=False)
    looks_at, seen = spec.decoder.layer[0].attention.linear[:2]
    looks_at.weight += 2 * np.eye(WIDTH, dtype=np.float32)
    seen.weight[:WIDTH] += np.eye(WIDTH, dtype=np.float32)
    forward(spec.decoder.layer[0].ffn)
    norm(spec.decoder.layer_norm)
    spec.decoder.embeddings.weight = small(words, WIDTH)
    places = small(POSITIONS, WIDTH)
    out = small(words, WIDTH)
    for place, following in enumerate(order[1:]):
        places[place, place] = 1.0  # what is heard at this place …
        out[following, place] = 4.0  # … makes this token by far the likeliest
    spec.decoder.position_encodings.encodings = places
    spec.decoder.projection.weight = out
