// Names that a module gives to its constants.

/** Words that no constant of a module may be: JavaScript's own. */
const RESERVED =
  'arguments await break case catch class const continue debugger default delete do else enum eval ' +
  'export extends false finally for function if implements import in instanceof interface let new null ' +
  'package private protected public return static super switch this throw true try typeof undefined ' +
  'var void while with yield';

/** Hands out names, each once; a name that is taken gets a number. */
export class NameScope {
  private readonly taken: Set<string>;

  constructor(taken: Iterable<string> = []) {
    this.taken = new Set(taken);
  }

  has(name: string): boolean {
    return this.taken.has(name);
  }

  claim(wanted: string, separator = ''): string {
    let name = wanted;
    for (let count = 2; this.taken.has(name); count++) name = `${wanted}${separator}${count}`;
    this.taken.add(name);
    return name;
  }
}

/** The scope of the constants in a function of a module that declares or imports these names. */
export function constantScope(declared: Iterable<string>): NameScope {
  return new NameScope([...RESERVED.split(' '), ...declared]);
}

/** `inception1Conv2`, for the layer `inception1.conv2`. */
export function constantName(name: string): string {
  const [first = '', ...rest] = name.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  const word = first.slice(0, 1).toLowerCase() + first.slice(1) + rest.map(capitalized).join('');
  return /^[A-Za-z]/.test(word) ? word : `layer${word}`;
}

export function capitalized(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}
