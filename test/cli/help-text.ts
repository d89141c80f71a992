// What the text of `--help` lists: the commands of the program, and the options of one.

/** All but `help` itself. */
export function commandsIn(help: string): string[] {
  const [, list = ''] = /^Commands:\n((?: {2}.*\n)+)/m.exec(help) ?? [];
  return [...list.matchAll(/^ {2}([a-z]+)/gm)].map(([, name]) => name).filter((name) => name !== 'help');
}

/** By their long names, such as `--format`; those of every command are left out. */
export function ownOptionsIn(help: string): string[] {
  const [, list = ''] = /^Options:\n((?: {2}.*\n)+)/m.exec(help) ?? [];
  const names = [...list.matchAll(/^ {2}(?:-\w, )?(--[a-z-]+)/gm)].map(([, name]) => name);
  return names.filter((name) => name !== '--help');
}
