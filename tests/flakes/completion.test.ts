import { expect, test } from "vitest";
import type { CompletionWord } from "../../src/core/panes/completion-word.ts";
import { openCompleter } from "../../src/loop/completions.ts";
import { nix, refTo, sample, usingNix } from "../support/nix-port.ts";
import { value } from "../support/value.ts";

usingNix();

test("option paths and package names complete from the flake's own index, read in the background", async () => {
  const one = await sample("homelab");
  const ref = refTo(one.root, one.commit);
  const targets = value(await nix.targets(ref));
  const completer = openCompleter({ nix });
  const complete = (kind: CompletionWord["kind"], text: string) =>
    completer.complete({ kind, text, start: 0 });
  const inserts = async (kind: CompletionWord["kind"], text: string) =>
    (await complete(kind, text)).candidates.map(({ insert }) => insert);

  // Nothing is waited for while it is still read.
  expect(await complete("option", "services.tail")).toMatchObject({
    candidates: [],
    loading: expect.stringMatching(/still to be read/),
  });
  const told: (string | null)[] = [];
  const reading = completer.load(
    ref,
    targets,
    () => {
      void complete("option", "services.tail").then(({ loading }) => told.push(loading));
    },
    new AbortController().signal,
  );
  await reading;
  expect(told.some((text) => text?.includes("nas1"))).toBe(true);

  expect(await inserts("option", "services.tail")).toEqual(["services.tailscale"]);
  expect(await inserts("option", "services.tailscale.")).toContain("services.tailscale.enable");
  const [enable] = (await complete("option", "services.tailscale.en")).candidates;
  expect(enable).toMatchObject({ insert: "services.tailscale.enable", group: false });
  expect(enable?.detail).toMatch(/^boolean · /);
  expect(await inserts("option", "users.users.")).toEqual([null]);
  expect(await inserts("option", "users.users.ada.she")).toContain("users.users.ada.shell");
  expect(await inserts("option", "tailsc")).toContain("services.tailscale");
  expect(await inserts("package", "bto")).toContain("btop");
  expect(await inserts("package", "pkgs.ripg")).toContain("pkgs.ripgrep");
  expect((await complete("package", "bto")).loading).toBeNull();

  // The same commit again reads nothing.
  let again = 0;
  await completer.load(
    ref,
    targets,
    () => {
      again += 1;
    },
    new AbortController().signal,
  );
  expect(again).toBe(0);
});

test("reading that is ended half-way leaves nothing running, and can begin again", async () => {
  const one = await sample("plain");
  const ref = refTo(one.root, one.commit);
  const targets = value(await nix.targets(ref));
  const completer = openCompleter({ nix });
  const ended = new AbortController();
  const reading = completer.load(ref, targets, () => ended.abort(), ended.signal);
  await reading;
  const word = { kind: "option", text: "services.openss", start: 0 } as const;
  expect((await completer.complete(word)).loading).toMatch(/still to be read/);
  await completer.load(ref, targets, () => {}, new AbortController().signal);
  expect((await completer.complete(word)).candidates.map(({ insert }) => insert)).toEqual([
    "services.openssh",
  ]);
});
