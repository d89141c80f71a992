// Every diagnostic by its stable code. The hundreds tell the kind: 1 the text, 2 names and
// arguments, 3 shapes, 4 claims and budgets, 5 training.

export const catalogue = {
  CNN101: 'a character that the language does not know',
  CNN102: 'a statement that does not read',
  CNN103: 'a string that is not closed or not valid',
  CNN104: 'a number that is too large',
  CNN105: 'a word that touches a number',
  CNN106: 'a minus sign that could mean two things',
  CNN107: 'a bracket without its partner',
  CNN108: 'nesting that is too deep',
  CNN109: 'a text that is too long',
  CNN201: 'a layer that does not exist',
  CNN202: 'a name that nothing declares',
  CNN203: 'a name that is declared twice or not free',
  CNN204: 'an argument that is missing',
  CNN205: 'an argument that the layer does not take',
  CNN206: 'a value that does not fit its argument',
  CNN207: 'a calculation without a result',
  CNN208: 'a part of the language that this version does not run yet',
  CNN209: 'a network without an input, or with more than one',
  CNN210: 'a budget over something that is not measured',
  CNN301: 'a window that is larger than the map it slides over',
  CNN302: 'a layer that cannot work on this shape',
  CNN303: 'channels that groups do not divide',
  CNN304: 'branches that do not agree',
  CNN305: 'a branch with nothing in it',
  CNN306: 'a size beyond what can be addressed',
  CNN401: 'a claim that does not hold',
  CNN402: 'a budget that is exceeded',
  CNN501: 'a training setting that does not exist',
  CNN502: 'a training setting whose value does not fit',
  CNN503: 'a loss that does not fit the last layer',
} as const;

export type Code = keyof typeof catalogue;
