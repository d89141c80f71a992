// The extension's package.json against what it names: files, commands, settings. The rest is tried in a real
// VS Code, by `npm run check:editor`.

import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { defaultSettings } from '../../editors/language-server/settings.js';
import { compile } from '../../compiler/index.js';
import { formatted } from '../fmt/formatted.js';
import { folder, manifest, root, sources, textsIn } from './manifest.js';

const { commands, configuration, menus, problemPatterns, walkthroughs } = manifest.contributes;
const titled = commands.map(({ command }) => command);

it('has the version of cnnc', () => {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  expect(manifest.version).toBe(version);
});

it('names files that are there once it is built', async () => {
  const built = await mkdtemp(join(tmpdir(), 'cnnc-vscode-'));
  try {
    await promisify(execFile)(process.execPath, [join(folder, 'build.mjs'), built]);
    const named = textsIn(manifest).filter((text) => /^(\.\/)?[\w-]+\/[\w./-]+\.\w+$/.test(text));
    const missing = named.filter((name) => {
      const path = name.replace('./', '');
      return !existsSync(path.startsWith('dist/') ? join(built, path.slice(5)) : join(folder, path));
    });
    expect(named).toEqual(expect.arrayContaining([manifest.main, manifest.browser, manifest.icon]));
    expect(missing).toEqual([]);
    for (const name of ['server.mjs', 'browser-server.js', 'panel.js', 'panel.css', 'errors/CNN301.md'])
      expect(existsSync(join(built, name)), name).toBe(true);
  } finally {
    await rm(built, { recursive: true });
  }
});

it('has a title for every command but the one of lenses, and registers all', () => {
  const registered = [...sources.matchAll(/^\s*'(cnnc\.\w+)': (?!\{)/gm)].map(([, name]) => name);
  const inNode = [...sources.matchAll(/programs: \{ (.+) \}/g)].flatMap(([, list]) =>
    list.match(/cnnc\.\w+/g),
  );
  expect([...registered, ...inNode].sort()).toEqual([...titled, 'cnnc.references'].sort());
  for (const { title } of commands) expect(title).toMatch(/^[A-Z]/);
});

it('offers in menus and steps only commands that there are', () => {
  const inMenus = Object.values(menus)
    .flat()
    .map(({ command }) => command);
  const inSteps = textsIn(walkthroughs).flatMap((text) => text.match(/(?<=command:)cnnc\.\w+/gi) ?? []);
  expect(titled).toEqual(expect.arrayContaining([...inMenus, ...inSteps]));
  expect(inSteps).not.toEqual([]);
});

it('describes every setting, each value too, and has the defaults of the server', () => {
  const { properties } = configuration;
  for (const [name, setting] of Object.entries(properties)) {
    expect(setting.description ?? setting.markdownDescription, name).toMatch(/\.$/);
    expect(setting.enumDescriptions?.length, name).toBe(setting.enum?.length);
  }
  expect(properties['cnnc.inlayHints.enabled'].default).toBe(defaultSettings.inlayHints);
  expect(properties['cnnc.workspaceDiagnostics'].default).toBe(defaultSettings.workspaceDiagnostics);
  expect(properties['cnnc.lints'].default).toBe(defaultSettings.lints);
  const { restrictedConfigurations } = manifest.capabilities.untrustedWorkspaces;
  expect(Object.keys(properties)).toEqual(expect.arrayContaining([...restrictedConfigurations]));
});

it('reads mistakes as the matcher for CI does', () => {
  const action = JSON.parse(readFileSync(join(root, 'action/problem-matcher.json'), 'utf8'));
  expect(problemPatterns[0]).toMatchObject(action.problemMatcher[0].pattern[0]);
});

it('opens an example that is formatted and has no mistake', () => {
  const example = readFileSync(join(folder, 'walkthrough/digits.cnn'), 'utf8');
  expect(formatted(example)).toBe(example);
  expect(compile(example, { file: 'digits.cnn', lints: { show: 'all' } }).diagnostics).toEqual([]);
});
