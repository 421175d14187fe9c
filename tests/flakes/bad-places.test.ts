import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { cp } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openWorld, refusal, type World } from "../support/world.ts";

const goal = "enable tailscale";

/** Where agentix may be started, through the built program: each place works, or is refused with a way out. */
describe("places", () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world.close());

  /** A folder with these files; a repository with one commit unless `git` is false. */
  function folder(name: string, files: Record<string, string>, git = true): string {
    const root = join(world.home, name);
    mkdirSync(root, { recursive: true });
    for (const [path, text] of Object.entries(files)) writeFileSync(join(root, path), text);
    if (git) {
      world.git(root, "init", "-q", "-b", "main");
      world.git(root, "add", "-A");
      world.git(root, "commit", "-qm", "first");
    }
    return root;
  }

  it.each([
    ["no repository", () => folder("none", { "flake.nix": "{ }" }, false), "not-a-repository", 3],
    ["no flake", () => folder("empty", { "a.txt": "a" }), "no-flake", 7],
    ["a file", () => join(world.flake.root, "flake.nix"), "usage", 2],
    ["nowhere", () => join(world.home, "nowhere"), "usage", 2],
    ["the .git folder", () => join(world.flake.root, ".git"), "not-a-repository", 3],
    [
      "no targets",
      () => folder("bare-flake", { "flake.nix": "{ outputs = _: { }; }" }),
      "no-targets",
      7,
    ],
    [
      "a throw",
      () => folder("throws", { "flake.nix": '{ outputs = _: throw "no"; }' }),
      "evaluation-failed",
      5,
    ],
    ["an empty flake.nix", () => folder("blank", { "flake.nix": "" }), "evaluation-failed", 5],
  ])("%s is refused with a hint", async (_, place, code, exit) => {
    const error = refusal(await world.runIn(place(), "propose", goal));
    expect(error).toMatchObject({ code, exit });
    expect(error.hint ?? error.details).toBeTruthy();
  });

  it("an unborn branch, a flake that is not committed, a bare repository", async () => {
    const unborn = folder("unborn", { "flake.nix": "{ }" }, false);
    world.git(unborn, "init", "-q");
    expect(refusal(await world.runIn(unborn, "status"))).toMatchObject({
      code: "unborn-branch",
      exit: 3,
    });
    const untracked = folder("untracked", { "a.txt": "a" });
    writeFileSync(join(untracked, "flake.nix"), "{ }");
    const error = refusal(await world.runIn(untracked, "propose", goal));
    expect(error).toMatchObject({ code: "no-flake", hint: "git add flake.nix && git commit" });
    const bare = join(world.home, "bare.git");
    world.git(world.home, "clone", "-q", "--bare", world.flake.root, bare);
    expect(refusal(await world.runIn(bare, "propose", goal))).toMatchObject({
      code: "bare-repository",
      exit: 3,
    });
  });

  it("a flake in a subfolder is found from within, and named from above", async () => {
    const root = folder("mono", { "README.md": "many things" });
    await cp(world.flake.root, join(root, "nix/hosts"), {
      recursive: true,
      filter: (path) => !path.endsWith("/.git"),
    });
    world.git(root, "add", "-A");
    world.git(root, "commit", "-qm", "flake");
    expect(refusal(await world.runIn(root, "propose", goal))).toMatchObject({
      code: "no-flake",
      details: { flakes: ["nix/hosts"] },
    });
    const { proposal } = (await world.runIn(join(root, "nix/hosts/modules"), "propose", goal)).json;
    expect(proposal.files[0].path).toMatch(/^nix\/hosts\//);
  });

  it("a detached HEAD may be proposed on, but nothing is approved there", async () => {
    const root = await world.copy("detached");
    world.git(root, "checkout", "-q", "--detach");
    expect((await world.runIn(root, "propose", goal)).json.proposal.branch).toBe("");
    expect((await world.runIn(root, "verify", "p1", "--until", "evaluate")).code).toBe(0);
    expect(refusal(await world.runIn(root, "approve", "p1"))).toMatchObject({
      code: "detached-head",
      exit: 3,
    });
  });

  it("a shallow clone and a linked work tree are like any other", async () => {
    const shallow = join(world.home, "shallow");
    world.git(world.home, "clone", "-q", "--depth", "1", `file://${world.flake.root}`, shallow);
    expect((await world.runIn(shallow, "propose", goal)).json.proposal.id).toBe("p1");
    const main = await world.copy("main");
    world.git(main, "worktree", "add", "-q", "-b", "other", "../linked");
    expect(
      (await world.runIn(join(world.home, "linked"), "propose", goal)).json.proposal.branch,
    ).toBe("other");
    expect((await world.runIn(main, "list")).json.proposals).toMatchObject([
      { id: "p1", state: "stale" },
    ]);
  });

  it("a repository with a submodule, and inside of it", async () => {
    const library = folder("library", { "x.nix": "{ }" });
    const root = await world.copy("super");
    world.git(root, "submodule", "-q", "add", `file://${library}`, "lib");
    world.git(root, "commit", "-qm", "submodule");
    const proposed = await world.runIn(root, "propose", goal);
    expect(proposed.json.proposal.base).toBe(world.git(root, "rev-parse", "HEAD"));
    expect(refusal(await world.runIn(join(root, "lib"), "propose", goal)).code).toBe("no-flake");
    expect(world.git(root, "status", "--porcelain")).toBe("");
  });

  it("one broken host does not stop the others, and its problem is the base's", async () => {
    const root = await world.copy("half");
    writeFileSync(join(root, "hosts/web1/services.nix"), "{ services.openssh.enable = ; }\n");
    world.git(root, "commit", "-qam", "half done");
    const { proposal } = (await world.runIn(root, "propose", goal)).json;
    expect(proposal.targets).toEqual(["nas1"]);
    expect(proposal.explanation.notes[0]).toContain("web1");
    const { verification } = (await world.runIn(root, "verify", "p1", "--until", "evaluate")).json;
    expect(verification.ok).toBe(true);
    expect(verification.steps).toContainEqual(
      expect.objectContaining({
        target: "web1",
        status: "warned",
        diagnostics: [
          expect.objectContaining({
            kind: "syntax",
            file: "hosts/web1/services.nix",
            line: 1,
            atBase: true,
          }),
        ],
      }),
    );
    const named = refusal(await world.runIn(root, "--host", "web1", "propose", goal));
    expect(named).toMatchObject({ code: "evaluation-failed", exit: 5 });
    expect(named.message).toContain("hosts/web1/services.nix:1");
  });

  it("locks that do not lock: absent, damaged, naming what is not there", async () => {
    const root = await world.copy("locks");
    const lock = join(root, "flake.lock");
    writeFileSync(lock, "{");
    world.git(root, "commit", "-qam", "damaged");
    expect(refusal(await world.runIn(root, "propose", goal)).message).toContain("flake.lock");
    rmSync(lock);
    world.git(root, "commit", "-qam", "absent");
    expect(refusal(await world.runIn(root, "propose", goal))).toMatchObject({
      code: "missing-input",
      exit: 7,
    });
    world.git(root, "checkout", "-q", "HEAD~2", "--", "flake.lock");
    const text = world.git(root, "show", ":flake.lock");
    const zeros = "sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
    writeFileSync(
      lock,
      text
        .replace(/"rev": "[0-9a-f]+"/, `"rev": "${"12".repeat(20)}"`)
        .replace(/"narHash": "[^"]+"/, `"narHash": "${zeros}"`),
    );
    world.git(root, "commit", "-qam", "elsewhere");
    expect(refusal(await world.runIn(root, "propose", goal))).toMatchObject({
      code: "missing-input",
      exit: 7,
    });
  });
});
