// Channels in groups of equal size: what to say where a number of groups does not divide them.

import { channels } from '../shapes/shape.js';
import type { Candidate } from '../diagnostics/draft.js';
import { channelsLast } from './channels-first.js';
import type { Call } from './definition.js';

/** Whether `groups` divides what arrives and the maps that the layer makes; reports where not. */
export function dividesChannels(call: Call, maps: number, groups: number): boolean {
  const depth = channels(call.input.shape);
  const [what, size] = depth % groups !== 0 ? ['input channels', depth] : ['feature maps', maps];
  if (depth % groups === 0 && maps % groups === 0) return true;
  const common = divisors(depth).filter((divisor) => maps % divisor === 0);
  const below = common.filter((divisor) => divisor < groups).at(-1) ?? 1;
  call.report({
    code: 'CNN303',
    span: call.spanOf('groups'),
    message: `${groups} groups do not divide ${size} ${what}`,
    label: `${size} / ${groups} is not whole`,
    related: [{ ...call.input.madeBy, message: `made ${depth} channels here` }],
    notes: [`groups that divide ${depth} channels and ${maps} maps: ${common.slice(0, 8).join(', ')}`],
    help: `write a number of groups that divides ${depth} and ${maps}, or other maps`,
    candidates: [...channelsLast(call.origin()), regrouped(call, below)],
  });
  return false;
}

function regrouped(call: Call, groups: number): Candidate {
  const words = `groups ${groups}`;
  const title = groups === 1 ? 'leave `groups` out' : `write \`${words}\``;
  const edits = groups === 1 ? call.edit.remove('groups') : call.edit.replace('groups', words);
  return { edits, safe: false, title: () => title };
}

/** The first divisors; a handful is all that a message shows. */
export function divisors(size: number): number[] {
  const found: number[] = [];
  for (let divisor = 1; divisor <= Math.min(size, 4096); divisor++)
    if (size % divisor === 0) found.push(divisor);
  return found;
}
