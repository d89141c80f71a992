// A declaration of a module and what it imports of tfjs-core; only what something needs is there.

import { withNeeds, type Fragment } from '../typescript-common/fragment.js';

export interface CoreFragment extends Fragment {
  readonly needs: readonly CoreFragment[];
  /** Names of tfjs-core, `type Tensor` for types. */
  readonly imports: readonly string[];
}

/** The fragments and all that they need, each once, what is needed first. */
export function allOf(fragments: readonly CoreFragment[]): CoreFragment[] {
  return withNeeds(fragments) as CoreFragment[];
}
