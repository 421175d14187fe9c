import type { Binding, Command, Place } from "./keys.ts";

/** Scrolling and marking in a place. */
export const moving = (place: Place): Binding[] => [
  { place, keys: ["j", "down"], command: "down", text: "one line down" },
  { place, keys: ["k", "up"], command: "up", text: "one line up" },
  {
    place,
    keys: ["pagedown", "ctrl-f", "ctrl-d"],
    command: "page-down",
    text: "one page down",
  },
  { place, keys: ["pageup", "ctrl-b", "ctrl-u"], command: "page-up", text: "one page up" },
  { place, keys: ["g", "home"], command: "first", text: "to the first line" },
  { place, keys: ["G", "end"], command: "last", text: "to the last line" },
];

/** What those keys do. */
export const movements: readonly Command[] = moving("anywhere").map(({ command }) => command);

/** Moving and erasing in a text field. */
export const typingIn = (place: Place): Binding[] => [
  { place, keys: ["left", "ctrl-b"], command: "left", text: "left" },
  { place, keys: ["right", "ctrl-f"], command: "right", text: "right" },
  { place, keys: ["home", "ctrl-a"], command: "line-start", text: "to the start" },
  { place, keys: ["end", "ctrl-e"], command: "line-end", text: "to the end" },
  { place, keys: ["backspace", "ctrl-h"], command: "erase", text: "erase a character" },
  { place, keys: ["delete"], command: "erase-next", text: "erase the next character" },
  { place, keys: ["ctrl-w"], command: "erase-word", text: "erase a word" },
  { place, keys: ["ctrl-u"], command: "erase-line", text: "erase everything" },
];
