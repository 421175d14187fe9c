import { type Ground, groundOfReply, groundQuery } from "../core/colour.ts";

/** A question that is under way; nothing waits for its answer but leaving. */
export interface GroundQuestion {
  /** Takes an answer of the terminal in. */
  reply(text: string): void;
  /** Waits until no answer is to come, so that none is left to the shell; not for long. */
  settled(): Promise<void>;
}

/** How long a person who leaves waits for a terminal that does not answer. */
const patienceMs = 400;

/** Asks the terminal what it has behind its text; `tell` hears it if it ever answers. */
export function askGround(
  write: (text: string) => void,
  tell: (ground: Ground) => void,
): GroundQuestion {
  const answered = Promise.withResolvers<void>();
  write(groundQuery);
  return {
    reply: (text) => {
      const ground = groundOfReply(text);
      if (ground) tell(ground);
      // The second question has an answer everywhere, and it comes last.
      else answered.resolve();
    },
    settled: async () => {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, patienceMs);
      });
      await Promise.race([answered.promise, late]);
      clearTimeout(timer);
    },
  };
}
