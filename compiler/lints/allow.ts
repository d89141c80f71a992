// CNN616, and what comments allow: findings that a comment allows are taken out, and a comment that
// allows nothing is told.

import type { Statement } from '../../grammar/ast.js';
import type { Source, Span } from '../../grammar/source.js';
import { nearest } from '../check/nearest.js';
import { catalogue } from '../diagnostics/catalogue.js';
import type { Draft } from '../diagnostics/draft.js';
import { allowancesIn, reaches, type Allowance, type AllowedCode } from './allowance.js';
import type { LintCode } from './lint.js';
import { lints } from './order.js';
import type { Subject } from './subject.js';

/** All codes that may be allowed, and set. */
export const lintCodes: readonly LintCode[] = [
  ...lints.map(({ code }) => code),
  'CNN616' as const,
].toSorted();

export interface Allowed {
  readonly kept: readonly Draft[];
  readonly idle: readonly Draft[];
}

/** `isLookedFor` tells codes that would be told: of others nothing is known. */
export function allow(
  drafts: readonly Draft[],
  subject: Subject,
  isLookedFor: (code: string) => boolean,
): Allowed {
  const known = new Map<Source, Allowance[]>();
  const used = new Set<AllowedCode>();
  const kept = drafts.filter(({ source = subject.source, span, code }) => {
    const allowances = known.get(source) ?? allowancesOf(source, subject);
    known.set(source, allowances);
    if (allowances.length === 0) return true;
    const { line } = source.position(span.start);
    const [match] = allowances
      .filter((each) => reaches(each, line))
      .flatMap(({ codes }) => codes.filter(({ text }) => text === code));
    if (match) used.add(match);
    return match === undefined;
  });
  const own = known.get(subject.source) ?? allowancesOf(subject.source, subject);
  return { kept, idle: own.flatMap((allowance) => idleIn(allowance, used, subject, isLookedFor)) };
}

function allowancesOf(source: Source, subject: Subject): Allowance[] {
  return allowancesIn(source, source === subject.source ? subject : undefined);
}

function idleIn(
  { span, codes, line }: Allowance,
  used: ReadonlySet<AllowedCode>,
  subject: Subject,
  isLookedFor: (code: string) => boolean,
): Draft[] {
  const idle = (at: Span, message: string, help: string): Draft => ({
    code: 'CNN616',
    span: at,
    message,
    help,
  });
  if (codes.length === 0)
    return [
      idle(span, 'this comment names no lint to allow', 'write `# cnnc-allow CNN603`, the code of the lint'),
    ];
  return codes.flatMap((code) => {
    if (used.has(code)) return [];
    if (!lintCodes.some((known) => known === code.text)) return [idle(code.span, ...unknownCode(code.text))];
    if (subject.isSet || !isLookedFor(code.text) || !isRun(line, subject)) return [];
    return [
      idle(code.span, `nothing on line ${line} needs \`${code.text}\` allowed`, 'take the comment out'),
    ];
  });
}

function unknownCode(text: string): [message: string, help: string] {
  const meant = nearest(text, lintCodes);
  if (Object.hasOwn(catalogue, text))
    return [`\`${text}\` is an error, which cannot be allowed`, 'mend it, and take the comment out'];
  const help = meant
    ? `did you mean \`${meant}\`?`
    : `lints are ${lintCodes[0]} to ${String(lintCodes.at(-1))}`;
  return [`there is no lint \`${text}\``, help];
}

/** Whether what stands on a line is known to have been looked at: in a body only where a layer came of it. */
function isRun(line: number, { source, file, network, layers }: Subject): boolean {
  if (network.inputs.length === 0) return false;
  const isInBody = file.statements.flatMap(bodiesOf).some(({ start, end }) => {
    return source.position(start).line < line && line <= source.position(end).line;
  });
  return (
    !isInBody ||
    layers.some((layer) => layer.source === source && source.position(layer.span.start).line === line)
  );
}

function bodiesOf({ kind, span }: Statement): Span[] {
  return kind === 'block' || kind === 'repeat' || kind === 'if' ? [span] : [];
}
