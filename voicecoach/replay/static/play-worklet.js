// The client's voice: utterances in order, cut or held at once, and how much of each was really played.
class Play extends AudioWorkletProcessor {
  constructor() {
    super();
    this.queue = []; // {utterance, pieces, at, length, played, last}
    this.held = false;
    this.step = 1; // samples of the voice for each sample of the device
    this.spent = 0;
    this.port.onmessage = ({ data }) => {
      if (data.rate) this.step = data.rate / sampleRate;
      if (data.cut) { this.queue = []; this.held = false; }
      if (data.hold !== undefined) this.held = data.hold;
      if (data.samples) this.add(data);
    };
  }

  add({ utterance, samples, last }) {
    let said = this.queue.at(-1);
    if (!said || said.utterance !== utterance) {
      said = { utterance, sound: new Float32Array(0), at: 0, last: false };
      this.queue.push(said);
    }
    const more = new Int16Array(samples), sound = new Float32Array(said.sound.length + more.length);
    sound.set(said.sound);
    for (let i = 0; i < more.length; i++) sound[said.sound.length + i] = more[i] / 32768;
    said.sound = sound;
    said.last = last;
  }

  process(_, [output]) {
    const out = output[0];
    let i = 0;
    while (!this.held && this.queue.length && i < out.length) {
      const said = this.queue[0], end = said.sound.length;
      while (i < out.length && said.at < end - 1) {
        const k = Math.floor(said.at), share = said.at - k;
        out[i++] = said.sound[k] * (1 - share) + said.sound[k + 1] * share;
        said.at += this.step;
      }
      if (said.at < end - 1) break;
      if (!said.last) break; // more of it is still on its way
      this.report(said, end);
      this.queue.shift();
    }
    for (let c = 1; c < output.length; c++) output[c].set(out);
    this.spent += out.length;
    if (this.spent > sampleRate / 25 && this.queue.length && this.queue[0].at > 0) {
      this.spent = 0;
      this.report(this.queue[0], Math.min(Math.floor(this.queue[0].at), this.queue[0].sound.length));
    }
    return true;
  }

  report(said, played) { this.port.postMessage({ utterance: said.utterance, played }); }
}
registerProcessor("play", Play);
