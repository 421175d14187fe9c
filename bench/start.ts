import { figure, type Group } from "./figure.ts";
import { BUNDLE, output, race } from "./timing.ts";

/** How long a command line that does nothing keeps a person waiting. */
export const start: Group = {
  name: "start",
  about: "agentix --version against a bare Node",
  async measure() {
    const [floor = Number.NaN, ours = Number.NaN] = race(
      [
        { name: "node -e 0", run: () => output(process.execPath, ["-e", "0"]) },
        { name: "agentix --version", run: () => output(BUNDLE, ["--version"]) },
      ],
      31,
      3,
    );
    return [
      figure({
        group: "start",
        name: "agentix --version",
        value: ours / floor,
        unit: "×",
        reference: { name: "node -e 0", value: floor, unit: "ms" },
        bar: 1.5,
      }),
    ];
  },
};
