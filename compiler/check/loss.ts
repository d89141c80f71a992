// A loss must fit what the network ends with: cross-entropy wants a softmax or raw scores of
// several classes, binary cross-entropy one sigmoid (or raw score) a label.

import type { Span } from '../../grammar/source.js';
import type { Report } from '../diagnostics/draft.js';
import type { Loss } from '../graph/graph.js';
import { sizeOf, type Shape } from '../graph/value.js';
import { countsAsFlat, written } from '../shapes/shape.js';
import type { CheckedLayer } from './checked-layer.js';

export interface Ending {
  readonly last: CheckedLayer;
  readonly output: Shape;
}

export function checkLoss(loss: Loss, lossSpan: Span | undefined, ending: Ending, report: Report): void {
  const { last, output } = ending;
  const mistake = mistakes[loss](activationOf(last), output);
  if (mistake === undefined) return;
  const [message, help] = mistake;
  const related =
    lossSpan === undefined
      ? []
      : [{ span: last.span, message: `the network ends here with ${written(output)}` }];
  report({ code: 'CNN503', span: lossSpan ?? last.span, message, related, help });
}

/** The activation that a network ends with; `none` for raw scores. */
function activationOf(last: CheckedLayer): string {
  const end = last.suffixes.at(-1) ?? last;
  const kind = end.definition?.isSuffix ? end.kind : 'none';
  return kind === 'bn' ? 'none' : kind;
}

type Mistake = readonly [message: string, help: string] | undefined;

const mistakes: { readonly [K in Loss]: (activation: string, output: Shape) => Mistake } = {
  'cross-entropy': (activation, output) => {
    if (activation !== 'softmax' && activation !== 'none') {
      const help =
        activation === 'sigmoid'
          ? 'write `loss binary-cross-entropy`, or end with `softmax`'
          : 'end with `softmax`, or with raw scores';
      return [
        `cross-entropy wants probabilities of classes, but the network ends with \`${activation}\``,
        help,
      ];
    }
    if (!countsAsFlat(output))
      return [
        `cross-entropy wants one score a class, but the network ends with ${written(output)}`,
        'end with `flatten` or `pool avg global`, and `dense`',
      ];
    if (sizeOf(output) > 1) return undefined;
    return [
      'cross-entropy over one class is always 0',
      'end with `dense 2 softmax`, or with `dense 1 sigmoid` and `loss binary-cross-entropy`',
    ];
  },
  'binary-cross-entropy': (activation, output) => {
    if (activation !== 'sigmoid' && activation !== 'none') {
      return [
        `binary cross-entropy wants one \`sigmoid\` a label, but the network ends with \`${activation}\``,
        activation === 'softmax'
          ? 'write `loss cross-entropy`, or end with `sigmoid`'
          : 'end with `sigmoid`, or with raw scores',
      ];
    }
    return countsAsFlat(output)
      ? undefined
      : [
          `binary cross-entropy wants one score a label, but the network ends with ${written(output)}`,
          'end with `flatten` or `pool avg global`, and `dense`',
        ];
  },
  mse: () => undefined,
};
