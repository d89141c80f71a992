// How the files of this folder state a class.

import type { Fragment } from '../../typescript-common/fragment.js';
import type { LayerClass } from '../layer-call.js';

/** A class that declares itself under this name, registered so that saved models can name it. */
export function layerClass(
  name: string,
  needs: readonly Fragment[],
  source: string | ((given: ReadonlySet<string>) => string),
): LayerClass {
  const text = typeof source === 'string' ? () => source : source;
  return {
    name,
    needs,
    source: (given) => `${text(given).trimEnd()}\ntf.serialization.registerClass(${name});\n`,
  };
}
