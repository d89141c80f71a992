// What queries call the tokens that the TextMate grammar has scopes for.

/** As Zed and Neovim call them; where a theme does not know a name, its beginning up to a point counts. */
export const captures = {
  comment: 'comment',
  string: 'string',
  escape: 'string.escape',
  number: 'number',
  wildcard: 'constant.builtin',
  received: 'variable.builtin',
  operator: 'operator',
  logical: 'keyword.operator',
  bracket: 'punctuation.bracket',
  delimiter: 'punctuation.delimiter',
  keyword: 'keyword',
  conditional: 'keyword.conditional',
  repeat: 'keyword.repeat',
  layer: 'function.builtin',
  mathFunction: 'function.builtin',
  block: 'function',
  call: 'function.call',
  model: 'type',
  parameter: 'variable.parameter',
  value: 'variable',
  ending: 'constant.builtin',
  option: 'attribute',
  metric: 'attribute',
  setting: 'property',
  settingValue: 'constant.builtin',
} as const;

/** What Helix calls by names of its own. */
export const namesInHelix: Readonly<Record<string, string>> = {
  [captures.number]: 'constant.numeric',
  [captures.escape]: 'constant.character.escape',
  [captures.conditional]: 'keyword.control.conditional',
  [captures.repeat]: 'keyword.control.repeat',
  [captures.setting]: 'variable.other.member',
};
