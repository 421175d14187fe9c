import { describe, expect, test } from "vitest";
import {
  destination,
  importsOf,
  PROJECT,
  read,
  sourcesBelow,
  withoutComments,
} from "./support/imports.ts";

interface Room {
  /** Rooms and files of this project that it may import. */
  readonly rooms: readonly string[];
  /** Packages it may import; a builtin counts as one. `node:*` is every builtin but the child process. */
  readonly packages: readonly string[];
  /** What the rule keeps true; printed when it is broken. */
  readonly reason: string;
}

const EDGE =
  "an edge knows the contracts, not the other edges: each can be replaced or tested alone";

/** The import table. A change to it is a decision record in docs/decisions/. */
const ROOMS: Readonly<Record<string, Room>> = {
  "src/core": {
    rooms: [],
    // diff and ufuzzy compute from values alone, as zod does.
    packages: ["zod", "node:crypto", "diff", "@leeoniya/ufuzzy"],
    reason:
      "core is data and rules without effects, so that every rule can be tested as a function",
  },
  "src/policy": {
    rooms: ["src/core"],
    packages: ["zod"],
    reason: "policy decides from values alone: the same facts give the same answer everywhere",
  },
  "src/ports": {
    rooms: ["src/core"],
    packages: [],
    reason: "ports name effects in terms of core; an implementation must not leak into them",
  },
  "src/loop": {
    rooms: ["src/core", "src/policy", "src/ports"],
    // Hashing and path arithmetic touch nothing outside.
    packages: ["node:crypto", "node:path"],
    reason:
      "the loop reaches the world only through ports, so that its order can be proved without one",
  },
  "src/nix": {
    rooms: ["src/core", "src/ports"],
    packages: ["node:*", "web-tree-sitter", "zod"],
    reason: EDGE,
  },
  "src/git": {
    rooms: ["src/core", "src/ports"],
    packages: ["node:*", "zod"],
    reason: EDGE,
  },
  "src/model": {
    rooms: ["src/core", "src/ports"],
    packages: ["node:*", "ollama", "zod"],
    reason: EDGE,
  },
  "src/host": { rooms: ["src/core", "src/ports"], packages: ["node:*", "zod"], reason: EDGE },
  "src/store": { rooms: ["src/core", "src/ports"], packages: ["node:*", "zod"], reason: EDGE },
  "src/system": {
    rooms: ["src/core", "src/ports"],
    packages: ["node:*", "node:child_process", "execa"],
    reason:
      "the only place that starts programs: arguments, environment and signals are handled once",
  },
  "src/serve": {
    rooms: ["src/core", "src/ports", "src/loop/propose.ts", "src/loop/run.ts"],
    packages: ["node:*", "zod"],
    reason:
      "what serves may propose and run under policy; it can never approve, apply or activate itself",
  },
  components: {
    rooms: ["src/core"],
    packages: ["ink", "ink-select-input", "react"],
    reason: "components draw values; logic in them could not be tested without a terminal",
  },
  "src/commands": {
    rooms: ["src", "components"],
    packages: ["*"],
    reason: "commands wire everything together, so that nothing else has to",
  },
  "src/cli.ts": {
    rooms: ["src/commands", "src/core", "src/version.ts"],
    packages: ["commander", "node:*"],
    reason:
      "the command table only names what to load: every command is imported when it is asked for",
  },
  "src/version.ts": {
    rooms: [],
    packages: [],
    reason: "the version is one text, known when the bundle is built",
  },
  "src/main.ts": {
    rooms: ["src/cli.ts", "src/core", "src/version.ts"],
    packages: ["node:*"],
    reason: "the entry must start at once: whatever it imports, every command pays for",
  },
};

/** Files above the line, each with the answer to why it is one idea. */
const LONG_FILES: Readonly<Record<string, string>> = {
  "tests/model/goals.ts": "a table of goals and what they mean: data, read line by line",
};
const LONG = 300;

const sources = [...sourcesBelow(PROJECT, "src"), ...sourcesBelow(PROJECT, "components")];
const everything = [
  ...sources,
  ...sourcesBelow(PROJECT, "tests"),
  ...sourcesBelow(PROJECT, "bench"),
];

const contains = (room: string, file: string) => file === room || file.startsWith(`${room}/`);

function roomOf(file: string): string | undefined {
  return Object.keys(ROOMS).find((room) => contains(room, file));
}

function mayImport(name: string, room: Room, target: string): boolean {
  if (target.includes("/") && !target.startsWith("@")) {
    return contains(name, target) || room.rooms.some((allowed) => contains(allowed, target));
  }
  if (room.packages.includes(target)) return true;
  if (target === "node:child_process") return false;
  return (
    room.packages.includes(target.startsWith("node:") ? "node:*" : "*") ||
    room.packages.includes("*")
  );
}

