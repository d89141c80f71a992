// How far a long computation is: a live line on a terminal, one line an epoch where there is none.

import type { EpochProgress, Progress, StepProgress } from '../runtime/index.js';
import { trackBar } from './bar.js';
import { countOf } from './count-of.js';
import { duration } from './duration.js';
import { LiveLine } from './live-line.js';
import { isLive, type GlobalOptions } from './terminal.js';

/** A piece of the live line; the least important go first where the terminal is narrow. */
interface Piece {
  readonly text: string;
  readonly importance: number;
}

const gap = '  ';
const barWidth = 20;

/** The live line, where there is a terminal to draw it on and nobody asked for quiet. */
export function liveLine(options: GlobalOptions): LiveLine | undefined {
  return options.quiet !== true && isLive(process.stderr) ? new LiveLine(process.stderr) : undefined;
}

/** Shows a training. Epochs stay on the screen, steps only on a terminal and only for a moment. */
export class TrainingProgress {
  private readonly line: LiveLine | undefined;
  private readonly options: GlobalOptions;

  constructor(options: GlobalOptions) {
    this.line = liveLine(options);
    this.options = options;
  }

  readonly show = (progress: Progress): void => {
    if (progress.kind === 'step') this.line?.draw((width) => fit(stepPieces(progress), width));
    else this.say(epochText(progress));
  };

  /** A line that stays, above the live one. */
  say(text: string): void {
    this.line?.clear();
    if (this.options.quiet !== true) process.stderr.write(`${text}\n`);
  }

  end(): void {
    this.line?.clear();
  }
}

/** Shows how much of something is done, on a terminal alone. */
export class ShareLine {
  private readonly line: LiveLine | undefined;
  private readonly verb: string;

  constructor(verb: string, options: GlobalOptions) {
    this.line = liveLine(options);
    this.verb = verb;
  }

  draw(done: number, all: number): void {
    this.line?.draw((width) =>
      fit(
        [
          { text: this.verb, importance: 3 },
          { text: trackBar(done / all, barWidth), importance: 1 },
          { text: `${Math.floor((100 * done) / all)} %`, importance: 4 },
          { text: `of ${countOf(all, 'sample')}`, importance: 2 },
        ],
        width,
      ),
    );
  }

  clear(): void {
    this.line?.clear();
  }
}

function stepPieces(progress: StepProgress): Piece[] {
  const { epoch, epochs, step, steps, loss, accuracy, imagesPerSecond, secondsLeft } = progress;
  const pieces = [
    { text: epochOf(epoch, epochs), importance: 6 },
    { text: trackBar(step / steps, barWidth), importance: 2 },
    { text: `${String(step).padStart(String(steps).length)}/${steps}`, importance: 3 },
    { text: `loss ${loss.toFixed(4)}`, importance: 7 },
    { text: `${countOf(Math.round(imagesPerSecond), 'image')}/s`, importance: 1 },
    { text: `${duration(secondsLeft)} left`, importance: 5 },
  ];
  if (accuracy !== undefined) pieces.splice(4, 0, { text: `accuracy ${percent(accuracy)}`, importance: 4 });
  return pieces;
}

function epochText({ epochs, metrics, best }: EpochProgress): string {
  const { epoch, loss, accuracy, validationLoss, validationAccuracy, seconds, imagesPerSecond } = metrics;
  const parts = [epochOf(epoch, epochs), `loss ${loss.toFixed(4)}`];
  if (accuracy !== undefined) parts.push(`accuracy ${percent(accuracy)}`);
  if (validationLoss !== undefined) parts.push(`validation loss ${validationLoss.toFixed(4)}`);
  if (validationAccuracy !== undefined) parts.push(`accuracy ${percent(validationAccuracy)}`);
  parts.push(duration(seconds), `${countOf(Math.round(imagesPerSecond), 'image')}/s`);
  if (best && validationLoss !== undefined) parts.push('best so far');
  return parts.join(gap);
}

/** `epoch  3/10`: all as wide as the last. */
function epochOf(epoch: number, epochs: number): string {
  return `epoch ${String(epoch).padStart(String(epochs).length)}/${epochs}`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(2)} %`;
}

function fit(pieces: readonly Piece[], width: number): string {
  const shown = [...pieces];
  const join = (): string => shown.map(({ text }) => text).join(gap);
  while (join().length > width && shown.length > 1) {
    const least = shown.reduce((least, piece) => (piece.importance < least.importance ? piece : least));
    shown.splice(shown.indexOf(least), 1);
  }
  return join();
}
