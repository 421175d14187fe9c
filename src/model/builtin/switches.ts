import type { OptionInfo } from "../../core/option.ts";
import { parsePath, showPath } from "../../core/option.ts";
import { aliases, parents } from "./data/aliases.ts";
import { plainType } from "./fits.ts";
import { fold, nearest } from "./names.ts";
import type { World } from "./world.ts";

/** A boolean option that switches a thing on, and the thing's own prefix. */
export interface Switch {
  readonly path: readonly string[];
  readonly root: readonly string[];
}

export type Kind = "service" | "program" | undefined;

/** Every `X.enable` that people may name, by folded name. */
export interface Switches {
  find(name: string, kind?: Kind): Switch[];
  near(name: string, count: number, strict?: boolean): Switch[];
}

function isSwitch(option: OptionInfo | undefined): option is OptionInfo {
  return (
    option?.visible === true &&
    !option.internal &&
    !option.readOnly &&
    plainType(option.type).kind === "bool"
  );
}

/** Collects the switches of a world; about a thousand look-ups on a real NixOS. */
export function switches(world: World): Switches {
  const byName = new Map<string, Switch[]>();
  for (const parent of parents) {
    const prefix = parent === "" ? [] : parent.split(".");
    for (const child of world.children(prefix)) {
      if (child === "<name>" || child === "*") continue;
      const root = [...prefix, child];
      const path = [...root, "enable"];
      const place = world.get(path);
      if (!place || place.free || !isSwitch(place.option)) continue;
      // An exporter is never meant by the bare name of what it watches.
      const name = fold(parent.endsWith("exporters") ? `${child}exporter` : child);
      const list = byName.get(name);
      if (list) list.push({ path, root });
      else byName.set(name, [{ path, root }]);
    }
  }
  const aliased = (name: string): Switch[] =>
    Object.hasOwn(aliases, name)
      ? (aliases[name] ?? [])
          .map((text) => parsePath(text) ?? [])
          .filter((path) => {
            const place = world.get(path);
            return place && !place.free && isSwitch(place.option);
          })
          .map((path) => ({ path, root: path.slice(0, -1) }))
          .slice(0, 1)
      : [];
  return {
    find(name, kind) {
      const key = fold(name);
      if (key === "") return [];
      const found = [...aliased(key), ...(byName.get(key) ?? [])];
      const unique = [...new Map(found.map((s) => [showPath(s.path), s])).values()];
      const head = kind === "service" ? "services" : kind === "program" ? "programs" : undefined;
      return head
        ? unique.toSorted((a, b) => Number(b.path[0] === head) - Number(a.path[0] === head))
        : unique;
    },
    near(name, count, strict = false) {
      const close = nearest(name, [...byName.keys(), ...Object.keys(aliases)], count * 2, strict);
      const found = close.flatMap((key) => [...aliased(key), ...(byName.get(key) ?? [])]);
      return [...new Map(found.map((s) => [showPath(s.path), s])).values()].slice(0, count);
    },
  };
}
