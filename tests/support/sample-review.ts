import type { Opened } from "../../components/actions.ts";
import type { FileChange } from "../../src/core/hunk.ts";
import { type PatchFile, parsePatch } from "../../src/core/patch/patch.ts";
import type { Proposal } from "../../src/core/proposal.ts";
import type { FileSource, SourceSide } from "../../src/core/review/source.ts";
import type { Tier } from "../../src/core/tier.ts";
import type { Effect } from "../../src/core/verification.ts";

const id = (letter: string) => letter.repeat(40);

/** A patch of one file. */
export function filePatch(path: string, hunks: readonly string[]): string {
  return [
    `diff --git a/${path} b/${path}`,
    `index ${id("1")}..${id("2")} 100644`,
    `--- a/${path}`,
    `+++ b/${path}`,
    ...hunks,
    "",
  ].join("\n");
}

const network = filePatch("modules/network.nix", [
  `@@ -10,7 +10,7 @@
 { config, lib, ... }:
   networking.firewall = {
     enable = true;
-    allowedTCPPorts = [ 22 80 ];
+    allowedTCPPorts = [ 22 80 443 ];
   };
   networking.useDHCP = false;
   networking.domain = "home.arpa";`,
  `@@ -40,4 +40,5 @@
   services.resolved.enable = true;
+  # Größe 日本語 🚀\ttab
   networking.nameservers = [
     "9.9.9.9"
   ];`,
]);

const services = filePatch("hosts/web1/services.nix", [
  `@@ -3,4 +3,8 @@
 {
   services.openssh.enable = true;
+  services.tailscale = {
+    enable = true;
+    openFirewall = true;
+  };
   services.nginx.enable = true;
 }`,
]);

/** A line with an escape sequence, a bidi override and a zero-width space. */
const hostile = filePatch("hosts/web2/default.nix", [
  `@@ -1,2 +1,3 @@
 {
+  users.motd = "\u001b]0;owned\u0007 \u202Etxt\u200b";
 }`,
]);

const effects: Effect[] = [
  {
    target: "web1",
    option: "networking.firewall.allowedTCPPorts",
    before: [22, 80],
    after: [22, 80, 443],
    meaning: "opens 443/tcp",
  },
  {
    target: "web2",
    option: "networking.firewall.allowedTCPPorts",
    before: [22, 80],
    after: [22, 80, 443],
    meaning: "opens 443/tcp",
  },
  { target: "web1", option: "services.tailscale.enable", before: false, after: true },
  { target: "web1", option: "services.tailscale.openFirewall", before: false, after: true },
];

const tiers: Record<string, Tier> = {
  "modules/network.nix": "medium",
  "hosts/web1/services.nix": "high",
  "hosts/web2/default.nix": "low",
};

/** Joins patches and the proposal that they make up. */
export function openedOf(
  patchText: string,
  changes: Partial<Proposal> = {},
): Opened & { readonly patch: readonly PatchFile[] } {
  return openedFrom(parsePatch(new TextEncoder().encode(patchText)), changes);
}

/** The proposal that a patch makes up. */
export function openedFrom(
  patch: readonly PatchFile[],
  changes: Partial<Proposal> = {},
): Opened & { readonly patch: readonly PatchFile[] } {
  const files = patch.map(
    ({ path, status, hunks }): FileChange => ({
      path,
      status,
      hunks: hunks.map((hunk) => ({
        id: hunk.id,
        header: hunk.header,
        oldStart: hunk.oldStart,
        oldLines: hunk.oldLines,
        newStart: hunk.newStart,
        newLines: hunk.newLines,
        decision: "undecided",
        tier: tiers[path] ?? "low",
      })),
    }),
  );
  const proposal: Proposal = {
    id: "p3",
    goal: "enable tailscale and open the firewall port",
    state: "proposed",
    createdAt: "2026-01-01T00:00:00.000Z",
    updatedAt: "2026-01-01T00:00:00.000Z",
    planner: { kind: "builtin" },
    base: id("a"),
    branch: "main",
    flakeDir: "",
    original: id("b"),
    candidate: id("b"),
    intents: [
      intent(["networking", "firewall", "allowedTCPPorts"], "modules/network.nix", 13),
      intent(["services", "tailscale", "enable"], "hosts/web1/services.nix", 6),
      intent(["services", "tailscale", "openFirewall"], "hosts/web1/services.nix", 7),
    ],
    targets: ["web1", "web2"],
    files,
    explanation: {
      summary: "Enables tailscale on web1 and opens its port; web1 and web2 also open 443/tcp.",
      effects,
      notes: ["services.tailscale is set in hosts/web1/services.nix, beside the other services."],
    },
    findings: [],
    verification: null,
    approval: null,
    applied: null,
    ...changes,
  };
  return { proposal, patch };
}

function intent(path: string[], file: string, line: number): Proposal["intents"][number] {
  return {
    path,
    operation: "set",
    value: true,
    targets: path[0] === "networking" ? ["web1", "web2"] : ["web1"],
    file,
    line,
    outcome: "edited",
    placement: "beside its siblings",
  };
}

/** The proposal that screens are drawn with: three files, one of them hostile. */
export function sampleReview(changes: Partial<Proposal> = {}): ReturnType<typeof openedOf> {
  return openedOf(network + services + hostile, changes);
}

/** Texts that a file's patch fits: the hunks' lines, `# line n` around them, and ten lines below the last. */
export function sourceOf(path: string, patch: readonly PatchFile[]): FileSource {
  const file = patch.find((one) => one.path === path);
  const side = (own: "-" | "+", start: "oldStart" | "newStart"): SourceSide => {
    const lines: Uint8Array[] = [];
    const unchanged = () => lines.push(new TextEncoder().encode(`  # line ${lines.length + 1}`));
    for (const hunk of file?.hunks ?? []) {
      while (lines.length < hunk[start] - 1) unchanged();
      for (const { sign, text } of hunk.lines) if (sign === " " || sign === own) lines.push(text);
    }
    for (let more = 0; more < 10; more += 1) unchanged();
    return { lines, spans: [] };
  };
  return { path, before: side("-", "oldStart"), after: side("+", "newStart") };
}

/** A patch of `hunks` hunks of `lines` lines each. */
export function bigPatch(hunks: number, lines: number): string {
  const parts: string[] = [];
  for (let at = 0; at < hunks; at += 1) {
    const start = at * (lines + 20) + 1;
    parts.push(`@@ -${start},1 +${start},${lines} @@`, ` { # hunk ${at}`);
    for (let line = 1; line < lines; line += 1) parts.push(`+  value${at}_${line} = ${line};`);
  }
  return filePatch("modules/big.nix", parts);
}
