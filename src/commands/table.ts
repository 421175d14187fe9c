import type { Command } from "./invocation.ts";

/** One subcommand: how it is called, what it does, and where its code is. */
export interface CommandSpec {
  readonly name: string;
  /** Arguments as commander writes them: `<id>`, `[id]`, `<goal...>`. */
  readonly args: string;
  readonly summary: string;
  readonly options: readonly (readonly [flags: string, text: string])[];
  readonly group: "The loop" | "Looking" | "Set-up";
  readonly load: () => Promise<Command>;
}

const planner = [
  ["--planner <kind>", "auto, builtin or ollama"],
  ["--model <name>", "the Ollama model; without it, the best of those that are installed"],
  ["--allow-remote-host", "let the prompt go to an Ollama on another machine"],
] as const;

/** Every command of agentix. Help, completions and the parser are made from this table. */
export const commandTable: readonly CommandSpec[] = [
  {
    name: "tui",
    args: "[proposal]",
    summary: "the terminal UI: the whole loop with the keyboard",
    options: [
      ["--ascii", "draw with ASCII only"],
      ["--screen-reader", "say what is new as lines of text, and draw nothing"],
      ["--theme <theme>", "dark, light or auto: what the terminal has behind its text"],
      ["--keys", "print the keys in force, and end"],
      ...planner,
    ],
    group: "The loop",
    load: async () => (await import("./tui.ts")).tui,
  },
  {
    name: "propose",
    args: "<goal...>",
    summary: "turn a goal into a proposal; changes nothing else",
    options: planner,
    group: "The loop",
    load: async () => (await import("./propose.ts")).proposeCommand,
  },
  {
    name: "review",
    args: "<id>",
    summary: "decide hunks; without flags, in the terminal UI",
    options: [
      ["--accept <hunks>", "hunk ids, separated by commas"],
      ["--reject <hunks>", "hunk ids, separated by commas"],
      ["--accept-all", "accept every hunk except those of tier high"],
      ["--edit <hunk>", "edit a hunk in $VISUAL or $EDITOR"],
      ["--comment <hunk=text>", "say what should be different about a hunk"],
      ["--revise", "plan again with the comments: a new proposal"],
      ["--split <hunks>", "cut these hunks into their changes, each with an id of its own"],
      ...planner,
    ],
    group: "The loop",
    load: async () => (await import("./review.ts")).reviewCommand,
  },
  {
    name: "revise",
    args: "<id> [words...]",
    summary: "plan again with what you say about a proposal: a new proposal",
    options: planner,
    group: "The loop",
    load: async () => (await import("./revise.ts")).reviseCommand,
  },
  {
    name: "verify",
    args: "<id>",
    summary: "test a proposal: parse, evaluate, compare, build",
    options: [["--until <step>", "evaluate or build (default: build)"]],
    group: "The loop",
    load: async () => (await import("./verify.ts")).verifyCommand,
  },
  {
    name: "approve",
    args: "<id>",
    summary: "a person's yes, at a terminal",
    options: [["--yes", "do not ask; only where policy says that a script may"]],
    group: "The loop",
    load: async () => (await import("./approve.ts")).approveCommand,
  },
  {
    name: "reject",
    args: "<id>",
    summary: "turn a proposal down",
    options: [["--why <text>", "the reason, for the record"]],
    group: "The loop",
    load: async () => (await import("./reject.ts")).rejectCommand,
  },
  {
    name: "apply",
    args: "<id>",
    summary: "make the approved candidate the branch's next commit",
    options: [],
    group: "The loop",
    load: async () => (await import("./apply.ts")).applyCommand,
  },
  {
    name: "undo",
    args: "<id>",
    summary: "a new proposal that takes an applied one back",
    options: [],
    group: "The loop",
    load: async () => (await import("./undo.ts")).undoCommand,
  },
  {
    name: "run",
    args: "<goal...>",
    summary: "all of the loop in order, stopping where a person is wanted",
    options: [...planner, ["--yes", "do not ask; only where policy says that a script may"]],
    group: "The loop",
    load: async () => (await import("./run.ts")).runCommand,
  },
  {
    name: "ask",
    args: "<question...>",
    summary: "a question about the configuration, answered by evaluation with file and line",
    options: planner,
    group: "Looking",
    load: async () => (await import("./ask-question.ts")).askCommand,
  },
  {
    name: "list",
    args: "",
    summary: "the proposals of this repository",
    options: [["--state <state>", "only those in this state"]],
    group: "Looking",
    load: async () => (await import("./list.ts")).listCommand,
  },
  {
    name: "show",
    args: "<id>",
    summary: "one proposal: what, why, and how it was tested",
    options: [["--patch", "print exactly the unified diff"]],
    group: "Looking",
    load: async () => (await import("./show.ts")).showCommand,
  },
  {
    name: "status",
    args: "",
    summary: "repository, targets, Nix, model, proposals and audit at a glance",
    options: planner,
    group: "Looking",
    load: async () => (await import("./status.ts")).statusCommand,
  },
  {
    name: "options",
    args: "<action> [words...]",
    summary: "search QUERY…, show PATH, or index: the target's own options",
    options: [
      ["--limit <n>", "how many results (default: 10)"],
      ["--refresh", "with index: build it anew"],
    ],
    group: "Looking",
    load: async () => (await import("./options.ts")).optionsCommand,
  },
  {
    name: "packages",
    args: "<action> [words...]",
    summary: "search QUERY…, show NAME, or index: the packages of the target's own pkgs",
    options: [
      ["--limit <n>", "how many results (default: 10)"],
      ["--refresh", "with index: read them anew"],
    ],
    group: "Looking",
    load: async () => (await import("./packages.ts")).packagesCommand,
  },
  {
    name: "policy",
    args: "<action> [words...]",
    summary:
      "show, explain OPTION, or check ID: which rule says what of a change, and from which file",
    options: [],
    group: "Looking",
    load: async () => (await import("./policy.ts")).policyCommand,
  },
  {
    name: "audit",
    args: "<action>",
    summary: "list, verify or export the log of what happened",
    options: [
      ["--last <n>", "with list: only the last n entries"],
      ["--format <format>", "with export: jsonl, the log's own lines, or markdown, a report"],
      ["--since <date>", "with export: from this day or time on"],
      ["--until <date>", "with export: up to this day or time"],
      ["--output <file>", "with export: into a new file"],
    ],
    group: "Looking",
    load: async () => (await import("./audit.ts")).auditCommand,
  },
  {
    name: "doctor",
    args: "",
    summary: "what is missing or wrong, and how to mend it",
    options: planner,
    group: "Set-up",
    load: async () => (await import("./doctor.ts")).doctorCommand,
  },
  {
    name: "demo",
    args: "",
    summary: "make a sample homelab flake to try everything on, safely",
    options: [
      ["--dir <dir>", "an empty or new folder for it"],
      ["--flake <name>", "homelab, plain, dendritic or home (default: homelab)"],
      ["--no-tui", "only make it, and print what to type"],
    ],
    group: "Set-up",
    load: async () => (await import("./demo.ts")).demoCommand,
  },
  {
    name: "completions",
    args: "<shell>",
    summary: "shell completions for bash, zsh or fish",
    options: [],
    group: "Set-up",
    load: async () => (await import("./completions.ts")).completionsCommand,
  },
];

/** Options that every command takes, before or after its name. */
export const globalOptions: readonly (readonly [flags: string, text: string])[] = [
  ["-C, --directory <dir>", "work in this folder of the repository"],
  ["--host <name>", "a target by name; may be repeated"],
  ["--json", "one JSON object on standard output"],
  ["--no-color", "plain text"],
  ["--config <file>", "another configuration file"],
  ["--debug", "show stack traces of bugs"],
];
