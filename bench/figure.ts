/** One measured figure against its bar. */
export interface Figure {
  readonly group: string;
  readonly name: string;
  readonly value: number;
  /** `ms` for times, `×` for ratios to the reference, `%` for shares. */
  readonly unit: "ms" | "×" | "bytes" | "MB" | "%";
  /** The floor or peer, measured in the same run. */
  readonly reference?: { readonly name: string; readonly value: number; readonly unit: string };
  /** The figure may not exceed this, in its own unit; a share may not fall below it. */
  readonly bar: number;
  readonly ok: boolean;
}

/** A group of figures: what `npm run bench -- NAME` measures. */
export interface Group {
  readonly name: string;
  readonly about: string;
  /** Measures; throws when what it measures does not work. */
  measure(): Promise<readonly Figure[]>;
}

/** A figure from its parts; `ok` is whether the value stays on the right side of the bar. */
export function figure(parts: Omit<Figure, "ok">): Figure {
  const ok = parts.unit === "%" ? parts.value >= parts.bar : parts.value <= parts.bar;
  return { ...parts, ok };
}

/** The middle of some numbers: what one slow run cannot move. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}

/** One line for people: name, value, reference, bar, verdict. */
export function line(each: Figure): string {
  const { reference } = each;
  const against = reference ? `  ${reference.name} ${shown(reference.value, reference.unit)}` : "";
  const verdict = each.ok ? "ok" : "MISSED";
  const value = shown(each.value, each.unit);
  return `${each.group}  ${each.name}  ${value}  (bar ${shown(each.bar, each.unit)})${against}  ${verdict}`;
}

function shown(value: number, unit: string): string {
  return unit === "×" ? `${value.toFixed(2)}×` : `${value.toFixed(value < 100 ? 1 : 0)} ${unit}`;
}
