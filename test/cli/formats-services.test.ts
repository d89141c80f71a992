// What CI services run: the steps of action.yml, the hooks of pre-commit, and the matcher of short lines.

import { execFile } from 'node:child_process';
import { access, constants, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { goodModel, wrongModel } from './models.js';
import { folderWith, root, type Outcome } from './run-cnnc.js';

const text = (name: string): Promise<string> => readFile(join(root, name), 'utf8');

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly 'working-directory'?: string;
}

async function bash(command: string, cwd: string, environment: Record<string, string>): Promise<Outcome> {
  const env = { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', ...environment };
  try {
    const { stdout, stderr } = await promisify(execFile)('bash', ['-e', '-o', 'pipefail', '-c', command], {
      cwd,
      env,
    });
    return { status: 0, stdout, stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { status: code, stdout, stderr };
  }
}

/** Runs the steps of the action as GitHub's runner does, in a checkout with these files. */
async function runAction(
  given: Readonly<Record<string, string>>,
  files: Readonly<Record<string, string>>,
): Promise<Outcome & { readonly workspace: string; readonly summary: string; readonly outputs: string }> {
  const action = parse(await text('action.yml'));
  const workspace = await folderWith({ 'summary.md': '', outputs: '' });
  await mkdir(join(workspace, 'models'));
  for (const [name, content] of Object.entries(files)) await writeFile(join(workspace, name), content);
  const defaults = Object.entries<{ default: string }>(action.inputs).map(([name, input]) => [
    name,
    input.default,
  ]);
  const inputs: Record<string, string> = { ...Object.fromEntries(defaults), ...given };
  const filled = (words: string): string =>
    words.replace(/\$\{\{ inputs\.([\w-]+) \}\}/g, (_, name: string) => inputs[name]);
  let outcome: Outcome = { status: 0, stdout: '', stderr: '' };
  for (const { uses, run, env = {}, ...step } of action.runs.steps as Step[]) {
    if (uses !== undefined || outcome.status !== 0) continue;
    outcome = await bash(run ?? '', join(workspace, filled(step['working-directory'] ?? '.')), {
      ...Object.fromEntries(Object.entries(env).map(([name, words]) => [name, filled(words)])),
      GITHUB_ACTIONS: 'true',
      GITHUB_ACTION_PATH: root,
      GITHUB_WORKSPACE: workspace,
      GITHUB_STEP_SUMMARY: join(workspace, 'summary.md'),
      GITHUB_OUTPUT: join(workspace, 'outputs'),
    });
  }
  const read = (name: string) => readFile(join(workspace, name), 'utf8');
  return { ...outcome, workspace, summary: await read('summary.md'), outputs: await read('outputs') };
}

describe('action.yml', () => {
  it('annotates mistakes, writes the summary and fails', async () => {
    const { status, stdout, summary } = await runAction({}, { 'models/wrong.cnn': wrongModel });
    expect(status).toBe(1);
    expect(stdout).toMatch(/^::error file=models\/wrong\.cnn,line=4,/);
    expect(summary).toContain('| models/wrong.cnn:4 | error | CNN401 |');
  });

  it('passes where all is well', async () => {
    expect(await runAction({}, { 'models/good.cnn': goodModel })).toMatchObject({ status: 0, stdout: '' });
  });

  it('hands on a report, with its paths from the root', async () => {
    const inputs = { format: 'sarif', output: 'out put.sarif', 'working-directory': 'models' };
    const files = { 'models/wrong.cnn': wrongModel };
    const { status, workspace, outputs } = await runAction(inputs, files);
    expect({ status, outputs }).toEqual({ status: 1, outputs: 'report=out put.sarif\n' });
    const [run] = JSON.parse(await readFile(join(workspace, 'models/out put.sarif'), 'utf8')).runs;
    expect(run.artifacts[0].location.uri).toBe('models/wrong.cnn');
  });

  it('names its matcher where lines are short, and the matcher reads them', async () => {
    const { stdout } = await runAction({ format: 'short' }, { 'wrong.cnn': wrongModel });
    const [command, line] = stdout.split('\n');
    expect(command).toBe(`::add-matcher::${root}action/problem-matcher.json`);
    const [{ pattern }] = JSON.parse(await text('action/problem-matcher.json')).problemMatcher;
    expect(new RegExp(pattern[0].regexp as string).exec(line)?.slice(1, 6)).toEqual([
      'wrong.cnn',
      '4',
      '25',
      'error',
      'CNN401',
    ]);
  });

  it('says nothing of the build in the summary of the job', async () => {
    const folder = await folderWith({ 'summary.md': '', 'check.cjs': await text('dist/check.cjs') });
    const environment = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: join(folder, 'summary.md') };
    const script = `"${process.execPath}" "${join(root, 'scripts/keep-compiled.mjs')}"`;
    const command = `${script} check.cjs "${join(root, 'examples/lenet-5.cnn')}"`;
    expect(await bash(command, folder, environment)).toMatchObject({ status: 0, stdout: '' });
    await access(join(folder, 'check.cjs.cache'));
    expect(await readFile(join(folder, 'summary.md'), 'utf8')).toBe('');
  });

  it('takes a line a file, and no word of an input for a command', async () => {
    const files = { 'a b.cnn': goodModel, '$(touch x).cnn': wrongModel, 'c.cnn': wrongModel };
    const { status, stdout, workspace } = await runAction(
      { files: 'a b.cnn\n$(touch x).cnn\n\n', 'max-warnings': '0' },
      files,
    );
    expect(status).toBe(1);
    expect(stdout.match(/^::error file=[^,]*/gm)).toEqual(['::error file=$(touch x).cnn']);
    await expect(access(join(workspace, 'x'))).rejects.toThrow();
  });
});

describe('.pre-commit-hooks.yaml', () => {
  it.each([
    ['cnnc-check', 1, 'error[CNN401]'],
    ['cnnc-fix', 1, 'error[CNN401]'],
    ['cnnc-fmt', 0, 'Formatted wrong.cnn.'],
  ])('%s runs over the files that changed', async (id, expected, said) => {
    const hooks = parse(await text('.pre-commit-hooks.yaml')) as {
      id: string;
      entry: string;
      files: string;
    }[];
    const hook = hooks.find((each) => each.id === id);
    expect('models/net.cnn').toMatch(new RegExp(hook?.files ?? 'none'));
    const folder = await folderWith({ 'wrong.cnn': wrongModel, 'good.cnn': goodModel });
    const [script, ...words] = (hook?.entry ?? '').split(' ');
    await access(join(root, script), constants.X_OK);
    const command = `"${join(root, script)}" ${words.join(' ')} good.cnn wrong.cnn`;
    const { status, stdout, stderr } = await bash(command, folder, {});
    expect(status).toBe(expected);
    expect(stdout + stderr).toContain(said);
  });
});
