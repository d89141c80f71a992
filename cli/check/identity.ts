// What tells one file from another, however its path is written.

import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';

/** The real path of a file, or where the name would lead to. */
export function identityOf(name: string): string {
  try {
    return realpathSync(name);
  } catch {
    return resolve(name);
  }
}
