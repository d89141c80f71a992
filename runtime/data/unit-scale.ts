// Bytes as numbers from 0 to 1. A table, since a division for each pixel would cost more.

/** `unitOfByte[b]` is b / 255, rounded to float32. */
export const unitOfByte: Float32Array = Float32Array.from({ length: 256 }, (_, byte) => byte / 255);
