// A mistake that someone reported of another framework, said in `.cnn`, with what its head tells: whose
// thread it is, what their framework said, and which line and numbers a good message names.

import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../golden/reported/', import.meta.url));

export interface ReportedText {
  readonly name: string;
  readonly text: string;
  /** `wrong` is a mistake here too, `legal` runs here, a `lint` is legal but doubtful. */
  readonly kind: 'wrong' | 'legal' | 'lint';
  /** The line that is to blame. */
  readonly wrong: string;
  /** What the message must show, chosen before the message was read. */
  readonly numbers: readonly string[];
  /** How many mistakes have to be mended, one after the other; each time by an edit that is offered. */
  readonly edits: number;
  /** Why no edit can mend it, where none can. */
  readonly noEdit: string | undefined;
}

export function filesReported(): string[] {
  return readdirSync(folder).toSorted();
}

export function reportedTexts(): ReportedText[] {
  const sources = filesReported().filter((file) => file.endsWith('.cnn'));
  return sources.map((file) => readReported(file.slice(0, -'.cnn'.length)));
}

function readReported(name: string): ReportedText {
  const text = readFileSync(`${folder}${name}.cnn`, 'utf8');
  const said = (key: string): string | undefined => new RegExp(`^# ${key}: (.+)$`, 'm').exec(text)?.[1];
  const kind = said('wrong') ? 'wrong' : said('legal here') ? 'legal' : 'lint';
  return {
    name,
    text,
    kind,
    wrong: said('wrong') ?? '',
    numbers: said('numbers')?.split(', ') ?? [],
    edits: Number(said('edits') ?? 1),
    noEdit: said('no edit'),
  };
}
