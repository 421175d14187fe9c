/** How the build pane is divided. */
export interface LogRoom {
  /** `strip`: the newest lines below other panes. Otherwise where the tree is, if it is shown. */
  readonly shape: "strip" | "beside" | "above" | "tree" | "lines";
  readonly treeColumns: number;
  readonly treeRows: number;
  /** For the lines. */
  readonly columns: number;
  readonly rows: number;
}

const besideColumns = 100;
const aboveRows = 8;

/**
 * Divides a pane of this size, its title included. `wish`: whether the tree is wanted; null where nobody
 * said. `length`: rows that the tree has.
 */
export function logRoom(
  width: number,
  height: number,
  focused: boolean,
  wish: boolean | null,
  length: number,
): LogRoom {
  const rows = Math.max(1, height - 1);
  const lines = { treeColumns: 0, treeRows: 0, columns: width, rows };
  if (!focused) return { shape: "strip", ...lines };
  if (!(wish ?? rows >= aboveRows)) return { shape: "lines", ...lines };
  if (width >= besideColumns) {
    const treeColumns = Math.min(64, Math.max(32, Math.floor(width * 0.36)));
    return {
      shape: "beside",
      treeColumns,
      treeRows: rows,
      columns: width - treeColumns - 1,
      rows,
    };
  }
  if (rows < aboveRows) return { shape: "tree", ...lines, treeColumns: width, treeRows: rows };
  const treeRows = Math.min(length, Math.max(3, Math.floor(rows * 0.4)));
  return {
    shape: "above",
    treeColumns: width,
    treeRows,
    columns: width,
    rows: rows - treeRows - 1,
  };
}
