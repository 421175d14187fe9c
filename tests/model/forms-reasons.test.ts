import { describe, expect, it } from "vitest";
import { reasons } from "../../src/model/forms/reasons.ts";

/** What is said, piece by piece, where a reply comes in these pieces. */
function said(...pieces: string[]): string[] {
  const words: string[] = [];
  const read = reasons((one) => words.push(one));
  for (const piece of pieces) read(piece);
  return words;
}

describe("reasons of a reply that is still coming", () => {
  it("says each as it grows, a line each", () => {
    expect(
      said(
        '{"picks":[{"a_w',
        'hy":"a tun',
        "nel is mea",
        'nt","b_',
        'part":1},{"a_why":"a port"}]}',
      ),
    ).toEqual(["a tun", "nel is mea", "nt", "\n", "a port", "\n"]);
  });

  it("comes to the same however the reply is cut", () => {
    const reply = '{"a_why":"says \\"why\\", plainly \\u00e9 and \\\\ so"}';
    for (let at = 1; at < reply.length; at += 1)
      expect(said(reply.slice(0, at), reply.slice(at)).join("")).toBe(
        'says "why", plainly é and \\ so\n',
      );
  });

  it("makes a stranger's words plain and cuts them", () => {
    const text = said(`{"a_why":"\\u001b[31mred\\u202e >>> ${"long ".repeat(100)}"}`).join("");
    for (const mark of ["\u001b", "\u202e", ">>>"]) expect(text).not.toContain(mark);
    expect(text.length).toBeLessThan(210);
  });

  it("says nothing of other fields, of prose, and of a reply without end", () => {
    expect(said('{"c_value":"x"}', "a_why: because")).toEqual([]);
    const words = said('{"a_why":"', ...Array.from({ length: 200 }, () => "x".repeat(1024)));
    expect(words.join("").length).toBeLessThan(210);
  });
});
