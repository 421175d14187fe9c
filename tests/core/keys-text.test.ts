import { join } from "node:path";
import { expect, test } from "vitest";
import { defaultKeymap } from "../../src/core/keys/keymap.ts";
import { keysText } from "../../src/core/keys/keys-text.ts";

const file = join(import.meta.dirname, "../../docs/keys.md");
const start = `# Keys

The table in \`src/core/keys/keys.ts\`, where nothing is configured. Written by
\`npx vitest run --project fast tests/core/keys-text.test.ts -u\`; [architecture.md](architecture.md) says
how keys are configured.
`;

test("docs/keys.md is the table", async () => {
  await expect(`${start}\n${keysText(defaultKeymap)}\n`).toMatchFileSnapshot(file);
});
