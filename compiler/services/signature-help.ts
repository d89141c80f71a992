// How the layer, block or function around the cursor is written, and which of its arguments comes now.

import type { Analysis } from '../compile.js';

export interface SignatureHelp {
  readonly label: string;
  readonly documentation?: string;
  readonly parameters: readonly SignatureParameter[];
  readonly activeParameter: number;
}

export interface SignatureParameter {
  /** Where it stands in the label: start and end. */
  readonly label: readonly [number, number];
  readonly documentation?: string;
}

export function signatureHelp(_analysis: Analysis, _offset: number): SignatureHelp | undefined {
  return undefined;
}
