/** Rows of the list of proposals in a pane of `height`: facts get the others. */
export function proposalRoom(count: number, height: number): number {
  return Math.max(1, Math.min(count, Math.max(3, Math.floor((height - 1) * 0.6))));
}

/** The first of the choices that are shown: the marked one is the last of them, or before it. */
export function firstShown(marked: number, limit: number): number {
  return Math.max(0, marked - limit + 1);
}
