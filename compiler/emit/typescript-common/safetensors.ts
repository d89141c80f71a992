// The reader of weights files that a module carries.

import type { Fragment } from './fragment.js';

export const safetensors: Fragment = {
  name: 'Safetensors',
  needs: [],
  source: `
/** A safetensors file: what its header says of each tensor, and the numbers of all. */
interface Safetensors {
  header: Record<string, { dtype: string; shape: number[]; data_offsets: [number, number] } | undefined>;
  data: Uint8Array;
}
`,
};

export const readSafetensors: Fragment = {
  name: 'readSafetensors',
  needs: [safetensors],
  source: `
/** Splits a safetensors file: the length of the header in eight bytes, the header in JSON, the numbers. */
function readSafetensors(file: ArrayBuffer | Uint8Array): Safetensors {
  const bytes = file instanceof Uint8Array ? file : new Uint8Array(file);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headerEnd = bytes.length < 8 ? Infinity : 8 + Number(view.getBigUint64(0, true));
  if (headerEnd > bytes.length) throw new Error('This is no safetensors file, or only the start of one.');
  const header = new TextDecoder().decode(bytes.subarray(8, headerEnd));
  return { header: JSON.parse(header) as Safetensors['header'], data: bytes.subarray(headerEnd) };
}
`,
};

/**
 * The statements that copy the numbers of a weight out of a file; they read `name`, `shape`,
 * `header` and `data`. `sizeFromShape` is the source of tfjs' function.
 */
export function numbersOf(network: string, sizeFromShape: string): string {
  return `const stored = header[name];
  if (stored === undefined) throw new Error(\`The weights file has no \${name}.\`);
  if (stored.dtype !== 'F32') throw new Error(\`\${name} is stored as \${stored.dtype}, not as F32.\`);
  if (stored.shape.join() !== shape.join()) {
    throw new Error(\`\${name} is \${stored.shape.join('x')} in the weights file and \${shape.join('x')} in the ${network}.\`);
  }
  const [start, end] = stored.data_offsets;
  if (end > data.length || end - start !== 4 * ${sizeFromShape}(shape)) {
    throw new Error(\`The weights file is cut off: \${name} is not whole.\`);
  }
  const numbers = new Uint8Array(data.subarray(start, end));`;
}
