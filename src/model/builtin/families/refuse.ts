import type { Reading } from "../reading.ts";
import type { Request } from "../request.ts";
import { spoken } from "../tokens.ts";
import { isQuestion } from "./question.ts";

const rows: readonly (readonly [RegExp, string])[] = [
  [
    /\b(?:ignore|disregard|forget|override)\b.{0,30}\b(?:previous|prior|above|all|your|these|the)\b.{0,30}\b(?:instructions?|rules?|prompts?|polic(?:y|ies)|guidelines?)\b|\byou are now\b|\bsystem prompt\b|\bjailbreak\b/,
    "That is no change to a configuration. This planner reads goals about NixOS options, nothing else.",
  ],
  [
    /(?:^|\s)(?:rm|dd|mkfs[.\w]*|chmod|chown|curl|wget|sudo|bash|sh|systemctl|journalctl|nixos-rebuild|nix-env|nix-collect-garbage|nix-shell|git|ssh-keygen|mv|cp|cat|echo|eval|exec|apt|apt-get|pacman|brew|pip|npm)\s+(?:-{1,2}\w|\/|~|\.\/|https?:|switch\b|install\b|restart\b|stop\b|start\b|status\b|push\b|pull\b|commit\b|update\b)|\|\s*(?:ba)?sh\b|\$\(|&&|\s>>?\s*\/|:\(\)\s*\{/,
    "I do not run commands. I only change options of the flake; say what the configuration should be afterwards.",
  ],
  [
    /^(?:run|execute|exec)\b.{0,12}\b(?:command|script|shell|rm|nixos-rebuild|the following)\b|\b(?:run|execute) (?:this|the) (?:command|script)\b/,
    "I do not run commands. I only change options of the flake; say what the configuration should be afterwards.",
  ],
  [
    /^(?:deploy|switch|rebuild|reboot|restart|activate|apply|roll ?back|push|commit|build|test|undo)(?:\s+(?:it|this|that|now|everything|all|the|my|to|system|machine|host|hosts|config|configuration|changes?|flake|server|generation|production|new|current|previous|last))*$/,
    "Building, activating and rolling back are steps of their own (agentix verify, apply, activate, rollback); a goal only says what to change.",
  ],
  [
    /^(?:edit|modify|rewrite|overwrite|patch|delete|open|write|create|move|rename)\b.{0,40}(?:\bfiles?\b|\.nix\b|flake\.lock\b|\/etc\/\S+|configuration\.nix)/,
    "I do not edit files by name; I change options and find the right file by evaluation. Which option or service do you mean?",
  ],
  [
    /\b(?:show|print|read|reveal|decrypt|tell|give|send|leak|exfiltrate|upload)\b.{0,40}\b(?:secrets?|passwords?|private keys?|tokens?|credentials?|api keys?)\b/,
    "I neither read nor show secrets.",
  ],
  [
    /\b(?:set|change|reset)\b.{0,40}\bpassw(?:or)?d\b(?!.{0,20}(?:auth|login|file))(?!.{0,30}\bssh\b)/,
    "Passwords do not belong in a flake: every user of the machine can read the Nix store. Set it on the machine with passwd, or point hashedPasswordFile at a file of your secrets tool.",
  ],
  [
    /\b(?:set|change|use)\b.{0,40}\b(?:psk|pre-?shared key|pass ?phrase|wpa2? key|wifi key|wi-fi key|api key|access token|private key)\b(?!.{0,20}(?:file|path|cache|timeout|ttl|agent))/,
    "Secrets do not belong in a flake: every user of the machine can read the Nix store. Point an option that takes a file (secretsFile, environmentFile, …File) at a file of your secrets tool.",
  ],
  [
    /\b(?:update|upgrade|bump)\b\s+(?:(?:the|my|all|flake|nixpkgs|inputs?|lock|file|lockfile|system|everything|packages)\s*)+(?:to\b.*)?$/,
    "Updating inputs changes flake.lock, which a goal does not do: run `nix flake update` yourself, or enable system.autoUpgrade.",
  ],
  [
    /\b(?:add|create|change|remove)\b.{0,20}\b(?:flake inputs?|overlays?|imports?|module files?)\b/,
    "Inputs, imports and overlays are code, not options; this planner only sets options.",
  ],
];

/** Requests that no option can answer: said plainly, never attempted. */
export function readRefusal(reading: Reading): Request | undefined {
  const text = reading.low.slice(0, 600);
  if (/(?:\b|\.)state ?version\b/.test(text) && !isQuestion(reading))
    return {
      kind: "decline",
      question:
        "stateVersion is left alone: it does not choose a release, it records with which release the data of this machine was created, and changing it can break databases and user ids. To get a newer NixOS, update the nixpkgs input. What did you want to achieve?",
    };
  for (const [pattern, answer] of rows)
    if (pattern.test(text)) return { kind: "decline", question: answer };
  return undefined;
}

/** "ssh, but not for root": half of it would be another goal, so that nothing of it is planned. */
export function readException(reading: Reading): Request | undefined {
  const at = reading.tokens.findIndex(
    (t, i, all) =>
      i > 0 &&
      t.kind === "word" &&
      (/^(except|excluding|unless)$/.test(t.low) || (t.low === "but" && all[i + 1]?.low === "not")),
  );
  if (at < 1) return undefined;
  const words = spoken(reading.tokens.slice(at), reading.source).slice(0, 120);
  return {
    kind: "decline",
    question: `I do not read exceptions and conditions: ${JSON.stringify(words)}. Say what should be set instead.`,
  };
}

const chatter =
  /^(?:thanks?(?: you)?(?: very much| a lot| in advance)?|thx|cheers|please|that'?s (?:it|all)|that is all|hello|hi|hey(?: there)?|good (?:morning|evening)|i (?:do not|don'?t|no longer|never) (?:really )?(?:need|use|want) (?:it|them|that|this|these)(?: any ?more| any longer| here)?|it'?s (?:not needed|useless|unused)(?: any ?more)?|(?:as well|too|etc|asap|now))$/;

/** Politeness and reasons that ask for nothing. */
export function readChatter(reading: Reading): Request | undefined {
  return chatter.test(reading.low.replace(/[.!,]+$/, "")) ? { kind: "chatter" } : undefined;
}
