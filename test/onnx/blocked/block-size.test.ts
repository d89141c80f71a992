// When training steps are written in blocks: only where ONNX Runtime's operators on them are there,
// and compute what they should.

import * as native from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { blockSize } from '../../../runtime/onnx/block-size.js';
import type { OnnxRuntime } from '../../../runtime/onnx/native.js';

type Feeds = native.InferenceSession.FeedsType;
type Results = ReturnType<native.InferenceSession['run']>;
type Create = (model: Uint8Array) => Promise<native.InferenceSession>;

const create: Create = (model) => native.InferenceSession.create(model, { logSeverityLevel: 4 });

/** ONNX Runtime but for how it makes sessions. */
function runtimeThat(make: Create): OnnxRuntime {
  return { ...native, InferenceSession: { create: make } } as unknown as OnnxRuntime;
}

function isInBlocks(model: Uint8Array): boolean {
  return Buffer.from(model).includes('com.microsoft.nchwc');
}

describe('the size of a block', () => {
  it.runIf(process.arch === 'x64')('is that of a register on x64', async () => {
    expect([8, 16]).toContain(await blockSize(runtimeThat(create)));
  });

  it('is asked once', async () => {
    let sessions = 0;
    const runtime = runtimeThat((model) => {
      sessions++;
      return create(model);
    });
    const first = await blockSize(runtime);
    const opened = sessions;
    expect(await blockSize(runtime)).toBe(first);
    expect(sessions).toBe(opened);
  });

  it('is none where the operators are missing', async () => {
    const runtime = runtimeThat((model) => {
      return isInBlocks(model) ? Promise.reject(new Error('not a registered function')) : create(model);
    });
    expect(await blockSize(runtime)).toBeUndefined();
  });

  it('is none where they compute something else', async () => {
    const runtime = runtimeThat(async (model) => {
      const session = await create(model);
      if (!isInBlocks(model)) return session;
      const run: (feeds: Feeds) => Results = session.run.bind(session);
      session.run = async (feeds: Feeds) => {
        const results = await run(feeds);
        // Too little to move the place that tells the size of a block.
        for (const { data } of Object.values(results)) (data as Float32Array)[2] *= 1.001;
        return results;
      };
      return session;
    });
    expect(await blockSize(runtime)).toBeUndefined();
  });
});
