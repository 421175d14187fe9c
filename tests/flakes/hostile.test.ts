import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { agentix } from "../support/cli.ts";
import { approveAtTerminal } from "../support/terminal.ts";
import { openWorld, refusal, type World } from "../support/world.ts";

/** Everything of these would be obeyed by a terminal or a reader's eye. */
const dangerous = /[^\n\t\u0020-\u007e\u00a0-\u200a\u2010-\u2029\u202f-\u2065\u206a-\uffff]/;

/** A flake and a repository made by somebody who wishes no good. */
describe("a hostile repository", () => {
  let world: World;
  let canary: string;
  const say = async (...args: string[]) => {
    const { stdout, stderr } = await agentix(world.env, ["-C", world.flake.root, ...args]);
    return stdout + stderr;
  };
  beforeAll(async () => {
    world = await openWorld();
    const { root } = world.flake;
    const module = `{ lib, ... }:
{
  options.services.tailtrap.enable = lib.mkOption {
    type = lib.types.bool;
    default = false;
    description = "Harmless ${"\u001b"}]0;owned${"\u0007"} ${"\u202e"}txet ${"\u001b"}[2K really.";
  };
  config.warnings = [ "w ${"\u001b"}[31m${"\u2066"}" ];
}
`;
    writeFileSync(join(root, "modules/trap.nix"), module);
    const flake = readFileSync(join(root, "flake.nix"), "utf8");
    writeFileSync(
      join(root, "flake.nix"),
      flake.replace("./modules/users.nix", "./modules/users.nix ./modules/trap.nix"),
    );
    world.git(root, "add", "-A");
    world.git(root, "commit", "-qm", "trap");

    canary = join(world.home, "canary");
    const program = join(world.home, "sing.sh");
    writeFileSync(program, `#!/bin/sh\necho "$0 $@" >> ${canary}\ncat\n`);
    chmodSync(program, 0o755);
    for (const key of [
      "core.fsmonitor",
      "core.sshCommand",
      "core.pager",
      "core.editor",
      "core.alternateRefsCommand",
      "diff.external",
      "gpg.program",
      "credential.helper",
      "merge.trap.driver",
      "diff.trap.textconv",
    ])
      world.git(root, "config", key, program);
    world.git(root, "config", "commit.gpgSign", "true");
    world.git(root, "config", "core.hooksPath", join(world.home, "hooks"));
    mkdirSync(join(world.home, "hooks"));
    for (const hook of [
      "pre-commit",
      "post-merge",
      "post-checkout",
      "reference-transaction",
      "post-index-change",
    ]) {
      writeFileSync(join(world.home, "hooks", hook), `#!/bin/sh\necho ${hook} >> ${canary}\n`);
      chmodSync(join(world.home, "hooks", hook), 0o755);
    }
    writeFileSync(join(root, ".git/info/attributes"), "*.nix merge=trap diff=trap\n");
  });
  afterAll(() => world.close());

  it("runs none of its programs, through the whole loop", async () => {
    expect((await world.run("propose", "enable services.tailtrap")).json.proposal?.id).toBe("p1");
    expect((await world.run("verify", "p1")).code).toBe(0);
    const seen = await approveAtTerminal(world.env, world.flake.root, "p1", "y");
    expect(seen.code, seen.text).toBe(0);
    expect((await world.run("apply", "p1")).code).toBe(0);
    expect((await world.run("undo", "p1")).code).toBe(0);
    await world.run("status");
    expect(existsSync(canary) ? readFileSync(canary, "utf8") : "").toBe("");
  });

  it("shows descriptions, warnings and throws with everything in them visible", async () => {
    const texts = [
      await say("options", "show", "services.tailtrap.enable"),
      await say("options", "search", "tailtrap"),
      await say("show", "p1"),
      await say("propose", "enable services.tailtrap"),
    ];
    expect(texts[0]).toContain("␛]0;owned");
    const { root } = world.flake;
    writeFileSync(join(root, "modules/trap.nix"), `throw "boo ${"\u001b"}[8m ${"\u202e"}"`);
    world.git(
      root,
      "-c",
      "core.fsmonitor=false",
      "-c",
      "core.hooksPath=/dev/null",
      "-c",
      "commit.gpgSign=false",
      "commit",
      "-qam",
      "throws",
    );
    const thrown = await say("propose", "enable nginx");
    // Nix colours its own messages, so colours go; what else hides is shown.
    expect(thrown).toContain("‹U+202E›");
    expect(refusal(await world.run("propose", "enable nginx")).code).toBe("evaluation-failed");
    for (const text of [...texts, thrown]) expect(text).not.toMatch(dangerous);
  });

  it("a filter on tracked files is refused by name", async () => {
    const { root } = world.flake;
    writeFileSync(join(root, ".git/info/attributes"), "*.nix filter=trap\n");
    world.git(root, "config", "filter.trap.clean", join(world.home, "sing.sh"));
    const error = refusal(await world.run("propose", "enable nginx"));
    expect(error).toMatchObject({ code: "unsafe-repository", exit: 3 });
    expect(error.message).toContain("trap");
    world.git(root, "config", "--unset", "filter.trap.clean");
  });
});
