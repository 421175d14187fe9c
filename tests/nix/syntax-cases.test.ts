import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { expect, it } from "vitest";
import type { EditOperation, ModuleScope, NixValue } from "../../src/core/edit.ts";
import { splitDotted } from "../../src/nix/syntax/attrpath.ts";
import { loadSyntax } from "../../src/nix/syntax/syntax.ts";

/**
 * Golden cases: each `##` in syntax-cases/*.md has a source, edits (`set path json [scope json]`),
 * what each edit answers, and the result. AGENTIX_UPDATE_GOLDEN=1 writes answers and results anew,
 * for a person to read in the diff.
 */
const folder = new URL("./syntax-cases/", import.meta.url);
const update = process.env.AGENTIX_UPDATE_GOLDEN === "1";

for (const file of readdirSync(folder).filter((name) => name.endsWith(".md"))) {
  const text = readFileSync(new URL(file, folder), "utf8");
  const [head = "", ...cases] = text.split(/^(?=## )/m);
  const written: string[] = [];
  for (const each of cases) {
    const title = each.slice(3, each.indexOf("\n"));
    const blocks = [...each.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)];
    const before = blocks.find((b) => b[1] === "nix")?.[2] ?? "";
    const edits = (blocks.find((b) => b[1] === "edit")?.[2] ?? "")
      .split("\n")
      .filter((line) => line !== "" && !/^ *(→|✗)/.test(line));
    it(`${file.replace(".md", "")}: ${title}`, async () => {
      const syntax = await loadSyntax();
      let source = before;
      const answers: string[] = [];
      for (const line of edits) {
        const result = syntax.edit(source, readEdit(line));
        if (result.ok) {
          const { form, line: at, note } = result.value;
          answers.push(line, `  → ${form}, line ${at}${note === undefined ? "" : `: ${note}`}`);
          expect(result.value.changed).toBe(form !== "already-so");
          source = result.value.text;
        } else answers.push(line, `  ✗ ${result.problem.code}: ${result.problem.message}`);
      }
      const after = source === before ? "" : `\`\`\`nix\n${source}\`\`\`\n`;
      const made = `## ${title}\n\n\`\`\`nix\n${before}\`\`\`\n\n\`\`\`edit\n${answers.join("\n")}\n\`\`\`\n\n${after}`;
      written.push(made.trimEnd());
      if (update) writeFileSync(new URL(file, folder), `${head}${written.join("\n\n")}\n`);
      else expect(made.trimEnd()).toBe(each.trimEnd());
    });
  }
}

function readEdit(line: string): {
  operation: EditOperation;
  path: string[];
  value?: NixValue;
  scope?: ModuleScope;
} {
  const match = /^(set|append|remove|unset) ((?:"[^"]*"|\S)+)(?: (.*?))?(?: in (\{.*\}))?$/.exec(
    line,
  );
  if (match === null) throw new Error(`not an edit: ${line}`);
  const [, operation, path = "", value, scope] = match;
  return {
    operation: operation as EditOperation,
    path: splitDotted(path),
    ...(value === undefined ? {} : { value: JSON.parse(value) as NixValue }),
    ...(scope === undefined ? {} : { scope: JSON.parse(scope) as ModuleScope }),
  };
}
