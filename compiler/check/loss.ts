// A loss must fit what the network ends with: cross-entropy wants a softmax or raw scores of
// several classes, binary cross-entropy one sigmoid (or raw score) a label.

import type { Span } from '../../grammar/source.js';
import type { Candidate, Report } from '../diagnostics/draft.js';
import type { Loss } from '../graph/graph.js';
import { sizeOf, type Shape } from '../graph/value.js';
import { countsAsFlat, written } from '../shapes/shape.js';
import { replacing } from './argument-mistakes.js';
import type { CheckedLayer } from './checked-layer.js';
import type { NamedOutput } from './output.js';
import type { CheckedTraining } from './training/check-training.js';

export function checkLosses(
  { options, given }: CheckedTraining,
  outputs: readonly NamedOutput[],
  report: Report,
): void {
  const isAlone = outputs.length === 1;
  for (const { name, layer: last, shape } of outputs) {
    const own = options.outputLosses.find(({ output }) => output === name);
    const { span } = given.get(own ? `loss ${name}` : 'loss') ?? {};
    const subject = isAlone ? 'the network' : `\`${name}\``;
    checkLoss(own?.loss ?? options.loss, span, { last, output: shape, subject }, report);
  }
}

interface Ending {
  readonly last: CheckedLayer;
  readonly output: Shape;
  /** What ends here, in words. */
  readonly subject: string;
}

function checkLoss(loss: Loss, lossSpan: Span | undefined, ending: Ending, report: Report): void {
  const { last, output, subject } = ending;
  const activation = endOf(last)?.kind ?? 'none';
  const mistake = activationMistake(loss, activation, subject) ?? shapeMistake(loss, ending);
  if (mistake === undefined) return;
  const { message, help, meant, activations = [] } = mistake;
  const { source, span } = last;
  const related = lossSpan ? [{ source, span, message: `${subject} ends here with ${written(output)}` }] : [];
  const candidates = [...otherLoss(lossSpan, meant), ...activations.flatMap((word) => otherEnd(last, word))];
  const notes = lossSpan ? [] : [`where \`train\` states no loss it is ${loss}`];
  const place = lossSpan ? { span: lossSpan } : { source, span };
  report({ code: 'CNN503', ...place, message, related, notes, help, candidates });
}

/** The activation that a network ends with; undefined for raw scores. */
function endOf(last: CheckedLayer): CheckedLayer | undefined {
  const end = last.suffixes.at(-1) ?? last;
  return end.definition?.isSuffix && end.kind !== 'bn' ? end : undefined;
}

interface Mistake {
  readonly message: string;
  readonly help: string;
  /** The loss that fits the network as it is. */
  readonly meant?: Loss;
  /** Activations with which the network fits its loss. */
  readonly activations?: readonly string[];
}

/** The others are for regression, and fit any ending. */
function isOfClasses(loss: Loss): loss is keyof typeof wantedEnd {
  return Object.hasOwn(wantedEnd, loss);
}

function activationMistake(loss: Loss, activation: string, subject: string): Mistake | undefined {
  if (!isOfClasses(loss) || activation === 'none' || activation === wantedEnd[loss]) return undefined;
  const other = loss === 'cross-entropy' ? 'binary-cross-entropy' : 'cross-entropy';
  const wanted = wantedEnd[loss];
  return {
    message: `${sentenceOf[loss]}, but ${subject} ends with \`${activation}\``,
    help: `end with \`${wanted}\`, or without an activation, with raw scores`,
    ...(activation === wantedEnd[other] && { meant: other }),
    activations: [wanted],
  };
}

const wantedEnd = { 'cross-entropy': 'softmax', 'binary-cross-entropy': 'sigmoid' } as const;
const sentenceOf = {
  'cross-entropy': 'cross-entropy wants probabilities of classes',
  'binary-cross-entropy': 'binary cross-entropy wants one `sigmoid` a label',
} as const;

function shapeMistake(loss: Loss, { output, subject }: Ending): Mistake | undefined {
  if (!isOfClasses(loss)) return undefined;
  if (!countsAsFlat(output)) {
    const score =
      loss === 'cross-entropy'
        ? 'cross-entropy wants one score a class'
        : 'binary cross-entropy wants one score a label';
    return {
      message: `${score}, but ${subject} ends with ${written(output)}`,
      help: 'end with `pool avg global`, or with `flatten` and `dense`',
    };
  }
  if (loss === 'binary-cross-entropy' || sizeOf(output) > 1) return undefined;
  return {
    message: 'cross-entropy over one class is always 0',
    help: 'end with `dense 2 softmax`, or with `dense 1 sigmoid` and `loss binary-cross-entropy`',
  };
}

function otherLoss(span: Span | undefined, meant: Loss | undefined): Candidate[] {
  return span && meant ? [replacing(span, `loss ${meant}`)] : [];
}

function otherEnd(last: CheckedLayer, word: string): Candidate[] {
  const end = endOf(last);
  if (end === undefined) return [];
  const edits = [{ span: end.span, text: word }];
  return [
    {
      source: last.source,
      edits,
      safe: false,
      title: () => `end with \`${word}\` instead of \`${end.kind}\``,
    },
  ];
}
