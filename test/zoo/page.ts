// docs/zoo.md, written from the files of the zoo.

import { format, resolveConfig } from 'prettier';
import { grouped, inUnits } from '../../compiler/summary/units.js';
import type { Shape } from '../../compiler/index.js';
import { members, type Member } from './members.js';
import { lastMapField, summaryOf, textOf } from './zoo.js';

const opening = `# The zoo

Known networks, each a page that reads like the table in its paper. Written from the files in \`examples/zoo/\`; \`npx vitest run test/zoo -u\` writes it anew, and \`test/zoo/published.test.ts\` holds the counts against those that are published.

\`\`\`sh
cnnc summary examples/zoo/resnet.cnn --set depth=101 --set classes=10
\`\`\`
`;

const closing = `Parameters include the running statistics of batch normalisation. MACs are multiply-accumulates for one sample. The field is what a pixel of the last feature map sees of the input, in input pixels and not cut off at its edges; behind a squeeze-and-excitation a pixel sees whole maps. M5, M11 and M18 listen to sound, C3D looks at video: their inputs are length x channels and depth x height x width x channels.
`;

const headings = ['network', 'input', 'parameters', 'trainable', 'MACs', 'field', 'file', 'paper'];

/** Formatted as all documents are. */
export async function zooPage(): Promise<string> {
  const rows = [headings, headings.map(() => '---'), ...members.map(rowOf)];
  const table = rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
  const configuration = await resolveConfig('docs/zoo.md');
  return format([opening, table, '', closing].join('\n'), { ...configuration, parser: 'markdown' });
}

function rowOf(member: Member): string[] {
  const summary = summaryOf(member);
  return [
    member.name,
    sizes(summary.inputs[0].shape),
    grouped(summary.parameters),
    grouped(summary.trainable),
    inUnits(summary.macs),
    sizes(lastMapField(member)),
    fileCell(member),
    paperOf(member.file),
  ];
}

function fileCell({ file, set = {} }: Member): string {
  const settings = Object.entries(set).map(([name, value]) => ` \`${name}=${value}\``);
  return `[${file}.cnn](../examples/zoo/${file}.cnn)${settings.join('')}`;
}

function sizes(shape: Shape): string {
  return shape.join('x');
}

/** The first sentence of the file's first comment names it: `# NAME: Authors year, “Title”`. */
function paperOf(file: string): string {
  const lines = textOf(file).split('\n');
  const comment = lines.slice(
    0,
    lines.findIndex((line) => !line.startsWith('#')),
  );
  const text = comment.map((line) => line.slice(1).trim()).join(' ');
  const paper = /^[^:]+: (.+?\d{4}), “(.+?)”/.exec(text);
  if (paper === null) throw new Error(`examples/zoo/${file}.cnn does not begin with its paper`);
  const [, authors, title] = paper;
  return `${authors}, “${title.replace(/,$/, '')}”`;
}
