// The one way in which a target refuses a network that the language allows.

/** A layer that the target cannot express; the message names both and says why. */
export class UnsupportedTargetError extends Error {
  readonly layer: string;
  readonly target: string;

  constructor(layer: string, target: string, reason: string) {
    super(`${layer} cannot be emitted for ${target}: ${reason}`);
    this.name = 'UnsupportedTargetError';
    this.layer = layer;
    this.target = target;
  }
}
