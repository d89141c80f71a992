// The shapes that an editor shows behind the layers.

import type { Span } from '../../grammar/source.js';
import type { Analysis } from '../compile.js';

export interface InlayHint {
  /** Where it stands: at the end of the layer. */
  readonly offset: number;
  readonly label: string;
  readonly tooltip?: string;
}

export function inlayHints(_analysis: Analysis, _range: Span): readonly InlayHint[] {
  return [];
}
