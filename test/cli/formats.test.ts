// The formats of `cnnc check`: each as a golden file over one small project with mistakes in two files, and
// held against what its readers accept.

import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { RDFormatValidator } from '@umbrelladocs/rdformat-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { formatNames } from '../../cli/formats/index.js';
import { goodModel, wrongModel } from './models.js';
import { cnnc, folderWith, root, type Surroundings } from './run-cnnc.js';

const project = join(root, 'test/golden/formats/project');
const here = dirname(fileURLToPath(import.meta.url));
const words = ['check', 'model.cnn', 'blocks.cnn', 'missing.cnn'];

async function reportOf(format: string, surroundings: Surroundings = { cwd: project }): Promise<string> {
  const { status, stdout } = await cnnc([...words, '--format', format], surroundings);
  expect(status).toBe(2);
  return stdout;
}

it.each(formatNames)('%s', async (format) => {
  const text = (await reportOf(format))
    .replaceAll(/"(semanticV|v)ersion": "0[^"]*"/g, '"$1ersion": "0.0.0"')
    // Of the page of a code its first line.
    .replaceAll(/("(?:text|markdown)": "(?:# )?CNN\d+: .*?)\\n.*"/g, '$1 ..."');
  await expect(text).toMatchFileSnapshot(`../golden/formats/report.${format}`);
});

describe('where all is well', () => {
  it.each([
    ['pretty', ''],
    ['short', ''],
    ['github', ''],
    ['gitlab', '[]\n'],
  ])('%s', async (format, said) => {
    const { status, stdout } = await cnnc(['check', '-', '--format', format], { input: goodModel });
    expect({ status, stdout }).toEqual({ status: 0, stdout: said });
  });
});

describe('SARIF', () => {
  const name = `@microsoft/sarif-multitool-${process.platform}`;
  const require = createRequire(import.meta.url);
  const multitool = (() => {
    try {
      return require(name) as string;
    } catch {
      return undefined;
    }
  })();

  it.skipIf(multitool === undefined)('holds to its schema', async () => {
    const schema = JSON.parse(await readFile(join(dirname(multitool as string), 'sarif-2.1.0.json'), 'utf8'));
    const validate = new Ajv2020({ strict: false, validateFormats: false, allErrors: true }).compile(schema);
    validate(JSON.parse(await reportOf('sarif')));
    expect(validate.errors).toBeNull();
  });

  it.skipIf(multitool === undefined)('passes its validator', async () => {
    const folder = await folderWith({ 'report.sarif': await reportOf('sarif') });
    // Where install scripts are off nobody has made the program one.
    await chmod(multitool as string, 0o755);
    const { stdout } = await promisify(execFile)(multitool as string, ['validate', 'report.sarif'], {
      cwd: folder,
    });
    expect(stdout).toContain('Analysis completed successfully');
    const told = stdout.split('\n').filter((line) => /: (error|warning) /.test(line));
    // The project has no page that could be named.
    expect(told.filter((line) => !line.includes('SARIF2005'))).toEqual([]);
  });

  it('has paths from the root of the repository, and whole ones outside of it', async () => {
    const folder = await folderWith();
    await mkdir(join(folder, 'repository/deep'), { recursive: true });
    await writeFile(join(folder, 'repository/deep/größe 1.cnn'), wrongModel);
    await writeFile(join(folder, 'outside.cnn'), wrongModel);
    const { stdout } = await cnnc(['check', 'größe 1.cnn', '../../outside.cnn', '--format', 'sarif'], {
      cwd: join(folder, 'repository/deep'),
      environment: { GITHUB_WORKSPACE: join(folder, 'repository') },
    });
    const { artifacts } = JSON.parse(stdout).runs[0];
    expect(artifacts[0].location).toEqual({ uri: 'deep/gr%C3%B6%C3%9Fe%201.cnn', uriBaseId: '%SRCROOT%' });
    expect(artifacts[1].location.uri).toBe(`file://${folder}/outside.cnn`);
  });
});

it('rdjson passes its validator', async () => {
  const validator = new RDFormatValidator({ strictMode: true, allowExtraFields: false });
  const { valid, errors } = await validator.validateString(await reportOf('rdjson'));
  expect({ valid, errors }).toEqual({ valid: true, errors: [] });
});

it('JUnit holds to the schema of its readers', async () => {
  const schema = { fileName: 'junit.xsd', contents: await readFile(join(here, 'formats-junit.xsd'), 'utf8') };
  const xml = { fileName: 'report.xml', contents: await reportOf('junit') };
  const { valid, errors } = await validateXML({ xml: [xml], schema: [schema] });
  expect({ valid, errors }).toEqual({ valid: true, errors: [] });
});

describe('fingerprints', () => {
  const prints = async (text: string): Promise<string[]> => {
    const folder = await folderWith({ 'model.cnn': text });
    const { stdout } = await cnnc(['check', 'model.cnn', '--format', 'gitlab'], { cwd: folder });
    return JSON.parse(stdout).map(({ fingerprint }: { fingerprint: string }) => fingerprint);
  };

  it('stay when lines are added above, and tell equal lines apart', async () => {
    const twice = 'input 9x9x1\nconv 4 3x3 -> 1x1x4\npool max 2\ninput 8x8x1\n';
    const before = await prints(`${twice}cnv 1\ncnv 1\n`);
    expect(new Set(before).size).toBe(before.length);
    expect(before.length).toBeGreaterThan(2);
    expect(await prints(`# new\n\n${twice}cnv 1\ncnv 1\n`)).toEqual(before);
  });
});

describe('GitHub', () => {
  it('is chosen by itself in its jobs, and writes the summary of the job', async () => {
    const folder = await folderWith({ 'wrong.cnn': wrongModel, 'summary.md': '# Before\n' });
    const environment = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: join(folder, 'summary.md') };
    const { status, stdout } = await cnnc(['check', 'wrong.cnn'], { cwd: folder, environment });
    expect(status).toBe(1);
    expect(stdout).toMatch(/^::error file=wrong\.cnn,line=4,endLine=4,col=\d+,endColumn=\d+,title=CNN401::/);
    const summary = await readFile(join(folder, 'summary.md'), 'utf8');
    await expect(summary).toMatchFileSnapshot('../golden/formats/job-summary.md');
  });

  it('gives way to a format that was asked for, and to a file', async () => {
    const folder = await folderWith({ 'wrong.cnn': wrongModel });
    const surroundings = { cwd: folder, environment: { GITHUB_ACTIONS: 'true' } };
    const asked = await cnnc(['check', 'wrong.cnn', '--format', 'short'], surroundings);
    expect(asked.stdout).toMatch(/^wrong\.cnn:4:/);
    await cnnc(['check', 'wrong.cnn', '-o', 'report.txt'], surroundings);
    expect(await readFile(join(folder, 'report.txt'), 'utf8')).toMatch(/^error\[CNN401\]/);
  });

  it('takes no commands from a text or a path', async () => {
    const folder = await folderWith({
      'a,b%0A::set-env name=x::y.cnn': 'input 8x8x1\n"::error::%0A\u2028\r',
    });
    const { stdout } = await cnnc(['check', '.', '--format', 'github'], { cwd: folder });
    expect(
      stdout
        .split('\n')
        .slice(0, -1)
        .every((line) => line.startsWith('::error file=a%2Cb%250A%3A%3Aset-env name=x%3A%3Ay.cnn,')),
    ).toBe(true);
    expect(stdout).not.toMatch(/[\r\u2028]/);
  });

  it('tells a summary that cannot be written', async () => {
    const folder = await folderWith({ 'wrong.cnn': wrongModel });
    const environment = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: join(folder, 'none/summary.md') };
    const { status, stderr } = await cnnc(['check', 'wrong.cnn'], { cwd: folder, environment });
    expect(status).toBe(2);
    expect(stderr).toContain('cannot write the job summary');
  });
});

