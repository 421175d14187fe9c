import { Component, createContext, type ReactNode } from "react";
import { bugLine } from "../src/core/bug.ts";
import { keyOf } from "../src/core/keys/keymap.ts";
import { wrapSafe } from "../src/core/text.ts";
import type { UiState } from "../src/core/ui/ui-state.ts";
import type { PaneProps } from "./pane.ts";
import { Rows } from "./Rows.tsx";
import { filledTo, piece, type Row, row, t } from "./rows.ts";

/** Who hears of what was caught. */
export const BugListener = createContext<(error: unknown) => void>(() => {});

interface GuardProps extends PaneProps {
  /** What is inside, as people call it: "the diff". */
  readonly name: string;
  readonly children: ReactNode;
}

interface Caught {
  readonly error: { readonly thrown: unknown } | null;
  /** The state that was tried last; the next one is tried again. */
  readonly tried: UiState | null;
}

/**
 * Shows an error where something cannot be drawn, and tries again with the next state: keys go on working,
 * and nothing else is lost. A class because React has no other way to catch what a child throws.
 */
export class Guard extends Component<GuardProps, Caught> {
  static override contextType = BugListener;
  declare context: (error: unknown) => void;
  override state: Caught = { error: null, tried: null };

  static getDerivedStateFromError(thrown: unknown): Partial<Caught> {
    return { error: { thrown } };
  }

  static getDerivedStateFromProps(
    { state }: GuardProps,
    { tried }: Caught,
  ): Partial<Caught> | null {
    return tried === state ? null : { error: null, tried: state };
  }

  override componentDidCatch(error: unknown): void {
    this.context(error);
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (!error) return this.props.children;
    const { width, height } = this.props;
    return (
      <Rows width={width} rows={filledTo(errorRows(this.props, error.thrown), width, height)} />
    );
  }
}

function errorRows({ name, state, theme, width }: GuardProps, error: unknown): Row[] {
  const again = keyOf(state.keymap, "redraw");
  const quit = keyOf(state.keymap, "quit");
  const lines = [
    ["bad", `✗ ${name} cannot be drawn: ${bugLine(error)}`],
    ["dim", "This is a bug in agentix. Proposals and decisions are kept, and keys go on working."],
    ["bold", `${again} tries again  ${quit} quits`],
  ] as const;
  return lines.flatMap(([style, text]) =>
    wrapSafe(t(text), Math.max(1, width - 2)).map((line) =>
      row(theme, width, [piece(" "), piece(line, style)]),
    ),
  );
}
