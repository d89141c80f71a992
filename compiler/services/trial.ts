// What a layer would make if it stood somewhere, without changing the text.

import { parse } from '../../grammar/parser.js';
import { Source } from '../../grammar/source.js';
import { Limits } from '../check/limits.js';
import { NetworkChecker } from '../check/network.js';
import type { Shape } from '../graph/value.js';
import { written } from '../shapes/shape.js';
import { arrivingAt, type Standpoint } from './standpoint.js';

/** The shape after this statement; undefined where something does not fit or is unknown. */
export function outcomeOf(statement: string, at: Standpoint): Shape | undefined {
  const arriving = arrivingAt(at);
  if (arriving === undefined) return undefined;
  const source = new Source('', `input ${written(arriving)}\n${within(statement, at)}`);
  const { file, errors } = parse(source);
  if (errors.length > 0) return undefined;
  let failed = false;
  const report = (): void => void (failed = true);
  const place = { calls: [], depth: 0, place: 'file', repeated: false, dry: false } as const;
  const network = new NetworkChecker(
    { source, scope: at.frame.scope.forBody(), report, ...place },
    new Limits(),
  );
  for (const each of file.statements) network.add(each);
  const { last } = network.finish([]);
  return failed ? undefined : last;
}

/** Inside the layer whose defaults hold there; of one branch both make what the branch makes. */
function within(statement: string, { defaults }: Standpoint): string {
  if (defaults.padding === 'valid') return statement;
  return `${defaults.poolStride === 'one' ? 'inception' : 'residual identity'} <${statement}>`;
}
