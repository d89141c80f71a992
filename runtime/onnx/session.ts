// Makes sessions of ONNX Runtime for a device.

import type { InferenceSession as OnnxSession } from 'onnxruntime-node';
import type { Place } from './place.js';
import { sessionOptions } from './session-options.js';

interface SessionNeeds {
  /** Names of outputs that stay on the device. */
  readonly staying?: readonly string[];
  /** Tensors that the model names by a path. */
  readonly external?: OnnxSession.SessionOptions['externalData'];
}

export function createSession(
  place: Place,
  model: Uint8Array,
  { staying = [], external = [] }: SessionNeeds = {},
): Promise<OnnxSession> {
  const options = { ...sessionOptions(place), externalData: external };
  if (staying.length === 0) return place.runtime.InferenceSession.create(model, options);
  const locations = staying.map((name) => [name, 'gpu-buffer'] as const);
  return place.runtime.InferenceSession.create(model, {
    ...options,
    preferredOutputLocation: Object.fromEntries(locations),
  });
}
