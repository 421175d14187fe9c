/**
 * First of `count` rows to show in `room` rows so that `cursor` is among them, with a row of context on
 * each side. It moves by whole windows, so that a step inside one redraws two rows only.
 */
export function windowTop(cursor: number, count: number, room: number): number {
  const step = Math.max(1, room - 2);
  const page = Math.max(0, Math.floor((cursor - 1) / step));
  return Math.max(0, Math.min(page * step, count - room));
}
