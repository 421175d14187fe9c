/** Exit codes of the command line, as CLI documentation promises them. */
export const exitCodes = {
  done: 0,
  unexpected: 1,
  usage: 2,
  gitSafety: 3,
  policy: 4,
  verification: 5,
  approval: 6,
  absent: 7,
  locked: 8,
  rolledBack: 9,
  staged: 10,
  interrupted: 130,
} as const;

type Exit = keyof typeof exitCodes;

/**
 * Every error code that a user or a program can meet, with its exit class.
 * docs/errors.md lists them; a test holds the two together.
 */
export const errorCodes = {
  // wrong usage
  usage: "usage",
  "unknown-command": "usage",
  "unknown-proposal": "usage",
  "ambiguous-proposal": "usage",
  "unknown-hunk": "usage",
  "unknown-host": "usage",
  "unknown-option": "usage",
  "unknown-package": "usage",
  "empty-goal": "usage",
  "bad-config": "usage",
  "not-a-terminal": "usage",
  "wrong-state": "usage",
  "not-empty": "usage",
  // refused by git safety
  "not-a-repository": "gitSafety",
  "bare-repository": "gitSafety",
  "unborn-branch": "gitSafety",
  "detached-head": "gitSafety",
  "dirty-tree": "gitSafety",
  "moved-branch": "gitSafety",
  conflict: "gitSafety",
  "stale-proposal": "gitSafety",
  "unsafe-repository": "gitSafety",
  "tree-changed": "gitSafety",
  "operation-in-progress": "gitSafety",
  "untracked-collision": "gitSafety",
  "read-only-repository": "gitSafety",
  "unfinished-apply": "gitSafety",
  // refused by policy
  "policy-refused": "policy",
  "protected-path": "policy",
  "remote-model": "policy",
  "edit-refused": "policy",
  // verification
  "verification-failed": "verification",
  "evaluation-failed": "verification",
  "build-failed": "verification",
  "edit-not-possible": "verification",
  "edit-broke-syntax": "verification",
  "unreadable-file": "verification",
  // approval
  "approval-missing": "approval",
  "approval-invalid": "approval",
  "approval-declined": "approval",
  // something needed is absent
  "no-nix": "absent",
  "old-nix": "absent",
  "no-git": "absent",
  "no-flake": "absent",
  "no-targets": "absent",
  "no-model": "absent",
  "unknown-model": "absent",
  "model-failed": "absent",
  "model-truncated": "absent",
  "model-timeout": "absent",
  "missing-input": "absent",
  "no-identity": "absent",
  // another agentix
  locked: "locked",
  // interrupted
  interrupted: "interrupted",
  // failed unexpectedly
  "nothing-to-do": "done",
  "state-unwritable": "unexpected",
  "state-corrupt": "unexpected",
  "audit-broken": "unexpected",
  "git-failed": "unexpected",
  "nix-failed": "unexpected",
  timeout: "unexpected",
  unexpected: "unexpected",
} as const satisfies Record<string, Exit>;

export type ErrorCode = keyof typeof errorCodes;

/** The process exit code of an error code. */
export function exitCodeOf(code: ErrorCode): number {
  return exitCodes[errorCodes[code]];
}
