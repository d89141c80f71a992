// A region for every layer, in which exactly the words are options that this layer takes. Layers that
// take the same words share one.

import { groupBy } from 'es-toolkit';
import type { LayerDefinition } from '../../compiler/layers/definition.js';
import { parentheses, statement } from './region.js';
import { captures, includes, nameSource, oneOf, plain, type Rule } from './rule.js';
import { definitions, endings, endingWords, loneWords, optionWords } from './vocabulary.js';

const optionScope = 'support.constant.property-value.option';

/** `relu`, `bn`, and `bn(eps 1e-5)` with the words that it takes. */
const ending = {
  patterns: [
    ...endings
      .filter((definition) => optionWords(definition).length > 0)
      .map((definition) =>
        parentheses(
          `(${definition.word})`,
          ['support.constant.math.ending'],
          [...options(definition), ...includes('expression')],
        ),
      ),
    plain('support.constant.math.ending', oneOf(endingWords)),
  ],
};

/** In `stride stride` the second is a name. */
function options(definition: LayerDefinition): Rule[] {
  const words = optionWords(definition);
  if (words.length === 0) return [];
  return [
    {
      match: `(${oneOf(words)})[ \\t]+(\\1)(?=[ \\t;|}>#)]|$)`,
      captures: captures(optionScope, 'variable.other'),
    },
    plain(optionScope, oneOf(words)),
  ];
}

function region(group: readonly LayerDefinition[]): Rule {
  const [first] = group;
  const own = options(first);
  return statement(
    `(${oneOf(group.map(({ word }) => word))})`,
    ['support.function.layer'],
    [
      // `bn(eps 1e-5)` as a statement.
      ...(own.length > 0 ? [parentheses('\\G', [], [...own, ...includes('expression')])] : []),
      ...includes('comment'),
      ...own,
      ...(first.suffixes ? includes('ending') : []),
      ...includes('rest'),
    ],
  );
}

const alike = groupBy(definitions, (definition) =>
  [definition.suffixes, ...optionWords(definition).toSorted()].join(' '),
);
const layer = { patterns: Object.values(alike).map(region) };

/** A word that is no layer calls a block: `Stage 64 3x3 act=relu step=1`. */
const call = statement(
  `(${nameSource})(?![ \\t]*(?:[,+*/^]|=(?!=)))`,
  ['entity.name.function.call'],
  [
    {
      match: `(${nameSource})[ \\t]*(=)(?!=)`,
      captures: captures('variable.parameter', 'keyword.operator.assignment'),
    },
    ...includes('ending'),
    plain(optionScope, oneOf(loneWords)),
    ...includes('rest'),
  ],
);

/** What the default of a block's parameter may be. */
const argument = {
  patterns: [
    plain('support.constant.math.ending', oneOf(endingWords)),
    plain(optionScope, oneOf(loneWords)),
    ...includes('expression'),
  ],
};

export const layerRules = { layer, ending, call, argument } satisfies Record<string, Rule>;
