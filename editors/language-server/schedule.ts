// When texts are analysed that nobody has asked about yet. Open ones at once, unless changes pour in faster than
// an analysis takes; all others one by one, whenever nothing else is to do.

export interface Clock {
  now(): number;
  /** Calls back later; what it returns takes it back. */
  wait(milliseconds: number, then: () => void): () => void;
}

/** Nobody sees a difference of so much; in it, a burst of changes becomes one. */
const longestPause = 25;
/** While someone types on and on, they see what is wrong as often as this, or as analyses allow. */
const longestSilence = 200;

export class Schedule {
  private readonly clock: Clock;
  private readonly run: (name: string) => void;
  private readonly cost: (name: string) => number;
  private readonly waiting = new Map<string, { readonly since: number; readonly stop: () => void }>();
  private readonly background = new Set<string>();
  private stopBackground: (() => void) | undefined;

  /** @param cost milliseconds that the last analysis took */
  constructor(clock: Clock, run: (name: string) => void, cost: (name: string) => number) {
    this.clock = clock;
    this.run = run;
    this.cost = cost;
  }

  soon(name: string): void {
    const earlier = this.waiting.get(name);
    earlier?.stop();
    this.background.delete(name);
    const since = earlier?.since ?? this.clock.now();
    // Whoever types one letter sees at once what it did.
    const pause = earlier === undefined ? 0 : this.pause(name, since);
    const stop = this.clock.wait(pause, () => {
      this.waiting.delete(name);
      this.run(name);
    });
    this.waiting.set(name, { since, stop });
  }

  later(name: string): void {
    if (this.waiting.has(name)) return;
    this.background.add(name);
    this.stopBackground ??= this.clock.wait(0, () => this.nextInBackground());
  }

  forget(name: string): void {
    this.waiting.get(name)?.stop();
    this.waiting.delete(name);
    this.background.delete(name);
  }

  private pause(name: string, since: number): number {
    const cost = this.cost(name);
    const left = Math.max(longestSilence, 2 * cost) - (this.clock.now() - since);
    return Math.max(0, Math.min(longestPause, cost / 4, left));
  }

  private nextInBackground(): void {
    this.stopBackground = undefined;
    const [name] = this.background;
    if (name === undefined) return;
    if (this.waiting.size === 0) {
      this.background.delete(name);
      this.run(name);
    }
    if (this.background.size > 0) this.stopBackground = this.clock.wait(1, () => this.nextInBackground());
  }
}
