// Over a reserved word, and over what measures the whole network.

import type { Source, Span } from '../../../grammar/source.js';
import type { Analysis } from '../../compile.js';
import { layerCount } from '../../check/depth.js';
import { summarize } from '../../summary/summarize.js';
import { grouped, inUnits } from '../../summary/units.js';
import { joiningWords, keywords } from '../documentation/keywords.js';
import { metrics } from '../documentation/metrics.js';
import { fence, formFence, paragraphs, sentence, table } from '../markdown.js';
import { written } from '../../shapes/shape.js';

/** The word or arrow at an offset. */
export function wordAt({ text }: Source, offset: number): Span | undefined {
  const from = Math.max(0, offset - 64);
  const near = text.slice(from, offset + 64);
  for (const { index, 0: word } of near.matchAll(/[A-Za-z][A-Za-z0-9_]*|->/g)) {
    const span = { start: from + index, end: from + index + word.length };
    if (span.start <= offset && offset <= span.end) return span;
  }
  return undefined;
}

export function keywordHover(word: string): string | undefined {
  const entries = Object.hasOwn(keywords, word) ? keywords : joiningWords;
  if (!Object.hasOwn(entries, word)) return undefined;
  const { form, about } = entries[word];
  return paragraphs(formFence(form), sentence(about));
}

export function metricHover({ model }: Analysis, metric: string): string | undefined {
  if (!Object.hasOwn(metrics, metric)) return undefined;
  const { form, about, measure } = metrics[metric];
  const now = model.layers.length > 0 ? `Here: **${grouped(measure(model))}**` : undefined;
  return paragraphs(formFence(form), now, sentence(about));
}

/** Of the whole network, over the name of the model. */
export function modelHover({ model }: Analysis): string {
  const { parameters, trainable, macs } = summarize(model);
  const shapes = (values: typeof model.inputs) =>
    values
      .map(({ name, shape }) => (values.length > 1 ? `${name} ${written(shape)}` : written(shape)))
      .join(', ');
  return paragraphs(
    fence(`model ${model.name}`),
    `**${shapes(model.inputs)} → ${shapes(model.outputs)}**`,
    table([
      ['layers', `${layerCount(model)}`],
      ['parameters', `${grouped(parameters)}, of which ${grouped(trainable)} are trained`],
      ['multiply-accumulates', inUnits(macs)],
    ]),
  );
}
