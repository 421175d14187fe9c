import { dnsProviders } from "../data/places.ts";
import type { Change, Request } from "../request.ts";

/** The change that sets an option. */
export const set = (path: string[], value: Change["value"], because?: string): Change => ({
  path,
  operation: "set",
  ...(value === undefined ? {} : { value }),
  ...(because ? { because } : {}),
});

/** A request of ready-made edits. */
export const edits = (...changes: Change[]): Request => ({ kind: "edits", changes });

/** Name servers by address or provider; undefined when other words remain. */
export function nameservers(text: string): Request | undefined {
  const words = text
    .toLowerCase()
    .replace(/["']/g, "")
    .split(/[\s,]+|\band\b/)
    .filter((w) => w !== "");
  const named = words
    .filter((w) => Object.hasOwn(dnsProviders, w))
    .flatMap((w) => [...(dnsProviders[w] ?? [])]);
  const addresses = words.filter((w) =>
    /^(?:\d{1,3}\.){3}\d{1,3}$|^[0-9a-f:]*::?[0-9a-f:]+$/i.test(w),
  );
  const other = words.filter(
    (w) =>
      !Object.hasOwn(dnsProviders, w) &&
      !addresses.includes(w) &&
      !/^(the|my|dns|servers?|'s)$/.test(w),
  );
  if (other.length > 0 || named.length + addresses.length === 0) return undefined;
  const bad = addresses.find((a) => a.includes(".") && a.split(".").some((n) => Number(n) > 255));
  if (bad)
    return { kind: "decline", question: `${bad} is no IP address. Which name server do you mean?` };
  return edits(set(["networking", "nameservers"], [...named, ...addresses]));
}

const kernels: Readonly<Record<string, string>> = {
  latest: "linuxPackages_latest",
  newest: "linuxPackages_latest",
  mainline: "linuxPackages_latest",
  "latest stable": "linuxPackages_latest",
  zen: "linuxPackages_zen",
  hardened: "linuxPackages_hardened",
  xanmod: "linuxPackages_xanmod_latest",
  liquorix: "linuxPackages_lqx",
  lqx: "linuxPackages_lqx",
  "real-time": "linuxPackages-rt_latest",
  lts: "linuxPackages",
  default: "linuxPackages",
  testing: "linuxPackages_testing",
};

/** A kernel by its flavour or version. */
export const kernel = (word: string | undefined): Request | undefined => {
  const low = (word ?? "")
    .toLowerCase()
    .replace(/ (?:linux|stable)$/, "")
    .trim();
  const version = /^v?(\d+)\.(\d+)$/.exec(low);
  const name = version
    ? `linuxPackages_${version[1]}_${version[2]}`
    : Object.hasOwn(kernels, low)
      ? kernels[low]
      : undefined;
  return name
    ? edits(set(["boot", "kernelPackages"], { $package: name }, "a new kernel needs a reboot"))
    : undefined;
};

const editors: Readonly<Record<string, readonly string[]>> = {
  neovim: ["programs", "neovim", "defaultEditor"],
  nvim: ["programs", "neovim", "defaultEditor"],
  vim: ["programs", "vim", "defaultEditor"],
  emacs: ["services", "emacs", "defaultEditor"],
  helix: ["programs", "helix", "defaultEditor"],
};

/** The default editor. */
export const editor = (name: string | undefined): Request | undefined => {
  const low = (name ?? "").replace(/["']/g, "").toLowerCase();
  if (!/^[a-z][\w.-]*$/.test(low) || /^(it|that|this|them)$/.test(low)) return undefined;
  const own = Object.hasOwn(editors, low) ? editors[low] : undefined;
  if (own)
    return edits(
      set([...own.slice(0, -1), "enable"], true),
      set([...own], true, `${low} has its own defaultEditor option`),
    );
  return edits({
    path: ["environment", "variables", "EDITOR"],
    operation: "set",
    value: low === "helix" ? "hx" : low,
  });
};

/** A kernel setting by its sysctl name. */
export function sysctl(name: string | undefined, value: string | undefined): Request | undefined {
  if (!name || !value) return undefined;
  const plain = value.replace(/"/g, "");
  return edits(
    set(["boot", "kernel", "sysctl", name], /^-?\d+$/.test(plain) ? Number(plain) : plain),
  );
}
