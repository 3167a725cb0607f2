// Records the microphone as mono 16-bit WAV, for spoken comments.
export async function recorder() {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1, echoCancellation: true } });
  const context = new AudioContext();
  await context.audioWorklet.addModule("/static/capture-worklet.js");
  const source = context.createMediaStreamSource(stream), node = new AudioWorkletNode(context, "capture");
  const pieces = [];
  node.port.onmessage = (event) => pieces.push(new Int16Array(event.data));
  source.connect(node);
  return async () => {
    stream.getTracks().forEach((t) => t.stop());
    await context.close();
    return wav(pieces, context.sampleRate);
  };
}

export function wav(pieces, rate) {
  const length = pieces.reduce((n, p) => n + p.length, 0), head = new DataView(new ArrayBuffer(44));
  const text = (at, s) => [...s].forEach((c, i) => head.setUint8(at + i, c.charCodeAt(0)));
  text(0, "RIFF"); head.setUint32(4, 36 + 2 * length, true); text(8, "WAVEfmt "); head.setUint32(16, 16, true);
  head.setUint16(20, 1, true); head.setUint16(22, 1, true); head.setUint32(24, rate, true); head.setUint32(28, 2 * rate, true);
  head.setUint16(32, 2, true); head.setUint16(34, 16, true); text(36, "data"); head.setUint32(40, 2 * length, true);
  return new Blob([head, ...pieces], { type: "audio/wav" });
}
