import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import type { OptionInfo } from "../../src/core/option.ts";
import { typeOfText } from "./option-table.ts";

const folder =
  process.env.AGENTIX_DATA ?? new URL("../../../shared/data/", import.meta.url).pathname;
const candidates = [folder, new URL("../../../../shared/data/", import.meta.url).pathname];

interface Row {
  loc: string[];
  type: string;
  description: string | null;
  default: string | null;
  example?: string | null;
  readOnly: boolean;
  internal: boolean;
  visible: boolean | string;
  declarations: string[];
}

/** Every option of a real NixOS or Home Manager, where that data is at hand (AGENTIX_DATA). */
export function realOptions(name: "nixos" | "home-manager"): OptionInfo[] | undefined {
  const file = candidates.map((c) => `${c}/${name}-options.jsonl.gz`).find((c) => existsSync(c));
  if (!file) return undefined;
  return gunzipSync(readFileSync(file))
    .toString("utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => {
      const row = JSON.parse(line) as Row;
      return {
        path: row.loc,
        type: typeOfText(row.type),
        typeText: row.type,
        ...(row.default === null ? {} : { default: row.default }),
        ...(row.example ? { example: row.example } : {}),
        description: row.description ?? "",
        declarations: row.declarations,
        readOnly: row.readOnly,
        internal: row.internal,
        visible: row.visible !== false,
      };
    });
}
