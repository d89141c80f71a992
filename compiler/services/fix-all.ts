// Makes every safe fix of a text that helps, as `cnnc check --fix` does.

import { Source } from '../../grammar/source.js';
import { analyze, type Analysis, type CompileOptions } from '../compile.js';
import { fixTexts } from './fix-all/fix-texts.js';

export interface FixedText {
  readonly text: string;
  /** How many mistakes were mended. */
  readonly fixed: number;
}

/** `options` are those that the text was analysed with. The files behind `use` stay as they are. */
export function fixAll({ source, diagnostics }: Analysis, options: CompileOptions): FixedText {
  const { name } = source;
  const fixed = fixTexts(
    new Map([[name, source.text]]),
    (texts) => {
      const text = texts.get(name) ?? '';
      return text === source.text ? diagnostics : analyze(new Source(name, text), options).diagnostics;
    },
    { identityOf: (each) => each, unsafe: false },
  );
  return { text: fixed.texts.get(name) ?? source.text, fixed: fixed.made.length };
}
