import { type PackageInfo, packageFlags } from "../core/package.ts";

/** A package as the index expression writes it; short names, because there are tens of thousands. */
export interface RawPackage {
  readonly a: readonly string[];
  readonly n: string;
  readonly v: string;
  readonly d: string;
  readonly m: string;
  readonly u?: boolean;
  readonly b?: boolean;
  readonly i?: boolean;
  readonly s?: boolean;
}

const marks = { unfree: "u", broken: "b", insecure: "i", unsupported: "s" } as const;

/** A package of the index from its raw form; undefined for a name that cannot be written as it stands. */
export function packageInfo(raw: RawPackage): PackageInfo | undefined {
  const name = packageName(raw.a);
  if (name === undefined) return undefined;
  return {
    name,
    pname: raw.n,
    version: raw.v,
    description: raw.d.replaceAll(/\s+/g, " ").trim(),
    ...(raw.m === "" ? {} : { mainProgram: raw.m }),
    flags: packageFlags.filter((flag) => raw[marks[flag]] === true),
  };
}

/** A path as a planner may write it; undefined where a segment would need quotes, or is made to be misread. */
export function packageName(path: readonly string[]): string | undefined {
  const plain = path.every((segment) => /^[A-Za-z0-9_][\w'+-]{0,99}$/.test(segment));
  return plain && path.length > 0 ? path.join(".") : undefined;
}
