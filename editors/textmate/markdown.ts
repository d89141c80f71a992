// ```cnn fences of Markdown, as an injection into its grammar.

import type { Rule } from './rule.js';

/** A fence of as many signs as the one that opened it, of the same sign, ends it. */
const fence: Rule = {
  name: 'markup.fenced_code.block.markdown',
  begin: '(^|\\G)(\\s*)(`{3,}|~{3,})\\s*(?i:(cnn)((\\s+|:|,|\\{|\\?)[^`]*)?$)',
  end: '(^|\\G)(\\2|\\s{0,3})(\\3)\\s*$',
  beginCaptures: {
    3: { name: 'punctuation.definition.markdown' },
    4: { name: 'fenced_code.block.language.markdown' },
    5: { name: 'fenced_code.block.language.attributes.markdown' },
  },
  endCaptures: { 3: { name: 'punctuation.definition.markdown' } },
  patterns: [
    {
      begin: '(^|\\G)(\\s*)(.*)',
      while: '(^|\\G)(?!\\s*([`~]{3,})\\s*$)',
      contentName: 'meta.embedded.block.cnn',
      patterns: [{ include: 'source.cnn' }],
    },
  ],
};

export const markdownInjection = {
  information_for_contributors: ['Written by scripts/textmate.mjs.'],
  scopeName: 'markdown.cnn.codeblock',
  injectionSelector: 'L:text.html.markdown',
  patterns: [{ include: '#fence' }],
  repository: { fence },
};
