import { z } from "zod";
import type { NixValue } from "../../core/edit.ts";
import type { OptionType } from "../../core/option.ts";
import { describeType, elementType, plainType } from "../builtin/fits.ts";
import type { Change } from "../builtin/request.ts";
import type { World } from "../builtin/world.ts";
import { fitted, promptTokens, tokensOf } from "../meter.ts";
import type { Operation } from "./choose.ts";
import type { Form, Read } from "./form.ts";
import { narrowed } from "./narrow.ts";
import type { Choice } from "./offer.ts";
import { noneOfThese, onShelf, type Shelved, takesPackages, withoutNone } from "./packages.ts";
import { currently, data, described, fenced, rules } from "./prompt.ts";
import { isName, schemaOf, typedValue } from "./schema.ts";
import { maxWish, type Wish } from "./wishes.ts";

/** What a pick needs before it is an edit. */
export type Need =
  | { readonly kind: "nothing"; readonly change: Change }
  | { readonly kind: "form"; readonly form: Form<Filling> }
  | { readonly kind: "person"; readonly why: string };

/** What a form for a value came to. */
export interface Filling {
  readonly changes: readonly Change[];
  /** A package is meant that the form did not offer. */
  readonly lacking: boolean;
}

/** What is known about the place of a value. */
export interface Place {
  readonly choice: Choice;
  readonly operation: Operation;
  readonly wish: Wish;
  readonly world: World;
  readonly current: unknown;
  /** For each `<name>` of the path: names that may stand there. */
  readonly names: readonly string[];
  /** The packages that the form offers; undefined where nobody can say which there are. */
  readonly shelf?: readonly Shelved[] | undefined;
  /** Tokens that the form should not exceed. */
  readonly most: number;
}

/** What is to be asked for a pick: nothing for switches, else a form generated from the option's type. */
export function need(place: Place): Need {
  const { choice, operation } = place;
  const { option, id } = choice;
  const holes = option.path.filter((segment) => segment === "<name>" || segment === "*").length;
  const type = plainType(option.type);
  const onOff = operation === "enable" || operation === "disable";
  if (option.path.includes("*"))
    return { kind: "person", why: `${id} is inside of a list, which is written by hand.` };
  if (holes === 0 && onOff && type.kind === "bool")
    return {
      kind: "nothing",
      change: { path: option.path, operation: "set", value: operation === "enable" },
    };
  const element = elementType(option.type);
  const inList = (operation === "add" || operation === "remove") && element !== undefined;
  const unset =
    operation === "reset" ||
    (operation === "remove" && element === undefined && type.kind !== "bool");
  if (holes === 0 && unset)
    return { kind: "nothing", change: { path: option.path, operation: "unset" } };
  const whole: OptionType = inList ? { kind: "listOf", element } : option.type;
  const wanted = narrowed(whole, place.wish.text);
  const allowed = place.shelf ? onShelf(wanted, place.shelf) : wanted;
  const schema = unset ? { type: "null" } : schemaOf(allowed, option.typeText);
  if (schema === undefined)
    return {
      kind: "person",
      why: `${id} takes ${data(describeType(option.type, option.typeText), 120)}.`,
    };
  if (holes > 0 && place.names.length === 0)
    return { kind: "person", why: `${id} needs a name, and the goal says none.` };
  return { kind: "form", form: valueForm(place, wanted, schema, inList, unset, holes) };
}

function valueForm(
  place: Place,
  wanted: OptionType,
  schema: Readonly<Record<string, unknown>>,
  inList: boolean,
  unset: boolean,
  holes: number,
): Form<Filling> {
  const { choice, operation, wish, names, shelf } = place;
  const { option, id } = choice;
  const properties = {
    a_why: { type: "string" },
    ...(holes > 0
      ? { b_names: { type: "array", items: { enum: names }, minItems: holes, maxItems: holes } }
      : {}),
    c_value: schema,
  };
  const verb = inList
    ? `${operation} these elements`
    : unset
      ? "reset (c_value null)"
      : "set the value";
  const most = Math.min(promptTokens.filling, place.most) - tokensOf(rules);
  const written = (room: number) =>
    [
      `The person's words: ${data(wish.text, maxWish)}`,
      `Option: ${data(id, 120)}, to ${verb}`,
      `Type: ${data(describeType(wanted, option.typeText), 160 * room)}`,
      fenced([
        ...(place.current === undefined
          ? []
          : [`now: ${currently(option.path, place.current, 120 * room)}`]),
        described(option.description, 160 * room),
      ]),
      ...(holes > 0
        ? [`b_names: what stands for <name>, ${holes} of: ${data(names.join(", "), 400 * room)}`]
        : []),
      ...(shelf
        ? [
            `Packages that there are; ${JSON.stringify(noneOfThese)} where another is meant:`,
            fenced(onShow(shelf, room)),
          ]
        : takesPackages(wanted)
          ? ["A package is its attribute name below pkgs, in quotes."]
          : []),
      "Fill in only what the person's words say.",
      `Reply: {"a_why":"few words",${holes > 0 ? '"b_names":["…"],' : ""}"c_value":…} where c_value fits ${data(JSON.stringify(schema), 300 * room)}`,
    ].join("\n");
  const prompt = fitted(most, written);
  return {
    step: "filling in a value",
    prompt,
    maxTokens: 400,
    schema: { type: "object", properties, required: Object.keys(properties) },
    read: (value) => readValue(place, wanted, value, inList, unset, holes),
  };
}

