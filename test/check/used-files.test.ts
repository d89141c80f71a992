// What `use` gets from a disk: files of the project, and nothing that hangs, is huge or lies elsewhere.

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readUsedFile } from '../../cli/read-used-file.js';
import { compile } from '../../compiler/index.js';

let outside: string;
let project: string;

beforeAll(() => {
  outside = mkdtempSync(join(tmpdir(), 'cnnc-use-'));
  project = join(outside, 'project');
  mkdirSync(join(project, 'nets', 'parts'), { recursive: true });
  writeFileSync(join(project, 'package.json'), '{}');
  const write = (path: string, text: string | Uint8Array) => writeFileSync(join(project, path), text);
  write('nets/parts/unit.cnn', 'use "../../shared.cnn"\nblock Unit(n) { Shared n; relu }\n');
  write('shared.cnn', 'block Shared(n) { conv n 3x3 }\n');
  write('nets/wrong.cnn', 'block Unit(n) { covn n }\n');
  write('nets/bytes.cnn', new Uint8Array([0xff, 0xfe, 0x00, 0x80]));
  write('nets/large.cnn', ' '.repeat(20 * 1024 * 1024));
  write('nets/circle.cnn', 'use "net.cnn"\n');
  writeFileSync(join(outside, 'elsewhere.cnn'), 'block Unit(n) { relu }\n');
  symlinkSync(join(outside, 'elsewhere.cnn'), join(project, 'nets', 'link.cnn'));
  symlinkSync('loop.cnn', join(project, 'nets', 'loop.cnn'));
  execFileSync('mkfifo', [join(project, 'nets', 'pipe.cnn')]);
});

afterAll(() => rmSync(outside, { recursive: true, force: true }));

function using(path: string, more = '') {
  const file = join(project, 'nets', 'net.cnn');
  const text = `use ${JSON.stringify(path)}\n${more}input 8x8x1\nUnit 2\n`;
  writeFileSync(file, text);
  return compile(text, { file, readFile: readUsedFile });
}

it('files in folders of the project are found, relative to the file that uses them', () => {
  const { diagnostics, model } = using('parts/unit.cnn');
  expect(diagnostics).toEqual([]);
  expect(model.outputs[0].shape).toEqual([6, 6, 2]);
});

it('one file by two paths is one file', () => {
  const { diagnostics } = using('parts/unit.cnn', 'use "../shared.cnn"\n');
  expect(diagnostics).toEqual([]);
});

describe('what cannot be had is one mistake', () => {
  it.each([
    ['missing.cnn', 'there is no file `missing.cnn`'],
    ['', 'the path is empty'],
    ['/etc/passwd', '`/etc/passwd` is no relative path'],
    ['C:\\blocks.cnn', '`C:\\blocks.cnn` is no relative path'],
    ['https://example.com/blocks.cnn', '`https://example.com/blocks.cnn` is no relative path'],
    ['a\0b', '`a\0b` is no relative path'],
    ['../../elsewhere.cnn', '`../../elsewhere.cnn` lies outside the project'],
    ['link.cnn', '`link.cnn` lies outside the project'],
    ['parts', '`parts` is no file'],
    ['pipe.cnn', '`pipe.cnn` is no file'],
  ])('%j', (path, message) => {
    expect(using(path).diagnostics.map((diagnostic) => diagnostic.message)).toEqual([message]);
  });

  it.each(['loop.cnn', 'bytes.cnn', 'large.cnn', 'shared.cnn/more.cnn', 'x'.repeat(5000)])(
    '%.20s',
    (path) => {
      const { diagnostics } = using(path);
      expect(diagnostics.map(({ code }) => code)).toEqual(['CNN211']);
      expect(diagnostics[0].help).toBeDefined();
    },
  );
});

it('a circle through the disk is seen', () => {
  const { diagnostics } = using('circle.cnn');
  expect(diagnostics.map(({ message }) => message)).toEqual([
    expect.stringContaining('these files use each other in a circle'),
  ]);
});

it('a mistake in a used file is told there', () => {
  const [{ source, message, fixes }] = using('wrong.cnn').diagnostics;
  expect(message).toBe('there is no layer `covn`');
  expect(source.name).toContain('wrong.cnn');
  expect(fixes[0].edits).toEqual([{ span: { start: 16, end: 20 }, text: 'conv' }]);
});
