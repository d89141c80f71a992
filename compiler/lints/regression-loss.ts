// CNN610: the mean of squared differences learns slowly behind a softmax, where cross-entropy does not.

import type { Setting, Word } from '../../grammar/ast.js';
import type { NamedOutput } from '../check/output.js';
import { sizeOf } from '../graph/value.js';
import { countsAsFlat } from '../shapes/shape.js';
import type { Finding, Lint } from './lint.js';
import { related, saying } from './place.js';
import type { Subject } from './subject.js';

export const regressionLoss: Lint = {
  code: 'CNN610',
  severity: 'warning',
  check(subject, report) {
    for (const output of subject.network.outputs) {
      const stated = statedFor(output, subject);
      if (stated && isClassifier(output)) report(finding(output, stated));
    }
  },
};

interface Stated {
  readonly loss: 'mse' | 'mae';
  readonly word: Word;
}

/** Where `train` states a loss of regression for an output. */
function statedFor({ name }: NamedOutput, { file }: Subject): Stated | undefined {
  const block = file.statements.find((statement) => statement.kind === 'train');
  const losses = block?.settings.filter(({ word }) => word.text === 'loss') ?? [];
  const own = losses.find((setting) => wordsOf(setting)[0]?.text === name);
  const general = losses.find((setting) => wordsOf(setting).length === 1);
  const word = own ? wordsOf(own)[1] : general && wordsOf(general)[0];
  return word && (word.text === 'mse' || word.text === 'mae') ? { loss: word.text, word } : undefined;
}

function wordsOf({ values }: Setting): Word[] {
  return values.flatMap((value) => (value.kind === 'word' && value.text !== 'weight' ? [value] : []));
}

function isClassifier({ layer, shape }: NamedOutput): boolean {
  const end = layer.suffixes.at(-1) ?? layer;
  return end.kind === 'softmax' && countsAsFlat(shape) && sizeOf(shape) > 1;
}

function finding({ layer, shape }: NamedOutput, { loss, word: { span } }: Stated): Finding {
  const classes = sizeOf(shape);
  const times = Math.round((classes * classes) / 2);
  return {
    span,
    message: `\`${loss}\` is for regression, and this network ends with \`softmax\` over ${classes} classes`,
    related: [related(layer, `probabilities of ${classes} classes are made here`)],
    notes: loss === 'mae' ? [] : slowness(classes, times),
    help: '`loss cross-entropy` is for classes',
    candidates: saying('`loss cross-entropy` is for classes', [{ span, text: 'cross-entropy' }]),
  };
}

/** At p = 1/K the gradients are (K − 1)/K and 2(K − 1)/K³. */
function slowness(classes: number, times: number): string[] {
  return [
    `at the start, where each class has 1/${classes}, its gradient for the right class is K²/2 = ${times} times smaller than that of cross-entropy`,
  ];
}
