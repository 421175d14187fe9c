import type { Script } from "../script.ts";

/** Says back what it was asked last; thinks aloud where it is told to. */
export const echo: Script = ({ messages, think }) => {
  const last = messages.at(-1)?.content ?? "";
  return {
    ...(think === true || typeof think === "string"
      ? { thinking: "I am asked to say it back." }
      : {}),
    text: `you said: ${last}`,
  };
};
