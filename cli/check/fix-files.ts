// `cnnc check --fix`: fixes the files that were named, says what was fixed, and hands on what is left.

import { readFile } from 'node:fs/promises';
import { visible } from '../../compiler/diagnostics/code-frame.js';
import type { Diagnostic } from '../../grammar/diagnostic.js';
import { countOf } from '../count-of.js';
import { remark } from '../output.js';
import type { SourceText } from '../read-source.js';
import { replaceText } from '../replaceable-file.js';
import { keyOf, type Chosen, type Texts } from '../../compiler/services/fix-all/choose-fixes.js';
import { fixTexts, type Fixed } from './fix-texts.js';
import { FixedRoot } from './fixed-root.js';
import { identityOf } from './identity.js';
import { onlyOnce } from './only-once.js';
import type { CheckOptions } from './options.js';

export interface FixedTexts {
  /** In the order of the texts. */
  readonly texts: readonly SourceText[];
  /** What is left. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Writes the files that it could better. */
export async function fixFiles(texts: readonly SourceText[], options: CheckOptions): Promise<FixedTexts> {
  const fixed = fixSources(texts, options);
  for (const [index, { name, text }] of texts.entries())
    if (fixed.texts[index].text !== text) await write(name, text, fixed.texts[index].text);
  return fixed;
}

/** Fixes texts and says so; writes nothing. */
export function fixSources(sources: readonly SourceText[], options: CheckOptions): FixedTexts {
  const identities = sources.map(({ name }) => identityOf(name));
  const texts = new Map(sources.map(({ text }, index) => [identities[index], text]));
  const roots = sources.map(({ name }, index) => new FixedRoot(name, identities[index], options));
  const check = (now: Texts) => onlyOnce(roots.flatMap((root) => root.check(now)));
  const fixed = fixTexts(texts, check, options.unsafe === true);
  say(fixed, options);
  const textOf = (identity: string) => fixed.texts.get(identity) ?? '';
  return {
    texts: sources.map(({ name }, index) => ({ name, text: textOf(identities[index]) })),
    diagnostics: fixed.diagnostics.map((each) => asLeft(each, fixed)),
  };
}

/** A remedy that was safe in itself and did not help this text is not called safe. */
function asLeft(diagnostic: Diagnostic, { refused }: Fixed): Diagnostic {
  const fixes = diagnostic.fixes.map((fix) =>
    fix.safe && refused.has(keyOf(diagnostic, fix)) ? { ...fix, safe: false } : fix,
  );
  return { ...diagnostic, fixes };
}

function say({ made, refused, diagnostics, texts }: Fixed, options: CheckOptions): void {
  for (const chosen of made) remark(visible(`fixed ${sentence(chosen)}`), options);
  for (const chosen of refused.values())
    remark(visible(`left ${sentence(chosen)} would bring another mistake`), options);
  const elsewhere = diagnostics.filter(
    ({ source, fixes }) => fixes.some(({ safe }) => safe) && !texts.has(identityOf(source.name)),
  );
  for (const name of new Set(elsewhere.map(({ source }) => source.name)))
    remark(`${visible(name)} could be fixed too: name it among the files.`, options);
  if (made.length > 0) remark(`Fixed ${countOf(made.length, 'mistake')}.`, options);
}

function sentence({ diagnostic: { source, span, code, message }, fix }: Chosen): string {
  const { line } = source.position(span.start);
  return `${source.name}:${line}: ${code} ${message}: ${fix.title}`;
}

/** The mark that some editors put in front is no part of the text, and stays. */
async function write(path: string, before: string, after: string): Promise<void> {
  const mark = (await readFile(path)).indexOf('\uFEFF') === 0 ? '\uFEFF' : '';
  await replaceText(path, before, mark + after, 'leave --fix out');
}
