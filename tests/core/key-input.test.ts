import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeKeys } from "../../src/core/keys/key-input.ts";

const names = (input: string, final = true) =>
  decodeKeys(input, final).keys.map(({ name }) => name);

describe("decodeKeys", () => {
  test.each([
    ["jjj", ["j", "j", "j"]],
    ["jj\r", ["j", "j", "enter"]],
    ["\t ", ["tab", "space"]],
    ["\u001b", ["esc"]],
    ["\u001bj", ["alt-j"]],
    ["\u001b\u001b", ["esc", "esc"]],
    ["\u001b[A\u001bOB", ["up", "down"]],
    ["\u001b[Z", ["shift-tab"]],
    ["\u001b[5~\u001b[6~\u001b[1;5C", ["pageup", "pagedown", "ctrl-right"]],
    ["\u001b[13u\u001b[9;2u", ["enter", "shift-tab"]],
    ["\u0003\u0015\n", ["ctrl-c", "ctrl-u", "ctrl-j"]],
    ["\u007f\b", ["backspace", "backspace"]],
    ["ä日", ["ä", "日"]],
    ["\u001b[<65;10;10Mj", ["mouse", "j"]],
    ["\u001b[?1u\u001b[Ij", ["j"]],
  ])("%j", (input, expected) => {
    expect(names(input)).toEqual(expected);
  });

  test("waits for the rest of a sequence", () => {
    expect(decodeKeys("j\u001b", false)).toEqual({
      keys: [{ name: "j", text: "j" }],
      rest: "\u001b",
    });
    expect(decodeKeys("\u001b[1;", false).rest).toBe("\u001b[1;");
  });

  test.each([
    ["\u001b]11;rgb:1e1e/1e1e/2e2e\u0007", "rgb:1e1e/1e1e/2e2e"],
    ["\u001b]11;rgb:ff/FF/00\u001b\\", "rgb:ff/FF/00"],
    ["\u001b]11;rgba:0000/0000/0000/ffff\u001b\\", "rgba:0000/0000/0000/ffff"],
    ["\u001b[?62;22c", "?62;22c"],
  ])("hands over the answer %j, in any pieces, however late", (answer, text) => {
    expect(decodeKeys(`j${answer}k`, false).keys).toEqual([
      { name: "j", text: "j" },
      { name: "reply", text },
      { name: "k", text: "k" },
    ]);
    // From three characters on nothing else begins like this. A lone ESC that nothing follows is Esc.
    for (let cut = 3; cut < answer.length; cut += 1) {
      const first = decodeKeys(answer.slice(0, cut), false);
      const waited = decodeKeys(first.rest, true);
      const last = decodeKeys(waited.rest + answer.slice(cut), false);
      expect([...first.keys, ...waited.keys, ...last.keys], `cut at ${cut}`).toEqual([
        { name: "reply", text },
      ]);
    }
  });

  test("an answer whose ESC was taken for a key types nothing", () => {
    expect(names("]11;rgb:1e1e/1e1e/2e2e\u001b\\j")).toEqual(["reply", "j"]);
    expect(names("]j")).toEqual(["]", "j"]);
    expect(names("\u001b]j")).toEqual(["alt-]", "j"]);
  });

  test("a bracketed paste is one key, whatever it holds, over any chunks", () => {
    const text = "yyy\r\u001b[A\u0003";
    const input = `\u001b[200~${text}\u001b[201~j`;
    expect(decodeKeys(input, false).keys).toEqual([
      { name: "paste", text },
      { name: "j", text: "j" },
    ]);
    const half = decodeKeys(input.slice(0, 9), false);
    expect(half.keys).toEqual([]);
    expect(decodeKeys(half.rest + input.slice(9), false).keys[0]?.text).toBe(text);
  });

  test("a burst of different characters is marked; a held key is not", () => {
    expect(decodeKeys("yes please\r", true).keys.every(({ burst }) => burst)).toBe(true);
    expect(decodeKeys("jjjjjjjjjjjjjjjj", true).keys.some(({ burst }) => burst)).toBe(false);
  });

  test("cutting the input anywhere gives the same keys", () => {
    const parts = fc.array(
      fc.constantFrom(
        "j",
        "\u001b[A",
        "\u001b[6~",
        "\r",
        "日",
        "\u001b[200~y\u001b[201~",
        "\u001bOB",
        "\u001b[<0;10;10M",
      ),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(parts, fc.nat(), (list, at) => {
        const input = list.join("");
        const cut = input.length === 0 ? 0 : at % input.length;
        const first = decodeKeys(input.slice(0, cut), false);
        const second = decodeKeys(first.rest + input.slice(cut), true);
        expect([...first.keys, ...second.keys]).toEqual(decodeKeys(input, true).keys);
      }),
    );
  });
});
