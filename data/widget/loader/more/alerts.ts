/* SPDX-License-Identifier: AGPL-3.0-or-later */

// Says on the page that something came: a number before the title while the page is hidden, and a
// short sound, which a browser allows only after the visitor has pressed something.

const SECONDS = 0.35;
const LATE_MS = 5000;
const TONES = [880, 1175]; // Hz, one after the other

export class Alerts {
  muted = false;
  private readonly ending = new AbortController();
  private audio: AudioContext | undefined;
  private count = 0;
  private mark = '';

  constructor(private readonly sounds: () => boolean) {
    const { signal } = this.ending;

    document.addEventListener('visibilitychange', () => this.show(), { signal });
  }

  // The visitor has pressed something of ours: from now on there may be sound.
  pressed(): void {
    if (this.audio === undefined && typeof AudioContext === 'function') {
      this.audio = new AudioContext();
    }
    void this.audio?.resume();
  }

  setUnread(count: number): void {
    if (count > this.count) {
      this.ring();
    }
    this.count = count;
    this.show();
  }

  // The title as the page itself wants it.
  get title(): string {
    return this.mark !== '' && document.title.startsWith(this.mark) ? document.title.slice(this.mark.length) : document.title;
  }

  destroy(): void {
    this.ending.abort();
    this.count = 0;
    this.show();
    void this.audio?.close();
  }

  private show(): void {
    const title = this.title;

    this.mark = this.count > 0 && document.visibilityState === 'hidden' ? `(${this.count}) ` : '';
    if (document.title !== this.mark + title) {
      document.title = this.mark + title;
    }
  }

  // Where sound begins only later the moment has passed.
  private ring(): void {
    const { audio } = this;
    const came = performance.now();

    if (audio !== undefined && !this.muted && this.sounds()) {
      audio.resume().then(() => performance.now() - came < LATE_MS && this.play(audio), () => undefined);
    }
  }

  private play(audio: AudioContext): void {
    TONES.forEach((tone, i) => {
      const oscillator = audio.createOscillator();
      const gain = audio.createGain();
      const from = audio.currentTime + i * SECONDS / 3;

      oscillator.frequency.value = tone;
      gain.gain.setValueAtTime(0.12, from);
      gain.gain.exponentialRampToValueAtTime(0.001, from + SECONDS);
      oscillator.connect(gain).connect(audio.destination);
      oscillator.start(from);
      oscillator.stop(from + SECONDS);
    });
  }
}
