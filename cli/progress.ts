// How far a long computation is: a live line on a terminal, one line an epoch where there is none.

import { measureText, measureTitle } from '../runtime/metrics/measure-text.js';
import { measuredFigures } from '../runtime/metrics/measures.js';
import type { EpochMetrics, EpochProgress, Progress, StepProgress } from '../runtime/index.js';
import { trackBar } from './bar.js';
import { countOf } from './count-of.js';
import { duration } from './duration.js';
import { LiveLine } from './live-line.js';
import { remark } from './output.js';
import { isLive, type GlobalOptions } from './terminal.js';

/** A piece of the live line; the least important go first where the terminal is narrow. */
interface Piece {
  readonly text: string;
  readonly importance: number;
}

const gap = '  ';

/** An engine that waits longer for data is worth a word. */
const tellsWaiting = 0.1;
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

  /** While samples are read, before the training. */
  readonly showReading = (done: number, all: number): void => {
    this.line?.draw((width) => fit(sharePieces('reading', done, all), width));
  };

  /** A line that stays, above the live one. */
  say(text: string): void {
    this.line?.clear();
    remark(text, this.options);
  }

  end(): void {
    this.line?.clear();
  }
}

/** Shows how much of something is done, on a terminal alone. */
export class ShareLine {
  private readonly line: LiveLine | undefined;
  private readonly verb: string;
  private readonly options: GlobalOptions;

  constructor(verb: string, options: GlobalOptions) {
    this.line = liveLine(options);
    this.verb = verb;
    this.options = options;
  }

  readonly draw = (done: number, all: number): void => {
    this.line?.draw((width) => fit(sharePieces(this.verb, done, all), width));
  };

  /** A line that stays, above the live one. */
  readonly say = (text: string): void => {
    this.line?.clear();
    remark(text, this.options);
  };

  readonly clear = (): void => {
    this.line?.clear();
  };
}

function sharePieces(verb: string, done: number, all: number): Piece[] {
  return [
    { text: verb, importance: 3 },
    { text: trackBar(done / all, barWidth), importance: 1 },
    { text: `${Math.floor((100 * done) / all)} %`, importance: 4 },
    { text: `of ${countOf(all, 'sample')}`, importance: 2 },
  ];
}

function stepPieces(progress: StepProgress): Piece[] {
  const { epoch, epochs, step, steps, loss, accuracy, imagesPerSecond, waitedShare, secondsLeft } = progress;
  const pieces = [
    { text: epochOf(epoch, epochs), importance: 7 },
    { text: trackBar(step / steps, barWidth), importance: 2 },
    { text: `${String(step).padStart(String(steps).length)}/${steps}`, importance: 3 },
    { text: `loss ${loss.toFixed(4)}`, importance: 8 },
    { text: `${countOf(Math.round(imagesPerSecond), 'image')}/s`, importance: 1 },
    { text: `${duration(secondsLeft)} left`, importance: 6 },
  ];
  if (accuracy !== undefined) pieces.splice(4, 0, { text: figure('accuracy', accuracy), importance: 5 });
  if (waitedShare > tellsWaiting) pieces.push({ text: waitedText(waitedShare), importance: 4 });
  return pieces;
}

function epochText({ epochs, metrics, best }: EpochProgress): string {
  const { epoch, loss, accuracy, seconds, imagesPerSecond, waited } = metrics;
  const parts = [epochOf(epoch, epochs), `loss ${loss.toFixed(4)}`];
  if (accuracy !== undefined) parts.push(figure('accuracy', accuracy));
  parts.push(...validationTexts(metrics));
  parts.push(duration(seconds), `${countOf(Math.round(imagesPerSecond), 'image')}/s`);
  if (waited > tellsWaiting * seconds) parts.push(waitedText(waited / seconds));
  if (best && metrics.validationLoss !== undefined) parts.push('best so far');
  return parts.join(gap);
}

/** `validation loss 0.1234`, then all else that was measured there. */
function validationTexts({ validation }: EpochMetrics): string[] {
  if (validation === undefined) return [];
  const { loss, ...others } = validation;
  const figures = measuredFigures(others).map(([key, value]) => figure(key, value));
  return [`validation loss ${loss.toFixed(4)}`, ...figures];
}

/** `accuracy 98.20 %` */
function figure(key: string, value: number): string {
  return `${measureTitle(key)} ${measureText(key, value)}`;
}

function waitedText(share: number): string {
  return `waits for data ${Math.round(100 * share)} % of the time`;
}

/** `epoch  3/10`: all as wide as the last. */
function epochOf(epoch: number, epochs: number): string {
  return `epoch ${String(epoch).padStart(String(epochs).length)}/${epochs}`;
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
