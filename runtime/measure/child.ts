// The inside of a process that measures an engine: takes one task, and tells what it finds.

import { Failure, reasonOf } from '../failure.js';
import { measureEngine } from './measure-engine.js';
import type { Message, Task } from './messages.js';

/** Ends when the task is done, and with whoever asked. */
export function measureAsTold(): void {
  process.once('message', (task) => void answer(task as Task));
  process.once('disconnect', () => process.exit());
}

async function answer(task: Task): Promise<void> {
  try {
    await measureEngine(task, {
      onStage: (stage) => tell({ kind: 'stage', stage }),
      onFindings: (findings) => tell({ kind: 'findings', findings }),
    });
    tell({ kind: 'done' });
  } catch (error) {
    const remedy = error instanceof Failure ? error.remedy : undefined;
    tell({ kind: 'failed', message: reasonOf(error), remedy });
  }
}

function tell(message: Message): void {
  process.send?.(message);
}
