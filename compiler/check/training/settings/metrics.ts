// `metrics accuracy, top 5`: what is measured beside the loss.

import type { Report } from '../../../diagnostics/draft.js';
import { sizeOf } from '../../../graph/value.js';
import type { Metric } from '../../../training-options.js';
import type { CheckedNetwork } from '../../network.js';
import { lossOf } from '../classes.js';
import { whole } from '../number-range.js';
import type { SettingDefinition, SettingWords } from '../setting-definition.js';
import type { SettingReader } from '../setting-reader.js';
import { placeOf, type Statement } from '../statement.js';

type Kind = Metric['kind'];

const words = {
  accuracy: { about: 'the share of samples whose label is found' },
  top: { about: 'the share of samples whose label is among so many greatest scores', value: whole(1) },
  precision: { about: 'of what was taken for a class, the share that is of it; the mean over classes' },
  recall: { about: 'of what is of a class, the share that was found; the mean over classes' },
  f1: { about: '2 · precision · recall / (precision + recall), the mean over classes' },
  auc: { about: 'the chance that a sample of a class scores higher for it than one of another' },
  confusion: { about: 'how often each class was taken for each' },
} satisfies SettingWords & Record<Kind, unknown>;

export const metrics: SettingDefinition = {
  word: 'metrics',
  form: 'metrics METRIC, METRIC, ...',
  about: 'what is measured beside the loss, of what is held out',
  fallback: 'accuracy',
  example: 'metrics accuracy, top 5',
  snippet: 'metrics ${1:accuracy}',
  words,
  notes: ['Any of them, with commas between.'],
  read(reader) {
    const entries = reader.entries('metrics, with commas between');
    const found = new Map<string, Metric | undefined>();
    for (const entry of entries) readEntry(entry, found);
    if (reader.hasFailed || entries.some(({ hasFailed }) => hasFailed)) return {};
    return { metrics: [...found.values()] as Metric[] };
  },
  write: ({ metrics: found }) =>
    found.map((metric) => (metric.kind === 'top' ? `top ${metric.k}` : metric.kind)).join(', '),
  check(statement, network, report) {
    wantClasses(statement, network, report);
    findTop(statement, network, report);
  },
};

function readEntry(reader: SettingReader, found: Map<string, Metric | undefined>): void {
  const kind = reader.word(Object.keys(words) as Kind[], 'a metric');
  const k = kind === 'top' ? reader.number(words.top.value, kind) : undefined;
  reader.finish([], Object.keys(words));
  const key = [kind, k].join(' ');
  if (kind === undefined || reader.hasFailed) return;
  if (found.has(key)) {
    reader.tell({ span: reader.span, message: `\`${key.trim()}\` is given twice` });
    return;
  }
  found.set(key, kind === 'top' ? { kind, k: k as number } : { kind });
}

/** All of them tell classes apart. */
function wantClasses(
  { setting: { span }, options }: Statement,
  { outputs }: CheckedNetwork,
  report: Report,
): void {
  const isNumber = outputs.every((output) => {
    const loss = lossOf(output, options);
    return (loss === 'mse' || loss === 'mae') && sizeOf(output.shape) === 1;
  });
  if (!isNumber || outputs.length === 0) return;
  const { source, span: at } = outputs[0].layer;
  report({
    code: 'CNN504',
    span,
    message: 'these metrics tell classes apart, and the network answers with one number',
    related: [{ source, span: at, message: 'one number ends here' }],
    help: 'take the line out: the loss is always measured',
  });
}

function findTop(statement: Statement, { outputs }: CheckedNetwork, report: Report): void {
  const most = Math.max(...outputs.map(({ shape }) => sizeOf(shape)));
  const tooMany = statement.options.metrics.find((metric) => metric.kind === 'top' && metric.k > most);
  if (tooMany?.kind !== 'top' || outputs.length === 0) return;
  report({
    code: 'CNN504',
    span: placeOf(statement, 'top'),
    message: `\`top ${tooMany.k}\` of ${most} ${most === 1 ? 'class' : 'classes'}: the label is always among them`,
    help: most > 2 ? `take it out, or write a number below ${most}` : 'take it out',
  });
}
