// ONNX Runtime with training steps in blocks, where this machine has them, and in portable operators.

import { onnxEngineInThread } from '../../../runtime/onnx/index.js';

export const blocked = onnxEngineInThread({ threads: 1 });
export const portable = onnxEngineInThread({ threads: 1, form: 'portable' });
