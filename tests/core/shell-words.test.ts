import { expect, test } from "vitest";
import { shellWords } from "../../src/core/shell-words.ts";

const cut = (line: string) => {
  const words = shellWords(line);
  return words.ok ? words.value : words.problem.message;
};

test.each([
  ["vi", ["vi"]],
  ["code --wait", ["code", "--wait"]],
  ["  emacsclient\t-nw  ", ["emacsclient", "-nw"]],
  ["'/opt/My Editor/bin/ed' -a \"b c\" d\\ e", ["/opt/My Editor/bin/ed", "-a", "b c", "d e"]],
  ["a'b'\"c\"d", ["abcd"]],
  ["vim -c ''", ["vim", "-c", ""]],
  ['"a\\"b\\$c\\d"', ['a"b$c\\d']],
  ["'a\\'", ["a\\"]],
  ["vi; rm -rf $HOME `id` | x > y", ["vi;", "rm", "-rf", "$HOME", "`id`", "|", "x", ">", "y"]],
  ["a\\\nb", ["ab"]],
  ["", []],
])("%j", (line, words) => {
  expect(cut(line)).toEqual(words);
});

test.each(["'vi", 'vi "x', "vi \\"])("%j has no end", (line) => {
  expect(cut(line)).toContain("no end");
});
