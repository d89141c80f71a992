// Why those values and no others: the arithmetic behind an answer in a sentence or two, with its numbers.

import { fullPadding } from './auto-padding.js';
import { equationOf, type Quantity, type Question } from './question.js';
import { sameOutput } from './solve-same.js';
import { reaches, solvePadding, windowsExtent, type WindowEquation } from './solve.js';
import { reach, reachNote } from './window.js';

/** The sentences for the only unknown of a question; none where the rule itself says it all. */
export function reasonsFor(unknown: Quantity, question: Question): string[] {
  const equation = equationOf(question);
  if (question.padding === 'same') return sameReasons(unknown, equation);
  return reasons[unknown](equation);
}

const reasons: { [Unknown in Quantity]: (known: WindowEquation) => string[] } = {
  output: ({ size, kernel, dilation, padding }) => {
    const missing = reach(kernel, dilation) - size - padding;
    if (missing <= 0) return [];
    const padded = padding === 0 ? 'the map has' : 'the map and its padding have';
    return [
      `One window reaches over ${reach(kernel, dilation)} pixels${reachNote(kernel, dilation)}; ${padded} ${size + padding}.`,
    ];
  },
  padding: paddingReasons,
  size: sizeReasons,
  stride: strideReasons,
  kernel: (known) => {
    const { dilation } = known;
    return [
      reachSentence(known),
      ...(dilation === 1 ? [] : [`The kernel is (reach − 1) / ${dilation} + 1.`]),
    ];
  },
  dilation: (known) => {
    const { kernel } = known;
    const only = kernel === 1 ? 'A kernel of 1 reaches over 1 pixel, however dilated.' : undefined;
    return [reachSentence(known), only ?? `The dilation is (reach − 1) / (${kernel} − 1).`];
  },
};

function paddingReasons(known: WindowEquation): string[] {
  const { size, stride, output } = known;
  const missing = windowsExtent(known) - size;
  const full = fullPadding(known);
  if (missing > full)
    return [
      `${extentSentence(known)}, ${missing} more than the map has.`,
      `With more than ${full} of padding some windows see nothing else.`,
    ];
  if (missing >= 0) return [`${extentSentence(known)}, ${shortBy(missing)}.`, moreMake(known)];
  if (solvePadding(known) !== undefined)
    return [`${extentSentence(known)}; the map has ${size}.`, moreMake(known)];
  return [
    `${extentSentence(known)} and the next begins ${stride} on: a map of ${size} holds more than ${output}.`,
  ];
}

function sizeReasons(known: WindowEquation): string[] {
  const { stride, padding, output } = known;
  const least = windowsExtent(known) - padding;
  if (least + stride <= 1) return [`${extentSentence(known)}; the padding alone has ${padding}.`];
  const padded = padding === 0 ? '' : `, ${padding} of them padding`;
  return [`${extentSentence(known)}${padded}.`, `A size of ${least + stride} makes ${output + 1}.`];
}

function shortBy(missing: number): string {
  if (missing === 0) return 'just what the map has';
  const odd = missing % 2 === 0 ? '' : '; the odd one goes after the map';
  return `${missing} more than the map has${odd}`;
}

function moreMake(known: WindowEquation): string {
  const { most } = solvePadding(known) as { most: number };
  return `${most + 1} pixels of padding make ${known.output + 1}.`;
}

function strideReasons(known: WindowEquation): string[] {
  const { size, padding, output, kernel, dilation } = known;
  const padded = padding === 0 ? '' : ` + ${padding}`;
  const room = size + padding - reach(kernel, dilation);
  if (room < 0) return reasons.output(known);
  const moves = `The first window can move ${size}${padded} − ${reach(kernel, dilation)} = ${room} pixels on`;
  if (output === 1) return [`${moves}: with a larger stride it is the only one.`];
  const [most, least] = [Math.floor(room / (output - 1)), Math.floor(room / output) + 1];
  return [
    `${moves}, in ${output} − 1 steps.`,
    `A stride is [${room} / ${output - 1}] = ${most} at most, and [${room} / ${output}] + 1 = ${least} at least.`,
  ];
}

/** `112 windows reach over (112 − 1)·2 + 7 = 229 pixels` */
function extentSentence(known: WindowEquation): string {
  const { output, stride, kernel, dilation } = known;
  const extent = `(${output} − 1)·${stride} + ${reach(kernel, dilation)} = ${windowsExtent(known)} pixels`;
  const note = reachNote(kernel, dilation);
  return output === 1
    ? `1 window reaches over ${extent}${note}`
    : `${output} windows reach over ${extent}${note}`;
}

function reachSentence(known: WindowEquation): string {
  const { size, padding, output, stride } = known;
  const { least, most } = reaches(known);
  const padded = padding === 0 ? '' : ` + ${padding}`;
  const leave = `${output === 1 ? '1 window leaves' : `${output} windows leave`} a reach of`;
  if (most < 1)
    return `${output} windows begin in ${output} places, ${stride} apart: the map is too small for them.`;
  const formula = `${size}${padded} − (${output} − 1)·${stride} = ${most}`;
  return least === most
    ? `${leave} ${formula}.`
    : `${leave} ${formula} at most, ${Math.max(1, least)} at least.`;
}

function sameReasons(unknown: Quantity, { size, stride, output }: WindowEquation): string[] {
  if (unknown === 'output') return [];
  if (unknown === 'size') return [`\`same\` makes ⌈size / ${stride}⌉, whatever the kernel.`];
  if (unknown === 'stride') return [`\`same\` makes ⌈${size} / stride⌉, whatever the kernel.`];
  const made = sameOutput(size, stride);
  const not = made === output ? '' : `, not ${output}`;
  return [`\`same\` makes ⌈${size} / ${stride}⌉ = ${made}${not}, whatever the kernel and its dilation.`];
}
