// The engine's worker thread in processes of its own: what matters is also how they end.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ProcessBundle } from './process-bundle.js';

let bundle: ProcessBundle;

beforeAll(async () => {
  bundle = await ProcessBundle.of('worker-process.ts');
});

afterAll(() => bundle.remove());

describe('worker', () => {
  it('trains and predicts as the thread of the caller does, and lets the process end', async () => {
    expect(await bundle.run('equal')).toEqual({ equal: true });
  });

  it('leaves the event loop free during a step', async () => {
    const { ticks } = (await bundle.run('ticks')) as { ticks: number };
    expect(ticks).toBeGreaterThan(3);
  });

  it('lets the process end with sessions that nobody disposed of', async () => {
    expect(await bundle.run('abandoned')).toEqual({ trained: true });
  });

  it('waits for the step under way before it disposes', async () => {
    expect(await bundle.run('dispose-during-step')).toEqual({ finished: true });
  });

  it('lets a process leave in the middle of a step', async () => {
    for (let i = 0; i < 3; i++)
      await expect(bundle.run('exit-during-step')).rejects.toMatchObject({ code: 3 });
  });

  it('starts again after its last session', async () => {
    expect(await bundle.run('again')).toEqual({ sessions: 15 });
  });

  it('brings errors back', async () => {
    expect(await bundle.run('errors')).toEqual({
      shape: 'EngineError: the target of output must be [batch, 3], and is [4, 2]',
      afterwards: true,
      disposed: 'EngineError',
    });
  });

  it('copies views, and leaves the rest of their buffer to the caller', async () => {
    expect(await bundle.run('views')).toEqual({ left: 32 });
  });

  it('says what is missing where the worker cannot be loaded', async () => {
    const { message } = (await bundle.run('no-worker')) as { message: string };
    expect(message).toMatch(/^EngineError: the engine's worker failed/);
  });
});
