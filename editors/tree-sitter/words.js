// Written by scripts/tree-sitter.mjs from grammar/tokens.ts.

export const hyphenatedWords = [
  'conv-transpose',
  'output-pad',
  'include-pad',
  'zero-pad',
  'hard-sigmoid',
  'hard-swish',
  'receptive-field',
  'activation-memory',
  'binary-cross-entropy',
  'cross-entropy',
  'class-weights',
  'warm-up',
];
