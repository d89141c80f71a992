// Text of a network inside a comment of the module.

import type { Shape } from '../../graph/value.js';

/** The text with everything gone that could end a comment, start a line or hide from a reader. */
export function commentText(text: string): string {
  return text
    .replace(/[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu, '\u{fffd}')
    .replaceAll('*/', '* /')
    .replaceAll('/*', '/ *');
}

/** `28x28x1`, as the language writes shapes. */
export function shapeText(shape: Shape): string {
  return shape.join('x');
}