describe('-o', () => {
  it('writes the report, without colour, and leaves standard output empty', async () => {
    const folder = await folderWith({ 'wrong.cnn': wrongModel });
    const words = ['check', 'wrong.cnn', '--color', '-o', 'report.txt'];
    const { status, stdout, stderr } = await cnnc(words, { cwd: folder });
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain('Wrote report.txt.');
    const printed = await cnnc(['check', 'wrong.cnn'], { cwd: folder });
    expect(await readFile(join(folder, 'report.txt'), 'utf8')).toBe(printed.stdout);
  });

  it('tells a place where it cannot write', async () => {
    const { status, stderr } = await cnnc(['check', '-', '-o', 'none/report.txt'], { input: goodModel });
    expect(status).toBe(2);
    expect(stderr).toContain('cannot write none/report.txt: its folder does not exist');
  });
});

describe('--stdin-filename', () => {
  it('names the text, and is where `use` starts from', async () => {
    const text = await readFile(join(project, 'model.cnn'), 'utf8');
    const words = ['check', '-', '--format', 'short', '--stdin-filename'];
    const { stdout } = await cnnc([...words, 'project/new.cnn'], { cwd: dirname(project), input: text });
    const lines = stdout.trimEnd().split('\n');
    expect(lines[0]).toMatch(/^project\/blocks\.cnn:2:13: error CNN301 /);
    expect(lines[1]).toMatch(/^project\/new\.cnn:2:1: error CNN203 /);
  });

  it('goes with - alone', async () => {
    const { status, stderr } = await cnnc(['check', 'a.cnn', '--stdin-filename', 'b.cnn']);
    expect(status).toBe(2);
    expect(stderr).toContain('add - to the files');
  });
});
