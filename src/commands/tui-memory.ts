import { setFlagsFromString } from "node:v8";

/**
 * Keeps V8's room for new objects small. While a build floods its log it grows threefold otherwise, for text
 * that is garbage a moment later: 330 MB instead of 220 after a million lines, at the same speed.
 */
export function keepHeapSmall(): void {
  setFlagsFromString("--semi-space-growth-factor=1");
}
