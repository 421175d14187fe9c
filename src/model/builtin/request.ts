import type { NixValue } from "../../core/edit.ts";
import type { Intent } from "../../core/intent.ts";
import type { Token } from "./tokens.ts";

/** An edit before targets are known. */
export interface Change {
  readonly path: readonly string[];
  readonly operation: Intent["operation"];
  readonly value?: NixValue;
  readonly because?: string;
}

/** An option that a request relies on: asked about where it is not set. */
export interface Need {
  readonly path: readonly string[];
  readonly question: string;
  readonly choices?: readonly string[];
}

export interface PortSpec {
  readonly from: number;
  readonly to: number;
  readonly protocols: readonly ("TCP" | "UDP")[];
}

export interface AssignRequest {
  readonly kind: "assign";
  readonly operation: Intent["operation"];
  readonly subject: readonly Token[];
  readonly value: readonly Token[];
}

/** What a question wants to know; names are not resolved yet. */
export type Asking =
  | { readonly about: "ports"; readonly port?: number }
  | { readonly about: "services" | "packages" | "differences" | "kernel" | "versions" | "inputs" }
  | { readonly about: "users"; readonly which: "all" | "sudo" | "login" }
  /** On which hosts something is on. */
  | { readonly about: "hosts"; readonly item: readonly Token[] }
  /** What can be set below something. */
  | { readonly about: "settings"; readonly item: readonly Token[] }
  /** How something is set up here. */
  | { readonly about: "setup"; readonly item: readonly Token[] }
  | { readonly about: "installed"; readonly item: readonly Token[] }
  /** What an option is, and who says so. */
  | {
      readonly about: "option";
      readonly item: readonly Token[];
      readonly explain: boolean;
      /** "show hidden files": may ask for a setting instead, where nothing has such a name. */
      readonly maySet?: boolean;
    };

/** What a clause asks for, read from its words alone; names are not resolved yet. */
export type Request =
  | {
      kind: "edits";
      changes: readonly Change[];
      optional?: readonly Change[];
      notes?: readonly string[];
      questions?: readonly { readonly question: string; readonly choices?: readonly string[] }[];
      needs?: readonly Need[];
    }
  | {
      kind: "switch";
      on: boolean;
      items: readonly (readonly Token[])[];
      soft: boolean;
      keep?: boolean;
      /** "allow X" may be about the firewall. */
      pass?: boolean;
      /** "… at boot" */
      boot?: boolean;
    }
  | {
      kind: "packages";
      add: boolean;
      items: readonly (readonly Token[])[];
      user?: string;
      /** "… for me": may be politeness or a person. */
      aside?: boolean;
      sure: boolean;
    }
  | {
      kind: "ports";
      open: boolean;
      ports: readonly PortSpec[];
      assumed: boolean;
      iface?: string;
      from?: string;
      /** Words that explain the number; quoted in a note. */
      reason?: string;
    }
  | {
      kind: "service-ports";
      open: boolean;
      keep?: boolean;
      names: readonly (readonly Token[])[];
      iface?: string;
      /** "from the LAN" */
      from?: string;
    }
  | AssignRequest
  | { kind: "user"; change: UserChange }
  | {
      kind: "ask";
      asking: Asking;
      /** Words of the question that nothing took. */
      left: readonly Token[];
    }
  | { kind: "decline"; question: string; choices?: readonly string[]; notes?: readonly string[] }
  | { kind: "chatter" };

export type UserChange =
  | {
      kind: "add";
      names: readonly string[];
      groups: readonly string[];
      shell?: string;
      keys: readonly string[];
      description?: string;
      uid?: number;
      home?: string;
      system?: boolean;
      /** Memberships that are not wanted. */
      without?: readonly string[];
      /** Words about the user that were not understood. */
      left?: string;
    }
  | { kind: "group"; name: string; members: readonly string[] }
  | { kind: "remove"; name: string }
  | { kind: "groups"; names: readonly string[]; groups: readonly string[]; add: boolean }
  | { kind: "keys"; name: string; keys: readonly string[]; add: boolean }
  | { kind: "shell"; name: string | undefined; shell: string };
