/** Ways in which a text may stand in a request though nobody wrote it so: encoded, escaped, turned round. */
export function formsOf(text: string): string[] {
  const base64 = [0, 1, 2].map((skip) => {
    const whole = Buffer.from(`${"x".repeat(skip)}${text}`)
      .toString("base64")
      .replace(/=+$/, "");
    // What the neighbours have a part in says nothing.
    return whole.slice(skip === 0 ? 0 : skip + 1, -2);
  });
  const hex = Buffer.from(text).toString("hex");
  const forms = [
    text,
    [...text].toReversed().join(""),
    encodeURIComponent(text),
    text.replaceAll(/[\s\S]/g, (one) => `%${one.charCodeAt(0).toString(16)}`),
    JSON.stringify(text).slice(1, -1),
    text.replaceAll(/[\s\S]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`),
    hex,
    hex.toUpperCase(),
    rot13(text),
    [...text].join(" "),
    ...base64,
    ...base64.map((one) => one.replaceAll("+", "-").replaceAll("/", "_")),
  ];
  return [...new Set([...forms, ...forms.map((one) => one.toLowerCase())])];
}

/** Letters thirteen places on. */
export function rot13(text: string): string {
  return text.replaceAll(/[a-z]/gi, (one) => {
    const base = one <= "Z" ? 65 : 97;
    return String.fromCharCode(((one.charCodeAt(0) - base + 13) % 26) + base);
  });
}
