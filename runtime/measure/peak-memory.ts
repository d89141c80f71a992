// The most memory that this process has held so far.

import { readFileSync } from 'node:fs';

/**
 * In bytes; that of a graphics card is not in it. On Linux not by `getrusage`, whose figure a
 * process inherits from the one that started it.
 */
export function peakMemory(): number {
  const [, kibibytes] = /^VmHWM:\s+(\d+) kB$/m.exec(statusOfProcess()) ?? [];
  return 1024 * (kibibytes === undefined ? process.resourceUsage().maxRSS : Number(kibibytes));
}

function statusOfProcess(): string {
  try {
    return process.platform === 'linux' ? readFileSync('/proc/self/status', 'utf8') : '';
  } catch {
    return '';
  }
}
