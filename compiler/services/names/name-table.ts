// Names in sight while a text is walked through, without their values; the rules are those of `check/scope.ts`.

import type { Declaration } from './declaration.js';

export class NameTable {
  private readonly entries = new Map<string, Declaration>();
  private readonly parent: NameTable | undefined;
  /** Whether this is the body of a block: of its file it sees parameters and blocks, no values. */
  private readonly isBlock: boolean;

  constructor(parent?: NameTable, isBlock = false) {
    this.parent = parent;
    this.isBlock = isBlock;
  }

  forBlock(): NameTable {
    return new NameTable(this, true);
  }

  /** For the body of a `repeat` or `if`. */
  forBody(): NameTable {
    return new NameTable(this);
  }

  find(name: string): Declaration | undefined {
    const own = this.entries.get(name);
    if (own !== undefined || this.parent === undefined) return own;
    const outer = this.parent.find(name);
    return this.isBlock && outer?.kind === 'value' ? undefined : outer;
  }

  /** A name that is declared already stays what it is. */
  declare(declaration: Declaration): void {
    if (this.inSight(declaration.name) === undefined) this.entries.set(declaration.name, declaration);
  }

  /** What a name would clash with: a block may use its file's names anew, save those of blocks. */
  private inSight(name: string): Declaration | undefined {
    const own = this.entries.get(name);
    if (own !== undefined || this.parent === undefined) return own;
    const outer = this.parent.inSight(name);
    return this.isBlock && outer?.kind !== 'block' ? undefined : outer;
  }
}
