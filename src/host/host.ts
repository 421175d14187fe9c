import {
  existsSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  statfsSync,
} from "node:fs";
import { hostname } from "node:os";
import type { HostState } from "../ports/host.ts";
import type { Process } from "../ports/system.ts";

function link(path: string): string | null {
  try {
    return realpathSync(path);
  } catch {
    return null;
  }
}

function isNixos(): boolean {
  try {
    return /^ID=(")?nixos\1$/m.test(readFileSync("/etc/os-release", "utf8"));
  } catch {
    return false;
  }
}

function generations(): number {
  try {
    return readdirSync("/nix/var/nix/profiles").filter((name) => /^system-[0-9]+-link$/.test(name))
      .length;
  } catch {
    return 0;
  }
}

/** Room where kernels are copied to: the EFI partition or /boot; without either they stay in the store. */
function bootFree(): number | null {
  for (const path of ["/boot/efi", "/efi", "/boot"]) {
    if (!existsSync(path)) continue;
    try {
      const { bavail, bsize } = statfsSync(path);
      return bavail * bsize;
    } catch {
      // Not for everybody to look at: the next one.
    }
  }
  return null;
}

/** The parts of a system that only a reboot brings into use. */
function bootParts(system: string): string {
  return ["kernel", "initrd", "kernel-modules", "kernel-params"]
    .map((part) => {
      try {
        return part === "kernel-params"
          ? readFileSync(`${system}/${part}`, "utf8")
          : readlinkSync(`${system}/${part}`);
      } catch {
        return "";
      }
    })
    .join("\n");
}

/** Names of failed units as systemd gives them; none where systemd does not answer. */
async function failedUnits(process: Process): Promise<string[]> {
  const exit = await process.run({
    file: "/run/current-system/sw/bin/systemctl",
    args: ["list-units", "--failed", "--plain", "--no-legend", "--no-pager", "--full"],
    env: { LC_ALL: "C" },
    timeoutMs: 2000,
    maxBytes: 65_536,
  });
  if (exit.code !== 0) return [];
  const lines = new TextDecoder().decode(exit.stdout).split("\n");
  return lines.map((line) => line.split(" ")[0] ?? "").filter((name) => name !== "");
}

/** Facts on the NixOS host that agentix runs on, read only; null where it is no NixOS host. */
export async function readHost(process: Process): Promise<HostState | null> {
  if (!isNixos()) return null;
  const booted = link("/run/booted-system");
  const current = link("/run/current-system");
  return {
    name: hostname(),
    bootedIsCurrent: booted !== null && booted === current,
    failedUnits: await failedUnits(process),
    rebootNeeded: booted !== null && current !== null && bootParts(booted) !== bootParts(current),
    generations: generations(),
    bootFree: bootFree(),
  };
}
