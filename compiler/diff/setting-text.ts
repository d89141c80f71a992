// A changed setting on one line.

import type { SettingChange } from './setting-change.js';

const longest = 60;

/** `param classes: 10 → 12` */
export function settingText(change: SettingChange): string {
  const { before, after } = change;
  const [was, is] = before === undefined || after === undefined ? [before, after] : closeUp(before, after);
  const subject = [change.kind, shortName(change)].filter((part) => part !== '').join(' ');
  if (was === undefined) return `${subject}: new, ${is ?? ''}`;
  return is === undefined ? `${subject}: gone, was ${was}` : `${subject}: ${was} → ${is}`;
}

function shortName({ kind, name }: SettingChange): string {
  return kind === 'claim' ? `of \`${name}\`` : name;
}

/** Of long texts what is around their first difference. */
function closeUp(before: string, after: string): [string, string] {
  if (before.length + after.length <= longest) return [before, after];
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  const from = start > 24 ? before.lastIndexOf(' ', start - 8) + 1 : 0;
  const part = (text: string): string =>
    (from > 0 ? '…' : '') + text.slice(from, from + longest) + (text.length > from + longest ? '…' : '');
  return [part(before), part(after)];
}
