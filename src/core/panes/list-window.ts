/**
 * First of `count` rows to show in `room` rows so that `cursor` is among them, with a row of context on
 * each side. It moves by whole windows, so that a step inside one redraws two rows only.
 */
export function windowTop(cursor: number, count: number, room: number): number {
  const step = Math.max(1, room - 2);
  const page = Math.max(0, Math.floor((cursor - 1) / step));
  return Math.max(0, Math.min(page * step, count - room));
}

/** Rows of the list of proposals in a pane of `height`: facts get the others. */
export function proposalRoom(count: number, height: number): number {
  return Math.max(1, Math.min(count, Math.max(3, Math.floor((height - 1) * 0.6))));
}

/** The first of the choices that are shown: the marked one is the last of them, or before it. */
export function firstShown(marked: number, limit: number): number {
  return Math.max(0, marked - limit + 1);
}
