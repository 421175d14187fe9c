import { EventEmitter } from "node:events";
import { type Instance, type RenderOptions, render } from "ink";
import { createElement, type ReactElement } from "react";
import { App } from "../../components/App.tsx";
import { BugListener } from "../../components/Guard.tsx";
import { ReaderScreen } from "../../components/ReaderScreen.tsx";
import type { Store } from "../../components/store.ts";
import type { Theme } from "../../components/theme.ts";
import type { Size } from "../core/ui/screen-layout.ts";

/** What Ink draws on: it writes here, and the size is what the terminal's was last. */
export interface Surface {
  resize(size: Size): void;
  /** Draws with another theme from now on. */
  restyle(theme: Theme): void;
  close(): void;
}

type OnBug = (error: unknown) => void;

/** A stream that Ink may write to. */
function inkStream(write: (text: string) => void, size: Size) {
  return Object.assign(new EventEmitter(), {
    ...size,
    isTTY: true,
    write: (text: string) => {
      write(text);
      return true;
    },
  });
}

/** Has Ink draw what `element` makes of a theme; keys and terminal modes are not its business. */
function surface(
  element: (theme: Theme) => ReactElement,
  theme: Theme,
  write: (text: string) => void,
  size: Size,
  onBug: OnBug,
  options: RenderOptions,
): Surface {
  const stream = inkStream(write, size);
  const guarded = (shown: Theme) => createElement(BugListener, { value: onBug }, element(shown));
  const instance: Instance = render(guarded(theme), {
    stdout: stream as unknown as NodeJS.WriteStream,
    stdin: new EventEmitter() as unknown as NodeJS.ReadStream,
    interactive: true,
    exitOnCtrlC: false,
    patchConsole: false,
    ...options,
  });
  instance.waitUntilExit().catch(onBug);
  return {
    resize: (changed) => {
      Object.assign(stream, changed);
      stream.emit("resize");
    },
    restyle: (shown) => instance.rerender(guarded(shown)),
    close: () => instance.unmount(),
  };
}

/** Draws the whole screen for every state. */
export function drawScreen(
  store: Store,
  theme: Theme,
  draw: (frame: string) => void,
  onBug: OnBug,
): Surface {
  const element = (shown: Theme) => createElement(App, { store, theme: shown });
  // In debug mode Ink hands over each frame whole and touches neither cursor nor screen.
  const options = { debug: true, isScreenReaderEnabled: false };
  return surface(element, theme, draw, store.getState().size, onBug, options);
}

/** Says what is new for every state, line by line, in Ink's screen-reader mode. */
export function readAloud(
  store: Store,
  theme: Theme,
  write: (text: string) => void,
  onBug: OnBug,
): Surface {
  const element = (shown: Theme) => createElement(ReaderScreen, { store, theme: shown });
  const options = { isScreenReaderEnabled: true };
  return surface(
    element,
    theme,
    (text) => write(linear(text)),
    store.getState().size,
    onBug,
    options,
  );
}

/** Without the marks that hold a frame back until it is whole: nothing is drawn here. */
function linear(text: string): string {
  return text.replaceAll("\u001b[?2026h", "").replaceAll("\u001b[?2026l", "");
}
