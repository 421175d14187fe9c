import { Box, Static, Text } from "ink";
import { type ReactElement, useMemo, useSyncExternalStore } from "react";
import type { SafeText } from "../src/core/text.ts";
import { announced, readerPrompt } from "../src/core/ui/reader.ts";
import type { UiState } from "../src/core/ui/ui-state.ts";
import type { Store } from "./store.ts";
import { type Theme, toAscii } from "./theme.ts";

/** What was said and is on its way out; pages keep the list from growing for ever. */
interface Page {
  readonly number: number;
  readonly said: readonly SafeText[];
}

const pageLength = 500;

/** Keeps what each state of the store adds to what was said. */
function speaker(): (state: UiState) => Page {
  let before: UiState | null = null;
  let page: Page = { number: 0, said: [] };
  return (state) => {
    const fresh = announced(before, state);
    before = state;
    if (fresh.length === 0) return page;
    page =
      page.said.length > pageLength
        ? { number: page.number + 1, said: fresh }
        : { ...page, said: [...page.said, ...fresh] };
    return page;
  };
}

/** The UI for a screen reader: what is new is added at the end, and only the line that is written changes. */
export function ReaderScreen({ store, theme }: { store: Store; theme: Theme }): ReactElement {
  const state = useSyncExternalStore(store.subscribe, store.getState);
  const speak = useMemo(speaker, []);
  const page = useMemo(() => speak(state), [speak, state]);
  const shown = (text: string) => (theme.ascii ? text.split("\n").map(toAscii).join("\n") : text);
  const prompt = readerPrompt(state);
  return (
    <Box flexDirection="column">
      <Static key={page.number} items={[...page.said]}>
        {(text, at) => <Text key={at}>{shown(text)}</Text>}
      </Static>
      {prompt !== "" && (
        <Box aria-role="textbox" aria-label={shown(prompt)}>
          <Text>{shown(prompt)}</Text>
        </Box>
      )}
    </Box>
  );
}
