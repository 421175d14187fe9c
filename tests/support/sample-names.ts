import type { Completions } from "../../src/core/panes/completion.ts";
import type { CompletionWord } from "../../src/core/panes/completion-word.ts";
import { addName, completeOption, noNames } from "../../src/core/panes/option-names.ts";

/** A few options, one of them declared by somebody hostile. */
export const sampleNames = noNames();
const options: readonly (readonly [path: string, type: string, text: string])[] = [
  ["services.tailscale.enable", "boolean", "Whether to enable Tailscale client daemon."],
  ["services.tailscale.openFirewall", "boolean", "Whether to open the firewall for it."],
  [
    "services.tailscale.port",
    "16 bit unsigned integer; between 0 and 65535 (both inclusive)",
    "The port to listen on for tunnel traffic.",
  ],
  [
    "services.tailor.enable",
    "boolean",
    "Whether to enable \u001b]0;owned\u0007the \u202Etailor. Second sentence.",
  ],
  ["services.tai\u200bls", "string", "A name that cannot be seen whole."],
  ["services.openssh.enable", "boolean", "Whether to enable the OpenSSH secure shell daemon."],
  ["users.users.<name>.shell", "package", "The path to the user's shell. 日本語"],
  ["users.users.<name>.extraGroups", "list of string", "The user's auxiliary groups."],
  [
    "networking.firewall.allowedTCPPorts",
    "list of 16 bit unsigned integer",
    "List of TCP ports on which incoming connections are accepted.",
  ],
];
for (const [path, typeText, description] of options)
  addName(sampleNames, path.split("."), { typeText, description });

const packages = ["btop", "btrfs-progs", "bat"];

/** What a word can become, from {@link sampleNames} and three packages. */
export function sampleCompletions({ kind, text }: CompletionWord): Completions {
  if (kind === "option") return { ...completeOption(sampleNames, text, 50), loading: null };
  const candidates = packages
    .filter((name) => name.startsWith(text))
    .map((name) => ({ label: name, insert: name, detail: "package", group: false }));
  return { candidates, more: 0, loading: null };
}
