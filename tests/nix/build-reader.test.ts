import { describe, expect, it } from "vitest";
import type { BuildEvent } from "../../src/core/build/build-event.ts";
import { buildDiagnostics } from "../../src/nix/build.ts";
import { readBuild } from "../../src/nix/build-reader.ts";
import { recordedLines, recordedVersions } from "../support/build-logs.ts";

function read(lines: readonly string[], ok = false) {
  const events: BuildEvent[] = [];
  const reader = readBuild((event) => events.push(event));
  for (const line of lines) reader.line(line);
  reader.end(ok);
  const of = <K extends BuildEvent["kind"]>(kind: K) =>
    events.filter((event): event is Extract<BuildEvent, { kind: K }> => event.kind === kind);
  return { events, reader, of };
}

describe.each(recordedVersions)("a build log of Nix %s", (version) => {
  it("becomes events: plan, build, phase, lines, end", () => {
    const { events, of } = read(recordedLines(version, "build-good"), true);
    expect(of("planned")[0]?.drvs).toHaveLength(1);
    expect(of("build-started")[0]?.drv).toMatch(/greeting-\d+\.drv$/);
    expect(of("phase").map(({ phase }) => phase)).toEqual(["buildPhase"]);
    expect(of("log").map(({ line }) => line)).toEqual(["one", "two", "\u001b[31mred\u001b[0m"]);
    expect(of("build-stopped")).toHaveLength(1);
    expect(events.at(-1)).toEqual({ kind: "finished", ok: true });
  });

  it("an error that a builder forges is no error", () => {
    const { of, reader } = read(recordedLines(version, "build-good"), true);
    expect(of("message").filter(({ level }) => level === "error")).toEqual([]);
    expect(reader.errors).toEqual([]);
  });

  it("a failed build is told with its last lines, before those that wait for it", () => {
    const { reader } = read(recordedLines(version, "build-dependency"));
    const [cause, waiting] = buildDiagnostics(reader, "/r");
    expect(cause?.kind).toBe("build-failed");
    expect(cause?.message).toMatch(/^broken-1\.0 failed to build \(exit code 3\)\./);
    expect(cause?.message.split("\n").at(-1)).toBe("  main.c:3: error: oops");
    expect(waiting).toMatchObject({
      kind: "dependency-failed",
      message: "app-2.0 was not built because a dependency failed.",
    });
  });

  it("a wrong hash says both hashes", () => {
    const { reader } = read(recordedLines(version, "build-hash"));
    const [only] = buildDiagnostics(reader, "/r");
    expect(only?.kind).toBe("hash-mismatch");
    expect(only?.message).toMatch(
      /source-1\.0\.tar\.gz.*specified sha256-A{43}=.*got sha256-\S{44}\./,
    );
  });

  it("a download that fails inside a build is a failed fetch", () => {
    const { reader } = read(recordedLines(version, "build-fetch"));
    expect(buildDiagnostics(reader, "/r")[0]).toMatchObject({ kind: "fetch" });
  });

  it("a builder that makes no output has failed", () => {
    const { reader } = read(recordedLines(version, "build-noout"));
    expect(buildDiagnostics(reader, "/r")[0]?.kind).toBe("build-failed");
  });
});

describe("lines of any Nix", () => {
  const start = (id: string, type: number, fields: unknown[], parent = "0") =>
    `@nix {"action":"start","id":${id},"level":3,"parent":${parent},"text":"","type":${type},"fields":${JSON.stringify(fields)}}`;

  it("keep ids apart that exceed 2^53", () => {
    const { of } = read([
      start("18014398509481985", 105, ["/nix/store/a.drv", "", 1, 1]),
      start("18014398509481984", 105, ["/nix/store/b.drv", "", 1, 1]),
      '@nix {"action":"result","id":18014398509481984,"type":101,"fields":["of b"]}',
    ]);
    expect(of("log")[0]?.id).toBe("18014398509481984");
    expect(new Set(of("build-started").map(({ id }) => id)).size).toBe(2);
  });

  it("may hold actions, types and results that nobody knows yet", () => {
    const { events } = read([
      start("1", 999, ["x"]),
      '@nix {"action":"result","id":1,"type":109,"payload":{"a":1}}',
      '@nix {"action":"dance","id":1}',
      "@nix null",
      "@nix [1]",
      '@nix {"action":"start"}',
      '@nix {"action":"stop","id":1}',
    ]);
    expect(events.map(({ kind }) => kind)).toEqual(["finished"]);
  });

  it("outside of records, or cut in the middle of one, are kept as text", () => {
    const { of } = read(["warning: something of git", '@nix {"action":"msg","lev']);
    expect(of("message").map(({ text }) => text)).toEqual([
      "warning: something of git",
      '@nix {"action":"msg","lev',
    ]);
  });

  it("tell a substitution as one fetch with its bytes", () => {
    const { of } = read([
      '@nix {"action":"msg","level":3,"msg":"this derivation will be built:"}',
      '@nix {"action":"msg","level":3,"msg":"  /nix/store/x.drv"}',
      '@nix {"action":"msg","level":3,"msg":"these 2 paths will be fetched (1.50 MiB download, 6.00 MiB unpacked):"}',
      '@nix {"action":"msg","level":3,"msg":"  /nix/store/y"}',
      '@nix {"action":"msg","level":3,"msg":"  /nix/store/z"}',
      start("7", 108, ["/nix/store/y", "https://cache.example"]),
      start("8", 100, ["/nix/store/y", "https://cache.example", "local"], "7"),
      start("9", 101, ["https://cache.example/y.nar"], "8"),
      '@nix {"action":"result","id":9,"type":105,"fields":[10,100,0,0]}',
      '@nix {"action":"stop","id":9}',
      '@nix {"action":"stop","id":8}',
      '@nix {"action":"stop","id":7}',
    ]);
    expect(of("planned")).toEqual([
      { kind: "planned", drvs: ["/nix/store/x.drv"], fetches: 2, downloadBytes: 1572864 },
    ]);
    expect(of("fetch-started")).toEqual([{ kind: "fetch-started", id: "7", what: "/nix/store/y" }]);
    expect(of("fetch-progress")).toEqual([
      { kind: "fetch-progress", id: "7", done: 10, expected: 100 },
    ]);
    expect(of("fetch-stopped")).toHaveLength(1);
  });

  it("do not fill the memory: a build's last lines are kept, not its log", () => {
    const { reader } = read([
      start("1", 105, ["/nix/store/a.drv", "", 1, 1]),
      ...Array.from(
        { length: 5000 },
        (_, n) => `@nix {"action":"result","id":1,"type":101,"fields":["line ${n}"]}`,
      ),
    ]);
    const lines = reader.lastLines("/nix/store/a.drv");
    expect(lines.length).toBeLessThan(100);
    expect(lines.at(-1)).toBe("line 4999");
  });
});
