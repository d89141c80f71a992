// `cnnc measure`, which no help lists: the process in which `doctor` and `bench` measure one engine.

import type { Command } from 'commander';
import { measureAsTold } from '../../runtime/measure/child.js';

export function define(command: Command): void {
  command.action(measureAsTold);
}
