// The files behind `use`: each is read once, and gives the blocks that it declares.

import type { BlockStatement, File, ParamStatement, UseStatement } from '../../grammar/ast.js';
import { parse } from '../../grammar/parser.js';
import { Source, type Span } from '../../grammar/source.js';
import type { SyntaxError } from '../../grammar/syntax-error.js';
import type { Draft, Report } from '../diagnostics/draft.js';
import type { ReadFile } from '../read-file.js';
import type { Block } from './scope.js';
import { evaluate } from './evaluate.js';
import { Scope } from './scope.js';

/** A mistake of form in a text behind `use`. */
export interface ForeignSyntaxError {
  readonly source: Source;
  readonly error: SyntaxError;
}

/** A path behind `use`, and the text that it led to. */
export interface Use {
  readonly from: Source;
  /** Of the path, quotes included. */
  readonly span: Span;
  readonly used: Source;
  /** The names of the blocks that it gives. */
  readonly blocks: readonly string[];
}

interface UsedFile {
  readonly source: Source;
  readonly blocks: readonly Block[];
  /** Whether it could be read without mistakes of form. */
  readonly whole: boolean;
}

/** Files that use files: each takes a piece of the stack. */
const deepestUses = 64;

export class UsedFiles {
  readonly errors: ForeignSyntaxError[] = [];
  readonly uses: Use[] = [];
  private readonly readFile: ReadFile;
  private readonly report: Report;
  private readonly files = new Map<string, UsedFile>();
  /** Which files each file uses, and where. */
  private readonly usedIn = new WeakMap<Scope, Map<string, Span>>();
  /** Names of the files that are being read, the root first. */
  private readonly open: string[];

  constructor(root: Source, readFile: ReadFile, report: Report) {
    this.readFile = readFile;
    this.report = report;
    this.open = [root.name];
  }

  /** Declares the file's blocks in the scope; false where it cannot be had or holds mistakes. */
  use(statement: UseStatement, from: Source, scope: Scope): boolean {
    const refuse = (draft: Pick<Draft, 'message' | 'help'>) => {
      this.report({ code: 'CNN211', source: from, span: statement.pathSpan, ...draft });
      return false;
    };
    const found = this.readFile(statement.path, from.name);
    if ('failure' in found) return refuse({ message: found.failure, help: found.remedy });
    if (this.open.includes(found.name)) return refuse(this.cycle(found.name));
    if (this.open.length > deepestUses)
      return refuse({
        message: `more than ${deepestUses} files use one another in a row`,
        help: 'put more blocks into one file',
      });
    const file = this.files.get(found.name) ?? this.read(new Source(found.name, found.text));
    const used = this.usedIn.get(scope) ?? new Map<string, Span>();
    const before = used.get(found.name);
    if (before) return this.refuseSecond(statement, from, before);
    this.usedIn.set(scope, used.set(found.name, statement.pathSpan));
    const blocks = file.blocks.map((block) => block.statement.name.text);
    this.uses.push({ from, span: statement.pathSpan, used: file.source, blocks });
    for (const block of file.blocks) {
      const name = { text: block.statement.name.text, span: statement.pathSpan };
      scope.declareBlock(name, block, { source: from, span: statement.pathSpan });
    }
    return file.whole;
  }

  private refuseSecond({ span, path }: UseStatement, source: Source, before: Span): true {
    const message = `\`${path}\` is used already`;
    const related = [{ span: before, message: 'first used here' }];
    const candidates = [{ edits: [{ span, text: '' }], safe: true, title: () => 'take the line out' }];
    this.report({ code: 'CNN203', source, span, message, related, candidates });
    return true;
  }

  private cycle(name: string): Pick<Draft, 'message' | 'help'> {
    const circle = [...this.open.slice(this.open.indexOf(name)), name];
    const message = circle.length === 2 ? 'this file uses itself' : 'these files use each other in a circle';
    return {
      message: `${message}: ${circle.join(' → ')}`,
      help:
        circle.length === 2
          ? 'take the line out: a file knows its own blocks'
          : 'put the blocks that both need into a third file',
    };
  }

  private read(source: Source): UsedFile {
    const { file, errors } = parse(source);
    for (const error of errors) this.errors.push({ source, error });
    const report: Report = (draft) => this.report({ source, ...draft });
    this.open.push(source.name);
    const { blocks, whole } = declareFile(file, source, report, (statement, scope) =>
      this.use(statement, source, scope),
    );
    this.open.pop();
    const used = { source, blocks, whole: whole && errors.length === 0 };
    this.files.set(source.name, used);
    return used;
  }
}

/** The names that a text declares but for its values, in a scope of its own. */
export interface DeclaredFile {
  readonly scope: Scope;
  /** Its own, not those behind its `use`s. */
  readonly blocks: readonly Block[];
  readonly whole: boolean;
}

function declareFile(
  file: File,
  source: Source,
  report: Report,
  use: (statement: UseStatement, scope: Scope) => boolean,
): DeclaredFile {
  const declared = declareBlocks(file, source, report, use);
  const parameters = file.statements.filter(
    (statement): statement is ParamStatement => statement.kind === 'param',
  );
  for (const { name, value } of parameters) {
    const { scope } = declared;
    scope.declareParameter(name, evaluate(value, { scope, input: undefined, nothingArrives: true, report }));
  }
  return declared;
}

/** Blocks are known in the whole file, wherever they are declared. */
export function declareBlocks(
  { statements, lostNames, losesUse }: File,
  source: Source,
  report: Report,
  use: (statement: UseStatement, scope: Scope) => boolean,
): DeclaredFile {
  let whole = !losesUse;
  // What a file that cannot be had would declare is unknown: any name may be one of its blocks.
  const lost = { has: (name: string) => !whole || lostNames.has(name) };
  const scope = Scope.ofFile(source, report, lost);
  const blocks: Block[] = [];
  for (const statement of statements) {
    if (statement.kind === 'block') blocks.push(declareBlock(statement, source, scope));
    else if (statement.kind === 'use' && !use(statement, scope)) whole = false;
  }
  for (const block of blocks) block.isSound = hasSoundParameters(block, report);
  return { scope, blocks, whole };
}

/** Their names are looked at once, and not at each call. */
function hasSoundParameters({ statement, scope }: Block, report: Report): boolean {
  let sound = true;
  const names = scope.forCall((draft) => {
    sound = false;
    report(draft);
  });
  for (const { name } of statement.parameters) names.declareParameter(name, undefined);
  return sound;
}

function declareBlock(statement: BlockStatement, source: Source, scope: Scope): Block {
  const block = { statement, source, scope, isSound: true };
  scope.declareBlock(statement.name, block);
  return block;
}
