// What may import what: grammar <- compiler <- runtime <- cli, beside them compiler <- the language server, a pure
// core, no cycles, and nothing heavy at start.

/** Folders in the order in which they build on each other. */
const folders = ['grammar', 'compiler', 'runtime', 'cli'];

const server = 'editors/language-server';
const all = [...folders, server].join('|');

/** npm packages by the folder that may name them; what is not here is not to be had there. */
const packages = {
  grammar: ['chevrotain'],
  compiler: ['fastest-levenshtein', 'prettier', 'protobufjs', 'ts-morph'],
  [server]: ['tinyglobby', 'vscode-languageserver', 'vscode-languageserver-textdocument'],
};

/** Packages that take long to load, and what a checkout without optional packages lacks. */
const heavy = [
  '@tensorflow/[^/]+',
  'fflate',
  'onnxruntime-node',
  'papaparse',
  'prettier',
  'sharp',
  'ts-morph',
  'webgpu',
];

/** Where builds start from, that of the extension too, and what writes docs/layers.md and docs/training.md. */
const entries =
  '^(cli/launch|compiler/index|compiler/layers/document|compiler/check/training/document|runtime/index|runtime/onnx/worker|runtime/data/threads/worker|' +
  `${server}/(node|browser|protocol))[.]ts$`;

const inNodeModules = (names) => `(^|/)node_modules/(${names.join('|')})/`;

const directions = folders.slice(0, -1).map((folder, index) => ({
  name: `${folder}-imports-no-later-folder`,
  comment: `${folders.join(' <- ')}: imports run one way.`,
  severity: 'error',
  from: { path: `^${folder}/` },
  to: { path: `^(${[...folders.slice(index + 1), 'bench', 'scripts', 'test', 'editors'].join('|')})/` },
}));

const allowLists = Object.entries(packages).map(([folder, names]) => ({
  name: `${folder.replace('editors/', '')}-packages`,
  comment: `${folder}/ may use ${names.join(', ')}. Another package is a decision: add it to the list.`,
  severity: 'error',
  from: { path: `^${folder}/` },
  to: { path: '(^|/)node_modules/', pathNot: inNodeModules(names) },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...directions,
    ...allowLists,
    {
      name: 'language-server-imports-no-runtime',
      comment:
        'It also runs in browsers, where there are no engines: grammar <- compiler <- language server.',
      severity: 'error',
      from: { path: `^${server}/` },
      to: { path: '^(runtime|cli|bench|scripts|test|editors)/', pathNot: `^${server}/` },
    },
    {
      name: 'language-server-runs-in-browsers',
      comment: 'Only its host for Node uses modules of Node.',
      severity: 'error',
      from: { path: `^${server}/`, pathNot: `^${server}/node(-host)?[.]ts$` },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'cli-loads-the-server-late',
      comment: '`cnnc check` starts in a moment: import() what editors talk to.',
      severity: 'error',
      from: { path: '^cli/' },
      to: { path: '^editors/', dependencyTypesNot: ['dynamic-import'] },
    },
    {
      name: 'core-is-pure',
      comment: 'grammar/ and compiler/ run in browsers and editors: what is outside is handed in.',
      severity: 'error',
      from: { path: '^(grammar|compiler)/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'no-cycle',
      comment: 'Modules that need each other, if only for a type, are one module or hide a third.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'heavy-packages-load-late',
      comment: '`cnnc check` starts in a moment: import() it where it is needed, or import its types alone.',
      severity: 'error',
      from: { path: `^(${all})/` },
      to: { path: inNodeModules(heavy), dependencyTypesNot: ['type-only', 'type-import', 'dynamic-import'] },
    },
    {
      name: 'resolves',
      comment: 'A module that is not there, or a package that package.json does not name.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'in-use',
      comment: 'No entry of the package leads to it: it is left over, or its first user is missing.',
      severity: 'error',
      from: { path: entries },
      to: { path: `^(${all})/`, pathNot: entries, reachable: false },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['types', 'import', 'node', 'default'],
    },
  },
};
