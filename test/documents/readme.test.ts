// What the README shows is what happens: its network checks, its error is rendered so, its code
// compiles against the public door and runs.

import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compile, renderDiagnostics, renderSummary } from '../../compiler/index.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const readme = await readFile(join(root, 'README.md'), 'utf8');
const blocks = [...readme.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(([, language, text]) => ({
  language,
  text,
}));

function blockWith(words: string): string {
  const found = blocks.find(({ text }) => text.includes(words));
  if (found === undefined) throw new Error(`the README shows nothing with “${words}”`);
  return found.text;
}

describe('the network', () => {
  const text = blockWith('expect parameters < 20k');

  it('checks', () => {
    expect(compile(text).diagnostics).toEqual([]);
  });

  it('has the summary that is shown', () => {
    const shown = blockWith('net: 28x28x1').split('...')[0].trimEnd();
    expect(renderSummary(compile(text, { file: 'net.cnn' }).model)).toContain(shown);
  });
});

it('the network of blocks checks', () => {
  expect(compile(blockWith('block Stage')).diagnostics).toEqual([]);
});

it('the error is what the terminal shows', () => {
  const text = 'input 28x28x1\nconv 16 3x3 relu\npool max 5\nconv 32 7x7 relu\nflatten\ndense 10 softmax\n';
  const { diagnostics } = compile(text, { file: 'model.cnn' });
  expect(renderDiagnostics(diagnostics, { color: false })).toBe(blockWith('error[CNN301]'));
});

describe('the code', () => {
  const code = blockWith("from 'cnnc/runtime'");
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cnnc-readme-'));
    await symlink(join(root, 'examples'), join(folder, 'examples'));
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('trains and evaluates', async () => {
    const { outputText } = ts.transpileModule(code, {
      compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 },
    });
    // Inside the package, so that it resolves its own name.
    const script = join(root, '.tmp', `readme-${process.pid}.mjs`);
    await writeFile(script, outputText);
    try {
      const { stdout } = await promisify(execFile)(process.execPath, [script], { cwd: folder });
      const accuracy = Number(stdout.trim().split('\n').at(-1));
      expect(accuracy).toBeGreaterThan(0.8);
    } finally {
      await rm(script, { force: true });
    }
  });
});
