import { Text } from "ink";
import SelectInput from "ink-select-input";
import type { ReactElement } from "react";
import { firstShown } from "../src/core/panes/list-window.ts";
import type { Row } from "./rows.ts";

function Item({ label }: { label: string }): ReactElement {
  return <Text wrap="truncate">{label}</Text>;
}

/** The mark is part of the row. */
function NoIndicator(): ReactElement {
  return <Text />;
}

/**
 * Choices as rows, `limit` of them around the marked one. Which one is marked is the reducer's business, so
 * the select input only draws: no key reaches it, and none can be read twice.
 */
export function Choices({
  rows,
  marked,
  limit,
}: {
  rows: readonly Row[];
  marked: number;
  limit: number;
}): ReactElement {
  // SelectInput keeps its first place, so that another mark or other rows are another one.
  const first = firstShown(marked, limit);
  const items = rows.slice(first, first + limit).map((label, at) => {
    const key = String(first + at);
    return { label: label as string, value: key, key };
  });
  return (
    <SelectInput
      key={`${marked} ${rows.length}`}
      items={items}
      initialIndex={Math.max(0, marked - first)}
      isFocused={false}
      itemComponent={Item}
      indicatorComponent={NoIndicator}
    />
  );
}
