import { z } from "zod";

/** What a part of a built system is, as far as policy cares. */
export const artifactParts = [
  /** A unit of the system manager of which something runs as root. */
  "root-unit",
  "unit",
  "user-unit",
  /** A file of /etc, or a text that one of them names. */
  "file",
  /** What runs as root when a system starts or is switched to. */
  "script",
  /** Kernel, initrd, kernel parameters, switch inhibitors: what only a reboot brings into use. */
  "boot",
  /** A program that is started as root, under the same name and version as before. */
  "program",
  /** Something that a build downloads by hash. */
  "fetch",
  /** What cannot be read or compared. */
  "unreadable",
] as const;

/** A difference between two built systems of one target. */
export const artifactChangeSchema = z.object({
  part: z.enum(artifactParts),
  change: z.enum(["added", "changed", "removed"]),
  /** Where it is in the system (`etc/ssh/sshd_config`), or what it is called; a URL for a fetch. */
  path: z.string(),
  /** Size of what is new, where it has to fit somewhere: a kernel, an initrd. */
  bytes: z.number().optional(),
  /** The first lines that differ, without the hashes of store paths; what they hold is a stranger's. */
  lines: z.array(z.string()).optional(),
});
export type ArtifactChange = z.infer<typeof artifactChangeSchema>;
