// An engine with what decides how its numbers round.

import type { Engine } from './engine.js';

/** `onnx:cpu on 2 threads`, or the name alone where an engine does not tell its threads. */
export function engineText(engine: Engine): string {
  const { name, threads } = engine as Engine & { readonly threads?: number };
  return threads === undefined ? name : `${name} on ${threads} ${threads === 1 ? 'thread' : 'threads'}`;
}
