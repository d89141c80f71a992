// The licences of the packages whose code ends up in dist/, as their authors ask.

import { readdir, readFile } from 'node:fs/promises';

/** The text of dist/THIRD_PARTY_LICENSES.txt: a chapter a package that esbuild's metafiles show as bundled. */
export async function licencesOf(metafiles, root) {
  const folders = new Set();
  for (const { inputs } of metafiles.flatMap(({ outputs }) => Object.values(outputs))) {
    for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
      const folder = packageFolder(path);
      if (folder !== undefined && bytesInOutput > 0) folders.add(folder);
    }
  }
  const chapters = await Promise.all([...folders].sort().map((folder) => chapter(`${root}${folder}`)));
  return `cnnc contains code of these packages.\n\n${chapters.join('\n')}`;
}

/** `node_modules/a/node_modules/@b/c/lib/d.js` lies in `node_modules/a/node_modules/@b/c`. */
function packageFolder(path) {
  return /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1];
}

async function chapter(folder) {
  const { name, version, license } = JSON.parse(await readFile(`${folder}/package.json`, 'utf8'));
  const file = (await readdir(folder)).find((entry) => /^(licen[cs]e|copying)(\.|$|-)/i.test(entry));
  if (file === undefined && license === undefined) throw new Error(`${name} ${version} states no licence`);
  const text =
    file === undefined ? `Licensed under ${license}.` : (await readFile(`${folder}/${file}`, 'utf8')).trim();
  return `${'-'.repeat(80)}\n${name} ${version} (${license})\n\n${text}\n`;
}
