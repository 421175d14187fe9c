import { z } from "zod";

const names = z.array(z.string());

/** What decides who can get into a machine and become root there, as evaluated; no secret is among it. */
export const lockoutFactsSchema = z.object({
  users: z.array(
    z.object({
      name: z.string(),
      isRoot: z.boolean(),
      groups: names,
      hasKeys: z.boolean(),
      hasPassword: z.boolean(),
      mayLogIn: z.boolean(),
    }),
  ),
  /** Passwords may be set by hand, so one may exist that the configuration does not tell. */
  mutableUsers: z.boolean(),
  ssh: z.object({
    on: z.boolean(),
    ports: z.array(z.number()),
    opensFirewall: z.boolean(),
    /** Passwords are taken. */
    passwords: z.boolean(),
    keys: z.boolean(),
    /** Keys may come from elsewhere: a person's own file, a command, a certificate authority. */
    otherKeys: z.boolean(),
    root: z.string(),
    allowUsers: names,
    denyUsers: names,
    allowGroups: names,
    denyGroups: names,
    /** Addresses listened on; empty means all. */
    addresses: names,
  }),
  firewall: z.object({
    on: z.boolean(),
    ports: z.array(z.number()),
    ranges: z.array(z.object({ from: z.number(), to: z.number() })),
    /** An interface that everything is let through on. */
    trusts: z.boolean(),
  }),
  /** Programs to become root with, and whether those of wheel need a password for it. */
  root: z.object({
    tools: names,
    needsPassword: z.boolean(),
    /** Whoever the rules of sudo or doas name besides wheel. */
    users: names,
    groups: names,
  }),
  wrappers: z.boolean(),
  consoles: z.boolean(),
  route: z.boolean(),
  agentix: z.boolean(),
  /** How many generations the boot menu keeps; null for all. */
  kept: z.number().nullable(),
});
export type LockoutFacts = z.infer<typeof lockoutFactsSchema>;
