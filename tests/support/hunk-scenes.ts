import { hunksOf } from "../../src/core/proposal.ts";
import type { UiEvent } from "../../src/core/ui/ui-state.ts";
import { snapshot } from "./sample-actions.ts";
import { sampleReview } from "./sample-review.ts";
import { atReview, keys, typing } from "./ui.ts";

const [firstHunk] = hunksOf(sampleReview().proposal);
const comments = [
  { hunk: firstHunk?.id ?? "", text: "use 8443\nand \u001b[31mno \u202Ered 日本語", at: "" },
];
const refusedEdit: UiEvent = {
  type: "edit-refused",
  draft: {
    proposal: "p3",
    hunk: firstHunk?.id ?? "",
    text: new TextEncoder().encode(
      "{ config, lib, ... }:\n  networking.firewall = {\n    enable = true;\n    allowedTCPPorts = [ 22 80 8443 }; # \u001b]0;t\u0007 🚀\n  };\n  networking.useDHCP = false;\n",
    ),
    problem: {
      code: "edit-broke-syntax",
      message: "modules/network.nix:13:34: Syntax error: unexpected '}'.",
      hint: "Look at this place and just before it.",
      details: { line: 13, hunkLine: 4 },
    },
  },
};

/** Screens of hunks that a person edits or comments on. */
export const hunkScenes: Readonly<Record<string, readonly UiEvent[]>> = {
  comment: [...atReview, ...keys("c")],
  "comment-written": [
    ...atReview,
    ...keys("c"),
    ...typing("use 8443, and leave openFirewall out: it is behind the proxy. 日本語 🚀"),
    ...keys("ctrl-j"),
    ...typing("also \u001b[31m\u202E no"),
  ],
  edited: [
    { type: "snapshot", snapshot },
    {
      type: "edited",
      ...sampleReview({ edited: [firstHunk?.id ?? ""], comments }),
      said: "p3: edited by you, parsed and evaluated. Decide the hunk again.",
    },
  ],
  unrevised: [
    ...atReview,
    {
      type: "unrevised",
      id: "p3",
      questions: [{ question: "Which port is meant?", choices: ["8080", "8443"] }],
      notes: ["“not this one” names no option."],
    },
  ],
  "edit-refused": [...atReview, refusedEdit],
};
