// What sessions compute on: one backend of one instance of TensorFlow.js.

import type { Tensor } from '../tensor.js';
import { EngineError } from '../engine.js';
import type { TensorFlow, TfTensor } from './tensorflow.js';

export class Device {
  readonly tf: TensorFlow;
  private readonly backend: string;
  private readonly lost: Promise<never> | undefined;

  /** `lost` rejects when the device is gone: what it still owes would never come. */
  constructor(tf: TensorFlow, backend: string, lost?: Promise<never>) {
    this.tf = tf;
    this.backend = backend;
    this.lost = lost;
  }

  /**
   * Runs the task, which must not wait, on this backend. The chosen backend is one for the whole
   * process, and who shares TensorFlow.js with us finds it as it was.
   */
  run<T>(task: (tf: TensorFlow) => T): T {
    const { tf, backend } = this;
    const before = tf.getBackend() as string | null | undefined;
    if (before === backend) return task(tf);
    void tf.setBackend(backend);
    try {
      return task(tf);
    } finally {
      if (before !== undefined && before !== null) void tf.setBackend(before);
    }
  }

  upload({ shape, data }: Tensor): TfTensor {
    return this.run((tf) => tf.tensor(data, [...shape], 'float32'));
  }

  /** Reads without waiting on the thread. */
  async download(tensor: TfTensor): Promise<Tensor> {
    const reading = tensor.data<'float32'>();
    const data = await (this.lost === undefined ? reading : Promise.race([reading, this.lost]));
    return { shape: tensor.shape, data };
  }
}

/** Lends a device to sessions, and gives it up when none has it any more. */
export class Lender {
  private readonly openDevice: () => Promise<OpenDevice>;
  private current: Promise<OpenDevice> | undefined;
  private borrowers = 0;

  constructor(openDevice: () => Promise<OpenDevice>) {
    this.openDevice = openDevice;
  }

  async borrow(): Promise<Device> {
    this.borrowers++;
    this.current ??= this.openDevice();
    try {
      return (await this.current).device;
    } catch (error) {
      await this.giveBack();
      throw error;
    }
  }

  async giveBack(): Promise<void> {
    this.borrowers--;
    if (this.borrowers > 0) return;
    const { current } = this;
    this.current = undefined;
    const open = await current?.catch(() => undefined);
    await open?.close();
  }
}

export interface OpenDevice {
  readonly device: Device;
  /** Releases the device, so that the process can end. */
  close(): void | Promise<void>;
}

export function lostDevice(name: string, reason: string): EngineError {
  return new EngineError(
    `${name} lost its device: ${reason}`,
    'go on from the last checkpoint with --resume, or choose another engine',
  );
}
