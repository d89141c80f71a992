// What the server calls a text: its URI, decoded. Editors encode more or fewer characters of the same URI, and
// drives of Windows by either case; the name is one for all, and the last part of it is the file as people know it.

const form = /^([A-Za-z][A-Za-z0-9+.-]*):(\/\/[^/?#]*)?([^?#]*)(.*)$/s;

export function nameOf(uri: string): string {
  const [, scheme, authority = '', path, rest] = form.exec(uri) ?? [];
  if (scheme === undefined) return uri;
  return `${scheme.toLowerCase()}:${authority}${withSmallDrive(decoded(path))}${rest}`;
}

export function uriOf(name: string): string {
  const [, scheme, authority = '', path, rest] = form.exec(name) ?? [];
  if (scheme === undefined) return name;
  // What an untitled text is called is not a path.
  const encoded = path.startsWith('/') ? path.split('/').map(encodeURIComponent).join('/') : path;
  return `${scheme}:${authority}${encoded}${rest}`;
}

function decoded(path: string): string {
  try {
    // A slash that was encoded is no separator, and a mark of a query none either.
    return decodeURIComponent(path.replace(/%(2f|3f|23)/gi, '%25$1'));
  } catch {
    return path;
  }
}

function withSmallDrive(path: string): string {
  return path.replace(/^\/[A-Z]:/, (drive) => drive.toLowerCase());
}

/** The folder, without a slash at its end; undefined for a text that lies in none. */
export function folderOf(name: string): string | undefined {
  const [, scheme, authority = '', path] = form.exec(name) ?? [];
  if (scheme === undefined || !path.startsWith('/')) return undefined;
  return `${scheme}:${authority}${path.slice(0, path.lastIndexOf('/'))}`;
}

/** The folder around a folder; undefined at the top. */
export function above(folder: string): string | undefined {
  const [, , , path = ''] = form.exec(folder) ?? [];
  return path === '' ? undefined : folderOf(folder);
}

/** `../blocks.cnn` as seen from a folder. */
export function within(folder: string, path: string): string {
  let at: string = folder;
  for (const part of path.split('/')) {
    if (part === '..') at = above(at) ?? at;
    else if (part !== '.' && part !== '') at += `/${part}`;
  }
  return at;
}

export function isBelow(name: string, folder: string): boolean {
  return name.startsWith(`${folder}/`);
}

export function lastPart(name: string): string {
  return name.slice(Math.max(name.lastIndexOf('/'), name.startsWith('untitled:') ? 8 : -1) + 1);
}

/** A sentence in which files are called as people know them. */
export function withShortNames(sentence: string, names: Iterable<string>): string {
  let short = sentence;
  for (const name of names) if (short.includes(name)) short = short.replaceAll(name, lastPart(name));
  return short;
}
