/** A JSON Schema as far as Ollama's grammar takes it. */
interface Schema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
}

/**
 * What constrained decoding would have made of a model's words: the JSON in them as far as it fits the schema, else
 * the first thing that does. Properties come in alphabetical order, as on Ollama's native path.
 */
export function constrain(text: string, schema: Readonly<Record<string, unknown>>): string {
  return JSON.stringify(bend(jsonIn(text), schema));
}

function jsonIn(text: string): unknown {
  const start = text.search(/[[{]/);
  for (let end = text.length; start >= 0 && end > start; end -= 1) {
    if (!"]}".includes(text[end - 1] ?? "")) continue;
    try {
      return JSON.parse(text.slice(start, end));
    } catch {
      // Shorter, then.
    }
  }
  return undefined;
}

function fits(value: unknown, schema: Schema): boolean {
  return JSON.stringify(bend(value, schema)) === JSON.stringify(value);
}

function bend(value: unknown, schema: Schema): unknown {
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) {
    const chosen = choices.find((choice) => fits(value, choice)) ?? choices[0];
    return chosen ? bend(value, chosen) : null;
  }
  if ("const" in schema) return schema.const;
  if (schema.enum)
    return schema.enum.some((one) => one === value) ? value : (schema.enum[0] ?? null);
  const types = typeof schema.type === "string" ? [schema.type] : (schema.type ?? []);
  const type = types.find((one) => one === typeOf(value)) ?? types[0] ?? "null";
  switch (type) {
    case "object": {
      const given = (typeOf(value) === "object" ? value : {}) as Record<string, unknown>;
      const names = Object.keys(schema.properties ?? {}).toSorted();
      return Object.fromEntries(
        names.map((name) => [name, bend(given[name], schema.properties?.[name] ?? {})]),
      );
    }
    case "array": {
      const given = (Array.isArray(value) ? value : []).slice(0, schema.maxItems);
      while (given.length < (schema.minItems ?? 0)) given.push(undefined);
      return given.map((item) => bend(item, schema.items ?? {}));
    }
    case "integer":
      return Number.isInteger(value) ? value : Math.trunc(Number(value) || 0);
    case "number":
      return typeof value === "number" ? value : Number(value) || 0;
    case "boolean":
      return typeof value === "boolean" ? value : value === "true";
    case "string":
      return typeof value === "string" ? value : value === undefined ? "" : JSON.stringify(value);
    default:
      return null;
  }
}

function typeOf(value: unknown): string {
  if (value === null || value === undefined) return "null";
  if (Array.isArray(value)) return "array";
  return typeof value === "number" && Number.isInteger(value) ? "integer" : typeof value;
}
