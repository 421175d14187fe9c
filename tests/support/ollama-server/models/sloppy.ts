import type { ChatRequest, Script } from "../script.ts";
import { good } from "./good.ts";
import { seen } from "./reading.ts";

/** A model that means well and gets forms wrong, always the same way for one seed. */
export function sloppy(seed: number): Script {
  return (request) => {
    const { text } = good(request);
    return {
      text: spoil(
        text,
        request,
        dice(`${seed} ${request.messages.map(({ content }) => content).join("\n")}`),
      ),
    };
  };
}

/** Numbers from 0 to 1 that depend on a text alone (mulberry32). */
function dice(text: string): () => number {
  let state = 2166136261;
  for (const character of text)
    state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 16777619);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

type Slip = (text: string, request: ChatRequest, roll: () => number) => string;

const eachString = (text: string, change: (value: string, key: string) => unknown): string =>
  JSON.stringify(JSON.parse(text), (key, value: unknown) =>
    typeof value === "string" ? change(value, key) : value,
  );

const slips: readonly Slip[] = [
  // As it should be.
  (text) => text,
  (text) => text,
  // Prose around it, a fence around it.
  (text) => `Sure! Here is the JSON you asked for:\n\n${text}\n\nLet me know if you need more.`,
  (text) => `\`\`\`json\n${text}\n\`\`\``,
  // Cut off, or no JSON at all.
  (text) => text.slice(0, Math.floor(text.length * 0.6)),
  () => "I would set the option to true in your configuration.nix.",
  // Numbers and booleans in quotes, names in another case.
  (text) =>
    JSON.stringify(JSON.parse(text), (_, value: unknown) =>
      typeof value === "number" || typeof value === "boolean" ? String(value) : value,
    ),
  (text) => eachString(text, (value, key) => (key === "c_option" ? value.toUpperCase() : value)),
  // Options, operations and hosts that were never offered.
  (text) =>
    eachString(text, (value, key) =>
      key === "c_option" ? `services.${value.split(".").at(-2)}d.enabled` : value,
    ),
  (text) => eachString(text, (value, key) => (key === "d_operation" ? "activate" : value)),
  (text) => text.replaceAll('"all"', '"localhost"'),
  // Another option out of those that are there.
  (text, request, roll) => {
    const { offered } = seen(request);
    const other = offered[Math.floor(roll() * offered.length)]?.id ?? "none";
    return eachString(text, (value, key) => (key === "c_option" ? other : value));
  },
  // Values of another type, an invented package, another shape.
  (text) => text.replace(/"c_value":.*}$/, '"c_value":{"enable":true}}'),
  (text) => text.replace(/"c_value":.*}$/, '"c_value":["frobnicate-ng"]}'),
  (text) => `[${text}]`,
  (text) => text.replace('"picks"', '"options"').replace('"c_value"', '"value"'),
];

function spoil(text: string, request: ChatRequest, roll: () => number): string {
  const slip = slips[Math.floor(roll() * slips.length)] as Slip;
  return slip(text, request, roll);
}
