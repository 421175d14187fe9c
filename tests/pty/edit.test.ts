import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { agentix, bundle, cliEnv } from "../support/cli.ts";
import { openPty } from "../support/pty-screen.ts";
import { type SampleFlake, sampleFlake } from "../support/sample-flake.ts";

/** The person's editor on the same terminal: the built program, real Nix, real git. */
describe("e opens the hunk in $EDITOR", () => {
  let home: string;
  let env: Record<string, string>;
  let flake: SampleFlake;
  let id: string;

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), "agentix-edit-home-"));
    const temporary = join(home, "tmp");
    await mkdir(temporary);
    env = { ...cliEnv(home), TMPDIR: temporary };
    flake = await sampleFlake("homelab");
    // What the repository says is not asked: an editor of its own must never start.
    await flake.git("config", "core.editor", "touch /tmp/agentix-never");
    await script("vi", 'touch "$HOME/repository-editor"', join(flake.root, "vi"));
    const goal = ["propose", "open port 8080 on web1", "--json"];
    const made = await agentix(env, ["-C", flake.root, ...goal]);
    id = made.json.proposal.id;
  });
  afterAll(async () => {
    await flake.remove();
    await rm(home, { recursive: true, force: true });
  });

  const script = async (name: string, body: string, path = join(home, name)) => {
    await writeFile(path, `#!/bin/sh\n${body}\n`);
    await chmod(path, 0o755);
    return path;
  };
  const open = (editor: string, size = { columns: 120, rows: 40 }) =>
    openPty([bundle, "-C", flake.root, "tui", id], size, { ...env, EDITOR: editor });
  const hunks = async () => {
    const { json } = await agentix(env, ["-C", flake.root, "show", id, "--json"]);
    const { proposal } = json;
    return proposal.files.flatMap(({ hunks: all }: { hunks: { id: string }[] }) => all);
  };

  test("a script changes the hunk, and the screen comes back in the size of now", async () => {
    const editor = await script(
      "editor",
      [
        'printf "argument %s in %s\\n" "$1" "$(stat -c %a .)"',
        'stty -a | grep -q " echo " && echo cooked',
        'sed -i "s/8080/8090/" "$2"',
        "read line",
      ].join("\n"),
    );
    const before = await hunks();
    const screen = open(`"${editor}" '--a b'`);
    try {
      await screen.until("hunk 1/");
      screen.type("e");
      await screen.until("argument --a b in 700");
      await screen.until("cooked");
      expect(screen.alternate()).toBe(false);
      screen.resize(100, 30);
      screen.type("yyy\r");
      await screen.until("edited by you");
      await screen.until("8090/tcp");
      expect(screen.alternate()).toBe(true);
      // What was typed into the editor decided nothing.
      expect(screen.text()).toContain("0/1 decided");
      screen.type("c");
      await screen.until("COMMENT");
      screen.type("use 8443");
      await screen.until("› use 8443");
      screen.type("\r");
      await screen.until(/p2 revises/);
      await screen.until("8443/tcp");
      screen.type("q");
      expect((await screen.exited).exitCode).toBe(0);
    } finally {
      screen.end();
    }
    expect(await hunks()).not.toEqual(before);
    expect(await readdir(join(home, "tmp"))).toEqual([]);
    expect(await readdir(home)).not.toContain("repository-editor");
  });

  test("a syntax error loses no text; an editor that fails changes nothing", async () => {
    const broken = await script("broken", 'sed -i "s/= \\[/= [ [/;s/8090/777/" "$1"');
    const before = await hunks();
    const screen = open(broken);
    try {
      await screen.until("hunk 1/");
      screen.type("e");
      await screen.until("The edit does not parse");
      await script("broken", 'grep "^#@ !" "$1"; grep -c 777 "$1"; sleep 1; exit 3');
      screen.type("\r");
      await screen.until(/#@ ! hosts[^\n]*[Ss]yntax/);
      await screen.until("exit code 3");
      await screen.until("Edit again");
      await script("broken", "kill -9 $$");
      screen.type("\r");
      await screen.until("killed");
      screen.type("\u001b[B\r");
      await screen.until("The edit is dropped");
      screen.type("\u0003");
      await screen.exited;
      expect(screen.alternate()).toBe(false);
    } finally {
      screen.end();
    }
    expect(await hunks()).toEqual(before);
  });
});
