import type { UiEvent } from "../../src/core/ui/ui-state.ts";
import { auditEntries, snapshot } from "./sample-actions.ts";
import { sampleComparison } from "./sample-comparison.ts";
import { sampleCompletions } from "./sample-names.ts";
import { sampleReview } from "./sample-review.ts";
import { atReview, keys, play, typing } from "./ui.ts";

/** Typing, with an answer for the word that is asked about last. */
/** Typing, and the answer for the word that was typed last. */
export function completed(events: readonly UiEvent[], loading: string | null = null): UiEvent[] {
  const { effects } = play(120, 40, events);
  const word = effects.flatMap((effect) => (effect.do === "complete" ? [effect.word] : [])).at(-1);
  if (!word) return [...events];
  return [
    ...events,
    { type: "completed", word, completions: { ...sampleCompletions(word), loading } },
  ];
}
const transcript: readonly UiEvent[] = [
  ...keys("i"),
  ...typing("enable tailscale"),
  ...keys("enter"),
  { type: "work", kind: "propose", label: "looking for a change", now: 0 },
  { type: "model-text", text: "Tailscale is one option.\nIts port is another. \u001b[2J" },
  { type: "opened", ...sampleReview(), said: "p3: Enables tailscale on web1." },
  { type: "opened", ...sampleReview({ id: "p2" }), said: "p2 is approved. C applies it." },
];

const { explanation } = sampleReview().proposal;
const piled = sampleReview({
  explanation: {
    ...explanation,
    notes: [
      ...explanation.notes,
      "services.tailscale.enable is set in three places: hosts/web1/services.nix:6, modules/network.nix:9 and modules/vpn.nix:3. All count, because they say the same.",
    ],
  },
});

/** Two proposals are compared. */
export const compared: UiEvent = { type: "compared", ...sampleComparison("p2", "p3") };
const report = { ok: true, head: null, pinned: null, problems: [] };
const audit = (only: string | null, entries = auditEntries, total = entries.length): UiEvent => ({
  type: "audit",
  entries,
  report: { ...report, entries: total },
  only,
});
const [first, second] = auditEntries;
const hostileEntry = {
  ...second,
  seq: 3,
  actor: { kind: "mcp" as const, user: "eve\u202E" },
  details: {
    goal: "enable tails\u001b]0;owned\u0007cale\nand 日本語",
    hunks: { accepted: ["a8eacf87", "3ec2172c"], rejected: [] },
    steps: [{ name: "evaluate", ms: 1100, ok: true }],
    aVeryLongNameOfAField: "x".repeat(300),
  },
};
const many = [first, second, hostileEntry] as typeof auditEntries;
const list: UiEvent = {
  type: "snapshot",
  snapshot: {
    ...snapshot,
    proposals: [
      {
        id: "p5",
        goal: "remove \u001b[2Jbtop \u202E",
        state: "proposed",
        tier: "low",
        undoes: "p2",
      },
      {
        id: "p4",
        goal: "enable tailscale on web1",
        state: "verified",
        tier: "high",
        revises: "p3",
      },
      ...snapshot.proposals,
    ],
  },
};

/** Scenes of the chat, the list of proposals, comparisons and the audit pane. */
export const chatScenes: Readonly<Record<string, readonly UiEvent[]>> = {
  completion: [
    { type: "snapshot", snapshot },
    ...completed(typing("enable btop and services.ta")),
    ...keys("down"),
  ],
  "completion-loading": [
    { type: "snapshot", snapshot },
    ...completed(typing("enable serv"), "reading the options of web1…"),
  ],
  streaming: [
    { type: "snapshot", snapshot },
    ...typing("make the web server faster"),
    ...keys("enter"),
    { type: "work", kind: "propose", label: "looking for a change", now: 0 },
    { type: "progress", text: "asking qwen3:8b" },
    { type: "model-text", text: "I would raise \u001b[31mworker_connections\u001b[0m" },
    { type: "model-text", text: " and enable \u202Egzip. 日本語" },
    { type: "tick", now: 4000 },
  ],
  questions: [
    { type: "snapshot", snapshot },
    ...typing("add a database"),
    ...keys("enter"),
    {
      type: "answered",
      goal: "add a database",
      questions: [
        {
          question: "Which database do you mean? \u001b[2J",
          choices: ["enable services.postgresql", "enable services.mysql \u202E"],
        },
      ],
      notes: ["Two options fit equally well."],
    },
  ],
  answer: [
    { type: "snapshot", snapshot },
    ...typing("which ports are open?"),
    ...keys("enter"),
    {
      type: "answered",
      goal: "which ports are open?",
      questions: [],
      notes: [
        [
          "web1: the firewall is on",
          "  TCP 22       nixpkgs: nixos/modules/services/networking/ssh/sshd.nix, through services.openssh.enable = true (modules/ssh.nix:9)",
          "  TCP 80, 443  modules/web.nix:11 \u001b[2J",
        ].join("\n"),
      ],
    },
  ],
  "follow-up": [...atReview, ...keys("i"), ...typing("no, only on web1"), ...keys("enter")],
  "follow-up-unclear": [...atReview, ...keys("i"), ...typing("htop"), ...keys("enter")],
  transcript: [...atReview, ...transcript, ...keys("i", "ctrl-p", "ctrl-p")],
  beside: [
    ...typing("enable tailscale on web1"),
    ...keys("enter"),
    { type: "work", kind: "propose", label: "looking for a change", now: 0 },
    { type: "progress", text: "looking for a refactor beside p3" },
    {
      type: "opened",
      ...piled,
      said: "p3: Enables tailscale on web1. p4 puts services.tailscale.enable in one place",
    },
    {
      type: "snapshot",
      snapshot: {
        ...snapshot,
        proposals: [
          {
            id: "p4",
            goal: "put services.tailscale.enable in one place",
            state: "proposed",
            tier: "low",
            besides: "p3",
          },
          ...snapshot.proposals,
        ],
      },
    },
  ],
  "proposal-list": [list, ...keys("esc", "1", "j", "=", "j")],
  "proposal-filter": [list, ...keys("esc", "1", "/"), ...typing("tails pro")],
  compare: [...atReview, ...keys("1"), compared],
  "compare-refused": [...atReview, ...keys("1"), compared, ...keys("n", "y")],
  "audit-pane": [...atReview, audit(null), ...keys("5")],
  "audit-part": [list, audit(null, many, 12_034), ...keys("esc", "5", "k")],
  "audit-detail": [list, audit(null, many), ...keys("esc", "5", "enter")],
  "audit-filter": [list, audit(null, many), ...keys("esc", "5", "/"), ...typing("verify ada")],
  "audit-trail": [...atReview, ...keys("t"), audit("p3", many, 40)],
};
