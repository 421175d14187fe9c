import { z } from "zod";

/** Why a package is not for everybody, as nixpkgs marks it. */
export const packageFlags = ["unfree", "broken", "insecure", "unsupported"] as const;

/** A package of a target's own `pkgs`. All text but `name` is a stranger's. */
export const packageInfoSchema = z.object({
  /** Attribute path below `pkgs`, dotted; letters, digits and `_ ' + -` only. */
  name: z.string(),
  pname: z.string(),
  version: z.string(),
  description: z.string(),
  /** The program that it is run as, where it says so. */
  mainProgram: z.string().optional(),
  flags: z.array(z.enum(packageFlags)),
});
export type PackageInfo = z.infer<typeof packageInfoSchema>;
