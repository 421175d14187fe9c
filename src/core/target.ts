import { z } from "zod";

/** What a flake configures: a NixOS host, a standalone home, or a Mac. */
export const targetKinds = ["nixos", "home", "darwin"] as const;
export const targetSchema = z.object({ kind: z.enum(targetKinds), name: z.string() });
export type Target = z.infer<typeof targetSchema>;
export type TargetKind = Target["kind"];

/** The flake output that holds targets of this kind. */
export const outputOf: Record<TargetKind, string> = {
  nixos: "nixosConfigurations",
  home: "homeConfigurations",
  darwin: "darwinConfigurations",
};

/** The attribute, below the target, whose build is what would be activated. */
export const toplevelOf: Record<TargetKind, readonly string[]> = {
  nixos: ["config", "system", "build", "toplevel"],
  home: ["activationPackage"],
  darwin: ["system"],
};

/** A cheap value of the target: reading it type-checks every option that is set. */
export const cheapValueOf: Record<TargetKind, readonly string[]> = {
  nixos: ["config", "networking", "hostName"],
  home: ["config", "home", "username"],
  darwin: ["config", "system", "stateVersion"],
};

/** A name that is unique in a flake: `web1`, or `home:alice@laptop`, `darwin:mac`. */
export function targetId(target: Target): string {
  return target.kind === "nixos" ? target.name : `${target.kind}:${target.name}`;
}

/** The inverse of {@link targetId}. */
export function parseTargetId(id: string): Target {
  const match = /^(home|darwin):(.*)$/s.exec(id);
  if (match?.[1] && match[2] !== undefined) return { kind: match[1] as TargetKind, name: match[2] };
  return { kind: "nixos", name: id };
}
