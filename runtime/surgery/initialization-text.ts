// What came from a file of weights and what did not, in lines for a terminal.

import type { Shape } from '../../compiler/graph/value.js';
import { countOf, numberText } from '../text.js';
import type { Initialization, MissingWeight } from './init-from.js';

/** More lines of a kind than these are counted, not shown. */
const mostLines = 8;

/** One line where all is well. */
export function initializationText(initialization: Initialization, file: string): readonly string[] {
  const { loaded, missing, unused } = initialization;
  const all = loaded.length + missing.length;
  const others = unused.length === 0 ? [] : [unusedText(unused)];
  if (missing.length === 0) return [`All ${countOf(all, 'weight')} come from ${file}.`, ...others];
  const from = `${numberText(loaded.length)} of ${countOf(all, 'weight')} come from ${file}`;
  const start = missing.length === 1 ? 'starts' : 'start';
  return [
    `${from}; ${numberText(missing.length)} ${start} anew:`,
    ...shortened(byLayer(missing).map((group) => `  ${layerText(group, initialization)}`)),
    ...others,
  ];
}

function shortened(lines: readonly string[]): string[] {
  if (lines.length <= mostLines) return [...lines];
  return [...lines.slice(0, mostLines), `  and of ${countOf(lines.length - mostLines, 'more layer')}`];
}

/** `conv1` and `kernel` of `conv1/kernel`. */
function parts(name: string): { readonly layer: string; readonly role: string } {
  const at = name.lastIndexOf('/');
  return { layer: name.slice(0, Math.max(0, at)), role: name.slice(at + 1) };
}

/** Together where layer and kind of reason are the same. */
function byLayer(missing: readonly MissingWeight[]): MissingWeight[][] {
  const groups = new Map<string, MissingWeight[]>();
  for (const weight of missing) {
    const key = `${weight.reason.kind} ${parts(weight.name).layer}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [weight]);
    else group.push(weight);
  }
  return [...groups.values()];
}

function layerText(group: readonly MissingWeight[], { newNormalizations }: Initialization): string {
  const { layer } = parts(group[0].name);
  const roles = group.map(({ name }) => parts(name).role).join(', ');
  const shapes = group.flatMap(({ name, shape, reason }) =>
    reason.kind === 'another-shape'
      ? [`${parts(name).role} is ${sizes(reason.there)} there and ${sizes(shape)} here`]
      : [],
  );
  if (shapes.length > 0) return `${layer}: ${shapes.join(', ')}`;
  if (newNormalizations.includes(layer))
    return `${layer}: a new batch normalisation (${roles}), calibrated on training samples`;
  return `${layer}: not in the file (${roles})${likelyText(group)}`;
}

function sizes(shape: Shape): string {
  return shape.join('x');
}

function likelyText(group: readonly MissingWeight[]): string {
  const likely = group.flatMap(({ reason }) =>
    reason.kind === 'absent' && reason.likely !== undefined ? [parts(reason.likely).layer] : [],
  );
  return likely.length === 0 ? '' : `; is it what the file calls ${likely[0]}?`;
}

function unusedText(unused: readonly string[]): string {
  const layers = [...new Set(unused.map((name) => parts(name).layer))];
  const more = layers.length > mostLines ? ` and ${numberText(layers.length - mostLines)} more` : '';
  return `The network has no use for ${layers.slice(0, mostLines).join(', ')}${more} of the file.`;
}