const replySchema = z.object({
  b_names: z.union([z.array(z.string()), z.string()]).optional(),
  c_value: z.unknown(),
});

async function readValue(
  { choice, operation, world, names, shelf }: Place,
  wanted: OptionType,
  reply: unknown,
  inList: boolean,
  unset: boolean,
  holes: number,
): Promise<Read<Filling>> {
  const filling = (changes: readonly Change[], lacking = false) => ({
    value: { changes, lacking },
  });
  const checked = replySchema.safeParse(reply);
  if (!checked.success || (!unset && checked.data.c_value === undefined))
    return { fault: { code: "wrong-shape", say: "It must have a_why and c_value." } };
  const given = [checked.data.b_names ?? []].flat();
  if (given.length !== holes || given.some((name) => !names.includes(name) || !isName(name)))
    return {
      fault: { code: "wrong-name", say: `b_names must hold ${holes} of: ${names.join(", ")}.` },
    };
  const path = withNames(choice.option.path, given);
  if (unset) return filling([{ path, operation: "unset" }]);
  const { value: filled, none } = shelf
    ? withoutNone(checked.data.c_value)
    : { value: checked.data.c_value, none: false };
  if (none && (!Array.isArray(filled) || filled.length === 0)) return filling([], true);
  const value = typedValue(wanted, filled);
  if (value === undefined)
    return {
      fault: {
        code: "wrong-type",
        say: `c_value must be ${data(describeType(wanted, choice.option.typeText), 200)}.`,
      },
    };
  if (inList && Array.isArray(value) && value.length === 0)
    return { fault: { code: "wrong-type", say: "c_value must have at least one element." } };
  const unknown = shelf ? notOnShelf(shelf, value) : await unknownPackage(world, value);
  if (unknown) return { fault: { code: "unknown-package", say: unknown } };
  if (inList)
    return filling([{ path, operation: operation === "add" ? "append" : "remove", value }], none);
  return filling(split(world, path, value), none);
}

function withNames(path: readonly string[], names: readonly string[]): string[] {
  const left = [...names];
  return path.map((segment) => (segment === "<name>" ? (left.shift() ?? segment) : segment));
}

/** A set of values is an edit for each of its names: what else is set there stays. */
function split(world: World, path: readonly string[], value: NixValue): Change[] {
  const isSet =
    typeof value === "object" && value !== null && !Array.isArray(value) && "$attrs" in value;
  if (!isSet) return [{ path, operation: "set", value }];
  const inner = Object.entries(value.$attrs);
  if (!inner.every(([name]) => world.get([...path, name])))
    return [{ path, operation: "set", value }];
  return inner.map(([name, one]) => ({ path: [...path, name], operation: "set", value: one }));
}

/** The packages that a value is made of. */
export function packagesIn(value: NixValue): string[] {
  if (Array.isArray(value)) return value.flatMap(packagesIn);
  if (typeof value !== "object" || value === null) return [];
  if ("$package" in value) return [value.$package];
  return "$attrs" in value ? Object.values(value.$attrs).flatMap(packagesIn) : [];
}

/** The lines of the shelf; where there is little room, its first ones with fewer words. */
function onShow(shelf: readonly Shelved[], room: number): string[] {
  return shelf
    .slice(0, Math.max(5, Math.ceil(shelf.length * room)))
    .map(({ name, description }) =>
      description === "" ? name : `${name} | ${data(description, 50 * room)}`,
    );
}

function notOnShelf(shelf: readonly Shelved[], value: NixValue): string | undefined {
  const isThere = (name: string) => shelf.some((one) => one.name === name);
  return packagesIn(value).every(isThere)
    ? undefined
    : `A package must be one of the form's, or ${JSON.stringify(noneOfThese)}.`;
}

/** What to say of packages that are not there; undefined where all are. */
async function unknownPackage(world: World, value: NixValue): Promise<string | undefined> {
  const names = packagesIn(value);
  if (names.length === 0) return undefined;
  const known = await world.packages(names);
  const missing = names.filter((name) => !known[name]);
  if (missing.length === 0 || world.packageTrouble() !== undefined) return undefined;
  const near = await world.similarPackages(missing[0] ?? "", 5);
  const offered = near.filter((name) => /^[\w.+-]+$/.test(name));
  return `There is no package ${missing.map((name) => data(name, 60)).join(", ")}.${offered.length > 0 ? ` Close: ${offered.join(", ")}.` : ""}`;
}

/** The names that may stand for `<name>`: those that are there, and words of the goal that could be one. */
export function namesFor(goal: string, present: readonly string[]): string[] {
  const words = goal.match(/"[^"\s]+"|[\p{L}\p{N}_][\p{L}\p{N}_.:@/+-]*/gu) ?? [];
  const typed = words
    .map((word) => word.replaceAll('"', "").replace(/[.:]+$|'s$/, ""))
    .filter(isName);
  const low = goal.toLowerCase();
  const said = present.filter((name) => low.includes(name.toLowerCase()));
  return [...new Set([...said, ...typed, ...present])].slice(0, 24);
}
