// What computes here: the machine, and the versions of what runs on it.

import { arch, availableParallelism, cpus, totalmem } from 'node:os';
import { inBytes } from '../compiler/summary/units.js';
import { countOf } from './count-of.js';
import { version } from './version.js';

export interface Machine {
  readonly cnnc: string;
  readonly node: string;
  /** As Node spells it: `linux`. */
  readonly platform: string;
  readonly architecture: string;
  /** What the processor calls itself, or an empty text. */
  readonly processor: string;
  /** Those that this process may use. */
  readonly cores: number;
  /** Bytes. */
  readonly memory: number;
}

export function machine(): Machine {
  return {
    cnnc: version,
    node: process.versions.node,
    platform: process.platform,
    architecture: arch(),
    processor: cpus().at(0)?.model.trim() ?? '',
    cores: availableParallelism(),
    memory: totalmem(),
  };
}

/** `AMD EPYC, 2 cores, 23.4 GiB of memory` */
export function hardwareText({ processor, cores, memory }: Machine): string {
  const amount = `${countOf(cores, 'core')}, ${inBytes(memory)} of memory`;
  return processor === '' ? amount : `${processor}, ${amount}`;
}
