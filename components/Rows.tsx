import { Box, Text } from "ink";
import type { ReactElement } from "react";
import type { Row } from "./rows.ts";

/** Draws rows as they are, one text each. */
export function Rows({ rows, width }: { rows: readonly Row[]; width: number }): ReactElement {
  return (
    <Box flexDirection="column" width={width} height={rows.length} flexShrink={0}>
      {rows.map((row, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place on the screen
        <Text key={at} wrap="truncate">
          {row}
        </Text>
      ))}
    </Box>
  );
}