/** The broken rules of one file, each with the rule's reason. */
function violations(file: string, source: string): string[] {
  const name = roomOf(file);
  if (!name) return [`${file} is in no room of the import table: give it one, and say why there`];
  const room = ROOMS[name] as Room;
  return importsOf(source)
    .map(({ specifier }) => destination(file, specifier))
    .filter((target) => !mayImport(name, room, target))
    .map((target) => `${file} imports ${target}, but ${room.reason}`);
}

describe("the import table", () => {
  test("holds for every file", () => {
    expect(sources.length).toBeGreaterThan(0);
    expect(sources.flatMap((file) => violations(file, read(PROJECT, file)))).toEqual([]);
  });

  test.each([
    ["src/core/a.ts", 'import { readFile } from "node:fs/promises";'],
    ["src/core/a.ts", 'import type { Git } from "../ports/git.ts";'],
    ["src/loop/a.ts", 'export { git } from "../git/repo.ts";'],
    ["src/nix/a.ts", 'const { git } = await import("../git/repo.ts");'],
    ["src/git/a.ts", 'import { spawn } from "node:child_process";'],
    ["src/store/a.ts", 'import "execa";'],
    ["src/serve/mcp.ts", 'import { approve } from "../loop/approve.ts";'],
    ["components/A.tsx", 'import {\n  a,\n  type B,\n} from "../src/loop/propose.ts";'],
    ["src/utils/a.ts", ""],
  ])("would notice %s with %s", (file, source) => {
    expect(violations(file, source)).toHaveLength(1);
  });

  test.each([
    ["src/core/a.ts", 'import * as z from "zod";\nimport { b } from "./b.ts";'],
    ["src/system/a.ts", 'const { execa } = await import("execa");'],
    ["src/git/a.ts", '// import { x } from "../nix/x.ts";\n/* import("../nix/x.ts") */'],
    [
      "src/commands/a.ts",
      'import { render } from "ink";\nimport { App } from "../../components/App.tsx";',
    ],
  ])("allows %s with %s", (file, source) => {
    expect(violations(file, source)).toEqual([]);
  });
});

describe("the pure rooms", () => {
  const IMPURE =
    /\b(Date\.now\(|new Date\(\)|Math\.random\(|randomUUID|randomBytes|process\.\w|console\.\w|fetch\()/;
  const impure = (source: string) => IMPURE.exec(withoutComments(source))?.[0];

  test("ask no clock, no dice and no environment: what they need is passed in", () => {
    const pure = [...sourcesBelow(PROJECT, "src/core"), ...sourcesBelow(PROJECT, "src/policy")];
    const asking = pure.flatMap((file) => {
      const found = impure(read(PROJECT, file));
      return found ? [`${file} uses ${found}`] : [];
    });
    expect(asking).toEqual([]);
  });

  test("would be noticed when they do", () => {
    expect(impure("const now = Date.now();")).toBe("Date.now(");
    expect(impure("const home = process.env.HOME;")).toBe("process.e");
    expect(impure("const at = new Date(time).toISOString();")).toBeUndefined();
  });
});

describe("the house", () => {
  test("has no file whose length is unexplained", () => {
    const long = everything.filter((file) => read(PROJECT, file).split("\n").length > LONG + 1);
    const unexplained = long.filter((file) => !(file in LONG_FILES));
    expect(
      unexplained,
      `over ${LONG} lines: is it one idea? Split it, or say why not in LONG_FILES`,
    ).toEqual([]);
    const stale = Object.keys(LONG_FILES).filter((file) => !long.includes(file));
    expect(stale, "explained in LONG_FILES, but not long or not there").toEqual([]);
  });

  test("has no default exports: a thing has one name everywhere", () => {
    const named = everything.filter((file) =>
      /^\s*export\s+(default\b|\{[^}]*\bas default\b)/m.test(withoutComments(read(PROJECT, file))),
    );
    expect(named).toEqual([]);
  });

  test("has no barrels: an import says where the thing is", () => {
    const barrels = sources.filter((file) => {
      const rest = withoutComments(read(PROJECT, file))
        .replace(/^export\s+(type\s+)?(\*|\{[^}]*\})(\s+as\s+\w+)?\s+from\s+["'][^"']+["'];?/gm, "")
        .trim();
      return rest === "" && read(PROJECT, file).trim() !== "";
    });
    expect(barrels).toEqual([]);
  });

  test("mocks no module: a test that replaces our own code proves nothing about it", () => {
    const mocking = everything.filter((file) => {
      const name = ["mock", "doMock"].map((verb) => `vi.${verb}(`);
      return name.some((call) => withoutComments(read(PROJECT, file)).includes(call));
    });
    expect(mocking).toEqual([]);
  });
});
