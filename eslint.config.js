// What a reviewer should not have to say. Import direction, cycles and packages are in .dependency-cruiser.cjs.

import eslint from '@eslint/js';
import { defineConfig } from 'eslint/config';
import typescript from 'typescript-eslint';

/** What a pure folder may not reach for; `globalThis` too, or all of it would come back through that. */
const surroundings = [
  ...['console', 'process', 'Buffer', 'global', 'globalThis', 'require', 'module', '__dirname', '__filename'],
  ...['Date', 'performance', 'Intl', 'crypto'],
  ...['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask'],
  ...['fetch', 'XMLHttpRequest', 'WebSocket', 'Worker', 'navigator', 'document', 'window', 'self'],
];

const pureHelp = 'grammar/ and compiler/ are pure: have it handed in.';

const engines = ['onnxruntime-*', 'onnxruntime-*/**', '@tensorflow/**', 'sharp', 'webgpu'];

export default defineConfig(
  {
    ignores: [
      '**/node_modules/',
      '**/dist/',
      'coverage/',
      '.tmp/',
      'runs/',
      'test/fixtures/',
      'test/golden/',
    ],
  },
  {
    // A rule is kept or is changed here, for all.
    linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' },
  },
  eslint.configs.recommended,
  {
    // A lexer meets control characters, and says which.
    rules: { 'no-control-regex': 'off' },
  },
  {
    files: ['**/*.ts'],
    extends: [typescript.configs.strictTypeChecked, typescript.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/ban-ts-comment': [
        'error',
        { 'ts-expect-error': true, 'ts-ignore': true, 'ts-nocheck': true },
      ],
      // `typeof import('sharp')` is how a package is named that is loaded later.
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'all', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/restrict-plus-operands': ['error', { allowNumberAndString: true }],
      // `return report(...)` leaves a check with the mistake that it found.
      '@typescript-eslint/no-confusing-void-expression': 'off',
      // A table that is exhaustive over a union is no dictionary: `{ [K in Kind]: Rule<K> }`.
      '@typescript-eslint/consistent-indexed-object-style': 'off',
      // A layer without parameters has the values `Record<never, never>`.
      '@typescript-eslint/no-generated-empty-object-type': 'off',
      // There are no enums: they would not erase.
      '@typescript-eslint/no-unsafe-enum-assignment': 'off',
      // Elements of arrays are typed as if always there, so that the rule refuses the checks that are needed.
      '@typescript-eslint/no-unnecessary-condition': 'off',
      // It asks for the `!` that another rule forbids; `as number` says what is claimed.
      '@typescript-eslint/non-nullable-type-assertion-style': 'off',
      // An engine that computes at once still answers with promises, and has nothing to close.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-empty-function': 'off',
      // A line of a .cnn text is taken apart by code points, on purpose.
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      // Tests look into the JSON that programs print: where its shape is wrong, they fail.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/restrict-plus-operands': ['error', { allowAny: true, allowNumberAndString: true }],
      // The host of the TypeScript compiler is an object of functions that use no `this`.
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    files: ['runtime/**'],
    rules: { 'no-console': 'error' },
  },
  {
    files: ['grammar/**', 'compiler/**'],
    rules: {
      'no-restricted-globals': ['error', ...surroundings.map((name) => ({ name, message: pureHelp }))],
      'no-restricted-properties': ['error', { object: 'Math', property: 'random', message: pureHelp }],
      'no-restricted-imports': [
        'error',
        { patterns: [{ group: ['node:*', ...engines], message: pureHelp }] },
      ],
    },
  },
  {
    files: ['**/*.{js,mjs,cjs}'],
    languageOptions: {
      globals: {
        Buffer: 'readonly',
        performance: 'readonly',
        console: 'readonly',
        process: 'readonly',
        URL: 'readonly',
        module: 'writable',
      },
    },
  },
);
